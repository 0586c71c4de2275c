"""Fields, buttons and choices: large enough for a finger, named, and answered by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QStyleOptionComboBox, QWidget
from tests.ui.shown import column, show

from maillage.ui.look import theme
from maillage.ui.look.tokens import TOUCH
from maillage.ui.widgets.buttons import Button, icon_button
from maillage.ui.widgets.checkbox import CheckBox
from maillage.ui.widgets.combo import ComboBox
from maillage.ui.widgets.completion import complete
from maillage.ui.widgets.fields import LabelledField, RevealEdit, SearchField
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.rows import Row, head
from maillage.ui.widgets.stepper import Stepper


@pytest.mark.parametrize("text_size", [100, 130])
def test_controls_are_large_enough_for_a_finger(qapp, qtbot, text_size):
    theme.apply(qapp, "light", text_size)
    door = SearchField("Chercher")
    tall = Button("Ajouter", "primary", tall=True)
    plain = [Button("Ajouter", kind) for kind in ("primary", "secondary", "quiet", "danger")]
    combo, edit = ComboBox(), QLineEdit()
    show(qtbot, column(door, tall, *plain, combo, edit), 400, 600)
    assert door.height() == tall.height() == round(52 * text_size / 100)
    assert {w.height() for w in (*plain, combo, edit)} == {max(TOUCH, round(40 * text_size / 100))}


def test_a_field_keeps_its_height_when_it_gets_the_focus(qtbot):
    first, second = QLineEdit(), QLineEdit()
    show(qtbot, column(first, second))
    heights = first.height(), second.height()
    second.setFocus()
    qtbot.waitUntil(second.hasFocus)
    assert (first.height(), second.height()) == heights


def test_a_button_that_is_only_an_icon_has_a_name(qtbot):
    button = icon_button("x", "Fermer")
    qtbot.addWidget(button)
    interface = QAccessible.queryAccessibleInterface(button)
    assert interface.text(QAccessible.Text.Name) == "Fermer"


def test_enter_presses_the_button_that_has_the_focus_outside_dialogs_too(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    button = Button("Ajouter", parent=window)
    presses = []
    button.clicked.connect(lambda: presses.append(1))
    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.keyClick(button, Qt.Key.Key_Enter)
    assert presses == [1, 1]
    button.setEnabled(False)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert presses == [1, 1]


def test_an_error_replaces_the_help_and_goes_again(qtbot):
    edit = QLineEdit()
    field = LabelledField("Courriel", edit, "Pour le compte-rendu.")
    qtbot.addWidget(field)
    assert edit.accessibleName() == "Courriel"
    assert edit.accessibleDescription() == "Pour le compte-rendu."
    field.set_error("Il manque la fin de l’adresse.")
    assert field.error() == edit.accessibleDescription() == "Il manque la fin de l’adresse."
    assert edit.property("invalid") is True
    field.set_error("")
    assert not field.error()
    assert edit.accessibleDescription() == "Pour le compte-rendu."


def test_arrows_and_enter_in_the_search_field_act_on_its_list(qtbot):
    search, rows = SearchField("Chercher"), RowList("Personnes")
    rows.set_rows([head("Ici"), Row("a", "Marie"), Row("b", "Marc"), Row("c", "Zoé")])
    search.drive(rows)
    show(qtbot, column(search, rows), 400, 500)
    search.setFocus()
    qtbot.keyClick(search, Qt.Key.Key_Down)
    assert rows.current_key() == "a"
    qtbot.keyClick(search, Qt.Key.Key_Down)
    assert rows.current_key() == "b"
    with qtbot.waitSignal(rows.activated_row) as told:
        qtbot.keyClick(search, Qt.Key.Key_Return)
    assert told.args == ["b"]
    qtbot.keyClicks(search, "mar")
    assert search.text() == "mar"
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""


def test_enter_in_a_search_field_without_a_row_is_submitted(qtbot):
    search, rows = SearchField("Chercher"), RowList("Personnes")
    search.drive(rows)
    qtbot.addWidget(search)
    qtbot.addWidget(rows)
    search.setText("Zoé")
    with qtbot.waitSignal(search.submitted) as told:
        qtbot.keyClick(search, Qt.Key.Key_Return)
    assert told.args == ["Zoé"]


def test_a_passphrase_is_hidden_until_the_eye_is_pressed(qtbot):
    edit = RevealEdit()
    qtbot.addWidget(edit)
    edit.setText("sept mots")
    assert edit.echoMode() == QLineEdit.EchoMode.Password
    with qtbot.waitActive(edit):
        edit.show()
        edit.activateWindow()
    edit._eye.setFocus()
    qtbot.keyClicks(edit._eye, "de trop")  # the blank presses the eye, and the letters nothing
    assert edit.text() == "sept mots"
    assert edit.echoMode() == QLineEdit.EchoMode.Normal


def test_a_combo_answers_by_code(qtbot):
    combo = ComboBox()
    qtbot.addWidget(combo)
    combo.add("Travail social", "social_work")
    combo.add("Collectivité", "local_authority")
    combo.set_code("local_authority")
    assert combo.code() == "local_authority"
    assert combo.currentText() == "Collectivité"
    combo.set_code("unknown")
    assert combo.code() is None


def test_a_combo_popup_opens_apart_from_its_field_and_takes_a_choice(qtbot):
    combo = ComboBox()
    for code in "abc":
        combo.add(code.upper(), code)
    box = show(qtbot, column(combo), 300, 100)
    box.move(100, 100)
    combo.showPopup()
    qtbot.waitUntil(combo.view().isVisible)
    qtbot.keyClick(combo.view(), Qt.Key.Key_Down)
    qtbot.keyClick(combo.view(), Qt.Key.Key_Return)
    assert combo.code() == "b"
    combo.hidePopup()


def test_a_choice_longer_than_its_box_ends_in_an_ellipsis(
    qtbot,
):
    combo = show(qtbot, ComboBox())
    combo.add("Non précisé", None)
    combo.resize(combo.sizeHint())
    drawn = QStyleOptionComboBox()
    combo.initStyleOption(drawn)
    assert drawn.currentText == "Non précisé"
    combo.resize(combo.width() - 20, combo.height())
    combo.initStyleOption(drawn)
    assert drawn.currentText.endswith("…")
    assert combo.currentText() == "Non précisé"


def test_the_whole_line_of_a_check_box_can_be_hit(qtbot):
    box = CheckBox("Accepte d’être photographiée pendant la rencontre")
    show(qtbot, column(box), 500, 120)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 5, 10))
    assert box.isChecked()
    assert box.height() >= 30
    assert box.heightForWidth(120) > box.heightForWidth(500)


def test_a_stepper_stays_within_its_bounds_and_tells_only_people_s_changes(qtbot):
    stepper = Stepper(1, most=2, about="Un référent par commune")
    qtbot.addWidget(stepper)
    told: list[int] = []
    stepper.changed.connect(told.append)
    for _ in range(3):
        stepper._more.click()
    for _ in range(5):
        stepper._fewer.click()
    assert told == [2, 1, 0]
    stepper.set_value(2)
    assert told == [2, 1, 0]
    assert not stepper._more.isEnabled()
    assert stepper._more.accessibleName()


def test_known_words_are_offered_without_their_accents_and_taken_as_they_are_written(qtbot):
    edit = QLineEdit()
    complete(edit, ["CCAS d’Argentan", "Épicerie solidaire", "Nœud"])
    show(qtbot, edit).setFocus()
    qtbot.waitUntil(edit.hasFocus)
    for typed, offered in (("epic", "Épicerie solidaire"), ("d'arg", "CCAS d’Argentan"),
                           ("NOEUD", "Nœud")):  # fmt: skip
        edit.clear()
        QTest.keyClicks(edit, typed)
        popup = edit.completer().popup()
        qtbot.waitUntil(popup.isVisible)
        QTest.keyClick(popup, Qt.Key.Key_Down)
        QTest.keyClick(popup, Qt.Key.Key_Return)
        assert edit.text() == offered
