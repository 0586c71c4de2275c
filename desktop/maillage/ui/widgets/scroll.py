"""Scroll pane: content that may grow scrolls downwards inside its place, by finger too."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScroller, QSizePolicy, QWidget

from maillage.ui.look import theme
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_L

SETTLED = 300
"""Milliseconds until what was filled in has its place."""


class Hairline(QWidget):
    """Where what scrolls disappears below an edge."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def follow(self, pane: QScrollArea) -> None:
        """Be there while something is below the edge; keep the room, so that nothing jumps."""
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()
        bar = pane.verticalScrollBar()
        bar.rangeChanged.connect(lambda _least, most: self.setVisible(bar.value() < most))
        bar.valueChanged.connect(lambda value: self.setVisible(value < bar.maximum()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        QPainter(self).fillRect(self.rect(), theme.color("line"))


class ScrollPane(QScrollArea):
    """Shows one widget as wide as itself and as high as it needs; scrolls when there is more."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Ours: to name one that Qt made, PySide goes through all widgets it knows, which takes
        # a tenth of the first paint. It paints no ground either.
        self.setViewport(QWidget())
        set_look(content, box=content.property("box") or "pane")
        self.setWidget(content)
        self.setMinimumHeight(theme.px(56))
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def show_top(self) -> None:
        """Scroll back to the beginning: what is to be done now stands there."""
        self.verticalScrollBar().setValue(0)

    def reveal(self, part: QWidget, height: int | None = None) -> None:
        """Scroll until a part of the content is seen, or its first logical pixels.

        Again while all takes its place: what was just filled in is not laid out at once.
        """
        bar = self.verticalScrollBar()

        def show() -> None:
            content = self.widget()
            if content is not None and content.isAncestorOf(part):
                place = part.rect() if height is None else QRect(0, 0, 0, theme.px(height))
                place.moveTopLeft(part.mapTo(content, QPoint(0, 0)))
                # The end first: of what is higher than the pane, the beginning is seen.
                self.ensureVisible(0, place.bottom(), 0, SPACE_L)
                self.ensureVisible(0, place.top(), 0, SPACE_L)

        def soon() -> None:
            QTimer.singleShot(0, part, show)

        soon()
        bar.rangeChanged.connect(soon)
        QTimer.singleShot(SETTLED, self, lambda: bar.rangeChanged.disconnect(soon))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the bar away once all fits without it.

        Qt measures the content beside the bar that is there, where words and chips may need one
        more line: it would keep a bar that nothing needs.
        """
        super().resizeEvent(event)
        room, content = self.maximumViewportSize(), self.widget()
        if (
            content is not None
            and self.verticalScrollBar().isVisible()
            and content.hasHeightForWidth()
            and content.heightForWidth(room.width()) <= room.height()
            # Else Qt brings the bar back at once, and this again, without end.
            and content.minimumSizeHint().height() <= room.height()
        ):
            policy = self.verticalScrollBarPolicy()
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setVerticalScrollBarPolicy(policy)


class FittingPane(ScrollPane):
    """As high as its content, wrapped words included; scrolls only where there is less room."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        self._content = content
        super().__init__(content, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """What the content needs at the width there is."""
        hint = self._content.sizeHint()
        width = max(self.viewport().width(), self._content.minimumSizeHint().width())
        high = self._content.heightForWidth(width)
        return QSize(hint.width(), high if high > 0 else hint.height())

    def minimumSizeHint(self) -> QSize:
        """Content may scroll downwards, and is never cut at the side."""
        return QSize(self._content.minimumSizeHint().width(), theme.px(56))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wants another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow content that says more, or less."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
