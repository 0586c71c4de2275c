"""The compte-rendu: everything an event recorded, as a PDF or as a text to go on with."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from maillage import language
from maillage.actions import (
    events,
    minutes_photos,
    photos,
    quotes,
    same_people,
    territories,
    workshops,
)
from maillage.actions.reception import is_expected
from maillage.actions.registrations import registrations
from maillage.domain.legal_forms import stated_form
from maillage.domain.pledging import each_once
from maillage.domain.records import (
    Event,
    Membership,
    Organisation,
    Partner,
    Person,
    Pledge,
    PledgeParty,
    Registration,
)
from maillage.domain.vocabulary import Category, NoteKind, Source
from maillage.reports import data

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from maillage.actions.pledges import Choosable
    from maillage.exchange.store import Store

EDITABLE = ".docx"
KINDS = ("", ".pdf", EDITABLE)
"""How the name of a compte-rendu may end; without an ending it is a PDF."""
"""How the name of a compte-rendu ends that one goes on writing."""


class Written(Struct, frozen=True):
    """A report that was written."""

    path: Path
    size: int
    """Bytes."""


def write(
    store: Store,
    path: Path,
    *,
    event: str,
    names: bool = True,
    in_language: language.Language | None = None,
) -> Written:
    """Write the compte-rendu of an event; raises NotFound, CannotWrite, DiskFull.

    A name that ends in .docx makes a text to go on with, any other a PDF. With ``names``
    off, pledges show such categories and organisations as point at nobody, every quote is
    anonymous, and there are no photos.
    """
    from maillage.reports.minutes import editable, minutes
    from maillage.store.files import hand_out

    make = editable if path.suffix.lower() == EDITABLE else minutes
    gathered = gather(store, event=event, names=names)
    made = make(gathered, language=in_language or language.current(), names=names)
    hand_out(made, path, store=store.path)
    return Written(path, len(made))


def made(store: Store, *, event: str, names: bool = True) -> bytes:
    """Return the compte-rendu of an event as a PDF to look at; raises NotFound."""
    from maillage.reports.minutes import minutes

    gathered = gather(store, event=event, names=names)
    return minutes(gathered, language=language.current(), names=names)


def gather(store: Store, *, event: str, names: bool = True) -> data.Minutes:
    """Return all that the compte-rendu of an event tells, photos only where ``names`` may be."""
    told = store.get(Event, event)
    boards = photos.photos(store, event=event)
    organisations = {one.id: one for one in store.all(Organisation)}
    open_conflicts = store.conflicts()
    found = registrations(store, event=event)
    places = territories.known(store)
    notes = _notes(store, event, disputed={one.record for one in open_conflicts})
    return data.Minutes(
        title=told.title,
        kind=told.event_kind,
        starts=events.local_time(told.starts) if told.starts else None,
        ends=events.local_time(told.ends) if told.ends else None,
        venue=told.venue,
        commune=told.commune,
        territory=places[told.territory].name if told.territory in places else "",
        tables=told.tables,
        partners=tuple(
            data.Partner(organisations[one.organisation].name, one.role)
            for one in store.all(Partner, event=event)
            if one.organisation in organisations
        ),
        attendance=_attendance(found),
        colleagues=_colleagues(store, found, organisations),
        territories=Counter(
            places[one.territory].name if one.territory in places else ""
            for one in found
            if one.arrived is not None
        ),
        declared=told.declared,
        declared_source=told.declared_source,
        workshops=_workshops(store, event, notes),
        pledges=_pledges(store, event, organisations, notes),
        photos=tuple(minutes_photos.gathered(store, boards)) if names else (),
        photos_taken=len(boards),
        open_conflicts=len(open_conflicts),
        made_at=events.local_time(store.clock()),
        device=store.me.name,
        privacy_contact=store.programme.privacy_contact,
    )


def _attendance(found: Iterable[Registration]) -> dict[Category | None, data.Headcount]:
    registered: Counter[Category | None] = Counter()
    present: Counter[Category | None] = Counter()
    walk_ins: Counter[Category | None] = Counter()
    for one in found:
        registered[one.category] += is_expected(one)
        present[one.category] += one.arrived is not None
        walk_ins[one.category] += one.arrived is not None and one.source is Source.DOOR
    return {
        category: data.Headcount(registered[category], present[category], walk_ins[category])
        for category in (*Category, None)
        if registered[category] or present[category]
    }


def _colleagues(
    store: Store, found: Iterable[Registration], organisations: Mapping[str, Organisation]
) -> dict[tuple[str, Category | None], int]:
    """Return how many of those who came are of each organisation and category."""
    same = same_people.read(store)
    works_at: dict[str, set[str]] = defaultdict(set)
    for one in store.all(Membership):
        if one.organisation in organisations:
            works_at[same.of(one.person)].add(organisations[one.organisation].name)
    return Counter(
        (name, one.category)
        for one in found
        if one.arrived is not None
        for name in works_at[same.of(one.person)]
    )


def _notes(
    store: Store, event: str, *, disputed: Collection[str]
) -> dict[str, tuple[str, data.Note]]:
    """Return each note by id, with the workshop it was taken in."""
    lines = workshops.lines(store, event=event)
    agreed = quotes.named(store, [line.note for line in lines], disputed=disputed)
    return {
        line.note.id: (
            line.note.workshop,
            data.Note(
                kind=line.note.note_kind or NoteKind.IDEA,
                text=line.note.text,
                table=line.note.table,
                cause=line.note.cause,
                said_by=line.note.said_by,
                votes=line.votes,
                author=_author(agreed.get(line.note.id)),
            ),
        )
        for line in lines
    }


def _author(speaker: Choosable | None) -> data.Author | None:
    if speaker is None:
        return None
    return data.Author(speaker.name, speaker.organisation, speaker.category)


def _workshops(
    store: Store, event: str, notes: dict[str, tuple[str, data.Note]]
) -> tuple[data.Workshop, ...]:
    by_workshop: dict[str, list[data.Note]] = defaultdict(list)
    for workshop, note in notes.values():
        by_workshop[workshop].append(note)
    found = [
        data.Workshop(workshop.title, tuple(by_workshop.pop(workshop.id, ())))
        for workshop in workshops.workshops(store, event=event)
    ]
    # A note whose workshop is missing, deleted or never said is told all the same.
    strays = [note for of in by_workshop.values() for note in of]
    return (*found, *([data.Workshop("", tuple(strays))] if strays else []))


def _pledges(
    store: Store,
    event: str,
    organisations: dict[str, Organisation],
    notes: dict[str, tuple[str, data.Note]],
) -> tuple[data.Pledge, ...]:
    people = {person.id: person for person in store.all(Person)}
    forms = {one.id: one.legal_form or stated_form(one.name) for one in organisations.values()}
    same = same_people.read(store)
    member_of = {same.of(one.person): one.organisation for one in store.all(Membership)}
    parties: dict[str, list[data.Party]] = defaultdict(list)
    for one in (once.party for once in each_once(store.all(PledgeParty), same)):
        person = people.get(one.person)
        structure = one.organisation or member_of.get(one.person, "")
        parties[one.pledge].append(
            data.Party(
                name=person.name if person else "",
                person=bool(one.person),
                organisation=organisations[structure].name if structure in organisations else "",
                category=one.category,
                role=one.role,
                legal_form=forms.get(structure),
            )
        )
    return tuple(
        data.Pledge(
            what=pledge.what,
            next_step=pledge.next_step,
            help_needed=pledge.help_needed,
            due=pledge.due,
            origin=pledge.origin,
            parties=tuple(parties[pledge.id]),
            idea=notes[pledge.note][1] if pledge.note in notes else None,
        )
        for pledge in store.all(Pledge, event=event)
    )
