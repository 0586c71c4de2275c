"""A queue waiting at the door: three letters and Enter, one after the other, and what is undone."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from maillage.actions import reception, whence
from maillage.domain.errors import DiskFull
from maillage.domain.records import Registration
from maillage.ui.reception import door

from .conftest import CONTROL, DOWN, ENTER, arrived, opened, shows_arrived, titles


def test_three_letters_and_enter_check_somebody_in_and_the_field_waits_for_the_next(
    expected, page, session, told, qtbot
):
    QTest.keyClicks(page.search, "del")
    assert titles(page) == ["Marie Delorme"]
    QTest.keyClick(page.search, ENTER)
    qtbot.waitUntil(lambda: page.search.text() == "")
    assert arrived(session, expected["Marie"])
    assert told[-1][:2] == ("Marie Delorme est là", "Annuler")
    assert page.search.hasFocus()
    assert page.list.people.current_key() == ""
    qtbot.waitUntil(lambda: shows_arrived(page, expected["Marie"]))


def test_a_name_typed_before_the_last_one_was_saved_is_not_emptied(expected, page, session, qtbot):
    QTest.keyClicks(page.search, "delorme")
    QTest.keyClick(page.search, ENTER)
    QTest.keyClicks(page.search, "oko")
    qtbot.waitUntil(lambda: shows_arrived(page, expected["Marie"]))
    assert page.search.text() == "oko"
    assert page.list.people.current_key() == expected["Samuel"]


def test_the_arrows_choose_among_those_found(expected, page, session, qtbot):
    QTest.keyClicks(page.search, "mar")
    assert page.list.people.rows.rowCount() == 3
    QTest.keyClick(page.search, DOWN)
    chosen = page.list.people.current_key()
    QTest.keyClick(page.search, ENTER)
    qtbot.waitUntil(lambda: arrived(session, chosen))


def test_enter_in_an_empty_field_checks_nobody_in(expected, page, session, qtbot):
    QTest.keyClick(page.search, ENTER)
    with qtbot.waitSignal(session.changed, raising=False, timeout=100) as nothing:
        pass
    assert not nothing.signal_triggered
    assert page.opening.dialog is None


def test_a_tap_on_a_row_checks_in_and_two_taps_do_it_once(expected, page, session, told, qtbot):
    people = page.list.people
    rect = people.visualRect(people.rows.index(people.rows.place(expected["Samuel"])))
    for _tap in range(2):
        QTest.mouseClick(
            people.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(80, 20)
        )
    qtbot.waitUntil(lambda: shows_arrived(page, expected["Samuel"]))
    assert [fact for fact, *_ in told] == ["Samuel Okoro est là"]


def test_somebody_here_already_keeps_their_time_and_is_pointed_out(
    expected, page, session, told, qtbot
):
    reception.check_in(session.store, registration=expected["Marc"])
    before = session.store.get(Registration, expected["Marc"]).arrived
    page.refresh()
    qtbot.waitUntil(lambda: shows_arrived(page, expected["Marc"]))
    QTest.keyClicks(page.search, "fontanel")
    QTest.keyClick(page.search, ENTER)
    assert told[-1][0].startswith("Marc Fontanel est là depuis")
    assert session.store.get(Registration, expected["Marc"]).arrived == before
    told[-1][2]()
    assert opened(page, qtbot).registration == expected["Marc"]


def test_the_toast_undoes_its_own_arrival_whatever_came_after(expected, page, session, told, qtbot):
    for name in ("delorme", "okoro"):
        QTest.keyClicks(page.search, name)
        QTest.keyClick(page.search, ENTER)
        qtbot.waitUntil(lambda: page.search.text() == "")
    told[0][2]()
    qtbot.waitUntil(lambda: told[-1][0] == "Arrivée annulée\u00a0: Marie Delorme")
    assert not arrived(session, expected["Marie"])
    assert arrived(session, expected["Samuel"])
    told[0][2]()  # the same toast, again: nothing more to undo
    QTest.keyClick(page.search, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: not arrived(session, expected["Samuel"]))


def test_control_z_undoes_letters_while_there_are_some(expected, page, session, qtbot):
    QTest.keyClicks(page.search, "delorme")
    QTest.keyClick(page.search, ENTER)
    qtbot.waitUntil(lambda: shows_arrived(page, expected["Marie"]))
    QTest.keyClicks(page.search, "ok")
    QTest.keyClick(page.search, Qt.Key.Key_Z, CONTROL)
    assert page.search.text() == ""
    assert arrived(session, expected["Marie"])
    QTest.keyClick(page.search, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: not arrived(session, expected["Marie"]))


def test_what_was_typed_stays_when_saving_fails(
    expected, page, session, failures, qtbot, monkeypatch
):
    def full(*_args, **_values):
        raise DiskFull("store")

    monkeypatch.setattr(session.store, "change", full)
    QTest.keyClicks(page.search, "delorme")
    QTest.keyClick(page.search, ENTER)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], DiskFull)
    assert page.search.text() == "delorme"
    monkeypatch.undo()
    QTest.keyClick(page.search, ENTER)
    qtbot.waitUntil(lambda: arrived(session, expected["Marie"]))


def test_another_laptops_news_keep_the_row_in_hand(expected, page, session, qtbot):
    QTest.keyClicks(page.search, "mar")
    QTest.keyClick(page.search, DOWN)
    chosen = page.list.people.current_key()
    session.write(lambda: reception.check_in(session.store, registration=expected["Samuel"]))
    qtbot.waitUntil(lambda: shows_arrived(page, expected["Samuel"]))
    assert page.list.people.current_key() == chosen
    assert page.search.text() == "mar"


def test_letters_typed_while_the_list_has_the_focus_go_to_the_search(expected, page):
    page.list.people.setFocus()
    QTest.keyClicks(page.list.people, "o")
    QTest.keyClicks(page.search, "ko")
    assert page.search.text() == "oko"


def test_the_counts_and_the_last_arrivals_follow(expected, page, session, qtbot):
    QTest.keyClicks(page.search, "oudot")
    QTest.keyClick(page.search, ENTER)
    latest = page.panel.latest.rows
    qtbot.waitUntil(lambda: [row.title for row in latest.rows()] == ["Martine Oudot"])
    assert page.door.room.present == 1
    assert "Collectivité 1" in page.panel.bar.accessibleName()


def test_a_departure_is_noted_by_keyboard_undone_and_followed_by_a_return(
    expected, page, session, told, qtbot
):
    def left() -> object:
        return session.store.get(Registration, expected["Marc"]).left

    def pick() -> None:
        QTest.keyClicks(page.search, "fontanel")

    pick()
    QTest.keyClick(page.search, Qt.Key.Key_D, CONTROL)
    assert told[-1][0] == "Marc Fontanel n’est pas dans la salle"
    QTest.keyClick(page.search, ENTER)
    qtbot.waitUntil(lambda: shows_arrived(page, expected["Marc"]))
    pick()
    QTest.keyClick(page.search, Qt.Key.Key_D, CONTROL)
    qtbot.waitUntil(lambda: page.door.room.left == 1)
    assert told[-1][0] == "Départ noté\u00a0: Marc Fontanel"
    assert "1 départ" in page.panel.figure._note.text()
    noted = left()
    pick()
    QTest.keyClick(page.search, ENTER)
    qtbot.waitUntil(lambda: page.door.room.left == 0)
    assert told[-1][0] == "Marc Fontanel est de retour"
    QTest.keyClick(page.search, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: told[-1][0] == "Retour annulé\u00a0: Marc Fontanel")
    assert left() == noted
    QTest.keyClick(page.search, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: told[-1][0] == "Départ annulé\u00a0: Marc Fontanel")
    assert left() is None
    assert arrived(session, expected["Marc"])


def test_whoever_signs_is_there(expected, page, session, qtbot):
    page.acting._have_signed(expected["Marie"])
    dialog = opened(page, qtbot)
    QTest.mouseClick(dialog.pad, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    dialog.keep.click()
    qtbot.waitUntil(lambda: arrived(session, expected["Marie"]))


def test_an_arrival_reads_one_person_and_shows_what_reading_everybody_would(
    expected, page, session, monkeypatch, qtbot
):
    store, event = session.store, session.meeting.id
    marie = expected["Marie"]
    store.change(store.get(Registration, marie).person, postcode="69430")
    page.refresh()
    qtbot.waitUntil(lambda: any(one.name for one in page._territories))
    read = []
    monkeypatch.setattr(reception, "seen", lambda *_args, **_more: read.append(1))

    def check(act, deed) -> None:
        act(marie)
        qtbot.waitUntil(lambda: bool(deed(page.door.find(marie))))

    check(page.acting.activate, lambda one: one.arrived)
    check(page.acting.let_go, lambda one: one.left)
    check(page.acting.activate, lambda one: one.is_here)
    check(page.acting.let_go, lambda one: one.left)
    page.desk.undo_last()
    qtbot.waitUntil(lambda: page.door.find(marie).is_here)
    assert read == []
    monkeypatch.undo()
    assert page.door == replace(door.read(session, event), index=page.door.index)
    assert page._territories == whence.territories(store, event=event)
    rows_there = {row.key: row for row in page.list.people.rows.rows()}
    assert rows_there[marie].state is not None


def test_a_change_that_other_screens_made_meanwhile_is_not_missed(expected, page, session, qtbot):
    session.changed.disconnect(page.refresh)  # another screen is in front
    page.acting.activate(expected["Marie"])
    qtbot.waitUntil(lambda: arrived(session, expected["Marie"]))
    qtbot.waitUntil(lambda: not page._moved)
    reception.check_in(session.store, registration=expected["Marc"])
    session.changed.connect(page.refresh)
    page.refresh()
    qtbot.waitUntil(lambda: page.door.room.present == 2)
