"""Taking a list back: all it wrote goes, nothing else, and only while nobody has worked on it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.actions.listing import take_in, written

from maillage.actions import consents, forgetting, list_undoing, lists, organisations, reception
from maillage.actions.explain import sentence
from maillage.domain.errors import ListUsedSince
from maillage.domain.records import (
    Consent,
    Membership,
    Organisation,
    Person,
    Registration,
    Territory,
)
from maillage.domain.vocabulary import ConsentForm, ConsentPurpose

from .conftest import Meeting

ADA, EVA = {"ticket": "901"}, {"ticket": "902", "given": "Eva", "email": "eva@pont.example.org"}


def done(meeting: Meeting, *people: dict[str, str]) -> lists.TakenIn:
    found = lists.preview(meeting.store, written(meeting, *people), event=meeting.event)
    return lists.take_in(meeting.store, found, event=meeting.event)


def take_back(meeting: Meeting, taken: lists.TakenIn) -> None:
    assert taken.span is not None
    list_undoing.take_back(meeting.store, taken.span)


def shown(meeting: Meeting) -> set[object]:
    kinds = (Person, Registration, Organisation, Membership, Consent)
    return {one for kind in kinds for one in meeting.store.all(kind)}


def test_what_a_list_added_goes_and_what_it_changed_is_as_before(meeting):
    done(meeting, ADA)
    before = shown(meeting)
    taken = done(meeting, {**ADA, "phone": "06 39 98 20 15", "image": "Oui"}, EVA)
    assert shown(meeting) != before

    take_back(meeting, taken)
    assert shown(meeting) == before
    assert meeting.store.verify().ok


def test_a_list_that_was_taken_back_brings_its_people_again(meeting):
    take_back(meeting, done(meeting, ADA, EVA))
    assert not meeting.store.all(Person)
    assert take_in(meeting, ADA, EVA) == (2, 0, 0, 0)
    assert take_in(meeting, ADA, EVA) == (0, 0, 2, 0)


def test_a_list_that_changed_nothing_has_nothing_to_take_back(meeting):
    done(meeting, ADA)
    assert done(meeting, ADA).span is None


def arrives(meeting: Meeting, one: Registration) -> None:
    reception.check_in(meeting.store, registration=one.id)


def is_corrected(meeting: Meeting, one: Registration) -> None:
    meeting.store.change(one.person, phone="06")


def agrees(meeting: Meeting, one: Registration) -> None:
    consents.answer(
        meeting.store,
        person=one.person,
        event=meeting.event,
        purpose=ConsentPurpose.RECONTACT,
        given=True,
        form=ConsentForm.SPOKEN,
    )


def is_deleted(meeting: Meeting, one: Registration) -> None:
    meeting.store.delete(one.id)


def is_listed_again(meeting: Meeting, _one: Registration) -> None:
    done(meeting, {**ADA, "phone": "06 39 98 20 15"}, EVA)


@pytest.mark.parametrize("works", [arrives, is_corrected, agrees, is_deleted, is_listed_again])
def test_a_list_stays_whole_once_somebody_has_worked_on_one_of_its_people(meeting, works):
    taken = done(meeting, ADA, EVA)
    ada = meeting.store.all(Registration, ticket="901")[0]
    works(meeting, ada)
    before = meeting.store.digest()

    with pytest.raises(ListUsedSince) as refused:
        take_back(meeting, taken)
    assert refused.value.names == ("Ada Lefèvre",)
    assert "Ada Lefèvre" in sentence(refused.value)
    assert meeting.store.digest() == before


def test_a_list_stays_whole_once_a_structure_it_changed_is_corrected_and_names_it(meeting):
    done(meeting, ADA)
    taken = done(meeting, {**ADA, "commune": "Lyon"})
    (cedre,) = (one for one in meeting.store.all(Organisation) if one.name == "Le Cèdre")
    meeting.store.change(cedre.id, commune="Villeurbanne")
    with pytest.raises(ListUsedSince) as refused:
        take_back(meeting, taken)
    assert refused.value.names == ("Le Cèdre",)


def test_a_list_stays_once_one_of_its_people_is_erased(meeting):
    taken = done(meeting, ADA, EVA)
    ada = meeting.store.all(Registration, ticket="901")[0]
    forgetting.erase(meeting.store, person=ada.person)
    with pytest.raises(ListUsedSince):
        take_back(meeting, taken)
    assert len(meeting.store.all(Person)) == 1


def test_a_correction_of_another_field_does_not_keep_a_change_from_being_taken_back(meeting):
    done(meeting, ADA)
    taken = done(meeting, {**ADA, "phone": "06 39 98 20 15"})
    (ada,) = meeting.store.all(Person)
    meeting.store.change(ada.id, profession="Directrice")

    take_back(meeting, taken)
    (now,) = meeting.store.all(Person)
    assert (now.phone, now.profession) == ("+33 6 39 98 20 14", "Directrice")


def test_a_structure_and_a_place_that_others_come_from_since_stay(meeting):
    elsewhere = {**EVA, "siret": "", "commune": "Lyon"}
    taken = done(meeting, ADA, elsewhere)
    (lyon,) = meeting.store.all(Territory)
    meeting.store.add(Person(given_name="Zoé", territory=lyon.id))
    reception.welcome(
        meeting.store, event=meeting.event, given_name="Ali", family_name="Roy",
        organisation="Le Cèdre",
    )  # fmt: skip
    take_back(meeting, taken)
    assert "Le Cèdre" in organisations.known_names(meeting.store)
    assert {one.name for one in meeting.store.all(Person)} == {"Zoé", "Ali Roy"}
    assert meeting.store.all(Territory) == [lyon]


# Consents that a list brings for people already known -------------------------------


def answers(meeting: Meeting) -> list[tuple[bool, ConsentForm | None]]:
    found = consents.in_order(meeting.store.all(Consent, purpose=ConsentPurpose.IMAGE))
    return [(one.given, one.form) for one in found]


def test_an_answer_that_comes_later_or_changes_in_the_list_is_recorded_beside_the_former(meeting):
    take_in(meeting, {**ADA, "image": ""})
    assert answers(meeting) == []
    for image, counts in (("Oui", (0, 1, 0, 0)), ("Oui", (0, 0, 1, 0)), ("Non", (0, 1, 0, 0))):
        meeting.clock.now += timedelta(minutes=1)
        assert take_in(meeting, {**ADA, "image": image}) == counts
    assert answers(meeting) == [(True, ConsentForm.IN_LIST), (False, ConsentForm.IN_LIST)]


def test_what_somebody_said_themselves_is_not_overruled_by_a_list(meeting):
    take_in(meeting, {**ADA, "image": "Oui"})
    (ada,) = meeting.store.all(Person)
    meeting.clock.now += timedelta(minutes=1)
    consents.answer(
        meeting.store, person=ada.id, event=meeting.event, purpose=ConsentPurpose.IMAGE,
        given=False, form=ConsentForm.SPOKEN,
    )  # fmt: skip
    assert take_in(meeting, {**ADA, "image": "Oui"}) == (0, 0, 1, 0)
    assert answers(meeting)[-1] == (False, ConsentForm.SPOKEN)
