"""The page at the tables of a meeting, and a note written there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from tests.ui.shown import show

from maillage.actions import workshops
from maillage.ui.workshops.page import WorkshopsPage


def plainly(said: str) -> str:
    """Words with the spaces of a keyboard."""
    return said.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def page(qtbot, session, meeting):
    """The page, which looks again after each change as in the window."""
    found = show(qtbot, WorkshopsPage(session), 1154, 700)
    session.changed.connect(found.refresh)
    session.meeting_changed.connect(found.refresh)
    found.refresh()
    qtbot.waitUntil(lambda: found._seen is not None)
    yield found
    session.changed.disconnect(found.refresh)
    session.meeting_changed.disconnect(found.refresh)
    qtbot.waitUntil(lambda: session._worker._open == 0)


def notes_of(session, meeting):
    """The notes of the meeting, as the store has them now."""
    return [one.note for one in workshops.lines(session.store, event=meeting.id)]


def add(qtbot, page, text):
    """Type a note and wait until it is among those that are seen."""
    before = len(page._seen.lines)
    page.notes.capture.field.setText(text)
    qtbot.keyClick(page.notes.capture.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page._seen.lines) > before)
