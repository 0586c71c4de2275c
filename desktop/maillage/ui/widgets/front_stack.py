"""One of several widgets at a time, and no higher than that one needs."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget


class FrontStack(QStackedWidget):
    """Shows one widget; those behind it ask for no height, so that a page can give way.

    As wide as the widest all the same: a window must not grow when another comes to the front.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _place: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """The least height of the widget in front, the greatest least width of all."""
        hint, front = super().minimumSizeHint(), self.currentWidget()
        if front is None:
            return hint
        least = front.minimumSizeHint().expandedTo(front.minimumSize())
        return QSize(hint.width(), least.height())
