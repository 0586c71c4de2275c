"""Pledges: between people, with a next step, and due some day."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from tests.stores import COORDINATION, DOOR, Laptop, Team, on_both_engines

from maillage.actions import (
    deeds,
    duplicates,
    exchanges,
    follow_ups,
    forgetting,
    organisations,
    pledge_parties,
    pledges,
)
from maillage.actions.pledges import Due, Gone
from maillage.domain.errors import MissingValue, NotFound, UsedSince
from maillage.domain.records import FollowUp, Person, Pledge, PledgeParty
from maillage.domain.vocabulary import Category, Channel, PartyRole, PledgeStatus, World

from .conftest import Meeting

TODAY = date(2021, 12, 13)


@pytest.fixture
def people(meeting: Meeting) -> list[Person]:
    made = [
        meeting.store.add(Person(given_name=given, family_name=family, category=category))
        for given, family, category in (
            ("Ada", "Lefèvre", Category.SOCIAL_WORKER),
            ("Élodie", "Le Goff", Category.SOCIAL_ENTREPRENEUR),
        )
    ]
    organisations.joins(meeting.store, person=made[0].id, organisation="CCAS de Valbourg")
    return made


def make(meeting: Meeting, people: list[Person], **more: object) -> Pledge:
    return pledges.make(
        meeting.store,
        event=meeting.event,
        what=" Visiter l’atelier vélo ",
        people=[one.id for one in people],
        **more,
    )


def test_the_first_named_leads_and_everybody_is_named_once(meeting: Meeting, people) -> None:
    pledge = make(meeting, [people[1], people[0], people[1]], may_call=[people[0].id])
    assert (pledge.what, pledge.status) == ("Visiter l’atelier vélo", PledgeStatus.MADE)
    (promise,) = pledges.promises(meeting.store, today=TODAY)
    assert [(one.name, one.role, one.world, one.organisation) for one in promise.parties] == [
        ("Élodie Le Goff", PartyRole.LEAD, World.SOCIAL_ENTERPRISE, ""),
        ("Ada Lefèvre", PartyRole.PARTNER, World.SOCIAL_WORK, "CCAS de Valbourg"),
    ]
    assert [one.may_call for one in promise.parties] == [False, True], "each for themselves"


def test_somebody_joins_a_pledge_that_is_made_once_and_can_be_taken_off(
    meeting: Meeting, people
) -> None:
    ada, elodie = people
    store, pledge = meeting.store, make(meeting, [elodie], may_call=[elodie.id])
    other = store.add(Person(given_name="Ada", family_name="Lefevre"))
    duplicates.join(store, shown=ada.id, other=other.id)

    def parties() -> list[tuple[str, PartyRole | None, str, bool]]:
        (promise,) = pledges.promises(store, today=TODAY)
        return [(one.name, one.role, one.organisation, one.may_call) for one in promise.parties]

    alone = [("Élodie Le Goff", PartyRole.LEAD, "", True)]
    joined = [*alone, ("Ada Lefèvre", PartyRole.PARTNER, "CCAS de Valbourg", False)]
    party, way = deeds.done(
        store, lambda: pledge_parties.add_party(store, pledge=pledge.id, person=ada.id)
    )
    assert party is not None
    assert party.category is Category.SOCIAL_WORKER
    assert parties() == joined
    before = store.digest()
    for once_more in (ada, other, elodie):
        assert pledge_parties.add_party(store, pledge=pledge.id, person=once_more.id) is None
    assert store.digest() == before
    way.undo()
    assert parties() == alone
    way.redo()
    assert parties() == joined


def test_nobody_joins_who_is_not_there_nor_what_is_no_pledge(meeting: Meeting, people) -> None:
    pledge, nobody = make(meeting, people[:1]), "018f0000-0000-7000-8000-000000000000"
    before = meeting.store.digest()
    for of, person in ((pledge.id, nobody), (nobody, people[1].id)):
        with pytest.raises(NotFound):
            pledge_parties.add_party(meeting.store, pledge=of, person=person)
    assert meeting.store.digest() == before


def test_a_pledge_needs_words_and_somebody_who_is_there(meeting: Meeting, people) -> None:
    before = meeting.store.digest()
    with pytest.raises(MissingValue):
        pledges.make(meeting.store, event=meeting.event, what=" ", people=[people[0].id])
    with pytest.raises(MissingValue):
        make(meeting, [])
    with pytest.raises(NotFound):
        make(meeting, [people[0], Person(id="018f0000-0000-7000-8000-000000000000")])
    assert meeting.store.digest() == before


@pytest.mark.parametrize(
    ("days", "status", "due"),
    [
        (-1, PledgeStatus.MADE, Due.LATE),
        (0, PledgeStatus.STARTED, Due.SOON),
        (7, PledgeStatus.MADE, Due.SOON),
        (8, PledgeStatus.MADE, Due.LATER),
        (None, PledgeStatus.MADE, Due.LATER),
        (-1, PledgeStatus.DONE, Due.CLOSED),
        (-1, PledgeStatus.DROPPED, Due.CLOSED),
    ],
)
def test_how_near_a_due_date_is(days: int | None, status: PledgeStatus, due: Due) -> None:
    day = None if days is None else TODAY + timedelta(days=days)
    assert pledges.nearness(Pledge(due=day, status=status), TODAY) is due


def test_what_is_late_comes_first_and_what_is_closed_last(meeting: Meeting, people) -> None:
    made = {
        days: make(meeting, people, due=None if days is None else TODAY + timedelta(days=days))
        for days in (30, None, -3, 2, -9)
    }
    pledges.change(meeting.store, pledge=made[2].id, status=PledgeStatus.DONE)
    found = pledges.promises(meeting.store, today=TODAY, event=meeting.event)
    expected = [made[days].id for days in (-9, -3, 30, None, 2)]
    assert [one.pledge.id for one in found] == expected
    assert pledges.promises(meeting.store, today=TODAY, event=expected[0]) == []


def test_a_pledge_is_undone_and_made_again_with_its_parties(meeting, people) -> None:
    pledge, way = deeds.done(meeting.store, lambda: make(meeting, people))
    way.undo()
    assert pledges.promises(meeting.store, today=TODAY) == []
    way.redo()
    assert meeting.store.get(Pledge, pledge.id) == pledge
    (promise,) = pledges.promises(meeting.store, today=TODAY)
    assert len(promise.parties) == 2


def test_follow_ups_are_listed_the_latest_first(meeting: Meeting, people) -> None:
    pledge = make(meeting, people)
    for days, text in ((15, "appelée"), (90, " rendez-vous pris "), (30, "sans réponse")):
        on = TODAY + timedelta(days=days)
        pledges.follow_up(meeting.store, pledge=pledge.id, text=text, on=on)
    found = pledges.follow_ups(meeting.store, pledge=pledge.id)
    assert [one.text for one in found] == ["rendez-vous pris", "sans réponse", "appelée"]
    assert {one.channel for one in found} == {Channel.CALL}
    with pytest.raises(MissingValue):
        pledges.follow_up(meeting.store, pledge=pledge.id, text=" ", on=TODAY)


def test_whoever_is_erased_leaves_the_pledge_to_the_others(meeting: Meeting, people) -> None:
    pledge = make(meeting, people)
    forgetting.erase(meeting.store, person=people[0].id)
    (promise,) = pledges.promises(meeting.store, today=TODAY)
    assert [one.name for one in promise.parties] == ["", "Élodie Le Goff"]
    assert [one.gone for one in promise.parties] == [Gone.ERASED, None]
    assert promise.parties[0].category is Category.SOCIAL_WORKER, "so that counts hold"
    pledges.follow_up(meeting.store, pledge=pledge.id, text="appelé", on=TODAY)
    meeting.store.erase(pledge.id)
    assert meeting.store.all(FollowUp) == meeting.store.all(PledgeParty) == []


def test_whoever_is_deleted_is_not_told_to_be_erased_nor_called(meeting: Meeting, people) -> None:
    ada = people[0].id
    meeting.store.change(ada, phone="+33 6 39 98 10 01")
    make(meeting, people, may_call=[ada])
    meeting.store.delete(ada)
    (promise,) = pledges.promises(meeting.store, today=TODAY)
    deleted = promise.parties[0]
    assert (deleted.gone, deleted.name) == (Gone.DELETED, "")
    assert (deleted.may_call, deleted.phone) == (False, "")
    meeting.store.restore(ada)
    (promise,) = pledges.promises(meeting.store, today=TODAY)
    assert (promise.parties[0].name, promise.parties[0].may_call) == ("Ada Lefèvre", True)


def test_people_to_choose_are_found_as_one_types(meeting: Meeting, people) -> None:
    found = pledges.choosable(meeting.store, "lefevre a")
    assert [(one.name, one.organisation) for one in found] == [("Ada Lefèvre", "CCAS de Valbourg")]
    assert [one.name for one in pledges.choosable(meeting.store, "ÉLO")] == ["Élodie Le Goff"]
    assert pledges.choosable(meeting.store, "") == []


# Two laptops -----------------------------------------------------------------------------


def ask(laptop: Laptop, *answers: bool) -> None:
    """Record what somebody answers on one laptop, one answer after the other."""
    (party,) = laptop.store.all(PledgeParty)
    for agrees in answers:
        laptop.clock.pass_(30)
        pledges.answer(laptop.store, party=party.id, may_call=agrees)


def called(laptop: Laptop) -> bool:
    (promise,) = pledges.promises(laptop.store, today=TODAY)
    return promise.parties[0].may_call


@on_both_engines
@pytest.mark.parametrize("last", [0, 1])
def test_whoever_answered_differently_on_two_laptops_is_not_called(team: Team, last) -> None:
    both = team.laptops[COORDINATION], team.laptops[DOOR]
    ada = both[0].store.all(Person)[0].id
    pledges.make(both[0].store, event="", what="x", people=[ada])
    both[1].reads(both[0])
    ask(both[1 - last], True, False)
    ask(both[last], True)
    for reader, other in (both, both[::-1]):
        reader.reads(other)
    assert [called(laptop) for laptop in both] == [False, False]
    (decision,) = exchanges.decisions(both[0].store)
    assert decision.subject == "Ada Lefèvre"
    ask(both[0], False)
    assert exchanges.decisions(both[0].store) == [], "an answer decides"
    both[1].reads(both[0])
    assert exchanges.decisions(both[1].store) == []
    assert not called(both[1])
    ask(both[1], True)
    assert called(both[1])


@on_both_engines
def test_an_answer_that_decided_between_laptops_is_undone_by_asking_again(team: Team) -> None:
    one, other = team.laptops[COORDINATION], team.laptops[DOOR]
    made = pledges.make(one.store, event="", what="x", people=[one.store.all(Person)[0].id])
    other.reads(one)
    (party,) = one.store.all(PledgeParty, pledge=made.id)
    yes = partial(pledges.answer, one.store, party=party.id, may_call=True)
    no = partial(pledges.answer, other.store, party=party.id, may_call=False)
    _none, way = deeds.done(one.store, yes)
    way.undo()
    assert not called(one)
    way.redo()
    assert called(one)
    other.store.change(party.id, may_call=True)
    no()
    one.reads(other)
    with pytest.raises(UsedSince):
        way.undo()
    assert len(exchanges.decisions(one.store)) == 1
    _none, way = deeds.done(one.store, yes)
    for _time in range(2):
        assert called(one)
        assert exchanges.decisions(one.store) == []
        way.undo()
        other.reads(one)
        for laptop in (one, other):
            assert not called(laptop)
            (asked,) = exchanges.decisions(laptop.store)
            devices = {one.device for one in asked.versions}
            assert devices == {one.store.me.name, other.store.me.name}
        way.redo()


def test_whoever_takes_an_agreement_back_is_not_called_by_a_laptop_that_said_nothing(
    team: Team,
) -> None:
    first, other = team.four[:2]
    ada = first.store.all(Person)[0].id
    pledges.make(first.store, event="", what="x", people=[ada], may_call=[ada])
    other.reads(first)
    ask(first, False)
    ask(other, True)  # what stands there already
    other.reads(first)
    assert not called(other)
    assert exchanges.decisions(other.store) == []


def test_whose_deletion_is_in_dispute_keeps_their_name_and_is_not_called(team: Team) -> None:
    first, other = team.four[:2]
    ada = first.store.all(Person)[0].id
    pledges.make(first.store, event="", what="x", people=[ada], may_call=[ada])
    other.reads(first)
    other.store.change(ada, phone="+33 6 39 98 10 02")
    first.store.delete(ada)
    first.reads(other)
    (promise,) = pledges.promises(first.store, today=TODAY)
    (party,) = promise.parties
    assert (party.name, party.gone) == ("Ada Lefèvre", Gone.UNDECIDED)
    assert (party.may_call, party.disputed, party.phone) == (False, True, "")


def test_a_contact_is_corrected_and_deleted_and_comes_back(meeting: Meeting, people) -> None:
    store, pledge = meeting.store, make(meeting, people)
    noted = pledges.follow_up(store, pledge=pledge.id, text="Petit rappelle", on=TODAY)
    correct = partial(follow_ups.correct, store, follow_up=noted.id)
    before = store.digest()
    with pytest.raises(MissingValue):
        correct(text=" ")
    assert store.digest() == before
    day = TODAY - timedelta(3)
    found, way = deeds.done(
        store, lambda: correct(text=" elle rappelle ", on=day, channel=Channel.MAIL)
    )
    assert (found.text, found.on, found.channel) == ("elle rappelle", day, Channel.MAIL)
    way.undo()
    assert pledges.follow_ups(store, pledge=pledge.id) == [noted]
    _none, way = deeds.done(store, partial(follow_ups.delete, store, follow_up=noted.id))
    assert pledges.follow_ups(store, pledge=pledge.id) == []
    way.undo()
    assert pledges.follow_ups(store, pledge=pledge.id) == [noted]


def test_a_pledge_is_kept_since_the_day_that_was_said_whatever_restates_it(
    meeting: Meeting, people
) -> None:
    store = meeting.store
    pledge = pledges.make(store, event=meeting.event, what="x", people=[people[0].id]).id
    meeting.clock.pass_(2 * 24 * 3600)
    pledges.change(store, pledge=pledge, status=PledgeStatus.DONE)
    said = follow_ups.status_since(store, pledge=pledge)
    meeting.clock.pass_(5 * 24 * 3600)
    store.delete(pledge)
    store.restore(pledge)
    assert follow_ups.status_since(store, pledge=pledge) == said
    reopen = partial(pledges.change, store, pledge=pledge, status=PledgeStatus.STARTED)
    _pledge, way = deeds.done(store, reopen)
    way.undo()
    assert follow_ups.status_since(store, pledge=pledge) == said, "nobody kept it twice"
    pledges.change(store, pledge=pledge, status=PledgeStatus.DROPPED)
    dropped = follow_ups.status_since(store, pledge=pledge)
    assert said is not None
    assert dropped == said + timedelta(days=5)
