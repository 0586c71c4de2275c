"""Choosing a passphrase: its strength as one types, seven words suggested, and who keeps it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from tests.ui.conftest import PASSPHRASE

from maillage.actions.passphrases import Strength
from maillage.ui.start.passphrase import NewPassphrase

from .conftest import SLOW, pressed, typed


@pytest.fixture
def passphrase(qtbot, worker):
    widget = NewPassphrase(worker)
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    yield widget
    widget.hide()


def test_the_strength_follows_what_is_typed(qtbot, passphrase):
    typed(qtbot, passphrase.first.editor, "soleil")
    qtbot.waitUntil(lambda: passphrase.meter.level == 1, timeout=SLOW)
    typed(qtbot, passphrase.first.editor, PASSPHRASE)
    qtbot.waitUntil(lambda: passphrase.meter.level > 1, timeout=SLOW)


def test_an_answer_about_an_older_text_is_left_out(passphrase):
    passphrase.first.editor.setText("abc")
    passphrase._weighed("ab", Strength(100, 3))
    assert passphrase.meter.level == 0


def test_seven_words_are_suggested_in_both_fields_and_shown(qtbot, passphrase):
    pressed(qtbot, passphrase.suggest, Qt.Key.Key_Space)
    qtbot.waitUntil(passphrase.suggested.isVisible, timeout=SLOW)
    assert len(passphrase.typed().split()) == 7
    assert passphrase.agrees()
    qtbot.keyClicks(passphrase.first.editor, "x")
    assert not passphrase.suggested.isVisible(), "the words shown are no longer those typed"


def test_the_passphrase_is_kept_only_where_the_system_can(qtbot, passphrase):
    passphrase.ask_keyring()
    qtbot.waitUntil(lambda: not passphrase._worker._open, timeout=SLOW)
    assert passphrase.remember.isHidden(), "these tests have a keyring that keeps nothing"
    assert not passphrase.remembers()
