"""Whom to ask about: who may be recorded twice, and who stands for whom once that is decided."""

from __future__ import annotations

import random

import pytest

from maillage.domain.duplicates import LIKELY, NEAR, SMALL, Recorded, Shared, compared, likely
from maillage.domain.likeness import name_of
from maillage.domain.records import DuplicateDecision
from maillage.domain.same_people import linking, same_people
from maillage.domain.vocabulary import OnePerson


def one(id_: str, name: str, email: str = "", phone: str = "", *of: str) -> Recorded:
    given, _space, family = name.partition(" ")
    return Recorded(id_, name_of(given, family), email, phone, frozenset(of))


@pytest.mark.parametrize(
    ("first", "second", "asked"),
    [
        (one("1", "Ada Lefèvre"), one("2", "ADA LEFEVRE"), True),
        (one("1", "Ada Lefèvre"), one("2", "Lefèvre Ada"), True),
        (one("1", "Yann Le Goff"), one("2", "Yann Legoff"), True),
        (one("1", "Yann Le Goff"), one("2", "Yann Goff"), True),
        (one("1", "Yann Legoff"), one("2", "Yann Goff"), False),
        (one("1", "Ada Lefevre"), one("2", "Ada Lefebvre"), True),
        (one("1", "Ada Lefevre", "a@x.fr"), one("2", "Ada Lefebvre", "b@x.fr"), False),
        (one("1", "Ada Lefevre", "a@x.fr"), one("2", "Ada Lefebvre", "a@x.fr"), True),
        (one("1", "Ada Lefevre", "a@x.fr"), one("2", "Ada Roy", "a@x.fr"), True),
        (one("1", "Ada Lefevre", "accueil@x.fr"), one("2", "Paul Roy", "accueil@x.fr"), False),
        (one("1", "Ada Roy", "", "612345678"), one("2", "Paul Roy", "", "612345678"), False),
        (one("1", "Jean Martin", "j@x.fr"), one("2", "Jean Martin", "m@y.fr"), False),
        (one("1", "Jean Martin", "j@x.fr", "", "ccas"), one("2", "Jean Martin", "", "", "x"), True),
        (one("1", "Ada"), one("2", "Ada"), False),
        (one("1", "Ada", "a@x.fr"), one("2", "Ada Roy", "a@x.fr"), True),
        (Recorded("1", name_of("", "")), Recorded("2", name_of("", "")), False),
    ],
)
def test_only_who_may_well_be_one_person_is_asked_about(
    first: Recorded, second: Recorded, *, asked: bool
) -> None:
    found = [(like.one, like.other) for like in likely([second, first])]
    assert found == ([("1", "2")] if asked else [])
    assert (compared(first, second) is not None) is asked
    assert not likely([first, second], told_apart=lambda _one, _other: True)


@pytest.mark.parametrize(
    ("phone", "emails", "very"),
    [
        ("478123456", ("", ""), False),
        ("478123456", ("louis@x.fr", "louise@y.fr"), False),
        ("612345678", ("", ""), True),
        ("612345678", ("louis@x.fr", "louise@y.fr"), False),
    ],
)
def test_a_landline_is_a_family_s(phone: str, emails: tuple[str, str], *, very: bool) -> None:
    of = frozenset({"ccas"})
    father = Recorded("1", name_of("Louis", "Martin"), emails[0], phone, of)
    daughter = Recorded("2", name_of("Louise", "Martin"), emails[1], phone, of)
    found = compared(father, daughter)
    assert found is not None
    assert (found.likeness >= LIKELY) is very
    marc = Recorded("3", name_of("Marc", "Martin"), "marc@x.fr", phone, of)
    assert compared(father, marc) is None
    junior = Recorded("4", name_of("Louis", "Martin"), "junior@y.fr", "478123456", of)
    senior = Recorded("5", name_of("Louis", "Martin"), "senior@x.fr", "478123456", of)
    namesake = compared(junior, senior)
    assert namesake is not None
    assert namesake.likeness < LIKELY


def test_the_likeliest_come_first_and_a_ticket_makes_certain() -> None:
    people = [
        one("1", "Ada Roy"),
        one("2", "Ada Roy"),
        one("3", "Eva Petit", "e@x.fr"),
        one("4", "Eva Petit", "e@x.fr"),
        Recorded("5", name_of("Paul", "Noir"), tickets=frozenset({"meeting 7"})),
        Recorded("6", name_of("Paul", "Noir"), tickets=frozenset({"meeting 7"})),
    ]
    found = likely(people)
    assert [(like.one, like.certain) for like in found] == [("5", True), ("3", False), ("1", False)]
    assert found[1].shared == (Shared.EMAIL, Shared.NAME)


def test_namesakes_without_end_are_compared_with_a_few_neighbours_only() -> None:
    people = [one(f"{n:03}", "Marie Martin", f"{n}@x.fr") for n in range(4 * SMALL)]
    people += [one("twin", "Marie Martin", "3@x.fr")]
    random.Random(4).shuffle(people)
    told: list[tuple[int, int]] = []
    found = likely(people, progress=lambda done, of: told.append((done, of)))
    assert [(like.one, like.other) for like in found] == [("003", "twin")]
    assert told[0] == (0, len(people)), "it can be stopped before anybody is compared"
    assert told[-1][0] == told[-1][1] > 0
    same = [one(f"{n:03}", "Marie Martin") for n in range(4 * SMALL)]
    assert len(likely(same)) <= 4 * len(same) * NEAR


def said(first: str, other: str, verdict: OnePerson, id_: str = "") -> DuplicateDecision:
    return DuplicateDecision(id=id_, person=first, other=other, verdict=verdict)


ONE, TWO = OnePerson


def test_records_joined_one_after_the_other_are_one_person() -> None:
    decisions = [said("a", "b", ONE), said("c", "b", ONE), said("d", "e", ONE), said("a", "d", TWO)]
    for order in (decisions, decisions[::-1]):
        found = same_people(order, there="abcde")
        assert {found.of(id_) for id_ in "abc"} == {"a"}
        assert found.records("c") == ("a", "b", "c")
        assert found.of("e") == "d"
        assert found.of("x") == "x"
        assert found.apart == {frozenset("ad")}
        assert not found.contrary


def test_the_record_that_was_chosen_is_shown_unless_it_is_gone() -> None:
    assert same_people([said("b", "a", ONE)], there="ab").of("a") == "b"
    assert same_people([said("b", "a", ONE)], there="a").of("b") == "a"
    assert same_people([said("b", "a", ONE)], there="").of("b") == "b"
    # Two laptops chose each other's: the older one, everywhere.
    assert same_people([said("b", "a", ONE), said("a", "b", ONE)], there="ab").of("b") == "a"


def test_laptops_at_odds_join_nothing() -> None:
    both = [said("a", "b", ONE), said("b", "a", TWO)]
    found = same_people(both, there="ab")
    assert (found.of("b"), found.contrary, found.apart) == ("b", {frozenset("ab")}, frozenset())
    found = same_people([said("a", "b", ONE, "x")], there="ab", disputed={"x"})
    assert (found.of("b"), found.contrary) == ("b", {frozenset("ab")})
    chain = [said("a", "b", ONE), said("b", "c", ONE), said("a", "c", TWO)]
    found = same_people(chain, there="abc")
    assert {found.of(id_) for id_ in "abc"} == set("abc")
    assert found.contrary == {frozenset("ac")}
    assert same_people([said("a", "a", ONE)], there="a").groups == {}


def test_every_way_that_links_two_records_is_found_and_no_other() -> None:
    ways = [frozenset(pair) for pair in ("ab", "bc", "ad", "de", "ec")]
    others = [frozenset(pair) for pair in ("cf", "xy")]
    assert set(linking([*others, *ways], "a", "c")) == set(ways)
    assert linking(others, "a", "c") == []
