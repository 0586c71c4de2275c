"""What people wrote freely: where a name stands in it, erasing it, a corrected text in its place.

A correction leaves the former words in the journal, and every full export carries them. Only what
is erased is gone.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace as with_other

from maillage.actions import drafts
from maillage.domain.errors import Deleted, Erased, MissingValue, NotFound
from maillage.domain.matching import written_out
from maillage.domain.records import (
    Attachment,
    FollowUp,
    Note,
    Person,
    Pledge,
    PledgeParty,
    Record,
    Vote,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.exchange.store import Store

WRITTEN: dict[type[Record], tuple[str, ...]] = {
    Note: ("text",),
    Pledge: ("what", "next_step", "help_needed"),
    FollowUp: ("text",),
    Attachment: ("caption",),
}
"""Where people write freely, and may have written a name."""


class Mention(Struct, frozen=True):
    """A text in which somebody's name occurs, for a person to decide."""

    kind: str
    id: str
    text: str
    event: str = ""
    """The meeting of it, if that is known here."""
    pledge: str = ""
    """The pledge that it is, or that a follow-up is of."""
    deleted: bool = False
    earlier: bool = False
    """Whether only a former version has the name: it was corrected, and the journal keeps it."""
    now: str = ""
    """Of a note, its text as it stands."""


class Carried(Struct, frozen=True):
    """What hangs on a text."""

    votes: int = 0
    """Of a note: they go with it, and pass to the one put in its place."""
    pledges: int = 0
    """Made from a note: they stay."""
    merged: int = 0
    """Notes that were merged into it: they stay, and stand for themselves again."""
    follow_ups: int = 0
    """Of a pledge: they go with it."""
    parties: int = 0
    """Of a pledge: who promised it goes with it."""


def mentions(store: Store, person: Person) -> list[Mention]:
    """Return the texts with a person's last name in them, as a word.

    Of what was corrected since, the former version is returned: whoever has the journal reads it.
    Whoever bore another name is looked for by that, too.
    """
    (bearers,) = ever_called(store, [person]).values()

    def named_in(text: str) -> bool:
        return any(names(one, text) for one in bearers)

    found: list[Mention] = []
    for type_, fields in WRITTEN.items():
        records = store.all(type_, deleted=True)
        named: list[Mention] = []
        for record in records:
            texts = [str(getattr(record, field)) for field in fields]
            named += [Mention(record.kind, record.id, t) for t in texts if named_in(t)]
        shown = {one.id for one in named}
        ever = store.ever(one.id for one in records if one.id not in shown)
        for id_, values in ever.items():
            texts = sorted({str(text) for field in fields for text in values.get(field, ())})
            former = [text for text in texts if named_in(text)]
            named += [Mention(type_.kind, id_, text, earlier=True) for text in former[:1]]
        of_id = {one.id: one for one in records}
        found += [_placed(store, one, of_id[one.id]) for one in named]
    return found


def ever_called(store: Store, people: Iterable[Person]) -> dict[str, list[Person]]:
    """Return for each person, by id, them as they are and with every last name they had before.

    A text from before a name was corrected, or changed, has the former one.
    """
    found = {one.id: [one] for one in people}
    for id_, values in store.ever(found).items():
        (now,) = found[id_]
        former = {str(said) for said in values.get("family_name", ()) if said}
        found[id_] += [
            with_other(now, family_name=said) for said in sorted(former - {now.family_name})
        ]
    return found


def names(person: Person, text: str) -> bool:
    """Tell whether somebody's last name, or only name, is a word of a text."""
    name = _words(person.family_name or person.given_name)
    return bool(name) and f" {name} " in f" {_words(text)} "


def carried(store: Store, *, text: str) -> Carried:
    """Return what hangs on a note, a pledge, a follow-up or a photo, by its id."""
    return Carried(
        votes=len(store.all(Vote, note=text)),
        pledges=len(store.all(Pledge, note=text)),
        merged=len(store.all(Note, merged_into=text)),
        follow_ups=len(store.all(FollowUp, pledge=text)),
        parties=len(store.all(PledgeParty, pledge=text)),
    )


def erase(store: Store, *, text: str) -> None:
    """Erase a note, a pledge, a follow-up or a photo for ever, with all its versions.

    What it carries goes too, as ``carried`` says, and what is half typed about it. Raises NotFound
    or Erased.
    """
    with store.action():
        gone = store.erase(text)
        _forget_drafts(store, gone)


def replace_note(store: Store, *, note: str, text: str) -> Note:
    """Put a new note with a corrected text in the place of another, and erase that for ever.

    Workshop, table, kind, cause, theme, hour and who said it are those of the former one; its
    votes, the ideas merged into it, photos and pledges made from it pass to the new one.
    Deleted ones stay behind with it, and what other laptops record of it before they know.
    Raises MissingValue or TooLong for the text, NotFound, Erased, or Deleted for a deleted note.
    """
    words = " ".join(text.split())
    if not words:
        raise MissingValue("text")
    with store.action():
        former = store.get(Note, note)
        if former.deleted:
            raise Deleted(note)
        new = store.add(with_other(former, id="", text=words))
        store.add_all([Vote(note=new.id, table=one.table) for one in store.all(Vote, note=note)])
        for merged in store.all(Note, merged_into=note):
            store.change(merged.id, merged_into=new.id)
        for led in (*store.all(Pledge, note=note), *store.all(Attachment, note=note)):
            store.change(led.id, note=new.id)
        _forget_drafts(store, store.erase(note))
        return store.get(Note, new.id)


def _forget_drafts(store: Store, gone: set[str]) -> None:
    drafts.forget(store, lambda text: text in gone)


def _placed(store: Store, mention: Mention, record: Record) -> Mention:
    """Return a mention with where it stands on the screens."""
    event = pledge = now = ""
    if isinstance(record, Note):
        event, now = record.event, record.text
    elif isinstance(record, Attachment):
        event = record.event
    elif isinstance(record, Pledge):
        event, pledge = record.event, record.id
    elif isinstance(record, FollowUp):
        event, pledge = _event_of(store, record.pledge), record.pledge
    return with_other(mention, event=event, pledge=pledge, deleted=record.deleted, now=now)


def _event_of(store: Store, pledge: str) -> str:
    try:
        return store.get(Pledge, pledge).event
    except (NotFound, Erased):
        return ""


def _words(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)  # a bare accent would part a word
    plain = written_out(composed)
    letters = (letter if letter.isalnum() or letter == "-" else " " for letter in plain)
    return " ".join("".join(letters).split())
