"""Scroll pane: content that may grow scrolls downwards inside its place, by finger too."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QScroller, QWidget

from maillage.ui.look import theme
from maillage.ui.look.style import set_look


class ScrollPane(QScrollArea):
    """Shows one widget as wide as itself and as high as it needs; scrolls when there is more."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_look(content, box=content.property("box") or "pane")
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        self.setMinimumHeight(theme.px(56))
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
