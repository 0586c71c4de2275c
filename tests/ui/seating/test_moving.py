"""People are moved by keyboard or let go on a table, and each move is undone once."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QToolButton

from maillage.ui.seating.cards import SEAT
from maillage.ui.seating.person_dialog import PersonDialog
from maillage.ui.seating.plan_dialog import PlanDialog
from maillage.ui.start.jobs import Ready

from .conftest import dialog


def test_arrows_walk_the_tables_and_enter_opens_the_menu_that_moves_somebody(qtbot, planned):
    planned.focus_first()
    first, second = planned.grid.cards[0].list, planned.grid.cards[1].list
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    who = second.current_key()
    qtbot.keyClick(second, Qt.Key.Key_Return)
    menu = planned.moving.menu
    assert menu.isVisible()
    move = menu.actions()[0].menu()
    assert [act.isEnabled() for act in move.actions()] == [True, False, True, True]
    move.actions()[2].trigger()
    menu.close()
    qtbot.waitUntil(lambda: planned.tour.sitting[who] == 3)
    qtbot.waitUntil(lambda: planned.grid.cards[2].list.current_key() == who)
    assert planned.grid.cards[1].list.rows.rowCount() == 2


def test_moves_are_undone_from_the_toast_or_by_key_each_once_the_latest_first(
    qtbot, planned, session
):
    told = []
    session.told.connect(lambda fact, _label, act, _icon: told.append((fact, act)))
    (one, here), (other, there) = list(planned.tour.sitting.items())[:2]
    planned._drop(one, 1 + here % 3, "")
    qtbot.waitUntil(lambda: planned.tour.sitting[one] != here)
    planned._drop(other, 1 + there % 3, "")
    qtbot.waitUntil(lambda: planned.tour.sitting[other] != there)
    told[1][1]()
    qtbot.waitUntil(lambda: planned.tour.sitting[other] == there)
    assert planned.tour.sitting[one] != here
    for _again in range(2):
        qtbot.keyClick(planned, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: planned.tour.sitting[one] == here)
    assert [fact.startswith("Annulé") for fact, _act in told] == [False, False, True, True]
    told[-1][1]()  # pressed once too often
    qtbot.waitUntil(lambda: planned.tour.sitting[one] != here)
    assert planned.tour.sitting[other] == there


def test_the_keys_of_tables_are_heard_from_the_side_bar(hands, window, opened, people, tmp_path):
    """A plan is made, and undone, with the keyboard where the screen was chosen."""
    window.enter(Ready(opened, tmp_path / "stores" / "accueil"))
    hands.until(lambda: window.session.meeting is not None and not window._busy)
    hands.go_to("seating")
    page = window.shell.page("seating")
    hands.until(page._no_plan.action.hasFocus)

    def to_the_side_bar():
        next(iter(window.shell.sidebar.findChildren(QToolButton))).setFocus()

    to_the_side_bar()
    hands.shortcut(Qt.Key.Key_N)
    hands.dialog(PlanDialog).go_on.click()
    hands.until(lambda: page.tour is not None)
    hands.until(lambda: window.focusWidget() is page.grid.cards[0].list)
    to_the_side_bar()
    hands.shortcut(Qt.Key.Key_Z)
    hands.until(page._no_plan.isVisible)


def test_somebody_let_go_on_the_head_of_a_card_sits_there(qtbot, planned):
    who = planned.grid.cards[0].list.rows.rows()[0].key
    data = QMimeData()
    data.setData(SEAT, who.encode())
    let_go = QDropEvent(
        QPointF(8, 8), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    planned.grid.cards[2].dropEvent(let_go)
    qtbot.waitUntil(lambda: planned.tour.sitting[who] == 3)
    assert len(planned.grid.cards[2].list.rows.rows()) == 4


def test_somebody_let_go_on_a_person_changes_places_with_them(qtbot, planned):
    sitting = dict(planned.tour.sitting)
    one = next(iter(sitting))
    other = next(each for each in sitting if sitting[each] != sitting[one])
    planned._drop(one, sitting[other], other)
    qtbot.waitUntil(lambda: planned.tour.sitting[one] == sitting[other])
    assert planned.tour.sitting[other] == sitting[one]


def test_changing_places_asks_with_whom_and_searches_as_one_types(qtbot, planned):
    who = planned.grid.cards[0].list.rows.rows()[0].key
    other = planned.grid.cards[1].list.rows.rows()[0]
    planned._ask(who)
    swap = planned.moving.menu.actions()[1]
    planned.moving.menu.close()
    swap.trigger()
    asked = dialog(qtbot, PersonDialog)
    asked.search.setText(other.title)
    qtbot.keyClick(asked.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: planned.tour.sitting[who] == 2)
    assert planned.tour.sitting[other.key] == 1
