"""What one action writes: one operation per changed record, all in one transaction."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from msgspec.structs import replace
from uuid_utils.compat import uuid7

from maillage.domain.errors import (
    Deleted,
    Erased,
    NoConflict,
    NoLongerBelieved,
    NotErasable,
    NotFound,
    WrongValue,
)
from maillage.domain.journal import (
    DELETED,
    SCHEMA,
    Entry,
    Folded,
    Operation,
    edited,
    fold,
    removed,
    restored,
    written,
)
from maillage.domain.records import (
    NEVER_ERASED,
    Record,
    declared_values,
    fields_of,
    owners_of,
)
from maillage.domain.reopening import reopening
from maillage.domain.values import ID, refuse_fixed, stored_change, to_record
from maillage.store import attachments, erasure, identity, journal, revoking, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from maillage.domain.reopening import Choice
    from maillage.store.shown import Shown

R = TypeVar("R", bound=Record)
UNASKED = -1


class Known(NamedTuple):
    """What a change of a record starts from."""

    history: Sequence[Operation]
    state: Folded


class Writer:
    """Writes on behalf of one device, inside one transaction."""

    def __init__(
        self, connection: Connection, *, device: str, clock: Callable[[], datetime]
    ) -> None:
        """Write through ``connection`` as ``device``, dating by ``clock``."""
        self.connection = connection
        self.device = device
        self.last = 0
        """The number of the last operation written here, 0 before the first."""
        self.turned = 0
        """How many records were deleted here, or brought back."""
        self.judging = False
        """Whether what was written decides who is believed."""
        self._limit: int | None = UNASKED
        self._clock = clock

    def add(self, record: R) -> R:
        """Record something new; return it with its random, time-ordered id."""
        (saved,) = self.add_all([record])
        return saved

    def add_all(self, records: Sequence[R]) -> list[R]:
        """Record new things, an operation each in their order; return them with their ids.

        Raises WrongValue or Erased, and then nothing is recorded.
        """
        changes = [written(stored_change(one.kind, declared_values(one))) for one in records]
        saved = [replace(one, id=one.id or str(uuid7()), deleted=False) for one in records]
        self._refuse_ids(records, saved)
        self._refuse_erased(saved, changes)
        operations = self._numbered(
            [(one.id, one.kind, change) for one, change in zip(saved, changes, strict=True)]
        )
        new = [shown.of(one.record, [one]) for one in operations]
        journal.append(self.connection, operations, subjects=shown.enter(self.connection, new))
        return saved

    def write_all(self, changes: Sequence[tuple[str, str, Mapping[str, Entry]]]) -> None:
        """Write an operation for each record, known already, given with its kind and change."""
        for start in range(0, len(changes), journal.CHUNK):
            chunk = changes[start : start + journal.CHUNK]
            journal.append(self.connection, self._numbered(chunk))
            journal.materialise(self.connection, [record for record, *_ in chunk])

    def number(self) -> int:
        """Return the number of the last operation that this device has written, ever."""
        return journal.last_number(self.connection, self.device)

    def refuse_unbelieved(self, last: int = 0) -> None:
        """Raise NoLongerBelieved if what this device writes would count nowhere.

        ``last`` is the number of the last operation of it, by default of the next one.
        """
        if self._limit == UNASKED:
            self._limit = revoking.limit(self.connection, self.device)
        if self._limit is not None and (last or self.number() + 1) > self._limit:
            raise NoLongerBelieved

    def change(self, id_: str, values: Mapping[str, object]) -> Record:
        """Change fields of a record; return it as it is now."""
        known = self._live(id_)
        refuse_fixed(known.state.kind, values)
        change = edited(known.state, stored_change(known.state.kind, values))
        return self._apply(id_, known, change)

    def delete(self, id_: str) -> Record:
        """Delete a record; it can be restored."""
        known = self._live(id_)
        self.turned += 1
        return self._apply(id_, known, removed(known.state))

    def restore(self, id_: str) -> Record:
        """Bring a deleted record back, as it was."""
        known = self._known(id_)
        self.turned += 1
        return self._apply(id_, known, restored(known.state) if known.state.deleted else {})

    def resolve(self, id_: str, field: str, value: object) -> Record:
        """Decide a conflict; the decision is an operation that replaces every head."""
        known = self._known(id_)
        state = known.state
        if not state.is_disputed(field):
            raise NoConflict(id_, field)
        if field == DELETED:
            if not isinstance(value, bool):
                raise WrongValue(field, str(value))
            change = removed(state) if value else edited(state, {DELETED: False})
        else:
            change = edited(state, stored_change(state.kind, {field: value}))
        return self._apply(id_, known, change)

    def reopen(self, choice: Choice) -> bool:
        """Undo a choice: its question waits again, everywhere. Return False if it is too late."""
        history = journal.operations_of(self.connection, [choice.record])
        changes = reopening(history, choice) if history else []
        self.write_all([(choice.record, history[0].kind, change) for change in changes])
        return bool(changes)

    def erase(self, id_: str) -> set[str]:
        """Erase a record for ever, with what describes only it; return the erased ids."""
        kind = self._known(id_).state.kind
        if kind in NEVER_ERASED:
            raise NotErasable(kind)
        identity.count(self.connection, "erasures")
        with revoking.all_known(self.connection, shown=True):
            gone = erasure.erase(self.connection, [id_])
        attachments.forget_unnamed(self.connection)
        return gone

    def _apply(self, id_: str, known: Known, change: Mapping[str, Entry]) -> Record:
        kind = known.state.kind
        now = self._write(id_, kind, change, known.history) if change else known.state
        return to_record(kind, id_, now.values)

    def _write(
        self,
        record: str,
        kind: str,
        change: Mapping[str, Entry],
        history: Sequence[Operation] = (),
    ) -> Shown:
        """Write one operation after those of its record; return what is shown of it now."""
        operations = self._numbered([(record, kind, change)])
        journal.append(self.connection, operations)
        (now,) = journal.show(self.connection, [record], [*history, *operations])
        return now

    def _numbered(self, changes: Sequence[tuple[str, str, Mapping[str, Entry]]]) -> list[Operation]:
        """Return operations under this device's next numbers, which are accounted for."""
        held = journal.held(self.connection, self.device)
        first = held[-1][1] + 1 if held else 1
        operations = [
            Operation(self.device, n, self._milliseconds(), record, kind, SCHEMA, change)
            for n, (record, kind, change) in enumerate(changes, first)
        ]
        if operations:
            self.refuse_unbelieved(operations[-1].n)
            self.judging |= any(kind in revoking.JUDGING for _record, kind, _change in changes)
            self.last = operations[-1].n
            journal.hold_next(self.connection, self.device, held, self.last)
        return operations

    def _milliseconds(self) -> int:
        return int(self._clock().timestamp() * 1000)

    def _refuse_ids(self, records: Sequence[Record], saved: Sequence[Record]) -> None:
        """Raise WrongValue for an id that no laptop would take, or that is taken already."""
        given = [one.id for one in records if one.id]
        known = journal.spoken_of(self.connection, given) if given else set()
        twice = {id_ for id_, times in Counter(given).items() if times > 1}
        for one in saved:
            # Adding twice would dispute every field.
            if not ID.fullmatch(one.id) or one.id in known or one.id in twice:
                raise WrongValue("id", one.id)

    def _refuse_erased(
        self, saved: Sequence[Record], changes: Sequence[Mapping[str, Entry]]
    ) -> None:
        """Raise Erased for what would be erased wherever it arrives."""
        named = {one.id for one in saved}
        for one, change in zip(saved, changes, strict=True):
            named |= {str(change[name]) for name in owners_of(one.kind) if change.get(name)}
        if gone := erasure.erased_among(self.connection, named):
            raise Erased(min(gone))

    def _known(self, id_: str) -> Known:
        history = journal.operations_of(self.connection, [id_])
        if not history:
            raise Erased(id_) if erasure.is_erased(self.connection, id_) else NotFound(id_)
        state = fold(history)
        if not fields_of(state.kind):
            raise NotFound(id_, state.kind)
        return Known(history, state)

    def _live(self, id_: str) -> Known:
        known = self._known(id_)
        if known.state.deleted:
            raise Deleted(id_)
        return known
