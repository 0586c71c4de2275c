"""Taking a list in by keyboard: its columns, its lines, then all of it at once."""

from __future__ import annotations

import threading
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from tests.intake.workbooks import xlsx
from tests.ui.shown import CANARY, lay_out, show

from maillage.actions import list_columns, lists
from maillage.domain.errors import EmptyList
from maillage.domain.records import Person, Registration
from maillage.ui.look import theme
from maillage.ui.look.tokens import TOUCH
from maillage.ui.reception import list_opening, list_words
from maillage.ui.reception.columns_panel import columns_of
from maillage.ui.reception.list_opening import ListOpening

ENTER, TAB, ESCAPE, DOWN = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Down,
)
UNKNOWN = "Nom;Chose;Mail\nMorel;Eva;eva@pont.example\nRoy;Ali;ali@pont.example\n"


@pytest.fixture
def told(session) -> list:
    """What the toast was asked to say."""
    said: list = []
    session.told.connect(lambda *facts: said.append(facts[0]))
    return said


@pytest.fixture
def opening(session, meeting, qtbot) -> ListOpening:
    """The way in, over a page of the usual size."""
    page = show(qtbot, QWidget(), 1100, 760)
    return ListOpening(session, page)


def opened(opening, tmp_path, qtbot, content, name="liste.csv"):
    """Return the dialog that shows a list."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    opening.open(path, opening._session.meeting.id)
    qtbot.waitUntil(lambda: opening.dialog is not None and opening.dialog.isActiveWindow())
    lay_out()
    return opening.dialog


def titles(dialog) -> list[str]:
    return [row.title for row in dialog.list.rows.rows()]


def counted(dialog) -> dict[str, int]:
    return {code: len(group.rows) for code, group in dialog._groups.items()}


def test_a_column_is_explained_and_the_list_taken_in_without_touching_the_mouse(
    opening, session, told, qtbot, tmp_path
):
    dialog = opened(opening, tmp_path, qtbot, UNKNOWN)
    combo = dialog.columns.combos[1]
    qtbot.waitUntil(combo.hasFocus)
    assert titles(dialog) == ["Morel", "Roy"]
    QTest.keyClicks(combo, "Pr")
    qtbot.waitUntil(lambda: titles(dialog) == ["Eva Morel", "Ali Roy"])
    assert combo.currentText() == "Prénom"
    QTest.keyClick(combo, ENTER)
    qtbot.waitUntil(lambda: told == ["2 personnes ajoutées"])
    qtbot.waitUntil(lambda: opening.dialog is None)
    assert {one.name for one in session.store.all(Person)} == {"Eva Morel", "Ali Roy"}
    assert len(list_columns.remembered(session.store)) == 1
    # What was explained once is known, so the columns stay folded and nothing is new.
    again = opened(opening, tmp_path, qtbot, UNKNOWN)
    assert not again.columns.isVisible()
    assert (again.take.isHidden(), again.leave.text()) == (True, "Fermer")
    QTest.keyClick(again, ESCAPE)
    qtbot.waitUntil(lambda: opening.dialog is None)


def test_one_meaning_leaves_the_column_it_stood_in(opening, qtbot, tmp_path):
    dialog = opened(opening, tmp_path, qtbot, UNKNOWN)
    QTest.keyClicks(dialog.columns.combos[1], "E-mail")
    qtbot.waitUntil(lambda: dialog.columns.combos[2].currentText() == "Ne pas reprendre")
    assert dialog.columns.combos[1].currentText() == "E-mail"


def test_a_line_is_left_out_and_taken_in_after_all_with_enter(opening, session, qtbot, tmp_path):
    dialog = opened(opening, tmp_path, qtbot, UNKNOWN)
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, DOWN)
    assert dialog.wish.text() == "Écarter cette ligne"
    QTest.keyClick(dialog.list, ENTER)
    qtbot.waitUntil(lambda: titles(dialog) == ["Morel"])
    assert dialog.take.text() == "Ajouter 1 personne"
    dialog.show_group("refused")
    assert dialog.list.rows.rows()[0].sub == "Écartée par vous"
    QTest.keyClick(dialog.list, ENTER)
    qtbot.waitUntil(lambda: counted(dialog)["new"] == 2)


def test_a_difference_follows_the_list_when_a_person_says_so(opening, session, qtbot, tmp_path):
    text = "Nom;Mail;Portable\nMorel;eva@pont.example;{}\n"
    dialog = opened(opening, tmp_path, qtbot, text.format("0639980001"))
    dialog.take.click()
    qtbot.waitUntil(lambda: opening.dialog is None)
    (eva,) = session.store.all(Person)
    session.store.change(eva.id, phone="+33 1 99 00 00 00")
    dialog = opened(opening, tmp_path, qtbot, text.format("0639980002"))
    assert dialog.take.isHidden()
    dialog.show_group("differing")
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, ENTER)
    qtbot.waitUntil(lambda: dialog.take.text() == "Corriger 1 personne")
    QTest.keyClick(dialog, ENTER)
    qtbot.waitUntil(lambda: opening.dialog is None)
    assert session.store.get(Person, eva.id).phone == "+33 6 39 98 00 02"


def test_who_is_no_longer_in_the_list_is_named_before_and_counted_after(
    opening, session, qtbot, tmp_path, told
):
    dialog = opened(opening, tmp_path, qtbot, UNKNOWN)
    dialog.take.click()
    qtbot.waitUntil(lambda: opening.dialog is None)
    dialog = opened(opening, tmp_path, qtbot, UNKNOWN.replace("Roy;Ali;ali", "Noir;Ida;ida"))
    dialog.show_group("missing")
    assert titles(dialog) == ["Roy"]
    assert dialog.wish.isHidden()
    dialog.take.click()
    qtbot.waitUntil(lambda: opening.dialog is None)
    assert told[-1] == "1 personne ajoutée, 1 n’est plus dans la liste"
    assert len(session.store.all(Registration)) == 3


def test_all_who_may_be_there_already_are_left_out_at_once(opening, session, qtbot, tmp_path):
    for name in ("Eva Morel", "Ali Roy"):
        given, family = name.split()
        person = session.store.add(Person(given_name=given, family_name=family))
        session.store.add(Registration(event=session.meeting.id, person=person.id))
    text = "Nom;Prénom\nMorel;Eva\nRoy;Ali\nAutre;Zoé\n"
    dialog = opened(opening, tmp_path, qtbot, text)
    assert dialog.take.text() == "Ajouter 3 personnes"
    assert not dialog.wish_all.isVisible()
    dialog.show_group("alike")
    assert dialog.wish_all.text() == "Écarter les 2"
    dialog.wish_all.setFocus()
    QTest.keyClick(dialog, ENTER)
    qtbot.waitUntil(lambda: dialog.take.text() == "Ajouter 1 personne")
    assert counted(dialog)["refused"] == 2


def test_another_sheet_of_a_workbook_is_read_when_chosen(opening, qtbot, tmp_path):
    first, second = ([["Nom", "Mail"], [name, f"{name}@pont.example"]] for name in ("Eva", "Ali"))
    book = xlsx(first, second, names=("Lundi", "Mardi"))
    dialog = opened(opening, tmp_path, qtbot, book, "liste.xlsx")
    assert (dialog.sheet.currentText(), titles(dialog)) == ("Lundi", ["Eva"])
    dialog.sheet.setFocus()
    QTest.keyClick(dialog.sheet, DOWN)
    qtbot.waitUntil(lambda: titles(dialog) == ["Ali"])


def test_a_list_in_which_nothing_says_a_name_cannot_be_taken_in_before_one_does(
    opening, qtbot, tmp_path
):
    dialog = opened(opening, tmp_path, qtbot, "Qui;Prix\n12;2,50\n13;1,10\n".replace("Qui", "Truc"))
    assert "choisissez la colonne des noms" in dialog.understood.text()
    assert dialog.take.isHidden()
    QTest.keyClicks(dialog.columns.combos[0], "Nom de famille")
    qtbot.waitUntil(lambda: not dialog.take.isHidden())


def test_a_list_is_stopped_while_it_waits_to_be_read(
    opening, session, qtbot, tmp_path, monkeypatch
):
    monkeypatch.setattr(list_opening, "PATIENCE", 0)
    gate, failures = threading.Event(), []
    session.failed.connect(failures.append)
    session.read(gate.wait, done=lambda _: None)
    path = tmp_path / "liste.csv"
    path.write_text(UNKNOWN, "utf-8")
    opening.open(path, session.meeting.id)
    qtbot.waitUntil(lambda: opening.reading is not None and opening.reading.isActiveWindow())
    QTest.keyClick(opening.reading, ESCAPE)
    with qtbot.waitSignal(opening.closed):
        gate.set()
    assert (opening.dialog, opening.reading, failures) == (None, None, [])


def test_lists_dropped_together_are_shown_one_after_the_other(opening, session, qtbot, tmp_path):
    paths = [tmp_path / f"{name}.csv" for name in ("un", "deux", "trois")]
    for path in paths:
        path.write_text(UNKNOWN if path.stem != "deux" else "", "utf-8")
    failures = []
    session.failed.connect(failures.append)
    for path in paths:
        opening.open(path, session.meeting.id)
    qtbot.waitUntil(lambda: opening.dialog is not None and "un" in opening.dialog.windowTitle())
    opening.dialog.reject()
    qtbot.waitUntil(lambda: opening.dialog is not None and "trois" in opening.dialog.windowTitle())
    assert [type(error) for error in failures] == [EmptyList]


def test_the_wheel_scrolls_the_columns_and_never_changes_one(opening, qtbot, tmp_path):
    dialog = opened(opening, tmp_path, qtbot, UNKNOWN)
    combo = dialog.columns.combos[0]
    before = combo.currentIndex()
    wheel = QWheelEvent(
        QPointF(5, 5),
        combo.mapToGlobal(QPointF(5, 5)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, wheel)
    assert combo.currentIndex() == before


@pytest.mark.parametrize(("unknown", "scrolled"), [(1, False), (7, True)])
def test_the_columns_begin_with_a_whole_one(opening, qtbot, tmp_path, unknown, scrolled):
    names = ["Nom", "Prénom", "Mail", "Portable", "Structure", "Fonction", "SIRET", "Ville", "CP"]
    names += ["Statut", "Catégorie", "Billet", "Accord photo"]
    names.insert(unknown, "Xyz")
    dialog = opened(
        opening, tmp_path, qtbot, ";".join(names) + "\n" + ";".join("a" * len(names)) + "\n"
    )
    panel = dialog.columns
    wanted = next(one for one in panel.combos if not one.code())
    qtbot.waitUntil(wanted.hasFocus)
    qtbot.waitUntil(lambda: (panel.horizontalScrollBar().value() > 0) is scrolled)
    first = min(
        one.mapTo(panel.viewport(), QPoint()).x()
        for one in panel.combos
        if one.mapTo(panel.viewport(), QPoint()).x() + one.width() > 0
    )
    assert first >= 0
    right = wanted.mapTo(panel.viewport(), QPoint(wanted.width(), 0)).x()
    assert right <= panel.viewport().width()


def test_a_list_of_very_many_columns_is_built_as_one_goes_along(opening, qtbot, tmp_path):
    names = [f"Question {n}" for n in range(70)]
    dialog = opened(
        opening, tmp_path, qtbot, ";".join([*names, "Nom"]) + "\n" + ";".join(["x"] * 70 + ["Eva"])
    )
    assert len(dialog.columns.combos) == 30
    for _ in range(2):
        dialog.columns.combos[-1].setFocus()
    qtbot.waitUntil(lambda: len(dialog.columns.combos) == 71)
    assert dialog.columns.combos[-1].currentText() == "Nom de famille"


def test_a_low_window_has_room_for_columns_and_lines(session, meeting, qtbot, tmp_path):
    opening = ListOpening(session, show(qtbot, QWidget(), 960, 460))
    dialog = opened(opening, tmp_path, qtbot, UNKNOWN)
    assert dialog.height() <= 460
    shown = [dialog.columns, dialog.chips, dialog.list, dialog.take]
    assert all(one.isVisible() for one in shown)
    # None of them lies over the next one.
    assert all(one.geometry().bottom() < below.geometry().top() for one, below in pairwise(shown))
    assert dialog.list.height() >= 80


def test_large_letters_in_a_low_window_let_columns_and_lines_take_turns(
    session, meeting, qtbot, tmp_path, qapp
):
    theme.apply(qapp, "light", 130)
    opening = ListOpening(session, show(qtbot, QWidget(), 960, 460))
    dialog = opened(opening, tmp_path, qtbot, UNKNOWN)
    assert dialog.columns.isVisible()
    assert not dialog.list.isVisible()
    dialog.fold_button.click()
    lay_out()
    assert not dialog.columns.isVisible()
    assert dialog.list.height() >= 100
    dialog.fold_button.click()
    dialog.chips._clicked("new", checked=True)
    assert dialog.list.isVisible()


def test_headers_and_cells_that_look_like_markup_are_words(opening, qtbot, tmp_path):
    content = f"Nom;{CANARY.replace(';', ',')}\n=cmd|' /C calc'!A0;{CANARY}\n"
    dialog = opened(opening, tmp_path, qtbot, content.replace('"', "'"))
    shown = dialog.columns.findChildren(QLabel)
    labels = [label for label in shown if "<img" in (label.accessibleName() or label.text())]
    assert len(labels) == 2
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in shown)
    assert titles(dialog) == ["=Cmd|' /C calc'!A0"]


def test_what_is_said_of_a_list_follows_from_how_it_was_understood(session, meeting, tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text(UNKNOWN, "utf-8")
    found = lists.preview(session.store, path, event=meeting.id)
    assert not list_words.is_sure(found)
    assert list_words.understood(found).startswith("2 lignes d’une liste inconnue")
    said = lists.said(session.store, found, 1, "given_name", event=meeting.id)
    assert [column.meaning for column in columns_of(said)] == [
        "family_name",
        "given_name",
        "email",
    ]
    assert "retenu" in list_words.understood(said)
    assert list_words.wish(said, "").code == ""
    assert not session.store.all(Registration)


def test_in_a_low_window_of_large_letters_either_the_lines_or_the_columns_take_all_the_room(
    session, meeting, qtbot, qapp, tmp_path
):
    theme.apply(qapp, "light", 130)
    opening = ListOpening(session, show(qtbot, QWidget(), 960, 460))
    lines = [f"Morel;Eva;eva{n}@pont.example" for n in range(3)]
    ill = ["Roy;Ali;pas d’adresse", "Roy;Ali;", ";;seule@pont.example"]
    text = "\n".join(["Nom;Chose;Mail", *lines, *ill])
    dialog = opened(opening, tmp_path, qtbot, text)
    qtbot.waitUntil(lambda: not dialog.list.isVisible())
    assert dialog.columns.isVisible()
    shown = [word for word in dialog.columns._words[0] if not word.isHidden()]
    assert len(shown) == 4, "its name, and the first three lines"
    dialog.fold()
    qtbot.waitUntil(dialog.list.isVisible)
    row = dialog.list.visualRect(dialog.list.rows.index(0)).height()
    qtbot.waitUntil(lambda: dialog.list.height() >= 2 * row)
    assert dialog.chips.height() < 2 * TOUCH, "on one line"
    assert dialog.height() <= 460
    theme.apply(qapp, "light")
