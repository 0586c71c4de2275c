"""The door, driven as a person drives it: by keyboard, by finger, with a queue waiting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import segno
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from tests.ui.shown import show

from maillage import assets
from maillage.actions import events, reception, whence
from maillage.domain.badges import code
from maillage.domain.errors import DiskFull, NotText
from maillage.domain.records import Membership, Note, Organisation, Person, Registration
from maillage.domain.vocabulary import (
    Category,
    EventKind,
    LegalForm,
    NoteKind,
    RegistrationStatus,
    Source,
)
from maillage.ui.look import theme
from maillage.ui.reception import door
from maillage.ui.reception.held import HeldDialog
from maillage.ui.reception.page import ReceptionPage
from maillage.ui.reception.whence import WhenceCard
from maillage.ui.widgets.chips import Chip
from maillage.ui.widgets.dialogs import ConfirmDialog

ENTER, DOWN, UP = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Up
CONTROL = Qt.KeyboardModifier.ControlModifier
LIST = assets.resource("demo", "inscriptions-helloasso.csv")
EXPECTED = (
    ("Marie", "Delorme", Category.SOCIAL_WORKER, "Assistante sociale", "CCAS de Belleville"),
    ("Marc", "Fontanel", Category.SOCIAL_ENTREPRENEUR, "Gérant", "La Remise"),
    ("Martine", "Oudot", Category.ELECTED_OFFICIAL, "Élue", "Ville de Tarare"),
    ("Samuel", "Okoro", Category.SOCIAL_ENTREPRENEUR, "Chargé de projet", "Coopérative"),
)


@pytest.fixture
def expected(session, meeting) -> dict[str, str]:
    """Four people expected; their registrations by first name."""
    found = {}
    store = session.store
    with store.action():
        for given, family, category, profession, structure in EXPECTED:
            person = store.add(
                Person(
                    given_name=given, family_name=family, category=category, profession=profession
                )
            )
            organisation = store.add(Organisation(name=structure))
            store.add(Membership(person=person.id, organisation=organisation.id))
            found[given] = store.add(
                Registration(
                    event=meeting.id,
                    person=person.id,
                    category=category,
                    status=RegistrationStatus.CONFIRMED,
                    source=Source.HELLOASSO,
                )
            ).id
    return found


@pytest.fixture
def told(session) -> list:
    """What the toast was asked to say: fact, word of the button, what the button does."""
    said: list = []
    session.told.connect(lambda *facts: said.append(facts))
    return said


@pytest.fixture
def failures(session) -> list:
    """What went wrong and reached the window."""
    found: list = []
    session.failed.connect(found.append)
    return found


@pytest.fixture
def page(session, meeting, told, failures, qtbot) -> Iterator[ReceptionPage]:
    """The page, shown, as the window refreshes it."""
    shown = show(qtbot, ReceptionPage(session), 1100, 700)
    session.changed.connect(shown.refresh)
    shown.refresh()
    qtbot.waitUntil(lambda: shown.door is not None)
    yield shown
    session.changed.disconnect(shown.refresh)


def arrived(session, registration: str) -> bool:
    return session.store.get(Registration, registration).arrived is not None


def titles(page) -> list[str]:
    return [row.title for row in page.list.people.rows.rows()]


def opened(page, qtbot):
    qtbot.waitUntil(
        lambda: page.opening.dialog is not None and page.opening.dialog.isActiveWindow()
    )
    return page.opening.dialog


def shows_arrived(page, registration: str) -> bool:
    found = page.door.find(registration)
    return found is not None and found.arrived is not None


# The queue --------------------------------------------------------------------------


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


# Badges, departures, who is missing ----------------------------------------------------


def test_a_scanner_checks_in_whatever_its_keyboard_and_the_field_is_free(
    expected, page, session, told, qtbot
):
    american = code(expected["Samuel"]).translate(
        str.maketrans("1234567890QWAZM", "&é\"'(-è_çàAZQW?")
    )
    page.search.insert(american)  # QTest types only Latin letters
    QTest.keyClick(page.search, ENTER)
    qtbot.waitUntil(lambda: shows_arrived(page, expected["Samuel"]))
    assert page.search.text() == ""
    assert told[-1][0] == "Samuel Okoro est là"
    page.search.insert(american)
    QTest.keyClick(page.search, ENTER)
    qtbot.waitUntil(lambda: told[-1][0].startswith("Samuel Okoro est là depuis"))
    assert page.search.text() == ""
    assert page.opening.dialog is None


def test_the_photo_of_a_badge_checks_in_and_another_photo_says_what_to_do(
    expected, page, told, qtbot, tmp_path
):
    badge = tmp_path / "Photo.PNG"
    segno.make(code(expected["Marc"])).save(tmp_path / "badge.png", scale=8)
    (tmp_path / "badge.png").rename(badge)
    page._take_file(str(badge))
    qtbot.waitUntil(lambda: shows_arrived(page, expected["Marc"]))
    segno.make("https://exemple.example/").save(tmp_path / "other.png", scale=8)
    page._take_file(str(tmp_path / "other.png"))
    qtbot.waitUntil(lambda: "Aucun badge" in told[-1][0])


def test_a_badge_of_nobody_is_told_and_nobody_is_welcomed(expected, page, told, qtbot):
    QTest.keyClicks(page.search, code("018f0000-0000-7000-8000-000000000123"))
    QTest.keyClick(page.search, ENTER)
    qtbot.waitUntil(lambda: bool(told))
    assert "badge" in told[-1][0]
    assert page.opening.dialog is None


@pytest.mark.parametrize("typed", ["MMJC5V8P9C44", "https://billets.example/41207991"])
def test_a_code_that_is_no_badge_is_told_and_gives_way_to_the_next(
    expected, page, told, typed, qtbot
):
    QTest.keyClicks(page.search, typed)
    assert page.list.welcome.rows.rows()[0].title == "Accueillir quelqu’un sans inscription"
    assert not page.list.is_on_welcome
    QTest.keyClick(page.search, ENTER)
    assert "n’est pas un badge" in told[-1][0]
    assert page.opening.dialog is None
    QTest.keyClicks(page.search, code(expected["Marc"]))
    QTest.keyClick(page.search, ENTER)
    assert page.search.text() == ""
    qtbot.waitUntil(lambda: shows_arrived(page, expected["Marc"]))


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


def test_who_is_missing_is_shown_alone_but_a_name_is_looked_for_among_all(
    expected, page, session, qtbot
):
    QTest.keyClicks(page.search, "okoro")
    QTest.keyClick(page.search, ENTER)
    qtbot.waitUntil(lambda: shows_arrived(page, expected["Samuel"]))
    chips = {chip.item.code: chip for chip in page.parts.findChildren(Chip)}
    assert chips["awaited"].text().endswith("3")
    assert "left" not in chips
    QTest.keyClick(chips["awaited"], Qt.Key.Key_Space)
    assert "Samuel Okoro" not in titles(page)
    assert len(titles(page)) == 3
    assert page.search.hasFocus()
    QTest.keyClicks(page.search, "o")
    assert titles(page)[-1] == "Samuel Okoro"


# Nobody bears this name ---------------------------------------------------------------


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


# The card -----------------------------------------------------------------------------


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


# Lists --------------------------------------------------------------------------------


def drop(page, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(50, 50), copy, mime, left, none))
    assert page.veil.isVisible() == (path.suffix == ".csv")
    QApplication.sendEvent(page, QDropEvent(QPointF(50, 50), copy, mime, left, none))
    assert not page.veil.isVisible()


def test_before_anybody_is_expected_the_page_offers_a_list_and_a_walk_in(page, qtbot):
    assert page.states.currentWidget() is page.nobody
    page.nobody.walk_in.click()
    opened(page, qtbot)


def test_a_list_dropped_on_the_page_is_read_then_taken_in_and_again_changes_nothing(
    page, session, told, qtbot
):
    drop(page, LIST)
    dialog = opened(page, qtbot)
    assert dialog.take.text() == "Ajouter 60 personnes"
    assert not session.store.all(Person)
    dialog.show_group("flagged")
    assert dialog.list.rows.rowCount() > 0
    dialog.take.click()
    qtbot.waitUntil(lambda: bool(told) and told[-1][0] == "60 personnes ajoutées")
    qtbot.waitUntil(lambda: page.states.currentWidget() is not page.nobody)
    assert page.door.room.expected == 60
    drop(page, LIST)
    again = opened(page, qtbot)
    assert again.take.isHidden()
    assert again.leave.text() == "Fermer"


def test_a_file_that_is_no_list_is_refused_with_its_reason(
    page, session, failures, qtbot, tmp_path
):
    picture = tmp_path / "photo.csv"
    picture.write_bytes(bytes(range(256)) * 40)
    drop(page, picture)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], NotText)
    assert not session.store.all(Person)


def test_what_is_no_list_says_where_it_belongs(page, tmp_path, told):
    for name, said in (("notes.txt", "notes.txt"), ("accueil-1.maillage", "Échanges")):
        drop(page, tmp_path / name)
        assert said in told[-1][0]
    assert page.opening.dialog is None


# States -------------------------------------------------------------------------------


def test_without_a_meeting_the_page_asks_for_one(session, qtbot):
    page = show(qtbot, ReceptionPage(session), 1100, 700)
    page.refresh()
    page.focus_first()
    with qtbot.waitSignal(page.wants_meeting):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    assert not page.take_in.isEnabled()
    texts = {one.text() for one in page.header.findChildren(QPushButton) if one.isVisible()}
    assert "Reprendre une liste…" not in texts


def test_nobody_reads_that_there_is_no_meeting_while_it_is_being_looked_for(session, qtbot):
    session.start()
    page = ReceptionPage(session)
    session.meeting_changed.connect(page.refresh)
    page.refresh()
    assert page.states.currentWidget() is not page._no_meeting
    show(qtbot, page, 1100, 700)
    qtbot.waitUntil(page._no_meeting.action.hasFocus)
    session.meeting_changed.disconnect(page.refresh)


def test_the_compact_page_keeps_the_search_the_list_and_the_way_to_somebody_else(
    expected, page, qtbot
):
    page.set_compact(True)
    qtbot.waitUntil(lambda: page.minimumHeight() <= 460)
    page.resize(862, 460)
    qtbot.waitUntil(lambda: page.height() == 460)
    welcome = page.list.welcome
    assert welcome.isVisible()
    qtbot.waitUntil(lambda: welcome.mapTo(page, QPoint(0, welcome.height())).y() <= 460)
    qtbot.waitUntil(lambda: page.list.people.height() >= 120)


def test_large_letters_in_a_small_window_leave_three_people_in_sight(
    expected, page, session, qapp, qtbot
):
    page.set_compact(True)
    session.store.change(session.store.all(Person)[0].id, postcode="69430")
    page.refresh()
    page.resize(862, 540)
    qtbot.waitUntil(page.panel.from_where.isVisible)
    assert "Rhône\u00a00\u00a0/\u00a01" in page.panel.from_where.text()
    theme.apply(qapp, "light", 130)
    page.resize(833, 540)
    people = page.list.people
    third = people.model().index(2, 0)
    qtbot.waitUntil(lambda: people.viewport().rect().contains(people.visualRect(third)))
    assert page.panel.isHidden()
    assert "0 personne" in page.header._line.text()
    page.counts.trigger()
    whence_card = opened(page, qtbot).findChild(WhenceCard)
    assert whence_card.isVisible()
    theme.apply(qapp, "light")


def test_another_meeting_shows_its_own_people_and_forgets_what_could_be_undone(
    expected, page, session, qtbot
):
    QTest.keyClicks(page.search, "delorme")
    QTest.keyClick(page.search, ENTER)
    qtbot.waitUntil(lambda: shows_arrived(page, expected["Marie"]))
    other = events.create_event(
        session.store, title="Lyon", event_kind=EventKind.DEBRIEF, starts=session.store.clock()
    )
    session.show_meeting(other)
    page.refresh()
    qtbot.waitUntil(lambda: page.door is not None and page.door.event == other.id)
    assert titles(page) == []
    QTest.keyClick(page, Qt.Key.Key_Z, CONTROL)
    assert arrived(session, expected["Marie"])


# Who is missing --------------------------------------------------------------------


def test_the_missing_are_listed_with_their_numbers_copied_and_ready_to_print(
    expected, page, session, told, qtbot
):
    store = session.store
    store.clock = lambda: session.meeting.starts
    person = store.get(Registration, expected["Marie"]).person
    store.change(person, phone="+33 6 39 98 20 14")
    page.call.trigger()
    dialog = opened(page, qtbot)
    qtbot.waitUntil(dialog.print.isEnabled, timeout=15_000)
    assert dialog.remark.text() == "3 autres absents n’ont pas laissé de numéro."

    dialog.copy.setFocus()
    QTest.keyClick(dialog.copy, Qt.Key.Key_Space)
    copied = QApplication.clipboard().text().split("\n")
    assert copied[1:] == ["Marie Delorme, CCAS de Belleville\u00a0: 06 39 98 20 14"]
    assert dialog.told.isVisible()
    assert "1 numéro copié" in dialog.told.accessibleName()
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert QApplication.clipboard().text() == "06 39 98 20 14"

    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.opening.dialog is None)
    assert page.focusWidget() is page.search


def test_when_nobody_can_be_called_the_dialog_says_so_and_offers_nothing(expected, page, qtbot):
    page.call.trigger()
    dialog = opened(page, qtbot)
    qtbot.waitUntil(dialog.nobody.isVisible)
    assert not dialog.copy.isEnabled()
    assert not dialog.print.isEnabled()


# A list taken back ------------------------------------------------------------------


def taken_list(page, session, qtbot) -> None:
    page.opening.preview_list(LIST, session.meeting.id)
    dialog = opened(page, qtbot)
    dialog.take_in()
    qtbot.waitUntil(lambda: page.opening.dialog is None and len(page.door.arrivals) > 50)


def test_a_list_is_taken_back_from_the_head_of_the_page_once_the_toast_has_gone(
    page, session, qtbot
):
    assert not page.opening.lists.back.isVisible()
    taken_list(page, session, qtbot)
    buttons = {one.text(): one for one in page.header.findChildren(QPushButton) if one.isVisible()}
    buttons["Retirer la dernière liste"].click()
    qtbot.waitUntil(lambda: page.door.is_empty)
    assert not page.opening.lists.back.isVisible()


def test_whoever_signs_is_there(expected, page, session, qtbot):
    page.acting._have_signed(expected["Marie"])
    dialog = opened(page, qtbot)
    QTest.mouseClick(dialog.pad, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    dialog.keep.click()
    qtbot.waitUntil(lambda: arrived(session, expected["Marie"]))


def test_a_list_is_taken_back_by_the_toast_and_by_the_keys_that_undo(page, session, told, qtbot):
    taken_list(page, session, qtbot)
    fact, word, undo, _icon = told[-1]
    assert fact.endswith("personnes ajoutées")
    assert word == "Annuler"
    undo()
    undo()
    qtbot.waitUntil(lambda: page.door.is_empty)
    assert told[-1][0] == "La liste est retirée"

    taken_list(page, session, qtbot)
    page.activateWindow()
    qtbot.waitUntil(page.search.hasFocus)
    QTest.keyClick(page.search, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: page.door.is_empty)


def test_a_list_stays_and_says_why_once_somebody_of_it_has_arrived(
    page, session, told, failures, qtbot
):
    taken_list(page, session, qtbot)
    undo = told[-1][2]
    reception.check_in(session.store, registration=page.door.arrivals[0].registration)
    undo()
    qtbot.waitUntil(lambda: bool(failures))
    assert failures[0].names == (page.door.arrivals[0].name,)
    assert len(session.store.all(Registration)) > 50


# One arrival among very many ---------------------------------------------------------


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


@pytest.mark.parametrize("before", ["", "Marie-"])
def test_a_badge_scanned_while_a_dialog_is_open_checks_in_and_leaves_its_field_as_it_was(
    expected, page, session, qtbot, before
):
    page.acting.open_card(expected["Marie"])
    card = opened(page, qtbot)
    field = card.lines["given_name"].edit
    if before:
        field.setText(before)
    else:
        field.selectAll()
    QTest.keyClicks(field, code(expected["Marc"]))
    QTest.keyClick(field, ENTER)
    qtbot.waitUntil(lambda: arrived(session, expected["Marc"]))
    assert field.text() == (before or "Marie")
    assert page.opening.dialog is card
    card.reject()
    qtbot.waitUntil(lambda: page.opening.dialog is None)
