"""What every record says of its fields, and what stored values may never do: change."""

from __future__ import annotations

from typing import Any

import pytest

from maillage.domain import fields, vocabulary
from maillage.domain.fields import FieldType
from maillage.domain.records import (
    RECORDS,
    Person,
    declared_values,
    fields_of,
    owners_of,
)
from maillage.domain.vocabulary import Category, Choice, World

EVERY_FIELD = [(kind, field) for kind in RECORDS for field in fields_of(kind).values()]

# A value or field may be added to these, never renamed and never taken away: they are in
# journals, on sticks and in backups.
STORED_VALUES = {
    "World": "social_work social_enterprise local_authority other",
    "Category": (
        "social_worker social_entrepreneur local_officer elected_official state_officer "
        "training_school network foundation inhabitant other"
    ),
    "TerritoryLevel": "commune epci department region abroad",
    "LegalForm": (
        "association cooperative mutual foundation company ccas municipality department epci "
        "region state other"
    ),
    "EventKind": "grande_rencontre conference learning_trip debrief other",
    "PartnerRole": "host organiser funder partner",
    "RegistrationStatus": "confirmed pending cancelled",
    "Source": "helloasso eventbrite pretix limesurvey yeswiki vcard list door",
    "ConsentPurpose": "participation recontact directory image",
    "ConsentForm": "spoken on_screen on_paper in_list",
    "NoteKind": "idea barrier lever perception quote meeting_place question proposal",
    "SeatingWish": "together apart host",
    "AttachmentRole": "board signature other",
    "BarrierCause": "unfamiliarity distrust other",
    "PledgeOrigin": "planned spontaneous",
    "PledgeStatus": "made started done dropped",
    "PartyRole": "lead partner",
    "Channel": "call mail meeting other",
    "DeviceRole": "coordinator field",
    "OnePerson": "one two",
    "Purpose": "meeting recontact report security",
    "Keep": "year_after_event three_years programme",
}
STORED_FIELDS = {
    "programme": "name:text founder:reference privacy_contact:text",
    "device": (
        "name:text role:choice sealing_key:text signing_key:text invitation:reference proof:text"
        " formerly:reference"
    ),
    "invitation": "key:text role:choice device:reference signature:text",
    "territory": "name:text level:choice insee:text",
    "organisation": (
        "name:text legal_form:choice siret:text commune:text insee:text postcode:text"
    ),
    "person": (
        "given_name:text family_name:text email:text phone:text category:choice "
        "profession:text territory:reference postcode:text"
    ),
    "membership": "person:reference organisation:reference position:text",
    "event": (
        "event_kind:choice title:text starts:moment ends:moment venue:text commune:text "
        "insee:text territory:reference tables:whole dots:whole declared:whole "
        "declared_source:text table_dots:whole"
    ),
    "partner": "event:reference organisation:reference role:choice",
    "registration": (
        "event:reference person:reference category:choice territory:reference status:choice "
        "source:choice ticket:text arrived:moment left:moment"
    ),
    "consent": (
        "person:reference event:reference purpose:choice given:flag form:choice notice:text "
        "at:moment"
    ),
    "notice": "version:text text:text since:day",
    "round": "event:reference number:whole title:text",
    "seat": "round:reference registration:reference table:whole",
    "seating_rule": (
        "event:reference rule:choice registration:reference other:reference table:whole"
    ),
    "theme": "event:reference name:text colour:whole",
    "workshop": "event:reference title:text position:whole",
    "note": (
        "event:reference workshop:reference note_kind:choice text:text table:whole "
        "cause:choice said_by:choice written:moment theme:reference merged_into:reference "
        "speaker:reference may_name:flag"
    ),
    "vote": "note:reference table:whole",
    "pledge": (
        "event:reference note:reference what:text next_step:text help_needed:text due:day "
        "origin:choice status:choice made:moment"
    ),
    "pledge_party": (
        "pledge:reference person:reference organisation:reference category:choice role:choice "
        "may_call:flag"
    ),
    "follow_up": "pledge:reference on:day channel:choice text:text",
    "attachment": (
        "event:reference workshop:reference note:reference person:reference role:choice "
        "caption:text table:whole media_type:text sha256:text size:whole width:whole "
        "height:whole added:moment"
    ),
    "list_mapping": "columns:text fields:text",
    "revocation": "device:reference last:whole signature:text",
    "taken_list": ("event:reference source:choice columns:text origin:text first:whole last:whole"),
    "duplicate_decision": "person:reference other:reference verdict:choice filled:text",
}


def choices() -> dict[str, type[Choice]]:
    return {
        name: item
        for module in (vocabulary, fields)
        for name, item in vars(module).items()
        if isinstance(item, type) and issubclass(item, Choice) and item is not Choice
    }


def test_no_stored_value_ever_changes() -> None:
    now = {name: {member.value for member in choice} for name, choice in choices().items()}
    lost = {
        f"{name}.{value}"
        for name, values in STORED_VALUES.items()
        for value in values.split()
        if value not in now[name]
    }
    assert not lost
    assert set(now) == set(STORED_VALUES), "a new list of choices is written down here too"
    new = {name: set(now[name]) - set(STORED_VALUES[name].split()) for name in now}
    assert not any(new.values()), "a new stored value is written down here too"


def test_no_field_is_ever_renamed_or_given_another_type() -> None:
    now = {
        kind: {f"{field.name}:{field.holds.value}" for field in fields_of(kind).values()}
        for kind in RECORDS
    }
    known = {kind: set(fields_.split()) for kind, fields_ in STORED_FIELDS.items()}
    assert now == known, "a new field is written down here too, and SCHEMA grows"


@pytest.mark.parametrize(("kind", "field"), EVERY_FIELD)
def test_every_field_says_what_others_need_to_know(kind: str, field: fields.Field) -> None:
    assert field.label
    assert field.name.isidentifier()
    assert field.name.islower()
    assert (field.limit > 0) is (field.holds is FieldType.TEXT)
    assert (field.choices is not None) is (field.holds is FieldType.CHOICE)
    assert (field.refers in RECORDS) is (field.holds is FieldType.REFERENCE)
    # Personal data are kept for a purpose and for a time, or not at all.
    assert field.personal is (field.purpose is not None) is (field.keep is not None)
    assert not field.owner or field.refers
    assert not field.search or field.holds is FieldType.TEXT


def test_every_record_has_a_kind_a_label_and_defaults() -> None:
    for kind, record in RECORDS.items():
        empty = record()
        assert record.kind == empty.kind == kind
        assert record.label
        assert record.__doc__
        assert [*record.__struct_fields__] == ["id", "deleted", *fields_of(kind)]
        nothing: tuple[Any, ...] = ("", None, False)
        assert all(value in nothing for value in declared_values(empty).values())


def test_everything_said_of_a_person_alone_is_erased_with_them() -> None:
    owned = {kind for kind in RECORDS for name in owners_of(kind) if refers(kind, name) == "person"}
    assert owned == {"membership", "consent", "attachment"}
    assert fields_of("robot") == {}
    assert owners_of("robot") == ()


def refers(kind: str, name: str) -> str:
    return fields_of(kind)[name].refers


def test_everything_that_names_somebody_is_marked_as_personal() -> None:
    naming = ("given_name", "family_name", "email", "phone", "person")
    for kind, field in EVERY_FIELD:
        assert field.personal or field.name not in naming, (kind, field.name)


def test_a_person_is_called_by_first_and_last_name() -> None:
    assert Person(given_name="Ada", family_name="Lefèvre").name == "Ada Lefèvre"
    assert Person(family_name="Lefèvre").name == "Lefèvre"


def test_every_category_belongs_to_a_world_and_every_world_has_one() -> None:
    assert {category.world for category in Category} == set(World)
