"""Deciding many conflicts by one rule: first what it would decide, then all of it at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from maillage.actions import exchanges, reopening
from maillage.actions.exchanges import Decision, Version, disputed_field
from maillage.domain.errors import RedoTooLate
from maillage.domain.settling import Rule, Why, settle
from maillage.domain.values import canonical, from_stored

if TYPE_CHECKING:
    from maillage.domain.reopening import Choice
    from maillage.domain.values import Stored
    from maillage.exchange.store import Store
    from maillage.store.reading import Conflict


class Settlement(Struct, frozen=True):
    """What a rule decides for one conflict."""

    decision: Decision
    value: Stored
    version: Version | None
    """Whose value it is; none if it was put together from several."""

    @property
    def losing(self) -> tuple[Version, ...]:
        """The values that are not kept; none where the texts are put together."""
        if self.version is None:
            return ()
        return tuple(one for one in self.decision.versions if one.value != self.value)


class Preview(Struct, frozen=True):
    """What a rule would do, before anything is written."""

    settled: tuple[Settlement, ...]
    waiting: tuple[tuple[Decision, Why], ...]
    """What it leaves to a person, and why."""

    @property
    def left(self) -> int:
        """How many conflicts it leaves to a person."""
        return len(self.waiting)

    @property
    def reasons(self) -> list[tuple[Why, int]]:
        """Why it leaves them, and how many for each reason, the most frequent first."""
        return Counter(why for _decision, why in self.waiting).most_common()


class Ruled(Struct, frozen=True):
    """What a rule has chosen."""

    choices: tuple[Choice | None, ...]
    """None for one that cannot be undone: it has changed other records as well."""
    settled: tuple[Settlement, ...]
    """What each of them decided."""

    @property
    def count(self) -> int:
        """How many choices were made."""
        return len(self.choices)


class TakenBack(Struct, frozen=True):
    """What became of undoing a rule."""

    waits: int
    """How many choices wait for a person again."""
    stay: int
    """How many could not be undone."""


def laptops(decisions: Iterable[Decision]) -> dict[str, str]:
    """Return the id and name of each laptop that wrote one of the versions, by name."""
    found = {
        each.written_by: each.device
        for one in decisions
        for version in one.versions
        for each in (version, *version.also)
    }
    return dict(sorted(found.items(), key=lambda each: (each[1], each[0])))


def preview(
    store: Store, rule: Rule, *, laptop: str = "", record: str = "", of: Sequence[Decision] = ()
) -> Preview:
    """Return what a rule decides of all that waits, or of one record; nothing is written.

    ``of`` are the decisions when they were read before. Records that are deleted and what
    this version does not know are left to a person.
    """
    found = list(of) or exchanges.decisions(store)
    wanted = [one for one in found if not record or one.conflict.record == record]
    now = int(store.clock().timestamp() * 1000)
    found_out = [(each, _settled(each, rule, laptop=laptop, now=now)) for each in wanted]
    return Preview(
        tuple(said for _each, said in found_out if isinstance(said, Settlement)),
        tuple((each, said) for each, said in found_out if isinstance(said, Why)),
    )


def decide(store: Store, settled: Iterable[Settlement]) -> Ruled:
    """Decide all of these in one transaction; return what was chosen.

    Raises NoConflict, and changes nothing, if one was decided or changed meanwhile.
    """
    made, decided = [], []
    with store.action():
        for one in settled:
            field = disputed_field(one.decision.conflict)
            if field is not None:
                value = from_stored(field, one.value)
                made.append(reopening.decide(store, one.decision.conflict, value))
                decided.append(one)
    return Ruled(tuple(made), tuple(decided))


def take_back(store: Store, ruled: Ruled) -> TakenBack:
    """Undo the choices of a rule that stand: each is asked again, with the values there were.

    What somebody has decided otherwise since, or changed, stays as it is.
    """
    with store.action():
        waits = sum(reopening.ask_again(store, one) for one in ruled.choices)
    return TakenBack(waits, ruled.count - waits)


def decide_again(store: Store, ruled: Ruled) -> Ruled:
    """Make the choices of a rule again that were undone; return what was chosen.

    What does not wait with the very values there were stays as it is. Raises RedoTooLate where
    nothing does.
    """
    waiting = {(one.record, one.field): one for one in store.conflicts()}
    again = []
    for one in ruled.settled:
        then = one.decision.conflict
        now = waiting.get((then.record, then.field))
        if now is not None and not now.deleted and _values(now) == _values(then):
            again.append(replace(one, decision=replace(one.decision, conflict=now)))
    if not again:
        raise RedoTooLate
    return decide(store, again)


def _values(conflict: Conflict) -> set[str]:
    return {canonical(head.value) for head in conflict.choices}


def _settled(decision: Decision, rule: Rule, *, laptop: str, now: int) -> Settlement | Why:
    conflict, field = decision.conflict, disputed_field(decision.conflict)
    if decision.may_stay_deleted:
        return Why.DELETION
    # What a laptop wrote counts too where another laptop, whose value is shown, wrote the same.
    choices = conflict.heads if rule is Rule.LAPTOP else conflict.choices
    found = settle(rule, field, conflict.base, choices, laptop=laptop, now=now)
    if isinstance(found, Why):
        return found
    versions = {
        each.written_by: version
        for version in decision.versions
        for each in (version, *version.also)
        if version.value == found.value
    }
    return Settlement(decision, found.value, versions.get(found.device))
