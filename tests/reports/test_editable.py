"""The minutes as a text to go on with say what the PDF says, in any words."""

from __future__ import annotations

import io
import zipfile

import msgspec
import pypdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image

from maillage.domain.vocabulary import LegalForm, NoteKind
from maillage.language import Language
from maillage.reports import figures
from maillage.reports.counting import counting
from maillage.reports.data import Minutes, Note, Workshop
from maillage.reports.minutes import editable, minutes
from maillage.reports.telling import Telling
from maillage.reports.text import french

FRENCH, ENGLISH = Language("fr"), Language("en")


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
    _cards, table = document.tables
    present = sum(count.present for count in sample.attendance.values())
    assert table.rows[-1].cells[2].text == str(present)


def test_every_figure_of_the_pdf_is_in_the_text_with_its_n(sample: Minutes) -> None:
    told = Telling(sample, language=FRENCH, names=True)
    document = Document(io.BytesIO(editable(sample, language=FRENCH)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    both = [
        " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())
        for text in (
            "\n".join([*(one.text for one in document.paragraphs), *cells]),
            "\n".join(
                page.extract_text()
                for page in pypdf.PdfReader(io.BytesIO(minutes(sample, language=FRENCH))).pages
            ),
        )
    ]
    figured = [
        *figures.key(told, source=""),
        *figures.presence(told),
        *figures.ideas(told),
        figures.unfamiliarity(told),
        *figures.pledges(told),
        *figures.declared(told),
    ]
    assert len(figured) == 15
    counted = [text for line in figures.headcount(told) for text in (line.label, *line.values)]
    for text in (*(text for one in figured for text in (one.label, one.value)), *counted):
        shown = " ".join(french(text).replace("\N{NO-BREAK SPACE}", " ").split())
        assert all(shown in each for each in both), text


def test_charts_are_pictures_that_say_their_counts(sample: Minutes) -> None:
    document = Document(io.BytesIO(editable(sample, language=FRENCH)))
    said = [one._inline.docPr.get("descr") for one in document.inline_shapes]
    headcount, causes, mesh = (one.replace("\N{NO-BREAK SPACE}", " ") for one in said)
    assert "Travail social 25 (inscrits : 31)" in headcount
    assert causes == "Méconnaissance 6, Défiance 3, Autre cause 3, Cause non précisée 3"
    assert "Travail social et Entreprise sociale 6" in mesh
    for part in document.part.package.iter_parts():
        if part.content_type == "image/png":
            with Image.open(io.BytesIO(part.blob)) as picture:
                colours = picture.convert("RGB").getcolors(1 << 20)
            assert picture.width > 1000
            assert colours is not None
            assert len(colours) > 10


def test_the_contents_lead_to_every_section(sample: Minutes) -> None:
    document = Document(io.BytesIO(editable(sample, language=FRENCH)))
    body = document.element.body
    places = {one.get(qn("w:name")): one.getparent() for one in body.iter(qn("w:bookmarkStart"))}
    links = list(body.iter(qn("w:hyperlink")))
    assert len(links) == len(places) > 10
    for link in links:
        heading = places[link.get(qn("w:anchor"))]
        text = ["".join(t.text for t in each.iter(qn("w:t"))) for each in (link, heading)]
        assert text[0] == text[1]
    pages = [one.text.split()[:2] for one in body.iter(qn("w:instrText"))]
    assert pages == [["PAGEREF", link.get(qn("w:anchor"))] for link in links]
    (header,) = document.sections[0].header.paragraphs
    assert header.text.startswith(sample.title)


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
    shown = text.replace("\0", "").replace("\x1b", "").replace("\u202e", "")
    assert shown in words(made)


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=200))
def test_any_letters_make_a_file_that_opens(text: str) -> None:
    from .conftest import meeting

    assert words(editable(_with(meeting(), text), language=FRENCH))


def _with(data: Minutes, text: str) -> Minutes:
    note = Note(kind=NoteKind.IDEA, text=text)
    return msgspec.structs.replace(data, title=text, workshops=(Workshop(text, (note,)),))


def test_the_file_says_when_it_was_made_in_utc_and_shows_no_page_of_the_template(
    nothing: Minutes,
) -> None:
    made = zipfile.ZipFile(io.BytesIO(editable(nothing, language=FRENCH)))
    core = made.read("docProps/core.xml").decode()
    assert core.count(">2021-12-01T17:20:00Z<") == 2, "18 h 20 in Paris"
    assert not [name for name in made.namelist() if "thumbnail" in name]
    assert "thumbnail" not in made.read("_rels/.rels").decode()


def test_what_nobody_said_is_no_figure(sample: Minutes) -> None:
    formless = tuple(
        replace(one, parties=tuple(replace(party, legal_form=None) for party in one.parties))
        for one in sample.pledges
    )
    (lead, *others) = formless[0].parties
    form = replace(lead, legal_form=LegalForm.MUNICIPALITY)
    half = (replace(formless[0], parties=(form, *others)),)
    for data, there in (
        (sample, True),
        (replace(sample, declared=None, pledges=formless), False),
        (replace(sample, declared=None, pledges=half), False),
    ):
        told = Telling(data, language=ENGLISH, names=True)
        assert ("declared" in [one.label for one in figures.key(told, source="")]) is there
        assert any("private" in one.label for one in figures.pledges(told)) is there
        assert ("Public and private" in counting(told, undrawn="")) is there
        assert minutes(data, language=ENGLISH)
