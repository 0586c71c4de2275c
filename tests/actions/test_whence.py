"""Where the people of a meeting come from, as far as anybody said."""

from __future__ import annotations

from maillage.actions import reception, whence
from maillage.actions.places import atlas
from maillage.actions.territories import Named, of_place
from maillage.actions.whence import TerritoryCount
from maillage.domain.records import Membership, Organisation, Person, Registration, Territory
from maillage.domain.vocabulary import TerritoryLevel

from .conftest import Meeting


def coming(meeting: Meeting, *, arrives: bool = False, **more: str) -> str:
    store = meeting.store
    territory = more.pop("registered_at", "")
    person = store.add(Person(given_name="Ada", **more))
    registration = store.add(
        Registration(event=meeting.event, person=person.id, territory=territory)
    )
    if arrives:
        reception.check_in(store, registration=registration.id)
    return person.id


def test_postcodes_tell_departments_and_what_was_said_goes_first(meeting: Meeting) -> None:
    store = meeting.store
    here = store.add(Territory(name="Est Ensemble")).id
    coming(meeting, postcode="69001", arrives=True)
    coming(meeting, postcode="69400")
    coming(meeting, postcode="69001", registered_at=here, arrives=True)
    coming(meeting, postcode="00000")
    coming(meeting)
    assert whence.territories(store, event=meeting.event) == [
        TerritoryCount("Rhône", 1, 2),
        TerritoryCount("Est Ensemble", 1, 1),
        TerritoryCount("", 0, 2),
    ]


def test_an_organisations_postcode_stands_in_for_the_persons(meeting: Meeting) -> None:
    store = meeting.store
    structure = store.add(Organisation(name="Le Maquis", postcode="20000"))
    store.add(Membership(person=coming(meeting, arrives=True), organisation=structure.id))
    store.add(Membership(person=coming(meeting, postcode="69001"), organisation=structure.id))
    assert whence.territories(store, event=meeting.event) == [
        TerritoryCount("Corse-du-Sud", 1, 1),
        TerritoryCount("Rhône", 0, 1),
    ]


def test_a_commune_said_at_the_door_counts_for_its_department(meeting: Meeting) -> None:
    store = meeting.store
    came = reception.welcome(store, event=meeting.event, given_name="Zoé", family_name="Roy").id
    coming(meeting, postcode="69001")
    town = of_place(atlas().find("tarare")[0])
    whence.say(store, registration=came, place=town)
    assert whence.said(store, registration=came) == town
    assert whence.territory(store, registration=came) == "Rhône"
    assert whence.territories(store, event=meeting.event) == [TerritoryCount("Rhône", 1, 1)]
    whence.say(store, registration=came, place=Named("Genève", TerritoryLevel.ABROAD))
    assert whence.territory(store, registration=came) == "Genève"
    store.erase(store.get(Registration, came).person)
    assert whence.territory(store, registration=came) == "Genève"


def test_the_commune_of_an_organisation_stands_in_too(meeting: Meeting) -> None:
    store = meeting.store
    structure = store.add(Organisation(name="Ville d’Ajaccio", insee="2A004"))
    store.add(Membership(person=coming(meeting), organisation=structure.id))
    assert whence.territories(store, event=meeting.event) == [TerritoryCount("Corse-du-Sud", 0, 1)]


def test_nobody_is_from_nowhere(meeting: Meeting) -> None:
    assert whence.territories(meeting.store, event=meeting.event) == []
