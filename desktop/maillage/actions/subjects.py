"""What people call a record: a name, a title, a text."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from maillage.domain.records import (
    RECORDS,
    DuplicateDecision,
    Person,
    PledgeParty,
    Record,
    Registration,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.exchange.store import Store


def subject_of(store: Store, kind: str, id_: str) -> str:
    """Return what people call a record: a name, a title, a text; empty if it has none."""
    return subjects_of(store, [(kind, id_)])[kind, id_]


def subjects_of(store: Store, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return what people call each of some records, by kind and id, as ``subject_of`` does.

    The store is asked once for each kind, however many there are.
    """
    ids: dict[str, list[str]] = defaultdict(list)
    for kind, id_ in wanted:
        ids[kind].append(id_)
    found: dict[str, Record] = {}
    for kind in ids.keys() & RECORDS.keys():
        found |= {one.id: one for one in store.among(RECORDS[kind], "id", ids[kind], deleted=True)}
    stand_for = {
        one.id: one.person
        for one in found.values()
        if isinstance(one, Registration | PledgeParty | DuplicateDecision)
    }
    if stand_for:
        named = store.among(Person, "id", set(stand_for.values()), deleted=True)
        people = {one.id: one for one in named}
        found |= {id_: people.get(person, Person()) for id_, person in stand_for.items()}
    return {
        (kind, id_): _called(found[id_]) if id_ in found else ""
        for kind, some in ids.items()
        for id_ in some
    }


def _called(record: Record) -> str:
    for name in ("name", "title", "what", "text"):
        if value := getattr(record, name, ""):
            return str(value)
    return ""
