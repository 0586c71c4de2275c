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
        self._lines: list[tuple[Text, Text, Text]] = []
        self.hide()

    def show_counts(self, counts: Sequence[TerritoryCount], most: int = MOST) -> None:
        """Show these, the largest first, at most so many one by one."""
        told = lines(counts, most)
        while len(self._lines) < len(told):
            row = (Text(elide=True), Text(role="strong"), Text(tone="muted"))
            row[1].setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for column, widget in enumerate(row):
                self._grid.addWidget(widget, len(self._lines), column)
            self._lines.append(row)
        for place, row in enumerate(self._lines):
            used = place < len(told)
            for widget, words in zip(row, told[place] if used else ("", "", ""), strict=True):
                widget.setText(words)
                widget.setVisible(used)
        self.setVisible(bool(told))


def sentence(counts: Sequence[TerritoryCount]) -> str:
    """Return the same in one sentence, for a place that has no room for lines."""
    found = lines(counts)
    if found and not all(one.name for one in counts):
        found[-1] = (found[-1][0].lower(), *found[-1][1:])  # no name of a place
    told = [f"{name}\u00a0{present}\u00a0{expected}" for name, present, expected in found]
    return _("Where they come from: {counts}", counts=", ".join(told)) if told else ""


def lines(counts: Sequence[TerritoryCount], most: int = MOST) -> list[tuple[str, str, str]]:
    """Return name, «présents» and «/ attendus» of the largest territories, the others together."""
    known = [one for one in counts if one.name]
    if not known:
        return []
    told = [(one.name, *_share(one.present, one.expected)) for one in known[:most]]
    others = known[most:]
    if others:
        said = ngettext_("{n} other", "{n} others", len(others))
        told.append((said, *_share(*_sum(others))))
    unknown = [one for one in counts if not one.name]
    if unknown:
        told.append((_("Not said"), *_share(*_sum(unknown))))
    return told


def _sum(counts: Sequence[TerritoryCount]) -> tuple[int, int]:
    return sum(one.present for one in counts), sum(one.expected for one in counts)


def _share(present: int, expected: int) -> tuple[str, str]:
    number = language.current().number
    return number(present), f"/\u00a0{number(expected)}"
