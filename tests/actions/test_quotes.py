"""A quote has a name beside it only if the person agreed, and nobody says otherwise."""

from __future__ import annotations

import pytest
from tests.stores import Laptop, Team

from maillage.actions import exchanges, forgetting, minutes, organisations, quotes, workshops
from maillage.domain.records import Event, Note, Person
from maillage.domain.vocabulary import Category, NoteKind

from .conftest import Meeting


@pytest.fixture
def ada(meeting: Meeting) -> str:
    """Somebody of the CCAS."""
    person = meeting.store.add(
        Person(given_name="Ada", family_name="Lefèvre", category=Category.SOCIAL_WORKER)
    )
    organisations.joins(meeting.store, person=person.id, organisation="CCAS de Valbourg")
    return person.id


@pytest.fixture
def quote(meeting: Meeting) -> str:
    """What somebody said."""
    return workshops.add_note(
        meeting.store, event=meeting.event, workshop="", typed="v: Je facture."
    ).id


def authors(meeting: Meeting) -> list[tuple[str, str, Category | None] | None]:
    told = minutes.gather(meeting.store, event=meeting.event)
    return [
        (note.author.name, note.author.organisation, note.author.category) if note.author else None
        for workshop in told.workshops
        for note in workshop.notes
    ]


def test_a_quote_is_anonymous_until_its_speaker_agrees(meeting, ada, quote) -> None:
    assert authors(meeting) == [None]
    workshops.change_note(meeting.store, note=quote, speaker=ada)
    assert authors(meeting) == [None]
    assert "Lefèvre" not in repr(minutes.gather(meeting.store, event=meeting.event))
    workshops.change_note(meeting.store, note=quote, may_name=True)
    assert authors(meeting) == [("Ada Lefèvre", "CCAS de Valbourg", Category.SOCIAL_WORKER)]
    workshops.change_note(meeting.store, note=quote, may_name=False)
    assert authors(meeting) == [None]


def test_nobody_agrees_for_somebody_else(meeting, ada, quote) -> None:
    eva = meeting.store.add(Person(given_name="Eva", family_name="Roy")).id
    workshops.change_note(meeting.store, note=quote, speaker=ada, may_name=True)
    assert not workshops.change_note(meeting.store, note=quote, speaker=eva).may_name
    assert not workshops.change_note(meeting.store, note=quote, speaker="", may_name=True).may_name


def test_only_quotes_have_names(meeting, ada, quote) -> None:
    workshops.change_note(meeting.store, note=quote, speaker=ada, may_name=True)
    workshops.change_note(meeting.store, note=quote, note_kind=NoteKind.IDEA)
    assert authors(meeting) == [None]


def test_saying_the_same_again_writes_nothing(meeting, ada, quote) -> None:
    workshops.change_note(meeting.store, note=quote, speaker=ada, may_name=True)
    before = meeting.store.digest()
    workshops.change_note(meeting.store, note=quote, speaker=ada, may_name=True)
    assert meeting.store.digest() == before


def test_whoever_was_deleted_or_erased_is_anonymous_for_ever(meeting, ada, quote) -> None:
    workshops.change_note(meeting.store, note=quote, speaker=ada, may_name=True)
    meeting.store.delete(ada)
    assert authors(meeting) == [None]
    meeting.store.restore(ada)
    assert authors(meeting) != [None]
    forgetting.erase(meeting.store, person=ada)
    assert authors(meeting) == [None]
    (line,) = workshops.lines(meeting.store, event=meeting.event)
    assert line.speaker is None
    assert "Lefèvre" not in "".join(meeting.store.dump())


# Two laptops -----------------------------------------------------------------------------


@pytest.fixture
def heard(team: Team) -> tuple[Laptop, Laptop, str, str]:
    """Two laptops that know a quote of Ada, who did not agree; the note and Ada."""
    first, table = team.four[0], team.four[2]
    ada = first.store.all(Person)[0].id
    event = first.store.add(Event(title="Paris")).id
    note = workshops.add_note(first.store, event=event, workshop="", typed="v: Je facture.").id
    workshops.change_note(first.store, note=note, speaker=ada)
    table.reads(first)
    return first, table, note, ada


def named(laptop: Laptop, note: str) -> list[str]:
    event = laptop.store.get(Note, note).event
    told = minutes.gather(laptop.store, event=event)
    return [one.author.name for of in told.workshops for one in of.notes if one.author]


def meet(first: Laptop, table: Laptop) -> None:
    first.reads(table)
    table.reads(first)


@pytest.mark.parametrize("last", [0, 1])
def test_while_two_laptops_disagree_whether_she_agreed_she_is_not_named(heard, last) -> None:
    *both, note, _ada = heard
    workshops.change_note(both[0].store, note=note, may_name=True)
    both[1].reads(both[0])
    for laptop, agrees in ((both[last], True), (both[1 - last], False)):
        # Both say it anew: she withdrew, then agreed again at the other table.
        laptop.clock.pass_(30)
        workshops.change_note(laptop.store, note=note, may_name=not agrees)
        workshops.change_note(laptop.store, note=note, may_name=agrees)
    meet(*both)
    for laptop in both:
        assert named(laptop, note) == []
    (decision,) = exchanges.decisions(both[0].store)
    exchanges.resolve(both[0].store, decision.conflict, value=True)
    assert named(both[0], note) == ["Ada Lefèvre"]


def test_an_answer_of_ada_never_names_eva_who_said_it_in_truth(heard) -> None:
    first, table, note, _ada = heard
    eva = table.store.add(Person(given_name="Eva", family_name="Roy")).id
    workshops.change_note(first.store, note=note, may_name=True)
    workshops.change_note(table.store, note=note, speaker=eva)
    meet(first, table)
    assert named(first, note) == named(table, note) == []
    disputed = {one.conflict.field: one.conflict for one in exchanges.decisions(first.store)}
    assert set(disputed) == {"speaker", "may_name"}
    exchanges.resolve(first.store, disputed["speaker"], eva)
    assert named(first, note) == [], "whether she agrees is still to be decided"
    quotes.say_who(first.store, note=note, speaker=eva, may_name=False)
    assert exchanges.decisions(first.store) == []
    assert named(first, note) == []


def test_words_in_dispute_are_nobodys(heard) -> None:
    first, table, note, _ada = heard
    workshops.change_note(first.store, note=note, may_name=True, text="Je facture, oui.")
    workshops.change_note(table.store, note=note, text="Je facture, non.")
    meet(first, table)
    assert named(first, note) == named(table, note) == []
