"""Hands out what people take home of a pledge: its card, and its dates for a calendar."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from maillage.actions import pledge_papers
from maillage.language import _
from maillage.ui import folders
from maillage.ui.paper.names import file_name
from maillage.ui.session import Session

SUFFIX = ".ics"
PURPOSE = "papers"


class Taking(QObject):
    """Shows the card before it is printed, and saves the reminders where somebody says."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page

    def show_card(self, pledge: str) -> None:
        """Look at the card of a pledge, to print or save it."""
        # What draws pages is loaded by whoever looks at one.
        from maillage.ui.paper.pdf_dialog import PdfDialog, open_over

        store, title = self._session.store, _("Pledge card")
        name = file_name(title, self._session.meeting)
        make = lambda: pledge_papers.card(store, pledge=pledge)  # noqa: E731 - what is made anew
        open_over(PdfDialog(self._session, title, name, make, self._page.window()))

    def save_reminder(self, pledge: str) -> None:
        """Ask where, and save the dates of a pledge for a calendar."""
        name = file_name(_("Pledge reminder"), self._session.meeting)
        offered = folders.current().start(PURPOSE) / Path(name).with_suffix(SUFFIX)
        chosen, _kind = QFileDialog.getSaveFileName(
            self._page, _("Save the reminder"), str(offered), f"iCalendar (*{SUFFIX})"
        )
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)
        folders.current().remember(PURPOSE, path)
        store = self._session.store
        self._session.read(
            lambda: pledge_papers.save_reminder(store, path, pledge=pledge), done=self._saved
        )

    def _saved(self, path: Path) -> None:
        url = QUrl.fromLocalFile(str(path))
        self._session.tell(
            _("Reminder saved: {file}", file=path.name),
            undo=_("Open"),
            on_undo=lambda: QDesktopServices.openUrl(url),
        )
