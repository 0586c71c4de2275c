"""Text laid out in a few lines, with rounded marks behind some of its characters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from maillage.direction import MARKS, parted
from maillage.language import NO_BREAK
from maillage.ui.look import theme

Marks = Sequence[tuple[int, int]]
"""Ranges of characters: (start, length)."""
MOST_LINES = 500
"""Lines of a value: the longest text is shown whole, for somebody has to decide on it."""

_PHONE = re.compile(r"(?<!\d)(?<!\d )\+?\d(?:[ .-]?\d){7,14}(?! ?\d)")
"""As telephone numbers are written: digits in groups, as many as one has anywhere."""


class TextBlock:
    """A text wrapped to a width in at most `lines` lines, the last one cut with `…`."""

    def __init__(self, text: str, font: QFont, width: float, lines: int = 2) -> None:
        self._metrics = QFontMetricsF(font)
        width = max(width, 1.0)
        # A number that is read out, or compared with another, is not broken over two lines.
        text = _PHONE.sub(lambda found: found[0].replace(" ", NO_BREAK), text)
        shown = parted(text.replace("\n", " "))
        self._typed, self._shown = text, shown
        self._layout, starts = self._break(shown, font, width)
        if len(starts) > lines:
            before, rest = _cut(shown, starts[lines - 1])
            cut = self._metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)
            self._layout, starts = self._break(before + cut, font, width)
        self.lines = min(len(starts), lines)
        self.height = self.lines * self._metrics.height()
        self.width = max(
            (self._layout.lineAt(n).naturalTextWidth() for n in range(self.lines)), default=0.0
        )

    def _break(self, text: str, font: QFont, width: float) -> tuple[QTextLayout, list[int]]:
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        starts: list[int] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, len(starts) * self._metrics.height()))
            starts.append(line.textStart())
        layout.endLayout()
        return layout, starts

    def draw(
        self,
        painter: QPainter,
        at: QPointF,
        colour: QColor,
        marks: Marks = (),
        mark: QColor | None = None,
    ) -> None:
        """Draw at the top left corner, marks first."""
        if mark is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mark)
            places = _places(self._typed, self._shown) if marks else []
            for start, length in marks:
                first = places[min(start, len(self._typed))]
                last = places[min(start + length, len(self._typed))]
                for box in self._boxes(first, last - first):
                    painter.drawRoundedRect(box.translated(at), 3, 3)
        painter.setPen(colour)
        for number in range(self.lines):
            self._layout.lineAt(number).draw(painter, at)

    def _boxes(self, start: int, length: int) -> list[QRectF]:
        """One box for each line that a range of characters touches."""
        boxes = []
        for number in range(self.lines):
            line = self._layout.lineAt(number)
            first = max(start, line.textStart())
            last = min(start + length, line.textStart() + line.textLength())
            if first < last:
                left, right = _x(line, first), _x(line, last)
                boxes.append(QRectF(left - 1, line.y(), right - left + 2, line.height()))
        return boxes


def _cut(text: str, place: int) -> tuple[str, str]:
    """Return a text before and after a place of Qt's, who counts an emoji as two."""
    units = text.encode("utf-16-le", "surrogatepass")
    before, after = units[: 2 * place], units[2 * place :]
    return before.decode("utf-16-le", "ignore"), after.decode("utf-16-le", "ignore")


def _places(typed: str, shown: str) -> list[int]:
    """Return Qt's place of each character in what is shown, and that of the end.

    Marks around what is read from the right were put in, others taken out.
    """
    if typed == shown and typed.isascii():
        return list(range(len(typed) + 1))
    places = []
    at = qt = 0
    for letter in typed.replace("\n", " "):
        if letter not in MARKS:
            while shown[at : at + 1] in MARKS:
                at, qt = at + 1, qt + 1
        places.append(qt)
        if shown[at : at + 1] == letter:
            at, qt = at + 1, qt + 1 + (letter > "\uffff")
    return [*places, qt]


def _x(line: QTextLine, character: int) -> float:
    """Where a character begins; Qt answers with the place and the character, typed as object."""
    place: tuple[float, int] = line.cursorToX(character)  # type: ignore[assignment]
    return place[0]


class MarkedText(QWidget):
    """A value whose differing characters stand on a mark; it wraps and grows downwards."""

    def __init__(self, role: str = "section", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role, self._text = role, ""
        self._marks: tuple[tuple[int, int], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_text(self, text: str, marks: Marks = ()) -> None:
        """Show a text and its marks."""
        self._text, self._marks = text, tuple(marks)
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()
        self.update()

    def _block(self, width: float) -> TextBlock:
        return TextBlock(self._text, theme.font(self._role), width, lines=MOST_LINES)

    def sizeHint(self) -> QSize:
        """The text on one line, up to a comfortable width."""
        block = self._block(theme.px(320))
        return QSize(round(block.width) + 4, round(block.height) + 2)

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the wrapped text."""
        return round(self._block(width).height) + 2

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the height the wrapping needs."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = self.heightForWidth(self.width())
        if needed != self.minimumHeight():
            self.setMinimumHeight(needed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw marks and text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        block = self._block(self.width())
        at = QPointF(0, (self.height() - block.height) / 2)
        block.draw(painter, at, theme.color("text"), self._marks, theme.color("mark"))
