"""What one typed line says, and what of it is only text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.domain.capture import (
    LETTERS,
    PREFIXES,
    Captured,
    Left,
    Typing,
    capture,
    theme_word,
    typing,
)
from maillage.domain.vocabulary import NoteKind


def test_the_line_of_the_field_book_is_a_barrier_at_table_three() -> None:
    assert capture("f: manque de temps #logement @table3") == Captured(
        "manque de temps", NoteKind.BARRIER, 3, "logement"
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("un café commun", Captured("un café commun")),
        ("  L :  une charte \t commune ", Captured("une charte commune", NoteKind.LEVER)),
        ("V: « on ne se connaît pas »", Captured("« on ne se connaît pas »", NoteKind.QUOTE)),
        ("o: la médiathèque @ table 12", Captured("la médiathèque", NoteKind.MEETING_PLACE, 12)),
        ("q: pourquoi ? @500", Captured("pourquoi ?", NoteKind.QUESTION, 500)),
        ("#accès_aux_droits un guichet", Captured("un guichet", theme="accès aux droits")),
        (
            "un #jeunes #logement deux",
            Captured("un #logement deux", theme="jeunes", left=(Left("#logement"),)),
        ),
        ("un banc @3 @4", Captured("un banc @4", table=3, left=(Left("@4", 4),))),
        ("idée: un café mensuel", Captured("un café mensuel", NoteKind.IDEA)),
        ("Freins : le temps @3", Captured("le temps", NoteKind.BARRIER, 3)),
        ("Représentation : l’argent", Captured("l’argent", NoteKind.PERCEPTION)),
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
        "l’article 3 # alinéa 2",
        "une page exemple.example/#haut",
        "#",
    ],
)
def test_what_is_no_mark_stays_text(line: str) -> None:
    assert capture(line) == Captured(line)


def test_a_table_that_there_is_not_stays_in_the_text() -> None:
    tables = range(1, 11)
    said = capture("un banc @ table 99 @10", tables)
    assert said == Captured("un banc @ table 99", table=10, left=(Left("@ table 99", 99),))
    assert capture("@99", tables) == Captured("@99", left=(Left("@99", 99),))
    assert capture("@99", tables).is_bare
    assert not said.is_bare


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
    assert capture(found.text).text == found.text or found.kind or found.table or found.theme


@given(st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=30))
def test_a_theme_is_typed_as_one_word_and_read_as_it_was(word: str) -> None:
    name = f"{word} et {word}"
    assert capture(f"un banc #{theme_word(name)}").theme == name


@pytest.mark.parametrize(
    ("line", "cursor", "expected"),
    [
        ("un banc #log", 12, Typing("#", "log", 8)),
        ("un banc @", 9, Typing("@", "", 8)),
        ("#j un banc", 2, Typing("#", "j", 0)),
        ("#j un banc", 5, None),
        ("ada@ville", 9, None),
        ("", 0, None),
    ],
)
def test_a_mark_being_typed_is_known_by_where_the_cursor_stands(line, cursor, expected) -> None:
    assert typing(line, cursor) == expected
