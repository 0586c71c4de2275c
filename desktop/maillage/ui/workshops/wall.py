"""The ideas on the projector: light, large, no names; the most voted first, live."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from msgspec import Struct
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from maillage.actions import workshops
from maillage.actions.workshops import Line
from maillage.direction import parted
from maillage.language import _, ngettext_
from maillage.ui.look.fonts import font_for
from maillage.ui.look.tokens import LIGHT, theme_token
from maillage.ui.session import Session
from maillage.ui.widgets.wall_button import WallButton

SIZES = range(44, 23, -2)
"""Pixels of the letters, from the largest that look well to the smallest read from afar."""
WIDE = 1200
"""Pixels from which there are two columns."""
MARGIN = 40
PAGE_ROOM = 120
"""Pixels at the right of the head that the number of the page has."""
NO_TITLES: Mapping[str, str] = {}
WRAPPED = int(Qt.TextFlag.TextWordWrap)


class Place(Struct, frozen=True):
    """Where an idea stands: on which page, in which column, how far down in pixels."""

    page: int
    column: int
    y: int


def flow(heights: Sequence[int], *, columns: int, room: int, gap: int) -> list[Place]:
    """Return where blocks of these heights stand, down one column after the other.

    A block higher than a column has one of its own, and is cut there.
    """
    places: list[Place] = []
    column, y = 0, 0
    for height in heights:
        if y and y + height > room:
            column, y = column + 1, 0
        places.append(Place(column // columns, column % columns, y))
        y += height + gap
    return places


class IdeasWall(QWidget):
    """A window of its own, full screen. Page up and down turn pages, Escape leaves."""

    def __init__(self, session: Session, event: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(_("Ideas on the wall"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.page = self._told_to = 0
        self.ideas: list[Line] = []
        self.workshops: dict[str, str] = {}
        """Titles of the workshops that these ideas are of, by their ids."""
        self._session, self._event = session, event
        self._fitted: tuple[int, list[Place]] | None = None
        self.next_page = WallButton(_("Next page"), self.turn_on, self)
        self.leave = WallButton(_("Leave (Esc)"), self.close, self)
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Read the ideas again: notes and votes come in meanwhile."""
        store, event = self._session.store, self._event

        def job() -> tuple[list[Line], dict[str, str]]:
            titles = {one.id: one.title for one in workshops.workshops(store, event=event)}
            return workshops.ideas(workshops.lines(store, event=event)), titles

        self._session.read(job, done=lambda found: self.show_ideas(*found))

    def show_ideas(self, ideas: Sequence[Line], titles: Mapping[str, str] = NO_TITLES) -> None:
        """Show these, in their order; the head names one workshop, each idea one of several."""
        self.ideas, self._fitted = list(ideas), None
        of = {line.note.workshop for line in ideas}
        self.workshops = {id_: title for id_, title in titles.items() if id_ in of}
        said = ((line.note.text, _votes(line), self._below(line)) for line in ideas)
        self.setAccessibleName("; ".join(", ".join(filter(None, one)) for one in said))
        self.turn(0)

    def _below(self, line: Line) -> str:
        """Return what stands below an idea: its theme, and its workshop where there are several."""
        workshop = self.workshops.get(line.note.workshop, "") if len(self.workshops) > 1 else ""
        return " · ".join(filter(None, (line.theme.name if line.theme else "", workshop)))

    @property
    def pages(self) -> int:
        """How many pages there are at this size of the window."""
        _size, places = self._fit()
        return places[-1].page + 1 if places else 1

    def turn(self, by: int) -> None:
        """Go some pages on, or back."""
        self.page = max(0, min(self.pages - 1, self.page + by))
        self._place_buttons()
        self.update()

    def turn_on(self) -> None:
        """Go to the next page, after the last one to the first."""
        self.turn(1 if self.page + 1 < self.pages else -self.page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves, Page up and down turn."""
        acts: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Escape: self.close,
            Qt.Key.Key_PageDown: partial(self.turn, 1),
            Qt.Key.Key_Right: partial(self.turn, 1),
            Qt.Key.Key_PageUp: partial(self.turn, -1),
            Qt.Key.Key_Left: partial(self.turn, -1),
        }
        if act := acts.get(event.key()):
            act()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size holds other pages."""
        super().resizeEvent(event)
        self._fitted = None
        self.turn(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page: always light, for it is thrown on a wall."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(LIGHT.surface))
        self._head(painter)
        size, places = self._fit()
        for line, place in zip(self.ideas, places, strict=True):
            if place.page == self.page:
                self._idea(painter, line, place, size)

    def _place_buttons(self) -> None:
        """Put them at the top right: a finger and a mouse turn pages and leave too."""
        self.next_page.setVisible(self.pages > 1)
        right = self.width() - MARGIN
        for button in (self.leave, self.next_page):
            if not button.isHidden():
                button.adjustSize()
                right -= button.width()
                button.move(right, MARGIN + 18 - button.height() // 2)
                right -= 12
        self._told_to = right - 12

    # Laying out ----------------------------------------------------------------------

    def _columns(self) -> int:
        return 2 if self.width() >= WIDE else 1

    def _column(self) -> int:
        between = MARGIN * (self._columns() - 1)
        return (self.width() - 2 * MARGIN - between) // self._columns()

    def _top(self) -> int:
        return MARGIN + 64

    def _fit(self) -> tuple[int, list[Place]]:
        """Return the size of the letters and where each idea stands, on one page if it can be."""
        if self._fitted is None:
            for size in SIZES:
                places = flow(
                    [self._height(line, size) for line in self.ideas],
                    columns=self._columns(),
                    room=self.height() - self._top() - MARGIN,
                    gap=size // 2,
                )
                self._fitted = (size, places)
                if not places or places[-1].page == 0:
                    break
        assert self._fitted is not None  # noqa: S101 - SIZES is never empty
        return self._fitted

    def _height(self, line: Line, size: int) -> int:
        words = QFontMetrics(_font("strong", size)).boundingRect(
            QRect(0, 0, self._column() - _indent(size), 10_000), WRAPPED, line.note.text
        )
        return words.height() + (round(size * 0.9) if self._below(line) else 0) + size // 2

    # Drawing -------------------------------------------------------------------------

    def _head(self, painter: QPainter) -> None:
        painter.setFont(_font("title", 40))
        painter.setPen(QColor(LIGHT.text))
        n = len(self.ideas)
        title = ngettext_("{n} idea", "{n} ideas", n) if n else _("Ideas will stand here")
        if len(self.workshops) == 1:
            (of,) = self.workshops.values()
            title = _("{workshop}: {ideas}", workshop=of, ideas=title)
        box = QRect(MARGIN, MARGIN - 12, self.width() - 2 * MARGIN, 60)
        wide = (self._told_to or box.right()) - box.left() - (PAGE_ROOM if self.pages > 1 else 0)
        cut = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, wide)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), cut)
        if self.pages > 1:
            painter.setFont(_font("sub", 24))
            painter.setPen(QColor(LIGHT.muted))
            right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
            box.setRight(self._told_to)
            painter.drawText(box, right, f"{self.page + 1} / {self.pages}")

    def _idea(self, painter: QPainter, line: Line, place: Place, size: int) -> None:
        column, indent = self._column(), _indent(size)
        x, y = MARGIN + place.column * (column + MARGIN), self._top() + place.y
        votes = QRectF(x, y, indent - size * 0.5, size * 1.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(LIGHT.accent if line.votes else LIGHT.sunken))
        painter.drawRoundedRect(votes, size * 0.4, size * 0.4)
        painter.setPen(QColor(LIGHT.on_accent if line.votes else LIGHT.muted))
        painter.setFont(_font("title", size))
        painter.drawText(votes, Qt.AlignmentFlag.AlignCenter, str(line.votes))
        below = self._below(line)
        high = self._height(line, size) - (round(size * 0.9) if below else 0) - size // 2
        painter.setFont(_font("strong", size))
        painter.setPen(QColor(LIGHT.text))
        painter.drawText(
            QRect(x + indent, y, column - indent, high), WRAPPED, parted(line.note.text)
        )
        if below:
            small, middle = round(size * 0.62), y + high + size * 0.45
            left = x + indent
            if line.theme:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(getattr(LIGHT, theme_token(line.theme.colour or 0))))
                painter.drawEllipse(QPointF(left + small / 2, middle), small / 2.4, small / 2.4)
                left += round(small * 1.4)
            painter.setPen(QColor(LIGHT.muted))
            painter.setFont(_font("sub", small))
            box = QRectF(left, y + high, x + column - left, size * 0.9)
            cut = painter.fontMetrics().elidedText(
                below, Qt.TextElideMode.ElideRight, int(box.width())
            )
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, cut)


def _indent(size: int) -> int:
    return round(size * 2.6)


def _votes(line: Line) -> str:
    return ngettext_("{n} vote", "{n} votes", line.votes)


def _font(role: str, size: int) -> QFont:
    font = QFont(font_for(role))
    font.setPixelSize(size)
    return font
