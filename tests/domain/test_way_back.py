"""A way back writes what was there before a deed, and nothing over what others wrote since."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from maillage.domain.journal import edited, fold, removed, restored
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
