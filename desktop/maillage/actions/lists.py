"""Preparing from a list: what it would change is shown, then done in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from maillage.actions import list_columns, list_known, list_takings, list_writing, places
from maillage.actions.organisations import is_siret, spelling
from maillage.domain.errors import UnknownColumn, UnknownMeaning
from maillage.domain.records import Organisation, Registration
from maillage.intake import lists
from maillage.intake.flags import ORDINARY, Flag, Why
from maillage.intake.lists import ListRead, Origin
from maillage.intake.meaning import ColumnMap, Meaning
from maillage.intake.plan import plan
from maillage.intake.planned import NO_WISHES, Plan, Wishes
from maillage.intake.said import Hands
from maillage.intake.structures import FACTS
from maillage.intake.words import plain
from maillage.store.taking_back import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from maillage.exchange.store import Store
    from maillage.intake.entrant import Entrant
    from maillage.intake.table import Report

MEANINGS = tuple((meaning.value, meaning.label) for meaning in Meaning)
"""What a column may mean: codes and English labels, in the order one looks for them."""


class Preview(Struct, frozen=True):
    """What a list says, and what taking it in would change."""

    read: ListRead
    plan: Plan
    wishes: Wishes = NO_WISHES

    @property
    def columns(self) -> ColumnMap:
        """What its columns were taken to mean."""
        return self.read.columns

    @property
    def flags(self) -> tuple[tuple[Entrant, Flag], ...]:
        """Everything a person should look at in the lines to be taken: trouble comes first.

        What was looked at and put right here since an earlier version is left out.
        """
        refused = {one.entrant.line for one in self.plan.refused}
        own = (found for found in self.read.flags if not self._is_settled(*found))
        found = (one for one in (*own, *self.plan.remarks) if one[0].line not in refused)
        return tuple(sorted(found, key=lambda one: (one[1].why in ORDINARY, one[0].line)))

    def _is_settled(self, entrant: Entrant, flag: Flag) -> bool:
        return (entrant.line, flag.field) in self.plan.settled


class TakenIn(Struct, frozen=True):
    """What taking a list in has done."""

    added: int
    changed: int
    unchanged: int
    refused: int
    span: Span | None = None
    """What was written, for ``list_undoing``; nothing if nothing was."""
    missing: int = 0
    """How many an earlier version of the list held and this one does not."""


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
    if origin is Origin.GUESSED:
        read = _as_before(store, read, event)
        if list_takings.is_known(store, read):
            read = replace(read, origin=Origin.TAKEN)
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
    with store.action() as writer:
        before = writer.number()
        now = _plan(store, found.read, event, found.wishes)
        list_writing.write(store, now, event=event, source=found.read.source, progress=progress)
        written = writer.number()
        if written > before:
            list_takings.keep(
                store,
                found.read,
                event=event,
                versions=sorted(now.versions),
                first=before + 1,
                last=written,
            )
        if found.read.origin is Origin.CORRECTED:
            list_columns.remember(store, found.read.table.headers, found.columns)
        last = writer.number()
    return TakenIn(
        added=len(now.new),
        changed=len(now.changed),
        unchanged=len(now.unchanged),
        refused=len(now.refused),
        span=Span(store.device, before + 1, last) if last > before else None,
        missing=len(now.missing),
    )


def _as_before(store: Store, read: ListRead, event: str) -> ListRead:
    """Return a list with the names of one column in the order by which more of it are known.

    Whoever was added since may have typed theirs the other way: nobody changes name by that.
    """
    known = {one.ticket for one in store.all(Registration, deleted=True, event=event)}
    other = lists.turned(read, event=event) if known else None

    def familiar(of: ListRead) -> int:
        return sum(one.ticket in known for one in of.entrants)

    return other if other and familiar(other) > familiar(read) else read


def _plan(store: Store, read: ListRead, event: str, wishes: Wishes) -> Plan:
    """Return what a list would change, its organisations spelt as the store has them."""
    structures = store.all(Organisation)
    spelt = _spelt(read.entrants, structures)
    hands = Hands(list_takings.takings(store))
    found = plan(
        spelt,
        list_known.known(store, event, hands),
        wishes,
        read.source,
        list_takings.alike(store, read, event),
        {one.name: {name: getattr(one, name) for name in FACTS} for one in structures},
    )
    found = replace(found, remarks=(*found.remarks, *_elsewhere(found, structures)))
    renamed = _renamed(store, read.entrants, spelt, structures)
    return replace(found, remarks=(*found.remarks, *renamed, *_nowhere(found, spelt)))


def _spelt(entrants: Iterable[Entrant], structures: Iterable[Organisation]) -> list[Entrant]:
    """Return lines that name one structure in one way: as it is known, else as its first does."""
    names: dict[str, str] = {}
    of_siret: dict[str, str] = {}
    for known in structures:
        names.setdefault(spelling(known.name), known.name)
        if is_siret(known.siret):
            of_siret.setdefault(known.siret, known.name)
    found = []
    for one in entrants:
        name = of_siret.get(one.siret, "")
        name = name or names.setdefault(spelling(one.organisation), one.organisation)
        if one.organisation and is_siret(one.siret):
            of_siret.setdefault(one.siret, name)
        found.append(replace(one, organisation=name) if one.organisation else one)
    return found


def _renamed(
    store: Store,
    lines: Iterable[Entrant],
    spelt: Iterable[Entrant],
    structures: Iterable[Organisation],
) -> Iterator[tuple[Entrant, Flag]]:
    """Yield the lines whose SIRET is that of a structure of another name, which stays.

    Not where a list repeats the name that a structure had before it was renamed here.
    """
    of_siret = {one.siret: one for one in structures if one.siret}
    for one, kept in zip(lines, spelt, strict=True):
        if spelling(one.organisation) == spelling(kept.organisation):
            continue
        known = of_siret.get(one.siret)
        first = store.as_added([known.id]).get(known.id, {}) if known else {}
        if spelling(str(first.get("name") or "")) != spelling(one.organisation):
            yield (
                kept,
                Flag("organisation", one.organisation, Why.OTHER_NAME, kept.organisation),
            )


def _elsewhere(found: Plan, structures: Iterable[Organisation]) -> Iterator[tuple[Entrant, Flag]]:
    """Yield the new lines whose commune is not where the postcode of their structure is."""
    told = {one.line for one, flag in found.remarks if flag.why is Why.OWN_COMMUNE}
    stands = {one.name: (one.commune, one.postcode) for one in structures}
    for one in found.new:
        here, postcode = stands.get(one.organisation, ("", ""))
        if not (here or postcode):
            stands[one.organisation] = (one.commune, one.postcode)
        elif one.organisation and one.commune and not here and one.line not in told:
            if places.serves(postcode, one.commune):
                stands[one.organisation] = (one.commune, postcode)
            else:
                yield one, Flag("commune", one.commune, Why.OWN_COMMUNE, postcode)


def _nowhere(found: Plan, entrants: Iterable[Entrant]) -> Iterator[tuple[Entrant, Flag]]:
    """Yield the lines whose commune the list of all communes does not have."""
    told = {one.entrant.line for one in found.refused}
    told |= {one.line for one, flag in found.remarks if flag.why is Why.OTHER_COMMUNE}
    for one in entrants:
        if one.line in told or not one.commune:
            continue
        if not places.commune(one.commune, one.postcode).is_known:
            yield one, Flag("commune", one.commune, Why.UNKNOWN_COMMUNE)
