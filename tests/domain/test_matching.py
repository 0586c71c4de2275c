"""Finding somebody by what is typed at the door: no accent, case or order counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.domain.matching import matches, plain, rank, sought, spans, written_out

NAME = "Anne-Sophie Lefèvre-N’Guyen"


@pytest.mark.parametrize("typed", ["lefevre", "LEFÈVRE anne", "sophie le", "n’guyen", "", "  "])
def test_a_name_is_found_by_parts_of_it_in_any_order(typed: str) -> None:
    assert matches(NAME, typed)


@pytest.mark.parametrize("typed", ["lefebvre", "anne paul", "sophielefevre"])
def test_every_word_typed_must_occur(typed: str) -> None:
    assert not matches(NAME, typed)


def test_what_was_found_is_marked_at_its_place_in_the_name() -> None:
    marked = [NAME[first:last] for first, last in spans(NAME, "lefe SO")]
    assert marked == ["So", "Lefè"]
    assert spans("Ada Ada", "ada ad") == ((0, 3), (4, 7))
    assert spans(NAME, "") == ()


def test_whoever_begins_as_typed_comes_first() -> None:
    names = ["Paul Anneau", "Marianne Diop", "Anne Roy"]
    assert sorted(names, key=lambda name: rank(name, "anne")) == [
        "Anne Roy",
        "Paul Anneau",
        "Marianne Diop",
    ]
    assert rank(NAME, "sophie") == 1


@pytest.mark.parametrize(
    ("name", "typed", "marked"),
    [
        ("Éloïse Kœnig", "koenig", ["Kœnig"]),
        ("Les Vœux, Rive-de-Gier", "VOEUX", ["Vœux"]),
        ("Vœux", "vœu", ["Vœu"]),
        ("Ægidius Strauß", "aeg strauss", ["Æg", "Strauß"]),
        ("Søren Wałęsa, Đorđe", "soren walesa dorde", ["Søren", "Wałęsa", "Đorđe"]),
        ("L’Atelier N’Guyen", "n'guyen l'a", ["L’A", "N’Guyen"]),
    ],
)
def test_letters_that_are_no_keyboard_s_are_found_by_those_that_are(name, typed, marked) -> None:
    assert [name[first:last] for first, last in spans(name, typed)] == marked
    assert rank(name, typed.split()[0]) in {0, 1}


@given(st.text(max_size=40))
def test_folding_keeps_every_position(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert plain(plain(text)) == plain(text)
    assert written_out(written_out(text)) == written_out(text)


@given(st.text(max_size=30), st.text(max_size=10))
def test_a_name_that_matches_has_every_word_marked(text: str, typed: str) -> None:
    marked = spans(text, typed)
    assert all(0 <= first < last <= len(text) for first, last in marked)
    assert list(marked) == sorted(marked)
    if sought(typed) and matches(text, typed):
        assert marked
