"""Choices that were made: what there was, what was chosen, and choosing otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from maillage.actions import exchanges
from maillage.actions.device_names import device_names
from maillage.actions.exchanges import Decision, Version
from maillage.actions.subjects import subjects_of
from maillage.domain.errors import NoConflict
from maillage.domain.journal import DELETED, Identity
from maillage.domain.records import RECORDS, DuplicateDecision, fields_of
from maillage.domain.reopening import Choice
from maillage.domain.values import canonical, from_stored

if TYPE_CHECKING:
    from collections.abc import Callable

    from maillage.domain.decided import Decided
    from maillage.domain.values import Stored
    from maillage.exchange.store import Store
    from maillage.store.reading import Conflict


class Made(Struct, frozen=True):
    """A choice that somebody made, as a person reads it."""

    key: str
    """Which one, unlike any other."""
    decision: Decision
    """What there was to decide, as it was then."""
    chosen: Version
    """The value chosen, on which device and when."""
    by: Identity
    """The operation that chose it."""
    now: Stored
    """The value shown today, stored form."""
    last: bool
    """Whether nothing was written on the field since: then the choice can be undone."""
    reopened: bool
    """Whether it waits for a person again: others have written since."""
    deleted: bool
    """Whether the record is deleted today."""

    @property
    def changed(self) -> bool:
        """Whether somebody has written something else since."""
        return canonical(self.now) != canonical(self.chosen.value)

    @property
    def open(self) -> bool:
        """Whether another value can be chosen today by an ordinary change."""
        kind, name = self.decision.conflict.kind, self.decision.conflict.field
        if self.reopened or kind == DuplicateDecision.kind:
            return False
        if name == DELETED:
            return True
        field = fields_of(kind).get(name)
        return field is not None and not field.owner

    @property
    def undoable(self) -> Choice | None:
        """The choice, as ``reopening.undo`` takes it; None where that cannot be."""
        of = self.decision.conflict
        elsewhere = of.field == DELETED or of.kind == DuplicateDecision.kind
        return Choice(of.record, of.field, self.by) if self.last and not elsewhere else None

    @property
    def restores(self) -> bool:
        """Whether choosing another value brings the record back, which is deleted today."""
        return self.deleted and self.decision.conflict.field != DELETED


def made(store: Store) -> list[Made]:
    """Return every choice made here or elsewhere, the latest first; erased records are gone."""
    found = store.choices_made()
    devices = device_names(store)
    subjects = subjects_of(store, {(one.kind, one.record) for one in found})
    return [_made(store, one, devices, subjects[one.kind, one.record]) for one in found]


def choose(store: Store, one: Made, value: Stored) -> Callable[[], None]:
    """Put another value, stored form, in the place of the one shown; return what undoes it.

    An ordinary change, with which a deleted record comes back. Raises NoConflict if the field
    was changed or disputed meanwhile, and so does undoing it; nothing is written then.
    """
    conflict = one.decision.conflict
    with store.action():
        if one.restores:
            _put(store, replace(conflict, field=DELETED), value=False, instead=True)
        _put(store, conflict, value, instead=one.now)

    def take_back() -> None:
        with store.action():
            _put(store, conflict, one.now, instead=value)
            if one.restores:
                _put(store, replace(conflict, field=DELETED), value=True, instead=False)

    return take_back


def _put(store: Store, conflict: Conflict, value: Stored, *, instead: Stored) -> None:
    with store.action():
        place = (conflict.record, conflict.field)
        if any(place == (one.record, one.field) for one in store.conflicts()):
            raise NoConflict(*place)
        record = store.get(RECORDS[conflict.kind], conflict.record)
        if conflict.field == DELETED:
            if record.deleted != bool(instead):
                raise NoConflict(*place)
            if value:
                store.delete(record.id)
            else:
                store.restore(record.id)
            return
        field = fields_of(conflict.kind)[conflict.field]
        if record.deleted or getattr(record, field.name) != from_stored(field, instead):
            raise NoConflict(*place)
        store.change(record.id, **{field.name: from_stored(field, value)})


def _made(store: Store, one: Decided, devices: dict[str, str], subject: str) -> Made:
    from maillage.store.reading import Conflict as Disputed

    conflict = Disputed(
        record=one.record,
        kind=one.kind,
        field=one.field,
        deletion=None,
        base=None,
        choices=one.choices,
    )
    return Made(
        key=f"{one.chosen.identity} {one.field}",
        decision=exchanges.described(store, conflict, devices, subject),
        chosen=exchanges.version_of(store, one.chosen, devices),
        by=one.chosen.identity,
        now=one.now,
        last=one.last,
        reopened=one.reopened,
        deleted=one.deleted,
    )
