"""A merge taken back whole, unless work rests on it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from maillage.actions import exchanges
from maillage.ui.exchanges.rows import Stage
from maillage.ui.exchanges.undoing import MergesDialog, Past
from maillage.ui.widgets.dialogs import MessageDialog

from .conftest import approve, dispute, looked_at, merge, stages


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
