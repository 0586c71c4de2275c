"""A rule decides what it can and leaves the rest to a person."""

from __future__ import annotations

import pytest

from maillage.domain.journal import Head
from maillage.domain.records import fields_of
from maillage.domain.settling import AHEAD, Rule, Settled, Why, settle, together

TEXT = fields_of("note")["text"]
PHONE = fields_of("person")["phone"]
NOW = 1_639_400_000_000
BASE = Head(NOW - 9000, "first", 1, "un café le mardi")
ONE = Head(NOW - 2000, "door", 5, "un grand café le mardi")
OTHER = Head(NOW - 1000, "table", 7, "un café le mardi à midi")
EMPTY = Head(NOW, "hall", 9, None)


def by(rule, *choices, field=TEXT, base=BASE, laptop=""):
    return settle(rule, field, base, choices, laptop=laptop, now=NOW)


def test_two_texts_are_put_together_where_they_fit() -> None:
    assert by(Rule.TEXTS, ONE, OTHER) == Settled("un grand café le mardi à midi")
    clash = Head(NOW, "hall", 9, "un petit café le mardi")
    assert by(Rule.TEXTS, ONE, clash) is Why.CLASH
    assert together(TEXT, BASE, (ONE, clash)) is not None  # to be looked at, not taken unseen


@pytest.mark.parametrize(
    ("field", "base", "choices"),
    [
        (PHONE, BASE, (ONE, OTHER)),
        (TEXT, None, (ONE, OTHER)),
        (TEXT, BASE, (ONE, EMPTY)),
        (TEXT, BASE, (ONE, OTHER, EMPTY)),
    ],
)
def test_only_two_changes_of_one_long_text_are_put_together(field, base, choices) -> None:
    assert together(field, base, choices) is None
    assert by(Rule.TEXTS, *choices, field=field, base=base) is Why.NO_TEXT


def test_a_text_that_would_be_too_long_is_not_put_together() -> None:
    half = "mot " * (TEXT.limit // 8 + 20)
    one, other = Head(NOW, "a", 1, half + BASE.value), Head(NOW, "b", 1, BASE.value + " " + half)
    assert together(TEXT, BASE, (one, other)) is None


def test_what_is_filled_in_goes_before_what_is_empty() -> None:
    assert by(Rule.FILLED, EMPTY, ONE) == Settled(ONE.value, "door")
    assert by(Rule.FILLED, ONE, OTHER) is Why.FILLED


def test_the_latest_wins_unless_a_clock_is_ahead() -> None:
    assert by(Rule.LATEST, ONE, OTHER) == Settled(OTHER.value, "table")
    assert by(Rule.LATEST, OTHER, ONE) == Settled(OTHER.value, "table")
    ahead = Head(NOW + AHEAD + 1, "hall", 9, "2099")
    assert by(Rule.LATEST, ONE, ahead) is Why.CLOCK


def test_one_laptop_is_believed_where_it_said_something() -> None:
    assert by(Rule.LAPTOP, ONE, OTHER, laptop="door") == Settled(ONE.value, "door")
    assert by(Rule.LAPTOP, ONE, OTHER, laptop="hall") is Why.SILENT


@pytest.mark.parametrize("rule", Rule)
def test_no_rule_decides_what_this_version_does_not_know(rule: Rule) -> None:
    assert by(rule, ONE, OTHER, field=None, laptop="door") is Why.UNKNOWN
