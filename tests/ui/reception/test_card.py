"""The card of somebody: a field is saved as one leaves it, and erasing is asked for knowingly."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from maillage.domain.records import Note, Organisation, Person, Registration
from maillage.domain.vocabulary import Category, LegalForm, NoteKind
from maillage.ui.reception.held import HeldDialog
from maillage.ui.widgets.dialogs import ConfirmDialog

from .conftest import CONTROL, EXPECTED, arrived, opened, titles


def card_of(page, name: str, qtbot):
    QTest.keyClicks(page.search, name)
    QTest.keyClick(page.search, Qt.Key.Key_E, CONTROL)
    return opened(page, qtbot)


def test_a_field_of_the_card_is_saved_when_one_leaves_it(expected, page, session, qtbot):
    card = card_of(page, "okoro", qtbot)
    card.lines["phone"].edit.setFocus()
    QTest.keyClicks(card.lines["phone"].edit, "06 12 34 56 78")
    QTest.keyClick(card.lines["phone"].edit, Qt.Key.Key_Tab)
    person = session.store.get(Registration, expected["Samuel"]).person
    qtbot.waitUntil(lambda: session.store.get(Person, person).phone == "+33 6 12 34 56 78")
    qtbot.waitUntil(lambda: card.saved.text() == "Enregistré")
    line = card.lines["phone"]
    assert line.text == line.kept == "+33 6 12 34 56 78"
    digest = session.store.digest()
    line.leave()
    assert not line.is_saving
    assert session.store.digest() == digest


def test_erasing_is_never_the_first_button_that_the_keyboard_meets(expected, page, qtbot):
    card = card_of(page, "okoro", qtbot)
    card.commune.edit.setFocus()
    met = []
    for _step in range(5):
        QTest.keyClick(card.focusWidget(), Qt.Key.Key_Tab)
        met.append(card.focusWidget())
    assert met == [card.held, card.consents, card.sign, card.erase, card.close_button]


def test_closing_the_card_saves_the_field_one_is_in(expected, page, session, qtbot):
    card = card_of(page, "okoro", qtbot)
    card.lines["family_name"].edit.setText("Okoro-Diaz")
    QTest.keyClick(card.lines["family_name"].edit, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.opening.dialog is None)
    qtbot.waitUntil(lambda: "Samuel Okoro-Diaz" in titles(page))


def test_the_category_is_corrected_in_the_counts_too(expected, page, session, qtbot):
    card = card_of(page, "okoro", qtbot)
    card.category.set_category(Category.SOCIAL_WORKER)
    card.category.activated.emit(card.category.currentIndex())
    qtbot.waitUntil(lambda: page.door.find(expected["Samuel"]).category is Category.SOCIAL_WORKER)


def test_a_card_says_where_somebody_comes_from_and_the_counts_follow(
    expected, page, session, qtbot
):
    card = card_of(page, "Samuel", qtbot)
    qtbot.waitUntil(lambda: card.commune._atlas is not None)
    QTest.keyClicks(card.commune.edit, "tarare")
    assert "Rhône" in card.commune._below.text()
    QTest.keyClick(card.commune.edit, Qt.Key.Key_Escape)  # the list of places
    QTest.keyClick(card, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.opening.dialog is None)
    qtbot.waitUntil(lambda: [one.name for one in page._territories] == ["Rhône", ""])
    page._open_current_card()
    again = opened(page, qtbot).commune
    qtbot.waitUntil(lambda: again.text == "Tarare" and again.is_saved)


def test_a_row_of_the_places_is_taken_by_enter_and_saved_as_one_leaves(
    expected, page, session, qtbot
):
    card = card_of(page, "Samuel", qtbot)
    qtbot.waitUntil(lambda: card.commune._atlas is not None)
    card.commune.edit.setFocus()
    QTest.keyClicks(card.commune.edit, "villefranche")
    options = card.commune.options
    QTest.keyClick(options, Qt.Key.Key_Down)
    QTest.keyClick(options, Qt.Key.Key_Return)
    assert card.commune.named().code == "69264"
    QTest.keyClick(card.commune.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: card.commune.is_saved)
    assert not card.commune.edit.hasFocus()
    assert card.commune.text == "Villefranche-sur-Saône"


def test_the_legal_form_of_a_structure_holds_for_all_who_come_from_it(
    expected, page, session, qtbot
):
    card = card_of(page, "Samuel", qtbot)
    qtbot.waitUntil(lambda: card.lines["organisation"].edit.completer() is not None)
    card.form.know("", None)
    assert not card.form.combo.isEnabled(), "there is nothing to choose without a structure"
    organisation = card.lines["organisation"]
    organisation.edit.setText("CCAS de Tarare")
    organisation.leave()
    qtbot.waitUntil(card.form.combo.isEnabled)
    card.form.combo.setCurrentIndex(1 + list(LegalForm).index(LegalForm.SOCIAL_ACTION_CENTRE))
    card.form.combo.activated.emit(card.form.combo.currentIndex())
    (structure,) = (one for one in session.store.all(Organisation) if one.name == "CCAS de Tarare")
    qtbot.waitUntil(
        lambda: (
            session.store.get(Organisation, structure.id).legal_form
            is LegalForm.SOCIAL_ACTION_CENTRE
        )
    )
    organisation.edit.setText("Une autre")
    organisation.leave()
    qtbot.waitUntil(lambda: card.form.form() is None)
    organisation.edit.setText("ccas de tarare")
    organisation.leave()
    qtbot.waitUntil(lambda: card.form.form() is LegalForm.SOCIAL_ACTION_CENTRE)
    assert organisation.text == organisation.kept == "CCAS de Tarare", "as it is kept"


def test_a_value_that_cannot_be_saved_is_given_up_only_knowingly(expected, page, session, qtbot):
    card = card_of(page, "okoro", qtbot)
    card.lines["profession"].edit.setText("x" * 5000)
    card.reject()
    qtbot.waitUntil(lambda: card.findChild(ConfirmDialog) is not None)
    assert "Raccourcissez" in card.lines["profession"].error()
    question = card.findChild(ConfirmDialog)
    question.safe.click()
    assert card.isVisible()
    assert card.lines["profession"].text == "x" * 5000
    card.reject()
    qtbot.waitUntil(lambda: len(card.findChildren(ConfirmDialog)) == 2)
    card.findChildren(ConfirmDialog)[-1].danger.click()
    qtbot.waitUntil(lambda: page.opening.dialog is None)


def test_a_card_never_loses_both_names(expected, page, session, qtbot):
    card = card_of(page, "okoro", qtbot)
    card.lines["given_name"].edit.setText("")
    card.lines["given_name"].leave()
    qtbot.waitUntil(lambda: card.lines["given_name"].is_saved)
    card.lines["family_name"].edit.setText("")
    card.lines["family_name"].leave()
    assert card.lines["family_name"].error()


def test_an_arrival_is_recorded_and_undone_from_the_card(expected, page, session, qtbot):
    card = card_of(page, "okoro", qtbot)
    card.presence.change.click()
    qtbot.waitUntil(lambda: card.presence.words.text().startswith("Arrivée à"))
    card.presence.change.click()
    qtbot.waitUntil(lambda: card.presence.words.text() == "Pas encore là")
    assert not arrived(session, expected["Samuel"])


def test_a_tap_on_the_dots_opens_the_card_and_checks_nobody_in(expected, page, session, qtbot):
    people = page.list.people
    QTest.mouseClick(
        people.viewport(), Qt.MouseButton.LeftButton, pos=people.dots(expected["Marie"])
    )
    assert opened(page, qtbot).registration == expected["Marie"]
    assert not arrived(session, expected["Marie"])


def test_erasing_says_what_goes_then_lists_where_the_name_still_stands(
    expected, page, session, meeting, told, qtbot
):
    text = "Voir avec Samuel Okoro pour le local"
    session.store.add(Note(event=meeting.id, note_kind=NoteKind.IDEA, text=text))
    card = card_of(page, "okoro", qtbot)
    card.erase.click()
    question = card.findChild(ConfirmDialog)
    assert "consentements" in question.accessibleDescription()
    assert "Ce qui reste" in question.accessibleDescription()
    question.danger.click()
    qtbot.waitUntil(lambda: hasattr(page.opening.dialog, "list"))
    assert [row.title for row in page.opening.dialog.list.rows.rows()] == [text]
    assert told[-1][0] == "Personne effacée"
    qtbot.waitUntil(lambda: "Samuel Okoro" not in titles(page))
    assert page.door.room.expected == len(EXPECTED)
    assert page.panel.unnamed.isVisible()
    said = page.panel.unnamed.text()
    assert "1 personne effacée ou supprimée" in said.replace("\N{NO-BREAK SPACE}", " ")


def test_somebody_is_handed_what_is_held_about_them(expected, page, session, tmp_path, qtbot):
    card = card_of(page, "okoro", qtbot)
    card.held.click()
    qtbot.waitUntil(lambda: bool(card.findChildren(HeldDialog)))
    (shown,) = card.findChildren(HeldDialog)
    qtbot.waitUntil(lambda: shown.save.isEnabled() and shown.file.isEnabled())
    shown.save_to(tmp_path / "données")
    shown.save_file_to(tmp_path / "données")
    qtbot.waitUntil((tmp_path / "données.json").exists)
    assert (tmp_path / "données.pdf").read_bytes().startswith(b"%PDF")
    assert '"Samuel"' in (tmp_path / "données.json").read_text("utf-8")
    shown.close()


def test_the_safe_choice_erases_nobody(expected, page, session, qtbot):
    card = card_of(page, "okoro", qtbot)
    card.erase.click()
    card.findChild(ConfirmDialog).safe.click()
    assert card.isVisible()
    assert len(session.store.all(Person)) == len(EXPECTED)


def test_the_menu_of_a_row_offers_arrival_and_card(expected, page, session, qtbot):
    page.acting.open_menu(expected["Marie"], QPoint(10, 10))
    menu = QApplication.activePopupWidget()
    assert [one.text() for one in menu.actions()] == [
        "Pointer l’arrivée",
        "Faire signer…",
        "Ouvrir la fiche",
    ]
    menu.actions()[0].trigger()
    menu.close()
    qtbot.waitUntil(lambda: arrived(session, expected["Marie"]))
