"""Communes, departments and regions as people type them, in the list that is shipped."""

from __future__ import annotations

import pytest

from maillage.actions.places import atlas
from maillage.domain.geography import Place
from maillage.domain.vocabulary import TerritoryLevel


def first(typed: str, *levels: TerritoryLevel) -> Place:
    return atlas().find(typed, levels=levels or (TerritoryLevel.COMMUNE,))[0]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("villefranche sur sao", "69264"),
        ("ST-ETIENNE", "42218"),
        ("ste foy les ly", "69202"),
        ("l'abergement cl", "01001"),
        ("havre", "76351"),
        ("paris 7", "75107"),
        ("ajaccio", "2A004"),
        ("2a004", "2A004"),
        ("01001", "01001"),
        ("97400", "97411"),
        ("69400", "69264"),
    ],
)
def test_a_commune_is_found_by_the_beginning_of_its_words_or_its_codes(
    typed: str, code: str
) -> None:
    assert first(typed).code == code


def test_codes_stay_text() -> None:
    assert first("ambérieu-en-b").code == "01004"
    assert first("bastia").department == "2B"
    assert first("saint-pierre", TerritoryLevel.COMMUNE).department == "974"


def test_names_that_several_communes_bear_are_told_apart_by_their_department() -> None:
    assert atlas().named("Saint-Denis") is None
    for typed in ("St Denis (93)", "saint-denis (Seine-Saint-Denis)"):
        found = atlas().named(typed)
        assert found is not None
        assert (found.code, found.within) == ("93066", "Seine-Saint-Denis")
    assert [one.within for one in atlas().find("saint-denis")[:2]] == [
        "La Réunion",
        "Seine-Saint-Denis",
    ]


@pytest.mark.parametrize("text", ["", "Montréal, Québec", "Nulle-Part-les-Bains", "(93)", "()"])
def test_a_place_that_is_not_in_the_list_is_none(text: str) -> None:
    assert atlas().named(text) is None


def test_a_ligature_is_found_by_its_letters() -> None:
    assert first("voeuil et g").name == "Vœuil-et-Giget"


def test_departments_groups_and_regions_are_found_by_name() -> None:
    assert first("rhone", TerritoryLevel.DEPARTMENT).code == "69"
    assert first("beaujolais pierres", TerritoryLevel.INTERCOMMUNAL).name.startswith("CC ")
    assert first("occit", TerritoryLevel.REGION).name == "Occitanie"


@pytest.mark.parametrize(
    ("postcode", "department"),
    [("20200", "2B"), ("20000", "2A"), ("75007", "75"), ("97460", "974"), ("01500", "01")],
)
def test_a_postcode_says_its_department(postcode: str, department: str) -> None:
    found = atlas().of_postcode(postcode)
    assert found is not None
    assert found.code == department


def test_what_is_no_postcode_has_none() -> None:
    assert atlas().of_postcode("00000") is None
    assert atlas().of_postcode("") is None
    assert atlas().find("x") == []
