"""The page around the files: the first meeting, the compte-rendu, and a small window."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPoint, Qt

from maillage.actions import events
from maillage.domain.vocabulary import EventKind
from maillage.ui.exchanges.minutes_dialog import WITHOUT, MinutesDialog
from maillage.ui.paper.pdf_dialog import PdfDialog

from .conftest import DOOR, answer, dispute, merge


def test_a_merge_brings_the_first_meeting(qtbot, page, session, team):
    assert page.calm.state is page.calm.no_meeting
    asked = []
    page.wants_meeting.connect(lambda: asked.append(True))
    page.calm.no_meeting.action.click()
    assert asked
    assert not page._minutes.isEnabled()
    events.create_event(
        team.laptops[DOOR].store,
        title="Rencontre de Lyon",
        event_kind=EventKind.GRANDE_RENCONTRE,
        starts=datetime(2021, 12, 13, 14, tzinfo=events.ZONE),
    )
    merge(qtbot, page, [team.laptops[DOOR].export()])
    qtbot.waitUntil(lambda: session.meeting is not None)
    assert session.meeting.title == "Rencontre de Lyon"
    assert page.calm.state is page.calm.settled


def test_the_compte_rendu_is_written_and_can_be_opened(
    qtbot, page, session, told, monkeypatch, tmp_path, team, ids
):
    event = events.create_event(
        session.store,
        title="Rencontre de Lyon",
        event_kind=EventKind.GRANDE_RENCONTRE,
        starts=datetime(2021, 12, 13, 14, tzinfo=events.ZONE),
        commune="Lyon",
    )
    session.show_meeting(event)
    assert page.header._primary is not None
    merge(qtbot, page, dispute(team, ids), choices=1)
    qtbot.waitUntil(lambda: page.header._primary is None)
    assert page._undecided.text() == "1 choix à faire"
    offered = answer(monkeypatch, tmp_path / "cr")
    qtbot.keyClick(page, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    dialog = page.window().findChild(MinutesDialog)
    dialog.names._chips[WITHOUT].click()
    dialog.go_on.click()
    preview = page.window().findChild(PdfDialog)
    qtbot.waitUntil(lambda: preview.preview.pages > 0)
    qtbot.keyClick(preview, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil((tmp_path / "cr.pdf").is_file)
    qtbot.waitUntil(preview.told.isVisible)
    assert preview.told.accessibleName().startswith("Enregistré")
    preview.reject()
    assert offered[0].endswith("compte-rendu-2021-12-13-lyon.pdf")
    assert (tmp_path / "cr.pdf").read_bytes().startswith(b"%PDF")
    assert page._minutes.isEnabled()


def test_a_small_window_keeps_everything_within_reach(qtbot, page, team, ids):
    page.set_compact(True)
    page.resize(862, 460)
    assert page.files.adder.isVisible()
    assert not page.drop.isVisible()
    page.focus_first()
    assert page.files.adder.hasFocus()
    merge(qtbot, page, dispute(team, ids), choices=1)
    qtbot.waitUntil(lambda: page.choices.mapTo(page, QPoint(0, 0)).x() > page.files.width())
    page.resize(620, 460)
    qtbot.waitUntil(lambda: page.choices.mapTo(page, QPoint(0, 0)).x() < page.files.width())
