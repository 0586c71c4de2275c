"""Whom one may ring up: registered and missing, on the day; only who agreed, afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest

from maillage.actions import calling, consents, duplicates, reception
from maillage.domain.records import Person, Registration
from maillage.domain.vocabulary import ConsentForm, ConsentPurpose, RegistrationStatus, Source
from maillage.language import Language

from .conftest import Meeting

FRENCH = Language("fr")


def register(
    meeting: Meeting,
    family: str,
    phone: str = "+33 6 39 98 20 14",
    status: RegistrationStatus = RegistrationStatus.CONFIRMED,
) -> Registration:
    person = meeting.store.add(Person(given_name="Ada", family_name=family, phone=phone))
    return meeting.store.add(
        Registration(event=meeting.event, person=person.id, status=status, source=Source.LIST)
    )


def answered(meeting: Meeting, one: Registration, purpose: ConsentPurpose, *, given: bool) -> None:
    meeting.clock.now += timedelta(seconds=1)
    consents.answer(
        meeting.store,
        person=one.person,
        event=meeting.event,
        purpose=purpose,
        given=given,
        form=ConsentForm.SPOKEN,
    )


def names(meeting: Meeting) -> list[str]:
    found = calling.missing(meeting.store, event=meeting.event)
    return [one.name for one in found.sheet.lines]


def test_whoever_is_expected_and_not_here_is_on_the_list_with_the_number_as_one_dials_it(meeting):
    register(meeting, "Vidal")
    here = register(meeting, "Brun")
    register(meeting, "Ali", status=RegistrationStatus.PENDING)
    register(meeting, "Roy", status=RegistrationStatus.CANCELLED)
    register(meeting, "Zola", phone="")
    reception.check_in(meeting.store, registration=here.id)
    guest = reception.welcome(
        meeting.store, event=meeting.event, given_name="Eva", family_name="Noé", contact="0612"
    )
    reception.undo_check_in(meeting.store, registration=guest.id)

    found = calling.missing(meeting.store, event=meeting.event)

    assert [(one.name, one.phone, one.pending) for one in found.sheet.lines] == [
        ("Ada Ali", "06 39 98 20 14", True),
        ("Ada Vidal", "06 39 98 20 14", False),
    ]
    assert (found.without_number, found.not_to_call) == (1, 0)


@pytest.mark.parametrize("purpose", [ConsentPurpose.RECONTACT, ConsentPurpose.PARTICIPATION])
def test_whoever_said_no_is_not_called_until_they_say_yes_again(meeting, purpose):
    one = register(meeting, "Vidal")
    answered(meeting, one, purpose, given=False)
    assert names(meeting) == []
    assert calling.missing(meeting.store, event=meeting.event).not_to_call == 1

    answered(meeting, one, purpose, given=True)
    assert names(meeting) == ["Ada Vidal"]


def test_the_day_after_only_those_are_called_who_agreed_to_be_contacted_again(meeting):
    register(meeting, "Vidal")
    answered(meeting, register(meeting, "Brun"), ConsentPurpose.RECONTACT, given=True)
    assert names(meeting) == ["Ada Brun", "Ada Vidal"]

    meeting.clock.now += timedelta(hours=8)  # late in the evening of the same day
    assert names(meeting) == ["Ada Brun", "Ada Vidal"]

    meeting.clock.now += timedelta(days=1)
    assert names(meeting) == ["Ada Brun"]


def test_the_list_as_text_has_one_line_for_each_person_whatever_their_name_holds(meeting):
    register(meeting, "Vidal\nBrun")
    text = calling.plain_text(
        calling.missing(meeting.store, event=meeting.event), in_language=FRENCH
    )

    head, *lines = text.split("\n")
    assert "Grande Rencontre de Paris" in head
    assert lines == ["Ada Vidal Brun\u00a0: 06 39 98 20 14"]


@pytest.mark.parametrize(
    ("noted", "dialled"),
    [
        ("+33 6 39 98 20 14", "06 39 98 20 14"),
        ("+33639982014", "0639982014"),
        ("+32 2 123 45 67", "+32 2 123 45 67"),
        ("poste 12", "poste 12"),
        (" ", ""),
    ],
)
def test_only_french_numbers_are_shortened(noted, dialled):
    assert calling.dialled(noted) == dialled


def test_every_number_that_somebody_recorded_twice_left_is_on_the_list_once(meeting):
    first, again = register(meeting, "Vidal"), register(meeting, "Vidale", phone="06 39 98 20 14")
    duplicates.join(meeting.store, shown=first.person, other=again.person)
    for shown, behind in (("0639980000", ""), ("", "0639980000"), ("06 39 98 20 14", "0639980000")):
        meeting.store.change(first.person, phone=shown)
        meeting.store.change(again.person, phone=behind)
        found = calling.missing(meeting.store, event=meeting.event)
        (line,) = found.sheet.lines
        assert [line.phone, *line.others] == [one for one in (shown, behind) if one]
    assert "06 39 98 20 14 · 0639980000" in calling.plain_text(found, in_language=FRENCH)
    assert calling.pdf(found, in_language=FRENCH).startswith(b"%PDF")
