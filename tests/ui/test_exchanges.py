"""The screen of files and decisions, on real stores that exchange real files."""

from __future__ import annotations

import shutil
import threading
from datetime import datetime

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton
from tests.stores import (
    ADA,
    CAFE,
    COORDINATION,
    LAPTOPS,
    PASSPHRASE,
    by_hand,
    cheap_words,
)
from tests.ui.shown import show

from maillage import Store
from maillage.actions import events, exchanges, passphrases
from maillage.actions.programme import Opened
from maillage.domain.errors import CannotRead
from maillage.domain.records import Note, Person
from maillage.domain.vocabulary import DeviceRole, EventKind
from maillage.ui.background import Worker
from maillage.ui.exchanges.minutes_dialog import WITHOUT, MinutesDialog
from maillage.ui.exchanges.page import ExchangesPage
from maillage.ui.exchanges.rows import Stage
from maillage.ui.exchanges.rule_dialog import RuleDialog
from maillage.ui.exchanges.undoing import MergesDialog, Past
from maillage.ui.pages import EXCHANGES
from maillage.ui.paper.pdf_dialog import PdfDialog
from maillage.ui.session import Session
from maillage.ui.shell import Shell
from maillage.ui.widgets.dialogs import MessageDialog

DOOR, LOW, _HIGH = LAPTOPS[1:]
WORDS = "abricot lanterne vallon cuivre otarie brume sillon"


@pytest.fixture
def ids(team):
    """The ids of the person and the note that everybody knows."""
    store = team.laptops[COORDINATION].store
    return store.all(Person)[0].id, store.all(Note)[0].id


@pytest.fixture
def session(team):
    """The coordinator's session, without a meeting."""
    found = Session(Opened(team.laptops[COORDINATION].store), Worker())
    yield found
    found.close()


@pytest.fixture
def told(session):
    """The facts that the toast would show."""
    facts = []
    session.told.connect(lambda fact, undo, act: facts.append((fact, undo, act)))
    return facts


@pytest.fixture
def page(qtbot, session):
    """The screen as the window shows it: read anew after every change."""
    found = show(qtbot, ExchangesPage(session), 1100, 700)
    session.changed.connect(found.refresh)
    session.meeting_changed.connect(found.refresh)
    qtbot.waitUntil(lambda: found._seen is not None)
    return found


def dispute(team, ids):
    """Let two laptops change the same telephone number; return their files."""
    for name, phone in ((DOOR, "06 12 44 80 71"), (LOW, "07 68 03 15 22")):
        team.laptops[name].clock.pass_()
        team.laptops[name].store.change(ids[0], phone=phone)
    return [team.laptops[name].export() for name in (DOOR, LOW)]


def merge(qtbot, page, paths, choices=0):
    page.take([str(path) for path in paths])
    approve(qtbot, page)
    qtbot.waitUntil(lambda: len(page._seen.choices) == choices)


def looked_at(qtbot, page):
    """Wait until nothing is being read any more."""
    qtbot.waitUntil(lambda: not page.merging.busy)


def approve(qtbot, page):
    """Take in what was looked at, as the button does."""
    looked_at(qtbot, page)
    if page.merging.ready:
        page.files.go_on.click()
    looked_at(qtbot, page)


def stages(page):
    return [file.stage for file in page.merging.files]


def answer(monkeypatch, path):
    """Have the person choose this path in the next dialog; return the names offered."""
    offered = []

    def choose(_parent, _title, name, _kinds):
        offered.append(name)
        return str(path or ""), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return offered


# Files in ----------------------------------------------------------------------------


def test_dropped_files_go_in_and_a_bad_one_stops_none(qtbot, page, team, ids, told, tmp_path):
    good = dispute(team, ids)
    damaged = tmp_path / "abime.maillage"
    damaged.write_bytes(good[0].read_bytes()[:-9])
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in (damaged, *good)])
    page.dropEvent(
        QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    looked_at(qtbot, page)
    assert stages(page) == [Stage.REFUSED, Stage.PLANNED, Stage.PLANNED]
    assert page.files.go_on.text() == "Intégrer 2 fichiers"
    assert page.files._would.text().endswith("1 choix à faire, 1 fichier refusé")
    approve(qtbot, page)
    qtbot.waitUntil(lambda: bool(page._seen.choices))
    assert stages(page) == [Stage.REFUSED, Stage.DONE, Stage.DONE]
    assert "abîmé" in page.files.row(damaged).accessibleName()
    assert page.files.title.text() == "3 fichiers reçus"
    assert "1 choix à faire" in told[-1][0]


def test_the_same_file_again_brings_nothing_new(qtbot, page, team, ids, told):
    files = dispute(team, ids)[:1]
    merge(qtbot, page, files)
    merge(qtbot, page, files)
    assert len(page.merging.files) == 1
    assert page.merging.files[0].new == 0
    assert told[-1][0] == "Rien de nouveau dans ces fichiers"


def test_files_that_come_later_stand_first(qtbot, page, team, ids, tmp_path):
    merge(qtbot, page, dispute(team, ids), choices=1)
    team.laptops[DOOR].store.add(Note(event=ids[0], text="un banc"))
    later = team.laptops[DOOR].export()
    sealed = tmp_path / "mots.maillage"
    team.laptops[LOW].store.export(sealed, passphrase="merle ortie citron lune barque")
    page.take([str(later), str(sealed)])
    looked_at(qtbot, page)
    card = page.files
    shown = [card._list.itemAt(at).widget().path for at in range(card._list.count())]
    assert shown == [file.path for file in page.merging.files]
    assert shown[:2] == [later, sealed]
    assert [card.row(path).first for path in shown] == [True] + [False] * (len(shown) - 1)
    assert stages(page)[0] is Stage.PLANNED
    assert card.go_on.text() == "Intégrer 1 fichier"


def test_files_are_looked_for_with_control_o(qtbot, page, team, ids, monkeypatch):
    files = [str(path) for path in dispute(team, ids)]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (files, ""))
    qtbot.keyClick(page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.files.go_on.hasFocus)
    qtbot.keyClick(page.files.go_on, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stages(page) == [Stage.DONE, Stage.DONE])


def test_stopping_changes_nothing_and_can_be_taken_up_again(qtbot, page, session, team, ids):
    files = dispute(team, ids)
    digest = session.store.digest()
    gate = threading.Event()
    session.read(gate.wait, done=lambda _: None)
    page.take([str(path) for path in files])
    qtbot.mouseClick(page.files._progress._stop, Qt.MouseButton.LeftButton)
    gate.set()
    qtbot.waitUntil(lambda: not page.merging.busy)
    assert stages(page) == [Stage.STOPPED, Stage.STOPPED]
    assert "rien n’a été modifié" in page.files.row(files[0]).accessibleName()
    assert session.store.digest() == digest
    page.files.resume.click()
    approve(qtbot, page)
    qtbot.waitUntil(lambda: stages(page) == [Stage.DONE, Stage.DONE])


@pytest.mark.parametrize("last", range(5))
def test_stopping_at_any_step_changes_nothing(team, ids, last):
    store = team.laptops[COORDINATION].store
    files, digest = dispute(team, ids), store.digest()
    steps = []

    def stop(done, total, _name):
        steps.append((done, total))
        if done == last:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        exchanges.merge(store, files, progress=stop)
    assert steps == [(done, 4) for done in range(last + 1)]
    assert store.digest() == digest
    assert exchanges.merge(store, files).new > 0


def test_a_folder_stands_for_the_files_in_it_and_what_to_do_stands_above_them(
    qtbot, page, team, ids, tmp_path
):
    stick = tmp_path / "stick"
    stick.mkdir()
    for n in range(12):
        (stick / f"z{n}.maillage").write_bytes(b"spoiled")
    for path in dispute(team, ids):
        shutil.copy(path, stick / f"{path.parent.name}.maillage")
    (tmp_path / "bare").mkdir()
    page.take([str(stick), str(tmp_path / "bare")])
    looked_at(qtbot, page)
    assert len(stages(page)) == 15
    assert stages(page).count(Stage.PLANNED) == 2
    go_on = page.files.go_on
    assert go_on.hasFocus()
    assert go_on.visibleRegion().boundingRect() == go_on.rect()


def test_a_file_dropped_during_a_merge_waits_for_its_turn(qtbot, page, session, team, ids):
    first, second = dispute(team, ids)
    gate = threading.Event()
    session.read(gate.wait, done=lambda _: None)
    page.take([str(first)])
    page.take([str(second)])
    gate.set()
    qtbot.waitUntil(lambda: stages(page) == [Stage.PLANNED, Stage.PLANNED])
    approve(qtbot, page)
    qtbot.waitUntil(lambda: stages(page) == [Stage.DONE, Stage.DONE])
    page.files.clear.click()
    assert page.merging.files == []
    assert page.files.isHidden()


def test_a_file_sealed_with_words_asks_for_them_at_its_place(qtbot, page, team, ids):
    team.laptops[DOOR].store.change(ids[0], phone="1")
    path = team.laptops[DOOR].folder / "mots.maillage"
    page.drop.button.setFocus()
    with cheap_words():
        team.laptops[DOOR].store.export(path, passphrase=WORDS)
        merge(qtbot, page, [path])
        row = page.files.row(path)
        assert row.words.isVisible()
        qtbot.waitUntil(row.words.hasFocus)
        qtbot.keyClicks(row.words, WORDS)
        qtbot.keyClick(row.words, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: stages(page) == [Stage.PLANNED])
        approve(qtbot, page)
        qtbot.waitUntil(lambda: stages(page) == [Stage.DONE])
    assert not row.words.isVisible()


def test_wrong_words_stay_in_their_field(qtbot, page, team, monkeypatch):
    path = team.laptops[DOOR].folder / "mots.maillage"
    with cheap_words():
        team.laptops[DOOR].store.export(path, passphrase=WORDS)
    merge(qtbot, page, [path])
    row = page.files.row(path)
    row.open.click()
    assert row._field.error()
    row.words.setText("pas les bons")
    row.open.click()
    qtbot.waitUntil(lambda: "ne l’ouvrent pas" in row._field.error())
    assert row.words.text() == "pas les bons"


def test_a_merge_brings_the_first_meeting(qtbot, page, session, team):
    assert page.calm.state is page.calm.no_meeting
    asked = []
    page.wants_meeting.connect(lambda: asked.append(True))
    page.calm.no_meeting.action.click()
    assert asked
    assert not page._minutes.isEnabled()
    events.create_event(
        team.laptops[DOOR].store,
        title="Rencontre de Lyon",
        event_kind=EventKind.GRANDE_RENCONTRE,
        starts=datetime(2021, 12, 13, 14, tzinfo=events.ZONE),
    )
    merge(qtbot, page, [team.laptops[DOOR].export()])
    qtbot.waitUntil(lambda: session.meeting is not None)
    assert session.meeting.title == "Rencontre de Lyon"
    assert page.calm.state is page.calm.settled


# Choices -----------------------------------------------------------------------------


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
    assert page.files.decide.isHidden()
    page.choices.postpone()
    page.take([str(tmp_path / "gone.maillage")])
    looked_at(qtbot, page)
    page.files.decide.click()
    assert not page.choices.is_folded


def test_the_keyboard_stays_with_files_that_were_stopped(qtbot, page, session, team, ids):
    gate = threading.Event()
    session.read(gate.wait, done=lambda _: None)
    page.take([str(path) for path in dispute(team, ids)])
    page.files.focus_first()
    qtbot.keyClick(page.files._progress._stop, Qt.Key.Key_Space)
    gate.set()
    qtbot.waitUntil(page.files.resume.hasFocus)


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


def test_an_invitation_is_told_from_a_file_to_merge(qtbot, page, session, told, tmp_path):
    path = tmp_path / "invitation-table.maillage"
    with cheap_words():
        session.store.invite(path, passphrase=WORDS, role=DeviceRole.FIELD)
        merge(qtbot, page, [path])
        row = page.files.row(path)
        assert "sert à rejoindre le programme" in row.accessibleName()
        assert told[-1][0] == "1 fichier attend ses mots"
        row.words.setText(WORDS)
        row.open.click()
        qtbot.waitUntil(lambda: "est une invitation" in row.accessibleName())
    assert not row.words.isVisible()


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


# Files out ---------------------------------------------------------------------------


def test_preparing_a_file_says_what_was_written_and_claims_no_receipt(
    qtbot, page, session, ids, told, monkeypatch, tmp_path
):
    session.store.change(ids[0], phone="1")
    page.refresh()
    qtbot.waitUntil(lambda: page._seen.unsent > 0)
    assert "aucun fichier" in page.send.accessibleName()
    offered = answer(monkeypatch, tmp_path / "pour-vous")
    qtbot.keyClick(page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page._seen.unsent == 0)
    assert offered[0].endswith(".maillage")
    assert (tmp_path / "pour-vous.maillage").is_file()
    assert "Tout est dans un fichier" in page.send.accessibleName()
    assert "pour-vous.maillage" in page.send.accessibleName()
    assert "relu" in page.send.accessibleName()
    assert page.send.folder.isVisible()
    assert "relu" in told[-1][0]


def test_a_field_laptop_is_told_that_nothing_says_it_arrived(qtbot, team):
    door = Session(Opened(team.laptops[DOOR].store), Worker())
    page = show(qtbot, ExchangesPage(door), 900, 500)
    qtbot.waitUntil(lambda: page._seen is not None)
    said = " ".join(page.send.accessibleName().split())
    assert "chez la coordination" in said or "rien ne dit encore qu’elle l’a reçu" in said
    door.close()


def test_closing_the_dialog_writes_nothing(qtbot, page, session, monkeypatch):
    offered = answer(monkeypatch, None)
    page.send.prepare.click()
    qtbot.waitUntil(lambda: bool(offered))
    assert page.send.prepare.isEnabled()


def test_a_file_that_cannot_be_read_back_counts_as_not_sent(
    qtbot, page, session, ids, monkeypatch, tmp_path
):
    session.store.change(ids[0], phone="1")
    before = exchanges.unsent(session.store)
    answer(monkeypatch, tmp_path / "x.maillage")

    def gone(_store, path, *, passphrase):
        raise CannotRead(str(path))

    monkeypatch.setattr(exchanges, "read_back", gone)
    page.send.prepare.click()
    qtbot.waitUntil(page.send._error.isVisible)
    assert exchanges.unsent(session.store) == before
    assert page.send.prepare.isEnabled()


def test_words_are_suggested_and_weak_ones_refused_at_their_place(
    qtbot, page, monkeypatch, tmp_path
):
    page.send.choices["words"].trigger()
    answer(monkeypatch, tmp_path / "x.maillage")
    page.send.prepare.click()
    assert page.send._words_field.error()
    page.send.words.setText("a b")
    page.send.prepare.click()
    qtbot.waitUntil(lambda: "deviner" in page.send._words_field.error())
    assert page.send.words.text() == "a b"
    page.send.suggest.click()
    qtbot.waitUntil(lambda: len(page.send.words.text().split()) == 7)
    words = page.send.words.text()
    assert passphrases.strength(words).accepted
    with cheap_words():
        page.send.prepare.click()
        qtbot.waitUntil(lambda: "qui a les mots" in page.send.accessibleName())
        assert exchanges.read_back(page._session.store, tmp_path / "x.maillage", passphrase=words)


# The compte-rendu --------------------------------------------------------------------


def test_the_compte_rendu_is_written_and_can_be_opened(
    qtbot, page, session, told, monkeypatch, tmp_path, team, ids
):
    event = events.create_event(
        session.store,
        title="Rencontre de Lyon",
        event_kind=EventKind.GRANDE_RENCONTRE,
        starts=datetime(2021, 12, 13, 14, tzinfo=events.ZONE),
        commune="Lyon",
    )
    session.show_meeting(event)
    assert page.header._primary is not None
    merge(qtbot, page, dispute(team, ids), choices=1)
    qtbot.waitUntil(lambda: page.header._primary is None)
    assert page._undecided.text() == "1 choix à faire"
    offered = answer(monkeypatch, tmp_path / "cr")
    qtbot.keyClick(page, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    dialog = page.window().findChild(MinutesDialog)
    dialog.names._chips[WITHOUT].click()
    dialog.go_on.click()
    preview = page.window().findChild(PdfDialog)
    qtbot.waitUntil(lambda: preview.preview.pages > 0)
    qtbot.keyClick(preview, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil((tmp_path / "cr.pdf").is_file)
    qtbot.waitUntil(preview.told.isVisible)
    assert preview.told.accessibleName().startswith("Enregistré")
    preview.reject()
    assert offered[0].endswith("compte-rendu-2021-12-13-lyon.pdf")
    assert (tmp_path / "cr.pdf").read_bytes().startswith(b"%PDF")
    assert page._minutes.isEnabled()


def test_a_small_window_keeps_everything_within_reach(qtbot, page, team, ids):
    page.set_compact(True)
    page.resize(862, 460)
    assert page.files.adder.isVisible()
    assert not page.drop.isVisible()
    page.focus_first()
    assert page.files.adder.hasFocus()
    merge(qtbot, page, dispute(team, ids), choices=1)
    qtbot.waitUntil(lambda: page.choices.mapTo(page, QPoint(0, 0)).x() > page.files.width())
    page.resize(620, 460)
    qtbot.waitUntil(lambda: page.choices.mapTo(page, QPoint(0, 0)).x() < page.files.width())


def test_a_laptop_whose_work_is_all_with_the_coordination_is_told_so(qtbot, team):
    door, coordination = team.laptops[DOOR], team.laptops[COORDINATION]
    door.store.add(Note(text="un banc"))
    session = Session(Opened(door.store), Worker())
    page = show(qtbot, ExchangesPage(session), 1100, 700)
    session.changed.connect(page.refresh)
    qtbot.waitUntil(lambda: page._seen is not None)
    merge(qtbot, page, [coordination.export()])
    assert page.calm.state is page.calm.settled
    coordination.store.merge([door.export()])
    merge(qtbot, page, [coordination.export()])
    qtbot.waitUntil(lambda: page.calm.state is page.calm.handed)
    # The panel above says the same, whatever waits to be decided below.
    assert page.send._fact.text() == "Tout est chez la coordination"
    assert "rien ne dit" not in page.send._sub.text()
    session.close()


def test_refused_files_alone_settle_nothing(qtbot, page, team, ids, tmp_path):
    other = tmp_path / "photo.maillage"
    other.write_bytes(b"no")
    merge(qtbot, page, [other])
    assert page.calm.state is page.calm.no_meeting
    merge(qtbot, page, dispute(team, ids)[:1])
    assert page.calm.state is page.calm.settled


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


def test_a_rule_shows_what_it_decides_before_it_does(qtbot, page, session, team, ids, told):
    for at, name in enumerate((DOOR, LOW)):
        store = team.laptops[name].store
        team.laptops[name].clock.pass_(60 * (at + 1))
        store.change(ids[0], phone=f"06 39 98 10 0{at}", email=f"ada{at}@example.org")
    merge(qtbot, page, [team.laptops[name].export() for name in (DOOR, LOW)], choices=2)
    page.choices.card.rule.click()
    dialog = page.window().findChild(RuleDialog)
    qtbot.waitUntil(lambda: dialog.count.text() != "")
    assert not dialog.go_on.isEnabled()  # no long text is disputed, and the list says so
    assert {row.sub for row in dialog.list.rows.rows()[1:]} == {
        "Seules deux versions d’un même texte long peuvent être réunies"
    }
    digest = session.store.digest()
    dialog.rule.setCurrentIndex(dialog.rule.findText("Garder ce qui a été écrit en dernier"))
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


# Plan, and taking back ---------------------------------------------------------------


def test_nothing_is_written_before_somebody_says_so(qtbot, page, session, team, ids):
    digest = session.store.digest()
    page.take([str(path) for path in dispute(team, ids)])
    looked_at(qtbot, page)
    assert "1 choix à faire" in page.files._would.text()
    rows = [page.files.row(file.path).accessibleName() for file in page.merging.files]
    assert all("1 nouveauté" in said or "1 nouveau" in said for said in rows)
    assert session.store.digest() == digest
    page.files.leave.click()
    assert page.merging.files == []
    assert session.store.digest() == digest


def test_whom_files_erase_is_said_before_and_after(qtbot, page, session, team, ids):
    team.laptops[DOOR].store.erase(ids[0])
    page.take([str(team.laptops[DOOR].export())])
    looked_at(qtbot, page)
    assert "1 personne sera effacée pour toujours" in page.files._missing.text()
    assert session.store.get(Person, ids[0])
    approve(qtbot, page)
    assert "1 personne a été effacée pour toujours" in page.files._missing.text()


def test_what_has_not_arrived_is_said_before_and_after(qtbot, page, team, ids):
    dispute(team, ids)
    team.laptops[DOOR].export()  # lost on the way
    team.laptops[DOOR].store.add(Note(text="un banc"))
    page.take([str(team.laptops[DOOR].export())])
    looked_at(qtbot, page)
    assert "n’est pas arrivé" in page.files._facts.text() or "manque" in page.files._facts.text()
    approve(qtbot, page)
    assert page.files._facts.isVisible()


def test_a_merge_is_taken_back_from_the_toast(qtbot, page, session, team, ids, told):
    digest = session.store.digest()
    merge(qtbot, page, dispute(team, ids), choices=1)
    assert told[-1][1] == "Annuler la fusion"
    told[-1][2]()
    qtbot.waitUntil(lambda: not page._seen.choices)
    assert session.store.digest() == digest
    assert "annulée" in told[-1][0]
    # No file of it is shown as being in; each can be looked at again, and only then taken in.
    assert stages(page) == [Stage.TAKEN_BACK, Stage.TAKEN_BACK]
    page.files.resume.click()
    looked_at(qtbot, page)
    assert stages(page) == [Stage.PLANNED, Stage.PLANNED]
    assert session.store.digest() == digest
    approve(qtbot, page)
    qtbot.waitUntil(lambda: len(page._seen.choices) == 1)
    assert stages(page) == [Stage.DONE, Stage.DONE]


def test_files_dropped_one_after_the_other_are_counted_as_if_dropped_at_once(
    qtbot, page, team, ids
):
    """The same file again, or a copy of it under another name, brings nothing more."""
    paths = dispute(team, ids)
    page.take([str(path) for path in paths])
    looked_at(qtbot, page)
    new = sum(file.new for file in page.merging.ready)
    copy = shutil.copy(paths[1], paths[1].with_stem("copie"))
    for again in (paths, paths[:1], [copy]):
        page.take([str(path) for path in again])
        looked_at(qtbot, page)
        assert page.merging.conflicts == 1
        assert sum(file.new for file in page.merging.ready) == new


def test_past_merges_are_listed_and_one_can_be_taken_back(qtbot, page, session, team, ids):
    digest = session.store.digest()
    merge(qtbot, page, dispute(team, ids), choices=1)
    page._history.trigger()
    qtbot.waitUntil(lambda: page.window().findChild(MergesDialog) is not None)
    dialog = page.window().findChild(MergesDialog)
    assert dialog.list.rows.rowCount() >= 1
    dialog.list.select_first()
    # Enter on a line looks harmless: it goes to the button, and takes nothing back yet.
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert dialog.isVisible()
    qtbot.waitUntil(dialog.back.hasFocus)
    qtbot.keyClick(dialog.back, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.store.digest() == digest, timeout=20_000)
    again = MergesDialog(Past(tuple(exchanges.merges(session.store)), ()))
    qtbot.addWidget(again)
    assert not again.back.isEnabled()


def test_a_merge_that_work_rests_on_stays_and_says_whose(qtbot, page, session, team, ids):
    merge(qtbot, page, dispute(team, ids)[:1])
    session.store.change(ids[0], phone="06 39 98 99 99")
    digest = session.store.digest()
    page.undoing.undo(exchanges.merges(session.store)[0].number)
    qtbot.waitUntil(lambda: page.window().findChild(MessageDialog) is not None)
    dialog = page.window().findChild(MessageDialog)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Ada Lefèvre" in said
    assert "06 39 98 99 99" in said
    assert session.store.digest() == digest
    dialog.accept()


def test_the_file_of_a_copied_laptop_is_kept_although_it_is_never_merged(
    qtbot, page, session, team, tmp_path
):
    laptop = team.laptops[DOOR]
    backup = laptop.store.backup(tmp_path / "backup")
    laptop.store.add(Note(text="ici"))
    merge(qtbot, page, [laptop.export()])
    with Store.open(by_hand(backup), passphrase=PASSPHRASE) as copy:
        copy.add(Note(text="là"))
        there = copy.export(tmp_path / "copie.maillage").path
    page.take([str(there)])
    looked_at(qtbot, page)
    assert (
        "rien n’est perdu\N{NO-BREAK SPACE}: le fichier est gardé à part"
        in page.files.row(there).accessibleName()
    )
    (kept,) = exchanges.kept_aside(session.store)
    assert kept.read_bytes() == there.read_bytes()


def test_a_copy_goes_on_as_another_laptop_at_a_press_and_its_refused_file_comes_in(
    qtbot, team, tmp_path
):
    laptop, first = team.laptops[DOOR], team.laptops[COORDINATION]
    backup = laptop.store.backup(tmp_path / "backup")
    laptop.store.add(Note(text="ici"))
    first.reads(laptop)
    copy = Store.open(by_hand(backup), passphrase=PASSPHRASE)
    copy.add(Note(text="là"))
    session = Session(Opened(copy), Worker())
    facts = []
    session.told.connect(lambda fact, _undo, _act: facts.append(fact))
    try:
        shell = show(qtbot, Shell(session), 1366, 700)
        assert shell.copied.isHidden()
        shell.show_page(EXCHANGES)
        page = shell.page(EXCHANGES)
        page.take([str(first.export())])
        qtbot.waitUntil(shell.copied.isVisible)
        assert (
            "choisissez de continuer comme un autre poste"
            in page.files.row(first.folder / "1.maillage").accessibleName()
        )
        shell.copied.button.click()
        qtbot.waitUntil(lambda: stages(page) == [Stage.PLANNED])
        assert copy.me.formerly == laptop.device
        assert shell.copied.isHidden()
        assert "continue comme un autre" in facts[-1]
        approve(qtbot, page)
        assert {note.text for note in copy.all(Note)} >= {"ici", "là"}
        assert not first.store.merge([copy.export(tmp_path / "2.maillage").path]).refused
    finally:
        session.close()


def test_files_of_copied_laptops_are_named_and_kept(qtbot, session, tmp_path):
    folder = session.store.path / "quarantine"
    folder.mkdir()
    (folder / "0123.maillage").write_bytes(b"sealed")
    kept = exchanges.kept_aside(session.store)
    assert [path.name for path in kept] == ["0123.maillage"]
    dialog = MergesDialog(Past((), kept))
    qtbot.addWidget(dialog)
    said = " ".join(button.text() for button in dialog.findChildren(QPushButton))
    assert "gardé ici, à part" in said
    assert not dialog.none.isHidden()
