"""Looks at a PDF before it is printed or saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from maillage.actions import paper
from maillage.language import _
from maillage.ui import folders
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XL
from maillage.ui.paper.preview import Preview
from maillage.ui.paper.printing import Printing
from maillage.ui.session import Session
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.dialogs import press_focused
from maillage.ui.widgets.progress import ProgressRow
from maillage.ui.widgets.text import Text, set_tooltip

WIDTH, HEIGHT, MARGIN = 1040, 720, 32
PURPOSE = "papers"
"""Whose last folder is offered, unless another is named."""


class PdfDialog(QDialog):
    """A preview with «Print…» and «Save as PDF…».

    It asks ``make`` for the PDF on the store's thread, and again by ``remake``.
    """

    def __init__(
        self,
        session: Session,
        title: str,
        file_name: str,
        make: Callable[[], bytes] | None = None,
        parent: QWidget | None = None,
        *,
        purpose: str = PURPOSE,
    ) -> None:
        super().__init__(parent)
        self._session, self.file_name, self._purpose = session, file_name, purpose
        self._made: tuple[bytes, list[tuple[float, float]]] = (b"", [])
        self.setWindowTitle(title)
        self.preview = Preview(session)
        self.printing = Printing(session, self)
        self.printing.progress.connect(self._printed)
        self.printing.finished.connect(self._ended)
        self.printing.saved.connect(self._saved)
        self.progress = ProgressRow(_("Printing"), "printer")
        self.progress.stopped.connect(self.printing.stop)
        self.progress.hide()
        self._file = QUrl()
        self.told = Banner("positive")  # a toast would stand below this dialog
        self.told.acted.connect(lambda: QDesktopServices.openUrl(self._file))
        self.told.hide()
        self.close_button = Button(_("Close"))
        self.close_button.clicked.connect(self.reject)
        self.save = Button(_("Save as PDF…"), "secondary", "file-down")
        self.save.clicked.connect(self.choose)
        self.print = Button(_("Print…"), "primary", "printer")
        self.print.clicked.connect(self._ask_to_print)
        self.print.setDefault(True)
        for keys, button in (("Ctrl+S", self.save), ("Ctrl+P", self.print)):
            QShortcut(QKeySequence(keys), self, button.click)
            set_tooltip(button, QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_XL, SPACE_L, SPACE_XL, SPACE_L)
        self._column.setSpacing(SPACE_M)
        self._column.addWidget(Text(title, "heading", wrap=True))
        self.middle = QHBoxLayout()
        self.middle.setSpacing(SPACE_L)
        self.middle.addWidget(self.preview, 1)
        self._column.addLayout(self.middle, 1)
        self._column.addWidget(self.progress)
        self._column.addWidget(self.told)
        self.buttons = self._buttons()
        self._column.addLayout(self.buttons)
        self.fit_over(parent.window().size() if parent else QSize(WIDTH, HEIGHT))
        self.set_ready(ready=False)
        if make:
            self.remake(make)

    def fit_over(self, over: QSize) -> None:
        """Become as large as wished for, never larger than the window below."""
        self.resize(
            min(theme.px(WIDTH), over.width() - MARGIN),
            min(theme.px(HEIGHT), over.height() - MARGIN),
        )

    def under_title(self, widget: QWidget) -> None:
        """Show something between the title and the pages."""
        self._column.insertWidget(1, widget)

    def remake(self, make: Callable[[], bytes]) -> None:
        """Show what ``make`` returns; the last one asked for wins."""
        self._latest = make
        self.told.hide()  # it was of another paper
        self.set_ready(ready=False)

        def job() -> tuple[bytes, list[tuple[float, float]]]:
            pdf = make()
            return pdf, paper.page_sizes(pdf)

        self._session.read(job, done=partial(self._show, make), failed=self._failed)

    def set_ready(self, *, ready: bool) -> None:
        """Allow printing and saving what is shown."""
        for button in (self.save, self.print):
            button.setEnabled(ready)

    def choose(self) -> None:
        """Ask where, and save."""
        offered = folders.current().start(self._purpose) / self.file_name
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save as PDF"), str(offered), _("PDF (*.pdf)")
        )
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Save what is shown; a name without ending gets that of a PDF."""
        path = path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")
        folders.current().remember(self._purpose, path)
        store, pdf = self._session.store, self._made[0]
        self._session.read(lambda: paper.save(store, pdf, path), done=self._saved)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus; elsewhere, the default one."""
        if not press_focused(self, event):
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Stop printing, then close."""
        self.printing.stop()
        super().reject()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addStretch(1)
        for button in (self.close_button, self.save, self.print):
            row.addWidget(button)
        return row

    def _show(
        self, make: Callable[[], bytes], made: tuple[bytes, list[tuple[float, float]]]
    ) -> None:
        if make is not self._latest:
            return
        self._made = made
        self.preview.show_pdf(*made)
        self.set_ready(ready=bool(made[1]))

    def _failed(self, error: BaseException) -> None:
        self.preview.show_pdf(b"", [])
        self._session.failed.emit(error)

    def _saved(self, path: Path) -> None:
        self._file = QUrl.fromLocalFile(str(path))
        self.told.say("positive", _("Saved: {file}", file=path.name), _("Open"))
        self.told.show()

    def _ask_to_print(self) -> None:
        self.printing.ask(*self._made, Path(self.file_name).stem)

    def _printed(self, done: int, total: int) -> None:
        self.print.setEnabled(False)
        self.progress.allow_stop()
        self.progress.set_progress(done, total, _("Page {page} of {pages}", page=done, pages=total))
        self.progress.show()

    def _ended(self, complete: bool) -> None:
        self.progress.hide()
        self.print.setEnabled(True)
        if complete:
            self.told.say("positive", _("Sent to the printer"))
        else:
            self.told.say("info", _("Stopped: the other pages are not printed"))
        self.told.show()


def open_over(dialog: PdfDialog) -> None:
    """Show a dialog; it goes for good once it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
