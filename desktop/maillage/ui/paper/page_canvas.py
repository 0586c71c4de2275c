"""One page as it will be printed: the whole of it, or nearer."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from maillage.ui.look import theme

NEARER = (1.0, 1.5, 2.0, 3.0)
"""How many times as large as when the whole page is shown."""
STEP = 0.25
"""Of the height in view, what an arrow or the wheel moves a page that is nearer."""

_DOWN = {Qt.Key.Key_Down: STEP, Qt.Key.Key_PageDown: 1 - STEP}
_UP = {Qt.Key.Key_Up: -STEP, Qt.Key.Key_PageUp: STEP - 1}
_ASIDE = {Qt.Key.Key_Right: STEP, Qt.Key.Key_Left: -STEP}
_KEYS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}


class PageCanvas(QWidget):
    """Paints one page. `turned(by)` for keys and wheel that turn pages, `zoomed` once nearer."""

    turned = Signal(int)
    zoomed = Signal()
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.nearer = NEARER[0]
        self._centre = QPointF(0.5, 0.5)
        self._held: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(theme.px(180), theme.px(140))

    def show_image(self, image: QImage, *, top: bool = False) -> None:
        """Show another page, or none; from its top if asked."""
        self.image = image
        if top:
            self._move_to(QPointF(self._centre.x(), 0))
        self.update()

    def zoom(self, steps: int) -> None:
        """Come some steps nearer, or go back until the whole page is in view."""
        at = NEARER.index(self.nearer) + steps
        nearer = NEARER[max(0, min(len(NEARER) - 1, at))]
        if nearer != self.nearer:
            self.nearer = nearer
            self._move_to(self._centre)
            self.setCursor(
                Qt.CursorShape.OpenHandCursor if nearer > 1 else Qt.CursorShape.ArrowCursor
            )
            self.zoomed.emit()

    def place(self) -> QRectF:
        """Return where the page is, in pixels of this widget; it may be larger."""
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        side = QSizeF(self.image.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        side *= self.nearer
        shift = QPointF(
            (0.5 - self._centre.x()) * side.width(), (0.5 - self._centre.y()) * side.height()
        )
        place = QRectF(QPointF(0, 0), side)
        place.moveCenter(room.center() + shift)
        return place

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page, which is white on paper whatever the theme, and a line around it."""
        if self.image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = self.place()
        painter.drawImage(place, self.image)
        painter.setPen(theme.color("accent" if self.hasFocus() else "edge"))
        painter.drawRect(place.intersected(QRectF(self.rect()).adjusted(0, 0, -1, -1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and page keys move a page that is nearer, then turn the pages."""
        key = Qt.Key(event.key())
        if key in _KEYS:
            self.zoom(_KEYS[key])
        elif key in _ASIDE and self.nearer > 1:
            self._move_by(_ASIDE[key], 0)
        elif key in _DOWN or key in _UP:
            self._go((_DOWN | _UP)[key])
        elif key in _ASIDE:
            self.turned.emit(1 if _ASIDE[key] > 0 else -1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel does what the arrows do; with Ctrl it comes nearer."""
        up = event.angleDelta().y() > 0
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if up else -1)
        else:
            self._go(-STEP if up else STEP)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the page."""
        self._held = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the page along."""
        if self._held is not None and self.nearer > 1:
            gone = self._held - event.position()
            self._held = event.position()
            self._move_by(gone.x() / self.width(), gone.y() / self.height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        self._held = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Come near, or back to the whole page."""
        self.zoom(2 if self.nearer == NEARER[0] else -len(NEARER))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size wants another picture."""
        super().resizeEvent(event)
        self._move_to(self._centre)
        self.resized.emit()

    def _go(self, part: float) -> None:
        """Move down or up; where the page ends, the next one comes."""
        if not self._move_by(0, part):
            self.turned.emit(1 if part > 0 else -1)

    def _move_by(self, right: float, down: float) -> bool:
        """Move by parts of what is in view; return whether there was anywhere to go."""
        place, before = self.place(), self._centre
        if place.isEmpty():
            return False
        wide, high = self.width() / place.width(), self.height() / place.height()
        self._move_to(before + QPointF(right * wide, down * high))
        return self._centre != before

    def _move_to(self, centre: QPointF) -> None:
        """Look at this point of the page, in parts of it, as far as the page reaches."""
        place = self.place()
        x = _within(centre.x(), self.width(), place.width())
        y = _within(centre.y(), self.height(), place.height())
        self._centre = QPointF(x, y)
        self.update()


def _within(centre: float, room: float, length: float) -> float:
    """Return the centre, in parts of a length, that leaves no void at an end."""
    if length <= room:
        return 0.5
    half = room / length / 2
    return max(half, min(1 - half, centre))
