"""Before the laptop is closed: what is loose, what is unsent, and a stick that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from maillage.actions import exchanges, leaving, pledges, workshops
from maillage.actions.leaving import Loose, loose_notes, loose_pledges
from maillage.domain.errors import CannotRead, MaillageError, PackageDamaged
from maillage.domain.records import Note, Person, Pledge, PledgeParty
from maillage.domain.vocabulary import BarrierCause, NoteKind

from .conftest import Meeting

BARRIER = NoteKind.BARRIER


def test_loose_notes_are_barriers_without_cause_and_notes_without_table() -> None:
    notes = [
        Note(id="a", note_kind=BARRIER, table=1),
        Note(id="b", note_kind=BARRIER, table=1, cause=BarrierCause.DISTRUST),
        Note(id="c", note_kind=NoteKind.IDEA),
        Note(note_kind=NoteKind.IDEA, merged_into="another"),
    ]
    assert loose_notes(notes, tables=10) == {
        Loose.NAMED: (),
        Loose.NO_CAUSE: ("a",),
        Loose.NO_TABLE: ("c",),
    }
    assert loose_notes(notes, tables=None)[Loose.NO_TABLE] == ()


def test_a_note_that_may_name_somebody_accompanied_is_loose_and_one_of_an_illness_is_not() -> None:
    said = {"a": "M. Dupont ne vient plus", "b": "prévenir les cancers", "c": "une personne"}
    notes = [Note(id=id_, text=text, table=1) for id_, text in said.items()]
    assert loose_notes(notes, tables=10)[Loose.NAMED] == ("a",)


def test_loose_pledges_lack_a_date_a_partner_or_anybody_to_call() -> None:
    parties = [PledgeParty(pledge="a", may_call=True), PledgeParty(pledge="a")]
    found = loose_pledges([Pledge(id="a"), Pledge(id="b")], parties)
    assert found == {
        Loose.NO_DATE: ("a", "b"),
        Loose.ALONE: ("b",),
        Loose.NO_CALL: ("b",),
    }


def test_whose_agreement_is_disputed_or_who_is_gone_is_nobody_to_call(meeting: Meeting) -> None:
    parties = [PledgeParty(id="x", pledge="a", may_call=True)]
    pledge = Pledge(id="a")
    assert loose_pledges([pledge], parties)[Loose.NO_CALL] == ()
    assert loose_pledges([pledge], parties, not_to_call={"x"})[Loose.NO_CALL] == ("a",)
    store = meeting.store
    ada = store.add(Person(given_name="Ada"))
    made = pledges.make(
        store, event=meeting.event, what="un café", people=[ada.id], may_call=[ada.id]
    )
    assert Loose.NO_CALL not in leaving.departure(store, event=meeting.event).loose
    store.erase(ada.id)
    assert leaving.departure(store, event=meeting.event).loose[Loose.NO_CALL] == (made.id,)


def test_what_there_is_none_of_is_left_out(meeting: Meeting) -> None:
    store, event = meeting.store, meeting.event
    found = leaving.departure(store, event=event)
    assert (found.loose, found.noted) == ({}, False)
    first = workshops.workshops(store, event=event)[0]
    barrier = workshops.add_note(store, event=event, workshop=first.id, typed="f: le temps @2")
    workshops.add_note(store, event=event, workshop="", typed="f: on no screen")
    ada = store.add(Person(given_name="Ada"))
    made = pledges.make(store, event=event, what="un café", people=[ada.id])
    found = leaving.departure(store, event=event)
    assert found.loose == {
        Loose.NO_CAUSE: (barrier.id,),
        Loose.NO_DATE: (made.id,),
        Loose.ALONE: (made.id,),
        Loose.NO_CALL: (made.id,),
    }
    assert found.noted
    assert found.unsent == store.unsent() > 0
    assert leaving.departure(store, event=None).loose == {}


def test_a_stick_may_be_pulled_out_once_the_file_was_read_back(meeting: Meeting) -> None:
    path = meeting.folder / "x.maillage"
    written = exchanges.hand_over(meeting.store, path)
    assert exchanges.read_back(meeting.store, path) == written.operations
    assert leaving.departure(meeting.store, event=meeting.event).unsent == 0


@pytest.mark.parametrize("fault", [PackageDamaged, CannotRead])
def test_a_file_that_does_not_read_back_is_taken_away_and_counts_as_unsent(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch, fault: type[MaillageError]
) -> None:
    path, before = meeting.folder / "x.maillage", meeting.store.unsent()
    real = exchanges.read_back

    def spoilt(store: object, file: Path, **more: object) -> int:
        if fault is CannotRead:
            file.unlink()
        else:
            content = bytearray(file.read_bytes())
            content[-40] ^= 1
            file.write_bytes(content)
        return real(store, file, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(exchanges, "read_back", spoilt)
    with pytest.raises(fault):
        exchanges.hand_over(meeting.store, path)
    assert not path.exists()
    assert meeting.store.unsent() == before > 0
    monkeypatch.undo()
    assert exchanges.hand_over(meeting.store, path).number == 1


def test_a_pack_leaves_what_is_unsent_unsent(meeting: Meeting) -> None:
    before = meeting.store.unsent()
    path = meeting.folder / "pack.maillage"
    exchanges.hand_over(meeting.store, path, to="everyone", event=meeting.event)
    assert path.exists()
    assert meeting.store.unsent() == before
