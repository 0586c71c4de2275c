"""A meeting as it is prepared: created, corrected, half typed, and its papers."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace
from PySide6.QtWidgets import QWidget
from sample_day import meeting_of

from maillage.actions import events
from maillage.ui.meeting import typed
from maillage.ui.meeting.typed import Typed
from maillage.ui.session import Session


def new_meeting(session: Session) -> QWidget:
    """Return the dialog that creates a meeting."""
    from maillage.ui.meeting.dialog import MeetingDialog

    return MeetingDialog(session)


def meeting_begun(session: Session) -> QWidget:
    """Return the dialog of a new meeting that was half typed when the lid was closed."""
    was = typed.new(events.local_time(session.store.clock()).date())
    told = replace(was, title="Grande Rencontre du Beaujolais", venue="Halle aux gra", tables=12)
    _begin_meeting(session, "", was, told, last="venue")
    return new_meeting(session)


def meeting_changed_since(session: Session) -> QWidget:
    """Return the dialog that corrects a meeting, which somebody else has changed since."""
    event = meeting_of(session)
    now = typed.of(event, events.local_time(session.store.clock()).date())
    was = replace(now, venue="", tables=6)
    told = replace(was, venue="Médiathèque de Villefranche, salle du premier étage", tables=8)
    _begin_meeting(session, event.id, was, told, last="declared_source")
    return known_meeting(session)


def _begin_meeting(session: Session, event: str, was: Typed, told: Typed, *, last: str) -> None:
    begun = {"typed": told, "was": was, "workshops": "", "last": last, "late": {}}
    session.drafts._drafts[f"meeting {event}"] = msgspec.to_builtins(begun)


def known_meeting(session: Session) -> QWidget:
    """Return the dialog that corrects a meeting."""
    from maillage.ui.meeting.dialog import MeetingDialog

    return MeetingDialog(session, meeting_of(session))


def preparing_page(session: Session) -> QWidget:
    """Return the page before the day."""
    from maillage.ui.preparing.page import PreparingPage

    return PreparingPage(session)


def pack(session: Session) -> QWidget:
    """Return what is asked for the pack while no other laptop is known."""
    from maillage.ui.preparing.packing import PackDialog

    return PackDialog(session, meeting_of(session))


def papers(session: Session) -> QWidget:
    """Return the dialog of badges, on a sheet already begun."""
    from maillage.actions.paper import Paper
    from maillage.ui.paper.dialog import PaperDialog

    return PaperDialog(session, meeting_of(session), wanted=Paper.BADGES)


def attendance(session: Session) -> QWidget:
    """Return the dialog of papers with the attendance sheet."""
    from maillage.actions.paper import Paper
    from maillage.ui.paper.dialog import PaperDialog

    return PaperDialog(session, meeting_of(session), wanted=Paper.ATTENDANCE)
