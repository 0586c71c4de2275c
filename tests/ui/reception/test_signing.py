"""Signing on the screen: strokes become a picture, which is kept only when it is wanted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.ui.shown import show

from maillage.actions import reception, signatures
from maillage.domain.records import Attachment
from maillage.ui.reception import signing
from maillage.ui.reception.signing import SigningDialog
from maillage.ui.widgets.dialogs import ConfirmDialog


@pytest.fixture(autouse=True)
def lets_go(monkeypatch):
    """A drawing that a test leaves behind goes with its dialog, unasked."""
    monkeypatch.setattr(ConfirmDialog, "ask", lambda *_a, **_k: True)


def draw(qtbot, pad, *points: tuple[int, int]) -> None:
    left = Qt.MouseButton.LeftButton
    first, *others = [QPoint(*at) for at in points]
    qtbot.mousePress(pad, left, pos=first)
    for at in others:
        qtbot.mouseMove(pad, at)
    qtbot.mouseRelease(pad, left, pos=points and QPoint(*points[-1]))


def test_nothing_is_kept_before_something_is_drawn(qtbot):
    dialog = show(qtbot, SigningDialog("Ada", "Figeac"), 700, 400)
    assert not dialog.keep.isEnabled()
    draw(qtbot, dialog.pad, (60, 60))
    assert dialog.keep.isEnabled()
    dialog.again.click()
    assert dialog.pad.is_empty
    assert not dialog.keep.isEnabled()


def test_enter_keeps_what_was_drawn(qtbot):
    dialog = show(qtbot, SigningDialog("Ada", "Figeac"), 700, 400)
    draw(qtbot, dialog.pad, (60, 60))
    with qtbot.waitSignal(dialog.signed):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


@pytest.mark.parametrize("sure", [False, True])
def test_escape_asks_before_a_signature_is_lost(qtbot, monkeypatch, sure):
    asked = []
    monkeypatch.setattr(ConfirmDialog, "ask", lambda *a, **_k: asked.append(a) or sure)
    dialog = show(qtbot, SigningDialog("Ada", "Figeac"), 700, 400)
    draw(qtbot, dialog.pad, (60, 60))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert len(asked) == 1
    assert dialog.isVisible() is not sure


def test_control_z_takes_the_last_stroke_back(qtbot):
    dialog = show(qtbot, SigningDialog("Ada", "Figeac"), 700, 400)
    draw(qtbot, dialog.pad, (60, 60))
    draw(qtbot, dialog.pad, (90, 60))
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(dialog.pad.strokes) == 1


def test_the_picture_is_ink_on_white_where_it_was_drawn(qtbot):
    dialog = show(qtbot, SigningDialog("Ada", "Figeac"), 700, 400)
    draw(qtbot, dialog.pad, (100, 80))
    png, size = dialog.pad.png()
    image = QImage.fromData(png, "PNG")
    assert image.size() == size
    assert image.pixelColor(200, 160).black() > 200  # twice as many pixels as points
    assert image.pixelColor(20, 20).black() == 0
    assert not image.textKeys()


def test_what_was_signed_is_kept_told_and_taken_back(qtbot, session, meeting):
    ada = reception.welcome(
        session.store, event=meeting.id, given_name="Ada", family_name="Lefevre"
    ).person
    told = []
    session.told.connect(lambda *said: told.append(said))
    host = show(qtbot, signing.SignaturePad())
    dialog = signing.ask(session, person=ada, name="Ada", event=meeting, parent=host)
    draw(qtbot, dialog.pad, (60, 60))
    dialog.keep.click()
    qtbot.waitUntil(lambda: bool(told))
    assert signatures.signed_at(session.store, person=ada, event=meeting.id) is not None
    told[0][2]()
    qtbot.waitUntil(lambda: session.store.all(Attachment) == [])
