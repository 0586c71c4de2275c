"""Toast: a fact that just happened, with a way back, where it covers nothing one could use."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QEnterEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_L, SPACE_S, SPACE_XS, TOAST_SECONDS
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.text import IconLabel, Text

MARGIN = 10
LOOKS, LOOK_MS = 10, 200
"""How often to look, and how long between, whether the screen has changed under a new toast."""


def place_for(size: QSize, area: QRect, taken: Iterable[QRect]) -> QPoint:
    """The top left corner inside `area` that covers least of `taken`.

    Bottom right when that is free; else along the bottom, then upwards: people look for it there.
    """
    taken = list(taken)
    right = area.right() - MARGIN - size.width() + 1
    left = area.left() + MARGIN
    bottom = area.bottom() - MARGIN - size.height() + 1
    steps = [right, (left + right) // 2, left]
    rise = size.height() // 2 + 4
    lowest = max(area.top() + MARGIN, area.top() + area.height() // 3)
    spots = [QPoint(x, y) for y in range(bottom, lowest, -rise) for x in steps]
    spots = spots or [QPoint(right, bottom)]

    def covered(spot: QPoint) -> int:
        box = QRect(spot, size).adjusted(-2, -2, 2, 2)
        hidden = (box.intersected(one) for one in taken)
        return sum(one.width() * one.height() for one in hidden if one.isValid())

    return min(spots, key=covered)


def taken_by(window: QWidget, apart: QWidget) -> list[QRect]:
    """Where the window shows something to use or to read, in its own coordinates."""
    boxes: list[QRect] = []
    kinds = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QLabel, RowList)
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, kinds) or not widget.isVisible() or apart.isAncestorOf(widget):
            continue
        if isinstance(widget, QLabel) and not widget.text():
            continue
        seen = widget.visibleRegion().boundingRect()
        if isinstance(widget, RowList):
            seen.setHeight(min(seen.height(), widget.rows_height()))
        if seen.isValid():
            boxes.append(QRect(widget.mapTo(window, seen.topLeft()), seen.size()))
    return boxes


class Toast(QFrame):
    """The one toast of a window. It goes after 8 s, later while pointed at or focused."""

    gone = Signal()

    def __init__(self, window: QWidget, seconds: float = TOAST_SECONDS) -> None:
        super().__init__(window)
        set_look(self, box="toast")
        self._window = window
        self._area: QWidget = window
        self._on_action: Callable[[], None] | None = None
        self._icon = IconLabel("check", "toast_action", 20)
        self._fact = Text("", tone="toast_text", elide=True)
        self._button = Button("…", "toast")
        self._button.clicked.connect(self._act)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L - 2, SPACE_XS, SPACE_XS, SPACE_XS)
        row.setSpacing(SPACE_S)
        row.addWidget(self._icon)
        row.addWidget(self._fact, 1)
        row.addWidget(self._button)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(round(seconds * 1000))
        self.timer.timeout.connect(self.dismiss)
        self._looks = 0
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._keep_clear)
        self._button.installEventFilter(self)
        window.installEventFilter(self)
        self.hide()

    def keep_to(self, area: QWidget) -> None:
        """Stay inside this part of the window (the page, so as not to cover the side bar)."""
        self._area = area

    def say(
        self,
        fact: str,
        action: str = "",
        on_action: Callable[[], None] | None = None,
        *,
        icon_name: str = "check",
    ) -> None:
        """Show a fact, and a button when there is something to do about it."""
        self._icon.set_icon(icon_name, "toast_action")
        self._fact.setText(fact)
        self._button.set_text(action or "…")
        self._button.setVisible(bool(action))
        end = SPACE_XS if action else SPACE_L - 2  # a button brings its own room
        self._row.setContentsMargins(SPACE_L - 2, SPACE_XS, end, SPACE_XS)
        self._on_action = on_action
        self.setAccessibleName(fact)
        self._row.activate()
        self._place()
        self.show()
        self.raise_()
        self.timer.start()
        self._looks = LOOKS
        self._look.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def dismiss(self) -> None:
        """Take the toast away."""
        self.timer.stop()
        self._look.stop()
        if not self.isHidden():
            self.hide()
            self.gone.emit()

    def _act(self) -> None:
        action, self._on_action = self._on_action, None
        self.dismiss()
        if action is not None:
            action()

    def _place(self) -> None:
        area = QRect(self._area.mapTo(self._window, QPoint(0, 0)), self._area.size())
        hint = self.sizeHint()
        size = QSize(min(hint.width(), area.width() - 2 * MARGIN), hint.height())
        self.setGeometry(QRect(place_for(size, area, taken_by(self._window, self)), size))

    def _keep_clear(self) -> None:
        """Move away from what came up here since: a screen is read anew after what was told."""
        self._looks -= 1
        if not self._looks:
            self._look.stop()
        if self.underMouse() or self._button.hasFocus():
            return
        if any(self.geometry().intersects(box) for box in taken_by(self._window, self)):
            self._place()

    def _wait(self) -> None:
        """Start the seconds anew unless somebody is at it."""
        if self.isHidden():
            return
        if self.underMouse() or self._button.hasFocus():
            self.timer.stop()
        else:
            self.timer.start()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while pointed at."""
        self.timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Count again."""
        self._wait()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay while focused; keep to the corner when the window changes size."""
        if not hasattr(self, "timer"):
            # The collector has emptied this object already; Qt is about to destroy it.
            return False
        if watched is self._button:
            if event.type() == QEvent.Type.FocusIn:
                self.timer.stop()
            elif event.type() == QEvent.Type.FocusOut:
                self._wait()
        elif event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False
