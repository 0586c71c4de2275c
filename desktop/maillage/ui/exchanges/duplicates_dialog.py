"""People who may be recorded twice: two records side by side, and what one decides of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QWidget,
)

from maillage.actions import duplicates, forgetting
from maillage.actions.duplicate_review import Outlived, Review
from maillage.actions.duplicates import Done
from maillage.actions.explain import is_expected, sentence
from maillage.actions.forgetting import Forgotten
from maillage.domain.records import Person
from maillage.language import _
from maillage.ui.background import Cancelled, Progress, Task
from maillage.ui.exchanges.duplicate_rows import (
    joined_fact,
    kept_fact,
    names,
)
from maillage.ui.exchanges.duplicates_view import DuplicatesView
from maillage.ui.exchanges.joining_many import Many, join_many, many_words
from maillage.ui.reception import erasing
from maillage.ui.session import Session
from maillage.ui.widgets.buttons import Button
from maillage.ui.writers import for_writers

T = TypeVar("T")
FEW = 20
"""Steps that take no time: their progress would only flicker."""


class DuplicatesDialog(DuplicatesView):
    """What one decides of the records in front. Each decision can be undone, erasing cannot."""

    def __init__(self, session: Session, found: Review, parent: QWidget | None = None) -> None:
        super().__init__(session, found, parent)
        self._past: list[tuple[str, Done]] = []
        self._task: Task | None = None
        self._connect()
        self.show_review(found)

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
        self.progress.stopped.connect(self._stop)
        for key, buttons in (*self.keyed().items(), ("Ctrl+Z", (self.undo,))):
            shortcut = QShortcut(QKeySequence(str(key)), self)
            shortcut.activated.connect(partial(_press, buttons))
            for_writers(self._session, shortcut)
        for_writers(self._session, *self._acts(), self.undo)

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
        pairs = [(like.one, like.other) for like in self._found.certain]
        self._work(
            partial(join_many, self._session.store, pairs),
            self._joined_many,
            self._failed,
            lambda n, of: _("{n} pairs of {of} joined", n=n, of=of),
        )

    def _joined_many(self, many: Many) -> None:
        self._tell(many_words(many), many.done)
        if many.stopped_by is not None and not isinstance(many.stopped_by, Cancelled):
            self._refuse(sentence(many.stopped_by))
        self._look_again()

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
        self._enable(on=False)
        self._session.read(
            lambda: forgetting.person_of(store, person),
            done=partial(self._confirm, one),
            failed=self._failed,
        )

    def _confirm(self, one: Outlived, person: Person) -> None:
        self._enable(on=True)
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
            texts = erasing.MentionsDialog(self._session, done.mentions, self)
            texts.led.connect(self.accept)
            texts.open()

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
            lambda done: self._tell(_("To decide again."), done),
        )

    def _undo(self) -> None:
        """Undo what was decided last; it is remembered until that has worked."""
        if not self._past or not self.undo.isEnabled():
            return
        said, decided = self._past[-1]
        store = self._session.store

        def undone(_none: object) -> None:
            self._past.remove((said, decided))
            self._tell(_("Undone: {fact}", fact=said), None)
            self._look_again()

        self._work(
            lambda progress: duplicates.take_back(store, decided, progress=progress.report),
            undone,
            partial(self._not_undone, said),
            lambda _n, _of: _("Undoing…"),
        )

    def _not_undone(self, said: str, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            self._tell(_("Stopped: nothing was undone."), None)
        else:
            why = sentence(error)
            self._refuse(_("Not undone, it can be tried again: {fact} {why}", fact=said, why=why))
            if not is_expected(error):
                self._session.failed.emit(error)
        self._enable(on=True)

    def _decide(self, act: Callable[[], Done], said: str) -> None:
        self._write(act, lambda done: self._tell(said, done))

    def _tell(self, said: str, done: Done | None) -> None:
        if done is not None:
            self._past.append((said, done))
            self.undo.show()
        self.said.setText(said)
        self.said.setVisible(bool(said))

    def _write(self, act: Callable[[], T], told: Callable[[T], None]) -> None:
        self._enable(on=False)

        def done(result: T) -> None:
            told(result)
            self._look_again()

        self._session.write(act, done=done, failed=self._failed)

    def _work(
        self,
        job: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        words: Callable[[int, int], str],
    ) -> None:
        """Write what may take long; its progress shows if it does."""
        self._enable(on=False)
        self.progress.allow_stop()

        def over() -> None:
            self._task = None
            self.progress.hide()

        def ended(result: T) -> None:
            over()
            done(result)

        def refused(error: BaseException) -> None:
            over()
            failed(error)

        def show(n: int, of: int, _words: str) -> None:
            self.progress.set_progress(n, of, words(n, of))
            self.progress.setVisible(of > FEW)

        self._task = self._session.write_long(job, done=ended, failed=refused, progress=show)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def done(self, result: int) -> None:
        """Close; what is being written is stopped first, and said before the dialog goes."""
        if self._task is not None:
            self._stop()
        else:
            super().done(result)

    def _look_again(self) -> None:
        """Show what waits now. What was decided stays decided, whatever comes of looking."""
        store, counting = self._session.store, self._session.doubles

        def show(found: Review) -> None:
            self._enable(on=True)
            self.show_review(found)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

        self._session.read_long(
            lambda progress: counting.review(store, progress=progress.report),
            done=show,
            failed=self._failed,
            progress=lambda _done, _of, _words: None,
        )

    def _failed(self, error: BaseException) -> None:
        self._enable(on=True)
        self._session.failed.emit(error)

    def _refuse(self, said: str) -> None:
        self.refused.say("danger", said)
        self.refused.show()

    def _enable(self, *, on: bool) -> None:
        if not on:
            self.refused.hide()  # something else is being done now
        for button in self._acts():
            button.setEnabled(on)
        self.undo.setEnabled(on and bool(self._past))


def _press(buttons: Sequence[Button]) -> None:
    """Press whichever of these is shown now."""
    for button in buttons:
        if button.isVisible():
            button.click()
            return
