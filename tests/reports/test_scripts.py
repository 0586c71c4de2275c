"""Names in any script: in their order, joined, in their place, and copied as they were typed."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pypdf
import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from reportlab.pdfbase import pdfmetrics

from maillage.direction import BY_LETTERS, END, FROM_LEFT, apart, calm, parted
from maillage.domain.vocabulary import NoteKind
from maillage.language import Language
from maillage.reports import bidi, faces, fitting, style
from maillage.reports.canvas import new_canvas
from maillage.reports.data import Minutes, Note, Workshop
from maillage.reports.minutes import editable
from maillage.reports.text import Typesetter

ENGLISH, FRENCH = Language("en"), Language("fr")
MADE = datetime(2021, 12, 13, 18, tzinfo=UTC)


def seen(line: str, base: int = 0) -> str:
    """Return a line as it is seen from left to right, brackets as they were typed."""
    letters = zip(line, bidi.levels(line, base=base), strict=True)
    return "".join(letter for letter, _level in bidi.visual(list(letters)))


def drawn(text: str, font: str = style.BOLD) -> bytes:
    type_ = Typesetter(FRENCH)
    file = io.BytesIO()
    canvas = new_canvas(file, MADE, "Essai", type_)
    canvas.setFont(font, 20)
    canvas.drawString(100, 500, type_.line(text))
    canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize(
    ("line", "base", "expected"),
    [
        ("abc דוד abc", 0, "abc דוד"[:4] + "דוד"[::-1] + " abc"),
        ("דוד 12 שרה", 0, "שרה"[::-1] + " 12 " + "דוד"[::-1]),
        ("דוד (CCAS)", 1, ")CCAS( " + "דוד"[::-1]),
        ("محمد 12,5 %", 1, "% 12,5 " + "محمد"[::-1]),  # digits after Arabic are Arabic's
        ("12 דוד", 0, "12 " + "דוד"[::-1]),
        ("a (ב) c", 0, "a (ב) c"),
        ("דוד · 14", 0, "דוד"[::-1] + " · 14"),  # what stands aside is not moved
    ],
)
def test_words_are_put_in_the_order_they_are_seen(line, base, expected):
    assert seen(line, base) == expected


def test_a_name_read_from_the_right_moves_nothing_around_it():
    said = ENGLISH.text("{n} is due: {title}", n=apart("דוד"), title="12 שרה")
    bare = seen(said).replace("\u2068", "").replace("\u2069", "")

    assert bare == "דוד"[::-1] + " is due: " + "שרה"[::-1] + " 12"
    assert calm("a\u202eb\u2067c\u200f\u2069\u2068") == "abc"
    assert seen(apart("דוד amène 3 idées."))[1:-1] == "דוד"[::-1] + " amène 3 idées."
    assert calm(apart("דוד")) == apart("דוד")
    assert apart("Zoé\u202e") == "Zoé"
    sentence = f"{apart('שרה כהן לוי')} : 12 voix"
    assert (apart(sentence), parted(sentence)) == (sentence, sentence)
    assert parted("שרה · 12") == parted(parted("שרה · 12")) == f"{apart('שרה')} · 12"


@pytest.mark.parametrize(
    "text",
    [
        "محمد بن علي",
        "שרה כהן",
        "Ɔ̀kɔ́ Nguyễn Thị Ẩn",
        "Дмитрий Ωραία",
        "Zoé 🚲👩🏽\u200d💻🇫🇷",
        "தமிழ்",
        "ⵜⴰⵎⴰⵣⵉⵖⵜ Հայաստան საქართველო",
        "(שרה) 12 محمد",
    ],
)
def test_what_is_drawn_is_as_wide_as_what_was_measured(text):
    type_ = Typesetter(FRENCH)
    style.load_fonts()
    document = pypdfium2.PdfDocument(drawn(text))
    left, _bottom, right, _top = _bounds(document)

    assert type_.drawable.said() == ""
    wide = pdfmetrics.stringWidth(type_.line(text), style.BOLD, 20)
    assert right - left == pytest.approx(wide, abs=5)
    assert left == pytest.approx(100, abs=4)


def _bounds(document: pypdfium2.PdfDocument) -> tuple[float, float, float, float]:
    """Return the corners of the ink on the first page, in points."""
    image = document[0].render(scale=2, grayscale=True).to_pil().point(lambda one: 255 - one)
    found = image.getbbox()
    assert found
    return tuple(one / 2 for one in found)


def test_letters_join_and_are_copied_as_they_were_typed():
    page = pypdf.PdfReader(io.BytesIO(drawn("محمد"))).pages[0]
    numbers = [one.number for one in faces.face("NotoSansArabic_600SemiBold").set(
        "محمد", backwards=True)]  # fmt: skip
    alone = [faces.face("NotoSansArabic_600SemiBold").set(one, backwards=True)[0].number
             for one in "دمحم"]  # fmt: skip

    assert page.extract_text().strip() == "محمد"
    assert len(numbers) == 4
    assert numbers != alone


def test_a_letter_with_a_heap_of_accents_stays_on_its_line():
    line = Typesetter(FRENCH).line("Z" + "\u0301" * 300 + "alg\u200bo")

    assert line == "\u0179" + "\u0301" * 4 + "algo"
    assert Typesetter(FRENCH).line("\u0338" * 9 + "a") == "a"


def test_what_is_read_as_one_letter_is_never_cut():
    style.load_fonts()
    family = "👨\u200d👩\u200d👧"
    assert list(faces.clusters("é" + family + "🇫🇷🇧🇪e\u0301")) == [
        "é", family, "🇫🇷", "🇧🇪", "e\u0301"
    ]  # fmt: skip
    fitted = fitting.fit(family * 30, font=style.BOLD, sizes=(20,), width=100, height=30)
    assert set(fitted.lines[0].removesuffix("…").replace(family, "")) == set()


def test_a_paragraph_in_arabic_stands_at_the_right():
    style.load_fonts()
    paragraph = Typesetter(FRENCH).paragraph("مرحبا CCAS. " * 6, style.BODY)
    other = Typesetter(FRENCH).paragraph("שרה amène trois idées. " * 3, style.BODY)
    name = Typesetter(FRENCH).paragraph("محمد بن علي", style.BODY)

    assert paragraph.style.alignment == style.backwards(style.BODY).alignment
    assert paragraph.style.fontName.endswith("-RTL")
    assert (other.style, name.style) == (style.BODY, style.BODY)


def test_words_read_from_the_right_are_marked_in_the_docx():
    note = Note(kind=NoteKind.IDEA, text="Avec שרה\u202e 12 du CCAS")
    other = Note(kind=NoteKind.IDEA, text="مرحبا CCAS " * 6)
    data = Minutes(title="M", attendance={}, made_at=MADE, workshops=(Workshop("", (note, other)),))
    made = Document(io.BytesIO(editable(data, language=FRENCH)))
    text = {one.text: one for one in made.paragraphs}

    (first,) = (one for said, one in text.items() if "שרה" in said)
    assert [run.text for run in first.runs if run.font.rtl] == ["שרה "]
    assert "\u202e" not in first.text
    (second,) = (one for said, one in text.items() if "مرحبا" in said)
    assert any("مرحبا" in run.text and run.font.rtl for run in second.runs)
    assert second._p.find(f".//{qn('w:bidi')}") is not None
    assert first._p.find(f".//{qn('w:bidi')}") is None


def test_the_longest_text_full_of_marks_or_brackets_is_read_in_one_go() -> None:
    """A hostile file may hold one; looked at pair by pair, each would take a minute."""
    deep = FROM_LEFT * 49_000 + "שלום Ada" + END * 49_000
    assert apart(f"Ada, {deep}") == f"Ada, {deep}", "what stands apart already moves nothing"
    assert apart(f"{deep} ליאון") == f"{BY_LETTERS}{deep} ליאון{END}"
    assert seen("(א) " * 20_000).startswith("(א) (א) ")
