"""Lists of unknown kinds: told by e-mail, corrected by a person, remembered by every laptop."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.intake.workbooks import xlsx
from tests.stores import Team

from maillage.actions import forgetting, list_columns, list_undoing, lists
from maillage.actions.whence import territories
from maillage.domain.errors import UnknownColumn, UnknownMeaning
from maillage.domain.records import (
    Event,
    Membership,
    Organisation,
    Person,
    Registration,
)
from maillage.domain.vocabulary import RegistrationStatus, Source
from maillage.intake.flags import Why
from maillage.intake.lists import Origin
from maillage.intake.meaning import Meaning
from maillage.intake.planned import Reason, Wishes

from .conftest import Meeting

HEADER = ["Nom", "Prénom", "Mail", "Structure", "SIRET", "Code postal", "Statut"]
ADA = ["LEFÈVRE", "Ada", "ada@pont.example", "Le Cèdre", 73282932000074.0, 1000.0, "Confirmé"]
EVA = ["Morel", "Eva", "eva@pont.example", "Le Cedre", "", "", "En attente"]


class Stopped(Exception):
    """Somebody pressed the button."""


def preview(meeting: Meeting, *rows: list, header: list = HEADER) -> lists.Preview:
    path = meeting.folder / "liste.xlsx"
    path.write_bytes(xlsx([header, *rows]))
    return lists.preview(meeting.store, path, event=meeting.event)


def take_in(meeting: Meeting, *rows: list, header: list = HEADER) -> tuple[int, int, int, int]:
    found = preview(meeting, *rows, header=header)
    done = lists.take_in(meeting.store, found, event=meeting.event)
    return (done.added, done.changed, done.unchanged, done.refused)


def named(meeting: Meeting, given: str) -> Person:
    (found,) = meeting.store.all(Person, given_name=given)
    return found


def test_an_unknown_workbook_twice_changes_nothing_the_second_time(meeting: Meeting) -> None:
    assert take_in(meeting, ADA, EVA) == (2, 0, 0, 0)
    after = meeting.store.digest()
    assert take_in(meeting, EVA, ADA) == (0, 0, 2, 0)
    assert meeting.store.digest() == after
    assert named(meeting, "Ada").postcode == "01000"
    (structure,) = meeting.store.all(Organisation, siret="73282932000074")
    assert structure.postcode == "01000"
    assert len(meeting.store.all(Membership, organisation=structure.id)) == 2
    (eva,) = meeting.store.all(Registration, person=named(meeting, "Eva").id)
    assert (eva.source, eva.status) == (Source.LIST, RegistrationStatus.PENDING)


def test_a_list_with_a_postcode_does_not_move_whoever_comes_from_elsewhere(
    meeting: Meeting,
) -> None:
    header = ["Prénom", "Nom", "Structure", "Commune", "Code postal"]
    aline, brice = ["Aline", "Roy"], ["Brice", "Petit"]
    take_in(meeting, [*aline, "Coop des Ponts", "Paris", ""], header=header)
    take_in(meeting, [*brice, "Coop des Ponts", "", "01000"], header=header)
    # Nor does a commune in a structure of which another postcode is known.
    take_in(meeting, [*brice, "Le Bac", "", "01000"], header=header)
    late = ["Zoé", "Noir", "Le Bac", "Lyon", ""]
    found = preview(meeting, late, header=header)
    (flag,) = [flag for _, flag in found.flags if flag.field == "commune"]
    assert (flag.value, flag.why, flag.here) == ("Lyon", Why.OWN_COMMUNE, "01000")
    lists.take_in(meeting.store, found, event=meeting.event)
    counted = {one.name: one.expected for one in territories(meeting.store, event=meeting.event)}
    assert counted == {"Paris": 1, "Ain": 2, "Rhône": 1}


def test_a_commune_that_an_updated_list_adds_or_changes_leaves_no_postcode_of_another(
    meeting: Meeting,
) -> None:
    header = ["Prénom", "Nom", "Structure", "Commune", "Code postal"]
    brice, noe = ["Brice", "Petit", "Le Bac"], ["Noé", "Noir", "Le Bac"]
    ada = ["Ada", "Roy", "Le Pin"]
    rows = [*brice, "", "01000"], [*noe, "", ""], [*ada, "Malakoff", "92240"]
    take_in(meeting, *rows, header=header)
    rows = [*brice, "", "01000"], [*noe, "Lyon", ""], [*ada, "Lille", "59000"]
    assert take_in(meeting, *rows, header=header) == (0, 2, 1, 0)
    found = {one.name: (one.commune, one.postcode) for one in meeting.store.all(Organisation)}
    assert {name: found[name] for name in ("Le Bac", "Le Pin")} == {
        "Le Bac": ("", "01000"),
        "Le Pin": ("Lille", ""),
    }
    counted = {one.name: one.expected for one in territories(meeting.store, event=meeting.event)}
    assert counted == {"Ain": 1, "Rhône": 1, "Nord": 1}


def test_an_updated_list_without_numbers_changes_only_what_changed(meeting: Meeting) -> None:
    take_in(meeting, ADA, EVA)
    renamed = [*EVA[:1], "Éva", *EVA[2:6], "Confirmé"]
    found = preview(meeting, ADA, renamed)
    ((change,), kept) = found.plan.changed, found.plan.unchanged
    assert {one.field for one in change.fields} == {"given_name", "status"}
    assert [one.given_name for one in kept] == ["Ada"]
    assert take_in(meeting, ADA, renamed) == (0, 1, 1, 0)
    assert take_in(meeting, renamed, ADA) == (0, 0, 2, 0)


def test_nobody_changes_name_because_those_who_were_added_typed_theirs_the_other_way(
    meeting: Meeting,
) -> None:
    header = ["Nom et prénom", "Mail", "Structure"]
    first = [["Kœnig Nadège", "", "Le Cèdre"], ["Morel Eva", "", "Le Pont"]]
    added = [
        [f"{given} {family}", f"{given}.{family}@{family}.example", ""]
        for given, family in (("Ali", "Roy"), ("Zoe", "Noir"), ("Paul", "Blanc"), ("Awa", "Ba"))
    ]
    assert take_in(meeting, *first, header=header) == (2, 0, 0, 0)
    assert preview(meeting, *added, header=header).columns.fields[0] is Meaning.FULL_NAME
    assert take_in(meeting, *first, *added, header=header) == (4, 0, 2, 0)
    assert named(meeting, "Nadège").family_name == "Kœnig"


def test_two_people_who_share_an_address_stay_two(meeting: Meeting) -> None:
    shared = [EVA[0], "Ali", ADA[2], *EVA[3:]]
    assert take_in(meeting, ADA, shared) == (2, 0, 0, 0)
    assert take_in(meeting, shared, ADA) == (0, 0, 2, 0)
    assert take_in(meeting, ADA, ADA, shared) == (0, 0, 2, 1)


def test_somebody_without_address_is_told_by_name_and_structure_and_flagged(
    meeting: Meeting,
) -> None:
    alone = ["Roy", "Ali", "", "Le Cèdre", "", "", ""]
    found = preview(meeting, alone, alone)
    assert len(found.plan.new) == 2, "two people may bear one name"
    assert Why.ONLY_A_NAME in {flag.why for _, flag in found.read.flags}
    take_in(meeting, alone)
    assert take_in(meeting, alone, ADA) == (1, 0, 1, 0)


def test_nobody_erased_comes_back_from_a_list_without_numbers(meeting: Meeting) -> None:
    take_in(meeting, ADA, EVA)
    forgetting.erase(meeting.store, person=named(meeting, "Ada").id)
    # Digests alone: no letter of a name, though three of them may spell one.
    for one in meeting.store.all(Registration):
        assert re.fullmatch(r"mail:[0-9a-f]{20}/[0-9a-f]{20}", one.ticket)
    found = preview(meeting, ADA, EVA)
    assert [one.reason for one in found.plan.refused] == [Reason.ERASED]
    # Nor under another spelling of the name: the address is the same.
    again = preview(meeting, [ADA[0], "Adèle", *ADA[2:]], EVA)
    assert [one.reason for one in again.plan.refused] == [Reason.ERASED]


def test_lines_numbered_anew_never_make_one_person_another(meeting: Meeting) -> None:
    header = ["Identifiant", "Nom", "Mail"]
    take_in(meeting, ["1", "Ada", ADA[2]], ["2", "Eva", EVA[2]], header=header)
    sorted_anew = preview(meeting, ["2", "Ada", ADA[2]], ["1", "Eva", EVA[2]], header=header)
    assert {one.reason for one in sorted_anew.plan.refused} == {Reason.OTHER_PERSON}
    assert not sorted_anew.plan.changed


def test_a_list_that_was_taken_in_as_guessed_is_known_until_it_is_taken_back(
    meeting: Meeting,
) -> None:
    header = ["Nom", "Prénom", "Contact"]
    done = lists.take_in(
        meeting.store, preview(meeting, ADA[:3], header=header), event=meeting.event
    )
    assert preview(meeting, EVA[:3], header=header).read.origin is Origin.TAKEN
    assert preview(meeting, EVA[:3], header=[*header[:2], "Mail"]).read.origin is Origin.GUESSED
    assert done.span
    list_undoing.take_back(meeting.store, done.span)
    assert preview(meeting, EVA[:3], header=header).read.origin is Origin.GUESSED


def test_what_a_person_says_of_the_columns_is_used_and_remembered(meeting: Meeting) -> None:
    header = ["Nom", "Chose", "Contact"]
    found = preview(meeting, ["Ada", "Lefèvre", ADA[2]], header=header)
    assert found.read.origin is Origin.GUESSED
    said = lists.mapped(found, {"nom": "given_name", "2": "family_name"})
    fixed = lists.corrected(meeting.store, found, said, event=meeting.event)
    assert fixed.plan.new[0].name == "Ada Lefèvre"
    assert list_columns.remembered(meeting.store) == []
    lists.take_in(meeting.store, fixed, event=meeting.event)
    again = preview(meeting, ["Eva", "Morel", EVA[2]], header=["NOM", "Chose *", "Contact"])
    assert again.read.origin is Origin.REMEMBERED
    assert again.plan.new[0].name == "Eva Morel"
    # Said again, otherwise: the one record follows.
    other = lists.mapped(again, {"Chose": "organisation"})
    lists.take_in(
        meeting.store,
        lists.corrected(meeting.store, again, other, event=meeting.event),
        event=meeting.event,
    )
    assert len(list_columns.remembered(meeting.store)) == 1


def test_a_column_or_a_meaning_that_does_not_exist_is_told(meeting: Meeting) -> None:
    found = preview(meeting, ADA)
    with pytest.raises(UnknownColumn) as column:
        lists.mapped(found, {"Taille": "email"})
    assert "Mail" in column.value.headers
    with pytest.raises(UnknownMeaning) as meaning:
        lists.mapped(found, {"Mail": "adresse"})
    assert Meaning.EMAIL.value in meaning.value.known


def test_a_line_may_be_left_out_and_a_difference_may_follow_the_list(meeting: Meeting) -> None:
    take_in(meeting, ADA)
    meeting.store.change(named(meeting, "Ada").id, family_name="Lovelace")
    newer = ["Lefebvre", *ADA[1:]]
    found = preview(meeting, newer, EVA)
    ((differing,), (eva,)) = found.plan.differing, found.plan.new
    wishes = Wishes(left_out=frozenset({eva.line}), followed=frozenset({differing.entrant.line}))
    wished = lists.wished(meeting.store, found, wishes, event=meeting.event)
    assert [one.reason for one in wished.plan.refused] == [Reason.LEFT_OUT]
    done = lists.take_in(meeting.store, wished, event=meeting.event)
    assert (done.added, done.changed) == (0, 1)
    assert named(meeting, "Ada").family_name == "Lefebvre"


def test_whoever_came_by_the_door_or_another_list_is_known_by_address_and_name(
    meeting: Meeting,
) -> None:
    person = meeting.store.add(
        Person(given_name="ADA", family_name="Lefevre", email="Ada@Pont.example")
    )
    meeting.store.add(
        Registration(
            event=meeting.event,
            person=person.id,
            source=Source.DOOR,
            status=RegistrationStatus.PENDING,
        )
    )
    header = ["Nom", "Prénom", "Mail", "Portable"]
    found = preview(meeting, ["Lefèvre", "Ada", ADA[2], "0639980001"], header=header)
    assert not found.plan.new
    (change,) = found.plan.changed
    # The list says nothing of a status, so it does not confirm anybody.
    assert [one.field for one in change.fields] == ["phone"]


def test_whoever_is_cancelled_and_unknown_here_is_not_recorded(meeting: Meeting) -> None:
    gone = [*EVA[:6], "Annulé"]
    found = preview(meeting, ADA, gone)
    assert [one.reason for one in found.plan.refused] == [Reason.CANCELLED]
    again = preview(meeting, gone, EVA)
    assert [one.reason for one in again.plan.refused] == [Reason.REPLACED]
    assert [one.status for one in again.plan.new] == [RegistrationStatus.PENDING]
    take_in(meeting, ADA, EVA)
    assert take_in(meeting, ADA, gone) == (0, 1, 1, 0)


def test_a_line_that_counts_is_no_person(meeting: Meeting) -> None:
    found = preview(meeting, ADA, ["Total", "", "", "", "", "", "1"])
    assert [one.reason for one in found.plan.refused] == [Reason.TOTAL]


def test_what_was_put_right_here_is_not_to_be_looked_at_again(meeting: Meeting) -> None:
    broken = [*ADA[:2], "ada@pont", *ADA[3:]]
    header = [*HEADER[:2], "E-mail", *HEADER[3:], "Fonction"]
    first = preview(meeting, [*broken, "maire"], header=header)
    asked = {("email", Why.NOT_AN_EMAIL), ("category", Why.FROM_PROFESSION)}
    assert {(flag.field, flag.why) for _, flag in first.flags} == asked
    lists.take_in(meeting.store, first, event=meeting.event)
    again = preview(meeting, [*broken, "maire"], header=header)
    assert {flag.field for _, flag in again.flags} == {"email"}, "seen, and not put right"
    meeting.store.change(named(meeting, "Ada").id, email="ada@pont.example")
    assert preview(meeting, [*broken, "maire"], header=header).flags == ()


def test_stopping_writes_nothing(meeting: Meeting) -> None:
    found = preview(meeting, ADA, EVA)
    before = meeting.store.digest()

    def stop(*_said: object) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        lists.take_in(meeting.store, found, event=meeting.event, progress=stop)
    assert meeting.store.digest() == before
    with pytest.raises(Stopped):
        lists.preview(
            meeting.store,
            Path(meeting.folder / "liste.xlsx"),
            event=meeting.event,
            progress=stop,
        )


def test_what_was_said_on_one_laptop_is_known_on_another_and_two_lists_make_one_person(
    team: Team, tmp_path: Path
) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Nom;Chose;Contact\nAda;Lefèvre;ada@pont.example\n", "utf-8")
    event = team.four[0].store.add(Event(title="Grande Rencontre")).id
    team.meet()
    for laptop in team.four[:2]:
        found = lists.preview(laptop.store, path, event=event)
        said = lists.mapped(found, {"Nom": "given_name", "Chose": "family_name"})
        fixed = lists.corrected(laptop.store, found, said, event=event)
        lists.take_in(laptop.store, fixed, event=event)
    team.meet()
    first, other, third = (laptop.store for laptop in team.four[:3])
    assert len(list_columns.remembered(third)) == 2
    for store in (first, other, third):
        found = lists.preview(store, path, event=event)
        assert (found.read.origin, len(found.plan.unchanged)) == (Origin.REMEMBERED, 1)
    # The two registrations of one line have one key, so the door shows one person.
    assert len({one.ticket for one in third.all(Registration, event=event)}) == 1
    # Corrected again on a third: what two laptops said before no longer counts.
    again = lists.mapped(found, {"Contact": ""})
    lists.take_in(third, lists.corrected(third, found, again, event=event), event=event)
    assert len({one.fields for one in list_columns.remembered(third)}) == 1


def test_a_list_taken_in_on_one_laptop_is_followed_on_the_others(
    team: Team, tmp_path: Path
) -> None:
    path = tmp_path / "liste.csv"
    event = team.four[0].store.add(Event(title="Grande Rencontre")).id
    for laptop, phone in zip(team.four, ("14", "15"), strict=False):
        team.meet()
        path.write_text(f"Nom;Mail;Tél\nAda;ada@pont.example;06 39 98 20 {phone}\n", "utf-8")
        found = lists.preview(laptop.store, path, event=event)
        assert found.plan.differing == ()
        lists.take_in(laptop.store, found, event=event)
    (ada,) = team.four[1].store.all(Person, email="ada@pont.example")
    assert ada.phone == "+33 6 39 98 20 15"
