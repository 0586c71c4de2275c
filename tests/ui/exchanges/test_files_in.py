"""Files brought to the screen: looked at, stopped, gone on with, and opened with their words."""

from __future__ import annotations

import shutil
import threading

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from tests.stores import COORDINATION, cheap_words
from tests.ui.shown import lay_out

from maillage.actions import exchanges
from maillage.domain.records import Note, Person
from maillage.domain.vocabulary import DeviceRole
from maillage.ui.exchanges.file_card import FileRow
from maillage.ui.exchanges.rows import Stage

from .conftest import DOOR, LOW, approve, dispute, looked_at, merge, stages

WORDS = "abricot lanterne vallon cuivre otarie brume sillon"


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
    assert page.files.clear.isHidden(), "one way to leave them is enough"
    approve(qtbot, page)
    qtbot.waitUntil(lambda: bool(page._seen.choices))
    assert stages(page) == [Stage.REFUSED, Stage.DONE, Stage.DONE]
    assert "abîmé" in page.files.row(damaged).accessibleName()
    assert page.files.title.text() == "3 fichiers reçus"
    assert page.files.clear.isVisible()
    assert "1 choix à faire" in told[-1][0]


def test_the_same_file_again_brings_nothing_new(qtbot, page, team, ids, told):
    files = dispute(team, ids)[:1]
    merge(qtbot, page, files)
    merge(qtbot, page, files)
    assert len(page.merging.files) == 1
    assert page.merging.files[0].new == 0
    assert told[-1][:2] == ("Rien de nouveau dans ces fichiers", "")


def test_files_that_come_later_stand_first(qtbot, page, team, ids, tmp_path):
    merge(qtbot, page, dispute(team, ids), choices=1)
    team.laptops[DOOR].store.add(Note(event=ids[0], text="un banc"))
    later = team.laptops[DOOR].export()
    sealed = tmp_path / "mots.maillage"
    team.laptops[LOW].store.export(sealed, passphrase="merle ortie citron lune barque")
    page.take([str(later), str(sealed)])
    looked_at(qtbot, page)
    card = page.files
    rows = [row for row in card.findChildren(FileRow) if card._list.indexOf(row) >= 0]
    shown = [row.path for row in sorted(rows, key=card._list.indexOf)]
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


def test_the_keyboard_stays_with_files_that_were_stopped(qtbot, page, session, team, ids):
    gate = threading.Event()
    session.read(gate.wait, done=lambda _: None)
    page.take([str(path) for path in dispute(team, ids)])
    page.files.focus_first()
    qtbot.keyClick(page.files._progress._stop, Qt.Key.Key_Space)
    gate.set()
    qtbot.waitUntil(page.files.resume.hasFocus)


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


def test_what_asks_for_words_stands_below_what_is_ready(qtbot, page, session, team, ids, tmp_path):
    path = tmp_path / "invitation-table.maillage"
    good = dispute(team, ids)

    def is_last():
        lay_out()
        tops = [page.files.row(one).y() for one in (*good, path)]
        return tops == sorted(tops)

    with cheap_words():
        session.store.invite(path, passphrase=WORDS, role=DeviceRole.FIELD)
        page.take([str(one) for one in (path, *good)])
        looked_at(qtbot, page)
        qtbot.waitUntil(is_last)
        row = page.files.row(path)
        assert page.files.row(good[0]).first
        assert not row.first
        row.words.setText(WORDS)
        row.open.click()
        qtbot.waitUntil(lambda: "est une invitation" in row.accessibleName())
    assert is_last(), "it is not moved away from who has just given its words"


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


def test_refused_files_alone_settle_nothing(qtbot, page, team, ids, tmp_path):
    other = tmp_path / "photo.maillage"
    other.write_bytes(b"no")
    merge(qtbot, page, [other])
    assert page.calm.state is page.calm.no_meeting
    merge(qtbot, page, dispute(team, ids)[:1])
    assert page.calm.state is page.calm.settled
