"""A date is typed as people write it, and nothing falls into the next field."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from tests.ui.shown import show

from maillage.ui.widgets.date_edit import DateEdit


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
