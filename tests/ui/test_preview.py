"""A page to look at: the whole of it, nearer, and on to the next."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from tests.ui.shown import show

from maillage.ui.paper.page_canvas import PageCanvas

KEY = Qt.Key


@pytest.fixture
def canvas(qtbot):
    found = show(qtbot, PageCanvas(), 300, 400)
    found.show_image(QImage(210, 297, QImage.Format.Format_RGB32))
    return found


@pytest.fixture
def turned(canvas):
    said = []
    canvas.turned.connect(said.append)
    return said


def test_the_whole_page_is_shown_and_arrows_turn(canvas, turned):
    place = canvas.place().toRect()
    assert canvas.rect().contains(place)
    for key in (KEY.Key_Down, KEY.Key_PageUp, KEY.Key_Left):
        QTest.keyClick(canvas, key)
    assert turned == [1, -1, -1]


def test_a_page_that_is_nearer_is_gone_through_before_the_next_one(canvas, turned):
    QTest.keyClick(canvas, KEY.Key_Plus)
    QTest.keyClick(canvas, KEY.Key_Plus)
    assert canvas.place().height() > 2 * 0.9 * canvas.height()
    QTest.keyClick(canvas, KEY.Key_PageUp)
    assert round(canvas.place().top()) == 0
    assert turned == []
    while not turned:
        top = canvas.place().top()
        QTest.keyClick(canvas, KEY.Key_Down)
        assert turned or canvas.place().top() < top
    assert turned == [1]
    assert round(canvas.place().bottom()) == canvas.height()


def test_a_page_is_drawn_along_and_never_out_of_sight(canvas):
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(150, 200))
    for to in (QPoint(600, 700), QPoint(-300, -300)):
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(150, 200))
        QTest.mouseMove(canvas, to)
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=to)
        assert canvas.place().toAlignedRect().contains(canvas.rect())
    QTest.keyClick(canvas, KEY.Key_Minus)
    QTest.keyClick(canvas, KEY.Key_Minus)
    assert canvas.rect().contains(canvas.place().toRect())
