"""How the keyboard ring looks: two lines around a widget, with no gap."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFocusFrame,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)

from maillage.ui.look import theme
from maillage.ui.look.tokens import RADIUS_CARD, RADIUS_CONTROL, RADIUS_DOOR, RING


class RingStyle(QProxyStyle):
    """Gives the ring its room outside the widget; only the ring uses this style."""

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Return the room around the widget; the rest is the style's own."""
        metrics = (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin)
        return RING if metric in metrics else super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        """Have the ring whole and in front; the rest is the style's own."""
        # Above the widget: otherwise its parent's edge would cut the ring.
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint == QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0
        return super().styleHint(hint, option, widget, returned)


@cache
def _style() -> RingStyle:
    return RingStyle("Fusion")


class RingFrame(QFocusFrame):
    """The ring around one widget, as long as it has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setStyle(_style())
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
