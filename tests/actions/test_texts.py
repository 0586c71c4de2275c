"""Erasing a text for ever, and putting a corrected one in its place."""

from __future__ import annotations

from datetime import date

import pytest
from tests.stores import Team

from maillage import Store
from maillage.actions import drafts, forgetting, pledges, texts, workshops
from maillage.domain.errors import Deleted, Erased, MissingValue
from maillage.domain.records import Attachment, Event, FollowUp, Note, Person, Pledge, Vote
from maillage.domain.vocabulary import AttachmentRole, NoteKind

from .conftest import Meeting

NAMED = "Voir avec Ada Lefèvre pour le local"
CORRECTED = "Voir avec la mairie pour le local"


def in_journal(store: Store, words: str) -> bool:
    """Tell whether the journal, which full exports carry, still has some words."""
    ids = store.ids(Note) | store.ids(Pledge) | store.ids(FollowUp)
    return any(words in str(store.histories([one])) for one in ids)


def noted(meeting: Meeting, typed: str = NAMED) -> Note:
    return workshops.add_note(
        meeting.store, event=meeting.event, workshop="", typed=f"{typed} #local @3"
    )


def test_a_corrected_note_still_names_somebody_in_the_journal(meeting: Meeting) -> None:
    ada = meeting.store.add(Person(given_name="Ada", family_name="Lefèvre"))
    note = noted(meeting)
    workshops.change_note(meeting.store, note=note.id, text=CORRECTED)
    (mention,) = forgetting.erase(meeting.store, person=ada.id).mentions
    assert (mention.id, mention.text, mention.earlier) == (note.id, NAMED, True)
    assert mention.now == CORRECTED
    assert in_journal(meeting.store, "Lefèvre")
    new = texts.replace_note(meeting.store, note=note.id, text=CORRECTED)
    assert not in_journal(meeting.store, "Lefèvre")
    assert texts.mentions(meeting.store, ada) == []
    assert meeting.store.all(Note) == [new]


def test_what_hangs_on_a_note_passes_to_the_one_that_replaces_it(meeting: Meeting) -> None:
    store = meeting.store
    eva = store.add(Person(given_name="Eva", family_name="Roy"))
    former = noted(meeting)
    workshops.change_note(store, note=former.id, note_kind=NoteKind.QUOTE, speaker=eva.id)
    workshops.change_note(store, note=former.id, may_name=True)
    former = store.get(Note, former.id)
    for table in (3, 3, None):
        workshops.vote(store, note=former.id, table=table)
    workshops.unvote(store, note=former.id)
    other = noted(meeting, "un banc")
    workshops.merge_ideas(store, note=other.id, into=former.id)
    pledge = pledges.make(
        store, event=meeting.event, what="Visiter", people=[eva.id], note=former.id
    )
    carried = texts.carried(store, text=former.id)
    assert (carried.votes, carried.pledges, carried.merged) == (2, 1, 1)
    new = texts.replace_note(store, note=former.id, text=f"  {CORRECTED}\n")
    assert new == Note(
        id=new.id,
        event=former.event,
        workshop=former.workshop,
        note_kind=NoteKind.QUOTE,
        text=CORRECTED,
        table=3,
        written=former.written,
        theme=former.theme,
        speaker=eva.id,
        may_name=True,
    )
    assert sorted(one.table or 0 for one in store.all(Vote, note=new.id)) == [3, 3]
    assert store.all(Vote, note=former.id) == []
    assert store.get(Note, other.id).merged_into == new.id
    assert store.get(Pledge, pledge.id).note == new.id
    with pytest.raises(Erased):
        store.get(Note, former.id)


def test_what_cannot_replace_a_note_changes_nothing(meeting: Meeting) -> None:
    note = noted(meeting)
    before = meeting.store.digest()
    with pytest.raises(MissingValue):
        texts.replace_note(meeting.store, note=note.id, text=" \n")
    assert meeting.store.digest() == before
    workshops.delete_note(meeting.store, note=note.id)
    with pytest.raises(Deleted):
        texts.replace_note(meeting.store, note=note.id, text=CORRECTED)


def test_an_erased_note_takes_its_votes_and_leaves_its_pledges(meeting: Meeting) -> None:
    store = meeting.store
    eva = store.add(Person(given_name="Eva", family_name="Roy"))
    note = noted(meeting)
    workshops.vote(store, note=note.id)
    pledge = pledges.make(store, event=meeting.event, what="Visiter", people=[eva.id], note=note.id)
    drafts.keep(store, {"capture": {"note": note.id, "text": NAMED}})
    texts.erase(store, text=note.id)
    assert store.all(Note) == []
    assert store.all(Vote) == []
    assert store.get(Pledge, pledge.id).what == "Visiter"
    assert drafts.drafts(store) == {}


def test_a_text_says_where_it_stands(meeting: Meeting) -> None:
    store = meeting.store
    ada = store.add(Person(given_name="Ada", family_name="Lefèvre"))
    pledge = pledges.make(store, event=meeting.event, what="Visiter Lefèvre", people=[ada.id])
    on = date(2022, 1, 1)
    told = pledges.follow_up(store, pledge=pledge.id, text="Lefèvre : oui", on=on)
    note = noted(meeting)
    workshops.delete_note(store, note=note.id)
    found = {one.kind: one for one in texts.mentions(store, ada)}
    assert {one.event for one in found.values()} == {meeting.event}
    assert (found["pledge"].pledge, found["follow_up"].pledge) == (pledge.id, pledge.id)
    assert found["note"].deleted
    shown = Attachment(event=meeting.event, role=AttachmentRole.BOARD, caption="Mme Lefèvre")
    photo = store.attach(shown, b"picture")
    (caption,) = [one for one in texts.mentions(store, ada) if one.kind == "attachment"]
    assert (caption.id, caption.event) == (photo.id, meeting.event)
    texts.erase(store, text=photo.id)
    assert store.content(photo.sha256) is None
    texts.erase(store, text=told.id)
    assert [one.id for one in store.all(Pledge)] == [pledge.id]
    assert texts.carried(store, text=pledge.id).parties == 1


def test_the_former_text_goes_from_the_other_laptops_too(team: Team) -> None:
    here, there = team.four[:2]
    event = here.store.add(Event(title="Paris")).id
    note = workshops.add_note(here.store, event=event, workshop="", typed=NAMED)
    there.reads(here)
    workshops.vote(there.store, note=note.id)
    new = texts.replace_note(here.store, note=note.id, text=CORRECTED)
    there.reads(here)
    here.reads(there)
    for one in (here, there):
        assert one.store.all(Note, event=event) == [new]
    assert here.store.digest() == there.store.digest()
    assert not in_journal(there.store, "Lefèvre")
