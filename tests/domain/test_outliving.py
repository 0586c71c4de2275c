"""Who outlived an erasure follows from what was decided and erased, in whatever order it came."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from maillage.domain.outliving import Outliving, outliving
from maillage.domain.records import DuplicateDecision
from maillage.domain.same_people import SamePeople, same_people
from maillage.domain.vocabulary import OnePerson

ONE, TWO = OnePerson
IDS = "abcdef"
TWOS = st.sampled_from(list(combinations(IDS, 2)))
"""Two records, in whichever order."""


def said(first: str, other: str, verdict: OnePerson) -> DuplicateDecision:
    return DuplicateDecision(person=first, other=other, verdict=verdict)


DECISIONS = st.lists(
    st.builds(lambda pair, verdict: said(*pair, verdict), TWOS, st.sampled_from(OnePerson))
)


def asked(
    decisions: list[DuplicateDecision],
    erased: str | set[str],
    tickets: list[tuple[str, str]] | None = None,
) -> list[Outliving]:
    known = set(IDS) - set(erased)
    return outliving(
        same_people(decisions, there=known),
        known=known,
        erased=set(erased),
        of_one_ticket=[frozenset(pair) for pair in tickets or ()],
    )


def test_whoever_was_joined_to_somebody_erased_is_asked_about_once() -> None:
    joins = [said("a", "b", ONE), said("c", "b", ONE), said("e", "f", ONE)]
    assert asked(joins, "b") == [
        Outliving("a", (frozenset("ab"), frozenset("bc")), by_ticket=False)
    ]
    assert asked(joins, "abc") == []
    assert asked(joins, "d") == []


def test_a_copy_that_another_laptop_made_of_a_list_is_asked_about_too() -> None:
    ticket = [("a", "b")]
    assert asked([], "a", ticket) == [Outliving("b", (frozenset("ab"),), by_ticket=True)]
    assert asked([said("a", "b", TWO)], "a", ticket) == []
    assert not asked([said("b", "a", ONE)], "a", ticket)[0].by_ticket


def test_of_whom_laptops_are_at_odds_about_one_is_asked_and_of_two_people_not() -> None:
    assert asked([said("a", "b", TWO)], "a") == []
    found = asked([said("a", "b", TWO), said("b", "a", ONE)], "a")
    assert [one.person for one in found] == ["b"]
    # "c" was told apart from whom was erased, and joined by way of "b" all the same.
    chain = [said("a", "b", ONE), said("b", "c", ONE), said("a", "c", TWO)]
    assert [one.person for one in asked(chain, "a")] == ["b"]


def test_records_that_have_not_arrived_are_nobody_to_ask_about() -> None:
    same = same_people([said("a", "x", ONE)], there="b")
    assert outliving(same, known="b", erased="a") == []
    assert outliving(SamePeople(), known="b", erased="a") == []


@given(
    decisions=DECISIONS,
    erased=st.sets(st.sampled_from(IDS)),
    tickets=st.lists(TWOS),
    order=st.randoms(use_true_random=False),
)
def test_joins_and_erasures_in_any_order_ask_the_same_until_it_is_answered(
    decisions: list[DuplicateDecision],
    erased: set[str],
    tickets: list[tuple[str, str]],
    order,
) -> None:
    found = asked(decisions, erased, tickets)
    shuffled = order.sample(decisions, len(decisions))
    turned = [said(one.other, one.person, one.verdict) for one in shuffled if one.verdict]
    links = {(one.links, one.by_ticket) for one in found}
    again = asked(shuffled, erased, order.sample(tickets, len(tickets)))
    assert again == found
    # Which of two records is shown is of no matter.
    assert {link for one in asked(turned, erased, tickets) for link in one.links} == {
        link for of, _ in links for link in of
    }
    for one in found:
        assert one.person not in erased
        for link in one.links:
            assert len(link & erased) == 1
    # Whoever is kept, on whichever laptop, is not asked about again; nor is anybody new.
    kept = {tuple(sorted(link)) for one in found for link in one.links}
    overruled = [one for one in decisions if tuple(sorted((one.person, one.other))) not in kept]
    told_apart = [said(*pair, TWO) for pair in kept]
    assert asked([*overruled, *told_apart], erased, tickets) == []
    # Whoever is erased as well, with every record of theirs, is gone.
    same = same_people(decisions, there=set(IDS) - erased)
    gone = {id_ for one in found for id_ in same.records(one.person)}
    assert not {one.person for one in asked(decisions, erased | gone, tickets)} & gone
