"""A choice that was undone is asked again as if nobody had made it."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from maillage.domain.journal import Operation, base, edited, fold
from maillage.domain.reopening import Choice, as_asked, asked, reopening
from maillage.domain.values import canonical

ADA = "018f0000-0000-7000-8000-00000000000a"


class Writing:
    """One record's history, written by devices that see all of it, or what they saw last."""

    def __init__(self) -> None:
        self.all = [Operation("a", 1, 1, ADA, "person", 1, {"phone": "0", "email": "e"})]

    def write(self, device: str, at: int, change: Any) -> Operation:
        """Add the device's next operation."""
        n = 1 + max((one.n for one in self.all if one.device == device), default=0)
        self.all.append(Operation(device, n, at, ADA, "person", 1, change))
        return self.all[-1]

    def choose(self, device: str, at: int, value: str) -> Choice:
        """Decide between the values there are."""
        change = edited(fold(self.all), {"phone": value})
        return Choice(ADA, "phone", self.write(device, at, change).identity)

    def ask_again(self, device: str, at: int, choice: Choice) -> bool:
        """Undo a choice."""
        changes = reopening(self.all, choice)
        for change in changes:
            self.write(device, at, change)
        return bool(changes)


def choices(history: list[Operation]) -> dict[str, tuple[int, str]]:
    """Return the latest time and device of each different value."""
    found: dict[str, tuple[int, str]] = {}
    for head in fold(history).heads["phone"]:
        found.setdefault(canonical(head.value), (head.time, head.device))
    return found


def values(history: list[Operation]) -> set[str]:
    return {canonical(head.value) for head in fold(history).heads["phone"]}


phones = st.sampled_from(["1", "2", "3"])
disputes = st.lists(st.tuples(st.integers(2, 9), phones), min_size=2, max_size=4)


def disputed(written: list[tuple[int, str]]) -> Writing:
    history = Writing()
    seen = fold(history.all)
    for device, (at, value) in zip("bcde", written, strict=False):
        history.write(device, at, edited(seen, {"phone": value}))
    return history


@given(disputes, st.lists(phones, min_size=1, max_size=3), st.randoms())
def test_undone_choices_leave_the_question_as_it_was(
    written: list[tuple[int, str]], chosen: list[str], order: random.Random
) -> None:
    history = disputed(written)
    asked, shown, common = choices(history.all), fold(history.all).value("phone"), list(history.all)
    for at, value in enumerate(chosen, 20):
        was_disputed = fold(history.all).is_disputed("phone")
        choice = history.choose("a", at, value)
        assert as_asked(history.all[: len(common)]) == common
        if not was_disputed:
            assert not history.ask_again("a", at, choice), "an ordinary change"
            return
        assert history.ask_again("a", at, choice)
        assert not reopening(history.all, choice), "once"
        assert fold(history.all).value("phone") == shown
        assert values(history.all) == set(asked)
        assert choices(as_asked(history.all)) == asked
        assert base(as_asked(history.all), "phone") == base(common, "phone")
    order.shuffle(history.all)
    assert fold(as_asked(history.all)) == fold(common)


@given(disputes, phones, st.lists(st.tuples(st.sampled_from("bcd"), phones), max_size=3))
def test_values_written_over_an_undone_choice_are_asked_about_with_the_rest(
    written: list[tuple[int, str]], chosen: str, later: list[tuple[str, str]]
) -> None:
    history = disputed(written)
    choice = history.choose("a", 20, chosen)
    seen = fold(history.all)
    again = reopening(history.all, choice)
    for device, value in later:
        history.write(device, 30, edited(seen, {"phone": value}))
    for change in again:
        history.write("a", 31, change)
    assert values(as_asked(history.all)) == values(history.all)
    history.choose("a", 40, "4")
    assert values(as_asked(history.all)) == {'"4"'}


@given(disputes, phones, st.lists(st.tuples(st.sampled_from("fgh"), phones), max_size=2))
def test_whoever_decided_meanwhile_is_heard_beside_the_values_put_again(
    written: list[tuple[int, str]], chosen: str, others: list[tuple[str, str]]
) -> None:
    """They saw the question, and not that somebody chose and took it back."""
    history = disputed(written)
    common = list(history.all)
    seen, told = fold(common), fold(common).heads["phone"]
    choice = history.choose("a", 20, chosen)
    history.ask_again("a", 21, choice)
    for device, value in others:
        history.write(device, 30, edited(seen, {"phone": value}))
    now = asked(history.all, "phone")
    assert {canonical(head.value) for head in now} == values(history.all)
    if others and seen.is_disputed("phone"):
        theirs = [head for head in now if head.device in "fgh"]
        assert len(theirs) == len(others)
        assert {head for head in now if head not in theirs} <= set(told)
        assert base(as_asked(history.all), "phone", now) == base(common, "phone")


def test_values_put_again_in_a_circle_are_told_as_they_stand() -> None:
    """Nobody honest writes so; it must end all the same."""
    history = [
        Operation("a", 1, 1, ADA, "person", 1, {"phone": "1"}),
        Operation("a", 2, 2, ADA, "person", 1, {"phone": ["1", "b:1"]}),
        Operation("a", 3, 3, ADA, "person", 1, {"phone": ["2", "b:1"]}),
        Operation("b", 1, 4, ADA, "person", 1, {"phone": ["3", "a:2", "a:3"]}),
    ]
    assert as_asked(history)
    assert isinstance(asked(history, "phone"), tuple)
