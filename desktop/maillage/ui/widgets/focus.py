"""Keyboard ring: two lines around the button or list in use, unless a pointer was used last.

A widget of another kind that the keyboard stops at asks for it by the property `RINGED`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QFocusFrame,
    QLayout,
    QLineEdit,
    QScrollArea,
    QWidget,
)
from shiboken6 import isValid

if TYPE_CHECKING:
    from maillage.ui.widgets.ring import RingFrame

RINGED = "ringed"
LAST = "comesLast"
SOON = 10
"""Milliseconds until the ring follows the focus: less than a picture of the screen lasts."""
_KEYS = {
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
}
_POINTER = {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin}


class FocusRing(QObject):
    """The one ring of the application, which keeps it: `FocusRing(app)`, at any time."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._frame: RingFrame | None = None
        self._watcher = _Keyboard(self)
        app.focusChanged.connect(self._moved)
        app.focusWindowChanged.connect(self._watcher.watch)
        self._watcher.watch(app.focusWindow())
        self._settle()

    def frame(self) -> QFocusFrame | None:
        """The frame on the screen, None while nothing wears the ring."""
        # Qt puts the frame among the children of the window it is in: it goes with a dialog.
        return self._frame if self._frame is not None and isValid(self._frame) else None

    def widget(self) -> QWidget | None:
        """The widget that wears the ring."""
        frame = self.frame()
        return frame.widget() if frame is not None else None

    def _moved(self, _old: QWidget | None, _new: QWidget | None) -> None:
        # What has just been built is painted first, and the focus may go on by itself.
        QTimer.singleShot(SOON, self, self._settle)

    def _settle(self) -> None:
        new = QApplication.focusWidget()
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
            from maillage.ui.widgets.ring import RingFrame

            self._frame = RingFrame()
            self._frame.setWidget(widget)

    def pointer_used(self) -> None:
        """The mouse or a finger took over: no ring."""
        self._place(None)


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


def as_seen(place: QWidget) -> None:
    """Have Tab come to what a place holds in the order of its layouts, whenever it was made.

    What must not come between two fields comes after all else, see ``come_last``.
    """
    for before, after in pairwise(sorted(_stops(place), key=partial(_comes_last, place))):
        QWidget.setTabOrder(before, after)


def come_last(widget: QWidget) -> None:
    """Have Tab come to a widget, or what it holds, after all else of a dialog or a form.

    For what appears while somebody types, or stands beside a field: the next key is meant for
    the next field. It confirmed the wrong person once.
    """
    widget.setProperty(LAST, True)


def _comes_last(place: QWidget, widget: QWidget) -> bool:
    one: QWidget | None = widget
    while one is not None and one is not place:
        if one.property(LAST):
            return True
        one = one.parentWidget()
    return False


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """Yield a widget and what its layouts hold, as far as Tab stops there."""
    if _is_stop(widget):
        yield widget
    if isinstance(widget, QScrollArea):
        if (content := widget.widget()) is not None:
            yield from _stops(content)
    elif (layout := widget.layout()) is not None:
        yield from _stops_in(layout)
    elif isinstance(widget, QLineEdit):  # the eye of a passphrase stands in its field
        yield from (one for one in widget.findChildren(QAbstractButton) if _is_stop(one))


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _stops_in(layout: QLayout) -> Iterator[QWidget]:
    """Yield what a layout holds in its order.

    Its items are not asked for: what PySide makes of them outlives them where they go one by one,
    and the address of one, used again, crashed the program when a dialog closed later.
    """
    owner = layout.parentWidget()
    held = {
        layout.indexOf(one): one
        for one in (owner.children() if owner else ())
        if isinstance(one, QWidget)
    }
    inner = {layout.indexOf(one): one for one in layout.children() if isinstance(one, QLayout)}
    for place in range(layout.count()):
        if place in held:
            yield from _stops(held[place])
        elif place in inner:
            yield from _stops_in(inner[place])


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
