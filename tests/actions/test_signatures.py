"""Signatures on the screen: who signed when, on the sheet, and gone with the person."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from tests.actions.conftest import Meeting

from maillage.actions import forgetting, paper, reception, signatures
from maillage.actions.paper import Order, Paper
from maillage.domain.meeting_days import Box, Half
from maillage.domain.records import Attachment, Person
from maillage.domain.vocabulary import AttachmentRole


def png(shade: int = 255) -> bytes:
    out = BytesIO()
    Image.new("L", (120, 40), shade).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def ada(meeting: Meeting) -> str:
    return reception.welcome(
        meeting.store, event=meeting.event, given_name="Ada", family_name="Lefèvre"
    ).person


def sign(meeting: Meeting, person: str, shade: int = 255) -> Attachment:
    return signatures.sign(
        meeting.store, person=person, event=meeting.event, png=png(shade), width=120, height=40
    )


def test_the_latest_signature_counts_until_it_is_taken_back(meeting: Meeting, ada: str) -> None:
    assert signatures.signed_at(meeting.store, person=ada, event=meeting.event) is None
    first = sign(meeting, ada)
    meeting.clock.now += timedelta(minutes=5)
    second = sign(meeting, ada, 200)
    at = signatures.signed_at(meeting.store, person=ada, event=meeting.event)
    assert at == second.added != first.added
    signatures.take_back(meeting.store, signature=second.id)
    at = signatures.signed_at(meeting.store, person=ada, event=meeting.event)
    assert at == first.added


HALVES, ONCE = (tuple(Box(half=half) for half in Half), (Box(),))


def test_morning_and_afternoon_have_a_box_each(meeting: Meeting, ada: str) -> None:
    meeting.clock.now = meeting.clock.now.replace(hour=8)
    sign(meeting, ada)
    morning, afternoon = signatures.printed(meeting.store, event=meeting.event, boxes=HALVES)[ada]
    assert morning is not None
    assert afternoon is None
    meeting.clock.now = meeting.clock.now.replace(hour=14)
    sign(meeting, ada, 100)
    boxes = signatures.printed(meeting.store, event=meeting.event, boxes=HALVES)[ada]
    assert None not in boxes
    (once,) = signatures.printed(meeting.store, event=meeting.event, boxes=ONCE)[ada]
    assert once == boxes[1]


def test_the_attendance_sheet_shows_it(meeting: Meeting, ada: str) -> None:
    order = Order(paper=Paper.ATTENDANCE, event=meeting.event)
    before = paper.make(meeting.store, order)
    sign(meeting, ada)
    after = paper.make(meeting.store, order)
    assert b"/DCTDecode" not in before
    assert b"/DCTDecode" in after


def test_what_is_no_picture_or_has_not_arrived_leaves_the_box_empty(
    meeting: Meeting, ada: str
) -> None:
    about = Attachment(
        event=meeting.event, person=ada, role=AttachmentRole.SIGNATURE, added=meeting.clock.now
    )
    meeting.store.attach(about, b"<svg/>")
    meeting.store.add(about)
    assert signatures.printed(meeting.store, event=meeting.event, boxes=ONCE) == {}
    assert paper.make(meeting.store, Order(paper=Paper.ATTENDANCE, event=meeting.event))


def test_erasing_somebody_erases_their_signature(meeting: Meeting, ada: str) -> None:
    signature = sign(meeting, ada)
    forgetting.erase(meeting.store, person=ada)
    assert meeting.store.content(signature.sha256) is None
    assert meeting.store.all(Person) == []
    assert meeting.store.all(Attachment, deleted=True) == []
