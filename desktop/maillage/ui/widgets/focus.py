"""Keyboard ring: two lines around the button or list in use, unless a pointer was used last.

A widget of another kind that the keyboard stops at asks for it by the property `RINGED`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QWindow
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QFocusFrame,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)
from shiboken6 import isValid

from maillage.ui.look import theme
from maillage.ui.look.tokens import RADIUS_CARD, RADIUS_CONTROL, RADIUS_DOOR, RING

RINGED = "ringed"
_KEYS = {
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
}
_POINTER = {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin}


class _RingStyle(QProxyStyle):
    """Gives the ring its room outside the widget; only the ring uses this style."""

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        metrics = (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin)
        return RING if metric in metrics else super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        # Above the widget: otherwise its parent's edge would cut the ring.
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint == QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0
        return super().styleHint(hint, option, widget, returned)


class FocusRing(QObject):
    """The one ring of the application, which keeps it: `FocusRing(app)`, at any time."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._frame: _Frame | None = None
        self._style = _RingStyle("Fusion")
        self._watcher = _Keyboard(self)
        app.focusChanged.connect(self._moved)
        app.focusWindowChanged.connect(self._watcher.watch)
        self._watcher.watch(app.focusWindow())
        self._moved(None, app.focusWidget())

    def frame(self) -> QFocusFrame | None:
        """The frame on the screen, None while nothing wears the ring."""
        # Qt puts the frame among the children of the window it is in: it goes with a dialog.
        return self._frame if self._frame is not None and isValid(self._frame) else None

    def widget(self) -> QWidget | None:
        """The widget that wears the ring."""
        frame = self.frame()
        return frame.widget() if frame is not None else None

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        wants = isinstance(new, QAbstractButton | QAbstractItemView) or (
            new is not None and bool(new.property(RINGED))
        )
        self._place(new if wants and self._watcher.by_keyboard else None)

    def _place(self, widget: QWidget | None) -> None:
        if widget is self.widget():
            return
        frame, self._frame = self.frame(), None
        if frame is not None:
            frame.hide()
            frame.deleteLater()
        if widget is not None:
            self._frame = _Frame(self._style)
            self._frame.setWidget(widget)

    def pointer_used(self) -> None:
        """The mouse or a finger took over: no ring."""
        self._place(None)


class _Frame(QFocusFrame):
    """The ring around one widget, as long as it has the focus."""

    def __init__(self, style: QStyle) -> None:
        super().__init__()
        self.setStyle(style)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Saffron outside, dark inside, no gap to the widget."""
        widget = self.widget()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = ring_radius(widget)
        for inset, token in ((3.0, "focus_gap"), (1.0, "focus")):
            painter.setPen(QPen(theme.color(token), 2))
            box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            corner = radius + RING - inset
            painter.drawRoundedRect(box, corner, corner)


def ring_radius(widget: QWidget) -> float:
    """The radius of a widget's own corners."""
    if widget.property("kind") == "chip":
        return widget.height() / 2
    if widget.property("tall"):
        return RADIUS_DOOR
    return RADIUS_CARD - 4 if isinstance(widget, QAbstractItemView) else RADIUS_CONTROL


class _Keyboard(QObject):
    """Remembers whether the focus was last moved by keyboard; looks at windows, not at widgets."""

    def __init__(self, ring: FocusRing) -> None:
        super().__init__(ring)
        self._ring = ring
        # Until the mouse is used nobody knows that there is one.
        self.by_keyboard = True

    def watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if Qt.Key(event.key()) in _KEYS:
                self.by_keyboard = True
        elif kind in _POINTER:
            self.by_keyboard = False
            self._ring.pointer_used()
        return False


def in_turn(place: QWidget, made: Sequence[QWidget]) -> None:
    """Have Tab come to widgets made later where they are seen: one after the other in a place.

    Otherwise whatever is made anew comes after everything else of the window.
    """
    chain = (place, *made)
    policies = [one.focusPolicy() for one in chain]
    for one in chain:
        one.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Qt leaves out whoever takes no focus
    for before, after in pairwise(chain):
        QWidget.setTabOrder(before, after)
    for one, policy in zip(chain, policies, strict=True):
        one.setFocusPolicy(policy)
