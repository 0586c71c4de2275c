"""People who may be recorded twice: two records side by side, and what one decides of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QWidget,
)

from maillage.actions import duplicates, forgetting
from maillage.actions.duplicate_review import Joined, Outlived, Pair, Review
from maillage.actions.duplicates import Done
from maillage.actions.forgetting import Forgotten
from maillage.domain.records import Person
from maillage.language import _, ngettext_
from maillage.ui.exchanges.duplicate_rows import (
    DECIDED,
    decided_words,
    joined_fact,
    joined_names,
    kept_fact,
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
from maillage.ui.reception import erasing
from maillage.ui.session import Session
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.dialogs import FRAME, PlainDialog
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.text import Text
from maillage.ui.writers import for_writers

T = TypeVar("T")

WIDE, LIST = 930, 276
"""Logical pixels of the dialog, and of its list of pairs."""
HIGH, LEAST = 430, 200
"""Logical pixels that list and records have, and at least in a low window; more of them scroll."""


class DuplicatesDialog(PlainDialog):
    """The pairs at the left, the one in front at the right. Each decision can be undone."""

    def __init__(self, session: Session, found: Review, parent: QWidget | None = None) -> None:
        super().__init__(
            _("People recorded twice"),
            _("Both records stay as they are: you say which one is shown. It can be undone."),
            parent,
            icon_name="users",
        )
        self.setMinimumWidth(theme.px(WIDE))
        self._session, self._found = session, found
        self._past: list[tuple[str, Done]] = []
        self._build()
        self._connect()
        self.show_review(found)

    # Building ------------------------------------------------------------------------

    def _build(self) -> None:
        self.list = RowList(_("People recorded twice"), lines=2)
        self.list.setFixedWidth(theme.px(LIST))
        self.records = RecordsPane()
        self.title, self.why = self.records.title, self.records.why
        self.keep_one = Button(_("Show this record (1)"))
        self.keep_other = Button(_("Show this record (2)"))
        self.records.head(self.keep_one, self.keep_other)
        self.two = Button(_("They are two people (3)"), "secondary", "users")
        self.erase = Button(_("Erase as well… (1)"), "secondary", "trash-2")
        self.keep = Button(_("Keep: somebody else (3)"), "secondary", "user")
        self.again = Button(_("Decide again"), "secondary", "undo-2")
        both = _Both()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_L)
        line.addWidget(self.list)
        line.addWidget(self.records, 1)
        both.setMinimumHeight(theme.px(HIGH))
        both.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._both = both
        self.said = Text("", "label", "muted", wrap=True)
        place = self.body.count() - 1
        self.body.insertWidget(place, both, 1)
        self.undo = Button(_("Undo"), "quiet", "undo-2")
        self.undo.setToolTip(_("Ctrl+Z"))
        self.undo.setEnabled(False)
        self.all = Button("…", "secondary", "check")
        undoing = QHBoxLayout()
        undoing.setSpacing(SPACE_S)
        undoing.addWidget(self.said, 1)
        undoing.addWidget(self.all)
        self.said.hide()
        self.body.insertLayout(place + 1, undoing)
        # In reach on any screen: what is above scrolls.
        acts = (self.two, self.erase, self.keep, self.again)
        for at, button in enumerate(acts):
            self.buttons.insertWidget(at, button)
        self.buttons.addWidget(self.undo)
        self.done_button = self.add_button(_("Close"), "primary")

    def _connect(self) -> None:
        self.done_button.clicked.connect(self.accept)
        self.list.current_row.connect(lambda _key: self._show_current())
        self.list.activated_row.connect(lambda _key: self._focus_first())
        self.keep_one.clicked.connect(lambda: self._join(first=True))
        self.keep_other.clicked.connect(lambda: self._join(first=False))
        self.two.clicked.connect(self._keep_apart)
        self.erase.clicked.connect(self._ask_to_erase)
        self.keep.clicked.connect(self._keep_outlived)
        self.again.clicked.connect(self._reopen)
        self.undo.clicked.connect(self._undo)
        self.all.clicked.connect(self._join_certain)
        for key, buttons in (
            ("1", (self.keep_one, self.erase)),
            ("2", (self.keep_other,)),
            ("3", (self.two, self.keep)),
            ("Ctrl+Z", (self.undo,)),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(partial(_press, buttons))
            for_writers(self._session, shortcut)
        for_writers(self._session, *self._acts(), self.undo)

    def _acts(self) -> tuple[Button, ...]:
        return (
            *(self.keep_one, self.keep_other, self.two, self.erase, self.keep),
            *(self.again, self.all),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Let list and records be lower where the screen is: one bar to scroll, never two."""
        over = self.body.totalHeightForWidth(self.width()) + self.buttons.sizeHint().height()
        over -= self.screen().availableSize().height() - FRAME
        if over > 0:
            self._both.setMinimumHeight(max(theme.px(LEAST), theme.px(HIGH) - over))
        super().showEvent(event)

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

    # Deciding ------------------------------------------------------------------------

    def _join(self, *, first: bool) -> None:
        pair, store = self.pair(), self._session.store
        if pair is None:
            return
        shown, other = (pair.one, pair.other) if first else (pair.other, pair.one)
        self._decide(
            lambda: duplicates.join(store, shown=shown.person, other=other.person),
            joined_fact(shown),
        )

    def _join_certain(self) -> None:
        store = self._session.store
        pairs = [(like.one, like.other) for like in self._found.certain]
        said = ngettext_("{n} pair joined.", "{n} pairs joined.", len(pairs))
        self._decide(lambda: duplicates.join_all(store, pairs), said)

    def _keep_apart(self) -> None:
        pair, store = self.pair(), self._session.store
        if pair is None:
            return
        self._decide(
            lambda: duplicates.keep_apart(store, one=pair.one.person, other=pair.other.person),
            _("Kept as two people: {names}. Nobody is asked again.", names=names(pair)),
        )

    def _ask_to_erase(self) -> None:
        """Ask as anywhere: what is erased cannot be undone, here or on any laptop."""
        one, store = self.outlived(), self._session.store
        if one is None:
            return
        person = one.card.person
        self._session.read(
            lambda: forgetting.person_of(store, person),
            done=partial(self._confirm, one),
        )

    def _confirm(self, one: Outlived, person: Person) -> None:
        erasing.confirm(person, self, then=partial(self._erase, one))

    def _erase(self, one: Outlived) -> None:
        store = self._session.store
        self._write(
            lambda: forgetting.erase(store, person=one.card.person),
            partial(self._erased, one.card.name),
        )

    def _erased(self, name: str, done: Forgotten) -> None:
        self._tell(_("Erased as well: {name}.", name=name), None)
        if done.mentions:
            erasing.MentionsDialog(done.mentions, self).open()

    def _keep_outlived(self) -> None:
        one, store = self.outlived(), self._session.store
        if one is None:
            return
        self._decide(
            lambda: duplicates.keep_though_erased(store, person=one.card.person),
            kept_fact(one.card),
        )

    def _reopen(self) -> None:
        decided, store = self.decided(), self._session.store
        if decided is None:
            return
        self._write(
            lambda: duplicates.reopen(store, decision=decided.decision),
            lambda _done: self._tell(_("To decide again."), None),
        )

    def _undo(self) -> None:
        if not self._past:
            return
        said, done = self._past.pop()
        store = self._session.store
        self._write(
            lambda: duplicates.take_back(store, done),
            lambda _done: self._tell(_("Undone: {fact}", fact=said), None),
        )

    def _decide(self, act: Callable[[], Done], said: str) -> None:
        self._write(act, lambda done: self._tell(said, done))

    def _tell(self, said: str, done: Done | None) -> None:
        if done is not None:
            self._past.append((said, done))
        self.undo.setEnabled(bool(self._past))
        self.said.setText(said)
        self.said.setVisible(bool(said))

    def _write(self, act: Callable[[], T], told: Callable[[T], None]) -> None:
        store = self._session.store
        self._enable(on=False)

        def done(result: tuple[T, Review]) -> None:
            told(result[0])
            self._enable(on=True)
            self.show_review(result[1])
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

        def failed(error: BaseException) -> None:
            self._enable(on=True)
            self._session.failed.emit(error)

        self._session.write(
            lambda: (act(), self._session.doubles.review(store)), done=done, failed=failed
        )

    def _enable(self, *, on: bool) -> None:
        for button in self._acts():
            button.setEnabled(on)
        self.undo.setEnabled(on and bool(self._past))


class _Both(QWidget):
    """List and records, as high as they are told: what each holds scrolls by itself."""

    def hasHeightForWidth(self) -> bool:
        """Never: its words would ask for more than a low window has."""
        return False

    def sizeHint(self) -> QSize:
        """As wide as its layout asks."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


def _press(buttons: Sequence[Button]) -> None:
    """Press whichever of these is shown now."""
    for button in buttons:
        if button.isVisible():
            button.click()
            return
