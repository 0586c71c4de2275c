"""Workbooks: repaired numbers, sheets that never end, and files made to do harm."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.workbooks import ods, xlsx

from maillage.domain.errors import (
    EmptyList,
    ListDamaged,
    ListError,
    ListTooLarge,
    NotText,
    OldWorkbook,
)
from maillage.intake import workbook
from maillage.intake.flags import Why
from maillage.intake.lists import read
from maillage.intake.table import table

HEADER = ["Nom", "Prénom", "E-mail", "SIRET", "Code postal"]
ADA = ["Lefèvre", "Ada", "ada@pont.example", 73282932000074.0, 1000.0]


def test_a_workbook_is_read_as_a_list_is():
    (ada,) = read(xlsx([HEADER, ADA])).entrants
    assert (ada.name, ada.email, ada.siret, ada.postcode, ada.line) == (
        "Ada Lefèvre",
        "ada@pont.example",
        "73282932000074",
        "01000",
        2,
    )
    assert {flag.why for flag in ada.flags} == {Why.NO_STRUCTURE}


def test_a_libreoffice_workbook_is_read_too_whatever_fills_it_to_its_end():
    tail = (
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    (ada,) = read(ods([["Nom", "Prénom"], ["Lefèvre", "Ada"]], tail)).entrants
    assert ada.name == "Ada Lefèvre"


def test_title_lines_dates_as_headers_and_columns_without_name_are_no_obstacle():
    found = table(
        xlsx(
            [
                ["Liste des inscrits à la Grande Rencontre"],
                [],
                [*HEADER, None, "14/12/2021", "Nom"],
                [*ADA, None, "oui", "Pont"],
            ]
        ),
        "",
    )
    assert found.headers == (*HEADER, "14/12/2021", "Nom")
    assert found.titles == ("Liste des inscrits à la Grande Rencontre",)
    assert found.rows[0].line == 4


def test_the_sheet_that_looks_like_the_list_is_taken_and_another_may_be_asked_for():
    book = xlsx([["Lisez-moi"]], [HEADER, *[ADA] * 9], names=("Notice", "Inscrits"))
    found = table(book, "")
    assert (found.sheet, found.sheets, len(found.rows)) == ("Inscrits", ("Notice", "Inscrits"), 9)
    with pytest.raises(EmptyList):
        table(book, "", sheet="Notice")


def test_a_million_empty_rows_are_left_out():
    empty = "".join(
        f'<row r="{at}" spans="1:5" s="2"><c r="A{at}" s="2"/><c r="B{at}" s="2"></c></row>'
        for at in range(3, 50_000)
    )
    first = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Nom</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>Ada</t></is></c></row>'
    )
    assert len(table(xlsx(first + empty), "").rows) == 1
    kept = workbook._copied(xlsx(first + empty), "", lambda: None)
    assert len(kept) < 5_000


@pytest.mark.parametrize(
    "far",
    [
        '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>',
        '<row r="900000"><c r="D900000"><v>1</v></c></row>',
    ],
)
def test_a_stray_cell_at_the_end_of_a_sheet_is_refused_before_it_takes_gigabytes(far):
    first = '<row r="1"><c r="A1" t="inlineStr"><is><t>Nom</t></is></c></row>'
    with pytest.raises(ListTooLarge):
        table(xlsx(first + far), "x.xlsx")


def test_cells_that_libreoffice_repeats_without_end_are_refused():
    bomb = (
        '<table:table-row table:number-rows-repeated="999">'
        '<table:table-cell office:value-type="string" table:number-columns-repeated="99">'
        "<text:p>x</text:p></table:table-cell></table:table-row>"
    )
    with pytest.raises(ListTooLarge):
        table(ods([["Nom"]], bomb * 40), "x.ods")


def test_a_workbook_that_inflates_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_INFLATED", 2_000_000)
    with pytest.raises(ListTooLarge):
        table(xlsx(" " * 3_000_000), "x.xlsx")


def test_formulas_show_their_result_and_text_that_looks_like_one_stays_text():
    inside = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Nom</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>Prénom</t></is></c></row>'
        '<row r="2"><c r="A2" t="str"><f>UPPER("ada")</f><v>ADA</v></c>'
        '<c r="B2" t="inlineStr"><is><t>=cmd|\' /C calc\'!A0</t></is></c></row>'
    )
    assert table(xlsx(inside), "").rows[0].cells == ("ADA", "=cmd|' /C calc'!A0")


def test_an_old_or_protected_workbook_is_told_apart_from_a_damaged_one():
    with pytest.raises(OldWorkbook):
        table(b"\xd0\xcf\x11\xe0" + b"\0" * 600, "vieux.xls")
    with pytest.raises(OldWorkbook):
        table(ods([["Nom"], ["Ada"]], locked=True), "secret.ods")
    whole = xlsx([HEADER, ADA])
    with pytest.raises(ListDamaged):
        table(whole[:-40], "x.xlsx")
    # Where the directory begins is nonsense.
    with pytest.raises(ListDamaged):
        table(whole[:-4] + b"\x01\x00\x00\x00", "x.xlsx")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(NotText):
        table(out.getvalue(), "lettre.docx")


def test_a_siret_whose_digits_a_spreadsheet_dropped_is_kept_and_flagged():
    (ada,) = read(b"Nom;SIRET\nAda;7,32829E+13\n").entrants
    assert ada.siret == "7,32829E+13"
    assert Why.CUT_NUMBER in {flag.why for flag in ada.flags}
    (eva,) = read(b"Nom;SIRET\nEva;7.3282932000074E13\n").entrants
    assert eva.siret == "73282932000074"


def rewritten(content, change):
    """A workbook with one of its members changed by a function of name and content."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


@pytest.mark.parametrize(
    "broken",
    [
        b"<text:p>Ada &#0;</text:p>",  # the library turned for ever on this one
        b"<text:p>Ada",
        b"<!DOCTYPE a [<!ENTITY a 'Ada'>]><text:p>&a;</text:p>",
    ],
)
def test_a_workbook_that_is_not_well_formed_is_refused_before_it_is_opened(broken):
    book = rewritten(
        ods([["Nom"], ["Ada"]]),
        lambda _name, content: content.replace(b"<text:p>Ada</text:p>", broken),
    )
    with pytest.raises(ListDamaged):
        table(book, "x.ods")


@given(st.data(), st.sampled_from([xlsx([HEADER, ADA]), ods([["Nom"], ["Ada"]])]))
def test_any_damage_inside_a_workbook_gives_a_table_or_a_list_error(data, whole):
    def damaged(_name, content):
        at = data.draw(st.integers(0, len(content)))
        cut = data.draw(st.integers(0, 20))
        said = data.draw(
            st.sampled_from([b"", b"<", b"/>", b'"', b'<c r="XFD9"/>', b"&#1;", b"\xff"])
        )
        return content[:at] + said + content[at + cut :]

    try:
        table(rewritten(whole, damaged), "x")
    except ListError as error:
        assert error.path == "x"  # noqa: PT017 - either outcome is right


@given(st.data())
def test_any_damage_to_a_workbook_gives_a_table_or_a_list_error(data):
    whole = bytearray(xlsx([HEADER, ADA]))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        table(bytes(whole), "x")
    except ListError as error:
        assert error.path == "x"  # noqa: PT017 - either outcome is right
