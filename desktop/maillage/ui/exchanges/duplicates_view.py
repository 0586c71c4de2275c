"""People who may be recorded twice: who they are, and two records of theirs side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from maillage.actions.duplicate_review import Joined, Outlived, Pair, Review
from maillage.language import _, ngettext_
from maillage.ui.exchanges.duplicate_rows import (
    DECIDED,
    decided_words,
    joined_names,
    key_of,
    key_outlived,
    lines,
    lines_behind,
    lines_of,
    names,
    outlived_why,
    rows,
    why,
)
from maillage.ui.exchanges.records_pane import RecordsPane
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_L, SPACE_S
from maillage.ui.session import Session
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.progress import ProgressRow
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.text import Text, set_tooltip

WIDE, LIST = 930, 276
"""Logical pixels of the dialog, and of its list of pairs."""
HIGH, LEAST = 430, 200
"""Logical pixels that list and records have, and at least in a low window; more of them scroll."""


class DuplicatesView(PlainDialog):
    """What waits and what was decided at the left, the records in front at the right."""

    def __init__(self, session: Session, found: Review, parent: QWidget | None = None) -> None:
        super().__init__(
            _("People recorded twice"),
            _("Both records stay as they are: you say which one is shown. It can be undone."),
            parent,
            icon_name="users",
        )
        self.setMinimumWidth(theme.px(WIDE))
        self.keeps_height = True  # what is said of each decision must not move its buttons
        self._session, self._found = session, found
        self._build()

    # Building ------------------------------------------------------------------------

    def _build(self) -> None:
        self.list = RowList(_("People recorded twice"), lines=2)
        self.list.setFixedWidth(theme.px(LIST))
        self.records = RecordsPane()
        self.title, self.why = self.records.title, self.records.why
        self.keep_one = Button(_("Show this record"))
        self.keep_other = Button(_("Show this record"))
        self.records.head(self.keep_one, self.keep_other)
        self.two = Button(_("They are two people"), "secondary", "users")
        self.erase = Button(_("Erase as well…"), "secondary", "trash-2")
        self.keep = Button(_("Keep: somebody else"), "secondary", "user")
        self.again = Button(_("Decide again"), "secondary", "undo-2")
        for key, buttons in self.keyed().items():
            for button in buttons:
                set_tooltip(button, _("Key {key}", key=key))
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_L)
        line.addWidget(self.list)
        line.addWidget(self.records, 1)
        self.said = Text("", "label", "muted", wrap=True)
        place = self.body.count() - 1
        self.body.insertWidget(place, self.room(both, high=HIGH, least=LEAST), 1)
        self.undo = Button(_("Undo"), "quiet", "undo-2")
        self.undo.setToolTip(_("Ctrl+Z"))
        self.undo.setEnabled(False)
        self.undo.hide()  # beside «Close» it would read as leaving, while there is nothing to undo
        self.all = Button("…", "secondary", "check")
        undoing = QHBoxLayout()
        undoing.setSpacing(SPACE_S)
        undoing.addWidget(self.said, 1)
        undoing.addWidget(self.all)
        self.said.hide()
        self.progress = ProgressRow()
        self.progress.hide()
        self.refused = Banner("danger")
        self.refused.hide()
        self.body.insertLayout(place + 1, undoing)
        self.body.insertWidget(place + 2, self.progress)
        self.body.insertWidget(place + 3, self.refused)
        # In reach on any screen: what is above scrolls.
        acts = (self.two, self.erase, self.keep, self.again)
        for at, button in enumerate(acts):
            self.buttons.insertWidget(at, button)
        self.buttons.addWidget(self.undo)
        self.done_button = self.add_button(_("Close"), "primary")

    def keyed(self) -> dict[int, tuple[Button, ...]]:
        """Return the buttons that each digit presses: whichever of them is shown."""
        return {
            1: (self.keep_one, self.erase),
            2: (self.keep_other,),
            3: (self.two, self.keep),
        }

    def _acts(self) -> tuple[Button, ...]:
        return (
            *(self.keep_one, self.keep_other, self.two, self.erase, self.keep),
            *(self.again, self.all),
        )

    # Showing -------------------------------------------------------------------------

    def show_review(self, found: Review) -> None:
        """Show what waits now; the place in the list stays."""
        place = max(self.list.rows.place(self.list.current_key()), 0)
        self._found = found
        self.list.blockSignals(True)
        self.list.set_rows(rows(found))
        keys = [row.key for row in self.list.rows.rows()]
        here = [key for key in keys[place:] if not key.startswith("head:")]
        if here:
            self.list.set_current(here[0])
        else:
            self.list.select_first()
        self.list.blockSignals(False)
        n = len(found.certain)
        self.all.setVisible(n > 1)
        self.all.set_text(ngettext_("Join the {n} of one ticket", "Join the {n} of one ticket", n))
        self._show_current()

    def pair(self) -> Pair | None:
        """Return the pair in front."""
        key = self.list.current_key()
        return next((one for one in self._found.pairs if key_of(one) == key), None)

    def outlived(self) -> Outlived | None:
        """Return whom in front another laptop has erased under another record."""
        key = self.list.current_key()
        return next((one for one in self._found.outlived if key_outlived(one) == key), None)

    def decided(self) -> Joined | None:
        """Return the decision in front."""
        kind, _colon, id_ = self.list.current_key().partition(":")
        found = (one for one in self._found.decided if kind == DECIDED and one.decision == id_)
        return next(found, None)

    def _show_current(self) -> None:
        pair, decided, outlived = self.pair(), self.decided(), self.outlived()
        for button in (self.keep_one, self.keep_other, self.two):
            button.setVisible(pair is not None)
        for button in (self.erase, self.keep):
            button.setVisible(outlived is not None)
        self.again.setVisible(decided is not None)
        self.list.setVisible(bool(rows(self._found)))
        self.sentence.setVisible(bool(rows(self._found)))
        show = self.records.show_records
        if pair is not None:
            show(names(pair), why(pair), lines(pair))
        elif outlived is not None:
            card = outlived.card
            show(card.name, outlived_why(outlived), lines_of(card), columns=1)
        elif decided is not None:
            show(joined_names(decided), decided_words(decided), lines_behind(decided))
        else:
            show(
                _("Nobody seems to be recorded twice"),
                _("Whoever shares an address, a number, a ticket or a name is looked at."),
            )

    def _focus_first(self) -> None:
        shown = self.keep if self.outlived() else self.keep_one
        button = self.again if self.decided() else shown
        button.setFocus(Qt.FocusReason.TabFocusReason)
