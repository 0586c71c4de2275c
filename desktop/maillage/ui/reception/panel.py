"""The right side at the door: who is in the room, and who came last."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from maillage import language
from maillage.actions.reception import Room
from maillage.actions.whence import TerritoryCount
from maillage.language import _, ngettext_
from maillage.ui.look import theme
from maillage.ui.look.tokens import ROW, SPACE_L
from maillage.ui.reception import rows
from maillage.ui.reception.whence import WhenceCard, sentence
from maillage.ui.widgets.card import Card
from maillage.ui.widgets.figure import Figure
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.rows import Row
from maillage.ui.widgets.shape import CategoryCounts, WeaveBar
from maillage.ui.widgets.text import Text

WIDE, COMPACT = 340, 272


class RoomPanel(QWidget):
    """A figure and the counts of the four worlds; then what there is room for.

    The weave, where people come from and the last arrivals give way in a low window, the last
    ones first: none of them may make it higher than the screen.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compact = False
        self._latest: Sequence[Row] = ()
        self._some_whence = False
        self._territories: Sequence[TerritoryCount] = ()
        self.figure = Figure()
        self.bar, self.counts = WeaveBar(), CategoryCounts()
        self._counts_card = Card()
        self.unnamed = Text("", "caption", "muted", wrap=True)
        self.from_where = Text("", "caption", "muted", wrap=True)
        for widget in (self.figure, self.bar, self.counts, self.unnamed, self.from_where):
            self._counts_card.add(widget)
        self.latest = RowList(_("Latest arrivals"), passive=True, fit=True, lines=1)
        self._latest_card = Card(_("Latest arrivals"))
        self._latest_card.add(self.latest)
        self._latest_card.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_L)
        self.whence = WhenceCard()
        column.addWidget(self._counts_card)
        column.addWidget(self.whence)
        column.addWidget(self._latest_card)
        column.addStretch(1)
        theme.current().changed.connect(self._size)
        self._size()

    def show_room(self, room: Room) -> None:
        """Show the counts of this moment."""
        self.figure.set_figure(*figure_of(room))
        counts = rows.counts(room)
        self.bar.set_counts(counts)
        self.counts.set_counts(counts)
        # Why the figures are higher than the number of rows beside them.
        self.unnamed.setText(rows.beside_the_counts(room))
        self.unnamed.setVisible(bool(self.unnamed.text()))
        self._latest = rows.latest_rows(room.latest)
        self._fit()

    def show_territories(self, counts: Sequence[TerritoryCount]) -> None:
        """Show where they come from: in lines, or in a sentence where the window is small."""
        self._territories = counts
        self.whence.show_counts([] if self._compact else counts)
        self._some_whence = not self.whence.isHidden()
        self.from_where.setText(sentence(counts) if self._compact else "")
        self._fit()

    def set_compact(self, compact: bool) -> None:
        """Leave more of the width to the list."""
        self._compact = compact
        self.show_territories(self._territories)
        self._size()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more of what gives way, or less."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """What never gives way."""
        return QSize(self.minimumWidth(), self._least())

    def _size(self) -> None:
        self.setFixedWidth(theme.px(COMPACT if self._compact else WIDE))
        self._fit()

    def _weave(self) -> int:
        return self.bar.sizeHint().height() + self._counts_card.body.spacing()

    def _sentence(self) -> int:
        if not self.from_where.text():
            return 0
        inside = self._counts_card.body.contentsMargins()
        wide = self.minimumWidth() - inside.left() - inside.right() - 2
        return self.from_where.heightForWidth(wide) + self._counts_card.body.spacing()

    def _least(self) -> int:
        weave = 0 if self.bar.isHidden() else self._weave()
        said = 0 if self.from_where.isHidden() else self._sentence()
        return self._counts_card.body.totalHeightForWidth(self.minimumWidth()) - weave - said

    def _fit(self) -> None:
        # The sentence says something new, the weave what the counts say too.
        room = self.height() - self._least() - self._sentence()
        said = bool(self.from_where.text()) and room >= 0
        self.from_where.setVisible(said)
        self.bar.setVisible((room if said else room + self._sentence()) >= self._weave())
        room -= self._weave()
        if self._some_whence:
            self.whence.setVisible(room >= self.whence.sizeHint().height() + SPACE_L)
        self._fit_latest()

    def _fit_latest(self) -> None:
        head = self._latest_card.sizeHint().height() - self.latest.sizeHint().height()
        room = self.height() - self._least() - self._weave() - self._sentence() - SPACE_L - head
        if not self.whence.isHidden():
            room -= self.whence.sizeHint().height() + SPACE_L
        fitting = self._latest[: max(room // theme.px(ROW), 0)]
        self.latest.set_rows(fitting)
        self._latest_card.setVisible(bool(fitting))


def figure_of(room: Room) -> tuple[str, str, str]:
    """Return how many are in the room, what they are, and out of how many."""
    noun = ngettext_("person in the room", "people in the room", room.present)
    note = ngettext_("{n} expected", "{n} expected", room.expected)
    if room.besides:  # why the list beside holds more
        more = ngettext_("{n} more came", "{n} more came", room.besides)
        note = f"{note} · {more}"
    if room.left:
        gone = ngettext_("{n} departure", "{n} departures", room.left)
        note = f"{note} · {gone}"
    return language.current().number(room.present), noun, note
