"""Deleted on one laptop, changed on another: the whole question, answered in one act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.actions import exchanges
from maillage.domain.errors import ChangedSince, NoConflict
from maillage.domain.journal import DELETED
from maillage.domain.records import RECORDS, fields_of
from maillage.domain.values import canonical, from_stored

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from maillage.domain.journal import Head
    from maillage.domain.values import Stored
    from maillage.exchange.store import Store
    from maillage.store.reading import Conflict

    TakeBack = Callable[[], None]
    Heads = Mapping[str, tuple[Head, ...]]

CHANGED = object()
"""In the place of a value: what the others changed."""


def leave_deleted(store: Store, conflict: Conflict) -> TakeBack:
    """Let a record stay deleted, whatever others changed of it; return what restores it.

    Every field of it that waits is decided with it. Restoring it brings it back with what the
    others had changed. Raises NoConflict if it was decided meanwhile, and restoring it raises
    ChangedSince if anything was written of it since; nothing is written then.
    """
    with store.action():
        _still_waits(store, conflict)
        changed = _changed(store, conflict.record)
        _decide_as_shown(store, conflict.record)
        left = store.heads(conflict.record)
    return lambda: _restore(store, conflict, changed, left)


def bring_back(store: Store, conflict: Conflict, value: object = CHANGED) -> TakeBack:
    """Restore a deleted record with what others changed of it; return what deletes it again.

    ``value`` is what the field in question gets, as a form gives it. Fields that two others
    changed differently still wait. Raises as above.
    """
    with store.action():
        _still_waits(store, conflict)
        changed = _changed(store, conflict.record)
        for one in _waiting(store, conflict.record):
            if one.field == DELETED:
                exchanges.resolve(store, one, value=False)
            elif one.field == conflict.field and value is not CHANGED:
                exchanges.resolve(store, one, value)
            elif one.field in changed:
                exchanges.resolve(store, one, _given(one, changed[one.field]))
        record = store.get(RECORDS[conflict.kind], conflict.record)
        if record.deleted:
            store.restore(record.id)
        left = store.heads(conflict.record)
    return lambda: _delete(store, conflict, left)


def _still_waits(store: Store, conflict: Conflict) -> None:
    if all(one.field != conflict.field for one in _waiting(store, conflict.record)):
        raise NoConflict(conflict.record, conflict.field)


def _waiting(store: Store, record: str) -> list[Conflict]:
    """Return what waits of a record, whether it is kept at all last."""
    found = [one for one in store.conflicts() if one.record == record]
    return sorted(found, key=lambda one: one.field == DELETED)


def _changed(store: Store, record: str) -> dict[str, Stored]:
    """Return what somebody who did not delete the record wrote, where they agree.

    Who deletes restates every field: that is what they saw, and nothing they wrote.
    """
    heads = store.heads(record)
    deleting = {head.identity for head in heads.get(DELETED, ()) if head.value}
    found: dict[str, Stored] = {}
    for name, of in heads.items():
        written = {canonical(one.value): one.value for one in of if one.identity not in deleting}
        if name != DELETED and len(of) > 1 and len(written) == 1:
            found[name] = next(iter(written.values()))
    return found


def _decide_as_shown(store: Store, record: str) -> None:
    for one in _waiting(store, record):
        shown = True if one.field == DELETED else one.choices[0].value
        exchanges.resolve(store, one, _given(one, shown))


def _restore(store: Store, conflict: Conflict, changed: dict[str, Stored], left: Heads) -> None:
    with store.action():
        _still_as(store, conflict, left)
        store.restore(conflict.record)
        known = fields_of(conflict.kind)
        values = {
            name: from_stored(known[name], value)
            for name, value in changed.items()
            if name in known and not known[name].owner
        }
        store.change(conflict.record, **values)


def _delete(store: Store, conflict: Conflict, left: Heads) -> None:
    with store.action():
        _still_as(store, conflict, left)
        store.delete(conflict.record)
        _decide_as_shown(store, conflict.record)


def _still_as(store: Store, conflict: Conflict, left: Heads) -> None:
    """Raise ChangedSince unless every field is as an act left it, Erased if all is gone."""
    store.get(RECORDS[conflict.kind], conflict.record)
    if store.heads(conflict.record) != left:
        raise ChangedSince(conflict.record, conflict.field)


def _given(conflict: Conflict, value: Stored) -> object:
    field = exchanges.disputed_field(conflict)
    return bool(value) if field is None else from_stored(field, value)
