"""What one action writes: one operation per changed record, all in one transaction."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, TypeVar

from uuid_utils.compat import uuid7

from maillage.domain import ranges
from maillage.domain.errors import (
    Deleted,
    Erased,
    NoConflict,
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
from maillage.domain.values import ID, refuse_fixed, stored_change, to_record
from maillage.store import erasure, identity, journal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from maillage.store.shown import Shown

R = TypeVar("R", bound=Record)


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
        self._clock = clock

    def add(self, record: R) -> R:
        """Record something new; return it with its random, time-ordered id."""
        values = stored_change(record.kind, declared_values(record))
        saved = dataclasses.replace(record, id=record.id or str(uuid7()), deleted=False)
        if not ID.fullmatch(saved.id):
            raise WrongValue("id", saved.id)  # no laptop would take the file that brings it
        if erasure.is_erased(self.connection, saved.id):
            raise Erased(saved.id)
        if record.id and journal.state(self.connection, record.id):
            raise WrongValue("id", record.id)  # adding twice would dispute every field
        for owner in filter(None, (values[name] for name in owners_of(record.kind))):
            if erasure.is_erased(self.connection, str(owner)):
                raise Erased(str(owner))  # it would be erased wherever it arrives
        self._write(saved.id, record.kind, written(values))
        return saved

    def change(self, id_: str, values: Mapping[str, object]) -> Record:
        """Change fields of a record; return it as it is now."""
        state = self._live(id_)
        refuse_fixed(state.kind, values)
        change = edited(state, stored_change(state.kind, values))
        return self._apply(id_, state, change)

    def delete(self, id_: str) -> Record:
        """Delete a record; it can be restored."""
        state = self._live(id_)
        return self._apply(id_, state, removed(state))

    def restore(self, id_: str) -> Record:
        """Bring a deleted record back, as it was."""
        state = self._state(id_)
        return self._apply(id_, state, restored(state) if state.deleted else {})

    def resolve(self, id_: str, field: str, value: object) -> Record:
        """Decide a conflict; the decision is an operation that replaces every head."""
        state = self._state(id_)
        if not state.is_disputed(field):
            raise NoConflict(id_, field)
        if field == DELETED:
            if not isinstance(value, bool):
                raise WrongValue(field, str(value))
            change = removed(state) if value else edited(state, {DELETED: False})
        else:
            change = edited(state, stored_change(state.kind, {field: value}))
        return self._apply(id_, state, change)

    def erase(self, id_: str) -> set[str]:
        """Erase a record for ever, with what describes only it; return the erased ids."""
        state = self._state(id_)
        if state.kind in NEVER_ERASED:
            raise NotErasable(state.kind)
        identity.count(self.connection, "erasures")
        return erasure.erase(self.connection, [id_])

    def _apply(self, id_: str, state: Folded, change: Mapping[str, Entry]) -> Record:
        values = self._write(id_, state.kind, change).values if change else state.values
        return to_record(state.kind, id_, values)

    def _write(self, record: str, kind: str, change: Mapping[str, Entry]) -> Shown:
        """Write one operation; return what is shown of its record now."""
        held = journal.held(self.connection, self.device)
        n = held[-1][1] + 1 if held else 1
        milliseconds = int(self._clock().timestamp() * 1000)
        operation = Operation(self.device, n, milliseconds, record, kind, SCHEMA, change)
        journal.append(self.connection, [operation])
        self.last = n
        more = {self.device: ranges.union([*held, (n, n)])}
        journal.keep_held(self.connection, more, before={self.device: held})
        history = journal.operations_of(self.connection, [record])
        (shown,) = journal.show(self.connection, [record], history)
        return shown

    def _state(self, id_: str) -> Folded:
        state = journal.state(self.connection, id_)
        if state is None:
            raise Erased(id_) if erasure.is_erased(self.connection, id_) else NotFound(id_)
        if not fields_of(state.kind):
            raise NotFound(id_, state.kind)
        return state

    def _live(self, id_: str) -> Folded:
        state = self._state(id_)
        if state.deleted:
            raise Deleted(id_)
        return state
