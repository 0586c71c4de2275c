"""Where those in the room come from: a line for each of the first territories."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from maillage import language
from maillage.actions.whence import TerritoryCount
from maillage.language import _, ngettext_
from maillage.ui.look.tokens import SPACE_M, SPACE_S
from maillage.ui.widgets.card import Card
from maillage.ui.widgets.text import Text

MOST = 3
"""Territories told one by one; the others are counted together."""


class WhenceCard(Card):
    """Present and expected by territory; hidden while no territory is known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Where they come from"), parent=parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE_S)
        self._grid.setVerticalSpacing(SPACE_M - 4)
        self._grid.setColumnStretch(0, 1)
        self.add_layout(self._grid)
        self._lines: list[tuple[Text, Text]] = []
        self.hide()

    def show_counts(self, counts: Sequence[TerritoryCount]) -> None:
        """Show these, the largest first."""
        told = lines(counts)
        while len(self._lines) < len(told):
            pair = (Text(elide=True), Text(role="strong"))
            pair[1].setAlignment(Qt.AlignmentFlag.AlignRight)
            for column, widget in enumerate(pair):
                self._grid.addWidget(widget, len(self._lines), column)
            self._lines.append(pair)
        for place, (label, number) in enumerate(self._lines):
            used = place < len(told)
            label.setVisible(used)
            number.setVisible(used)
            if used:
                label.setText(told[place][0])
                number.setText(told[place][1])
        self.setVisible(bool(told))


def lines(counts: Sequence[TerritoryCount]) -> list[tuple[str, str]]:
    """Return name and «présents / attendus» of the largest territories, the others together."""
    known = [one for one in counts if one.name]
    if not known:
        return []
    told = [(one.name, _share(one.present, one.expected)) for one in known[:MOST]]
    others = known[MOST:]
    if others:
        said = ngettext_("{n} other", "{n} others", len(others))
        told.append((said, _share(*_sum(others))))
    unknown = [one for one in counts if not one.name]
    if unknown:
        told.append((_("Not said"), _share(*_sum(unknown))))
    return told


def _sum(counts: Sequence[TerritoryCount]) -> tuple[int, int]:
    return sum(one.present for one in counts), sum(one.expected for one in counts)


def _share(present: int, expected: int) -> str:
    number = language.current().number
    return f"{number(present)} /\u00a0{number(expected)}"
