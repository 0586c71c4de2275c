"""The wall of ideas: by votes, page after page, and nobody named."""

from __future__ import annotations

from functools import partial

import shiboken6
from PySide6.QtCore import Qt

from maillage.actions import workshops
from maillage.ui.workshops.wall import IdeasWall, flow


def test_ideas_flow_down_columns_then_pages_and_a_long_one_has_its_own():
    found = flow([40, 40, 40, 200, 10], columns=2, room=100, gap=10)
    assert [(one.page, one.column, one.y) for one in found] == [
        (0, 0, 0),
        (0, 0, 50),
        (0, 1, 0),
        (1, 0, 0),
        (1, 1, 0),
    ]
    assert flow([], columns=2, room=100, gap=10) == []


def on_the_wall(qtbot, session, meeting, width, height):
    """The window that goes for good once it is closed."""
    wall = IdeasWall(session, meeting.id)
    wall.resize(width, height)
    with qtbot.waitExposed(wall):
        wall.show()
    return wall


def test_the_wall_shows_ideas_by_votes_live_and_names_nobody(qtbot, session, meeting, page):
    first = workshops.workshops(session.store, event=meeting.id)[0]
    notes = [
        workshops.add_note(session.store, event=meeting.id, workshop=first.id, typed=typed)
        for typed in ("un banc #jardin", "un arbre", "f: le temps")
    ]
    workshops.vote(session.store, note=notes[1].id)
    wall = on_the_wall(qtbot, session, meeting, 1300, 700)
    qtbot.waitUntil(lambda: [one.note.text for one in wall.ideas] == ["un arbre", "un banc"])
    session.write(lambda: [workshops.vote(session.store, note=notes[0].id) for _dot in range(2)])
    qtbot.waitUntil(lambda: wall.ideas[0].note.text == "un banc")
    assert wall.pages == 1
    assert "2\N{NO-BREAK SPACE}voix" in wall.accessibleName()
    assert list(wall.workshops.values()) == ["Logement"], "the head names it"
    assert "Logement" not in wall.accessibleName()
    second = workshops.workshops(session.store, event=meeting.id)[1]
    add = partial(workshops.add_note, session.store, event=meeting.id, typed="un bus")
    session.write(partial(add, workshop=second.id))
    qtbot.waitUntil(lambda: "voix, jardin · Logement" in wall.accessibleName())
    assert wall.accessibleName().endswith("voix, Mobilité")
    assert not wall.grab().isNull()
    qtbot.keyClick(wall, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not shiboken6.isValid(wall))


def test_many_ideas_take_several_pages_that_keys_and_fingers_turn(qtbot, session, meeting, page):
    first = workshops.workshops(session.store, event=meeting.id)[0]
    with session.store.action():
        for number in range(30):
            typed = f"une idée qui a besoin de plusieurs lignes pour se dire, la {number}e"
            workshops.add_note(session.store, event=meeting.id, workshop=first.id, typed=typed)
    wall = on_the_wall(qtbot, session, meeting, 800, 420)
    qtbot.waitUntil(lambda: wall.pages > 1)
    qtbot.keyClick(wall, Qt.Key.Key_PageDown)
    assert wall.page == 1
    for _turn in range(wall.pages + 1):
        qtbot.keyClick(wall, Qt.Key.Key_Right)
    assert wall.page == wall.pages - 1
    wall.next_page.click()
    assert wall.page == 0
    wall.next_page.click()
    assert wall.page == 1
    qtbot.waitUntil(lambda: not wall.next_page.geometry().intersects(wall.leave.geometry()))
    wall.leave.click()
    qtbot.waitUntil(lambda: not shiboken6.isValid(wall))
