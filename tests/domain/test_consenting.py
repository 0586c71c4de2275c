"""Which answer counts, of records held for one person and of records parted again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from maillage.domain.consenting import counting, doubtful, in_order
from maillage.domain.records import Consent, DuplicateDecision
from maillage.domain.same_people import SamePeople, same_people
from maillage.domain.vocabulary import ConsentForm, ConsentPurpose, OnePerson

NOON = datetime(2021, 12, 13, 12, tzinfo=UTC)
ONCE = {"a": {"b"}, "b": {"a"}}
APART = SamePeople()
TOGETHER = same_people(
    [DuplicateDecision(person="a", other="b", verdict=OnePerson.ONE)], there="ab"
)


def said(
    id_: str, *, yes: bool, minute: int = 0, form: ConsentForm = ConsentForm.SPOKEN
) -> Consent:
    """Return an answer; its id begins with that of the record it was given under."""
    return Consent(
        id=id_,
        person=id_[0],
        purpose=ConsentPurpose.IMAGE,
        given=yes,
        form=form,
        at=NOON + timedelta(minutes=minute),
    )


def test_a_yes_for_two_at_once_is_in_doubt_only_once_they_are_parted() -> None:
    both = [said("a1", yes=True), said("b1", yes=True)]
    assert doubtful(both, APART, ONCE) == {"a1", "b1"}
    assert doubtful([*both, said("a2", yes=True)], APART, ONCE) == {"a1", "a2", "b1"}
    assert doubtful(both, TOGETHER, ONCE) == set()
    assert doubtful(both, APART, {}) == set(), "two people who were asked in the same second"
    assert doubtful([said("a1", yes=False), said("b1", yes=False)], APART, ONCE) == set()
    assert doubtful([said("a1", yes=True), said("b1", yes=True, minute=1)], APART, ONCE) == set()


def test_what_a_list_says_of_each_is_in_doubt_only_where_it_took_a_no_back() -> None:
    listed = ConsentForm.IN_LIST
    both = [said("a1", yes=True, form=listed), said("b1", yes=True, form=listed)]
    assert doubtful(both, APART, ONCE) == set()
    before = said("b0", yes=False, minute=-1, form=listed)
    assert doubtful([before, *both], APART, ONCE) == {"a1", "b1"}
    since = said("b2", yes=False, minute=1)
    assert doubtful([*both, since], APART, ONCE) == set(), "nothing was taken back"


def test_of_records_held_for_one_a_no_counts_until_that_record_says_yes() -> None:
    no, yes = said("a1", yes=False), said("b2", yes=True, minute=5)
    assert counting([no, yes]) == no, "whatever the clocks of two laptops say"
    again = said("a3", yes=True, minute=6)
    assert counting([no, yes, again]) == again


@given(
    before=st.lists(st.tuples(st.sampled_from("ab"), st.booleans()), max_size=3),
    together=st.lists(st.booleans(), max_size=3),
    after=st.lists(st.tuples(st.sampled_from("ab"), st.booleans()), max_size=2),
    order=st.randoms(use_true_random=False),
)
def test_parted_a_no_is_never_lost_and_a_yes_is_of_whoever_gave_it(
    before: list[tuple[str, bool]],
    together: list[bool],
    after: list[tuple[str, bool]],
    order,
) -> None:
    """Whatever was answered before they were joined, meanwhile, and since, read in any order."""
    answers = [
        said(f"{person}{minute}", yes=yes, minute=minute)
        for minute, (person, yes) in enumerate(before)
    ]
    for minute, yes in enumerate(together, 10):
        answers += [said(f"{person}{minute}", yes=yes, minute=minute) for person in "ab"]
    answers += [
        said(f"{person}{minute}", yes=yes, minute=minute)
        for minute, (person, yes) in enumerate(after, 20)
    ]
    read = in_order(order.sample(answers, len(answers)))
    doubt = doubtful(read, APART, ONCE)
    for person in "ab":
        own = [yes for whose, yes in (*before, *after) if whose == person]
        counts = counting([one for one in read if one.person == person], doubt)
        since = [yes for whose, yes in after if whose == person]
        if counts is not None and counts.given:
            assert own[-1], "only what they said themselves, while they were known as two"
            assert since or False not in together
        elif counts is None:
            assert not own
            assert False not in together
