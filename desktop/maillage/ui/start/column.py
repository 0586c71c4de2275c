"""The column that every step of the first run stands in: never too wide, in the middle."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_L, SPACE_S, SPACE_XL
from maillage.ui.widgets.scroll import ScrollPane

WIDEST = 720


class Column(QVBoxLayout):
    """A layout for ``owner`` whose content is at most 720 px wide, times the text size."""

    def __init__(self, owner: QWidget) -> None:
        inner = QWidget()
        inner.setMaximumWidth(theme.px(WIDEST))
        super().__init__(inner)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(SPACE_S)
        self._outer = QHBoxLayout(owner)
        self._outer.addStretch(1)
        self._outer.addWidget(inner, 40)
        self._outer.addStretch(1)
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Less air in a small window."""
        side, above = (SPACE_L, SPACE_S) if compact else (SPACE_XL * 2, SPACE_XL)
        self._outer.setContentsMargins(side, above, side, above)


class FittingPane(ScrollPane):
    """As high as its content where there is room, so that what follows stands right below."""

    def __init__(self, content: QWidget) -> None:
        super().__init__(content)
        self._content = content
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        content.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """The whole content, its words wrapped at the width there is."""
        hint = self._content.sizeHint()
        width = max(self.viewport().width(), self._content.minimumSizeHint().width())
        wrapped = self._content.heightForWidth(width)
        return QSize(hint.width(), wrapped if wrapped > 0 else hint.height())

    def reveal(self, widget: QWidget) -> None:
        """Scroll to a widget that has just grown, once its place is known."""
        QTimer.singleShot(0, widget, partial(self.ensureWidgetVisible, widget, 0, SPACE_L))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another height when the content has changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the words differently."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
