"""The tables: workshops, one line per note, dots on ideas."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.actions.registrations import registrations
from maillage.domain.capture import capture
from maillage.domain.errors import MissingValue
from maillage.domain.records import Event, Note, Vote, Workshop
from maillage.domain.vocabulary import NoteKind

if TYPE_CHECKING:
    from maillage.domain.vocabulary import BarrierCause, Category
    from maillage.exchange.store import Store


@dataclass(frozen=True, slots=True)
class Line:
    """A note as a list shows it."""

    note: Note
    votes: int


@dataclass(frozen=True, slots=True)
class Budget:
    """Votes given and to give."""

    used: int
    total: int | None
    """None if the event does not say how many each person has."""


def workshops(store: Store, *, event: str) -> list[Workshop]:
    """Return the workshops of an event, in their order."""
    found = store.all(Workshop, event=event)
    return sorted(found, key=lambda workshop: (workshop.position or 0, workshop.id))


def lines(store: Store, *, event: str, workshop: str | None = None) -> list[Line]:
    """Return the notes of an event, or of one workshop, with their votes, oldest first."""
    votes = Counter(vote.note for vote in store.all(Vote))
    where: dict[str, Any] = (
        {"event": event} if workshop is None else {"event": event, "workshop": workshop}
    )
    return [Line(note, votes[note.id]) for note in store.all(Note, **where)]


def ideas(found: list[Line]) -> list[Line]:
    """Return the ideas among notes, the most voted first."""
    kept = [line for line in found if line.note.note_kind is NoteKind.IDEA]
    return sorted(kept, key=lambda line: (-line.votes, line.note.id))


def add_note(
    store: Store,
    *,
    event: str,
    workshop: str,
    typed: str,
    kind: NoteKind = NoteKind.IDEA,
    table: int | None = None,
    cause: BarrierCause | None = None,
    said_by: Category | None = None,
) -> Note:
    """Record one typed line; its own ``f:`` and ``@3`` count before ``kind`` and ``table``.

    Raises MissingValue if there is no text, TooLong if there is too much.
    """
    found = capture(typed)
    if not found.text:
        raise MissingValue("text")
    return store.add(
        Note(
            event=event,
            workshop=workshop,
            note_kind=found.kind or kind,
            text=found.text,
            table=found.table or table,
            cause=cause,
            said_by=said_by,
            written=store.clock(),
        )
    )


def change_note(store: Store, *, note: str, **values: object) -> Note:
    """Correct a note; return it as it is now."""
    store.change(note, **values)
    return store.get(Note, note)


def delete_note(store: Store, *, note: str) -> None:
    """Delete a note; ``restore_note`` brings it back with its votes."""
    store.delete(note)


def restore_note(store: Store, *, note: str) -> Note:
    """Bring a deleted note back."""
    store.restore(note)
    return store.get(Note, note)


def vote(store: Store, *, note: str, table: int | None = None) -> Vote:
    """Put one dot on a note."""
    return store.add(Vote(note=note, table=table))


def unvote(store: Store, *, note: str) -> None:
    """Take one dot off a note, the latest first; none left is no fault."""
    dots = store.all(Vote, note=note)
    if dots:
        store.delete(dots[-1].id)


def budget(store: Store, *, event: str) -> Budget:
    """Return how many votes are given, of how many that those present have."""
    notes = {note.id for note in store.all(Note, event=event)}
    used = sum(1 for dot in store.all(Vote) if dot.note in notes)
    dots = store.get(Event, event).dots
    present = sum(1 for one in registrations(store, event=event) if one.arrived)
    return Budget(used, dots * present if dots else None)
