"""A change is undone and done again only while nobody has written over it."""

from __future__ import annotations

from functools import partial

import pytest
from tests.stores import Team

from maillage.actions import workshops
from maillage.actions.both_ways import both_ways
from maillage.domain.errors import ChangedSince
from maillage.domain.records import Event, Note


@pytest.fixture
def note(team: Team) -> str:
    """A note that two laptops know."""
    first, other = team.four[:2]
    event = first.store.add(Event(title="Paris"))
    note = first.store.add(Note(event=event.id, text="une", table=3))
    other.reads(first)
    return note.id


def test_a_correction_is_undone_and_done_again_as_long_as_it_stands(team: Team, note: str) -> None:
    store = team.four[0].store
    change = partial(workshops.change_note, store, note=note)
    back, again = both_ways(store, change(text="deux"), {"text": "une"}, change)
    assert back().text == "une"
    change(table=4)  # another field
    assert again().text == "deux"
    assert back().text == "une"
    change(text="trois")
    with pytest.raises(ChangedSince):
        again()
    assert store.get(Note, note).text == "trois"


@pytest.mark.parametrize("read_it_first", [True, False])
def test_undoing_a_correction_leaves_what_somebody_else_wrote_meanwhile(
    team: Team, note: str, *, read_it_first: bool
) -> None:
    first, other = team.four[:2]
    change = partial(workshops.change_note, first.store, note=note)
    first.clock.pass_(100)
    now = change(text="deux", table=7)
    back, again = both_ways(first.store, now, {"text": "une", "table": 3}, change)
    if read_it_first:
        other.reads(first)
        other.clock.pass_(200)
    workshops.change_note(other.store, note=note, text="trois, corrected there")
    first.reads(other)
    shown = "trois, corrected there" if read_it_first else "deux"
    for job in (back, again):
        with pytest.raises(ChangedSince):
            job()
    found = first.store.get(Note, note)
    assert (found.text, found.table) == (shown, 7)
    assert bool(first.store.conflicts()) is not read_it_first, "the question waits for a person"
