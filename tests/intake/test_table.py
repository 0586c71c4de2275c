"""Any bytes give a table or a typed error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.domain.errors import EmptyList, ListDamaged, ListError, ListTooLarge, NotText
from maillage.intake.flags import Why
from maillage.intake.table import LONGEST_CELL, MOST_BYTES, MOST_ROWS, table

LIST = "Nom;Prénom\r\nLefèvre;Ada\r\nN’Diaye;Œdipe\r\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_accents_are_read_in_every_encoding_seen(codec):
    found = table(LIST.encode(codec), "liste.csv")
    assert found.headers == ("Nom", "Prénom")
    assert [row.cells for row in found.rows] == [("Lefèvre", "Ada"), ("N’Diaye", "Œdipe")]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_found(separator):
    content = LIST.replace(";", separator).encode()
    assert table(content, "").rows[0].cells == ("Lefèvre", "Ada")


def test_commas_in_questions_do_not_pass_for_separators():
    content = b"Nom;Votre ville, votre quartier, votre rue\nAda;Paris\nZoe;Lyon, Vaise\n"
    assert table(content, "").headers == ("Nom", "Votre ville, votre quartier, votre rue")


def test_excel_may_say_the_separator_on_a_line_of_its_own():
    found = table(b"sep=,\r\nNom\r\nAda\r\n", "")
    assert (found.headers, found.rows[0].line) == (("Nom",), 3)


def test_a_row_keeps_the_line_where_it_begins():
    content = b'Nom;Mot\r\n\r\nAda;"deux\r\nlignes"\r\n;\r\nZoe;une\r\n\r\n'
    found = table(content, "")
    assert [(row.line, row.cells) for row in found.rows] == [
        (3, ("Ada", "deux\r\nlignes")),
        (6, ("Zoe", "une")),
    ]


def test_separators_and_signs_inside_quotes_are_text():
    found = table('Nom;Structure\r\nAda;"L’Atelier ; « Le ""Pont"" »"\r\n'.encode(), "")
    assert found.rows[0].cells[1] == 'L’Atelier ; « Le "Pont" »'


def test_short_and_long_rows_are_kept_and_flagged():
    found = table(b"a;b\r\n1\r\n1;2;3\r\n1;2;\r\n", "")
    assert [row.cells for row in found.rows] == [("1", ""), ("1", "2", "3"), ("1", "2")]
    assert [[flag.why for flag in row.flags] for row in found.rows] == [
        [Why.SHORT_ROW],
        [Why.LONG_ROW],
        [],
    ]


def test_a_cell_beyond_the_limit_is_cut_and_flagged():
    found = table(b"a;b\r\n" + b"x" * 200_000 + b";1\r\n", "")
    assert found.rows[0].cells == ("x" * LONGEST_CELL, "1")
    assert [flag.why for flag in found.rows[0].flags] == [Why.TOO_LONG]


def test_characters_that_move_a_terminal_are_removed_and_flagged():
    found = table(b"a;b\r\nx\x1b[2Jy;\x07\r\n", "")
    assert found.rows[0].cells == ("x[2Jy", "")
    assert {flag.why for flag in found.rows[0].flags} == {Why.HIDDEN_LETTERS}


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n;", b"\x89PNG\r\n\x1a\n", b"a;b\n1;" + b"\0" * 9, b"\x81\x8d;\n\xff"],
)
def test_what_is_no_text_is_refused(content):
    with pytest.raises(NotText) as raised:
        table(content, "classeur.xlsx")
    assert raised.value.path == "classeur.xlsx"


@pytest.mark.parametrize(
    "content", [b"", b"\xef\xbb\xbf", b"\r\n\r\n", b"a;b\r\n", b"a;b\r\n;\r\n"]
)
def test_a_list_without_a_row_is_empty(content):
    with pytest.raises(EmptyList):
        table(content, "")


def test_a_list_larger_than_any_meeting_is_refused():
    with pytest.raises(ListTooLarge) as raised:
        table(b"a\n" + b"1\n" * (MOST_ROWS + 1), "")
    assert raised.value.limit == MOST_ROWS
    with pytest.raises(ListTooLarge) as raised:
        table(b"a" * (MOST_BYTES + 1), "")
    assert raised.value.limit == MOST_BYTES


@pytest.mark.parametrize("after", ["", "3;4\r\n" * 9, '3;"4"\r\n', '3;"4";5 "b"\r\n'])
def test_a_quote_that_never_closes_is_refused_with_its_line_and_swallows_nobody(after):
    with pytest.raises(ListDamaged) as raised:
        table(b'a;b\r\n1;2\r\n1;"2\r\n' + after.encode(), "")
    assert raised.value.line == 3


def test_a_stray_zero_is_taken_out_and_its_line_is_told_while_a_cut_copy_is_refused():
    found = table(b"nom;b\r\nAd\0a;1\r\nEva;2\r\n", "")
    assert [row.cells[0] for row in found.rows] == ["Ada", "Eva"]
    assert [[flag.why for flag in row.flags] for row in found.rows] == [[Why.HIDDEN_LETTERS], []]
    with pytest.raises(NotText) as raised:
        table(b"nom;b\r\nAda;1\r\n" + b"\0" * 400, "")
    assert raised.value.zeros


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8")))
def test_any_bytes_give_a_table_or_a_list_error(content):
    try:
        found = table(content, "x")
    except ListError:
        return
    assert found.rows
    assert all(len(row.cells) >= len(found.headers) for row in found.rows)


@given(st.lists(st.lists(st.sampled_from(['"', ";", ",", "\t", "\n", "\r", "a", "é"]), max_size=9)))
def test_any_mixture_of_quotes_and_separators_gives_a_table_or_a_list_error(pieces):
    content = "\n".join("".join(piece) for piece in pieces).encode()
    try:
        table(content, "x")
    except ListError as error:
        assert error.path == "x"  # noqa: PT017 - either outcome is right
