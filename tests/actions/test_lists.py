"""Taking in a list: twice changes nothing, an updated one changes only what changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from maillage.actions import (
    consents,
    duplicates,
    forgetting,
    list_undoing,
    lists,
    organisations,
    reception,
    whence,
)
from maillage.actions.territories import Named
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
from maillage.domain.records import (
    Consent,
    Membership,
    Organisation,
    Person,
    Registration,
    Territory,
)
from maillage.domain.vocabulary import (
    Category,
    ConsentForm,
    ConsentPurpose,
    RegistrationStatus,
    Source,
    TerritoryLevel,
)
from maillage.intake import table
from maillage.intake.flags import Why
from maillage.intake.planned import Likeness, Reason

from .conftest import STARTS, Meeting

REAL = resource("demo", "inscriptions-helloasso.csv")
HEADERS = (
    "Numéro de billet;Statut de la commande;Nom participant;Prénom participant;"
    "E-mail du participant;Téléphone;Vous êtes;Profession;Votre structure;"
    "Numéro SIRET;Commune;Acceptez-vous d’être photographié·e ?"
)
ADA = {
    "ticket": "901",
    "status": "Validé",
    "family": "LEFÈVRE",
    "given": "ada",
    "email": "ada@pont.example.org",
    "phone": "06 39 98 20 14",
    "category": "Travailleuse sociale",
    "profession": "Éducatrice",
    "structure": "Le Cèdre",
    "siret": "73282932000074",
    "commune": "Malakoff",
    "image": "Non",
}


def written(meeting: Meeting, *people: dict[str, str]) -> Path:
    path = meeting.folder / "liste.csv"
    lines = [HEADERS, *(";".join({**ADA, **one}.values()) for one in people)]
    path.write_text("\r\n".join(lines), "utf-8-sig")
    return path


def take_in(meeting: Meeting, *people: dict[str, str]) -> tuple[int, int, int, int]:
    found = lists.preview(meeting.store, written(meeting, *people), event=meeting.event)
    done = lists.take_in(meeting.store, found, event=meeting.event)
    return (done.added, done.changed, done.unchanged, done.refused)


def asked(meeting: Meeting, *people: dict[str, str]) -> list[tuple[str, object, object]]:
    """What a list would ask a person to decide, and nothing else."""
    plan = lists.preview(meeting.store, written(meeting, *people), event=meeting.event).plan
    assert not plan.new
    assert not plan.changed
    return [(one.field, one.stored, one.listed) for of in plan.differing for one in of.fields]


def person(meeting: Meeting) -> Person:
    (found,) = meeting.store.all(Person)
    return found


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


def test_what_is_known_of_a_structure_stays_or_is_asked_about_and_what_is_not_is_filled(
    meeting: Meeting,
) -> None:
    known = organisations.organisation_named(meeting.store, "LE CEDRE", commune="Lille")
    assert remarks(meeting, {}) == [("commune", "Malakoff", Why.OWN_COMMUNE, "Lille")]
    take_in(meeting, {})
    structure = meeting.store.get(Organisation, known)
    assert (structure.name, structure.commune, structure.siret) == (
        *("LE CEDRE", "Lille", "73282932000074"),
    )
    # It is where Ada comes from, then; the structure’s spelling is no difference.
    assert (place(meeting).name, place(meeting).insee) == ("Malakoff", "92046")
    assert asked(meeting, {}) == []
    assert remarks(meeting, {}) == []


def test_a_commune_that_a_person_has_given_a_structure_is_asked_about(meeting: Meeting) -> None:
    take_in(meeting, {})
    (structure,) = [one for one in meeting.store.all(Organisation) if one.siret]
    meeting.store.change(structure.id, commune="Lille", insee="59350")
    assert asked(meeting, {}) == [], "the list repeats itself"
    assert asked(meeting, {"commune": "Lyon"}) == [("commune", "Lille", "Lyon")]
    newer = written(meeting, {"commune": "Lyon"})
    found = lists.preview(meeting.store, newer, event=meeting.event)
    found = lists.followed(meeting.store, found, {2}, event=meeting.event)
    lists.take_in(meeting.store, found, event=meeting.event)
    structure = meeting.store.get(Organisation, structure.id)
    assert (structure.commune, structure.insee) == ("Lyon", "69123")


def test_whoever_comes_from_no_structure_keeps_the_commune(meeting: Meeting) -> None:
    alone = {"structure": "", "siret": ""}
    take_in(meeting, {**alone, "commune": "Trifouillis"})
    assert place(meeting).name == "Trifouillis"
    assert take_in(meeting, {**alone, "commune": "malakoff"}) == (0, 1, 0, 0)
    assert (place(meeting).name, place(meeting).insee) == ("Malakoff", "92046")
    assert take_in(meeting, {**alone, "commune": "malakoff"}) == (0, 0, 1, 0)
    (registration,) = meeting.store.all(Registration)
    here = Named("Lyon", TerritoryLevel.COMMUNE, "69123")
    whence.say(meeting.store, registration=registration.id, place=here)
    assert asked(meeting, {**alone, "commune": "Lille"}) == [("commune", "Lyon", "Lille")]


def place(meeting: Meeting) -> Territory:
    (registration,) = meeting.store.all(Registration)
    assert registration.territory == person(meeting).territory
    return meeting.store.get(Territory, registration.territory)


def test_a_commune_follows_its_list_unless_its_lines_disagree(meeting: Meeting) -> None:
    eva = {"ticket": "902", "given": "Eva", "email": "eva@pont.example.org", "siret": ""}
    take_in(meeting, {"commune": "Malakof"}, {**eva, "commune": "Malakof"})
    here = {"commune": "Malakoff"}
    assert take_in(meeting, here, {**eva, **here}) == (0, 2, 0, 0)
    assert take_in(meeting, here, {**eva, **here}) == (0, 0, 2, 0)
    assert remarks(meeting, here, {**eva, **here}) == []
    # One structure has one commune: whoever says otherwise is told, every time.
    for _ in range(2):
        people = ({"commune": "MALAKOFF CEDEX 2"}, {**eva, "commune": "Lyon"})
        assert take_in(meeting, *people) == (0, 0, 2, 0)
        assert asked(meeting, *people) == []
        assert remarks(meeting, *people) == [("commune", "Lyon", Why.OTHER_COMMUNE, "Malakoff")]
    new = {**eva, "ticket": "903", "given": "Zoé", "email": "zoe@x.example", "commune": "Lyon"}
    assert remarks(meeting, here, new) == [("commune", "Lyon", Why.OWN_COMMUNE, "Malakoff")]


def test_a_structure_that_two_new_lines_place_elsewhere_keeps_the_first(meeting: Meeting) -> None:
    new = {"structure": "LE CÈDRE", "ticket": "902", "given": "Eva", "commune": "Lyon"}
    people = ({"commune": "Trifouillis"}, new)
    assert remarks(meeting, *people) == [
        ("commune", "Trifouillis", Why.UNKNOWN_COMMUNE, ""),
        ("commune", "Lyon", Why.OWN_COMMUNE, "Trifouillis"),
    ]
    take_in(meeting, *people)
    (structure,) = [one for one in meeting.store.all(Organisation) if one.siret]
    assert (structure.name, structure.commune, structure.insee) == ("Le Cèdre", "Trifouillis", "")


def remarks(meeting: Meeting, *people: dict[str, str]) -> list[tuple[str, str, Why, str]]:
    """What a list would have a person look at, beside what it says itself."""
    plan = lists.preview(meeting.store, written(meeting, *people), event=meeting.event).plan
    said = [(flag.field, flag.value, flag.why, flag.here) for _, flag in plan.remarks]
    return sorted(said, key=lambda one: one[2] is not Why.UNKNOWN_COMMUNE)


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


def structure_of(meeting: Meeting) -> str:
    return organisations.organisations_of(meeting.store)[person(meeting).id]


def test_a_structure_that_the_list_has_changed_follows_it(meeting: Meeting) -> None:
    take_in(meeting, {})
    moved = {"structure": "Le Nouveau Cèdre", "siret": ""}
    assert take_in(meeting, moved) == (0, 1, 0, 0)
    assert structure_of(meeting) == "Le Nouveau Cèdre"
    assert take_in(meeting, moved) == (0, 0, 1, 0)
    assert asked(meeting, moved) == []


def test_a_siret_of_a_structure_of_another_name_is_told_and_words_are_no_siret(
    meeting: Meeting,
) -> None:
    first = {"structure": "Vélo Services"}
    eva = {"ticket": "902", "given": "Eva", "email": "eva@pont.example", "structure": "Le Lac"}
    told = ("organisation", "Le Lac", Why.OTHER_NAME, "Vélo Services")
    assert remarks(meeting, first, eva) == [told]
    take_in(meeting, first)
    renamed = {"structure": "Vélo Services Est"}
    told_again = ("organisation", "Vélo Services Est", Why.OTHER_NAME, "Vélo Services")
    assert remarks(meeting, renamed, eva) == [told_again, told]
    assert remarks(meeting, {"structure": "vélo services"}) == []
    (structure,) = [one for one in meeting.store.all(Organisation) if one.siret]
    meeting.store.change(structure.id, name="Les Vélos")
    assert remarks(meeting, first) == [], "it was renamed here, and the list repeats itself"
    soon = {"siret": "en cours"}
    take_in(meeting, {**eva, **soon}, {**eva, **soon, "ticket": "903", "structure": "Le Bac"})
    names = {one.name for one in meeting.store.all(Organisation)}
    assert names >= {"Les Vélos", "Le Lac", "Le Bac"}


def test_a_structure_that_followed_a_list_is_taken_back_with_it(meeting: Meeting) -> None:
    take_in(meeting, {})
    moved = written(meeting, {"structure": "Le Nouveau Cèdre", "siret": ""})
    found = lists.preview(meeting.store, moved, event=meeting.event)
    done = lists.take_in(meeting.store, found, event=meeting.event)
    assert done.span
    list_undoing.take_back(meeting.store, done.span)
    assert structure_of(meeting) == "Le Cèdre"


def test_a_structure_corrected_here_stays_when_the_list_repeats_itself(meeting: Meeting) -> None:
    take_in(meeting, {})
    (membership,) = meeting.store.all(Membership)
    other = organisations.organisation_named(meeting.store, "La Passerelle")
    meeting.store.change(membership.id, organisation=other)
    assert take_in(meeting, {}) == (0, 0, 1, 0)
    assert asked(meeting, {}) == []
    assert asked(meeting, {"structure": "Le Nouveau Cèdre", "siret": ""}) == [
        ("organisation", "La Passerelle", "Le Nouveau Cèdre")
    ]
    assert structure_of(meeting) == "La Passerelle"


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
