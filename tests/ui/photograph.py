"""Pictures of every page for ourselves: `photograph.py OUT_DIR [--all] [PAGE...]`.

Each page as a person sees it after a real day: wide and compact, light and dark, French and
English at 100 %, and in French at 200 %. With --all, every size in both languages and both
themes: twelve pictures a page. Each part of the window has its pages in a module beside this one,
and a page registers in PAGES; `sample_day` builds the store once per run.
Works on whatever platform Qt is given (QT_QPA_PLATFORM=offscreen, or a virtual screen).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import sample_door
import sample_exchanges
import sample_lists
import sample_meetings
import sample_moments
import sample_pledges
import sample_rights
import sample_seating
import sample_start
import sample_tables
from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from sample_day import day
from settling import rest, settle

from maillage import language
from maillage.actions import events
from maillage.store import keys
from maillage.ui.background import Worker
from maillage.ui.look import theme
from maillage.ui.look.tokens import SIDE_RAIL, SIDE_WIDE, WIDE_FROM
from maillage.ui.preferences import Preferences
from maillage.ui.session import Session

Page = Callable[[Session], QWidget]
PAGES: dict[str, Page] = {
    "start": sample_start.first_run,
    "start-hub": sample_start.open_hub,
    "shell": sample_start.shell,
    "shell-copied": sample_start.shell_of_a_copy,
    "meeting": sample_meetings.new_meeting,
    "meeting-begun": sample_meetings.meeting_begun,
    "meeting-changed-since": sample_meetings.meeting_changed_since,
    "meeting-known": sample_meetings.known_meeting,
    "invite": sample_start.invite,
    "passphrase": sample_start.passphrase,
    "renewal": sample_start.renewal,
    "new-key": sample_start.new_key,
    "backup": sample_start.backup,
    "backup-writing": sample_start.backup_writing,
    "backup-made": sample_start.backup_made,
    "start-restore": sample_start.restoring,
    "prepare": sample_meetings.preparing_page,
    "papers": sample_meetings.papers,
    "papers-attendance": sample_meetings.attendance,
    "reception": sample_door.reception_page,
    "walk-in": sample_door.walk_in,
    "walk-in-begun": sample_door.walk_in_begun,
    "card": sample_door.card,
    "card-overtaken": sample_door.card_overtaken,
    "room": sample_door.room,
    "held": sample_rights.held,
    "mentions": sample_rights.mentions,
    "replace-text": sample_rights.replacing,
    "erase-text": sample_rights.erasing,
    "consents": sample_door.consents_page,
    "signing": sample_door.signing_page,
    "calling": sample_door.calling,
    "seating": sample_seating.seating_page,
    "seating_wall": sample_seating.seating_wall,
    "seating_plan": sample_seating.seating_plan,
    "seating_wishes": sample_seating.seating_wishes,
    "seating_late": sample_seating.seating_late,
    "workshops": sample_tables.workshops_page,
    "workshops-table": sample_tables.workshops_table,
    "note-begun": sample_tables.note_begun,
    "ideas_wall": sample_tables.ideas_wall,
    "note-editor": sample_tables.note_editor,
    "photos-none": sample_tables.no_photos,
    "photos": sample_tables.photos_page,
    "pledges": sample_pledges.pledges_page,
    "pledge-form": sample_pledges.pledge_form,
    "pledge-overtaken": sample_pledges.pledge_overtaken,
    "pledge-begun": sample_pledges.pledge_begun,
    "minutes": sample_exchanges.minutes_dialog,
    "leaving": sample_exchanges.leaving_page,
    "going-through": sample_tables.going_through,
    "pack": sample_meetings.pack,
    "exchanges": sample_exchanges.exchanges_page,
    "twice": sample_exchanges.recorded_twice,
    "erased-elsewhere": sample_exchanges.erased_elsewhere,
    "exchanges-erased": sample_exchanges.exchanges_page,
    "list": sample_lists.updated,
    "list-partner": sample_lists.partner,
    "list-communes": sample_lists.communes,
    "list-unknown": sample_lists.unknown,
    "list-guessed": sample_lists.guessed,
    "list-refused": sample_lists.refused,
    **sample_moments.MOMENTS,
}


@dataclass(frozen=True)
class Shot:
    """One way of looking at every page."""

    name: str
    width: int
    height: int
    scheme: theme.Scheme = "light"
    language: str = "fr"


SIZES = {"wide": (1366, 768), "compact": (960, 460), "double": (960, 540)}
"""In logical pixels; double is 1920 x 1080 at 200 %."""
SCREENS = {"wide": (1366, 728), "compact": (1024, 560), "double": (1920, 1000)}
"""Pixels that such a screen has beside its task bar: a dialog is never higher."""
LOOKS: tuple[tuple[str, theme.Scheme, str], ...] = (
    ("", "light", "fr"),
    ("-dark", "dark", "fr"),
    ("-en", "light", "en"),
    ("-en-dark", "dark", "en"),
)
SHOTS = tuple(
    Shot(size + suffix, *SIZES[size], scheme, tongue)
    for size in SIZES
    for suffix, scheme, tongue in LOOKS
)
USUAL = ("wide", "wide-dark", "wide-en", "compact", "compact-dark", "double", "double-dark")


def portray(session: Session, page_of: Page, shot: Shot, busy: list[bool]) -> QPixmap:
    """Return a picture of one page; ``busy`` is what the worker said last of itself."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    language.use(shot.language)
    Preferences.speak_for_qt()
    theme.apply(app, shot.scheme)
    page = page_of(session)
    size = QSize(shot.width, shot.height)
    if hasattr(page, "fit_over"):
        page.fit_over(size)
    size = page.size() if isinstance(page, QDialog) else size
    if hasattr(page, "set_compact"):
        compact = shot.width < WIDE_FROM
        page.set_compact(compact)
        if hasattr(page, "refresh"):  # a screen, which stands beside the side bar
            size.setWidth(shot.width - (SIDE_RAIL if compact else SIDE_WIDE))
    page.resize(size)
    page.show()
    if hasattr(page, "refresh"):
        page.refresh()
    rest(busy)
    # Qt lets a window grow for what it holds, but never shrinks it again.
    if not isinstance(page, QDialog):
        page.resize(size)
    settle(milliseconds=60)
    afterwards = sample_moments.AFTERWARDS.pop(page, None)
    shown = afterwards() if afterwards else page
    settle(milliseconds=150 if afterwards else 0)
    picture = shown.grab()
    page.hide()  # closing some of them asks first
    page.deleteLater()
    return picture


def photograph(shots: list[Shot], out: Path, wanted: list[str]) -> None:
    """Write one picture per page and shot."""
    _app = QApplication.instance() or QApplication([])
    keys.EFFORT = keys.Effort(memory_kib=64, passes=1)
    with tempfile.TemporaryDirectory() as folder:
        worker, busy = Worker(), list[bool]()
        worker.busy.connect(busy.append)
        session = Session(day(Path(folder)), worker)
        session.show_meeting(events.current_event(session.store))
        for name in wanted or list(PAGES):
            for shot in shots:
                session.drafts._drafts.clear()  # of the form that was photographed before
                picture = portray(session, PAGES[name], shot, busy)
                picture.save(str(out / f"{name}-{shot.name}.png"))
        sample_moments.close()
        session.close()


def on_screen(size: str, folder: Path) -> dict[str, str]:
    """Return the environment of a process that photographs in one size.

    Qt reads the factor once, and has no other screen than 800 x 800 pixels where there is none.
    """
    width, height = SCREENS[size]
    screen = {"name": size, "x": 0, "y": 0, "width": width, "height": height}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    told = folder / f"{size}.json"
    told.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    found = os.environ | {"QT_SCALE_FACTOR": "2" if size == "double" else "1"}
    if found.get("QT_QPA_PLATFORM") == "offscreen":
        found["QT_QPA_PLATFORM"] = f"offscreen:configfile={told}"
    return found


def main() -> None:
    """Photograph each size in a process of its own."""
    parser = argparse.ArgumentParser(description="Take pictures of pages.")
    parser.add_argument("out", type=Path)
    parser.add_argument("pages", nargs="*", help="all of them, if none is named")
    parser.add_argument("--all", action="store_true", help="every size in both tongues and themes")
    parser.add_argument("--size", choices=SIZES, help="this size alone, on the screen there is")
    asked = parser.parse_intermixed_args()  # "OUT --all PAGE" too
    asked.out.mkdir(parents=True, exist_ok=True)
    if asked.size:
        shots = [one for one in SHOTS if asked.all or one.name in USUAL]
        now = [one for one in shots if one.name.startswith(asked.size)]
        photograph(now, asked.out, asked.pages)
        return
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            again = [sys.executable, __file__, "--size", size, *sys.argv[1:]]
            subprocess.run(again, env=on_screen(size, Path(folder)), check=True)


if __name__ == "__main__":
    main()
