"""A way back writes what was there before a deed, and nothing over what others wrote since."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from maillage.domain.journal import DELETED, edited, fold, removed, restored
from maillage.domain.since import Known
from maillage.domain.values import canonical
from maillage.domain.way_back import way_back

from .test_reopening import Writing, phones

steps = st.lists(
    st.tuples(
        st.sampled_from("ab"),
        st.sampled_from(["phone", "email"]),
        st.sampled_from(["1", "2", "0", "e", None]),
    ),
    max_size=5,
)


@given(steps, st.dictionaries(st.sampled_from(["phone", "email"]), phones, min_size=1), steps)
def test_a_way_back_writes_what_was_there_or_nothing_over_what_others_wrote(
    before: list[Any], deed: dict[str, str], after: list[Any]
) -> None:
    history = Writing()
    for device, name, value in before:
        if change := edited(fold(history.all), {name: value}):
            history.write(device, 2, change)
    was = fold(history.all)
    change = edited(was, dict(deed))
    if not change:
        return
    mine = history.write("a", 3, change)
    left = fold(history.all)
    for device, name, value in after:
        if change := edited(fold(history.all), {name: value}):
            history.write(device, 4, change)
    now, back = fold(history.all), way_back(history.all, [mine])
    mine_still = {
        name
        for name in mine.change
        if now.heads[name][0].device == "a" and now.value(name) == left.value(name)
    }
    as_before = {name for name in mine.change if now.value(name) == was.value(name)}
    if back is None:
        assert mine_still | as_before < mine.change.keys()
        return
    assert mine_still | as_before == mine.change.keys()
    assert {name for one in back for name in one} == mine_still - as_before
    for one in back:
        history.write("a", 5, one)
    for name in mine.change:
        assert fold(history.all).value(name) == was.value(name)


@given(touched=st.booleans(), by_another=st.booleans())
def test_taking_a_restoring_back_deletes_what_nobody_has_touched(
    *, touched: bool, by_another: bool
) -> None:
    history = Writing()
    history.write("b", 2, removed(fold(history.all)))
    back = history.write("b", 3, restored(fold(history.all)))
    if touched:
        device = "a" if by_another else "b"
        history.write(device, 4, edited(fold(history.all), {"phone": "9"}))
        if not by_another:
            history.write(device, 5, edited(fold(history.all), {"phone": "0"}))
    change = way_back(history.all, [back])
    assert (change is None) is (touched and by_another)
    if change is not None:
        history.write("b", 6, *change)
        assert fold(history.all).deleted
        assert fold(history.all).heads.keys() == fold(history.all[:2]).heads.keys()


deeds = st.tuples(
    st.sampled_from("abc"),
    st.booleans(),
    st.sampled_from(["phone", "email", "given_name", DELETED, DELETED]),
    st.sampled_from(["1", "2", None]),
)
"""Whose it is, whether they have seen what others wrote, of which field, and what it says."""


def does(history: Writing, device: str, *, sees: bool, name: str, value: str | None) -> Any:
    """Have a device write; a record that is deleted is brought back."""
    known = [one for one in history.all if sees or one.device in ("a", device)]
    state = fold(known)
    if state.deleted:
        return history.write(device, len(history.all), restored(state))
    change = removed(state) if name == DELETED else edited(state, {name: value})
    return history.write(device, len(history.all), change) if change else None


def stands(history: Writing) -> tuple[bool, dict[str, set[str]]]:
    """What a record says, every value of it where laptops disagree."""
    now = fold(history.all)
    said = {
        name: {canonical(head.value) for head in heads}
        for name, heads in now.heads.items()
        if name != DELETED and any(head.value is not None for head in heads)
    }
    return now.deleted, said


@given(st.lists(deeds, max_size=6), deeds)
def test_a_deed_is_undone_and_done_again_at_once_whatever_laptops_disagreed_about(
    before: list[Any], deed: Any
) -> None:
    history = Writing()
    for device, sees, name, value in before:
        does(history, device, sees=sees, name=name, value=value)
    was = stands(history)
    _device, _sees, name, value = deed
    mine = does(history, "a", sees=True, name=name, value=value)
    if mine is None:
        return
    left = stands(history)
    held = {one.device: ((1, one.n),) for one in history.all}  # each device's last
    seen = Known(held, 0) if DELETED in mine.change else None
    last = [mine]
    for wanted in (was, left, was):
        back = way_back(history.all, last, seen=seen)
        assert back is not None
        if not back:
            return
        last = [history.write("a", len(history.all), one) for one in back]
        assert stands(history) == wanted
