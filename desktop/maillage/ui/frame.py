"""The window before anything stands in it: its place and size, its ground, the mark, the weave.

It is seen first, and soon: whatever speaks, or is touched, is made once it is painted.
"""

from __future__ import annotations

import base64
import binascii

from PySide6.QtCore import QByteArray, QSize, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow

from maillage.ui.look import brand
from maillage.ui.look.tokens import WIDE_FROM

USUAL = (1366, 768)
LEAST = (800, 420)
BORDER = 40
"""Logical pixels for the title bar, which nobody knows before the window is shown."""


class Frame(QMainWindow):
    """Empty, it shows the picture of the start page where that page will show it."""

    painted = Signal()
    """Once, after the first paint is over."""

    def __init__(self, kept: str) -> None:
        """``kept`` is what ``place`` returned another day; else the usual size."""
        super().__init__()
        self._was_painted = False
        self.setMinimumSize(*LEAST)
        self.setWindowTitle("Maillage")
        self._take_place(kept)

    @property
    def compact(self) -> bool:
        """Whether the window is too narrow for the wide layouts."""
        return self.width() < WIDE_FROM

    def place(self) -> str:
        """Return where the window is and how large, to keep for another day."""
        return base64.b64encode(self.saveGeometry().data()).decode("ascii")

    def _take_place(self, kept: str) -> None:
        try:
            known = base64.b64decode(kept, validate=True)
        except (binascii.Error, ValueError):
            known = b""
        if known and self.restoreGeometry(QByteArray(known)):
            return
        self.resize(first_size(QGuiApplication.primaryScreen().availableSize()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what will stand at the left, and tell of the first time.

        A filter would have PySide learn every kind of event before.
        """
        super().paintEvent(event)
        if self.centralWidget() is None:
            panel = QSize(brand.width(compact=self.compact), self.height())
            brand.paint(QPainter(self), panel, compact=self.compact)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)


def first_size(room: QSize) -> QSize:
    """Return the size of a window never shown before, its border inside the room there is."""
    return QSize(*USUAL).boundedTo(room - QSize(0, BORDER))
