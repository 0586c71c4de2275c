"""Dialogs: as high as their words, never higher than the screen, and closed by the safe choice."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from tests.ui.shown import show

from maillage.ui.widgets.chips import ChipBar, ChipItem
from maillage.ui.widgets.dialogs import ConfirmDialog, MessageDialog, PlainDialog
from maillage.ui.widgets.fields import LabelledField
from maillage.ui.widgets.scroll import ScrollPane
from maillage.ui.widgets.text import Text


def asking(fields: int) -> PlainDialog:
    dialog = PlainDialog("Une question", "Une phrase.")
    for at in range(fields):
        place = dialog.body.count() - 1
        dialog.body.insertWidget(place, LabelledField(f"Champ {at}", QLineEdit()))
    dialog.add_button("Fermer", "primary")
    return dialog


def in_reach(dialog, widget) -> bool:
    place = QRect(widget.mapTo(dialog, QPoint(0, 0)), widget.size())
    return dialog.rect().contains(place)


def test_more_than_the_screen_holds_scrolls_above_buttons_that_stay(qtbot):
    dialog = show(qtbot, asking(40))
    (button,) = (one for one in dialog.findChildren(QPushButton) if one.text() == "Fermer")
    screen = dialog.screen().availableSize().height()
    qtbot.waitUntil(lambda: dialog.height() <= screen)
    assert in_reach(dialog, button)
    last = dialog.findChildren(QLineEdit)[-1]
    last.setFocus()
    for field in dialog.findChildren(QLineEdit)[:-1]:
        assert field.width() <= dialog.width()


def test_it_grows_with_a_sentence_that_comes_later(qtbot):
    dialog = show(qtbot, asking(1))
    dialog.resize(dialog.width(), dialog.minimumHeight())
    before = dialog.height()
    words = Text("Une phrase qui vient plus tard. " * 12, wrap=True)
    dialog.body.insertWidget(dialog.body.count() - 1, words)
    qtbot.waitUntil(lambda: dialog.height() > before)
    qtbot.waitUntil(lambda: in_reach(dialog, words))


def test_what_grows_stays_on_the_screen_where_the_window_system_put_it(qtbot):
    dialog = show(qtbot, asking(1))
    screen = dialog.screen().availableGeometry()
    dialog.move(screen.left(), screen.bottom() - dialog.height() - 10)
    before = dialog.height()
    for at in range(3):
        dialog.body.insertWidget(dialog.body.count() - 1, LabelledField(f"{at}", QLineEdit()))
    qtbot.waitUntil(lambda: dialog.height() > before)
    qtbot.waitUntil(lambda: screen.contains(dialog.geometry()))


def test_a_question_that_closes_with_its_dialog_gives_the_keyboard_back(qtbot):
    window = show(qtbot, QWidget())
    asked = PlainDialog("Un formulaire", "Une phrase.", window)
    asked.open()
    sure = PlainDialog("Quitter", "Une phrase.", asked)
    sure.open()
    qtbot.waitUntil(sure.isActiveWindow)
    sure.reject()
    asked.reject()
    qtbot.waitUntil(window.isActiveWindow)


def test_no_bar_is_kept_beside_what_fits_only_without_it(qtbot):
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    chips = ChipBar([ChipItem("a", "Toutes les personnes attendues"), ChipItem("b", "Aucune")])
    column.addWidget(chips)
    column.addSpacing(200)
    line = chips.sizeHint()
    pane = show(qtbot, ScrollPane(content), line.width(), 80)
    qtbot.waitUntil(pane.verticalScrollBar().isVisible)
    pane.resize(line.width(), content.heightForWidth(line.width()))
    qtbot.waitUntil(lambda: not pane.verticalScrollBar().isVisible())
    qtbot.waitUntil(lambda: chips.height() == line.height())


def test_closing_a_confirmation_is_the_safe_choice(qtbot):
    dialog = ConfirmDialog(
        "Abandonner ?", "Il restera visible.", safe="Garder", danger="Abandonner"
    )
    qtbot.addWidget(dialog)
    assert dialog.safe.isDefault()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    with qtbot.waitSignal(dialog.accepted):
        dialog.danger.click()


def test_enter_presses_the_button_that_has_the_focus(qtbot):
    dialog = ConfirmDialog("Effacer ?", "Rien ne revient.", safe="Garder", danger="Effacer")
    show(qtbot, dialog)
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Tab)
        QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Return)
    dialog = ConfirmDialog("Effacer ?", "Rien ne revient.", safe="Garder", danger="Effacer")
    show(qtbot, dialog)
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Return)


def test_details_are_folded_and_can_be_copied(qtbot):
    dialog = MessageDialog("Ce fichier est abîmé", "Rien n’a été modifié.", "Traceback…")
    show(qtbot, dialog)
    assert dialog._details.isHidden()
    dialog._fold.click()
    assert dialog._details.isVisible()
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == "Traceback…"
