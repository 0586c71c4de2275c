"""The choices that were made, and choosing otherwise: an inbox that forgets nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from maillage.language import _, ngettext_
from maillage.ui.exchanges.made import MadeView, made_row
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_L, SPACE_M, SPACE_S
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.conflict import BaseCard, ConflictCard
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.scroll import ScrollPane
from maillage.ui.widgets.text import Text

WIDE, LIST = 860, 340
"""Logical pixels: of the dialog, and of the list in it."""
HIGH, LEAST = 380, 150
"""Logical pixels for list and values, and in a low window."""


class MadeDialog(PlainDialog):
    """The choices made here and elsewhere, the latest first.

    ``wanted(choice, place)`` to take another of the values there were, ``undone(choice)`` to
    have it asked again; the dialog is closed then.
    """

    wanted = Signal(object, int)
    undone = Signal(object)

    def __init__(
        self, made: Sequence[MadeView], parent: QWidget | None = None, *, takes: bool = True
    ) -> None:
        """``takes`` unless one may only look at them."""
        super().__init__(
            _("Choices made"),
            _("What was not kept stays here. You can still take it, or put the choice again.")
            if takes
            else _("What was not kept stays here."),
            parent,
            icon_name="clipboard-list",
        )
        self._takes = takes
        self._made = {one.made.key: one for one in made}
        self.setMinimumWidth(theme.px(WIDE if made else LIST))
        self.count = Text(
            ngettext_("{n} choice made", "{n} choices made", len(made))
            if made
            else _("No choice was made yet."),
            "label" if made else "sub",
            "muted",
            wrap=True,
        )
        self.list = RowList(_("Choices made"))
        self.list.setFixedWidth(theme.px(LIST))
        self.cards: list[ConflictCard] = []
        self.undo: Button | None = None
        """Undoes the choice shown, if that can be."""
        self._inside = QWidget()
        self._values = QVBoxLayout(self._inside)
        self._values.setContentsMargins(0, 0, SPACE_S, 0)
        self._shown = QWidget()
        self._values.addWidget(self._shown)
        self._values.addStretch(1)
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_L)
        line.addWidget(self.list)
        line.addWidget(ScrollPane(self._inside), 1)
        place = self.body.count() - 1
        self.body.insertWidget(place, self.count)
        room = self.room(both, high=HIGH, least=LEAST)
        room.setVisible(bool(made))
        self.body.insertWidget(place + 1, room, 1)
        self.close_button = self.add_button(_("Close"), "primary")
        self.close_button.clicked.connect(self.reject)
        self.list.current_row.connect(self._show)
        self.list.activated_row.connect(lambda _key: self.focus_first())
        self.list.set_rows([made_row(one) for one in made])
        self.list.select_first()
        self._show(self.list.current_key())

    def focus_first(self) -> None:
        """Put the keyboard on the first value that can be taken."""
        for card in self.cards:
            if card.button is not None:
                card.button.setFocus()
                return

    def _show(self, key: str) -> None:
        view = self._made.get(key)
        if view is None:
            return
        old, self._shown = self._shown, QWidget()
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(Text(view.choice.title, "section", wrap=True))
        if view.remark:
            column.addWidget(Banner("warning", view.remark))
        outcome = view.outcome
        column.addWidget(BaseCard(outcome.caption, outcome.value, outcome.who_when, beside=True))
        self.undo = self._undo(view)
        if self.undo is not None:
            column.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Text(_("There was"), "label", "muted"))
        self.cards = []
        for place, one in enumerate(view.choice.versions):
            card = ConflictCard(
                one.caption,
                one.value,
                one.who_when,
                one.choose if self._takes else "",
                one.marks,
                beside=True,
            )
            card.chosen.connect(partial(self._want, view, place))
            column.addWidget(card)
            self.cards.append(card)
        self._values.replaceWidget(old, self._shown)
        old.hide()
        old.deleteLater()

    def _undo(self, view: MadeView) -> Button | None:
        if not self._takes or view.made.undoable is None:
            return None
        button = Button(_("Put it back among the choices to make"), "quiet", "undo-2")
        button.once = True
        button.clicked.connect(partial(self._put_back, view))
        return button

    def _put_back(self, view: MadeView) -> None:
        self.accept()
        self.undone.emit(view)

    def _want(self, view: MadeView, place: int) -> None:
        self.accept()
        self.wanted.emit(view, place)
