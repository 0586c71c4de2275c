"""Popups with rounded corners, with or without a compositor."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainterPath, QRegion
from PySide6.QtWidgets import QMenu, QWidget

from maillage.ui.look.tokens import RADIUS_CONTROL


class _Rounder(QObject):
    """Cuts the corners of a popup whenever it is given a size."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            path = QPainterPath()
            path.addRoundedRect(QRectF(watched.rect()), RADIUS_CONTROL, RADIUS_CONTROL)
            watched.setMask(QRegion(path.toFillPolygon().toPolygon()))
        return False


def round_popup(popup: QWidget) -> None:
    """Have a popup window show rounded corners.

    Without a compositor a window cannot be translucent, so under X11 the corners are cut by a
    mask, which works with and without one; elsewhere they are translucent, which is smoother.
    """
    flags = popup.windowFlags() | Qt.WindowType.FramelessWindowHint
    popup.setWindowFlags(flags | Qt.WindowType.NoDropShadowWindowHint)
    if QGuiApplication.platformName() == "xcb":
        popup.installEventFilter(_Rounder(popup))
    else:
        popup.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)


class Menu(QMenu):
    """A menu dressed by the style sheet, its corners rounded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        round_popup(self)
