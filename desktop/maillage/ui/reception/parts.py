"""The chips above the people: everybody, not here yet, in the room, departures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from maillage import language
from maillage.actions.reception import Arrival
from maillage.language import _
from maillage.ui.reception import rows
from maillage.ui.widgets.chips import ChipBar


class PartsBar(ChipBar):
    """Which part of the people is shown, each with its count."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name=_("Which people are shown"), parent=parent)
        self.show_counts(())

    @property
    def which(self) -> rows.Which:
        """The part chosen."""
        return rows.Which(self.code() or rows.Which.EVERYBODY.value)

    def show_counts(self, arrivals: Sequence[Arrival]) -> None:
        """Count the people of this moment; the part chosen stays chosen."""
        chosen = self.which
        counted = rows.parts(arrivals, chosen)
        self.set_items(list(counted))
        for item, count in counted.items():
            self.set_trailing(item.code, language.current().number(count))
        self.set_code(chosen.value)

    def show_everybody(self) -> None:
        """Choose no part any more."""
        self.set_code(rows.Which.EVERYBODY.value)
