"""Who is missing: shown alone, and called by those who know their number."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from maillage.domain.records import Registration
from maillage.ui.widgets.chips import Chip

from .conftest import ENTER, opened, shows_arrived, titles


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
