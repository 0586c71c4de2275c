"""A plan is asked for by keyboard, as it was last time, and searched until one stops it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from tests.ui.shown import show

from maillage.actions import seating
from maillage.domain.vocabulary import SeatingWish, Source
from maillage.ui.paper.pdf_dialog import PdfDialog
from maillage.ui.seating.page import SeatingPage
from maillage.ui.seating.plan_dialog import PlanDialog
from maillage.ui.seating.wishes_dialog import WishesDialog

from .conftest import dialog


def test_without_a_plan_the_page_offers_one_and_enter_makes_it(qtbot, page):
    assert page._states.currentWidget() is page._no_plan
    page.focus_first()
    qtbot.keyClick(page._no_plan.action, Qt.Key.Key_Space)
    asked = dialog(qtbot, PlanDialog)
    asked.seats.set_value(3)
    asked.rounds.set_value(2)
    asked._say()
    assert "9 personnes à 3 tables de 3" in asked.says.text()
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.tour is not None and not page.planner.busy)
    assert len(page._seen.rounds) == 2
    assert len(page.grid.cards) == 3
    assert page._seen.quality.same_organisation == 0


def test_the_plan_tells_who_was_expected_from_who_came_besides(qtbot, session, meeting, people):
    store = session.store
    for one in people[2:]:
        store.change(one, source=Source.HELLOASSO)
    asked = PlanDialog(seating.hall(store, event=meeting.id), 3)
    qtbot.addWidget(asked)
    assert asked.says.text() == (
        "9 personnes à 3 tables de 3. 7 étaient attendues, 2 sont venues en plus."
    )


def test_a_plan_is_offered_again_as_it_was_asked_for_last(qtbot, planned, people):
    store, event = planned._store, planned._seen.event
    asked = PlanDialog(planned._seen, 3)
    assert (asked.seats.value(), asked.rounds.value(), asked.who.code()) == (3, 2, "everybody")
    store.change(people[0], source=Source.HELLOASSO, arrived=None)
    last = seat_wanted(seats=4, rounds=2, first=2, only_present=True)
    again = PlanDialog(seating.hall(store, event=event), 3, last=last)
    for one in (asked, again):
        qtbot.addWidget(one)
    assert (again.seats.value(), again.first.code(), again.who.code()) == (4, 2, "present")


def test_escape_stops_a_search_which_keeps_the_best_plan_so_far(qtbot, page, session):
    told = []
    session.told.connect(lambda fact, *_others: told.append(fact))
    page._start(page._seen, seat_wanted(rounds=12))
    assert page.progress.has_keyboard()
    qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.tour is not None and page.grid.cards[0].list.hasFocus())
    assert len(page._seen.rounds) == 12
    assert "arrêtée" in told[0]


def test_no_sheets_are_printed_of_a_plan_that_a_search_is_about_to_replace(qtbot, planned):
    planned._start(planned._seen, seat_wanted(rounds=12))
    assert not planned._paper.isEnabled()
    planned._show_rounds(planned._seen)  # as after a change that came meanwhile
    assert not planned._paper.isEnabled()
    planned._paper.trigger()
    qtbot.keyClick(planned.window().focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(planned._seen.rounds) == 12 and planned._paper.isEnabled())
    assert not planned.window().findChildren(PdfDialog)


def seat_wanted(**values):
    from maillage.ui.seating.planning import Wanted

    return Wanted(**{"seats": 3, "rounds": 2, **values})


def test_nobody_to_seat_says_where_the_list_is_taken_in(qtbot, session, meeting):
    found = show(qtbot, SeatingPage(session), 1154, 700)
    found.refresh()
    qtbot.waitUntil(lambda: found._states.currentWidget() is found._nobody)
    found.focus_first()
    with qtbot.waitSignal(found.wants_page) as asked:
        qtbot.keyClick(found._nobody.action, Qt.Key.Key_Space)
    assert asked.args == ["prepare"]


def test_no_meeting_offers_to_create_one(qtbot, session):
    found = show(qtbot, SeatingPage(session), 1154, 700)
    found.refresh()
    with qtbot.waitSignal(found.wants_meeting):
        qtbot.keyClick(found._no_meeting.action, Qt.Key.Key_Space)


def test_a_wish_is_one_line_and_can_be_taken_off(qtbot, planned, people):
    planned.wishing.show()
    asked = dialog(qtbot, WishesDialog)
    asked.one.set_code(people[0])
    asked.other.set_code(people[1])
    asked.add.click()
    qtbot.waitUntil(lambda: len(planned._seen.rules) == 1)
    asked.kind.set_code(SeatingWish.HOST.value)
    asked.table.set_code(2)
    asked.add.click()
    qtbot.waitUntil(lambda: len(planned._seen.rules) == 2)
    planned.wishing.remove(planned._seen.rules[0][0])
    qtbot.waitUntil(lambda: len(planned._seen.rules) == 1)
    asked.accept()
    qtbot.waitUntil(lambda: planned.wishing.dialog is None)


def test_the_sheets_are_looked_at_before_they_are_saved(qtbot, planned, tmp_path):
    planned._paper.trigger()
    qtbot.waitUntil(lambda: bool(planned.window().findChildren(PdfDialog)))
    dialog = planned.window().findChild(PdfDialog)
    qtbot.waitUntil(lambda: dialog.preview.pages > 1)
    assert dialog.file_name.startswith("plan-de-table")
    dialog.save_to(tmp_path / "plan")
    qtbot.waitUntil(dialog.told.isVisible)
    assert "plan.pdf" in dialog.told.accessibleName()
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")
    (button,) = [one for one in dialog.told.findChildren(QPushButton) if one.isVisible()]
    assert button.text() == "Ouvrir"
    dialog.reject()
