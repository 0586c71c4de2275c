"""The page of table plans: its rounds, its figures and its tables, in a small window too."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from maillage.actions import reception, seating
from maillage.domain.records import Registration
from maillage.domain.vocabulary import Category, SeatingWish
from maillage.domain.wishes import Unkept, Wish
from maillage.ui.seating import rows


def test_a_round_is_chosen_by_its_chip(qtbot, planned):
    planned.top.rounds._chips["2"].click()
    assert planned.tour.number == 2


def test_the_compact_page_says_the_figures_in_one_line_above_the_tables(qtbot, planned):
    planned.set_compact(True)
    assert planned.top.line.isVisible()
    assert "réunies plusieurs fois" in planned.top.line.text()
    planned.set_compact(False)
    assert not planned.top.line.isVisible()


def test_twelve_rounds_take_two_lines_of_a_small_window(qtbot, planned):
    tour = planned.tour
    twelve = [msgspec.structs.replace(tour, number=number) for number in range(1, 13)]
    planned.resize(862, 460)
    planned.set_compact(True)
    planned.top.show_rounds(twelve, 1, planned.top.line.text())
    chips = list(planned.top.rounds._chips.values())
    line = planned.top.line
    qtbot.waitUntil(
        lambda: (
            len({chip.y() for chip in chips}) == 2
            and line.y() > chips[-1].geometry().bottom()
            and line.width() > planned.width() // 2
        )
    )


def test_a_card_leaves_the_wheel_to_the_page(planned):
    over = planned.grid.cards[0].list.viewport()
    at = over.rect().center()
    turn = QWheelEvent(
        at, over.mapToGlobal(at), QPoint(0, -60), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(over, turn)
    assert not turn.isAccepted()


def test_a_host_and_somebody_missing_are_told_to_a_screen_reader():
    person = reception.Arrival(
        "r", "p", "Ada Durand", "", Category.SOCIAL_WORKER, None, walk_in=False, structure="CCAS"
    )
    assert rows.person_row(person, hosts=True).spoken() == (
        "Ada Durand, Travail social, anime la table, CCAS"
    )
    assert "pas là" in rows.person_row(person, missing=True).spoken()


def test_a_wish_that_is_not_kept_is_a_sentence(session, meeting, people):
    hall = seating.hall(session.store, event=meeting.id)
    said = rows.unkept_words(hall, Unkept(Wish(SeatingWish.APART, people[0], people[1]), 2))
    assert said.replace("\N{NO-BREAK SPACE}", " ") == (
        "Non tenu dans 2 tours : Ada Durand et Bea Durand jamais à la même table."
    )


def test_who_has_not_come_is_marked_once_somebody_has(session, meeting, people):
    session.store.change(people[0], arrived=None)
    hall = seating.hall(session.store, event=meeting.id)
    tour = seating.Tour("t", 1, "", dict.fromkeys(people, 1))
    (table,) = rows.tables(hall, tour)
    assert (table.count, len(table.rows)) == ("8 sur 9 là", 9)
    assert [row.state.icon for row in table.rows if row.state] == ["hourglass"]
    assert session.store.get(Registration, people[0]).arrived is None
