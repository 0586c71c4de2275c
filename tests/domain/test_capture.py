"""What one typed line says, and what of it is only text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.domain.capture import LETTERS, PREFIXES, Captured, capture
from maillage.domain.vocabulary import NoteKind


def test_the_line_of_the_field_book_is_a_barrier_at_table_three() -> None:
    assert capture("f: manque de temps #logement @table3") == Captured(
        "manque de temps #logement", NoteKind.BARRIER, 3
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("un café commun", Captured("un café commun")),
        ("  L :  une charte \t commune ", Captured("une charte commune", NoteKind.LEVER)),
        ("V: « on ne se connaît pas »", Captured("« on ne se connaît pas »", NoteKind.QUOTE)),
        ("o: la médiathèque @ table 12", Captured("la médiathèque", NoteKind.MEETING_PLACE, 12)),
        ("q: pourquoi ? @500", Captured("pourquoi ?", NoteKind.QUESTION, 500)),
        ("@7 i: une idée", Captured("i: une idée", None, 7)),
    ],
)
def test_marks_are_read_where_they_stand(line: str, expected: Captured) -> None:
    assert capture(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "écrire à ada@3clic.example",
        "à la table @0",
        "rendez-vous @501",
        "@1000 personnes",
        "h: pas une lettre à nous",
        "fin : rien à voir",
        "http://exemple.example",
        "14:30 au café",
    ],
)
def test_what_is_no_mark_stays_text(line: str) -> None:
    assert capture(line) == Captured(line)


def test_nothing_but_marks_is_no_text() -> None:
    for line in ("", "   ", "f:", "f: @3", "@3"):
        assert capture(line).text == ""


@given(st.sampled_from(list(NoteKind)), st.integers(1, 500))
def test_every_kind_has_a_letter_and_reads_back(kind: NoteKind, table: int) -> None:
    assert capture(f"{LETTERS[kind]}: une ligne @{table}") == Captured("une ligne", kind, table)
    assert set(PREFIXES.values()) == set(NoteKind)


@given(st.text(max_size=60))
def test_no_line_is_too_strange(line: str) -> None:
    found = capture(line)
    assert found.text == " ".join(found.text.split())
    assert capture(found.text).text == found.text or found.kind or found.table
