"""What people agree to: purpose by purpose, after a notice whose version is kept."""

from __future__ import annotations

import pytest

from maillage.actions import consents, programme
from maillage.domain.errors import MissingValue, TooLong
from maillage.domain.records import Consent, Notice, Person
from maillage.domain.vocabulary import ConsentForm, ConsentPurpose

from .conftest import PASSPHRASE, Meeting

IMAGE, CALL = ConsentPurpose.IMAGE, ConsentPurpose.RECONTACT


@pytest.fixture
def ada(meeting: Meeting) -> str:
    return meeting.store.add(Person(given_name="Ada", family_name="A")).id


def say(meeting: Meeting, person: str, purpose: ConsentPurpose, *, given: bool) -> Consent:
    meeting.clock.pass_(60)
    return consents.answer(
        meeting.store,
        person=person,
        event=meeting.event,
        purpose=purpose,
        given=given,
        form=ConsentForm.ON_PAPER,
    )


def standing(meeting: Meeting, person: str, purpose: ConsentPurpose) -> consents.Standing:
    found = consents.standings(meeting.store, person=person)
    assert [one.purpose for one in found] == list(ConsentPurpose)
    return next(one for one in found if one.purpose is purpose)


def test_each_purpose_is_given_and_withdrawn_alone_and_former_answers_stay(
    meeting: Meeting, ada: str
) -> None:
    assert standing(meeting, ada, IMAGE).last is None
    yes = say(meeting, ada, IMAGE, given=True)
    say(meeting, ada, CALL, given=True)
    no = say(meeting, ada, IMAGE, given=False)
    found = standing(meeting, ada, IMAGE)
    assert (found.last, found.was_given) == (no, True)
    assert standing(meeting, ada, CALL).last is not None
    assert consents.agreed(meeting.store, IMAGE) == set()
    assert consents.agreed(meeting.store, CALL) == {ada}
    consents.take_back(meeting.store, consent=no.id)
    assert standing(meeting, ada, IMAGE).last == yes
    assert (yes.form, yes.event) == (ConsentForm.ON_PAPER, meeting.event)


def test_an_answer_names_the_notice_that_was_in_force(meeting: Meeting, ada: str) -> None:
    default = consents.notice_in_force(meeting.store)
    assert not default.id
    assert "Grandes Rencontres" in default.text
    assert "donnees@gniac.example" in default.text
    assert "{" not in default.text
    first = say(meeting, ada, IMAGE, given=True)
    (kept,) = meeting.store.all(Notice)
    assert (kept.version, kept.text) == (first.notice, default.text)
    written = consents.write_notice(meeting.store, text=" Nos mots. ")
    assert consents.write_notice(meeting.store, text="Nos mots.") == written
    later = say(meeting, ada, IMAGE, given=True)
    assert (later.notice, written.text) == (written.version, "Nos mots.")
    assert first.notice != later.notice
    assert len(meeting.store.all(Notice)) == 2
    again = consents.write_notice(meeting.store, text="D’autres mots.")
    assert consents.notice_in_force(meeting.store) == again


def test_a_notice_that_says_nothing_or_too_much_is_refused(meeting: Meeting) -> None:
    with pytest.raises(MissingValue):
        consents.write_notice(meeting.store, text="  \n")
    with pytest.raises(TooLong):
        consents.write_notice(meeting.store, text="x" * 4_001)
    assert meeting.store.all(Notice) == []


def test_only_the_coordination_may_write_another_notice(meeting: Meeting, ada: str) -> None:
    assert consents.asked(meeting.store, person=ada).may_edit
    words = "tilleul semaine barque violon ardoise"
    invitation = programme.invite(meeting.store, meeting.folder / "i.maillage", passphrase=words)
    field = programme.join(
        meeting.folder / "field",
        invitation=invitation,
        invitation_passphrase=words,
        device="Accueil",
        passphrase=PASSPHRASE,
    )
    with field.store as store:
        assert not consents.asked(store, person=ada).may_edit
