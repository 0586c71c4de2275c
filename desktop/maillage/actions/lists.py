"""Preparing from a list: what it would change is shown, then done in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from maillage.actions import list_columns, list_writing
from maillage.actions.list_writing import PERSON_FIELDS
from maillage.actions.organisations import known_names, organisations_of, spelling
from maillage.domain.errors import UnknownColumn, UnknownMeaning
from maillage.domain.records import Organisation, Person, Registration, fields_of
from maillage.domain.values import from_stored
from maillage.intake import lists
from maillage.intake.lists import ListRead, Origin
from maillage.intake.meaning import ColumnMap, Meaning
from maillage.intake.plan import NO_WISHES, Known, Plan, Wishes, plan
from maillage.intake.words import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from maillage.domain.values import Stored
    from maillage.exchange.store import Store
    from maillage.intake.plan import Value
    from maillage.intake.table import Report

MEANINGS = tuple((meaning.value, meaning.label) for meaning in Meaning)
"""What a column may mean: codes and English labels, in the order one looks for them."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a list says, and what taking it in would change."""

    read: ListRead
    plan: Plan
    wishes: Wishes = NO_WISHES

    @property
    def columns(self) -> ColumnMap:
        """What its columns were taken to mean."""
        return self.read.columns


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What taking a list in has done."""

    added: int
    changed: int
    unchanged: int
    refused: int


def preview(
    store: Store,
    path: Path,
    *,
    event: str,
    sheet: str = "",
    progress: Report = lambda *_: None,
) -> Preview:
    """Return what a list would change in an event; nothing is written.

    What its columns mean is what a person said of such a list before, else what its kind or
    its words and cells say. Raises CannotRead or ListError, and what ``progress`` raises.
    """
    table = lists.opened(path, sheet=sheet, report=progress)
    columns, origin = lists.suggested(table, list_columns.remembered(store))
    read = lists.understood(table, columns, origin, event=event, report=progress)
    return Preview(read, _plan(store, read, event, NO_WISHES))


def corrected(
    store: Store,
    found: Preview,
    columns: ColumnMap,
    *,
    event: str,
    progress: Report = lambda *_: None,
) -> Preview:
    """Return the preview of the same list once its columns mean something else."""
    read = lists.understood(
        found.read.table, columns, Origin.CORRECTED, event=event, report=progress
    )
    return Preview(read, _plan(store, read, event, found.wishes), found.wishes)


def mapped(found: Preview, said: Mapping[str, str]) -> ColumnMap:
    """Return what columns mean once these, by header or number from 1, mean fields by name.

    An empty field is a column without use. Raises UnknownColumn or UnknownMeaning.
    """
    columns = found.columns
    headers = found.read.table.headers
    for name, field in said.items():
        meanings = {meaning.value: meaning for meaning in Meaning}
        if field and field not in meanings:
            raise UnknownMeaning(field, known=tuple(meanings))
        place = next((at for at, one in enumerate(headers) if plain(one) == plain(name)), None)
        if place is None and name.isdecimal() and 0 < int(name) <= len(headers):
            place = int(name) - 1
        if place is None:
            raise UnknownColumn(name, headers=headers)
        columns = columns.with_field(place, meanings.get(field))
    return columns


def said(
    store: Store,
    found: Preview,
    column: int,
    meaning: str,
    *,
    event: str,
    progress: Report = lambda *_: None,
) -> Preview:
    """Return the preview once a column, from 0, means this: a code of MEANINGS, or nothing."""
    meanings = {one.value: one for one in Meaning}
    columns = found.columns.with_field(column, meanings.get(meaning))
    return corrected(store, found, columns, event=event, progress=progress)


def wished(store: Store, found: Preview, wishes: Wishes, *, event: str) -> Preview:
    """Return the preview of the same list once a person has decided about some of its lines."""
    return Preview(found.read, _plan(store, found.read, event, wishes), wishes)


def left_out(store: Store, found: Preview, lines: Iterable[int], *, event: str) -> Preview:
    """Return the preview without these lines, or with those again that were left out."""
    wishes = replace(found.wishes, left_out=found.wishes.left_out ^ frozenset(lines))
    return wished(store, found, wishes, event=event)


def followed(store: Store, found: Preview, lines: Iterable[int], *, event: str) -> Preview:
    """Return the preview in which differences of lines follow the list, or no longer do."""
    wishes = replace(found.wishes, followed=found.wishes.followed ^ frozenset(lines))
    return wished(store, found, wishes, event=event)


def take_in(
    store: Store, found: Preview, *, event: str, progress: Report = lambda *_: None
) -> TakenIn:
    """Write what a preview showed, all of it or nothing; return what was done.

    What the store has learnt since is not done again, nor undone. What a person said of the
    columns is remembered with it. ``progress`` may raise to stop: then nothing is written.
    """
    with store.action():
        now = _plan(store, found.read, event, found.wishes)
        list_writing.write(store, now, event=event, source=found.read.source, progress=progress)
        if found.read.origin is Origin.CORRECTED:
            list_columns.remember(store, found.read.table.headers, found.columns)
    return TakenIn(
        added=len(now.new),
        changed=len(now.changed),
        unchanged=len(now.unchanged),
        refused=len(now.refused),
    )


def _plan(store: Store, read: ListRead, event: str, wishes: Wishes) -> Plan:
    """Return what a list would change, its organisations spelt as the store has them."""
    names = {spelling(name): name for name in known_names(store)}
    of_siret = {one.siret: one.name for one in store.all(Organisation) if one.siret}
    spelt = [
        replace(one, organisation=known) if one.organisation and known else one
        for one in read.entrants
        for known in [of_siret.get(one.siret) or names.get(spelling(one.organisation), "")]
    ]
    return plan(spelt, _known(store, event), wishes)


def _known(store: Store, event: str) -> list[Known]:
    people = {person.id: person for person in store.all(Person, deleted=True)}
    structures = organisations_of(store)
    registrations = store.all(Registration, deleted=True, event=event)
    listed = [one for one in registrations if one.ticket]
    first = store.as_added([id_ for one in listed for id_ in (one.id, one.person) if id_])
    known = []
    for registration in registrations:
        person = people.get(registration.person)
        values: dict[str, object] = {"status": registration.status}
        if registration.deleted:
            values = {}  # known, so not added again, and left as it is
        elif person:
            values |= {name: getattr(person, name) for name in PERSON_FIELDS}
            values["organisation"] = structures.get(person.id, "")
        known.append(
            Known(
                ticket=registration.ticket,
                registration=registration.id,
                person=person.id if person else "",
                erased=person is None,
                values=values,  # type: ignore[arg-type]
                imported=_imported(first, registration),
            )
        )
    return known


def _imported(
    first: Mapping[str, Mapping[str, Stored]], registration: Registration
) -> dict[str, Value]:
    """Return what the list said when it brought somebody: what they were added with."""
    of = {"status": registration.id, **dict.fromkeys(PERSON_FIELDS, registration.person)}
    return {
        name: from_stored(fields_of(kind)[name], first[id_][name])  # type: ignore[misc]
        for name, id_ in of.items()
        for kind in [Registration.kind if name == "status" else Person.kind]
        if name in first.get(id_, ())
    }
