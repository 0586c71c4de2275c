"""Erasing somebody, and telling where their name is still written."""

from __future__ import annotations

from datetime import date

import pytest

from maillage.actions import drafts, forgetting, held, pledges, texts, workshops
from maillage.domain.errors import Erased, NotFound
from maillage.domain.records import Consent, Membership, Person, Registration

from .conftest import Meeting


@pytest.mark.parametrize(
    ("given", "family", "text", "found"),
    [
        ("Ada", "Lefèvre", "voir avec madame LEFEVRE, au CCAS", True),
        ("Ada", "Lefèvre", "l’idée d’Ada Lefèvre", True),
        ("Ada", "Lefèvre", "la rue Lefèvre-Pontalis", False),
        ("Ada", "Lefèvre", "Lefèvrement parlant", False),
        ("Ada", "Lefèvre", "Ada a raison", False),
        ("Ada", "", "(Ada)", True),
        ("Yann", "Le Goff", "M. Le  Goff\nnous prête une salle", True),
        ("Yann", "Le Goff", "le gof", False),
        ("Minh", "N’Guyen", "appeler n'guyen", True),
        ("Paul", "O'Connor", "Paul O’Connor : oui", True),
        ("Anne", "Petit-Jean", "« petit-jean »", True),
        ("Jo", "Lefèvre", "Mme Lefe\u0300vre l’a dit", True),
        ("Jo", "Lefe\u0300vre", "Mme Lefèvre l’a dit", True),
        ("Anne", "Petit-Jean", "un petit jean", False),
    ],
)
def test_a_name_is_found_as_a_word_in_what_people_wrote(
    meeting: Meeting, given: str, family: str, text: str, *, found: bool
) -> None:
    person = meeting.store.add(Person(given_name=given, family_name=family))
    noted = workshops.add_note(meeting.store, event=meeting.event, workshop="", typed=text)
    mentions = texts.mentions(meeting.store, person)
    assert [(one.kind, one.id) for one in mentions] == ([("note", noted.id)] if found else [])


def test_a_former_name_is_found_and_left_out_of_what_others_are_handed(meeting: Meeting) -> None:
    store = meeting.store
    ada = store.add(Person(given_name="Ada", family_name="Lefèvre"))
    eva = store.add(Person(given_name="Eva", family_name="Roy"))
    noted = workshops.add_note(store, event=meeting.event, workshop="", typed="Lefèvre voit Roy")
    drafts.keep(store, {"note x": {"text": "revoir Mme Lefèvre"}, "note y": {"text": "un banc"}})
    store.change(ada.id, family_name="Diallo")
    (said,) = next(
        one for one in held.held(store, person=eva.id).sections if one.key == "texts"
    ).entries
    assert said.lines[0].words == "[quelqu’un d’autre] voit Roy"
    forgotten = forgetting.erase(store, person=ada.id)
    assert [one.id for one in forgotten.mentions] == [noted.id]
    assert drafts.drafts(store) == {"note y": {"text": "un banc"}}


def test_every_place_where_people_write_freely_is_looked_at(meeting: Meeting) -> None:
    ada = meeting.store.add(Person(given_name="Ada", family_name="Lefèvre"))
    eva = meeting.store.add(Person(given_name="Eva", family_name="Roy"))
    deleted = workshops.add_note(meeting.store, event=meeting.event, workshop="", typed="Lefèvre")
    workshops.delete_note(meeting.store, note=deleted.id)
    pledge = pledges.make(
        meeting.store,
        event=meeting.event,
        what="Visiter Lefèvre",
        next_step="Appeler Lefèvre",
        help_needed="Une salle",
        people=[eva.id],
    )
    on = date(2022, 1, 1)
    told = pledges.follow_up(meeting.store, pledge=pledge.id, text="Lefèvre est d’accord", on=on)
    forgotten = forgetting.erase(meeting.store, person=ada.id)
    assert sorted((one.kind, one.id, one.text) for one in forgotten.mentions) == [
        ("follow_up", told.id, "Lefèvre est d’accord"),
        ("note", deleted.id, "Lefèvre"),
        ("pledge", pledge.id, "Appeler Lefèvre"),
        ("pledge", pledge.id, "Visiter Lefèvre"),
    ]
    assert texts.mentions(meeting.store, Person()) == []


def test_erasing_takes_along_what_describes_only_the_person(meeting: Meeting) -> None:
    ada = meeting.store.add(Person(given_name="Ada", family_name="Lefèvre"))
    meeting.store.add(Membership(person=ada.id))
    meeting.store.add(Consent(person=ada.id))
    registration = meeting.store.add(Registration(event=meeting.event, person=ada.id))
    assert forgetting.person_of(meeting.store, registration.id) == ada
    assert forgetting.person_of(meeting.store, ada.id) == ada
    assert forgetting.erase(meeting.store, person=ada.id).records == 3
    assert meeting.store.all(Registration) == [registration]
    for _again in range(2):
        with pytest.raises(Erased):
            forgetting.erase(meeting.store, person=ada.id)
        with pytest.raises(Erased):
            forgetting.person_of(meeting.store, registration.id)
    with pytest.raises(NotFound):
        forgetting.person_of(meeting.store, "018f0000-0000-7000-8000-000000000000")
