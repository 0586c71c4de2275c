"""A choice made by keyboard: a version taken, another written, or left for later."""

from __future__ import annotations

import threading

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit
from tests.stores import ADA, CAFE, COORDINATION
from tests.ui.shown import lay_out, show

from maillage.actions import exchanges
from maillage.actions.programme import Opened
from maillage.domain.records import Note, Person
from maillage.ui.background import Worker
from maillage.ui.exchanges.page import ExchangesPage
from maillage.ui.exchanges.rule_dialog import RuleDialog
from maillage.ui.session import Session

from .conftest import DOOR, LOW, dispute, looked_at, merge


def test_a_digit_takes_a_version_and_the_other_can_still_be_taken(
    qtbot, page, session, team, ids, told
):
    merge(qtbot, page, dispute(team, ids), choices=1)
    values = [one.value for one in page._seen.choices[0].versions]
    page.files.decide.click()
    qtbot.keyClick(page.choices.card.cards[0].button, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: not page._seen.choices)
    assert session.store.get(Person, ids[0]).phone == values[1]
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(page._seen.choices))
    assert told[-1][0].endswith("le choix est de nouveau à faire")
    assert [one.value for one in page._seen.choices[0].versions] == values
    assert page.deciding.count == 0
    qtbot.keyClick(page.choices.card.cards[0].button, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: not page._seen.choices)
    fact, label, act = told[-1]
    assert "reste dans les choix faits" in fact
    assert label == "Prendre l’autre"
    assert page.calm.state is page.calm.decided
    act()
    qtbot.waitUntil(lambda: session.store.get(Person, ids[0]).phone == values[0])
    # What was changed since is not touched by a toast that came too late.
    failures = []
    session.failed.connect(failures.append)
    act()
    qtbot.waitUntil(lambda: bool(failures))
    assert session.store.get(Person, ids[0]).phone == values[0]


def test_a_digit_decides_from_wherever_the_keyboard_is_but_a_text_field(
    qtbot, page, session, team, ids
):
    merge(qtbot, page, dispute(team, ids), choices=1)
    values = [one.value for one in page._seen.choices[0].versions]
    typing = QLineEdit(page)
    typing.show()
    typing.setFocus()
    qtbot.keyClick(typing, Qt.Key.Key_2)
    assert typing.text() == "2"
    typing.hide()
    page.files.decide.click()
    page.drop.button.setFocus()
    qtbot.keyClick(page.drop.button, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: not page._seen.choices)
    assert session.store.get(Person, ids[0]).phone == values[1]


def test_files_stay_in_front_until_one_goes_on_to_the_choices(
    qtbot, page, session, team, ids, tmp_path
):
    merge(qtbot, page, dispute(team, ids), choices=1)
    page.files.decide.click()
    above = lambda: page.files.y() < page.choices.y()  # noqa: E731 - where the files stand
    qtbot.waitUntil(lambda: not above())
    for name, phone in ((DOOR, "1"), (LOW, "2")):
        team.laptops[name].store.change(ids[0], phone=phone)
    gate = threading.Event()
    session.read(gate.wait, done=lambda _: None)
    page.take([str(team.laptops[name].export()) for name in (DOOR, LOW)])
    qtbot.waitUntil(above)
    gate.set()
    qtbot.waitUntil(page.files.go_on.hasFocus)
    gate.clear()
    session.read(gate.wait, done=lambda _: None)
    qtbot.keyClick(page.files.go_on, Qt.Key.Key_Return)
    # The keyboard is with the work one has begun, and a digit decides nothing.
    assert page.files._progress.has_keyboard()
    qtbot.keyClick(page.files._progress._stop, Qt.Key.Key_1)
    gate.set()
    looked_at(qtbot, page)
    assert above()
    assert page.files.decide.hasFocus()
    assert page.files.decide.text() == "Faire le choix"
    assert len(page._seen.choices) == 1
    qtbot.keyClick(page.files.decide, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not above())
    assert page.choices._has_focus()
    assert not page.files.decide.isVisible()
    page.choices.postpone()
    page.take([str(tmp_path / "gone.maillage")])
    looked_at(qtbot, page)
    page.files.decide.click()
    assert not page.choices.is_folded


def test_a_laptop_in_the_field_may_decide_but_the_coordination_will(qtbot, team, ids, page):
    merge(qtbot, page, dispute(team, ids), choices=1)
    assert page.files.decide.property("kind") == "primary"
    assert not page.files.theirs.isVisible()
    session = Session(Opened(team.laptops[DOOR].store), Worker())
    field = show(qtbot, ExchangesPage(session), 1100, 700)
    session.changed.connect(field.refresh)
    merge(qtbot, field, [team.laptops[COORDINATION].export()], choices=1)
    qtbot.waitUntil(field.files.decide.isVisible)
    assert field.files.decide.property("kind") == "secondary"
    assert "La coordination" in field.files.theirs.text()
    assert field.files.theirs.isVisible()
    qtbot.keyClick(field.files.decide, Qt.Key.Key_Return)
    assert field.choices._has_focus()
    session.close()


def test_what_was_put_off_is_not_decided_unseen(qtbot, page, team, ids):
    merge(qtbot, page, dispute(team, ids), choices=1)
    page.choices.postpone()
    decided = []
    page.choices.decided.connect(lambda *_: decided.append(1))
    page.choices._take(0)
    assert decided == []
    page.go_through("1 choix à faire", ("x",))  # as «Y aller» on the screen at the end of the day
    page.choices._take(0)
    assert decided == [1]


def test_another_value_can_be_written_and_an_error_loses_nothing(qtbot, page, session, team, ids):
    merge(qtbot, page, dispute(team, ids), choices=1)
    card = page.choices.card
    card.another.click()
    card.editor.edit.setText("0" * 41)
    card.editor.save.click()
    qtbot.waitUntil(lambda: bool(card.editor.field.error()))
    assert card.editor.text() == "0" * 41
    card.editor.edit.setText("nimporte quoi @@")
    card.editor.save.click()
    qtbot.waitUntil(lambda: "06 12 34 56 78" in card.editor.field.error())
    # Digits are typed, not taken for a choice; a screen read anew keeps what is typed.
    card.editor.edit.clear()
    qtbot.keyClicks(card.editor.edit, "01 23 45 67 89")
    session.changed.emit()
    page.set_compact(True)
    assert card.editor.text() == "01 23 45 67 89"
    qtbot.keyClick(card.editor.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page._seen.choices)
    assert session.store.get(Person, ids[0]).phone == "01 23 45 67 89"


def test_escape_leaves_the_editor(qtbot, page, team, ids):
    merge(qtbot, page, dispute(team, ids), choices=1)
    card = page.choices.card
    card.another.click()
    card.editor.edit.clear()
    card.editor.save.click()
    assert card.editor.field.error()
    qtbot.keyClick(card.editor.edit, Qt.Key.Key_Escape)
    assert card.editor is None
    assert card.later.isVisible()


def test_arrows_move_among_several_choices_and_later_folds_them(qtbot, page, team, ids):
    for name in (DOOR, LOW):
        team.laptops[name].store.change(ids[1], text=f"un café à {name}")
    merge(qtbot, page, dispute(team, ids), choices=2)
    area, card = page.choices, page.choices.card
    assert area.inbox.title.text() == "Choix à faire · 2"
    page.files.decide.click()
    first = area.key()
    qtbot.keyClick(area.list, Qt.Key.Key_Right)
    assert area.key() != first
    assert card.position.text() == "Choix 2 sur 2"
    qtbot.keyClick(area.list, Qt.Key.Key_Left)
    assert area.key() == first
    # From a button too, which is made anew for the next choice: the arrows go on.
    card.focus_first()
    qtbot.keyClick(card.cards[0].button, Qt.Key.Key_Right)
    assert area.key() != first
    assert area.window().focusWidget() is area.list
    qtbot.keyClick(area.list, Qt.Key.Key_Left)
    assert area.key() == first
    area.list.set_current(area._choices[1].key)
    assert area.key() != first
    card.later.click()
    assert area.key() == first
    card.later.click()
    assert area.waiting.isVisible()
    assert not card.isVisible()
    area.waiting._button.click()
    assert card.isVisible()


def test_a_record_deleted_here_and_changed_there_comes_back_with_its_value(
    qtbot, page, session, team, ids
):
    team.laptops[DOOR].store.delete(ids[1])
    team.laptops[LOW].store.change(ids[1], text="un café chaud")
    files = [team.laptops[name].export() for name in (DOOR, LOW)]
    merge(qtbot, page, files, choices=1)
    choice = page._seen.choices[0]
    assert "supprimée" in choice.warning
    assert team.laptops[DOOR].store.me.name in choice.warning
    place = [one.value for one in choice.versions].index("un café chaud")
    page.choices.card.cards[place].button.click()
    qtbot.waitUntil(lambda: not page._seen.choices)
    note = session.store.get(Note, ids[1])
    assert (note.text, note.deleted) == ("un café chaud", False)


def test_a_deleted_record_can_be_left_deleted(qtbot, page, session, team, ids, told):
    team.laptops[DOOR].store.delete(ids[1])
    team.laptops[LOW].store.change(ids[1], text="un café chaud")
    merge(qtbot, page, [team.laptops[name].export() for name in (DOOR, LOW)], choices=1)
    assert page.choices.card.proposal is None  # it would be the one text that was changed
    page.choices.card.leave.click()
    qtbot.waitUntil(lambda: not page._seen.choices)
    assert session.store.get(Note, ids[1]).deleted
    fact, label, act = told[-1]
    assert "laissée supprimée" in fact
    assert label == "La rétablir"
    act()
    qtbot.waitUntil(lambda: not session.store.get(Note, ids[1]).deleted)
    assert session.store.get(Note, ids[1]).text == "un café chaud"


def test_what_somebody_decided_meanwhile_is_told_and_gone(qtbot, page, session, team, ids, told):
    merge(qtbot, page, dispute(team, ids), choices=1)
    choice = page._seen.choices[0]
    exchanges.resolve(session.store, choice.decision.conflict, "1")
    page.choices.card.take(0)
    qtbot.waitUntil(lambda: not page._seen.choices)
    assert told[-1][0] == "Quelqu’un a déjà fait ce choix."
    assert session.store.get(Person, ids[0]).phone == "1"


def test_records_of_a_person_are_named_after_the_person(qtbot, page, team, ids):
    merge(qtbot, page, dispute(team, ids), choices=1)
    assert page._seen.choices[0].subject == ADA.name
    assert CAFE.text not in page.choices.card.title.text()


def test_two_texts_are_offered_as_one_and_taken(qtbot, page, session, team, ids, told):
    for name, text in ((DOOR, "un grand café commun"), (LOW, "un café commun le mardi")):
        team.laptops[name].store.change(ids[1], text=text)
    merge(qtbot, page, [team.laptops[name].export() for name in (DOOR, LOW)], choices=1)
    card = page.choices.card
    assert card.proposal is not None
    assert card.choice().proposal.marks
    assert card.proposal.button.text() == "Prendre ce texte"
    card.proposal.button.click()
    qtbot.waitUntil(lambda: not page._seen.choices)
    assert session.store.get(Note, ids[1]).text == "un grand café commun le mardi"


def test_two_long_texts_are_offered_as_one_above_both(qtbot, page, team, ids):
    long = " ".join(f"Une phrase de la table {table}." for table in range(30))
    for name, text in ((DOOR, f"{long} {CAFE.text}"), (LOW, f"{CAFE.text} {long}")):
        team.laptops[name].store.change(ids[1], text=text)
    merge(qtbot, page, [team.laptops[name].export() for name in (DOOR, LOW)], choices=1)
    page.files.decide.click()
    lay_out()
    card = page.choices.card
    shown = [card.proposal, *card.cards]
    tops = [one.mapTo(card, QPoint()).y() for one in shown]
    assert tops == sorted(set(tops))
    assert page.window().focusWidget() is card.proposal.button


def test_texts_that_clash_are_put_right_before_they_are_taken(qtbot, page, session, team, ids):
    for name, text in ((DOOR, "un thé commun"), (LOW, "un cacao commun")):
        team.laptops[name].store.change(ids[1], text=text)
    merge(qtbot, page, [team.laptops[name].export() for name in (DOOR, LOW)], choices=1)
    card = page.choices.card
    assert card.proposal.button.text() == "Mettre au propre…"
    card.proposal.button.click()
    assert "thé" in card.editor.text()
    assert "cacao" in card.editor.text()
    card.editor.edit.setPlainText("un thé ou un cacao commun")
    card.editor.save.click()
    qtbot.waitUntil(lambda: not page._seen.choices)
    assert session.store.get(Note, ids[1]).text == "un thé ou un cacao commun"


def test_what_was_put_off_stands_above_the_files(qtbot, page, team, ids):
    merge(qtbot, page, dispute(team, ids), choices=1)
    page.files.decide.click()
    page.choices.card.later.click()
    qtbot.waitUntil(page.choices.waiting.isVisible)
    lay_out()
    assert page.files.isVisible()
    assert page.calm.isHidden(), "there is enough to look at"
    tops = [one.mapTo(page, QPoint()).y() for one in (page.choices.waiting, page.files)]
    assert tops == sorted(tops)


def test_a_rule_shows_what_it_decides_before_it_does(qtbot, page, session, team, ids, told):
    for at, name in enumerate((DOOR, LOW)):
        store = team.laptops[name].store
        team.laptops[name].clock.pass_(60 * (at + 1))
        store.change(ids[0], phone=f"06 39 98 10 0{at}", email=f"ada{at}@example.org")
    merge(qtbot, page, [team.laptops[name].export() for name in (DOOR, LOW)], choices=2)
    page.choices.card.rule.click()
    dialog = page.window().findChild(RuleDialog)
    qtbot.waitUntil(dialog.go_on.isEnabled)
    latest = dialog.rule.findText("Garder ce qui a été écrit en dernier")
    assert dialog.rule.currentIndex() == latest  # no long text is disputed, and nothing is empty
    dialog.rule.setCurrentIndex(0)
    qtbot.waitUntil(lambda: "essayez-en une autre" in dialog.count.text())
    assert not dialog.go_on.isEnabled()
    assert {row.sub for row in dialog.list.rows.rows()[1:]} == {
        "Seules deux versions d’un même texte long peuvent être réunies"
    }
    digest = session.store.digest()
    dialog.rule.setCurrentIndex(latest)
    qtbot.waitUntil(dialog.go_on.isEnabled)
    rows = dialog.list.rows.rows()
    assert {row.title for row in rows} == {"06 39 98 10 01", "ada1@example.org"}
    assert {row.state.word for row in rows} == {LOW}
    assert all("au lieu de" in row.sub for row in rows)
    assert session.store.digest() == digest
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page._seen.choices)
    assert session.store.get(Person, ids[0]).phone == "06 39 98 10 01"
    assert told[-1][0].startswith("2 choix sont faits")
    session.store.change(ids[0], phone="06 39 98 10 07")  # as a merge brings it
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(page._seen.choices) == 1)
    assert told[-1][0] == (
        "1 choix est de nouveau à faire. 1 ne peut pas être annulé"
        "\N{NO-BREAK SPACE}: décidé autrement depuis."
    )
    assert session.store.get(Person, ids[0]).phone == "06 39 98 10 07"
    assert [LOW in one.caption for one in page._seen.choices[0].versions] == [True, False]
    assert told[-1][1] == "Rétablir"
    told[-1][2]()
    qtbot.waitUntil(lambda: not page._seen.choices)
    assert session.store.get(Person, ids[0]).email == "ada1@example.org"
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(page._seen.choices) == 1)
    assert told[-1][0] == "1 choix est de nouveau à faire."
