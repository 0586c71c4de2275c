"""Received files on their way in: looked for, looked at, and told once they are there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from maillage.domain.records import Event
from maillage.language import _
from maillage.ui import folders
from maillage.ui.exchanges.merging import Merging, Outcome
from maillage.ui.exchanges.reading import same_meeting
from maillage.ui.exchanges.rows import merged_fact, merged_icon
from maillage.ui.exchanges.undoing import Undoing
from maillage.ui.session import Session

FILTER = "Maillage (*.maillage)"


class Arriving(QObject):
    """Finds files for a page, and says what they brought, with a way to take it back."""

    def __init__(self, session: Session, merging: Merging, undoing: Undoing, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._merging, self._undoing, self._page = session, merging, undoing, page
        self._folders = folders.current()

    def browse(self) -> None:
        """Look for received files."""
        start = str(self._folders.start("files"))
        everything = _("All files")
        names = f"{FILTER};;{everything} (*)"
        paths, _kind = QFileDialog.getOpenFileNames(self._page, _("Received files"), start, names)
        self.take(paths)

    def take(self, paths: list[str]) -> None:
        """Look at these files, and say what taking them in would do."""
        if paths:
            self._folders.remember("files", Path(paths[0]))
            self._merging.take(paths)

    def tell_useless(self, outcome: Outcome) -> None:
        """Say that nothing in these files was new."""
        self._session.tell(merged_fact(outcome.files, 0), icon=merged_icon(outcome.files))

    def tell(self, outcome: Outcome) -> None:
        """Say what was taken in, and show the meeting as it is since."""
        files = outcome.files
        brought = any(file.new for file in files)
        number = outcome.merge if brought else None  # else there is nothing to take back
        self._session.tell(
            merged_fact(files, outcome.conflicts),
            undo=_("Take it back") if number is not None else "",
            on_undo=(lambda: self._undoing.undo(number)) if number is not None else None,
            icon=merged_icon(files),
        )
        if brought:
            self._follow_meeting()

    def _follow_meeting(self) -> None:
        # A merge may bring the first meeting, or correct the one shown.
        session, shown = self._session, self._session.meeting
        if shown is None:
            session.start()
            return

        def look(event: Event | None) -> None:
            if event is not None and event != shown and session.meeting is shown:
                session.show_meeting(event)

        session.read(lambda: same_meeting(session, shown), done=look)
