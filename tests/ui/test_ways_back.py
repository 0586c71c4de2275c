"""Ways back: each used once, the latest first, and none of another meeting."""

from __future__ import annotations

import pytest

from maillage.domain.errors import NotFound, SeatedSince
from maillage.ui.ways_back import WaysBack


class Deeds:
    """What was done and undone, and what was told of it."""

    def __init__(self, session):
        self.done, self.told, self.failed = [], [], []
        self.ways = WaysBack(session, lambda _record: None)
        self.error = None
        session.told.connect(lambda fact, undo, act, _icon: self.told.append((fact, undo, act)))
        session.failed.connect(self.failed.append)

    def do(self, name):
        def undo():
            if self.error:
                raise self.error
            self.done.append(f"-{name}")

        self.ways.tell(name, "", undo, lambda: self.done.append(f"+{name}"))

    def press(self, place=-1):
        self.told[place][2]()


@pytest.fixture
def deeds(session, meeting):
    return Deeds(session)


def quiet(session):
    return session._worker._open == 0


def test_a_deed_done_again_after_another_meeting_was_chosen_is_not_undone_there(
    qtbot, session, deeds
):
    deeds.do("a")
    deeds.ways.undo_last()
    qtbot.waitUntil(lambda: len(deeds.told) == 2)
    session.meeting_changed.emit()
    deeds.press()
    qtbot.waitUntil(lambda: quiet(session))
    deeds.ways.undo_last()
    qtbot.waitUntil(lambda: quiet(session))
    assert deeds.done == ["-a", "+a"]


@pytest.mark.parametrize("error", [None, OSError("full")])
def test_what_is_undone_while_another_meeting_is_chosen_leaves_nothing_there(
    qtbot, session, deeds, error
):
    deeds.error = error
    deeds.do("a")
    deeds.ways.undo_last()
    session.meeting_changed.emit()
    qtbot.waitUntil(lambda: quiet(session) and len(deeds.told) + len(deeds.failed) == 2)
    assert [undo for _fact, undo, _act in deeds.told[1:]] == ([] if error else [""])
    deeds.error = None
    deeds.ways.undo_last()
    qtbot.waitUntil(lambda: quiet(session))
    assert deeds.done == ([] if error else ["-a"])


def test_pressed_twice_a_deed_is_done_again_once(qtbot, session, deeds):
    deeds.do("a")
    deeds.ways.undo_last()
    qtbot.waitUntil(lambda: len(deeds.told) == 2)
    deeds.press()
    deeds.press()
    qtbot.waitUntil(lambda: quiet(session))
    for _more_than_there_are in range(2):
        deeds.ways.undo_last()
    qtbot.waitUntil(lambda: quiet(session))
    assert deeds.done == ["-a", "+a", "-a"]


def test_a_deed_that_could_not_be_undone_stays_below_the_newer_ones(qtbot, session, deeds):
    deeds.do("old")
    deeds.do("middle")
    deeds.error = OSError("full")
    deeds.ways.undo_last()
    deeds.do("new")
    qtbot.waitUntil(lambda: len(deeds.failed) == 1)
    deeds.error = None
    for _each in range(3):
        deeds.ways.undo_last()
    qtbot.waitUntil(lambda: len(deeds.done) == 3)
    assert deeds.done == ["-new", "-middle", "-old"]


def test_what_cannot_be_undone_any_more_bars_no_older_deed(qtbot, session, deeds):
    for error in (SeatedSince(), NotFound("r", "seat")):
        deeds.do("old")
        deeds.do("gone")
        deeds.error = error
        deeds.ways.undo_last()
        qtbot.waitUntil(lambda: quiet(session) and len(deeds.failed) > 0)
        deeds.error = None
        deeds.ways.undo_last()
        qtbot.waitUntil(lambda: quiet(session))
        assert deeds.done.pop() == "-old"
        deeds.failed.clear()


def test_a_move_on_which_a_later_one_rests_can_be_undone_after_it(qtbot, session, deeds):
    deeds.do("first")
    deeds.do("later")
    deeds.error = SeatedSince()
    deeds.press(0)
    qtbot.waitUntil(lambda: len(deeds.failed) == 1)
    deeds.error = None
    for _each in range(2):
        deeds.ways.undo_last()
    qtbot.waitUntil(lambda: len(deeds.done) == 2)
    assert deeds.done == ["-later", "-first"]
