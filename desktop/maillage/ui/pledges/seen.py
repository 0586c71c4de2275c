"""What the screen of pledges reads of the store: of one meeting, or of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from maillage.actions import pledges
from maillage.actions.events import local_time
from maillage.actions.pledges import Due, Promise
from maillage.domain.records import Event, FollowUp, Note, Pledge, Workshop
from maillage.domain.vocabulary import NoteKind
from maillage.language import current
from maillage.ui.session import Session


class Background(Struct, frozen=True):
    """Where a pledge comes from."""

    meeting: str = ""
    workshop: str = ""
    idea: str = ""


class Elsewhere(Struct, frozen=True):
    """How many pledges other meetings have, and how many of them are late."""

    pledges: int = 0
    late: int = 0


class Seen(Struct, frozen=True):
    """What one reading of the store found."""

    event: str
    """The meeting that is worked on."""
    everywhere: bool
    """Whether the pledges of all meetings are here."""
    today: date
    promises: list[Promise]
    elsewhere: Elsewhere
    meetings: Mapping[str, Event]
    notes: Mapping[str, Note]
    workshops: Mapping[str, str]
    disputed: frozenset[str]

    def promise(self, pledge: str) -> Promise | None:
        """The pledge with this id, if it is among those shown."""
        return next((one for one in self.promises if one.pledge.id == pledge), None)

    def meeting(self, pledge: str) -> Event | None:
        """The meeting of a pledge shown, if that is known."""
        promise = self.promise(pledge)
        return self.meetings.get(promise.pledge.event) if promise else None

    def titles(self) -> dict[str, str]:
        """What each pledge's meeting is called, if there is more than one to tell apart."""
        return {id_: _short(one) for id_, one in self.meetings.items()} if self.everywhere else {}

    def background(self, pledge: Pledge) -> Background:
        """Where a pledge comes from."""
        note, meeting = self.notes.get(pledge.note), self.meetings.get(pledge.event)
        workshop = self.workshops.get(note.workshop, "") if note else ""
        return Background(meeting.title if meeting else "", workshop, note.text if note else "")


def _short(meeting: Event) -> str:
    """Return place and day, by which people know a meeting; its title where one is missing."""
    if not meeting.commune or meeting.starts is None:
        return meeting.title
    day = current().date(local_time(meeting.starts).date(), "medium")
    return f"{meeting.commune}, {day}"


def read(session: Session, event: str, *, everywhere: bool) -> Seen:
    """Return the pledges of a meeting, or of all of them, those due first at the top."""
    store = session.store
    today = local_time(store.clock()).date()
    found = pledges.promises(store, today=today)
    others = [one for one in found if one.pledge.event != event]
    shown = found if everywhere else [one for one in found if one.pledge.event == event]
    disputed = store.disputed(Pledge)
    disputed |= {one.pledge.id for one in shown if any(of.disputed for of in one.parties)}
    notes = store.among(Note, "id", {one.pledge.note for one in shown if one.pledge.note})
    return Seen(
        event,
        everywhere,
        today,
        shown,
        Elsewhere(len(others), sum(one.due is Due.LATE for one in others)),
        {one.id: one for one in store.all(Event)},
        {note.id: note for note in notes if note.note_kind is NoteKind.IDEA},
        {one.id: one.title for one in store.all(Workshop)},
        frozenset(disputed),
    )


def pledges_of(session: Session, contacts: Sequence[str]) -> dict[str, str]:
    """Return the pledge of each of these contacts that is still there, by its id."""
    return {one.id: one.pledge for one in session.store.among(FollowUp, "id", contacts)}
