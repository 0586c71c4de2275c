"""Every error is a sentence: in both languages, without a folder, and it says what to do."""

from __future__ import annotations

import dataclasses
import inspect
import sqlite3
from typing import Any

import pytest

from maillage import language
from maillage.actions import explain, explain_typed
from maillage.domain import errors
from maillage.domain.errors import MaillageError, hub
from maillage.domain.records import RECORDS, fields_of

FOLDER = "/personnel/ada/secret-dossier"
TYPES = [
    item
    for item in [*vars(errors).values(), *vars(hub).values()]
    if inspect.isclass(item) and issubclass(item, MaillageError)
]
BY_THE_PROGRAM = {
    errors.BadgeError,
    errors.FixedField,
    errors.UnknownField,
    errors.StoreError,
    hub.HubError,
    MaillageError,
}
"""What no screen or command can cause; the sentence of all others is their own."""


def sample(type_: type[MaillageError]) -> MaillageError:
    values: dict[str, Any] = {}
    for field in dataclasses.fields(type_):
        values[field.name] = {"int": 7, "tuple[str, ...]": ("Nom", "Prénom")}.get(
            str(field.type), f"<b>{field.name}</b>"
        )
    if issubclass(type_, hub.HubError):
        values["path"] = "maillage@hub.example.org"
    elif "path" in values:
        values["path"] = f"{FOLDER}/<b>clé</b>.maillage"
    if "field" in values:
        values["field"] = "phone"
    return type_(**values)


@pytest.mark.parametrize("type_", TYPES)
def test_every_error_has_its_sentence_in_both_languages(type_: type[MaillageError]) -> None:
    error = sample(type_)
    said = {}
    for code in language.CODES:
        language.use(code)
        said[code] = explain.sentence(error)
        assert said[code].endswith((".", "?", "<b>words</b>.")), said[code]
        assert "{" not in said[code]
        assert "secret-dossier" not in said[code]
        assert type_.__name__ not in said[code]
    assert said["fr"] != said["en"]
    assert explain.is_expected(error)


def test_every_error_that_people_can_cause_has_a_sentence_of_its_own() -> None:
    language.use("en")
    general = explain.sentence(MaillageError())
    assert {type_ for type_ in TYPES if explain.sentence(sample(type_)) == general} == (
        BY_THE_PROGRAM
    )
    own = [explain.sentence(sample(type_)) for type_ in TYPES if type_ not in BY_THE_PROGRAM]
    assert {text for text in own if own.count(text) > 1} == set()


def test_a_kind_of_error_that_comes_later_speaks_as_its_parent() -> None:
    class Later(errors.DiskFull):
        pass

    path = f"{FOLDER}/x"
    assert explain.sentence(Later(path)) == explain.sentence(errors.DiskFull(path))


def test_anything_else_is_unexpected_and_says_that_data_are_safe() -> None:
    for error in (ZeroDivisionError("1/0"), sqlite3.OperationalError(FOLDER), KeyError("name")):
        said = explain.sentence(error)
        assert "secret" not in said
        assert said == explain.sentence(ValueError())
        assert not explain.is_expected(error)
        assert type(error).__name__ in explain.details(error)
        assert "Maillage" in explain.details(error)


def test_every_field_has_the_name_people_give_it() -> None:
    for code in language.CODES:
        language.use(code)
        for kind in RECORDS:
            for name in fields_of(kind):
                assert explain_typed.field_label(name)
                assert "_" not in explain_typed.field_label(name)
        assert explain_typed.field_label("shoe_size") == "shoe_size"
    language.use("fr")
    assert explain_typed.field_label("phone") == "Téléphone"


def test_a_refusal_names_a_field_as_its_screen_does_and_groups_its_numbers() -> None:
    language.use("fr")
    for field, label in (("what", "Ce qu’elles vont faire"), ("text", "Note")):
        said = explain.sentence(errors.MissingValue(field))
        assert f"«\N{NO-BREAK SPACE}{label}\N{NO-BREAK SPACE}»" in said
    said = explain.sentence(errors.ListTooLarge("liste.xlsx", limit=20_000))
    assert "20\N{NARROW NO-BREAK SPACE}000" in said


def test_a_path_without_a_name_is_still_named() -> None:
    assert "/" in explain.sentence(errors.CannotWrite("/"))
