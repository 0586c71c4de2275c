"""Somebody whom nobody expected is received by keyboard, and told from those who are known."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from maillage.actions import events
from maillage.domain.records import Person
from maillage.domain.vocabulary import Category, EventKind
from maillage.ui.widgets.dialogs import ConfirmDialog

from .conftest import CONTROL, DOWN, ENTER, EXPECTED, UP, arrived, opened, titles


def test_enter_on_an_unknown_name_opens_the_five_fields_with_it(expected, page, qtbot):
    QTest.keyClicks(page.search, "zoe le gall")
    QTest.keyClick(page.search, ENTER)
    dialog = opened(page, qtbot)
    assert (dialog.given_name.text(), dialog.family_name.text()) == ("Zoe", "Le Gall")
    assert dialog.focusWidget() is dialog.organisation


def test_a_walk_in_is_received_by_keyboard_alone_and_undone(expected, page, session, told, qtbot):
    QTest.keyClick(page.search, Qt.Key.Key_N, CONTROL)
    dialog = opened(page, qtbot)
    QTest.keyClicks(dialog.focusWidget(), "yvette")
    QTest.keyClick(dialog.focusWidget(), ENTER)
    QTest.keyClicks(dialog.focusWidget(), "combe")
    QTest.keyClick(dialog.focusWidget(), ENTER)
    QTest.keyClicks(dialog.focusWidget(), "Au Fil des Ages")
    QTest.keyClick(dialog.focusWidget(), ENTER)
    assert dialog.focusWidget() is dialog.category
    dialog.category.set_category(Category.INHABITANT)
    QTest.keyClick(dialog.focusWidget(), ENTER)
    QTest.keyClicks(dialog.focusWidget(), "06 12 34 56 78")
    QTest.keyClick(dialog.focusWidget(), ENTER)
    qtbot.waitUntil(lambda: page.door.room.present == 1)
    row = page.door.room.latest[0]
    assert (row.name, row.structure, row.walk_in) == ("Yvette Combe", "Au Fil des Ages", True)
    assert row.category is Category.INHABITANT
    assert told[-1][:2] == ("Yvette Combe est là", "Annuler")
    told[-1][2]()
    qtbot.waitUntil(lambda: page.door.room.present == 0)
    assert "Yvette Combe" not in titles(page)


def test_control_enter_saves_from_any_field_and_the_search_is_free_again(
    expected, page, session, qtbot
):
    QTest.keyClicks(page.search, "zoe le gall")
    QTest.keyClick(page.search, ENTER)
    dialog = opened(page, qtbot)
    QTest.keyClick(dialog.organisation, ENTER, CONTROL)
    qtbot.waitUntil(lambda: page.opening.dialog is None)
    assert page.search.text() == ""
    qtbot.waitUntil(lambda: page.door.room.present == 1)


def test_a_form_without_any_name_says_so_at_the_field_and_keeps_the_rest(
    expected, page, failures, qtbot
):
    page.welcome_somebody()
    dialog = opened(page, qtbot)
    dialog.organisation.setText("Le Cèdre")
    dialog.save()
    qtbot.waitUntil(lambda: bool(dialog.fields["family_name"].error()))
    assert dialog.organisation.text() == "Le Cèdre"
    assert not failures
    QTest.keyClicks(dialog.family_name, "C")
    assert dialog.fields["family_name"].error() == ""


def test_a_text_too_long_is_told_at_its_field(expected, page, qtbot):
    page.welcome_somebody()
    dialog = opened(page, qtbot)
    dialog.family_name.setText("Combe")
    dialog.organisation.setText("x" * 5000)
    dialog.save()
    qtbot.waitUntil(lambda: bool(dialog.fields["organisation"].error()))
    assert dialog.isVisible()


def test_an_invisible_sign_is_told_at_its_field_and_how_to_repair_it(
    expected, page, failures, qtbot
):
    page.welcome_somebody()
    dialog = opened(page, qtbot)
    dialog.family_name.setText("Com\0be")
    dialog.save()
    qtbot.waitUntil(lambda: "au lieu de le coller" in dialog.fields["family_name"].error())
    assert not failures


def test_an_unfinished_address_is_not_saved(expected, page, session, qtbot):
    page.welcome_somebody()
    dialog = opened(page, qtbot)
    dialog.family_name.setText("Combe")
    dialog.contact.setText("yvette@ccas")
    QTest.keyClick(dialog.contact, ENTER)
    assert "ccas-belleville.fr" in dialog.fields["contact"].error()
    assert dialog.isVisible()


def test_somebody_of_the_same_name_is_checked_in_instead(expected, page, session, qtbot):
    page.welcome_somebody()
    dialog = opened(page, qtbot)
    QTest.keyClicks(dialog.focusWidget(), "samuel")
    assert not dialog.likely.banners
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClicks(dialog.focusWidget(), "OCORO")
    qtbot.waitUntil(lambda: bool(dialog.likely.banners))
    assert "Coopérative" in dialog.likely.banners[0].accessibleName()
    button = dialog.likely.banners[0].button
    qtbot.waitUntil(button.isVisible)
    # Whoever types on reaches every field, and no key of theirs the one who has appeared.
    for after in (dialog.organisation, dialog.category, dialog.contact):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        assert dialog.focusWidget() is after
    for _button in (dialog.cancel, dialog.ok, button):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.focusWidget() is button
    QTest.keyClick(button, ENTER)
    qtbot.waitUntil(lambda: arrived(session, expected["Samuel"]))
    assert len(session.store.all(Person)) == len(EXPECTED)


def test_a_number_typed_as_a_name_is_pointed_out_and_taken_all_the_same(expected, page, qtbot):
    QTest.keyClick(page.search, Qt.Key.Key_N, CONTROL)
    dialog = opened(page, qtbot)
    QTest.keyClicks(dialog.focusWidget(), "06 22 22 22 22")
    QTest.keyClick(dialog.focusWidget(), ENTER)
    QTest.keyClicks(dialog.focusWidget(), "combe")
    QTest.keyClick(dialog.focusWidget(), ENTER)
    assert "téléphone" in dialog.fields["given_name"].help()
    dialog.save()
    qtbot.waitUntil(lambda: page.door.room.present == 1)


def test_what_was_written_of_a_walk_in_is_given_up_only_knowingly(
    expected, page, qtbot, monkeypatch
):
    asked = []
    monkeypatch.setattr(ConfirmDialog, "ask", lambda *said, **_: bool(asked.append(said)))
    QTest.keyClicks(page.search, "zoe le gall")
    QTest.keyClick(page.search, ENTER)
    QTest.keyClick(opened(page, qtbot), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.opening.dialog is None)
    assert not asked
    QTest.keyClick(page.search, ENTER)
    dialog = opened(page, qtbot)
    QTest.keyClicks(dialog.focusWidget(), "CCAS")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert len(asked) == 1
    assert dialog.isVisible()
    assert dialog.organisation.text() == "CCAS"


def test_somebody_known_from_another_meeting_is_taken_and_undone(
    expected, page, session, meeting, told, qtbot
):
    other = events.create_event(
        session.store, title="Lyon", event_kind=EventKind.DEBRIEF, starts=session.store.clock()
    )
    session.show_meeting(other)
    page.refresh()
    qtbot.waitUntil(lambda: page.door is not None and page.door.event == other.id)
    page.welcome_somebody()
    dialog = opened(page, qtbot)
    dialog.given_name.setText("Okoro")
    dialog.family_name.setText("Samuel")
    qtbot.waitUntil(lambda: bool(dialog.likely.banners))
    assert "Grande Rencontre de Paris" in dialog.likely.banners[0].accessibleName()
    dialog.likely.banners[0].acted.emit()
    qtbot.waitUntil(lambda: page.door.room.present == 1)
    assert len(session.store.all(Person)) == len(EXPECTED)
    assert told[-1][0] == "Samuel Okoro est là"
    told[-1][2]()
    qtbot.waitUntil(lambda: page.door.room.present == 0)
    assert len(session.store.all(Person)) == len(EXPECTED)


def test_known_structures_are_offered_from_the_middle_of_their_names(expected, page, qtbot):
    page.welcome_somebody()
    dialog = opened(page, qtbot)
    completer = dialog.organisation.completer()
    completer.setCompletionPrefix("belle")
    assert completer.currentCompletion() == "CCAS de Belleville"


def test_the_row_for_somebody_else_is_reached_by_the_arrows(expected, page, qtbot):
    QTest.keyClicks(page.search, "mar")
    for _row in range(3):
        QTest.keyClick(page.search, DOWN)
    assert page.list.is_on_welcome
    QTest.keyClick(page.search, UP)
    assert page.list.people.current_key()
    assert not page.list.is_on_welcome
    QTest.keyClick(page.search, DOWN)
    QTest.keyClick(page.search, ENTER)
    assert opened(page, qtbot).given_name.text() == ""
