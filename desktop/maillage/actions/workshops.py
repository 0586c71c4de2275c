"""The tables: workshops, one line per note, dots on ideas."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct, field

from maillage.actions import quotes, themes
from maillage.actions.registrations import registrations
from maillage.domain.capture import capture
from maillage.domain.errors import MissingValue, NoDotOfTable, NoDotsLeft, WrongValue
from maillage.domain.gathering import standing_for
from maillage.domain.records import Event, Note, Theme, Vote, Workshop
from maillage.domain.vocabulary import NoteKind

if TYPE_CHECKING:
    from maillage.actions.pledges import Choosable, Gone
    from maillage.domain.vocabulary import BarrierCause, Category
    from maillage.exchange.store import Store

T = TypeVar("T")


class Line(Struct, frozen=True):
    """A note as a list shows it; the votes of those merged into it count with its own."""

    note: Note
    votes: int
    theme: Theme | None = None
    merged: tuple[Note, ...] = ()
    """The notes that were merged into it, in the order they were written."""
    speaker: Choosable | None = None
    """Who said it, if that is known and the person is still there."""
    speaker_gone: Gone | None = None
    """Why whoever said it is not, or not yet, there."""


class Budget(Struct, frozen=True):
    """Votes given and to give."""

    used: int
    total: int | None
    """None if the event does not say how many each person has."""
    per_table: int | None = None
    """How many each table has; None if the event does not say."""
    of_tables: Mapping[int, int] = field(default_factory=dict)
    """Those given by each table. Laptops that merge may make it more than a table has."""
    present: int = 0
    """How many people are there to vote."""
    each: int = 0
    """How many votes each of them has; 0 if the event does not say."""


def workshops(store: Store, *, event: str) -> list[Workshop]:
    """Return the workshops of an event, in their order."""
    found = store.all(Workshop, event=event)
    return sorted(found, key=lambda workshop: (workshop.position or 0, workshop.id))


def lines(store: Store, *, event: str, workshop: str | None = None) -> list[Line]:
    """Return the notes of an event, or of one workshop, with their votes, oldest first.

    A note that was merged into another is not listed: it is in the other's ``merged``.
    """
    notes = store.all(Note, event=event)
    root = standing_for({note.id: note.merged_into for note in notes})
    votes: Counter[str] = Counter()
    for (of,), given in store.tally(Vote, "note").items():
        if of in root:
            votes[root[str(of)]] += given
    merged: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        if root[note.id] != note.id:
            merged[root[note.id]].append(note)
    of_id = themes.by_id(store, event=event)
    who = quotes.speakers(store, notes)
    gone = quotes.gone(store, [note for note in notes if note.speaker not in who])
    return [
        Line(
            note,
            votes[note.id],
            of_id.get(note.theme),
            tuple(merged[note.id]),
            who.get(note.speaker),
            gone.get(note.speaker),
        )
        for note in notes
        if root[note.id] == note.id and workshop in {None, note.workshop}
    ]


def merge_ideas(store: Store, *, note: str, into: str) -> None:
    """Let one idea stand for another; ``separate`` takes them apart again.

    Raises WrongValue for an idea merged into itself.
    """
    if note == into:
        raise WrongValue("merged_into", note)
    with store.action():
        # What stands for others already must not begin a circle.
        store.change(into, merged_into="")
        store.change(note, merged_into=into)


def separate(store: Store, *, notes: Iterable[str]) -> None:
    """Let merged ideas stand for themselves again, with their own votes."""
    with store.action():
        for note in notes:
            store.change(note, merged_into="")


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
    tables: Collection[int] | None = None,
) -> Note:
    """Record one typed line; its own ``f:`` and ``@3`` count before ``kind`` and ``table``.

    ``tables`` are those there are, if that is known: ``@99`` of ten stays in the text. A
    ``#theme`` that is new is made on the way.

    Raises MissingValue if there is no text, TooLong if there is too much.
    """
    found = capture(typed, tables)
    if not found.text:
        raise MissingValue("text")
    with store.action():
        theme = themes.theme_of(store, event=event, name=found.theme).id if found.theme else ""
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
                theme=theme,
            )
        )


def change_note(store: Store, *, note: str, **values: object) -> Note:
    """Correct a note; return it as it is now.

    Whoever is said to have said it has not agreed to be named unless ``may_name`` says so too.
    """
    with store.action():
        if "speaker" in values or "may_name" in values:
            known = store.get(Note, note)
            speaker = str(values.pop("speaker", known.speaker))
            kept = known.may_name and speaker == known.speaker
            quotes.say_who(
                store, note=note, speaker=speaker, may_name=bool(values.pop("may_name", kept))
            )
        store.change(note, **values)
        return store.get(Note, note)


def change_theme(store: Store, *, note: str, name: str) -> Note:
    """Put a note under the theme of this name; a theme that no note is under any more goes."""
    with store.action():
        before = store.get(Note, note)
        store.change(note, theme=themes.theme_of(store, event=before.event, name=name).id)
        if before.theme and not store.all(Note, deleted=True, theme=before.theme):
            store.delete(before.theme)
        return store.get(Note, note)


def delete_note(store: Store, *, note: str) -> None:
    """Delete a note; its votes stay, should it come back."""
    store.delete(note)


def vote(store: Store, *, note: str, table: int | None = None) -> Vote:
    """Put one dot on a note. Raises NoDotsLeft if the table has put all it has."""
    return within_budget(
        store, lambda: store.add(Vote(note=note, table=table)), note=note, table=table
    )


def unvote(store: Store, *, note: str, table: int | None = None) -> Vote | None:
    """Take the latest dot off a note, of a table only its own; return it, None without dots.

    Once it has none of its own, one goes off a note that was merged into it.

    Raises NoDotOfTable if there are dots, but none of the table.
    """
    dots = store.all(Vote, note=note)
    of_merged = [
        dot
        for merged in store.all(Note, merged_into=note)
        for dot in store.all(Vote, note=merged.id)
    ]
    if not table:
        found = dots or of_merged
    elif not (found := _of_table(dots, table) or _of_table(of_merged, table)) and dots + of_merged:
        raise NoDotOfTable(table)
    if not found:
        return None
    store.delete(found[-1].id)
    return found[-1]


def within_budget(store: Store, put: Callable[[], T], *, note: str, table: int | None) -> T:
    """Put a dot of a table on a note; raises NoDotsLeft if it has put all it has."""
    with store.action():
        meeting = store.get(Note, note).event if table else ""
        most = store.get(Event, meeting).table_dots if meeting else None
        if table and most:
            notes = store.ids(Note, event=meeting)
            given = store.tally(Vote, "note", table=table)
            if sum(n for (of,), n in given.items() if of in notes) >= most:
                raise NoDotsLeft(table, most)
        return put()


def _of_table(dots: Iterable[Vote], table: int) -> list[Vote]:
    return [dot for dot in dots if dot.table == table]


def budget(store: Store, *, event: str) -> Budget:
    """Return how many votes are given, of how many that those present have."""
    notes = store.ids(Note, event=event)
    given: Counter[int] = Counter()
    for (of, table), n in store.tally(Vote, "note", "table").items():
        if of in notes:
            given[int(table or 0)] += n
    meeting = store.get(Event, event)
    dots = meeting.dots
    present = sum(1 for one in registrations(store, event=event) if one.arrived)
    return Budget(
        given.total(),
        dots * present if dots else None,
        meeting.table_dots or None,
        {table: n for table, n in given.items() if table},
        present,
        dots or 0,
    )
