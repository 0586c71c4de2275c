"""A note that says too much of somebody is pointed out, and never refused."""

from __future__ import annotations

from PySide6.QtCore import Qt

from maillage.actions import reception, workshops
from maillage.domain.vocabulary import Category


def test_a_beneficiarys_name_is_pointed_out_and_never_refused(qtbot, page, session, meeting):
    capture = page.notes.capture
    qtbot.keyClicks(capture.field, "Madame Benali attend un logement")
    assert "Benali" in capture.warning.text()
    assert capture.warning.isVisible()
    assert not capture.hint.isVisible()
    qtbot.keyClick(capture.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(workshops.lines(session.store, event=meeting.id)))
    (line,) = workshops.lines(session.store, event=meeting.id)
    assert line.note.text == "Madame Benali attend un logement"
    assert capture.field.text() == ""
    assert not capture.warning.isVisible()


def test_somebody_who_takes_part_may_be_named(qtbot, page, session, meeting):
    reception.welcome(
        session.store, event=meeting.id, given_name="Nora", family_name="Benali",
        organisation="CCAS", category=Category.SOCIAL_WORKER,
    )  # fmt: skip
    capture = page.notes.capture
    qtbot.keyClicks(capture.field, "Mme Benali propose un atelier")
    qtbot.waitUntil(lambda: not capture.warning.isVisible())
    assert capture.hint.isVisible()


def test_health_is_pointed_out_in_the_small_window_too(qtbot, page):
    page.set_compact(True)
    qtbot.keyClicks(page.notes.capture.field, "il est alcoolique")
    assert page.notes.capture.warning.isVisible()
    page.notes.capture.field.clear()
    assert not page.notes.capture.warning.isVisible()
    assert not page.notes.capture.hint.isVisible()
