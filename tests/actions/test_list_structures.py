"""Structures and communes of a list: known ones are followed, filled in, or asked about."""

from __future__ import annotations

from tests.actions.listing import asked, person, remarks, take_in, written

from maillage.actions import list_undoing, lists, organisations, whence
from maillage.actions.territories import Named
from maillage.domain.records import Membership, Organisation, Registration, Territory
from maillage.domain.vocabulary import TerritoryLevel
from maillage.intake.flags import Why

from .conftest import Meeting


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
