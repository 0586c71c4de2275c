"""Where the scribe sits: which workshop, which table. Chips when wide, two lists when compact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from maillage.domain.records import Workshop
from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_M, SPACE_S
from maillage.ui.widgets.chips import ChipBar, ChipItem
from maillage.ui.widgets.combo import ComboBox

SMALL_TEXT: Final = 100


class _Box(ComboBox):
    """Knows the arrows, which only pass by what they choose, from Enter and the pointer."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.passing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by arrows and letters, stay with it by Enter."""
        self.passing = True
        super().keyPressEvent(event)
        self.passing = False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self.entered.emit()


class WorkshopChoice(QWidget):
    """The workshops of the meeting as chips, or as a list where there is little room.

    `chosen(workshop)` and `table_chosen(number)`, 0 for none, when a person chooses; `settled`
    once they are done with it, which an arrow does not say. The choice stays while the program
    runs: a scribe sits at one table.
    """

    chosen = Signal(str)
    table_chosen = Signal(int)
    settled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._numbers: list[int] = []
        self._table = 0
        self.chips = ChipBar(name=_("Workshop"))
        self.list = _Box()
        self.list.setAccessibleName(_("Workshop"))
        self.list.setSizeAdjustPolicy(
            ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.tables = _Box()
        self.tables.setAccessibleName(_("Table"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_M)
        row.addWidget(self.chips, 1)
        row.addWidget(self.list, 1)
        row.addWidget(self.tables)
        row.setAlignment(self.tables, Qt.AlignmentFlag.AlignTop)
        row.setSpacing(SPACE_S)
        self.chips.chosen.connect(self.chosen)
        self.chips.chosen.connect(self.settled)
        self.list.activated.connect(lambda: self.chosen.emit(str(self.list.code())))
        self.tables.activated.connect(self._table_chosen)
        for box in (self.list, self.tables):
            box.activated.connect(partial(self._settle, box))
            box.entered.connect(self.settled)
        theme.current().changed.connect(self._fit)
        self._fit()
        self.set_compact(compact=False)

    def _fit(self) -> None:
        """Leave the header of a small window its title when the words are larger."""
        self.list.setMinimumContentsLength(24 if theme.current().text_size <= SMALL_TEXT else 10)
        self.tables.setMinimumWidth(theme.px(142))

    def set_compact(self, *, compact: bool) -> None:
        """Show the list instead of the chips."""
        self.chips.setVisible(not compact)
        self.list.setVisible(compact)

    def show_workshops(
        self, workshops: Sequence[Workshop], counts: Mapping[str, int], current: str
    ) -> None:
        """Offer these workshops, each with how many notes it has."""
        self.chips.set_items([ChipItem(one.id, one.title) for one in workshops])
        for one in workshops:
            self.chips.set_trailing(one.id, str(counts.get(one.id, 0) or ""))
        with QSignalBlocker(self.list):
            self.list.clear()
            for one in workshops:
                self.list.add(one.title, one.id)
            self.list.set_code(current)
        if current:
            self.chips.set_code(current)

    def show_tables(self, numbers: Sequence[int]) -> None:
        """Offer these tables, and none."""
        if list(numbers) == self._numbers:
            return
        self._numbers = list(numbers)
        with QSignalBlocker(self.tables):
            self.tables.clear()
            self.tables.add(_("No table"), 0)
            for number in numbers:
                self.tables.add(_("Table {n}", n=number), number)
            self.tables.set_code(self._table)

    def table(self) -> int | None:
        """The table the scribe sits at."""
        return self._table or None

    def set_table(self, table: int | None) -> None:
        """Have the scribe sit at a table, as they did when they began to type."""
        self._table = table or 0
        self.show_table(None)

    def show_table(self, typed: int | None) -> None:
        """Show the table that the line being typed names, else the scribe's own."""
        place = self.tables.findData(typed) if typed else -1
        with QSignalBlocker(self.tables):
            self.tables.setCurrentIndex(
                place if place >= 0 else max(self.tables.findData(self._table), 0)
            )

    def _settle(self, box: _Box, _place: int) -> None:
        if not box.passing:
            self.settled.emit()

    def _table_chosen(self) -> None:
        self._table = int(str(self.tables.code() or 0))
        self.table_chosen.emit(self._table)
