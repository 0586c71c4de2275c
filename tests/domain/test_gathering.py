"""Merged ideas: each has one that stands for it, whatever circles two laptops made."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from maillage.domain.gathering import standing_for

IDS = [f"{n:02d}" for n in range(8)]


def test_a_chain_ends_at_its_end() -> None:
    assert standing_for({"a": "b", "b": "c", "c": "", "d": ""}) == {
        "a": "c",
        "b": "c",
        "c": "c",
        "d": "d",
    }


def test_merged_into_what_is_gone_a_note_stands_for_itself() -> None:
    assert standing_for({"a": "gone", "b": "a"}) == {"a": "a", "b": "a"}


def test_of_a_circle_the_oldest_stands_for_all_and_for_what_leads_there() -> None:
    merged = {"d": "b", "b": "c", "c": "b", "e": "d"}
    assert standing_for(merged) == {"b": "b", "c": "b", "d": "b", "e": "b"}
    assert standing_for({"a": "a"}) == {"a": "a"}


@given(st.dictionaries(st.sampled_from(IDS), st.sampled_from([*IDS, ""])))
def test_whoever_stands_for_a_note_stands_for_itself_in_any_order(merged: dict[str, str]) -> None:
    found = standing_for(merged)
    assert set(found) == set(merged)
    assert all(found[root] == root for root in found.values())
    backwards = dict(reversed(merged.items()))
    assert standing_for(backwards) == found
