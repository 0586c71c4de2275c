"""The kit behaves: plain text, names for screen readers, sizes for fingers, nothing clipped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QStyleOptionComboBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetItem,
)
from shiboken6 import Shiboken
from tests.ui.shown import CANARY, LONG, column, show

from maillage.ui.look import theme
from maillage.ui.look.tokens import TOUCH
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.buttons import Button, icon_button
from maillage.ui.widgets.card import Card
from maillage.ui.widgets.checkbox import CheckBox
from maillage.ui.widgets.chips import ChipBar, ChipItem
from maillage.ui.widgets.combo import ComboBox
from maillage.ui.widgets.completion import complete
from maillage.ui.widgets.conflict import BaseCard, ConflictCard
from maillage.ui.widgets.date_edit import DateEdit
from maillage.ui.widgets.dialogs import ConfirmDialog, MessageDialog
from maillage.ui.widgets.drop import DropZone
from maillage.ui.widgets.empty import EmptyState
from maillage.ui.widgets.fields import LabelledField, RevealEdit, SearchField
from maillage.ui.widgets.figure import Figure
from maillage.ui.widgets.focus import as_seen
from maillage.ui.widgets.header import Header, action
from maillage.ui.widgets.progress import ProgressRow
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.rows import Row, head
from maillage.ui.widgets.sidebar import NavItem, SideBar
from maillage.ui.widgets.stepper import Stepper
from maillage.ui.widgets.text import Text, set_tooltip
from maillage.ui.widgets.timeline import Moment, Timeline


@pytest.fixture(autouse=True)
def dressed(qapp) -> Iterator[None]:
    """Light, 100 %, before and after."""
    theme.apply(qapp, "light", 100)
    yield
    theme.apply(qapp, "light", 100)


def test_words_from_people_are_never_markup(qtbot):
    card = Card(CANARY)
    for widget in (
        Text(CANARY), Banner("info", CANARY, CANARY), Figure("1", CANARY, CANARY),
        EmptyState("users", CANARY, CANARY, CANARY), BaseCard(CANARY, CANARY, CANARY),
        ConflictCard(CANARY, CANARY, CANARY, CANARY), LabelledField(CANARY, QLineEdit(), CANARY),
        ProgressRow(CANARY), DropZone(CANARY, CANARY, CANARY),
    ):  # fmt: skip
        card.add(widget)
    timeline = Timeline()
    timeline.set_moments([Moment(CANARY, CANARY, CANARY)])
    card.add(timeline)
    qtbot.addWidget(card)
    for dialog in (
        ConfirmDialog(CANARY, CANARY, safe=CANARY, danger=CANARY),
        MessageDialog(CANARY, CANARY, CANARY),
    ):
        qtbot.addWidget(dialog)
        assert all(
            label.textFormat() == Qt.TextFormat.PlainText for label in dialog.findChildren(QLabel)
        )
    labels = card.findChildren(QLabel)
    assert len(labels) > 15
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_a_tooltip_shows_what_was_written_and_loads_nothing(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    set_tooltip(widget, CANARY)
    assert "<img" not in widget.toolTip()
    assert "&lt;img" in widget.toolTip()
    assert widget.accessibleDescription() == CANARY, "no mark-up is read aloud"
    widget.setAccessibleDescription("autre chose")
    set_tooltip(widget, "")
    assert widget.accessibleDescription() == "autre chose"


def test_an_ampersand_in_a_button_is_shown(qtbot):
    button = Button("Droits & logement")
    qtbot.addWidget(button)
    assert button.text() == "Droits && logement"
    button.set_text("A & B")
    assert button.text() == "A && B"


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


def test_wrapped_words_keep_their_height_when_narrow_and_give_it_back_when_wide(qtbot):
    words = Text(LONG * 2, wrap=True)
    box = show(qtbot, column(words), 220, 500)
    narrow = words.height()
    assert narrow >= words.heightForWidth(words.width()) > 60
    box.resize(1200, 500)
    qtbot.waitUntil(lambda: words.minimumHeight() < narrow / 2)


def test_an_eliding_label_keeps_the_whole_text_within_reach(qtbot):
    words = Text(LONG, elide=True)
    show(qtbot, column(words), 200, 100)
    qtbot.waitUntil(lambda: words.text().endswith("…"))
    assert words.toolTip()
    assert words.sizeHint().width() > 400


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


def test_the_whole_line_of_a_check_box_can_be_hit(qtbot):
    box = CheckBox("Accepte d’être photographiée pendant la rencontre")
    show(qtbot, column(box), 500, 120)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 5, 10))
    assert box.isChecked()
    assert box.height() >= 30
    assert box.heightForWidth(120) > box.heightForWidth(500)


CHIPS = [ChipItem("all", "Tous", "15"), ChipItem("mine", "Les miens", "6"), ChipItem("late", "R&D")]


def test_no_mark_of_direction_moves_what_stands_beside_a_name(qtbot):
    name = "Log\u202eement"
    bar = ChipBar([ChipItem("a", name, "80"), ChipItem("b", "שרה", "12")])
    label, button = Text(f"{name} · שרה · 12"), Button(name)
    for one in (bar, label, button):
        qtbot.addWidget(one)
    chips = [one.text() for one in bar.findChildren(QAbstractButton)]

    assert chips == ["Logement\u200280", "\u2068שרה\u2069\u200212"]
    assert label.text() == "Logement · \u2068שרה\u2069 · 12"
    assert button.text() == "Logement"


def test_exclusive_chips_tell_the_one_chosen_by_a_person(qtbot):
    bar = ChipBar(CHIPS, name="Filtre")
    show(qtbot, bar)
    told: list[str] = []
    bar.chosen.connect(told.append)
    bar.set_code("all")
    assert told == []
    bar._chips["mine"].click()
    assert told == ["mine"]
    assert bar.codes() == ["mine"]
    assert bar._chips["late"].text() == "R&&D"
    assert bar._chips["all"].height() == TOUCH


def test_free_chips_are_turned_on_and_off_each(qtbot):
    bar = ChipBar(CHIPS, exclusive=False)
    show(qtbot, bar)
    told: list[tuple[str, bool]] = []
    bar.toggled.connect(lambda code, on: told.append((code, on)))
    bar._chips["all"].click()
    bar._chips["mine"].click()
    bar._chips["all"].click()
    assert told == [("all", True), ("mine", True), ("all", False)]
    assert bar.codes() == ["mine"]


def test_new_chips_keep_what_was_on(qtbot):
    bar = ChipBar(CHIPS)
    qtbot.addWidget(bar)
    bar.set_code("mine")
    bar.set_items([*CHIPS, ChipItem("done", "Tenus")])
    assert bar.code() == "mine"


def test_chips_go_to_a_new_line_when_there_is_no_room(qtbot):
    bar = ChipBar(CHIPS)
    qtbot.addWidget(bar)
    assert bar.heightForWidth(1000) == TOUCH
    assert bar.heightForWidth(150) >= 2 * TOUCH


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


def sections() -> list[tuple[str, list[NavItem]]]:
    """Two sections as the window has them."""
    return [
        ("Le jour J", [NavItem("in", "Accueil", "door-open"), NavItem("w", "Ateliers", "users")]),
        ("Entre deux", [NavItem("bord", "Tableau de bord", "chart-column", "Tableau")]),
    ]


def test_the_side_bar_tells_the_screen_chosen_and_shows_one(qtbot):
    side = SideBar(sections())
    show(qtbot, side, 212, 600)
    told: list[str] = []
    side.chosen.connect(told.append)
    side.set_current("in")
    assert told == []
    buttons = {button.accessibleName(): button for button in side.findChildren(QToolButton)}
    buttons["Tableau de bord"].click()
    assert told == ["bord"]
    assert not buttons["Accueil"].isChecked()


@pytest.mark.parametrize("text_size", [100, 130])
def test_a_badge_stands_inside_its_entry_and_is_heard(qtbot, qapp, text_size):
    theme.apply(qapp, "dark", text_size)
    side = SideBar(sections())
    show(qtbot, side, side.width(), 600)
    button = side.findChildren(QToolButton)[-1]
    for compact in (False, True):
        side.set_compact(compact)
        for n, shown in ((3, "3"), (99, "99"), (100, "99+")):
            side.set_badge("bord", n, f"{n} choix")
            assert button.accessibleName() == f"Tableau de bord, {n} choix"
            assert button._badge == shown
            assert button.rect().contains(button.badge_box().toAlignedRect())
        seen = button.grab().toImage()
        at = button.badge_box()
        colour = seen.pixelColor(round(at.left()) + 3, round(at.center().y()))
        assert colour == theme.color("saffron")
        side.set_badge("bord", 0)
        assert button.accessibleName() == "Tableau de bord"
        assert button.badge_box().isEmpty()
    side.set_badge("no such screen", 3, "3 choix")


def test_the_side_bar_becomes_a_rail_with_short_words_and_full_names(qtbot):
    side = SideBar(sections())
    side.set_foot("Porte nord", "Enregistré à 13 h 52")
    show(qtbot, side, 212, 600)
    assert side.width() == 212
    side.set_compact(True)
    assert side.width() == 98
    last = side.findChildren(QToolButton)[-1]
    assert last.text() == "Tableau"
    assert last.accessibleName() == "Tableau de bord"
    assert last.height() >= 48
    side.set_compact(False)
    assert last.text() == "Tableau de bord"


def test_in_a_low_window_the_mark_makes_room_for_the_screens(qtbot):
    window = QWidget()
    side = SideBar(sections(), parent=window)
    side.set_compact(True)
    side.resize(98, 600)
    show(qtbot, window, 400, 600)
    assert side._brand.isVisible()
    least = side.minimumSizeHint().height()
    side.resize(98, least)
    assert not side._brand.isVisible()
    assert side.minimumSizeHint().height() == least
    side.resize(98, 600)
    assert side._brand.isVisible()


def test_secondary_actions_fold_into_a_menu_when_compact(qtbot):
    header = Header("Accueil")
    header.set_event("Grande Rencontre du Beaujolais", "Beaujolais")
    paper, close = action("Liste papier", "file-down", header), action("Clore", "", header)
    header.set_secondary([paper, close])
    header.set_primary(action("Nouvel engagement", "plus", header))
    show(qtbot, header, 900, 80)

    def words() -> set[str]:
        return {button.text() for button in header.findChildren(Button) if button.isVisible()}

    assert {"Liste papier", "Clore", "Nouvel engagement"} == words()
    header.set_compact(True)
    assert "Nouvel engagement" in words()
    assert not {"Liste papier", "Clore"} & words()
    assert header._menu.actions() == [paper, close]
    header.set_compact(False)
    assert {"Liste papier", "Clore", "Nouvel engagement"} == words()


def test_a_header_button_does_and_shows_what_its_action_says(qtbot):
    header = Header("Accueil")
    paper = action("Liste papier", "file-down", header)
    header.set_secondary([paper])
    show(qtbot, header, 700, 80)
    button = next(b for b in header.findChildren(Button) if b.text() == "Liste papier")
    with qtbot.waitSignal(paper.triggered):
        button.click()
    paper.setEnabled(False)
    assert not button.isEnabled()


def test_header_buttons_keep_the_keyboard_and_come_before_what_is_below(qtbot):
    page = QWidget()
    column = QVBoxLayout(page)
    header, below = Header("Tables"), Button("Tour 1")
    for widget in (header, below):
        column.addWidget(widget)
    wishes, plan = action("Souhaits…", "pin", header), action("Proposer un plan", "", header)
    header.set_secondary([wishes])
    header.set_primary(plan)
    show(qtbot, page, 700, 160)
    (first,) = [one for one in header.findChildren(Button) if one.text() == "Souhaits…"]
    first.setFocus()
    header.set_secondary([wishes])
    header.set_primary(plan)
    assert first.hasFocus(), "the same actions are shown again"
    reached = []
    for _step in range(2):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        reached.append(page.focusWidget().text())
    assert reached == ["Proposer un plan", "Tour 1"]


def test_a_header_cuts_the_name_of_a_meeting_never_its_day(qtbot):
    header = Header("Accueil")
    header.set_event(f"{LONG} · lundi 13 décembre 2021 · Paris", f"{LONG} · lun. 13 déc. 2021")
    header.set_secondary([action("Reprendre une liste", "file-input", header)])
    show(qtbot, header, 600, 80)
    line = next(text for text in header.findChildren(Text) if LONG[:4] in text.text())
    assert line.text().endswith("… · lun. 13 déc. 2021")
    assert line.fontMetrics().horizontalAdvance(line.text()) <= line.width()
    assert line.toolTip()


def test_in_a_low_rail_seven_screens_keep_their_words_then_their_icons(qtbot):
    items = [NavItem(str(n), f"Écran {n}", "users") for n in range(7)]
    window = QWidget()  # as low as it likes: a bar alone would be a window that its layout widens
    side = SideBar([("Le jour J", items)], parent=window)
    side.set_compact(True)
    side.resize(98, 405)
    show(qtbot, window, 98, 405)
    buttons = side.findChildren(QToolButton)
    assert all(button.toolButtonStyle() != Qt.ToolButtonIconOnly for button in buttons)
    assert buttons[-1].geometry().bottom() <= 405
    side.resize(98, side.minimumSizeHint().height())
    qtbot.waitUntil(lambda: buttons[0].toolButtonStyle() == Qt.ToolButtonIconOnly)
    assert buttons[-1].geometry().bottom() <= side.height()
    assert buttons[-1].accessibleName() == "Écran 6"
    side.resize(98, 700)
    qtbot.waitUntil(lambda: buttons[0].height() == 52)


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


@pytest.mark.parametrize("format_", ["ddd dd/MM/yyyy", "dd/MM/yyyy"])
@pytest.mark.parametrize("first", ["all", "home"])
def test_a_date_is_typed_anew_over_the_whole_of_it_or_from_its_beginning(qtbot, format_, first):
    edit = DateEdit()
    edit.setDisplayFormat(format_)
    edit.set_day(date(2026, 12, 15))
    show(qtbot, edit).setFocus()
    qtbot.waitUntil(lambda: edit.lineEdit().selectedText() == "15")
    if first == "all":
        edit.selectAll()
    else:
        qtbot.keyClick(edit, Qt.Key.Key_Home)
    qtbot.keyClicks(edit, "27112026")
    assert edit.day() == date(2026, 11, 27)


@pytest.mark.parametrize("format_", ["ddd dd/MM/yyyy", "dddd d MMMM yyyy"])
@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("27/11/2026", date(2026, 11, 27)),
        ("7/3/27", date(2027, 3, 7)),
        ("07.03.2027", date(2027, 3, 7)),
        ("31-01-2027", date(2027, 1, 31)),
        ("29/02/2028", date(2028, 2, 29)),
        ("311227", date(2027, 12, 31)),
        ("31/12", date(2026, 12, 31)),
        ("41", date(2026, 1, 4)),
        ("15/19/27", date(2027, 1, 15)),
    ],
)
def test_a_day_is_typed_as_people_write_it_and_nothing_falls_into_the_next_field(
    qtbot, format_, keys, expected
):
    box = QWidget()
    edit, after = DateEdit(), QLineEdit()
    for one in (edit, after):
        one.setParent(box)
    edit.setDisplayFormat(format_)
    edit.set_day(date(2026, 11, 26))
    show(qtbot, box)
    edit.setFocus()
    qtbot.waitUntil(lambda: edit.lineEdit().selectedText() == "26")
    for key in keys:
        QTest.keyClicks(QApplication.focusWidget(), key)
    assert (edit.day(), after.text(), edit.hasFocus()) == (expected, "", True)


def test_a_month_one_goes_to_is_typed_alone(qtbot):
    edit = DateEdit()
    edit.setDisplayFormat("ddd dd/MM/yyyy")
    edit.set_day(date(2026, 11, 26))
    show(qtbot, edit).setFocus()
    qtbot.waitUntil(lambda: edit.lineEdit().selectedText() == "26")
    QTest.keyClicks(edit, "2")
    edit.lineEdit().deselect()
    edit.lineEdit().setCursorPosition(edit.text().index("/") + 1)
    QTest.keyClicks(edit, "03")
    assert edit.day() == date(2026, 3, 2)


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


def test_actions_of_a_header_fold_into_a_menu_rather_than_being_cut(qtbot):
    header = Header("Échanges")
    header.set_event("Grande Rencontre · lun. 13 déc. 2021")
    header.set_secondary([action(f"Une longue action {n}") for n in range(4)])
    box = column(header)
    show(qtbot, box)
    box.resize(1400, 200)
    qtbot.waitUntil(lambda: all(one.isVisible() for one in header._secondary))
    assert not header._more.isVisible()
    box.resize(500, 200)
    qtbot.waitUntil(header._more.isVisible)
    assert not any(one.isVisible() for one in header._secondary)
    box.resize(1400, 200)
    qtbot.waitUntil(lambda: all(one.isVisible() for one in header._secondary))


def test_a_day_that_is_kept_stands_alone_where_the_name_before_it_has_no_room(qtbot):
    text = Text("Grande Rencontre · lun. 13 déc. 2021", "sub", elide=True)
    text.keep(" · lun. 13 déc. 2021")
    show(qtbot, text, 400, 40)
    text.resize(text.fontMetrics().horizontalAdvance(" · lun. 13 déc. 2021") + 4, 40)
    qtbot.waitUntil(lambda: text.text() == "lun. 13 déc. 2021")


def _items_kept() -> set[int]:
    """Which items of layouts PySide holds, of which it learns nothing when they go."""
    return {id(one) for one in Shiboken.getAllValidWrappers() if isinstance(one, QWidgetItem)}


def test_nothing_is_kept_of_layout_items_where_tab_is_ordered_or_a_header_fits_itself(qtbot):
    # What was kept outlived them; whatever came to stand at the same address crashed, once closed.
    header = Header("Échanges")
    before = _items_kept()
    header.set_secondary([action(f"Une action {n}") for n in range(3)])
    inner = column(QLineEdit(), Button("Un"), QLineEdit())
    box = column(header, inner)
    show(qtbot, box, 900)
    as_seen(box)
    box.resize(300, 300)
    qtbot.waitUntil(header._more.isVisible)
    assert not _items_kept() - before  # those of other tests may have gone meanwhile
