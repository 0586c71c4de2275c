"""The dialog of a new meeting, and what was asked before it was left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from maillage.ui.meeting.dialog import MeetingDialog
from maillage.ui.widgets.dialogs import ConfirmDialog

ENTER, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Down


@pytest.fixture(autouse=True)
def asked(monkeypatch):
    """What was asked before a dialog goes with what was typed; each time it may go."""
    asked: list[str] = []
    monkeypatch.setattr(ConfirmDialog, "ask", lambda title, *_a, **_k: not asked.append(title))
    return asked


@pytest.fixture
def dialog(session, qtbot):
    """The dialog in front, once it knows the communes."""
    found = MeetingDialog(session)
    qtbot.addWidget(found)
    with qtbot.waitActive(found):
        found.show()
        found.activateWindow()
    qtbot.waitUntil(lambda: found.commune._atlas is not None)
    return found
