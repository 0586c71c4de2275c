"""Erasing: what describes somebody goes physically, only random ids stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, delete, func, or_, select

from maillage.domain.journal import value_of
from maillage.domain.records import NEVER_ERASED, owners_of
from maillage.store import journal, numbers, tables
from maillage.store.dialects import upsert

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from maillage.domain.journal import Operation


def erased_ids(connection: Connection) -> set[str]:
    """Return the ids of everything that was ever erased, as far as this store knows."""
    return set(connection.execute(select(tables.erased.c.record)).scalars())


def is_erased(connection: Connection, record: str) -> bool:
    """Tell whether a record was erased."""
    wanted = select(tables.erased.c.record).where(tables.erased.c.record == record)
    return connection.execute(wanted).first() is not None


def erased_among(connection: Connection, records: Iterable[str]) -> set[str]:
    """Return which of these were erased."""
    of = tables.erased.c.record
    found: set[str] = set()
    for chunk in chunks(records):
        found |= set(connection.execute(select(of).where(of.in_(chunk))).scalars())
    return found


def named_owners(operation: Operation) -> set[str]:
    """Return whom an operation says its record describes."""
    owners, change = owners_of(operation.kind), operation.change
    if not owners:
        return set()
    entries = (change[name] for name in owners if name in change)
    values = (value_of(entry) for entry in entries)
    return {value for value in values if isinstance(value, str)}


def with_dependants(connection: Connection, records: Iterable[str]) -> set[str]:
    """Return these ids and those of all records erased with them, as the journal has them.

    A record goes if any of its operations ever named somebody who is erased: that does
    not depend on which operation arrived first.
    """
    found: set[str] = set()
    waiting = set(records)
    while waiting:
        found |= waiting
        owned: set[str] = set()
        for kind, table in tables.records.items():
            columns = [table.c[name] for name in owners_of(kind)]
            for chunk in chunks(waiting) if columns else ():
                named = or_(*(column.in_(chunk) for column in columns))
                owned |= set(connection.execute(select(table.c.id).where(named)).scalars())
        waiting = owned - found
    return found


def erase(connection: Connection, records: Iterable[str]) -> set[str]:
    """Erase records and what describes only them; return all ids that are erased now.

    Contents are for the caller to forget, once the tables show all that is recorded.
    """
    gone = with_dependants(connection, records)
    rows = [{"record": record} for record in sorted(gone)]
    if rows:
        connection.execute(upsert(connection, tables.erased).on_conflict_do_nothing(), rows)
        of = tables.journal.c
        erasable = delete(tables.journal).where(
            of.subject == bindparam("gone"), *(of.kind != kind for kind in sorted(NEVER_ERASED))
        )
        for chunk in chunks(gone):
            if numbered := numbers.of_records(connection, chunk):
                connection.execute(erasable, [{"gone": no} for no in numbered.values()])
        kept = journal.spoken_of(connection, gone)
        journal.remove(connection, gone - kept)
    return gone


def count(connection: Connection, records: Iterable[str], *, package: int) -> int:
    """Return how many operations of a file the journal has that go with these records."""
    of, about = tables.journal.c, tables.subject.c
    wanted = select(func.count()).join_from(tables.journal, tables.subject, about.no == of.subject)
    wanted = wanted.where(of.package == package, of.kind.not_in(NEVER_ERASED))
    return sum(
        connection.execute(wanted.where(about.record.in_(chunk))).scalar_one()
        for chunk in chunks(records)
    )


def is_gone(operation: Operation, erased: Collection[str]) -> bool:
    """Tell whether an operation goes with the erased records.

    What an id of NEVER_ERASED does in a file that a hostile laptop wrote has no effect.
    """
    return operation.record in erased and operation.kind not in NEVER_ERASED


def spread(erased: Iterable[str], owners: Mapping[str, set[str]]) -> set[str]:
    """Return the erased ids and every record that names one as its owner, in turn.

    ``owners`` says whom each arriving record names.
    """
    gone = set(erased)
    while more := {record for record, of in owners.items() if of & gone} - gone:
        gone |= more
    return gone


def chunks(ids: Iterable[str]) -> Iterable[list[str]]:
    """Return ids in order, as few at a time as SQLite takes parameters."""
    ordered = sorted(ids)
    return (ordered[i : i + journal.CHUNK] for i in range(0, len(ordered), journal.CHUNK))
