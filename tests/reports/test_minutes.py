"""The minutes as a PDF: what is in them, what must not be, and that nothing breaks them."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import UTC, datetime

import msgspec
import pypdf
import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.domain.vocabulary import Category, NoteKind, PartyRole
from maillage.language import Language
from maillage.reports.data import Author, Headcount, Minutes, Note, Partner, Party, Pledge, Workshop
from maillage.reports.minutes import editable, minutes

ENGLISH = Language("en")
MADE = datetime(2021, 12, 1, 17, 20, tzinfo=UTC)
HOSTILE = (
    '<img src="file:///etc/passwd" width="900"/>',
    "</para><para>",
    "<b>bold <i>unclosed",
    "&amp; &lt; &#65; & <",
    "<a href='javascript:1'>x</a>",
    "{title} {0} %s %(x)s {{}}",
    '<font name="Helvetica">x</font>',
    "\x00\x07\u202eabc\u2066\ud83d",
    "]]> <![CDATA[ --> <!--",
    "😀👩‍👩‍👧‍👦🏳️‍🌈 مرحبا بالعالم שלום 你好",
)


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def words(pdf: bytes) -> str:
    text = "\n".join(page.extract_text() for page in read(pdf).pages)
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def fonts(pdf: bytes) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for page in read(pdf).pages:
        for one in page["/Resources"]["/Font"].values():
            font = one.get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            described = inner.get("/FontDescriptor", {})
            found[font["/BaseFont"].split("+")[-1].lstrip("/")] = "/FontFile2" in described
    return found


def everything(text: str) -> Minutes:
    """Return minutes with a text in every place a person may write one."""
    notes = tuple(
        Note(
            kind=kind,
            text=text,
            table=1,
            said_by=Category.OTHER,
            votes=2,
            author=Author(text, text, Category.OTHER),
        )
        for kind in NoteKind
    )
    pledge = Pledge(
        what=text,
        next_step=text,
        help_needed=text,
        parties=(Party(name=text, organisation=text, category=Category.OTHER),),
        idea=notes[0],
    )
    return Minutes(
        title=text,
        venue=text,
        commune=text,
        partners=(Partner(text), Partner(text)),
        attendance={Category.OTHER: Headcount(9, 8, 1)},
        declared=3,
        declared_source=text,
        workshops=(Workshop(text, notes),),
        pledges=(pledge,),
        starts=MADE,
        made_at=MADE,
        device=text,
        privacy_contact=text,
    )


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("names", [True, False])
def test_only_embedded_fonts_are_used(sample: Minutes, code: str, *, names: bool) -> None:
    found = fonts(minutes(sample, language=Language(code), names=names))

    assert {"SourceSans3-Regular", "SourceSans3-SemiBold", "SourceSans3-Bold"} < set(found)
    assert all(name.startswith(("SourceSans3", "Noto")) for name in found)
    assert all(found.values())


def test_a_meeting_with_nothing_still_makes_minutes(nothing: Minutes) -> None:
    pdf = minutes(nothing, language=ENGLISH)

    assert "No idea was recorded." in words(pdf)
    assert "No pledge was recorded." in words(pdf)
    assert "Helvetica" not in fonts(pdf)


def test_the_same_meeting_gives_the_same_bytes(sample: Minutes) -> None:
    assert minutes(sample, language=ENGLISH) == minutes(sample, language=ENGLISH)


def test_the_file_says_what_it_is_in_which_language_and_when_it_was_made(sample: Minutes) -> None:
    reader = read(minutes(sample, language=Language("fr")))

    assert reader.metadata.title == sample.title
    assert reader.metadata.author == "Maillage"
    assert reader.metadata.creation_date == MADE
    assert reader.trailer["/Root"]["/Lang"] == "fr"


def test_every_page_has_its_number_and_how_many_there_are(sample: Minutes) -> None:
    pages = read(minutes(sample, language=ENGLISH)).pages

    for number, page in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in page.extract_text()


def test_contents_and_outline_lead_to_the_page_of_each_section(sample: Minutes) -> None:
    reader = read(minutes(sample, language=ENGLISH))
    outline = [one for one in reader.outline if not isinstance(one, list)]
    contents = reader.pages[1].extract_text().splitlines()

    assert len(outline) == 10
    for place in outline:
        page = reader.get_destination_page_number(place)
        title = place.title.split("  ", 1)[1]
        assert title in reader.pages[page].extract_text()
        assert any(line.strip().endswith(str(page + 1)) for line in contents)


def test_ideas_are_numbered_through_all_workshops_in_their_order(sample: Minutes) -> None:
    text = words(minutes(sample, language=ENGLISH))

    assert "50 ideas for working together" in text
    last = sample.workshops[-2].notes[9]
    assert f"50 {last.text}" in text


def test_two_ideas_with_the_same_words_keep_their_own_numbers() -> None:
    ideas = tuple(Note(kind=NoteKind.IDEA, text="Same") for _ in range(3))
    data = Minutes(
        title="Meeting",
        attendance={},
        workshops=(Workshop("One", ideas),),
        pledges=(Pledge(what="Do it", idea=ideas[2]),),
        made_at=MADE,
    )

    assert "From idea 3" in words(minutes(data, language=ENGLISH))


def test_registered_present_and_declared_stand_apart_with_the_source(sample: Minutes) -> None:
    text = words(minutes(sample, language=ENGLISH))

    assert "60 people present" in text
    assert "68 people registered" in text
    assert "100 declared" in text
    assert f"Source: {sample.declared_source}" in text


def test_unfamiliarity_shows_its_n_and_the_untagged(sample: Minutes) -> None:
    text = words(minutes(sample, language=ENGLISH))

    assert "6 of 9" in text
    assert "n = 9. Other causes: 3. Not tagged: 3." in text


def test_the_internal_version_names_people_and_says_so_on_every_page(sample: Minutes) -> None:
    pages = read(minutes(sample, language=ENGLISH, names=True)).pages

    assert all("Internal document" in page.extract_text() for page in pages)
    assert "Marie Delorme" in words(minutes(sample, language=ENGLISH))


def test_the_other_version_points_at_nobody(sample: Minutes) -> None:
    ccas = ("CCAS de Belleville", Category.SOCIAL_WORKER)
    five = msgspec.structs.replace(sample, colleagues={ccas: 5})
    barrier = Note(kind=NoteKind.BARRIER, text="B", said_by=Category.SOCIAL_WORKER, table=7)
    five = msgspec.structs.replace(five, workshops=(Workshop("Theme", (barrier,)),))
    for make in (minutes, editable):
        text = as_text(make(five, language=ENGLISH, names=False))
        assert "Internal document" not in text
        for party in (party for pledge in five.pledges for party in pledge.parties):
            assert not party.name or party.name not in text
        assert "Social worker, CCAS de Belleville" in text
        assert "Fondation du Beaujolais" in text, "it pledged by itself"
        assert "La Remise" not in text, "one entrepreneur came from there"
        assert "Ville de Tarare" not in text
        assert "Social worker · Theme" in text
        assert "Table 7" not in text
        assert "Table 7" in as_text(make(five, language=ENGLISH, names=True))


@pytest.mark.parametrize("names", [True, False])
def test_a_pledge_says_its_first_step_and_the_help_it_needs(
    sample: Minutes, *, names: bool
) -> None:
    pledge = Pledge(what="Open", next_step="Phone", help_needed="A room")
    data = msgspec.structs.replace(sample, workshops=(), pledges=(pledge, Pledge(what="Close")))
    for make in (minutes, editable):
        text = as_text(make(data, language=ENGLISH, names=names))
        assert "First small step: Phone" in text
        assert text.count("Help needed: A room") == 1
        assert text.count("Help needed") == 1, "who asked for none is not said to"


def test_no_table_can_be_joined_to_a_category_through_the_idea_of_a_pledge(
    sample: Minutes,
) -> None:
    ideas = [Note(kind=NoteKind.IDEA, text=f"I{at}", table=at) for at in (7, 8)]
    party = Party(name="Ada", category=Category.SOCIAL_WORKER)
    pledge = Pledge(what="I7", parties=(party,), idea=ideas[0])
    data = msgspec.structs.replace(
        sample, workshops=(Workshop("Theme", tuple(ideas)),), pledges=(pledge,)
    )
    for make in (minutes, editable):
        text = as_text(make(data, language=ENGLISH, names=False))
        assert "Social worker" in text
        assert "From idea 1" in text
        assert "Table 7" not in text
        assert "Table 8" in text, "nobody pledged for this one"
        assert "Table 7" in as_text(make(data, language=ENGLISH, names=True))


def test_threads_between_worlds_have_their_n(sample: Minutes) -> None:
    for make in (minutes, editable):
        text = as_text(make(sample, language=ENGLISH))
        assert "Who pledges with whom (n = 14)" in text
        told = as_text(make(sample, language=ENGLISH, names=False))
        assert "Who pledges with whom (n = 14)" in told, "by world they are groups"
        few = msgspec.structs.replace(
            sample,
            attendance={
                Category.SOCIAL_WORKER: Headcount(9, 9),
                Category.INHABITANT: Headcount(9, 9),
            },
        )
        told = as_text(make(few, language=ENGLISH, names=False))
        assert "Who pledges with whom (n = 2)" in told
        assert "12 other pledges are not drawn: they join none" in told


def test_a_name_is_nowhere_in_the_bytes_of_the_version_without_names() -> None:
    party = Party(name="Zyxwvu", organisation="", role=PartyRole.LEAD)
    data = Minutes(
        title="M",
        attendance={},
        pledges=(Pledge(what="W", parties=(party,)),),
        made_at=MADE,
        device="Laptop of Zyxwvu",
    )

    assert "Zyxwvu" in words(minutes(data, language=ENGLISH, names=True))
    assert "Zyxwvu" not in words(minutes(data, language=ENGLISH, names=False))


def test_a_quote_names_whoever_agreed_in_the_internal_version_alone() -> None:
    author = Author("Zyxwvu", "Ruche", Category.OTHER)
    quote = Note(kind=NoteKind.QUOTE, text="Mine", author=author)
    data = Minutes(title="M", attendance={}, workshops=(Workshop("", (quote,)),), made_at=MADE)
    for make in (minutes, editable):
        found = as_text(make(data, language=ENGLISH, names=True))
        assert "Zyxwvu, Ruche" in found
        assert "Quotes name those who agreed to it." in found
        found = as_text(make(data, language=ENGLISH, names=False))
        assert "Zyxwvu" not in found
        assert "Somebody present" in found


def as_text(made: bytes) -> str:
    if made.startswith(b"%PDF"):
        return words(made)
    return " ".join(one.text for one in Document(io.BytesIO(made)).paragraphs)


def test_a_quote_never_shows_a_category_that_few_people_had(sample: Minutes) -> None:
    quote = Note(kind=NoteKind.QUOTE, text="Mine alone", said_by=Category.ELECTED_OFFICIAL)
    few = {Category.ELECTED_OFFICIAL: Headcount(1, 1, 0)}
    data = msgspec.structs.replace(
        sample, workshops=(Workshop("", (quote,)),), pledges=(), attendance=few
    )

    text = words(minutes(data, language=ENGLISH))

    assert "“Mine alone” Somebody present" in text


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("names", [True, False])
def test_no_text_of_a_person_is_taken_for_markup(text: str, *, names: bool) -> None:
    pdf = minutes(everything(text), language=ENGLISH, names=names)

    assert "Helvetica" not in fonts(pdf)
    for page in read(pdf).pages:
        assert "/XObject" not in page["/Resources"]
        for note in page.get("/Annots", []):
            assert "/URI" not in str(note.get_object())


def test_markup_is_shown_as_it_was_written() -> None:
    text = words(minutes(everything("a <b>c</b> & d &lt; e"), language=ENGLISH))

    assert "a <b>c</b> & d &lt; e" in text


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_any_text_anywhere_makes_minutes(text: str) -> None:
    assert read(minutes(everything(text), language=ENGLISH)).pages


@pytest.mark.parametrize(
    "text",
    ["mot " * 1_000, "x" * 4_000, "a\n" * 2_000, "Ж" * 4_000, "\n" * 4_000],
    ids=["words", "one word", "lines", "other letters", "blank lines"],
)
def test_a_text_of_4000_characters_runs_over_pages_wherever_it_stands(text: str) -> None:
    assert read(minutes(everything(text), language=ENGLISH)).pages


def test_a_long_note_is_printed_to_its_last_word() -> None:
    text = "mot " * 990 + "dernier"
    note = Note(kind=NoteKind.IDEA, text=text, votes=1)
    data = Minutes(title="M", attendance={}, workshops=(Workshop("W", (note,)),), made_at=MADE)

    printed = words(minutes(data, language=ENGLISH))

    assert printed.count("mot") == 990
    assert "dernier" in printed


def test_signs_that_no_typeface_has_are_named_in_their_place_and_in_the_method_note() -> None:
    note = Note(kind=NoteKind.IDEA, text="Vélo 🚲 et 自転車")
    data = Minutes(title="M", attendance={}, workshops=(Workshop("", (note,)),), made_at=MADE)

    text = words(minutes(data, language=ENGLISH))

    assert "Vélo 🚲 et [Chinese]" in text
    assert "cannot be printed here (Chinese)" in text


def test_reportlab_is_not_imported_before_a_document_is_asked_for() -> None:
    code = (
        "import sys, maillage.reports.minutes, maillage.reports.recovery, maillage.reports.data,"
        " maillage.reports.numbers; sys.exit('reportlab' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
