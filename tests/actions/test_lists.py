"""Taking in a list: twice changes nothing, an updated one changes only what changed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.actions.listing import ADA, HEADERS, asked, person, take_in, written

from maillage.actions import (
    consents,
    duplicates,
    forgetting,
    list_undoing,
    lists,
    organisations,
    reception,
)
from maillage.assets import resource
from maillage.domain.errors import (
    CannotRead,
    EmptyList,
    ListDamaged,
    ListTooLarge,
    MaillageError,
    NotText,
    OldWorkbook,
)
from maillage.domain.records import Consent, Membership, Organisation, Person, Registration
from maillage.domain.vocabulary import (
    Category,
    ConsentForm,
    ConsentPurpose,
    RegistrationStatus,
    Source,
)
from maillage.intake import table
from maillage.intake.planned import Likeness, Reason

from .conftest import STARTS, Meeting

REAL = resource("demo", "inscriptions-helloasso.csv")


def test_a_line_becomes_a_person_a_registration_a_structure_and_consents(meeting: Meeting) -> None:
    assert take_in(meeting, {}) == (1, 0, 0, 0)
    ada = person(meeting)
    assert (ada.name, ada.email, ada.profession) == (
        "Ada Lefèvre",
        "ada@pont.example.org",
        "Éducatrice",
    )
    assert ada.category is Category.SOCIAL_WORKER
    (registration,) = meeting.store.all(Registration, event=meeting.event)
    assert (registration.ticket, registration.source, registration.status) == (
        "901",
        Source.HELLOASSO,
        RegistrationStatus.CONFIRMED,
    )
    structure = next(one for one in meeting.store.all(Organisation) if one.name == "Le Cèdre")
    assert (structure.siret, structure.commune) == ("73282932000074", "Malakoff")
    assert meeting.store.all(Membership, person=ada.id, organisation=structure.id)
    (image,) = meeting.store.all(Consent, person=ada.id)
    assert (image.purpose, image.given, image.form, image.at) == (
        ConsentPurpose.IMAGE,
        False,
        ConsentForm.IN_LIST,
        STARTS,
    )


def test_previewing_writes_nothing(meeting: Meeting) -> None:
    before = meeting.store.digest()
    lists.preview(meeting.store, written(meeting, {}), event=meeting.event)
    assert meeting.store.digest() == before


def test_the_real_list_twice_changes_nothing_the_second_time(meeting: Meeting) -> None:
    found = lists.preview(meeting.store, REAL, event=meeting.event)
    assert (len(found.plan.new), len(found.plan.changed)) == (60, 0)
    lists.take_in(meeting.store, found, event=meeting.event)
    after = meeting.store.digest()
    again = lists.preview(meeting.store, REAL, event=meeting.event)
    said = again.plan
    assert [*said.new, *said.changed, *said.refused, *said.differing] == []
    assert len(again.plan.unchanged) == 60
    lists.take_in(meeting.store, again, event=meeting.event)
    # A second click on what was shown before the first adds nobody either.
    assert lists.take_in(meeting.store, found, event=meeting.event).added == 0
    assert meeting.store.digest() == after
    # Two people of the list have one name: they stay two.
    twins = [one for one in meeting.store.all(Person) if one.name == "Claire Martin"]
    assert len(twins) == 2
    assert len({one.email for one in twins}) == 2


def test_an_updated_list_applies_by_itself(meeting: Meeting) -> None:
    take_in(meeting, {"status": "En attente", "profession": ""})
    updated = {"phone": "06 39 98 20 15", "status": "Validé", "profession": "Éducatrice"}
    assert take_in(meeting, updated) == (0, 1, 0, 0)
    assert person(meeting).phone == "+33 6 39 98 20 15"
    assert person(meeting).profession == "Éducatrice"
    (registration,) = meeting.store.all(Registration)
    assert registration.status is RegistrationStatus.CONFIRMED
    assert take_in(meeting, updated) == (0, 0, 1, 0)
    # However often the list changes its mind.
    for status, phone in (("Annulé", "06 39 98 20 16"), ("Validé", "06 39 98 20 17")):
        assert take_in(meeting, {**updated, "status": status, "phone": phone}) == (0, 1, 0, 0)
    assert person(meeting).phone == "+33 6 39 98 20 17"


def test_what_a_person_corrects_between_two_versions_of_a_list_is_asked_about(
    meeting: Meeting,
) -> None:
    for phone in ("06 39 98 20 15", "06 39 98 20 16"):
        take_in(meeting, {"phone": phone})
    meeting.store.change(person(meeting).id, phone="+33 1 99 00 00 00")
    assert asked(meeting, {"phone": "06 39 98 20 16"}) == [], "the list repeats itself"
    # What it said before is news again.
    for phone in ("06 39 98 20 15", "06 39 98 20 17"):
        said = phone.replace("06", "+33 6", 1)
        assert asked(meeting, {"phone": phone}) == [("phone", "+33 1 99 00 00 00", said)]
    newer = written(meeting, {"phone": "06 39 98 20 17"})
    found = lists.preview(meeting.store, newer, event=meeting.event)
    found = lists.followed(meeting.store, found, {2}, event=meeting.event)
    lists.take_in(meeting.store, found, event=meeting.event)
    assert take_in(meeting, {"phone": "06 39 98 20 18"}) == (0, 1, 0, 0), "the list’s word again"


def test_a_list_that_was_taken_back_has_said_nothing(meeting: Meeting) -> None:
    take_in(meeting, {})
    newer = written(meeting, {"phone": "06 39 98 20 15", "structure": "Le Pin", "siret": ""})
    found = lists.preview(meeting.store, newer, event=meeting.event)
    done = lists.take_in(meeting.store, found, event=meeting.event)
    assert done.span
    list_undoing.take_back(meeting.store, done.span)
    assert person(meeting).phone == "+33 6 39 98 20 14"
    assert take_in(meeting, {"phone": "06 39 98 20 16", "structure": "Le Pin", "siret": ""}) == (
        *(0, 1, 0, 0),
    ), "what stands is the first list’s word, as before"


def test_two_lists_of_one_meeting_neither_undo_nor_miss_each_other(meeting: Meeting) -> None:
    others = [
        {"ticket": f"91{n}", "given": f"P{n}", "family": "Noir", "email": f"p{n}@x.example"}
        for n in range(3)
    ]
    take_in(meeting, {}, *others)
    theirs = meeting.folder / "partenaire.csv"
    lines = ["Nom;Prénom;Mail;Portable", "Lefèvre;Ada;ada@pont.example.org;06 39 98 20 15"]
    for version in ("Roux;Zoé;z@x.example;", "Brun;Léa;l@x.example;"):
        theirs.write_text("\n".join([*lines, version]), "utf-8")
        found = lists.preview(meeting.store, theirs, event=meeting.event)
        said = found.plan
        assert [[one.field for one in of.fields] for of in said.differing] == [["phone"]]
        lists.take_in(meeting.store, found, event=meeting.event)
    assert person_named(meeting, "Ada").phone == "+33 6 39 98 20 14"
    assert said.missing == (), "the partner’s Zoé alone is not half of anything"
    take_in(meeting, {}, *others)
    found = lists.preview(meeting.store, written(meeting, {}, *others[:2]), event=meeting.event)
    assert [one.name for one in found.plan.missing] == ["P2 Noir"]


def person_named(meeting: Meeting, given: str) -> Person:
    (found,) = meeting.store.all(Person, given_name=given)
    return found


def test_a_yes_of_an_updated_list_replaces_the_no_that_two_laptops_took_in(
    meeting: Meeting,
) -> None:
    store = meeting.store
    take_in(meeting, ADA)
    ada, no = person(meeting), store.all(Consent)[0]
    twin = store.add(replace(ada, id=""))
    store.add(replace(no, id="", person=twin.id))
    duplicates.join(store, shown=ada.id, other=twin.id)
    assert consents.refused(store, ConsentPurpose.IMAGE) == {ada.id, twin.id}
    assert take_in(meeting, {"image": "Oui"}) == (0, 1, 0, 0)
    assert consents.agreed(store, ConsentPurpose.IMAGE) == {ada.id, twin.id}
    assert take_in(meeting, {"image": "Oui"}) == (0, 0, 1, 0)


def test_who_is_no_longer_in_an_updated_list_is_named_and_nothing_changes(
    meeting: Meeting,
) -> None:
    both = ({}, {"ticket": "902", "given": "Eva", "family": "Noir", "email": "e@x.example"})
    assert take_in(meeting, *both) == (2, 0, 0, 0)
    before = meeting.store.digest()
    found = lists.preview(meeting.store, written(meeting, {}), event=meeting.event)
    assert [one.values["family_name"] for one in found.plan.missing] == ["Noir"]
    done = lists.take_in(meeting.store, found, event=meeting.event)
    assert (done.missing, done.span) == (1, None)
    assert meeting.store.digest() == before
    # A list of others altogether is another list.
    other = {"ticket": "903", "given": "Ali", "family": "Roy", "email": "a@x.example"}
    found = lists.preview(meeting.store, written(meeting, other), event=meeting.event)
    assert found.plan.missing == ()


def test_a_cancelled_order_leaves_the_door(meeting: Meeting) -> None:
    take_in(meeting, {})
    assert take_in(meeting, {"status": "Annulé"}) == (0, 1, 0, 0)
    assert reception.arrivals(meeting.store, event=meeting.event) == []


def test_a_correction_made_here_is_never_undone_by_a_list(meeting: Meeting) -> None:
    take_in(meeting, {})
    ada = person(meeting).id
    meeting.store.change(ada, phone="+33 1 99 00 00 00", profession="")
    # The list repeats itself: nothing to ask.
    assert asked(meeting, {}) == []
    # The list has changed too: a person decides.
    assert asked(meeting, {"phone": "06 39 98 20 15"}) == [
        ("phone", "+33 1 99 00 00 00", "+33 6 39 98 20 15")
    ]
    # What was corrected back to what the list once said was chosen all the same.
    assert take_in(meeting, {"email": "lefevre@pont.example.org"}) == (0, 1, 0, 0)
    meeting.store.change(ada, email="ada@pont.example.org")
    assert asked(meeting, {"email": "lefevre@pont.example.org"}) == [], "the list repeats itself"
    assert asked(meeting, {"email": "a.lefevre@pont.example.org"}) == [
        ("email", "ada@pont.example.org", "a.lefevre@pont.example.org")
    ]


def test_what_was_typed_here_is_never_replaced_by_a_later_list(meeting: Meeting) -> None:
    take_in(meeting, {"phone": ""})
    meeting.store.change(person(meeting).id, phone="+33 1 99 00 00 00")
    assert asked(meeting, {}) == [("phone", "+33 1 99 00 00 00", "+33 6 39 98 20 14")]


def test_what_a_list_no_longer_says_stays(meeting: Meeting) -> None:
    take_in(meeting, {})
    before = meeting.store.digest()
    blank = dict.fromkeys(("email", "phone", "category", "profession", "structure"), "")
    assert take_in(meeting, blank) == (0, 0, 1, 0)
    assert meeting.store.digest() == before


def test_a_person_deleted_or_erased_is_not_brought_back(meeting: Meeting) -> None:
    take_in(meeting, {}, {"ticket": "902", "given": "Eva"})
    ada, eva = sorted(meeting.store.all(Person), key=lambda one: one.given_name)
    forgetting.erase(meeting.store, person=ada.id)
    (registration,) = meeting.store.all(Registration, person=eva.id)
    meeting.store.delete(registration.id)
    meeting.store.delete(eva.id)
    before = meeting.store.digest()
    path = written(meeting, {"phone": "0639982015"}, {"ticket": "902", "given": "Évà"})
    plan = lists.preview(meeting.store, path, event=meeting.event).plan
    assert [one.reason for one in plan.refused] == [Reason.ERASED]
    assert [*plan.new, *plan.changed] == []
    assert meeting.store.digest() == before


def test_one_person_on_two_lists_of_two_meetings_is_registered_twice(meeting: Meeting) -> None:
    take_in(meeting, {})
    found = lists.preview(meeting.store, written(meeting, {}), event="")
    assert len(found.plan.new) == 1, "tickets belong to a meeting"


def test_a_list_that_cannot_be_written_whole_is_not_written_at_all(
    meeting: Meeting, monkeypatch
) -> None:
    before = meeting.store.digest()

    def fail_when_people_are_written(*_args: object, **_more: object) -> None:
        raise MaillageError

    monkeypatch.setattr(organisations.Structures, "joined_all", fail_when_people_are_written)
    with pytest.raises(MaillageError):
        take_in(meeting, {}, {"ticket": "902"}, {"ticket": "903"})
    assert meeting.store.digest() == before


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyList),
        (b"\xef\xbb\xbf\r\n\r\n", EmptyList),
        (HEADERS.encode(), EmptyList),
        (b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)) * 9, ListDamaged),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, OldWorkbook),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", NotText),
        (b"\0" * 5_000, NotText),
        ((HEADERS + '\n901;Valid\xe9;"Lef\xe8vre;Ada').encode(), ListDamaged),
    ],
)
def test_a_file_that_is_no_list_is_told_and_nothing_is_written(
    meeting: Meeting, content: bytes, error: type[MaillageError]
) -> None:
    path = meeting.folder / "liste.csv"
    path.write_bytes(content)
    before = meeting.store.digest()
    with pytest.raises(error):
        lists.preview(meeting.store, path, event=meeting.event)
    assert meeting.store.digest() == before


def test_a_list_that_is_not_there_or_too_large_is_told(meeting: Meeting, monkeypatch) -> None:
    for path in (meeting.folder, meeting.folder / "nowhere.csv"):
        with pytest.raises(CannotRead):
            lists.preview(meeting.store, path, event=meeting.event)
    monkeypatch.setattr(table, "MOST_ROWS", 1)
    with pytest.raises(ListTooLarge):
        lists.preview(meeting.store, written(meeting, {}, {"ticket": "902"}), event=meeting.event)


def test_a_colleague_who_writes_from_the_same_address_is_somebody_else(meeting: Meeting) -> None:
    """Whoever was there keeps name and arrival; that they share an address is pointed out."""
    path = meeting.folder / "partagée.csv"
    for who in ("Jean;Dupont", "Luc;Durand"):
        path.write_text(f"Prénom;Nom;E-mail\n{who};contact@ccas.example.org\n", "utf-8")
        found = lists.preview(meeting.store, path, event=meeting.event)
        assert [one.name for one in found.plan.new] == [who.replace(";", " ")]
        lists.take_in(meeting.store, found, event=meeting.event)
    assert [one.by for one in found.plan.likely_same] == [Likeness.EMAIL]
    assert {one.family_name for one in meeting.store.all(Person)} == {"Dupont", "Durand"}


def test_a_name_corrected_on_a_list_without_numbers_is_still_the_same_person(
    meeting: Meeting,
) -> None:
    path = meeting.folder / "corrigée.csv"
    for who in ("Jean;Dupond", "Jean;Dupont"):
        path.write_text(f"Prénom;Nom;E-mail\n{who};jean@ccas.example.org\n", "utf-8")
        found = lists.preview(meeting.store, path, event=meeting.event)
        lists.take_in(meeting.store, found, event=meeting.event)
    assert [one.family_name for one in meeting.store.all(Person)] == ["Dupont"]
