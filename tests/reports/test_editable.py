"""The minutes as a text to go on with say what the PDF says, in any words."""

from __future__ import annotations

import dataclasses
import io
import zipfile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.domain.vocabulary import NoteKind
from maillage.language import Language
from maillage.reports.data import Minutes, Note, Workshop
from maillage.reports.minutes import editable
from maillage.reports.text import french

FRENCH = Language("fr")


def paragraphs(docx: bytes) -> list[str]:
    return [one.text for one in Document(io.BytesIO(docx)).paragraphs]


def words(docx: bytes) -> str:
    return "\n".join(paragraphs(docx))


def test_every_note_and_pledge_is_told(sample: Minutes) -> None:
    text = words(editable(sample, language=FRENCH))
    for workshop in sample.workshops:
        for note in workshop.notes:
            assert french(note.text.strip("«» ")) in text
    ideas = [one for one in text.splitlines() if one.startswith(("1. ", "50. "))]
    assert len(ideas) >= 2
    assert all(pledge.what.split(" ")[0] in text for pledge in sample.pledges)


def test_headings_are_headings_and_the_table_has_a_total(sample: Minutes) -> None:
    document = Document(io.BytesIO(editable(sample, language=FRENCH)))
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert headings[0] == "Qui était là"
    assert "Engagements" in headings
    (table,) = document.tables
    present = sum(count.present for count in sample.attendance.values())
    assert table.rows[-1].cells[2].text == str(present)


def test_without_names_nobody_is_named_anywhere_in_the_file(sample: Minutes) -> None:
    people = {party.name for one in sample.pledges for party in one.parties if party.name}
    assert people
    for names in (True, False):
        made = zipfile.ZipFile(io.BytesIO(editable(sample, language=FRENCH, names=names)))
        everything = "".join(
            made.read(name).decode() for name in made.namelist() if name.endswith(".xml")
        )
        assert any(name in everything for name in people) is names
        assert ("Document interne" in everything) is names


def test_nothing_recorded_still_makes_a_text(nothing: Minutes) -> None:
    assert any("Aucune idée" in one for one in paragraphs(editable(nothing, language=FRENCH)))


@pytest.mark.parametrize(
    "text",
    [
        "<b>gras</b> & w:p",
        "nul \0 et \x1b cloche",
        "=CMD()",
        "\u202e\u05e9\u05dc\u05d5\u05dd",
        "x" * 10_000,
    ],
)
def test_any_text_is_plain_text(nothing: Minutes, text: str) -> None:
    made = editable(_with(nothing, text), language=Language("en"))
    shown = text.replace("\0", "").replace("\x1b", "")
    assert shown in words(made)


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=200))
def test_any_letters_make_a_file_that_opens(text: str) -> None:
    from .conftest import meeting

    assert words(editable(_with(meeting(), text), language=FRENCH))


def _with(data: Minutes, text: str) -> Minutes:
    note = Note(kind=NoteKind.IDEA, text=text)
    return dataclasses.replace(data, title=text, workshops=(Workshop(text, (note,)),))
