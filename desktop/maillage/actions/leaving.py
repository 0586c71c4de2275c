"""The end of the day: what is left to finish here, and whether the coordination has it all."""

from __future__ import annotations

from collections import defaultdict
from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.actions import same_people
from maillage.domain.pledging import each_once
from maillage.domain.records import Event, Note, Person, Pledge, PledgeParty
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
    loose: Mapping[Loose, int]
    """How many of each loose end; those there are none of are left out."""


def departure(store: Store, *, event: str | None) -> Departure:
    """Return what is left to do, at an event if one is shown."""
    loose = {Loose.CHOICES: len(store.conflicts())}
    if event:
        pledges = store.all(Pledge, event=event)
        loose |= loose_notes(store.all(Note, event=event), tables=store.get(Event, event).tables)
        once = each_once(store.all(PledgeParty), same_people.read(store))
        parties = [one.party for one in once]
        loose |= loose_pledges(pledges, parties, not_to_call=_not_to_call(store, once))
    return Departure(
        unsent=store.unsent(),
        coordinator=store.is_coordinator,
        device=store.me.name,
        handover=store.handed_over(),
        loose={which: count for which, count in loose.items() if count},
    )


def loose_notes(notes: Iterable[Note], *, tables: int | None) -> dict[Loose, int]:
    """Return how many notes lack what only those who are still there can say."""
    kept = [note for note in notes if not note.merged_into]
    barriers = [note for note in kept if note.note_kind is NoteKind.BARRIER]
    return {
        Loose.NO_CAUSE: sum(note.cause is None for note in barriers),
        Loose.NO_TABLE: sum(note.table is None for note in kept) if tables else 0,
    }


def _not_to_call(store: Store, parties: Iterable[PartyOnce]) -> set[str]:
    """Return the parties of whom it is not decided whether they agree, or who are gone.

    Whoever was recorded twice is there as long as the record that is shown for them is.
    """
    there, disputed = store.ids(Person), store.disputed(PledgeParty)
    return {
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
) -> dict[Loose, int]:
    """Return how many pledges lack a date, somebody else, or anybody to call.

    ``not_to_call`` are the ids of parties whose agreement does not count.
    """
    known = list(pledges)
    of: dict[str, list[PledgeParty]] = defaultdict(list)
    for party in parties:
        of[party.pledge].append(party)
    return {
        Loose.NO_DATE: sum(pledge.due is None for pledge in known),
        Loose.ALONE: sum(len(of[pledge.id]) < 2 for pledge in known),  # noqa: PLR2004
        Loose.NO_CALL: sum(
            not any(one.may_call and one.id not in not_to_call for one in of[pledge.id])
            for pledge in known
        ),
    }
