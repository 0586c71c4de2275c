"""How head, people and counts share the window at the door."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from maillage.ui.look import theme
from maillage.ui.look.tokens import CONTENT_MAX, SPACE_S
from maillage.ui.reception.door_card import DoorCard
from maillage.ui.reception.panel import RoomPanel
from maillage.ui.widgets.header import Header

TIGHT, LOW = 740, 500
"""Width below which a compact page is for the people alone, and height below which it is denser;
logical pixels, times the text size."""


class Space:
    """Lays a page out, and leaves the people what they need where there is little room."""

    def __init__(
        self,
        page: QWidget,
        header: Header,
        states: QStackedWidget,
        card: DoorCard,
        panel: RoomPanel,
    ) -> None:
        self._page, self._header, self._card, self._panel = page, header, card, panel
        self.compact = False
        self.tight = False
        """Whether the panel has no place, so that the head says what it would."""
        self._some = False
        content = QWidget()
        content.setMaximumWidth(CONTENT_MAX)
        self._columns = QHBoxLayout(content)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.addWidget(states, 1)
        self._columns.addWidget(panel)
        self._column = QVBoxLayout(page)
        self._column.addWidget(header)
        self._column.addWidget(content, 1)

    def set_compact(self, compact: bool) -> None:
        """Less room around, the counts narrower."""
        self.compact = compact
        for part in (self._header, self._panel, self._card):
            part.set_compact(compact)
        self._columns.setSpacing(14 if compact else 16)
        self.fit()

    def fit(self) -> None:
        """Where letters are large and the window small, all but the people gives way to them."""
        self.tight = self.compact and self._page.width() < theme.px(TIGHT)
        low = self.compact and self._page.height() < theme.px(LOW)
        self._card.set_low(low=low)
        margin, above = (14, 10) if self.compact else (24, 16)
        last = SPACE_S if low else margin
        self._column.setContentsMargins(margin, SPACE_S if low else above, margin, last)
        self._column.setSpacing(6 if low else 10 if self.compact else 12)
        self.show_panel(some=self._some)

    def show_panel(self, *, some: bool) -> None:
        """Show the panel if there is something to count, and room for it."""
        self._some = some
        self._panel.setVisible(some and not self.tight)
