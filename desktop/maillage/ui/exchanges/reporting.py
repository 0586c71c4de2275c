"""Writes the compte-rendu: asks how, then shows it before it is printed or saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from maillage.actions import minutes
from maillage.actions.explain import is_expected, sentence
from maillage.language import _
from maillage.ui.exchanges.minutes_dialog import MinutesDialog
from maillage.ui.exchanges.rows import minutes_name
from maillage.ui.folders import Folders
from maillage.ui.paper.pdf_dialog import PdfDialog, open_over
from maillage.ui.session import Session

PDF = ".pdf"
PURPOSE = "minutes"


class Reporting(QObject):
    """Does what the button of the compte-rendu promises, and shows on it that it is busy."""

    def __init__(self, session: Session, button: QAction, folders: Folders, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._button, self._folders, self._page = session, button, folders, page
        self._busy = False
        self._undecided = 0
        self._dialog: MinutesDialog | None = None
        """What asks how, as long as it is open."""
        button.triggered.connect(self.ask)

    def show_undecided(self, undecided: int) -> None:
        """Know how many choices are not made; without a meeting nothing can be written."""
        self._undecided = undecided
        self._button.setEnabled(self._session.meeting is not None and not self._busy)

    def ask(self) -> None:
        """Ask how the compte-rendu is to be written, then where."""
        if self._session.meeting is None or self._busy:
            return
        dialog = self._dialog = MinutesDialog(self._undecided, self._page.window())
        dialog.wanted.connect(self.write)
        dialog.finished.connect(self._closed)
        # It goes with the page, or once it is closed: never under a method still running.
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, names: bool, editable: bool) -> None:
        """Show the compte-rendu of the meeting, or ask where its text is to be."""
        if editable:
            self._write_text(names=names)
        else:
            self._show(names=names)

    def _closed(self) -> None:
        self._dialog = None

    def _show(self, *, names: bool) -> None:
        event, store = self._session.meeting, self._session.store
        if event is None:
            return
        dialog = PdfDialog(
            self._session,
            _("Minutes"),
            Path(minutes_name(event, names=names)).with_suffix(PDF).name,
            lambda: minutes.made(store, event=event.id, names=names),
            self._page.window(),
            purpose=PURPOSE,
        )
        open_over(dialog)

    def _write_text(self, *, names: bool) -> None:
        event, store, suffix = self._session.meeting, self._session.store, minutes.EDITABLE
        if event is None:
            return
        name = Path(minutes_name(event, names=names)).with_suffix(suffix)
        offered = self._folders.start(PURPOSE) / name
        chosen, _kind = QFileDialog.getSaveFileName(
            self._page,
            _("Save the minutes"),
            str(offered),
            f"{suffix[1:].upper()} (*{suffix})",
        )
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)
        self._folders.remember(PURPOSE, path)
        self._set_busy(busy=True)
        if self._dialog:
            self._dialog.show_busy()
        self._session.read(
            lambda: minutes.write(store, path, event=event.id, names=names).path,
            done=self._done,
            failed=self._failed,
        )

    def _done(self, path: Path) -> None:
        self._set_busy(busy=False)
        if self._dialog:
            self._dialog.accept()
        url = QUrl.fromLocalFile(str(path))
        self._session.tell(
            _("Minutes written: {file}", file=path.name),
            undo=_("Open"),
            on_undo=lambda: QDesktopServices.openUrl(url),
        )

    def _failed(self, error: BaseException) -> None:
        self._set_busy(busy=False)
        if self._dialog and is_expected(error):
            self._dialog.show_error(sentence(error))
        else:
            self._session.failed.emit(error)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._button.setText(_("Writing the minutes…") if busy else _("Minutes…"))
        self.show_undecided(self._undecided)
