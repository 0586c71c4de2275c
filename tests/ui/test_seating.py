"""The screen of table plans: rows without a window, then the page by keyboard on a real store."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from tests.ui.shown import show

from maillage.actions import latecomers, reception, seating, seating_quality
from maillage.domain.records import Registration
from maillage.domain.vocabulary import Category, SeatingWish, Source
from maillage.domain.wishes import Unkept, Wish
from maillage.ui.paper.pdf_dialog import PdfDialog
from maillage.ui.seating import late_words, projected, rows, wall
from maillage.ui.seating.cards import SEAT
from maillage.ui.seating.late_dialog import LateDialog
from maillage.ui.seating.page import SeatingPage
from maillage.ui.seating.person_dialog import PersonDialog
from maillage.ui.seating.plan_dialog import PlanDialog
from maillage.ui.seating.wishes_dialog import WishesDialog
from maillage.ui.start.jobs import Ready
from maillage.ui.widgets.dialogs import PlainDialog

CATEGORIES = (Category.SOCIAL_WORKER, Category.SOCIAL_ENTREPRENEUR, Category.LOCAL_OFFICER)


def welcome(store, event, names, start=0):
    with store.action():
        return [
            reception.welcome(
                store, event=event.id, given_name=name, family_name="Durand",
                organisation=f"Structure {place // 2}", category=CATEGORIES[place % 3],
            ).id
            for place, name in enumerate(names, start)
        ]  # fmt: skip


def dialog(qtbot, kind):
    def found():
        open_ = [one for one in QApplication.topLevelWidgets() if isinstance(one, PlainDialog)]
        return next((one for one in open_ if isinstance(one, kind) and one.isVisible()), None)

    qtbot.waitUntil(lambda: found() is not None)
    return found()


@pytest.fixture
def people(session, meeting):
    names = ("Ada", "Bea", "Carl", "Dan", "Eve", "Fay", "Gus", "Hal", "Ida")
    return welcome(session.store, meeting, names)


@pytest.fixture
def page(qtbot, session, meeting, people):
    found = show(qtbot, SeatingPage(session), 1154, 700)
    session.changed.connect(found.refresh)
    found.refresh()
    qtbot.waitUntil(lambda: found._seen is not None)
    yield found
    session.changed.disconnect(found.refresh)
    qtbot.waitUntil(lambda: session._worker._open == 0)


@pytest.fixture
def planned(qtbot, page, session, meeting):
    plan = seating.propose(page._seen, seats=3, rounds=2)
    session.write(lambda: seating.save(session.store, event=meeting.id, sittings=plan.sittings))
    qtbot.waitUntil(lambda: page.tour is not None)
    return page


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


def test_a_round_is_chosen_by_its_chip(qtbot, planned):
    planned.top.rounds._chips["2"].click()
    assert planned.tour.number == 2


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


def test_latecomers_are_seated_only_after_their_moves_were_read(qtbot, planned, session, meeting):
    (late,) = welcome(session.store, meeting, ["Zoé"], start=9)
    planned.refresh()
    qtbot.waitUntil(lambda: late in planned._seen.people)
    assert planned.grid.cards[0].number == rows.NOWHERE
    planned.seat_late()
    asked = dialog(qtbot, LateDialog)
    said = [row.title for row in asked.list.rows.rows()]
    assert said == ["Tour 1", "Zoé Durand", "Tour 2", "Zoé Durand"]
    assert asked.windowTitle() == "Placer les retardataires"
    assert asked.says.text() == "Sur 2 tours\N{NO-BREAK SPACE}: 1 retardataire prend place"
    assert late not in planned.tour.sitting
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: late in planned.tour.sitting)
    assert planned.grid.cards[0].number == 1


def test_moves_that_came_too_late_are_told_and_looked_at_again(qtbot, planned, session, meeting):
    (late,) = welcome(session.store, meeting, ["Zoé"], start=9)
    planned.refresh()
    qtbot.waitUntil(lambda: late in planned._seen.people)
    planned.seat_late()
    asked = dialog(qtbot, LateDialog)
    (where, *_others) = {move.to for change in asked.changes for move in change.moves}
    seating.move(
        session.store,
        event=meeting.id,
        tour=planned.tour.id,
        registration=late,
        table=where % planned._seen.tables() + 1,
    )
    with qtbot.waitSignal(session.told) as told:
        qtbot.keyClick(asked, Qt.Key.Key_Return)
    assert told.args[0].endswith("Personne n’a été déplacé.")
    told.args[2]()
    assert dialog(qtbot, LateDialog) is not asked


def test_absentees_alone_are_told_as_such_each_once_with_what_it_costs(session, meeting, people):
    store, event = session.store, meeting.id
    plan = seating.propose(seating.hall(store, event=event), seats=3, rounds=3)
    seating.save(store, event=event, sittings=plan.sittings)
    for one in people[:2]:
        store.change(one, source=Source.HELLOASSO, arrived=None)
    hall = seating.hall(store, event=event)
    changes = latecomers.late_and_missing(hall)
    assert late_words.people_moved(changes)[2] == 2
    assert late_words.moves_words(changes).startswith("Sur 3 tours\N{NO-BREAK SPACE}: ")
    assert late_words.moves_words(changes).endswith("2 absents libèrent leur place")
    assert late_words.title(late=False, missing=True) == "Libérer les places des absents"
    assert late_words.done_words(changes) == "Les places des absents sont libérées"
    before = hall.quality
    after = seating_quality.after(hall, changes)
    latecomers.apply(store, event=event, changes=changes)
    assert seating.hall(store, event=event).quality == after != before
    said = late_words.cost_words(before, after)
    assert f"{after.again} paires réunies plusieurs fois ({before.again} avant)" in said
    assert late_words.cost_words(after, after) == "Le plan reste aussi bon."


def test_while_people_still_arrive_nobody_loses_a_seat_by_enter(qtbot, planned, session):
    store, event, people = session.store, session.meeting.id, list(planned._seen.people)
    for one in people:
        store.change(one, source=Source.HELLOASSO)
        reception.undo_check_in(store, registration=one)
    offered = []
    for arrived in (people[:2], people[2:7]):
        for one in arrived:
            reception.check_in(store, registration=one)
        late = LateDialog(seating.hall(store, event=event))
        qtbot.addWidget(late)
        offered.append((late.missing.code(), late.go_on.isEnabled()))
    assert offered == [("keep", False), ("free", True)]


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


def test_the_projected_plan_is_turned_by_keys_and_escape_leaves(qtbot, planned):
    planned._project.trigger()
    shown = planned._projected
    qtbot.waitUntil(shown.isVisible)
    assert "Ada Durand" in shown.board.accessibleName()
    shown.resize(1366, 768)
    qtbot.waitUntil(lambda: shown.buttons.geometry().bottom() < shown.board.geometry().top())
    assert shown.where.text() == ""
    shown.resize(960, 300)
    qtbot.waitUntil(lambda: shown.buttons.geometry().top() > shown.board.geometry().bottom())
    qtbot.keyClick(shown, Qt.Key.Key_Right)
    assert shown.title.text() == "Tour 2"
    qtbot.keyClick(shown, Qt.Key.Key_N)
    assert shown.board.accessibleName().startswith("A: Ada Durand")
    qtbot.keyClick(shown, Qt.Key.Key_I)
    assert "Ada D. " in shown.board.accessibleName()
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: planned._projected is None)


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


# Walls -----------------------------------------------------------------------------------


def blocks(tables, people):
    return [
        wall.Block(f"Table {n}", tuple(wall.Name("other", f"Nom {n}-{m}") for m in range(people)))
        for n in range(1, tables + 1)
    ]


def width_of(text, size):
    return len(text) * size * 0.5


def test_a_small_plan_is_as_large_as_one_page_allows_and_a_full_one_takes_several():
    room, sizes = (1366.0, 600.0), range(56, 21, -2)
    small = wall.fit(blocks(4, 5), room, width_of, sizes=sizes)
    full = wall.fit(blocks(34, 6), room, width_of, sizes=sizes)
    assert len(small.pages) == 1
    assert small.size > full.size >= 22
    assert len(full.pages) > 1
    for found in (small, full):
        for page in found.pages:
            for placed in page:
                assert placed.y + placed.block.height(found.line) <= room[1] + 1
                assert placed.x + found.column <= room[0] + 1
    shown = [one.name for page in full.pages for placed in page for one in placed.block.names]
    assert len(set(shown)) == 34 * 6


@pytest.mark.parametrize(("tables", "people"), [(2, 6), (10, 6), (34, 6), (25, 8)])
@pytest.mark.parametrize("room", [(1848.0, 964.0), (1294.0, 652.0)])
def test_a_plan_fills_the_screen_it_is_thrown_on(tables, people, room):
    sizes = projected.sizes(round(room[1] + 116))
    found = wall.fit(blocks(tables, people), room, width_of, sizes=sizes)
    first = found.pages[0]
    across = max(placed.x for placed in first) + found.column
    down = max(placed.y + placed.block.height(found.line) for placed in first)
    assert across * down >= 0.8 * room[0] * room[1]
    columns = {placed.x for page in found.pages for placed in page}
    assert len(columns) * found.column == pytest.approx(room[0])
    assert [len(page) for page in found.pages][-1] * 2 >= len(first)


def test_at_200_percent_the_letters_are_as_large_on_the_screen_and_as_few_pages():
    whole = wall.fit(blocks(10, 6), (1294.0, 652.0), width_of, sizes=projected.sizes(768))
    half = wall.fit(blocks(10, 6), (611.0, 254.0), width_of, sizes=projected.sizes(384, 2.0))
    assert projected.sizes(384, 2.0)[-1] * 2 >= projected.sizes(768)[-1] - 1
    assert len(half.pages) == len(whole.pages) == 1


def test_tables_stand_in_the_order_in_which_one_reads():
    tables = [*blocks(10, 6), *blocks(1, 5)]
    found = wall.fit(tables, (1294.0, 652.0), width_of, sizes=projected.sizes(768))
    (page,) = found.pages
    assert [placed.block for placed in page] == tables
    assert [(placed.y, placed.x) for placed in page] == sorted((p.y, p.x) for p in page)
    assert 1 < len({placed.y for placed in page}) < len({placed.x for placed in page})


def test_one_endless_name_does_not_make_the_others_small():
    endless = wall.Block("Table 1", (wall.Name("other", "x" * 10_000),))
    found = wall.fit([endless, *blocks(9, 6)], (1920.0, 900.0), width_of, sizes=range(56, 21, -2))
    assert len(found.pages) == 1
    assert found.size >= 24


def test_a_table_higher_than_the_page_goes_on_in_the_next_column():
    found = wall.fit(blocks(1, 60), (800.0, 400.0), width_of, sizes=[24])
    assert sum(len(placed.block.names) for page in found.pages for placed in page) == 60


# Words -----------------------------------------------------------------------------------


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
