"""A file prepared for the others: read back, sealed with words, never said to have arrived."""

from __future__ import annotations

from PySide6.QtCore import Qt
from tests.stores import COORDINATION, cheap_words
from tests.ui.shown import show

from maillage.actions import exchanges, passphrases
from maillage.actions.programme import Opened
from maillage.domain.errors import CannotRead
from maillage.domain.records import Note
from maillage.ui.background import Worker
from maillage.ui.exchanges.page import ExchangesPage
from maillage.ui.session import Session

from .conftest import DOOR, answer, merge


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
