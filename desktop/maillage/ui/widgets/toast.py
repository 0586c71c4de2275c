"""Toast: a fact that just happened, with a way back, where it covers nothing one could use."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from msgspec import structs
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QEnterEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_L, SPACE_S, SPACE_XS, TOAST_SECONDS, TOUCH
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.text import IconLabel, Text, set_tooltip
from maillage.ui.widgets.toast_place import (
    Room,
    Spot,
    heading_of,
    is_free,
    spot_for,
    taken_by,
    usable,
)

STILL_USED = 0.6
"""Least part of a control's height that stays in sight where a page is squeezed."""
LOOK_MS = 200
"""How long between looking whether something came up under a toast."""


class Toast(QFrame):
    """The one toast of a window. It goes after 8 s, later while pointed at or focused.

    It stands at the foot of the page where nothing is, else over the heading, which says where one
    is; and where neither has room, the page gives way to it. Where a page cannot be lower, controls
    are cut at their edge, though never by half, rather than the words.
    """

    gone = Signal()

    def __init__(self, window: QWidget, seconds: float = TOAST_SECONDS) -> None:
        super().__init__(window)
        set_look(self, box="toast")
        self._window = window
        self._pages: QStackedWidget | None = None
        self.foot = QWidget()
        """Room below the pages, for whoever lays them out; nothing until it is needed."""
        self.foot.hide()
        self._spot = Spot(QRect())
        self._on_action: Callable[[], None] | None = None
        self._said = ""
        self._icon = IconLabel("check", "toast_action", 20)
        self._fact = Text("", tone="toast_text", wrap=True)
        self._button = Button("…", "toast")
        self._button.clicked.connect(self._act)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L - 2, SPACE_XS, SPACE_XS, SPACE_XS)
        row.setSpacing(SPACE_S)
        row.addWidget(self._icon)
        row.addWidget(self._fact, 1)
        row.addWidget(self._button)
        self._stay = round(seconds * 1000)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self._end)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._keep_clear)
        self._button.installEventFilter(self)
        window.installEventFilter(self)
        self.hide()

    def keep_to(self, pages: QStackedWidget) -> None:
        """Stay beside the side bar, with the page in front; the foot is laid out below it."""
        self._pages = pages
        pages.currentChanged.connect(lambda _page: QTimer.singleShot(0, self, self._place_anew))

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
        self._said = fact
        self._button.set_text(action or "…")
        self._button.setVisible(bool(action))
        end = SPACE_XS if action else SPACE_L - 2  # a button brings its own room
        self._row.setContentsMargins(SPACE_L - 2, SPACE_XS, end, SPACE_XS)
        self._on_action = on_action
        self.setAccessibleName(fact)
        self._place()
        self.show()
        self.raise_()
        self.timer.start(self._stay)
        self._look.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def dismiss(self) -> None:
        """Take the toast away."""
        self.timer.stop()
        self._look.stop()
        self._make_room(0)
        if not self.isHidden():
            self.hide()
            self.gone.emit()

    def _act(self) -> None:
        action, self._on_action = self._on_action, None
        self.dismiss()
        if action is not None:
            action()

    def _end(self) -> None:
        """Go, but move no button while somebody is pressing it."""
        if self._spot.foot and QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self.timer.start(LOOK_MS)
        else:
            self.dismiss()

    def _place(self) -> None:
        self._fact.setText(self._said)
        set_tooltip(self._fact, "")
        room = self._room()
        self._spot = spot_for(self._measure, room)
        if not self._make_room(self._spot.foot):
            self._spot = spot_for(self._measure, structs.replace(room, spare=0))
        if not self._spot.whole:
            squeezed = spot_for(self._measure, structs.replace(room, spare=room.area.height() // 2))
            if squeezed.foot and self._make_room(squeezed.foot, share=STILL_USED):
                self._spot = squeezed
        self._shorten(self._spot.box.size())
        self.setGeometry(self._spot.box)

    def _place_anew(self) -> None:
        """Find a place on another page, or in another window."""
        if not self.isHidden():
            self._make_room(0)
            self._place()

    def _room(self) -> Room:
        pages, taken = self._pages, taken_by(self._window, self)
        if pages is None:
            return Room(self._window.rect(), taken)
        area = QRect(pages.mapTo(self._window, QPoint(0, 0)), pages.size())
        if given := not self.foot.isHidden():
            area.setHeight(area.height() + self.foot.height())
        page = pages.currentWidget()
        if page is None:
            return Room(area, taken)
        spare = area.height() - _least(page)
        return Room(area, taken, *heading_of(page, self._window), spare, given)

    def _make_room(self, height: int, share: float = 1) -> bool:
        """Have the page give way at its foot, or take that back; return whether it could.

        Each control keeps that share of its height: a page may say that it can be lower than what
        wraps in it can.
        """
        if self._pages is None or height == (0 if self.foot.isHidden() else self.foot.height()):
            return True
        page = self._pages.currentWidget()
        before = usable(page) if page and height else 0
        # Pages out of sight may need more room than this one: the window must not grow for them.
        low = self._pages.height() + (0 if self.foot.isHidden() else self.foot.height()) - height
        self._pages.setMinimumHeight(min(_least(page), low) if page and height else 0)
        self.foot.setFixedHeight(height)
        self.foot.setVisible(height > 0)
        if layout := self._window.layout():
            layout.activate()  # at once: what is measured next is the page as it stands now
        if page and height and usable(page, share) < before:
            self._make_room(0)
            return False
        return True

    def _measure(self, width: int) -> QSize:
        """Return the size of the toast with all words of the fact, on more lines if need be."""
        self._fact.ensurePolished()
        self._button.ensurePolished()
        hints = [self._icon.sizeHint()]
        if not self._button.isHidden():
            hints.append(self._button.sizeHint())
        around = self._row.contentsMargins()
        rest = around.left() + around.right() + len(hints) * self._row.spacing()
        rest += sum(hint.width() for hint in hints)
        metrics, flags = self._fact.fontMetrics(), Qt.TextFlag.TextWordWrap.value
        within = QRect(0, 0, max(width - rest - 2, 1), 100_000)
        words = metrics.boundingRect(within, flags, self._fact.text()).size()
        high = max(words.height(), TOUCH, *(hint.height() for hint in hints))
        return QSize(words.width() + 2 + rest, high + around.top() + around.bottom())

    def _shorten(self, room: QSize) -> None:
        """Leave out the last letters where there is no place for all; pointing at it says them."""

        def exceeds() -> bool:
            return _exceeds(self._measure(room.width()), room)

        def exceeds_with(letters: int) -> bool:
            self._fact.setText(self._said[:letters].rstrip() + "…")
            return exceeds()

        if exceeds():
            most = bisect_left(range(1, len(self._said)), x=True, key=exceeds_with)
            exceeds_with(most)
            set_tooltip(self._fact, self._said)

    def _keep_clear(self) -> None:
        """Move away from what came up here since: a screen is read anew after what was told.

        A heading gets narrower when buttons join it: what it hides is what is heading now.
        """
        if self._spot.foot or self.underMouse() or self._button.hasFocus():
            return
        room = self._room()
        covers = room.heading if self._spot.covers.isValid() else QRect()
        if not is_free(self.geometry(), [one for one in room.taken if not covers.contains(one)]):
            self._place()

    def _wait(self) -> None:
        """Start the seconds anew unless somebody is at it."""
        if self.isHidden():
            return
        if self.underMouse() or self._button.hasFocus():
            self.timer.stop()
        else:
            self.timer.start(self._stay)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while pointed at."""
        self.timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Count again."""
        self._wait()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay while focused; find another place when the window changes size."""
        if not hasattr(self, "timer"):
            # The collector has emptied this object already; Qt is about to destroy it.
            return False
        if watched is self._button:
            if event.type() == QEvent.Type.FocusIn:
                self.timer.stop()
            elif event.type() == QEvent.Type.FocusOut:
                self._wait()
        elif event.type() == QEvent.Type.Resize:
            self._place_anew()
        return False


def _least(page: QWidget) -> int:
    """Return how low a page can become, in logical pixels."""
    return page.minimumSizeHint().expandedTo(page.minimumSize()).height()


def _exceeds(size: QSize, room: QSize) -> bool:
    return size.width() > room.width() or size.height() > room.height()
