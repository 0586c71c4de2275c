"""The right side at the door: who is in the room, and who came last."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from maillage import language
from maillage.actions.reception import Room
from maillage.language import _, ngettext_
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_L
from maillage.ui.reception import rows
from maillage.ui.widgets.card import Card
from maillage.ui.widgets.figure import Figure
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.shape import CategoryCounts, WeaveBar

WIDE, COMPACT = 340, 272
MOST_LATEST = 5


class RoomPanel(QWidget):
    """A figure, the weave of the four worlds, and the last arrivals where there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compact = False
        self.figure = Figure()
        self.bar, self.counts = WeaveBar(), CategoryCounts()
        card = Card()
        for widget in (self.figure, self.bar, self.counts):
            card.add(widget)
        self.latest = RowList(_("Latest arrivals"), passive=True, fit=True)
        self._latest_card = Card(_("Latest arrivals"))
        self._latest_card.add(self.latest)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_L)
        column.addWidget(card)
        column.addWidget(self._latest_card)
        column.addStretch(1)
        theme.current().changed.connect(self._size)
        self._size()

    def show_room(self, room: Room) -> None:
        """Show the counts of this moment."""
        number = language.current().number
        noun = ngettext_("person in the room", "people in the room", room.present)
        note = ngettext_("{n} expected", "{n} expected", room.expected)
        self.figure.set_figure(number(room.present), noun, note)
        counts = rows.counts(room)
        self.bar.set_counts(counts)
        self.counts.set_counts(counts)
        self.latest.set_rows(rows.latest_rows(room.latest, MOST_LATEST))
        self._size()

    def set_compact(self, compact: bool) -> None:
        """Narrower, and without the last arrivals."""
        self._compact = compact
        self._size()

    def _size(self) -> None:
        self.setFixedWidth(theme.px(COMPACT if self._compact else WIDE))
        self._latest_card.setVisible(not self._compact and self.latest.rows.rowCount() > 0)
