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
        for part in (_store, _catalogue, _icon, _pdf):
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
    """Make the page with the recovery key."""
    from maillage.reports import recovery

    page = recovery.recovery_key(
        programme="Check",
        device="Check",
        made_at=datetime.now(UTC),
        key="0000 0000",
        language=language.Language("fr"),
    )
    (folder / "page.pdf").write_bytes(page)
    return f"{len(page)} bytes"
