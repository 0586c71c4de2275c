"""People who may be recorded twice: two records side by side, and what one decides of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from maillage.actions import duplicate_review, duplicates
from maillage.actions.duplicate_review import Joined, Pair, Review
from maillage.actions.duplicates import Done
from maillage.language import _, ngettext_
from maillage.ui.exchanges.duplicate_rows import (
    DECIDED,
    decided_words,
    joined_fact,
    key_of,
    lines,
    names,
    rows,
    why,
)
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_L, SPACE_S
from maillage.ui.session import Session
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.marked import MarkedText
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.scroll import ScrollPane
from maillage.ui.widgets.text import Text
from maillage.ui.writers import for_writers

T = TypeVar("T")

LIST = 300
"""Logical pixels of the list of pairs."""
HIGH = 400
"""Logical pixels that list and records have at least; more of them scroll."""


class DuplicatesDialog(PlainDialog):
    """The pairs at the left, the one in front at the right. Each decision can be undone."""

    def __init__(self, session: Session, found: Review, parent: QWidget | None = None) -> None:
        super().__init__(
            _("People recorded twice"),
            _("Both records stay as they are: you say which one is shown. It can be undone."),
            parent,
            icon_name="users",
        )
        self.setMinimumWidth(theme.px(860))
        self._session, self._found = session, found
        self._past: list[tuple[str, Done]] = []
        self._build()
        self._connect()
        self.show_review(found)

    # Building ------------------------------------------------------------------------

    def _build(self) -> None:
        self.list = RowList(_("People recorded twice"), lines=2)
        self.list.setFixedWidth(theme.px(LIST))
        self.title = Text("", "section", wrap=True)
        self.why = Text("", "label", "muted", wrap=True)
        self._grid_in = QWidget()
        self._grid = QGridLayout(self._grid_in)
        self._grid.setContentsMargins(0, 0, SPACE_S, 0)
        self._grid.setHorizontalSpacing(SPACE_L)
        self._grid.setVerticalSpacing(SPACE_S)
        for column in (1, 2):
            self._grid.setColumnStretch(column, 1)
        self.keep_one = Button(_("Show this record (1)"), "secondary", "check")
        self.keep_other = Button(_("Show this record (2)"), "secondary", "check")
        self.two = Button(_("They are two people (3)"), "secondary", "users")
        self.again = Button(_("Decide again"), "secondary", "undo-2")
        right = QVBoxLayout()
        right.setSpacing(SPACE_S)
        right.addWidget(self.title)
        right.addWidget(self.why)
        pane = ScrollPane(self._grid_in)
        pane.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        right.addWidget(pane, 1)
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_L)
        line.addWidget(self.list)
        line.addLayout(right, 1)
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
        undoing.addWidget(self.undo)
        self.body.insertLayout(place + 1, undoing)
        # In reach on any screen: what is above scrolls.
        for at, button in enumerate((self.keep_one, self.keep_other, self.two, self.again)):
            self.buttons.insertWidget(at, button)
        self.done_button = self.add_button(_("Close"), "primary")

    def _connect(self) -> None:
        self.done_button.clicked.connect(self.accept)
        self.list.current_row.connect(lambda _key: self._show_current())
        self.list.activated_row.connect(lambda _key: self._focus_first())
        self.keep_one.clicked.connect(lambda: self._join(first=True))
        self.keep_other.clicked.connect(lambda: self._join(first=False))
        self.two.clicked.connect(self._keep_apart)
        self.again.clicked.connect(self._reopen)
        self.undo.clicked.connect(self._undo)
        self.all.clicked.connect(self._join_certain)
        for key, button in (
            ("1", self.keep_one),
            ("2", self.keep_other),
            ("3", self.two),
            ("Ctrl+Z", self.undo),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(button.click)
            for_writers(self._session, shortcut)
        for_writers(
            self._session, self.keep_one, self.keep_other, self.two, self.again, self.undo, self.all
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

    def decided(self) -> Joined | None:
        """Return the decision in front."""
        kind, _colon, id_ = self.list.current_key().partition(":")
        found = (one for one in self._found.decided if kind == DECIDED and one.decision == id_)
        return next(found, None)

    def _show_current(self) -> None:
        pair, decided = self.pair(), self.decided()
        for button in (self.keep_one, self.keep_other, self.two):
            button.setVisible(pair is not None)
        self.again.setVisible(decided is not None)
        self._clear()
        self.list.setVisible(bool(self._found.pairs or self._found.decided))
        if pair is not None:
            self.title.setText(names(pair))
            self.why.setText(why(pair))
            self._show_pair(pair)
        elif decided is not None:
            self.title.setText(" · ".join(dict.fromkeys((decided.shown, decided.other))))
            self.why.setText(decided_words(decided))
        else:
            self.title.setText(_("Nobody seems to be recorded twice"))
            self.why.setText(
                _("Whoever shares an address, a number, a ticket or a name is looked at.")
            )

    def _show_pair(self, pair: Pair) -> None:
        for row, line in enumerate(lines(pair)):
            self._grid.addWidget(
                Text(line.label, "label", "muted"), row, 0, Qt.AlignmentFlag.AlignTop
            )
            for column, value, marks in (
                (1, line.one, line.one_marks),
                (2, line.other, line.other_marks),
            ):
                shown = MarkedText("body")
                shown.set_text(value or "–", marks)
                shown.setAccessibleName(", ".join((line.label, value or _("nothing"))))
                self._grid.addWidget(shown, row, column)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)

    def _focus_first(self) -> None:
        button = self.again if self.decided() else self.keep_one
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
            lambda: (act(), duplicate_review.review(store)), done=done, failed=failed
        )

    def _enable(self, *, on: bool) -> None:
        for button in (self.keep_one, self.keep_other, self.two, self.again, self.all):
            button.setEnabled(on)
        self.undo.setEnabled(on and bool(self._past))
