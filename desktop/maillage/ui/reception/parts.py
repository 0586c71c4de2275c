"""The chips above the people: everybody, not here yet, in the room, departures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from maillage import language
from maillage.actions.reception import Arrival
from maillage.language import _
from maillage.ui.reception import rows
from maillage.ui.widgets.chips import ChipBar, ChipItem

MOST_COUNTED = 3
"""Parts that have room for their counts in a compact window."""


class PartsBar(ChipBar):
    """Which part of the people is shown, each with its count."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name=_("Which people are shown"), parent=parent)
        self._compact = False
        self._counted: Mapping[ChipItem, int] = {}
        self.show_counts(())

    @property
    def which(self) -> rows.Which:
        """The part chosen."""
        return rows.Which(self.code() or rows.Which.EVERYBODY.value)

    def show_counts(self, arrivals: Sequence[Arrival]) -> None:
        """Count the people of this moment; the part chosen stays chosen."""
        chosen = self.which
        self._counted = rows.parts(arrivals, chosen)
        self.set_items(list(self._counted))
        self._say_counts()
        self.set_code(chosen.value)

    def set_compact(self, compact: bool) -> None:
        """Keep to one line, which leaves its room to the list."""
        self._compact = compact
        self._say_counts()

    def _say_counts(self) -> None:
        told = not self._compact or len(self._counted) <= MOST_COUNTED
        for item, count in self._counted.items():
            self.set_trailing(item.code, language.current().number(count) if told else "")

    def show_everybody(self) -> None:
        """Choose no part any more."""
        self.set_code(rows.Which.EVERYBODY.value)
