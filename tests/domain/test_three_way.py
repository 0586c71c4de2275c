"""Two changes of one text become one: each side's words, and marks where both were at work."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from maillage.domain.three_way import Said, propose

WORDS = st.sampled_from(
    ["un", "café", "mardi", "le", "chaque", "thé", "avec", "la", "ville", "CCAS"]
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
BASE = "Tenir une permanence le mardi au CCAS"


def test_changes_of_different_places_go_together() -> None:
    one = "Tenir une permanence commune le mardi au CCAS"
    other = "Tenir une permanence le mardi au CCAS et à la ressourcerie"
    found = propose(BASE, one, other)
    assert found.clean
    assert found.text == "Tenir une permanence commune le mardi au CCAS et à la ressourcerie"
    marked = [found.text[start : start + length].strip() for start, length in found.marks]
    assert marked == ["commune", "et à la ressourcerie"]


def test_a_word_one_side_took_away_is_gone() -> None:
    found = propose(BASE, "Tenir une permanence au CCAS", BASE + " Nord")
    assert found.clean
    assert found.text == "Tenir une permanence au CCAS Nord"


def test_different_words_in_one_place_both_stand_and_are_marked() -> None:
    found = propose(BASE, BASE.replace("mardi", "jeudi"), BASE.replace("mardi", "lundi"))
    assert not found.clean
    assert "jeudi" in found.text
    assert "lundi" in found.text
    assert {part.said for part in found.parts if part.clash} == {Said.ONE, Said.OTHER}


def test_deleted_here_but_changed_there_is_a_clash() -> None:
    found = propose(BASE, "Tenir une permanence", BASE.replace("mardi", "jeudi"))
    assert not found.clean
    assert "jeudi" in found.text


def test_changes_of_neighbouring_words_do_not_make_what_nobody_said() -> None:
    found = propose("le premier mardi", "le premier jeudi", "le dernier mardi")
    assert not found.clean
    assert "dernier jeudi" not in found.text
    assert {part.text.strip() for part in found.parts if part.clash} == {
        "premier jeudi",
        "dernier mardi",
    }


def test_the_same_change_twice_is_one_change() -> None:
    changed = BASE.replace("mardi", "jeudi")
    found = propose(BASE, changed, changed)
    assert found.clean
    assert found.text == changed
    assert Said.BOTH in {part.said for part in found.parts}


def test_lines_and_spaces_stay_as_they_were_written() -> None:
    base = "un  point\n\n- deux\n"
    assert propose(base, base, base).text == base
    assert propose(base, base + "- trois\n", base).text == base + "- trois\n"


@given(TEXTS, TEXTS)
def test_an_unchanged_side_lets_the_other_through(base: str, changed: str) -> None:
    for found in (propose(base, base, changed), propose(base, changed, base)):
        assert found.text == changed
        assert found.clean


@given(TEXTS, TEXTS, TEXTS)
def test_no_order_of_the_sides_decides(base: str, one: str, other: str) -> None:
    here, there = propose(base, one, other), propose(base, other, one)
    assert here.clean == there.clean
    if here.clean:
        assert here.text == there.text


@given(st.integers(1, 9), st.data())
def test_changes_go_together_only_with_an_unchanged_word_between(
    n: int, data: st.DataObject
) -> None:
    base = [f"mot{place}" for place in range(n)]
    here, there = (data.draw(st.integers(0, n - 1)) for _side in range(2))
    one, other = base.copy(), base.copy()
    one[here], other[there] = "un", "autre"
    found = propose(*(" ".join(words) for words in (base, one, other)))
    assert found.clean == (abs(here - there) > 1)


@given(TEXTS, TEXTS, TEXTS)
def test_words_stand_side_by_side_only_as_somebody_wrote_them(
    base: str, one: str, other: str
) -> None:
    found = propose(base, one, other)
    said = {pair for text in (base, one, other) for pair in pairwise(text.split())}
    assert not found.clean or set(pairwise(found.text.split())) <= said


@given(TEXTS, TEXTS, TEXTS)
def test_no_word_that_a_side_added_is_ever_lost(base: str, one: str, other: str) -> None:
    found = set(re.findall(r"\S+", propose(base, one, other).text))
    before = set(re.findall(r"\S+", base))
    for side in (one, other):
        assert set(re.findall(r"\S+", side)) - before <= found


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_letters_are_taken(base: str, one: str, other: str) -> None:
    found = propose(base, one, other)
    assert all(start >= 0 and start + length <= len(found.text) for start, length in found.marks)
    assert propose(base, one, one).text == one
