"""Who said a quote, and whether they agreed to be named with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from maillage.actions import same_people
from maillage.actions.pledges import Choosable, Gone
from maillage.domain.errors import Erased, NotFound
from maillage.domain.records import Membership, Note, Organisation, Person, Record
from maillage.domain.vocabulary import NoteKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from maillage.exchange.store import Store

R = TypeVar("R", bound=Record)


def say_who(store: Store, *, note: str, speaker: str, may_name: bool) -> None:
    """Record who said a note, and whether that person agreed to be named; nobody agrees to naught.

    The two are one statement. Both are written anew whenever one changes: of two laptops, one
    of which noted that Ada agrees while the other noted that it was Eva, neither may have Eva
    named, so that both fields must come out as disputed.
    """
    known = store.get(Note, note)
    agreed = may_name and bool(speaker)
    if (known.speaker, known.may_name) == (speaker, agreed) and note not in store.disputed(Note):
        return
    with store.action():
        store.change(note, speaker="", may_name=None)
        store.change(note, speaker=speaker, may_name=agreed)


def speakers(store: Store, notes: Iterable[Note]) -> dict[str, Choosable]:
    """Return who said these notes, by the person's id; whoever was deleted or erased is left out.

    Somebody of whom no record has arrived yet is left out as well.
    """
    found, same = {}, same_people.read(store)
    for person in dict.fromkeys(note.speaker for note in notes if note.speaker):
        known = _speaker(store, same.of(person))
        if known is not None:
            found[person] = known
    return found


def gone(store: Store, notes: Iterable[Note]) -> dict[str, Gone]:
    """Return why those who said these notes cannot be named any more, or not yet, by their id."""
    found: dict[str, Gone] = {}
    same = same_people.read(store)
    for id_ in dict.fromkeys(note.speaker for note in notes if note.speaker):
        try:
            if store.get(Person, same.of(id_)).deleted:
                found[id_] = Gone.DELETED
        except Erased:
            found[id_] = Gone.ERASED
        except NotFound:
            found[id_] = Gone.UNKNOWN
    return found


def named(
    store: Store, notes: Iterable[Note], *, disputed: Collection[str]
) -> dict[str, Choosable]:
    """Return by note whose name may stand beside it: quotes of those who agreed.

    ``disputed`` are the ids of records of which laptops say different things: while it is
    not decided who said what and whether they agree, nobody is named.
    """
    agreed = [
        note
        for note in notes
        if note.note_kind is NoteKind.QUOTE and note.may_name and note.id not in disputed
    ]
    known = speakers(store, agreed)
    return {note.id: known[note.speaker] for note in agreed if note.speaker in known}


def _speaker(store: Store, id_: str) -> Choosable | None:
    person = _kept(store, Person, id_)
    if person is None:
        return None
    records = same_people.read(store).records(id_)
    member_of = [one.organisation for one in store.among(Membership, "person", records)]
    structure = _kept(store, Organisation, member_of[0]) if member_of else None
    return Choosable(id_, person.name, structure.name if structure else "", person.category)


def _kept(store: Store, type_: type[R], id_: str) -> R | None:
    try:
        found = store.get(type_, id_)
    except (NotFound, Erased):
        return None
    return None if found.deleted else found
