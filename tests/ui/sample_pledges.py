"""Pledges: a form filled in, one half written, and one that somebody else changed."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import sample_moments
from msgspec.structs import replace
from PySide6.QtWidgets import QDialog, QWidget
from sample_day import meeting_of

from maillage.actions import events, pledges, workshops
from maillage.ui.session import Session


def pledges_page(session: Session) -> QWidget:
    """Return the page of pledges."""
    from maillage.ui.pledges.page import PledgesPage

    return PledgesPage(session)


def pledge_form(session: Session) -> QWidget:
    """Return the form of a new pledge filled in from a paper card: its day is past."""
    from maillage.ui.pledges.making import NewPledgeDialog

    page = pledges_page(session)
    store, meeting = session.store, meeting_of(session)
    ideas = workshops.ideas(workshops.lines(store, event=meeting.id))

    def fill_in() -> QWidget:
        today = events.local_time(store.clock()).date()
        notes = [line.note for line in ideas]
        form = NewPledgeDialog(session, today, notes, page, idea=notes[0].id)
        for words in ("bousid", "quem", "fontan"):
            form.people._chosen += pledges.choosable(store, words, limit=1)
        form.people._show_chosen()
        form.due.set_due(today - timedelta(days=3))
        form.open()
        return form

    sample_moments.AFTERWARDS[page] = fill_in
    return page


def pledge_begun(session: Session) -> QWidget:
    """Return the form of a new pledge that was half written when the lid was closed."""
    today = events.local_time(session.store.clock()).date()
    (lead,) = pledges.choosable(session.store, "quem", limit=1)
    session.drafts._drafts[f"pledge {meeting_of(session).id}"] = {
        "what": "Ouvrir une permanence commune au CCAS, le mercr",
        "due": (today + timedelta(days=15)).isoformat(),
        "origin": "spontaneous",
        "people": [msgspec.to_builtins(lead)],
        "sought": "",
        "next_step": "",
        "help_needed": "une salle",
        "idea": "",
        "proposed": "",
        "may_call": [lead.person],
    }
    page = pledges_page(session)
    sample_moments.AFTERWARDS[page] = lambda: page.findChildren(QDialog)[-1]
    return page


def pledge_overtaken(session: Session) -> QWidget:
    """Return a pledge of which another laptop has changed the next step while one was typing."""
    page = pledges_page(session)

    def typed() -> QWidget:
        pledge = page._promise(page.detail.pledge()).pledge  # type: ignore[attr-defined]
        page.detail.next_step.setPlainText("Visiter l’atelier dès janvier, avec la mairie")  # type: ignore[attr-defined]
        page.detail.edits.take_up(replace(pledge, next_step="Visiter l’atelier en février."))  # type: ignore[attr-defined]
        return page

    sample_moments.AFTERWARDS[page] = typed
    return page
