"""Beside the tables: how good the plan is, what it does not keep, who has not met another world."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from maillage.actions.seating import Hall, Tour
from maillage.language import _, ngettext_
from maillage.ui.look.tokens import SPACE_L, SPACE_M
from maillage.ui.seating import rows
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.card import Card
from maillage.ui.widgets.figure import Figure, align
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.text import Text

MOST_UNKEPT = 3
"""Wishes that are named one by one; the others are counted."""


class SidePanel(QWidget):
    """Figures and the list of those who have met their own world only.

    ``chosen(registration)`` when somebody of that list is to be found at their table.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.quality = Card(_("The plan"))
        self.figures = [self.quality.add(Figure()) for _each in range(4)]
        self.unkept = [Banner("warning") for _each in range(MOST_UNKEPT + 1)]
        self.meeting = Card(_("Met only their own world"))
        self.until = self.meeting.add(Text("", "sub", "muted", wrap=True))
        self.list = self.meeting.add(
            RowList(_("Met only their own world"), single_click=True, fit=True)
        )
        self.list.activated_row.connect(self.chosen)
        self._column: QBoxLayout = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_L)
        for banner in self.unkept:
            self._column.addWidget(banner)
            banner.hide()
        self._column.addWidget(self.quality)
        self._column.addWidget(self.meeting)
        self._column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.set_compact(compact=False)

    def set_compact(self, *, compact: bool) -> None:
        """Leave the figures to the line above the tables."""
        self.quality.setVisible(not compact)
        self._column.setSpacing(SPACE_M if compact else SPACE_L)

    def show_hall(self, hall: Hall, tour: Tour) -> None:
        """Show a plan, and who is alone with their world up to a round."""
        for figure, said in zip(self.figures, rows.figures(hall), strict=True):
            figure.set_figure(said.number, said.noun, said.note)
        align(self.figures)
        self._show_unkept(hall)
        left = hall.not_met_yet(tour.number)
        self.until.setText(
            ngettext_(
                "After {round}: {n} person.", "After {round}: {n} people.", len(left),
                round=rows.tour_title(tour).lower(),
            )
            if left
            else _("After {round}: nobody.", round=rows.tour_title(tour).lower())
        )  # fmt: skip
        self.list.set_rows(rows.people_rows(left))
        self.list.setVisible(bool(left))

    def _show_unkept(self, hall: Hall) -> None:
        said = [rows.unkept_words(hall, one) for one in hall.unkept[:MOST_UNKEPT]]
        more = len(hall.unkept) - len(said)
        if more:
            said.append(
                ngettext_("{n} more wish is not kept.", "{n} more wishes are not kept.", more)
            )
        for banner, sentence in zip(self.unkept, [*said, *[""] * len(self.unkept)], strict=False):
            banner.setVisible(bool(sentence))
            banner.say("warning", sentence)
