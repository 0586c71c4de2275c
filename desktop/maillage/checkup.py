"""Proves that an installation is whole: it migrates, translates, draws and prints."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import click

from maillage import __version__, language


def check() -> int:
    """Try each part that an incomplete installation breaks; return 0 if all work."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for part in PARTS:
            try:
                told = part(Path(folder))
            except Exception as error:  # noqa: BLE001 - whatever it is, the others are tried
                failed = True
                told = f"{type(error).__name__}: {error}"
                click.echo(f"- {part.__name__[1:]}: {told}", err=True)
            else:
                click.echo(f"+ {part.__name__[1:]}: {told}")
    click.echo(f"Maillage {__version__}: " + ("incomplete" if failed else "ok"))
    return int(failed)


def _store(folder: Path) -> str:
    """Make an encrypted store by the migrations, and check it."""
    from maillage.actions import passphrases, programme

    opened = programme.start(
        folder / "store", programme="Check", device="Check", passphrase=passphrases.suggest()
    )
    with opened.store as store:
        found = store.verify()
    if not found.ok:
        raise RuntimeError(found.problems)
    return f"{found.records} records"


def _catalogue(_folder: Path) -> str:
    """Read the French catalogue."""
    english = "Social work"
    french = language.Language("fr").text(english)
    if french == english:
        raise RuntimeError("no French")
    return french


def _icon(_folder: Path) -> str:
    """Draw an icon with Qt."""
    from PySide6.QtGui import QGuiApplication

    from maillage.ui.look import icons

    if QGuiApplication.instance() is None:
        QGuiApplication([])
    pixmap = icons.app_icon().pixmap(48, 48)
    if pixmap.isNull():
        raise RuntimeError("no icon")
    return f"{pixmap.width()} × {pixmap.height()} on {QGuiApplication.platformName()}"


def _pdf(folder: Path) -> str:
    """Make the page with the recovery key, of a programme with a name in Arabic and an emoji."""
    from maillage.reports import recovery

    page = recovery.recovery_key(
        programme="Check \N{ARABIC LETTER MEEM}\N{ARABIC LETTER HAH}\N{BICYCLE}",
        device="Check",
        made_at=datetime.now(UTC),
        key="0000 0000",
        language=language.Language("fr"),
    )
    (folder / "page.pdf").write_bytes(page)
    return f"{len(page)} bytes"


def _editable(_folder: Path) -> str:
    """Make the minutes of a meeting of which nothing is known, as a text to go on with."""
    from maillage.reports.data import Minutes
    from maillage.reports.minutes import editable

    nothing = Minutes(title="Check", attendance={}, made_at=datetime.now(UTC))
    return f"{len(editable(nothing, language=language.Language('fr')))} bytes"


def _badge(folder: Path) -> str:
    """Draw a badge, take a picture of it, and read its code again."""
    from PIL import Image

    from maillage.domain import badges
    from maillage.domain.vocabulary import World
    from maillage.intake import badge_picture
    from maillage.reports import paper, raster, sheets

    code = badges.code("01a213e5-61ea-74a7-9203-e3a4a848daa0")
    somebody = paper.Badge("Ada", "Check", "Maillage", None, World.OTHER, code)
    pdf = paper.badges(
        [somebody],
        sheets.Layout(sheets.SHEETS[0]),
        event="Check",
        made_at=datetime.now(UTC),
        language=language.Language("fr"),
    )
    seen = raster.picture(pdf, 0, dots_per_inch=200)
    size = (seen.width, seen.height)
    picture = Image.frombuffer("RGB", size, seen.pixels, "raw", "BGRX", seen.stride, 1)
    picture.save(folder / "badge.png")
    if badge_picture.texts(folder / "badge.png") != [code]:
        raise RuntimeError("unreadable")
    return code


def _photo(folder: Path) -> str:
    """Take in a photo, and know how to read an iPhone's."""
    import pi_heif
    from PIL import Image

    from maillage.intake import photo

    Image.new("RGB", (3000, 20), "white").save(folder / "photo.png")
    made = photo.prepared(folder / "photo.png", most=100_000)
    if not pi_heif.libheif_info()["decoders"]:
        raise RuntimeError("no HEIC")
    return f"{made.width} × {made.height}"


def _calendar(_folder: Path) -> str:
    """Make the dates of a pledge for a calendar."""
    from maillage.reports.reminders import Reminder, calendar

    today = datetime.now(UTC)
    told = Reminder(
        pledge="check", what="Check", next_step="", names=(), due=today.date(), reviews=()
    )
    made = calendar(told, made_at=today, language=language.Language("fr"))
    return f"{len(made)} bytes"


def _geography(_folder: Path) -> str:
    """Find a commune."""
    from maillage.actions.places import atlas

    place = atlas().named("Belleville-en-Beaujolais")
    if place is None:
        raise RuntimeError("no communes")
    return f"{place.name} {place.code}"


def _hub(_folder: Path) -> str:
    """Ask for a hub where there is none: whatever it takes to ask is there."""
    from maillage.actions import hubs
    from maillage.domain.errors.hub import HubUnreachable

    try:
        hubs.wants_password("postgresql+psycopg://check@127.0.0.1:1/check")
    except HubUnreachable:
        return "nobody there, as it should be"
    raise RuntimeError("somebody answers")


PARTS = (
    *(_store, _catalogue, _icon, _pdf, _editable, _badge, _photo, _calendar, _geography),
    _hub,
)
