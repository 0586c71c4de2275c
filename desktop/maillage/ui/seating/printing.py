"""Writes the sheets of a table plan: asks where, then offers to open them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from maillage.actions import seating_sheets
from maillage.language import _
from maillage.ui import folders
from maillage.ui.session import Session

SUFFIX = ".pdf"


class Printing(QObject):
    """Does what the button of the PDF promises, and shows on it that it is busy."""

    def __init__(self, session: Session, button: QAction, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._button, self._page = session, button, page
        button.triggered.connect(self.write)

    def write(self) -> None:
        """Ask where, and write the sheets."""
        event, store = self._session.meeting, self._session.store
        if event is None:
            return
        offered = folders.current().start("paper") / f"{_('Table plan')}{SUFFIX}"
        chosen, _kind = QFileDialog.getSaveFileName(
            self._page, _("Save the table plan"), str(offered), f"PDF (*{SUFFIX})"
        )
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)
        folders.current().remember("paper", path)
        self._button.setEnabled(False)
        self._session.read(
            lambda: seating_sheets.write(store, path, event=event.id).path,
            done=self._done,
            failed=self._failed,
        )

    def _done(self, path: Path) -> None:
        self._button.setEnabled(True)
        url = QUrl.fromLocalFile(str(path))
        self._session.tell(
            _("Table plan written: {file}", file=path.name),
            undo=_("Open"),
            on_undo=lambda: QDesktopServices.openUrl(url),
        )

    def _failed(self, error: BaseException) -> None:
        self._button.setEnabled(True)
        self._session.failed.emit(error)
