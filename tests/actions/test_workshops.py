"""The tables: one typed line is one note, one dot is one vote."""

from __future__ import annotations

import pytest
from tests.stores import COORDINATION, DOOR, Team, on_both_engines

from maillage.actions import deeds, events, exchanges, reception, themes, workshops
from maillage.domain.errors import (
    MissingValue,
    NoDotOfTable,
    NoDotsLeft,
    NoEvent,
    NotFound,
    TooLong,
    WrongValue,
)
from maillage.domain.records import Event, Note, Theme, Vote, Workshop
from maillage.domain.vocabulary import BarrierCause, Category, EventKind, NoteKind

from .conftest import STARTS, Meeting


@pytest.fixture
def theme(meeting: Meeting) -> str:
    return workshops.workshops(meeting.store, event=meeting.event)[0].id


def note(meeting: Meeting, theme: str, typed: str, **more: object) -> Note:
    return workshops.add_note(
        meeting.store, event=meeting.event, workshop=theme, typed=typed, **more
    )


def test_a_meeting_has_its_themes_in_their_order(meeting: Meeting) -> None:
    events.add_workshop(meeting.store, event=meeting.event, title=" Durer ")
    found = workshops.workshops(meeting.store, event=meeting.event)
    assert [one.title for one in found] == ["Se connaître", "Agir ensemble", "Durer"]
    meeting.store.delete(found[0].id)
    found = workshops.workshops(meeting.store, event=meeting.event)
    assert [one.title for one in found] == ["Agir ensemble", "Durer"]


def test_what_the_line_says_counts_before_what_the_screen_says(meeting: Meeting, theme) -> None:
    typed = note(meeting, theme, "f: manque de temps @3", table=7, cause=BarrierCause.OTHER)
    assert (typed.note_kind, typed.text, typed.table) == (NoteKind.BARRIER, "manque de temps", 3)
    assert (typed.written, typed.cause) == (STARTS, BarrierCause.OTHER)
    plain = note(meeting, theme, " un  café ", kind=NoteKind.LEVER, table=7)
    assert (plain.note_kind, plain.text, plain.table) == (NoteKind.LEVER, "un café", 7)


@pytest.mark.parametrize("typed", ["", "   ", "f:", "@3"])
def test_a_line_without_words_is_no_note(meeting: Meeting, theme: str, typed: str) -> None:
    with pytest.raises(MissingValue):
        note(meeting, theme, typed)
    with pytest.raises(TooLong):
        note(meeting, theme, "x" * 4_001)
    assert meeting.store.all(Note) == []


def test_ideas_are_ranked_by_their_dots(meeting: Meeting, theme: str) -> None:
    first, second = note(meeting, theme, "une"), note(meeting, theme, "deux")
    note(meeting, theme, "f: un frein")
    workshops.vote(meeting.store, note=second.id, table=3)
    workshops.vote(meeting.store, note=second.id)
    workshops.vote(meeting.store, note=first.id)
    lines = workshops.lines(meeting.store, event=meeting.event)
    assert [(line.note.text, line.votes) for line in workshops.ideas(lines)] == [
        ("deux", 2),
        ("une", 1),
    ]
    workshops.unvote(meeting.store, note=second.id)
    workshops.unvote(meeting.store, note=second.id)
    workshops.unvote(meeting.store, note=second.id)
    lines = workshops.lines(meeting.store, event=meeting.event, workshop=theme)
    assert [line.votes for line in lines] == [1, 0, 0]
    assert len(meeting.store.all(Vote)) == 1
    other = workshops.workshops(meeting.store, event=meeting.event)[1].id
    assert workshops.lines(meeting.store, event=meeting.event, workshop=other) == []


def test_a_note_can_be_corrected_deleted_and_brought_back_with_its_dots(
    meeting: Meeting, theme: str
) -> None:
    noted = note(meeting, theme, "un cafe", said_by=Category.SOCIAL_WORKER)
    workshops.vote(meeting.store, note=noted.id)
    assert workshops.change_note(meeting.store, note=noted.id, text="un café").text == "un café"
    _none, way = deeds.done(
        meeting.store, lambda: workshops.delete_note(meeting.store, note=noted.id)
    )
    assert workshops.lines(meeting.store, event=meeting.event) == []
    way.undo()
    (line,) = workshops.lines(meeting.store, event=meeting.event)
    assert (line.votes, line.note.said_by) == (1, Category.SOCIAL_WORKER)
    assert line.note.text == "un café"


def test_a_table_puts_no_more_dots_than_it_has(meeting: Meeting, theme: str) -> None:
    store = meeting.store
    events.change_event(store, event=meeting.event, title="Paris", table_dots=2)
    one, two = note(meeting, theme, "une"), note(meeting, theme, "deux")
    workshops.vote(store, note=one.id, table=3)
    workshops.vote(store, note=two.id, table=3)
    with pytest.raises(NoDotsLeft):
        workshops.vote(store, note=one.id, table=3)
    workshops.vote(store, note=one.id, table=4)
    workshops.unvote(store, note=one.id, table=3)
    assert dict(workshops.budget(store, event=meeting.event).of_tables) == {3: 1, 4: 1}
    store.add(Vote(note=one.id, table=3))
    store.add(Vote(note=one.id, table=3))  # what another laptop took meanwhile
    found = workshops.budget(store, event=meeting.event)
    assert (found.per_table, found.of_tables[3], found.used) == (2, 3, 4), "shown, never lost"


def test_a_table_takes_back_no_vote_but_its_own(meeting: Meeting, theme: str) -> None:
    store = meeting.store
    one, other = note(meeting, theme, "une"), note(meeting, theme, "autre")
    workshops.vote(store, note=other.id, table=1)
    for _dot in range(2):
        workshops.vote(store, note=one.id, table=2)
    with pytest.raises(NoDotOfTable):
        workshops.unvote(store, note=one.id, table=1)
    assert dict(workshops.budget(store, event=meeting.event).of_tables) == {1: 1, 2: 2}
    workshops.merge_ideas(store, note=other.id, into=one.id)
    workshops.unvote(store, note=one.id, table=1)
    assert dict(workshops.budget(store, event=meeting.event).of_tables) == {2: 2}
    workshops.unvote(store, note=one.id)
    workshops.unvote(store, note=one.id, table=2)
    workshops.unvote(store, note=one.id, table=1)
    assert store.all(Vote) == []


@on_both_engines
def test_two_laptops_of_one_table_give_more_than_it_has_and_lose_nothing(team: Team) -> None:
    """Each used up what the table has, the other's dots not having arrived yet."""
    first, other = team.laptops[COORDINATION], team.laptops[DOOR]
    event = first.store.add(Event(title="Paris", table_dots=3)).id
    ideas = [first.store.add(Note(event=event, text=text)).id for text in ("une", "deux")]
    elsewhere = first.store.add(Note(event=first.store.add(Event(title="Lyon")).id)).id
    other.reads(first)
    for laptop, idea in ((first, ideas[0]), (other, ideas[1])):
        workshops.vote(laptop.store, note=elsewhere, table=7)
        for _dot in range(3):
            workshops.vote(laptop.store, note=idea, table=7)
        with pytest.raises(NoDotsLeft):
            workshops.vote(laptop.store, note=idea, table=7)
    first.reads(other)
    other.reads(first)
    for store in (first.store, other.store):
        found = workshops.budget(store, event=event)
        assert (found.used, found.of_tables) == (6, {7: 6})
        with pytest.raises(NoDotsLeft):
            workshops.vote(store, note=ideas[0], table=7)
        for _dot in range(4):
            workshops.unvote(store, note=ideas[1], table=7)
    assert [line.votes for line in workshops.lines(first.store, event=event)] == [3, 0]
    assert exchanges.decisions(first.store) == []
    workshops.delete_note(first.store, note=ideas[0])
    workshops.vote(first.store, note=ideas[1], table=7)


def test_the_budget_of_dots_follows_who_is_present(meeting: Meeting, theme: str) -> None:
    noted = note(meeting, theme, "un café")
    workshops.vote(meeting.store, note=noted.id)
    budget = workshops.budget(meeting.store, event=meeting.event)
    assert (budget.used, budget.total) == (1, 0)
    for name in ("Ada", "Eva"):
        reception.welcome(meeting.store, event=meeting.event, given_name=name, family_name="A")
    assert workshops.budget(meeting.store, event=meeting.event).total == 6
    events.change_event(meeting.store, event=meeting.event, title="Paris", dots=None)
    assert workshops.budget(meeting.store, event=meeting.event).total is None
    workshops.delete_note(meeting.store, note=noted.id)
    assert workshops.budget(meeting.store, event=meeting.event).used == 0


def test_a_meeting_needs_a_title_and_the_latest_is_the_current_one(meeting: Meeting) -> None:
    kind = EventKind.DEBRIEF
    for blank in ("", "  "):
        with pytest.raises(MissingValue):
            events.create_event(meeting.store, title=blank, event_kind=kind, starts=STARTS)
        with pytest.raises(MissingValue):
            events.change_event(meeting.store, event=meeting.event, title=blank)
        with pytest.raises(MissingValue):
            events.add_workshop(meeting.store, event=meeting.event, title=blank)
    later = events.create_event(
        meeting.store, title="Lyon", event_kind=kind, starts=STARTS.replace(year=2022)
    )
    undated = [meeting.store.add(Event(title="Un jour")) for _ in range(2)]
    assert [one.id for one in events.events(meeting.store)][:2] == [later.id, meeting.event]
    assert events.current_event(meeting.store).id == later.id
    for one in (later.id, meeting.event, *(one.id for one in undated)):
        meeting.store.delete(one)
    with pytest.raises(NoEvent):
        events.current_event(meeting.store)


def test_a_meeting_that_cannot_be_made_leaves_no_part_of_it(meeting: Meeting) -> None:
    before = meeting.store.digest()
    with pytest.raises(TooLong):
        events.create_event(
            meeting.store,
            title="Lyon",
            event_kind=EventKind.DEBRIEF,
            starts=STARTS,
            workshops=["Un", "x" * 301],
        )
    assert meeting.store.digest() == before
    with pytest.raises(NotFound):
        meeting.store.get(Workshop, meeting.event)


def test_what_a_source_says_of_the_attendance_is_kept_apart(meeting: Meeting) -> None:
    events.declare_attendance(meeting.store, event=meeting.event, count=100, source="La presse")
    event = events.current_event(meeting.store)
    assert (event.declared, event.declared_source) == (100, "La presse")
    assert reception.room(meeting.store, event=meeting.event).present == 0
    assert events.local_time(STARTS).hour == 14


# Themes and merged ideas -------------------------------------------------------------


def noted(meeting: Meeting, typed: str) -> str:
    first = workshops.workshops(meeting.store, event=meeting.event)[0]
    note = workshops.add_note(meeting.store, event=meeting.event, workshop=first.id, typed=typed)
    return note.id


def line_of(meeting: Meeting, note: str) -> workshops.Line:
    found = workshops.lines(meeting.store, event=meeting.event)
    return next(line for line in found if line.note.id == note)


def test_a_theme_is_made_once_whatever_accents_and_capitals(meeting: Meeting) -> None:
    store, event = meeting.store, meeting.event
    for typed in ("un banc #Insertion_par_l’été", "un arbre #insertion_par_l’ete", "rien"):
        noted(meeting, typed)
    (theme,) = themes.themes(store, event=event)
    assert theme.name == "Insertion par l’été"
    said = [line.theme.name if line.theme else "" for line in workshops.lines(store, event=event)]
    assert said == [theme.name, theme.name, ""]


def test_two_laptops_that_make_one_theme_show_one(meeting: Meeting) -> None:
    store, event = meeting.store, meeting.event
    first = store.add(Theme(event=event, name="Logement", colour=0))
    second = store.add(Theme(event=event, name="logement", colour=5))
    assert [one.id for one in themes.themes(store, event=event)] == [first.id]
    assert themes.by_id(store, event=event)[second.id].id == first.id
    assert themes.theme_of(store, event=event, name="LOGEMENT").id == first.id


def test_merged_ideas_count_together_and_come_apart_as_they_were(meeting: Meeting) -> None:
    store, event = meeting.store, meeting.event
    bench, seat = noted(meeting, "un banc"), noted(meeting, "un siège")
    for note, votes in ((bench, 2), (seat, 3)):
        for _dot in range(votes):
            workshops.vote(store, note=note)
    workshops.merge_ideas(store, note=seat, into=bench)
    (line,) = workshops.lines(store, event=event)
    assert (line.note.id, line.votes) == (bench, 5)
    assert [one.text for one in line.merged] == ["un siège"]
    for _dot in range(4):
        workshops.unvote(store, note=bench)
    assert line_of(meeting, bench).votes == 1
    workshops.separate(store, notes=[seat])
    assert [line.votes for line in workshops.lines(store, event=event)] == [0, 1]
    with pytest.raises(WrongValue):
        workshops.merge_ideas(store, note=seat, into=seat)


def test_an_idea_merged_into_one_that_is_deleted_shows_again(meeting: Meeting) -> None:
    bench, seat = noted(meeting, "un banc"), noted(meeting, "un siège")
    workshops.merge_ideas(meeting.store, note=seat, into=bench)
    workshops.delete_note(meeting.store, note=bench)
    assert line_of(meeting, seat).note.text == "un siège"


def test_ideas_merged_into_each_other_by_two_laptops_neither_vanish_nor_hang(
    meeting: Meeting,
) -> None:
    store, event = meeting.store, meeting.event
    bench, seat = noted(meeting, "un banc"), noted(meeting, "un siège")
    store.change(bench, merged_into=seat)
    store.change(seat, merged_into=bench)
    (line,) = workshops.lines(store, event=event)
    assert line.note.id == bench
    assert len(line.merged) == 1
    workshops.merge_ideas(store, note=seat, into=bench)
    assert [one.note.id for one in workshops.lines(store, event=event)] == [bench]
