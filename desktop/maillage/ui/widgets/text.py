"""Words and icons as widgets: always plain text, wrapping without being clipped."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from maillage.direction import parted
from maillage.ui.look import theme
from maillage.ui.look.drawings import paint_mark, svg
from maillage.ui.look.icons import paint_icon
from maillage.ui.look.style import set_look

MOST_HEIGHTS = 64
"""Widths whose height one label remembers."""


class Text(QLabel):
    """A label in a type role and tone; `wrap` lets it grow downwards, `elide` cuts with `…`."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "",
        *,
        wrap: bool = False,
        elide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._full = text = parted(text)
        self._elide = elide
        self._kept = ""
        self._heights: dict[tuple[int, str, str], int] = {}
        set_look(self, role=role, tone=tone)
        if wrap:
            self.setWordWrap(True)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        super().setText(text)

    def setText(self, text: str) -> None:
        """Show another text, laid out anew."""
        self._full = text = parted(text)
        self.setAccessibleName(text if self._elide else "")
        super().setText(text)
        self._fit()

    def keep(self, end: str) -> None:
        """Never cut these last words of what is said; what stands before them gives way."""
        self._kept = end
        self._fit()

    def set_tone(self, tone: str) -> None:
        """Colour the words by another token."""
        set_look(self, tone=tone)

    def minimumSizeHint(self) -> QSize:
        """An eliding label may become narrow; the others keep Qt's own minimum."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), theme.px(48)), hint.height()) if self._elide else hint

    def sizeHint(self) -> QSize:
        """The room of the whole text, even while it is shown cut."""
        hint = super().sizeHint()
        if self._elide:
            hint.setWidth(QFontMetrics(self.font()).horizontalAdvance(self._full) + 2)
        return hint

    def heightForWidth(self, width: int) -> int:
        """Height of the wrapped words; Qt's own answer never falls below the minimum we set."""
        if not self.wordWrap():
            return super().heightForWidth(width)
        margins = self.contentsMargins()
        room = max(width - margins.left() - margins.right(), 1)
        # A layout asks again and again: nine times in ten for what it has been told already.
        asked = (room, self.font().key(), self._full)
        if asked not in self._heights:
            self._heights[asked] = self._wrapped(room)
        return self._heights[asked] + margins.top() + margins.bottom()

    def _wrapped(self, room: int) -> int:
        if len(self._heights) > MOST_HEIGHTS:
            self._heights.clear()
        flags = Qt.TextFlag.TextWordWrap.value
        within = QRect(0, 0, room, 100_000)
        return self.fontMetrics().boundingRect(within, flags, self._full).height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the height the wrapped words need: Qt's minimum forgets the wrapping."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.wordWrap():
            needed = self.heightForWidth(self.width())
            if needed > 0 and needed != self.minimumHeight():
                self.setMinimumHeight(needed)
        elif self._elide:
            metrics = QFontMetrics(self.font())
            end = self._kept if self._full.endswith(self._kept) else ""
            room = self.width() - metrics.horizontalAdvance(end)
            begin = self._full.removesuffix(end)
            left = metrics.elidedText(begin, Qt.TextElideMode.ElideRight, room)
            # Where nothing of the beginning has room, what joined them goes with it.
            cut = left + end if left.strip("… ") or not end else end.lstrip(" ·")
            if cut != self.text():
                super().setText(cut)
            set_tooltip(self, self._full if cut != self._full else "")


class IconLabel(QWidget):
    """A Lucide icon in a token's colour, drawn through the theme so it never goes stale."""

    def __init__(
        self, name: str, token: str = "text", size: int = 20, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        svg(name)  # an icon we do not ship is told here, not while painting
        self._name, self._token, self._size = name, token, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_icon(self, name: str, token: str) -> None:
        """Show another icon."""
        self._name, self._token = name, token
        self.update()

    def sizeHint(self) -> QSize:
        """A square, times the text size."""
        return QSize(theme.px(self._size), theme.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        painter = QPainter(self)
        paint_icon(painter, QRectF(self.rect()), self._name, self._token)


class MarkLabel(QWidget):
    """The Maillage mark, for dark grounds."""

    def __init__(self, size: int = 36, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square, times the text size."""
        return QSize(theme.px(self._size), theme.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        painter = QPainter(self)
        paint_mark(painter, QRectF(self.rect()))


_TOLD = "tooltip_told"
"""The property of a widget that holds what its tooltip tells a screen reader."""


def set_tooltip(widget: QWidget, text: str) -> None:
    """Give a tooltip that stays plain text whatever a person wrote (Qt would guess HTML).

    A screen reader, which would be told the mark-up, is told the text, unless the widget is
    described otherwise.
    """
    if widget.accessibleDescription() == (widget.property(_TOLD) or ""):
        widget.setAccessibleDescription(text)
        widget.setProperty(_TOLD, text)
    widget.setToolTip(f"<span>{escape(text)}</span>" if text else "")


def no_mnemonic(text: str) -> str:
    """The text with `&` doubled: in buttons Qt takes a single one for a shortcut."""
    return parted(text).replace("&", "&&")
