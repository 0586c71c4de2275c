"""Flow layout: widgets one after the other, going to a new line when there is no room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from maillage.ui.look.tokens import SPACE_S


class FlowLayout(QLayout):
    """Lays visible items out in lines, left to right."""

    def __init__(self, parent: QWidget | None = None, spacing: int = SPACE_S) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self._gap = spacing
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's own entry; use addWidget."""
        self._items.append(item)

    def count(self) -> int:
        """How many items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place, None beyond."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return the item at a place, None beyond."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Wants no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the lines at a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Move the items."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """All on one line."""
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(hint.width() for hint in hints) + self._gap * max(len(hints) - 1, 0)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """The widest item."""
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Height of all lines; moves the items when asked to, centred on their line."""
        x, y = rect.x(), rect.y()
        line: list[tuple[QLayoutItem, QRect]] = []
        bottom = y
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            width = min(hint.width(), rect.width())
            if line and x + width > rect.x() + rect.width():
                x, y = rect.x(), bottom + self._gap
                self._centre(line, move=move)
                line = []
            line.append((item, QRect(QPoint(x, y), QSize(width, hint.height()))))
            bottom = max(bottom, y + hint.height())
            x += width + self._gap
        self._centre(line, move=move)
        return bottom - rect.y()

    @staticmethod
    def _centre(line: list[tuple[QLayoutItem, QRect]], *, move: bool) -> None:
        if not move:
            return
        tallest = max((box.height() for _item, box in line), default=0)
        for item, box in line:
            item.setGeometry(box.translated(0, (tallest - box.height()) // 2))
