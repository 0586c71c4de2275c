"""What a facilitator does most, counted in keys in the real window, against pen and paper.

Seconds are estimates, not timings: the keystroke-level model of Card, Moran and Newell (1980)
for the keyboard, at an ordinary speed, and for the pen 31 words of five letters a minute
(Brown, 1988), which is the pace of people who write down what they have in mind. Paper is given
every advantage: nobody looks for a pen or types it all in again in the evening.
"""

from __future__ import annotations

from statistics import fmean

import pytest
from tests.ui.hands import CONTROL, KEY

from maillage.actions import lists, reception
from maillage.assets import resource
from maillage.domain.records import Note, Person, Pledge, Registration
from maillage.ui.pledges.making import NewPledgeDialog
from maillage.ui.reception.walk_in import WalkInDialog
from maillage.ui.start.jobs import Ready

THINK, KEYSTROKE, REACH = 1.35, 0.28, 0.40
"""Seconds to make up one's mind, to press a key (40 words a minute), to move a hand to a thing."""
LETTER = 60 / (31 * 5)
"""Seconds to write one letter by hand."""
SIGNATURE = 3
"""A signature takes as long as so many letters."""

NAME, STRUCTURE, PHONE = "Noa Rochefort", "Mission locale", "06 39 98 10 20"
BARRIER = "manque de temps pour se rencontrer"
PEOPLE = ("Leïla Bouzid", "Florian Weber")
PLEDGE = "Un guichet commun, un mardi sur deux"


# The numbers of keys below stand in the README too.


def keyed(keys: int, thoughts: int = 1) -> float:
    """Return the seconds that these keys take."""
    return thoughts * THINK + keys * KEYSTROKE


def penned(*texts: str) -> float:
    """Return the seconds it takes to take the pen and write these, a thought before each."""
    return REACH + sum(THINK + len(text.replace(" ", "")) * LETTER for text in texts)


@pytest.fixture
def day(hands, window, opened, meeting, tmp_path):
    """The window at the door of a meeting, with the sixty of the demonstration's list."""
    store, event = opened.store, meeting.id
    path = resource("demo", "inscriptions-helloasso.csv")
    lists.take_in(store, lists.preview(store, path, event=event), event=event)
    window.enter(Ready(opened, tmp_path / "stores" / "accueil"))
    hands.until(lambda: window.session.meeting is not None and not window._busy)
    hands.go_to("reception")
    page = window.shell.page("reception")
    hands.until(lambda: page.list.people.rows.rowCount() > 50)
    hands.until(page.search.hasFocus)
    hands.pressed = 0
    return store


def test_somebody_on_the_list_is_in_sooner_than_they_could_sign(day, meeting):
    """Type until they come first, and Enter; on paper, find the line, hand over the pen."""
    rows = reception.arrivals(day, event=meeting.id)
    people = {row.registration: day.get(Person, row.person) for row in rows}

    def letters(row):
        name = people[row.registration].family_name
        typed = (name[:some] for some in range(1, len(name) + 1))
        return next(
            (len(some) for some in typed if reception.matching(rows, some)[0] == row), len(name)
        )

    keys = fmean(letters(row) for row in rows) + 1
    on_paper = 2 * THINK + 2 * REACH + SIGNATURE * LETTER
    assert keyed(keys) < on_paper
    assert round(keys, 1) == 3.7


def test_somebody_unannounced_is_in_sooner_than_written_down(day, hands):
    before = len(day.all(Registration))
    hands.shortcut(KEY.Key_N)
    dialog = hands.dialog(WalkInDialog)
    hands.until(dialog.given_name.hasFocus)
    given, family = NAME.split()
    for text in (given, family, STRUCTURE):
        hands.type(text)
        hands.press(KEY.Key_Return)
    hands.type("S")
    hands.press(KEY.Key_Return)
    hands.until(dialog.contact.hasFocus)
    hands.type(PHONE.replace(" ", ""))
    hands.press(KEY.Key_Return)
    hands.until(lambda: len(day.all(Registration)) == before + 1)
    assert hands.pressed == 44
    assert keyed(hands.pressed, 5) < penned(NAME, STRUCTURE, "S", PHONE, "x" * SIGNATURE)


def test_a_note_is_taken_sooner_than_on_a_sticky_note(day, hands, window):
    hands.go_to("workshops")
    page = window.shell.page("workshops")
    hands.until(page.notes.capture.field.hasFocus)
    hands.until(lambda: not window._busy)
    hands.pressed = 0
    hands.type(f"f: {BARRIER} @3")
    hands.press(KEY.Key_Return)
    hands.until(lambda: len(day.all(Note)) == 1)
    assert hands.pressed == 41
    assert keyed(hands.pressed, 2) < penned("frein", BARRIER, "3")


def test_a_pledge_is_made_sooner_than_on_a_card(day, hands, window):
    """Two people of the list, what they will do; on paper their names in full."""
    hands.go_to("pledges")
    page = window.shell.page("pledges")
    hands.until(lambda: page.isVisible() and not window._busy)
    hands.pressed = 0
    hands.shortcut(KEY.Key_N)
    dialog = hands.dialog(NewPledgeDialog)
    hands.type(PLEDGE)
    hands.press(KEY.Key_Tab)
    for typed in ("bouz", "weber"):
        hands.until(dialog.people.search.hasFocus)
        hands.type(typed)
        hands.until(lambda: dialog.people.list.rows.rowCount() == 1)
        hands.press(KEY.Key_Return)
        hands.until(lambda: dialog.people.search.text() == "")
    hands.press(KEY.Key_Return, CONTROL)
    hands.until(lambda: len(day.all(Pledge)) == 1)
    assert hands.pressed == 52
    assert keyed(hands.pressed, 4) < penned(*PEOPLE, PLEDGE, "28.12.", "x" * SIGNATURE)
