"""The end of the day: what is left to finish here, and whether the coordination has it all."""

from __future__ import annotations

from collections import defaultdict
from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.actions import calling_back, same_people, workshops
from maillage.actions.device_names import own_name
from maillage.domain.pledging import each_once
from maillage.domain.records import Event, Note, Person, Pledge, PledgeParty
from maillage.domain.sensitive import Concern, sensitive
from maillage.domain.vocabulary import NoteKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from maillage.domain.outcome import Handover
    from maillage.domain.pledging import PartyOnce
    from maillage.exchange.store import Store


class Loose(Enum):
    """A loose end that people regret once everybody has left."""

    CHOICES = "choices"
    """Values that two laptops wrote differently."""
    NAMED = "named"
    """Notes that may name somebody accompanied: the minutes print them as they stand."""
    NO_CAUSE = "no_cause"
    """Barriers of which nobody said whether it is unfamiliarity or distrust."""
    NO_TABLE = "no_table"
    """Notes of no table, at a meeting that has tables."""
    NO_DATE = "no_date"
    """Pledges with no due date: nobody will be reminded."""
    ALONE = "alone"
    """Pledges with a single party."""
    NO_CALL = "no_call"
    """Pledges of which nobody agreed to be called back."""


class Departure(Struct, frozen=True):
    """What somebody must know before the laptop is closed."""

    unsent: int
    """Changes that are in no file."""
    coordinator: bool
    device: str
    handover: Handover
    loose: Mapping[Loose, tuple[str, ...]]
    """The ids of what each loose end is of; those there are none of are left out."""
    noted: bool = True
    """Whether there is anything at all that could have a loose end."""


def departure(store: Store, *, event: str | None) -> Departure:
    """Return what is left to do, at an event if one is shown."""
    loose = {Loose.CHOICES: tuple(one.record for one in store.conflicts())}
    noted = False
    if event:
        pledges, notes = store.all(Pledge, event=event), store.all(Note, event=event)
        noted = bool(pledges or notes)
        # One whose workshop is gone is on no screen: nobody could finish it.
        places = {one.id: at for at, one in enumerate(workshops.workshops(store, event=event))}
        found = [note for note in notes if note.workshop in places]
        found.sort(key=lambda note: (places[note.workshop], note.id))
        loose |= loose_notes(found, tables=store.get(Event, event).tables)
        once = each_once(store.all(PledgeParty), same_people.read(store))
        parties = [one.party for one in once]
        loose |= loose_pledges(pledges, parties, not_to_call=_not_to_call(store, once))
    return Departure(
        unsent=store.unsent(),
        coordinator=store.is_coordinator,
        device=own_name(store),
        handover=store.handed_over(),
        loose={which: ids for which, ids in loose.items() if ids},
        noted=noted,
    )


def loose_notes(notes: Iterable[Note], *, tables: int | None) -> dict[Loose, tuple[str, ...]]:
    """Return the ids of the notes that lack what only those who are still there can say."""
    kept = [note for note in notes if not note.merged_into]
    barriers = [note for note in kept if note.note_kind is NoteKind.BARRIER]
    return {
        Loose.NAMED: tuple(note.id for note in kept if _may_name(note.text)),
        Loose.NO_CAUSE: tuple(note.id for note in barriers if note.cause is None),
        Loose.NO_TABLE: tuple(note.id for note in kept if tables and note.table is None),
    }


def _may_name(text: str) -> bool:
    return any(one.concern is Concern.NAME for one in sensitive(text))


def _not_to_call(store: Store, parties: Collection[PartyOnce]) -> set[str]:
    """Return the parties who took it back, are gone, or of whom it is not decided.

    Whoever was recorded twice is there as long as the record that is shown for them is.
    """
    there, disputed = store.ids(Person), store.disputed(PledgeParty)
    return set(calling_back.refusals(store, parties)) | {
        one.party.id
        for one in parties
        if (one.party.person and one.party.person not in there)
        or not disputed.isdisjoint(one.records)
    }


def loose_pledges(
    pledges: Iterable[Pledge],
    parties: Iterable[PledgeParty],
    *,
    not_to_call: Collection[str] = (),
) -> dict[Loose, tuple[str, ...]]:
    """Return the ids of the pledges that lack a date, somebody else, or anybody to call.

    ``not_to_call`` are the ids of parties whose agreement does not count.
    """
    known = list(pledges)
    of: dict[str, list[PledgeParty]] = defaultdict(list)
    for party in parties:
        of[party.pledge].append(party)

    def nobody(pledge: Pledge) -> bool:
        """Whether there is nobody to call."""
        return not any(one.may_call and one.id not in not_to_call for one in of[pledge.id])

    return {
        Loose.NO_DATE: tuple(one.id for one in known if one.due is None),
        Loose.ALONE: tuple(one.id for one in known if len(of[one.id]) < 2),  # noqa: PLR2004
        Loose.NO_CALL: tuple(one.id for one in known if nobody(one)),
    }
