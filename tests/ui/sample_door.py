"""The door, and what opens there: a walk-in, a card, consents, a signature, calls."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from sample_day import meeting_of
from settling import settle

from maillage.actions import consents
from maillage.ui.session import Session


def reception_page(session: Session) -> QWidget:
    """Return the page at the door."""
    from maillage.ui.reception.page import ReceptionPage

    return ReceptionPage(session)


def walk_in(session: Session) -> QWidget:
    """Return the five fields, with somebody who is on the list already."""
    from maillage.ui.reception import door
    from maillage.ui.reception.walk_in import WalkInDialog

    found = door.read(session, meeting_of(session).id)
    return WalkInDialog(session, found, "Leila Bousid")


def walk_in_begun(session: Session) -> QWidget:
    """Return the five fields as they were left when the lid was closed."""
    session.drafts._drafts[f"walk-in {meeting_of(session).id}"] = {
        "given_name": "Yvette",
        "family_name": "Combe",
        "organisation": "Au Fil des Âges",
        "category": "social_entrepreneur",
        "contact": "06 39",
    }
    return walk_in(session)


def card(session: Session) -> QWidget:
    """Return somebody's card."""
    from maillage.domain.records import Person
    from maillage.ui.reception import door
    from maillage.ui.reception.card import PersonCard

    arrival = door.read(session, meeting_of(session).id).arrivals[0]
    return PersonCard(session, arrival, session.store.get(Person, arrival.person))


def card_overtaken(session: Session) -> QWidget:
    """Return a card of which another laptop has changed the number while one was typing it."""
    found = card(session)
    known = found._person.phone  # type: ignore[attr-defined]
    found._take_up("phone", "06 39 98 41 07", (found._person, known))  # type: ignore[attr-defined]
    return found


def room(session: Session) -> QWidget:
    """Return who is in the room, as a small window tells it."""
    from maillage.actions import whence
    from maillage.ui.reception import door
    from maillage.ui.reception.room_dialog import RoomDialog

    event = meeting_of(session).id
    counts = whence.territories(session.store, event=event)
    return RoomDialog(door.read(session, event).room, counts)


def consents_page(session: Session) -> QWidget:
    """Return the consents of somebody."""
    from maillage.domain.records import Person
    from maillage.domain.vocabulary import ConsentForm, ConsentPurpose
    from maillage.ui.reception import door
    from maillage.ui.reception.consents import ConsentsDialog

    arrival = door.read(session, meeting_of(session).id).arrivals[0]
    person = session.store.get(Person, arrival.person)
    for given in (True, False):
        consents.answer(
            session.store,
            person=person.id,
            event=meeting_of(session).id,
            purpose=ConsentPurpose.IMAGE if given else ConsentPurpose.RECONTACT,
            given=given,
            form=ConsentForm.SPOKEN,
        )
    return ConsentsDialog(session, person, meeting_of(session).id)


def calling(session: Session) -> QWidget:
    """Return the list of people to ring up, a week after and on the day."""
    from maillage.ui.reception.calling import CallDialog

    meeting = meeting_of(session)
    starts, now = meeting.starts, session.store.clock
    assert starts is not None
    session.store.clock = lambda: starts
    try:
        dialog = CallDialog(session, meeting)
        settle()
    finally:
        session.store.clock = now
    return dialog


def signing_page(session: Session) -> QWidget:
    """Return the dialog in which somebody signs."""
    from PySide6.QtCore import QPointF

    from maillage.ui.reception.signing import SigningDialog

    dialog = SigningDialog("Leila Bousid", meeting_of(session).title)
    wave = [(90 + x, 110 - (x % 60) + (x // 3) % 25) for x in range(0, 340, 4)]
    dialog.pad.strokes = [[QPointF(*at) for at in wave]]
    dialog.pad.changed.emit()
    return dialog
