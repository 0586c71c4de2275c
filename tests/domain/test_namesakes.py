"""Laptops of one name are told apart, the same on every laptop that knows them."""

from __future__ import annotations

from maillage.domain.namesakes import told_apart


def test_the_first_of_a_name_keeps_it_and_the_others_bear_a_number() -> None:
    names = {"c": "accueil 1", "a": "Accueil 1", "b": "Tables", "d": "Accueil 1"}
    called = told_apart(names)
    assert called == {"a": "Accueil 1", "b": "Tables", "c": "accueil 1 (2)", "d": "Accueil 1 (3)"}
    assert told_apart(dict(reversed(names.items()))) == called


def test_a_number_that_somebody_gave_is_not_given_again() -> None:
    names = {"a": "Accueil", "b": "Accueil", "c": "Accueil (2)"}
    assert told_apart(names) == {"a": "Accueil", "b": "Accueil (3)", "c": "Accueil (2)"}


def test_laptops_without_a_name_stay_without() -> None:
    assert told_apart({"a": "", "b": ""}) == {"a": "", "b": ""}
