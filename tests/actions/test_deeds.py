"""A deed is undone and done again, but never over what somebody else made of it meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

import pytest
from tests.stores import Laptop, Team

from maillage import Store
from maillage.actions import at_the_door, deeds, pledges, reception, workshops
from maillage.actions.deeds import WayBack
from maillage.actions.explain import sentence
from maillage.domain.errors import NoDotsLeft, RedoTooLate, UsedSince
from maillage.domain.records import (
    Event,
    FollowUp,
    Membership,
    Note,
    Organisation,
    Person,
    Pledge,
    PledgeParty,
    Registration,
    Seat,
    Theme,
    Vote,
)
from maillage.domain.vocabulary import Category


@dataclass
class Day:
    """Two laptops at one meeting."""

    here: Laptop
    there: Laptop
    event: str

    def note(self, typed: str = "un banc", on: Store | None = None) -> Note:
        """Record a note, on this laptop unless said otherwise."""
        return workshops.add_note(on or self.here.store, event=self.event, workshop="", typed=typed)

    def elsewhere(self, works: Callable[[Store], object]) -> None:
        """Have the other laptop read this one and work on, and read that here."""
        self.there.reads(self.here)
        self.there.clock.pass_(60)
        works(self.there.store)
        self.here.reads(self.there)


@pytest.fixture
def day(team: Team) -> Day:
    """A meeting that both know."""
    here, there = team.four[:2]
    event = here.store.add(Event(title="Paris")).id
    there.reads(here)
    return Day(here, there, event)


def somebody(store: Store) -> str:
    return next(one.id for one in store.all(Person))


def refuses(store: Store, job: Callable[[], object], error: type[Exception] = UsedSince) -> None:
    before = store.digest()
    with pytest.raises(error) as refused:
        job()
    assert "Rien n’a été modifié" in sentence(refused.value)
    assert store.digest() == before


def welcomed(store: Store, event: str) -> Registration:
    return reception.welcome(
        store, event=event, given_name="Ali", family_name="Roy", organisation="Le Pont"
    )


def promised(store: Store, event: str) -> Pledge:
    return pledges.make(store, event=event, what="se revoir", people=[somebody(store)])


def contacted(store: Store, event: str) -> FollowUp:
    pledge = promised(store, event).id
    return pledges.follow_up(store, pledge=pledge, text="appelée", on=date(2021, 12, 20))


def noted(store: Store, event: str) -> Note:
    return workshops.add_note(store, event=event, workshop="", typed="un banc #rue")


KINDS = (Note, Theme, Vote, Pledge, PledgeParty, FollowUp, Person, Registration, Membership)
ALL = (*KINDS, Organisation)


def shown(store: Store) -> set[object]:
    return {one for kind in ALL for one in store.all(kind)}


@pytest.mark.parametrize("act", [welcomed, promised, contacted, noted])
def test_a_deed_goes_with_all_it_added_and_comes_back_whole(day: Day, act) -> None:
    store = day.here.store
    before = shown(store)
    _made, way = deeds.done(store, partial(act, store, day.event))
    after = shown(store)
    for _time in range(2):
        way.undo()
        assert shown(store) == before
        way.redo()
        assert shown(store) == after
    assert store.verify().ok


BUILT_ON = (
    (noted, lambda store, made: store.change(made.id, text="deux bancs")),
    (noted, lambda store, made: workshops.vote(store, note=made.id)),
    (
        noted,
        lambda store, made: pledges.make(
            store, event=made.event, what="un banc", people=[somebody(store)], note=made.id
        ),
    ),
    (noted, lambda store, made: store.add(Note(text="aussi", merged_into=made.id))),
    (noted, lambda store, made: store.delete(made.id)),
    (noted, lambda store, made: store.erase(made.id)),
    (promised, lambda store, made: store.change(made.id, what="se revoir vite")),
    (
        promised,
        lambda store, made: pledges.follow_up(
            store, pledge=made.id, text="appelée", on=date(2021, 12, 20)
        ),
    ),
    (
        promised,
        lambda store, made: pledges.answer(
            store, party=store.all(PledgeParty, pledge=made.id)[0].id, may_call=True
        ),
    ),
    (contacted, lambda store, made: store.change(made.id, text="appelé")),
    (welcomed, lambda store, made: store.change(made.person, phone="06")),
    (welcomed, lambda store, made: reception.check_out(store, registration=made.id)),
    (welcomed, lambda store, made: store.add(Seat(registration=made.id, table=3))),
)
"""A deed of one laptop, and what another makes of what it recorded."""


def test_what_another_laptop_has_built_on_stays(day: Day) -> None:
    store = day.here.store
    made = [deeds.done(store, partial(act, store, day.event)) for act, _works in BUILT_ON]
    untouched = [
        deeds.done(store, partial(act, store, day.event))
        for act in (noted, promised, contacted, welcomed)
    ]

    def work(other: Store) -> None:
        for (one, _way), (_act, works) in zip(made, BUILT_ON, strict=True):
            works(other, one)

    day.elsewhere(work)
    for _one, way in made:
        refuses(store, way.undo)
    for _one, way in untouched:
        way.undo()


@pytest.mark.parametrize("read_it_first", [True, False])
def test_undoing_a_correction_leaves_what_somebody_else_wrote_meanwhile(
    day: Day, *, read_it_first: bool
) -> None:
    store, there = day.here.store, day.there
    note = day.note().id
    there.reads(day.here)
    day.here.clock.pass_(100)
    change = partial(workshops.change_note, store, note=note, text="deux bancs", table=7)
    _now, way = deeds.done(store, change)
    if read_it_first:
        there.reads(day.here)
        there.clock.pass_(200)
    workshops.change_note(there.store, note=note, text="trois bancs")
    day.here.reads(there)
    refuses(store, way.undo)
    found = store.get(Note, note)
    assert (found.text, found.table) == ("trois bancs" if read_it_first else "deux bancs", 7)
    assert bool(store.conflicts()) is not read_it_first, "the question waits for a person"


def test_the_same_value_that_another_laptop_wrote_as_well_stays(day: Day) -> None:
    store = day.here.store
    note = day.note().id
    day.there.reads(day.here)
    _now, way = deeds.done(store, partial(workshops.change_note, store, note=note, table=7))
    workshops.change_note(day.there.store, note=note, table=7)
    day.here.reads(day.there)
    refuses(store, way.undo)


def test_what_one_corrected_and_took_back_oneself_is_no_obstacle(day: Day) -> None:
    store = day.here.store
    note, way = deeds.done(store, day.note)
    _now, correction = deeds.done(
        store, lambda: workshops.change_note(store, note=note.id, text="deux bancs")
    )
    refuses(store, way.undo)
    correction.undo()
    correction.redo()
    assert store.get(Note, note.id).text == "deux bancs"
    workshops.change_note(store, note=note.id, table=4)  # another field
    correction.undo()
    refuses(store, way.undo)
    workshops.change_note(store, note=note.id, table=None)
    way.undo()
    assert store.get(Note, note.id).deleted
    refuses(store, correction.redo, RedoTooLate)


def test_a_theme_that_another_note_is_under_by_now_stays(day: Day) -> None:
    store = day.here.store
    _note, way = deeds.done(store, lambda: day.note("un banc #rue"))
    day.elsewhere(lambda other: day.note("un arbre #rue", on=other))
    way.undo()
    assert [one.name for one in store.all(Theme)] == ["rue"]
    assert [one.text for one in store.all(Note, event=day.event)] == ["un arbre"]


def test_deleting_again_spares_what_was_changed_after_it_came_back(day: Day) -> None:
    store = day.here.store
    note = day.note()
    _none, way = deeds.done(store, lambda: workshops.delete_note(store, note=note.id))
    way.undo()
    day.elsewhere(lambda other: workshops.vote(other, note=note.id))
    refuses(store, way.redo, RedoTooLate)
    assert not store.get(Note, note.id).deleted


def disputed_note(day: Day) -> str:
    """A note that two laptops have corrected, each its own way."""
    note = day.note()
    day.there.reads(day.here)
    day.here.store.change(note.id, text="un grand banc")
    day.there.store.change(note.id, text="un petit banc")
    day.here.reads(day.there)
    assert day.here.store.conflicts()
    return note.id


def test_deleting_a_disputed_note_is_undone_and_done_again_and_undone(day: Day) -> None:
    store, note = day.here.store, disputed_note(day)
    before = {head.value for head in store.heads(note)["text"]}
    _none, way = deeds.done(store, lambda: workshops.delete_note(store, note=note))
    for _again in range(2):
        way.undo()
        assert not store.get(Note, note).deleted
        assert {head.value for head in store.heads(note)["text"]} == before
        way.redo()
        assert store.get(Note, note).deleted


def test_deleting_a_disputed_note_again_spares_what_came_meanwhile(day: Day) -> None:
    store, note = day.here.store, disputed_note(day)
    _none, way = deeds.done(store, lambda: workshops.delete_note(store, note=note))
    way.undo()
    day.elsewhere(lambda other: other.change(note, text="un banc vert"))
    refuses(store, way.redo, RedoTooLate)


def test_bringing_back_what_another_laptop_deleted_is_undone(day: Day) -> None:
    store, note = day.here.store, day.note(on=day.there.store).id
    day.elsewhere(lambda other: other.delete(note))
    _none, way = deeds.done(store, lambda: store.restore(note))
    way.undo()
    assert store.get(Note, note).deleted


def test_what_somebody_else_brought_back_already_is_left_as_it_is(day: Day) -> None:
    store = day.here.store
    note = day.note()
    _none, way = deeds.done(store, lambda: workshops.delete_note(store, note=note.id))
    day.elsewhere(lambda other: other.restore(note.id))
    before = store.digest()
    way.undo()
    assert store.digest() == before


# Ideas merged into one -------------------------------------------------------------------


def merged(day: Day) -> tuple[str, str, WayBack]:
    store = day.here.store
    bench, seat = day.note("un banc").id, day.note("un siège").id
    day.there.reads(day.here)
    _none, way = deeds.done(
        store,
        lambda: workshops.merge_ideas(store, note=seat, into=bench),
        concerned=(bench, seat),
    )
    return bench, seat, way


def test_ideas_come_apart_and_together_again(day: Day) -> None:
    store = day.here.store
    bench, seat, way = merged(day)
    for _time in range(2):
        way.undo()
        assert store.get(Note, seat).merged_into == ""
        way.redo()
        assert store.get(Note, seat).merged_into == bench


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("works", ["corrects", "joins"])
def test_ideas_stay_as_they_are_once_one_was_changed_elsewhere(day: Day, which, works) -> None:
    store = day.here.store
    *ideas, way = merged(day)
    third = day.note("un mur").id

    def does(other: Store) -> None:
        if works == "corrects":
            workshops.change_note(other, note=ideas[which], text="un banc-siège")
        else:
            workshops.merge_ideas(other, note=ideas[which], into=third)

    day.elsewhere(does)
    refuses(store, way.undo)


def test_ideas_are_not_merged_again_over_what_was_changed_since(day: Day) -> None:
    store = day.here.store
    bench, _seat, way = merged(day)
    way.undo()
    day.elsewhere(lambda other: workshops.change_note(other, note=bench, text="un banc public"))
    refuses(store, way.redo, RedoTooLate)


def test_merging_ideas_that_stood_under_each_other_is_undone_for_both(day: Day) -> None:
    store = day.here.store
    bench, seat, _way = merged(day)
    _none, way = deeds.done(
        store, lambda: workshops.merge_ideas(store, note=bench, into=seat), concerned=(bench, seat)
    )
    assert store.get(Note, bench).merged_into == seat
    way.undo()
    assert (store.get(Note, bench).merged_into, store.get(Note, seat).merged_into) == ("", bench)


# Votes -----------------------------------------------------------------------------------


def test_undoing_a_vote_takes_that_very_dot_back(day: Day) -> None:
    store = day.here.store
    note = day.note()
    mine, way = deeds.done(store, lambda: workshops.vote(store, note=note.id))
    day.elsewhere(lambda other: workshops.vote(other, note=note.id))
    way.undo()
    (left,) = store.all(Vote, note=note.id)
    assert left.id > mine.id
    way.redo()
    assert mine in store.all(Vote, note=note.id)


def test_a_dot_that_was_taken_away_elsewhere_is_not_taken_twice(day: Day) -> None:
    store = day.here.store
    note = day.note()
    _mine, way = deeds.done(store, lambda: workshops.vote(store, note=note.id))
    day.elsewhere(lambda other: workshops.unvote(other, note=note.id))
    workshops.vote(store, note=note.id)
    refuses(store, way.undo)
    assert len(store.all(Vote, note=note.id)) == 1


def test_a_dot_that_was_taken_off_comes_back_unless_the_table_has_none_left(day: Day) -> None:
    store = day.here.store
    store.change(day.event, table_dots=1)
    note, other = day.note(), day.note("un arbre")
    dot = workshops.vote(store, note=note.id, table=3)
    taken, way = deeds.done(store, lambda: workshops.unvote(store, note=note.id))
    assert taken == dot
    put_back = partial(workshops.within_budget, store, way.undo, note=taken.note, table=taken.table)
    put_back()
    assert store.all(Vote, note=note.id) == [dot]
    way.redo()
    workshops.vote(store, note=other.id, table=3)
    with pytest.raises(NoDotsLeft):
        put_back()
    assert store.all(Vote, note=note.id) == []


# At the door -----------------------------------------------------------------------------


@pytest.mark.parametrize("before", [False, True])
def test_an_arrival_that_another_desk_has_recorded_too_is_not_undone(day: Day, before) -> None:
    store = day.here.store
    ada = store.add(Registration(event=day.event, person=somebody(store))).id
    day.there.reads(day.here)
    reception.check_in(day.there.store, registration=ada)
    if before:
        day.here.reads(day.there)
    _now, way = at_the_door.record(store, reception.check_in, registration=ada)
    day.here.reads(day.there)
    assert bool(way) is not before
    if way:
        refuses(store, way.undo)
    assert reception.is_here(store.get(Registration, ada))


def test_a_departure_and_an_arrival_are_undone_the_latest_first(day: Day) -> None:
    store = day.here.store
    ada = store.add(Registration(event=day.event, person=somebody(store))).id
    _now, came = at_the_door.record(store, reception.check_in, registration=ada)
    _now, left = at_the_door.record(store, reception.check_out, registration=ada)
    refuses(store, came.undo)
    _now, back = at_the_door.record(store, reception.check_in, registration=ada)
    reception.change_category(store, registration=ada, category=Category.LOCAL_OFFICER)
    for way, here in ((back, False), (left, True), (came, False)):
        way.undo()
        assert reception.is_here(store.get(Registration, ada)) is here
    assert store.get(Registration, ada).arrived is None
