"""Popups with rounded corners, with or without a compositor."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainterPath, QRegion, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from maillage.ui.look.tokens import RADIUS_CONTROL


def round_popup(popup: QWidget) -> None:
    """Prepare a popup window for rounded corners; call `cut_corners` whenever it got a size.

    Without a compositor a window cannot be translucent, so under X11 the corners are cut by a
    mask, which works with and without one; elsewhere they are translucent, which is smoother.
    """
    flags = popup.windowFlags() | Qt.WindowType.FramelessWindowHint
    popup.setWindowFlags(flags | Qt.WindowType.NoDropShadowWindowHint)
    popup.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, not _masked())


def cut_corners(popup: QWidget) -> None:
    """Cut the corners of a popup of this size, where translucency cannot be counted on."""
    if _masked():
        path = QPainterPath()
        path.addRoundedRect(QRectF(popup.rect()), RADIUS_CONTROL, RADIUS_CONTROL)
        popup.setMask(QRegion(path.toFillPolygon().toPolygon()))


def _masked() -> bool:
    return QGuiApplication.platformName() == "xcb"


class Menu(QMenu):
    """A menu dressed by the style sheet, its corners rounded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        round_popup(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the corners of the new size."""
        super().resizeEvent(event)
        cut_corners(self)
