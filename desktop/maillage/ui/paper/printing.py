"""Pages on their way to a printer: one after the other, each at its true size."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from maillage.actions import paper
from maillage.actions.paper import Picture
from maillage.language import _
from maillage.ui.paper.preview import POINTS, image_of
from maillage.ui.session import Session

FINEST = 300
"""Dots per inch that words on paper need; a printer's own may take a gigabyte a page."""


class Printing(QObject):
    """Prints one PDF at a time.

    `progress(done, total)` after each page, `finished(complete)` at the end. Whoever chooses a
    file rather than a printer gets the pages as they are, words and all: `saved(path)`.
    """

    progress = Signal(int, int)
    finished = Signal(bool)
    saved = Signal(Path)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._window = session, parent
        self._painter: QPainter | None = None
        self._stopped = False

    def ask(self, pdf: bytes, sizes: list[tuple[float, float]], name: str) -> None:
        """Let the person choose a printer, then print."""
        if self._painter is not None or not sizes:
            return
        printer = printer_for(sizes[0], name)
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(_("Print"))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=True)
        dialog.setMinMax(1, len(sizes))
        dialog.setFromTo(1, len(sizes))
        # Its own `accepted` brings the printer along once more.
        dialog.finished.connect(partial(self._chosen, printer, pdf, sizes))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # QPrintDialog's own wants a slot by its name

    def print(self, printer: QPrinter, pdf: bytes, sizes: list[tuple[float, float]]) -> None:
        """Print the pages that were asked for; each is drawn while the window stays alive."""
        first, last = printer.fromPage() or 1, printer.toPage() or len(sizes)
        once = list(range(max(1, first) - 1, min(last, len(sizes))))
        copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
        if printer.outputFileName():
            self._save(pdf, once, Path(printer.outputFileName()))
            return
        self._stopped = False
        self._printer, self._pdf, self._sizes = printer, pdf, sizes
        self._waiting = once * max(1, copies)
        self._total = len(self._waiting)
        self._painter = QPainter()
        if not self._waiting or not self._painter.begin(printer):
            self._end(complete=False)
            return
        self._next(first=True)

    def stop(self) -> None:
        """Print no further page."""
        self._stopped = True

    def _chosen(
        self, printer: QPrinter, pdf: bytes, sizes: list[tuple[float, float]], code: int
    ) -> None:
        if code == QDialog.DialogCode.Accepted:
            self.print(printer, pdf, sizes)

    def _save(self, pdf: bytes, pages: list[int], path: Path) -> None:
        store = self._session.store
        self._session.read(
            lambda: paper.save(store, paper.part(pdf, pages), path), done=self.saved.emit
        )

    def _next(self, *, first: bool) -> None:
        if self._stopped:
            self._printer.abort()
            self._end(complete=False)
            return
        if not self._waiting:
            self._end(complete=True)
            return
        page, pdf = self._waiting.pop(0), self._pdf
        dots = min(FINEST, self._printer.resolution())
        self._session.read(
            lambda: paper.picture(pdf, page, dots_per_inch=dots),
            done=partial(self._paint, page, first),
            failed=self._fail,
        )

    def _paint(self, page: int, first: bool, picture: Picture) -> None:
        if self._painter is None:
            return
        if not first:
            self._printer.newPage()
        wide, high = self._sizes[page]
        dots = self._printer.resolution() / POINTS
        self._painter.drawImage(QRectF(0, 0, wide * dots, high * dots), image_of(picture))
        self.progress.emit(self._total - len(self._waiting), self._total)
        self._next(first=False)

    def _fail(self, error: BaseException) -> None:
        self._printer.abort()
        self._end(complete=False)
        self._session.failed.emit(error)

    def _end(self, *, complete: bool) -> None:
        if self._painter is not None and self._painter.isActive():
            self._painter.end()
        self._painter = None
        self.finished.emit(complete)


def printer_for(size: tuple[float, float], name: str) -> QPrinter:
    """Return a printer set to a page of this size in points, measured from the paper's edge."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    wide, high = size
    lying = wide > high
    upright = QSizeF(min(size), max(size))
    page = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    orientation = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(page, orientation, QMarginsF()))
    printer.setFullPage(True)
    return printer
