"""Decides: records the version taken or the value written, and says what became of the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject

from maillage.actions import exchanges, kept_or_deleted, reopening, settling
from maillage.actions.contact_faults import fault_of_value
from maillage.actions.exchanges import Version, disputed_field
from maillage.actions.explain import is_expected, sentence
from maillage.actions.settling import Ruled, TakenBack
from maillage.domain.errors import NoConflict
from maillage.domain.journal import DELETED
from maillage.domain.reopening import Choice
from maillage.language import _, ngettext_
from maillage.ui.exchanges.choice_area import ChoiceArea
from maillage.ui.exchanges.choices import ChoiceView, decided_fact, one_field, undone_words
from maillage.ui.exchanges.rule_dialog import RuleDialog
from maillage.ui.session import Session
from maillage.ui.ways_back import WaysBack

T = TypeVar("T")


class Deciding(QObject):
    """Connects the choices to the store."""

    def __init__(self, session: Session, area: ChoiceArea) -> None:
        super().__init__(area)
        self.count = 0
        """Choices made here that no file carries yet."""
        self._session, self._area = session, area
        self.ways_back = WaysBack(session, lambda _record: None)
        area.decided.connect(self.take)
        area.written.connect(self.write)
        area.left_deleted.connect(self.leave_deleted)
        area.by_rule.connect(self.ask_rule)

    def forget(self) -> None:
        """A file carries the choices made until now."""
        self.count = 0

    def take(self, choice: ChoiceView, place: int) -> None:
        """Decide for a version; a deleted record comes back with it."""
        store, conflict = self._session.store, choice.decision.conflict
        version = choice.decision.versions[place]
        value = exchanges.value_of(conflict, version)
        if choice.deleted:
            self._bring_back(choice, value, choice.versions[place].value)
            return
        if conflict.field == DELETED:
            (self.leave_deleted if value else self._keep)(choice)
            return
        fact = decided_fact(choice, choice.versions[place].value)
        other = self._other(choice, place)

        def done(made: Choice | None) -> None:
            self.count += 1
            if other is None:
                self._tell_chosen(choice, fact, made)
                return
            back, undone = self._way_back(choice, made)
            self.ways_back.remember(fact, one_field(choice.decision), back, undone=undone)
            self._session.tell(
                fact,
                undo=_("Take the other"),
                on_undo=lambda: self._take_other(choice, version, other),
            )

        self._write(lambda: reopening.decide(store, conflict, value), done)

    def write(self, choice: ChoiceView, text: str) -> None:
        """Decide for another value, unless nobody is reached by it."""
        store, conflict = self._session.store, choice.decision.conflict
        if fault := fault_of_value(conflict.kind, conflict.field, text):
            self._area.card.refuse(fault)
            return
        if choice.deleted:
            self._bring_back(choice, text, text)
            return

        def done(made: Choice | None) -> None:
            self.count += 1
            self._tell_chosen(choice, decided_fact(choice, text), made)

        self._write(lambda: reopening.decide(store, conflict, text), done)

    def leave_deleted(self, choice: ChoiceView) -> None:
        """Let the record stay deleted, which settles every field of it that waits."""
        store, conflict = self._session.store, choice.decision.conflict
        self._settle(
            lambda: kept_or_deleted.leave_deleted(store, conflict),
            _("{record}: left deleted", record=_called(choice)),
            _("Restore it"),
            _("{record}: restored", record=_called(choice)),
        )

    def _keep(self, choice: ChoiceView) -> None:
        store, conflict = self._session.store, choice.decision.conflict
        self._settle(
            lambda: kept_or_deleted.bring_back(store, conflict),
            _("{record}: restored", record=_called(choice)),
            _("Delete it after all"),
            _("{record}: left deleted", record=_called(choice)),
        )

    def _bring_back(self, choice: ChoiceView, value: object, shown: str) -> None:
        store, conflict = self._session.store, choice.decision.conflict
        self._settle(
            lambda: kept_or_deleted.bring_back(store, conflict, value),
            _("Restored. {fact}", fact=decided_fact(choice, shown)),
            _("Delete it after all"),
            _("{record}: left deleted", record=_called(choice)),
        )

    def _settle(
        self, act: Callable[[], Callable[[], None]], fact: str, otherwise: str, then: str
    ) -> None:
        """Answer whether a record stays, and offer the other answer in the toast."""

        def done(take_back: Callable[[], None]) -> None:
            self.count += 1
            self.ways_back.tell(fact, "", take_back, undone=lambda _none: then, label=otherwise)

        self._write(act, done)

    def ask_rule(self, choice: ChoiceView, among: list[ChoiceView]) -> None:
        """Offer rules that decide several choices at once."""
        dialog = RuleDialog(self._session, choice, among, self._area.window())
        dialog.decided.connect(self._ruled)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ruled(self, ruled: Ruled) -> None:
        store, chosen = self._session.store, [ruled]
        self.count += ruled.count
        made = ngettext_("{n} choice is made.", "{n} choices are made.", ruled.count)
        kept = _("The other values stay among the choices made.")

        def undone(result: TakenBack) -> str:
            self._uncount(result.waits)
            return undone_words(result)

        def redone(again: Ruled) -> None:
            self.count += again.count
            chosen.append(again)

        self.ways_back.tell(
            f"{made} {kept}",
            "",
            lambda: settling.take_back(store, chosen[-1]),
            lambda: settling.decide_again(store, chosen[-1]),
            undone=undone,
            redone=redone,
        )

    def _tell_chosen(self, choice: ChoiceView, fact: str, made: Choice | None) -> None:
        back, undone = self._way_back(choice, made)
        self.ways_back.tell(fact, one_field(choice.decision), back, undone=undone)

    def _way_back(
        self, choice: ChoiceView, made: Choice | None
    ) -> tuple[Callable[[], None], Callable[[object], str]]:
        """Return what undoes a choice, and what is told then."""

        def undone(_none: object) -> str:
            self._uncount(1)
            return _("{field}: the choice waits again", field=choice.title)

        return partial(reopening.undo, self._session.store, made), undone

    def _uncount(self, undone: int) -> None:
        self.count = max(0, self.count - undone)

    @staticmethod
    def _other(choice: ChoiceView, place: int) -> Version | None:
        """Return the one other version, where taking it afterwards is an ordinary change."""
        field = disputed_field(choice.decision.conflict)
        if field is None or field.owner or choice.deleted or len(choice.versions) != 2:  # noqa: PLR2004
            return None
        return choice.decision.versions[1 - place]

    def _take_other(self, choice: ChoiceView, decided: Version, other: Version) -> None:
        store, conflict = self._session.store, choice.decision.conflict
        value = choice.versions[choice.decision.versions.index(other)].value
        self._session.write(
            lambda: exchanges.take_instead(store, conflict, decided=decided, other=other),
            done=lambda _record: self._session.tell(decided_fact(choice, value)),
        )

    def _write(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        self._area.card.set_busy(busy=True)
        self._session.write(job, done=done, failed=self._failed)

    def _failed(self, error: BaseException) -> None:
        self._area.card.set_busy(busy=False)
        if isinstance(error, NoConflict):
            # A merge meanwhile brought somebody else's decision: show what is left.
            self._session.tell(sentence(error))
            self._session.changed.emit()
        elif is_expected(error) and self._area.card.editor is not None:
            self._area.card.refuse(sentence(error))
        else:
            self._session.failed.emit(error)


def _called(choice: ChoiceView) -> str:
    """Return the name of the record, or what kind of record it is; more words follow it.

    A note that ends in a full stop would have a colon after it.
    """
    called = choice.subject if choice.decision.subject else _(choice.decision.kind_label)
    return called.rstrip(" .:;,") or called
