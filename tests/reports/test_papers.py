"""Badges, attendance sheet, table tents and pledge cards: one PDF each, nothing overflows."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

import pypdf
import pytest
from reportlab.pdfbase import pdfmetrics

from maillage.domain import meeting_days
from maillage.domain.vocabulary import Category, World
from maillage.language import END, ISOLATE, Language
from maillage.reports import attendance_columns, calling, fitting, paper, raster, sheets, style
from maillage.reports.calling import CallSheet, Line
from maillage.reports.sheets import (
    BADGE,
    LARGE,
    NARROW,
    PAGE_HIGH,
    PAGE_WIDE,
    SHEETS,
    SMALL,
    Layout,
)
from maillage.reports.text import TO_WRITE_ON
from maillage.reports.when import when

MADE = datetime(2026, 11, 26, 13, 0, tzinfo=UTC)
FRENCH = Language("fr")
EVENT = "Grande Rencontre du Beaujolais"
HOSTILE = (
    ("Marie", "Delorme", "CCAS de Villefranche-sur-Saône"),
    ("Jean-Christophe", "de La Rochefoucauld-Montmorency-Laval", "Agence départementale " * 9),
    ("A" * 10_000, "Ж" * 10_000, "mot " * 3_000),
    ("أحمد", "محمد", "🚲👩‍👩‍👧"),
    ("<b>&", "=1+1", "</font>\x00\u202e"),
    ("", "", ""),
)


def people(count: int, code: str = "M0123456789A") -> list[paper.Badge]:
    return [
        paper.Badge(*HOSTILE[n % len(HOSTILE)], Category.SOCIAL_WORKER, World.SOCIAL_WORK, code)
        for n in range(count)
    ]


def badges(layout: Layout, count: int = 12) -> pypdf.PdfReader:
    made = paper.badges(people(count), layout, event=EVENT, made_at=MADE, language=FRENCH)
    return pypdf.PdfReader(io.BytesIO(made))


def words(reader: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def reach(reader: pypdf.PdfReader) -> float:
    """Return the ink farthest to the right or left of its page, as a share of the page."""
    found = []

    def look(text, _cm, tm, font, size):
        if text.strip():
            name = str(font["/BaseFont"]).split("+")[-1].lstrip("/")
            own = name if name in style.FONTS else style.SEMIBOLD
            wide = pdfmetrics.stringWidth(text.strip("\n"), own, size)
            found.append(tm[4] + wide)

    for page in reader.pages:
        page.extract_text(visitor_text=look)
    return max(found)


@pytest.mark.parametrize("grid", SHEETS, ids=lambda grid: grid.code)
def test_labels_lie_inside_the_page_and_never_on_each_other(grid):
    corners = [(one.left, one.top) for one in sheets.places(Layout(grid), grid.places)]

    assert len(set(corners)) == grid.places
    for left, top in corners:
        assert -0.01 <= left <= PAGE_WIDE - grid.wide + 0.01
        assert -0.01 <= top <= PAGE_HIGH - grid.high + 0.01
        assert not [
            other
            for other in corners
            if other != (left, top)
            and abs(other[0] - left) < grid.wide - 0.01
            and abs(other[1] - top) < grid.high - 0.01
        ]


def test_a_half_used_sheet_begins_at_its_first_free_label():
    found = list(sheets.places(Layout(BADGE, start=10), 2))

    assert [(one.page, one.left > BADGE.wide, one.top > PAGE_HIGH / 2) for one in found] == [
        (0, True, True),
        (1, False, False),
    ]


def test_a_printer_that_is_out_is_made_up_for_within_limits():
    usual, moved = (
        next(sheets.places(layout, 1)) for layout in (Layout(SMALL), Layout(SMALL, 1, 1.5, -99))
    )

    assert moved.left - usual.left == 1.5
    assert moved.top - usual.top == -sheets.MOST_SHIFT


@pytest.mark.parametrize("grid", SHEETS, ids=lambda grid: grid.code)
@pytest.mark.parametrize("marks", [True, False])
def test_hostile_names_stay_on_their_badges(grid, marks):
    reader = badges(Layout(grid, marks=marks))

    assert len(reader.pages) == -(-12 // grid.places)
    assert "Marie" in words(reader)
    assert "<b>&" in words(reader)
    assert reach(reader) < PAGE_WIDE * 72 / 25.4
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            of = font.get_object()
            inner = of["/DescendantFonts"][0].get_object() if "/DescendantFonts" in of else of
            assert "/FontFile2" in inner["/FontDescriptor"]


@pytest.mark.parametrize("text", ["mot " * 3000, "A" * 10_000, "Villefranche-sur-Saône", "é"])
@pytest.mark.parametrize("room", [20.0, 90.0, 300.0])
def test_fitted_words_are_never_wider_or_higher_than_their_place(text, room):
    style.load_fonts()
    fitted = fitting.fit(
        text.strip(), font=style.BOLD, sizes=(30, 12, 8), width=room, height=40, most_lines=3
    )

    assert fitted.height <= 40
    for line in fitted.lines:
        assert pdfmetrics.stringWidth(line, style.BOLD, fitted.size) <= room + 0.01


def test_a_word_is_made_smaller_before_it_is_cut():
    style.load_fonts()
    fitted = fitting.fit(
        "Anticonstitutionnellement", font=style.BOLD, sizes=(30, 14, 8), width=190, height=40,
        most_lines=2,
    )  # fmt: skip

    assert fitted.lines == ("Anticonstitutionnellement",)
    assert fitted.size == 14


def test_a_badge_says_its_code_and_draws_it_as_a_path():
    with_code = paper.badges(people(1), Layout(BADGE), event=EVENT, made_at=MADE, language=FRENCH)
    read = pypdf.PdfReader(io.BytesIO(with_code))
    without = paper.badges(
        people(1, code=""), Layout(BADGE), event=EVENT, made_at=MADE, language=FRENCH
    )

    assert "M012 3456 789A" in words(read)
    assert not read.pages[0].images
    assert len(without) < len(with_code)


def around_the_code(grid: sheets.Sheet, name: str, dots: int = 100) -> list[bytes]:
    """Return the ink of the right lower corner of a first label, as rows of a picture."""
    whose = paper.Badge("", name, "", None, World.SOCIAL_WORK, "M0123456789A")
    made = paper.badges([whose], Layout(grid), event=EVENT, made_at=MADE, language=FRENCH)
    seen = raster.picture(made, 0, dots_per_inch=dots)
    side = min(22.0, grid.high * 0.42)
    right, foot = grid.left + grid.wide, grid.top + grid.high
    rows = [round(mm / 25.4 * dots) for mm in (foot - side - 3.8, foot)]
    columns = [4 * round(mm / 25.4 * dots) for mm in (right - side - 2.8, right)]
    starts = (row * seen.stride for row in range(*rows))
    return [seen.pixels[start + columns[0] : start + columns[1]] for start in starts]


@pytest.mark.parametrize("grid", SHEETS, ids=lambda grid: grid.code)
@pytest.mark.parametrize("name", ["KONÉ / Awa DIALLO Binta", "Association des Familles " * 4])
def test_a_name_in_one_cell_never_lies_on_its_code(grid, name):
    assert around_the_code(grid, name) == around_the_code(grid, "A")


def test_the_same_badges_give_the_same_bytes():
    first, second = (
        paper.badges(people(3), Layout(LARGE), event=EVENT, made_at=MADE, language=FRENCH)
        for _again in range(2)
    )
    assert first == second


def sheet(**values) -> pypdf.PdfReader:
    registered = tuple(paper.Signatory(*one, World.OTHER) for one in HOSTILE * 5)
    data = {
        "title": EVENT, "when": "Lundi 13 décembre 2021", "place": "Paris",
        "organisers": "Organisé par le GNIAC", "registered": registered, **values,
    }  # fmt: skip
    made = paper.attendance_sheet(paper.AttendanceSheet(**data), made_at=MADE, language=FRENCH)
    return pypdf.PdfReader(io.BytesIO(made))


def test_the_attendance_sheet_has_its_head_and_notice_on_every_page():
    reader = sheet(walk_ins=(paper.Signatory("Omar", "Diallo", "", World.OTHER),), blank=6)

    for place, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert "Nom, prénom" in text
        assert "CNIL" in text
        assert "à les" not in text
        assert f"{place} / {len(reader.pages)}" in text
    whole = words(reader)
    assert "Diallo Omar" in whole
    assert "37" in whole  # 30 registered, one walk-in, six lines: each numbered
    assert "Venus sans inscription" in whole


@pytest.mark.parametrize("halves", [True, False])
def test_the_attendance_sheet_is_signed_once_or_twice(halves):
    boxes = meeting_days.boxes(MADE, MADE, halves=halves)
    assert ("Après-midi" in words(sheet(boxes=boxes))) is halves


def lasting(days: int, *, halves: bool) -> pypdf.PdfReader:
    """Return the sheet of a meeting of so many days, for one person."""
    ends = MADE.replace(hour=17) + timedelta(days=days - 1)
    boxes = meeting_days.boxes(MADE.replace(hour=9), ends, halves=halves)
    only = paper.Signatory("Ada", "Lefèvre", "CCAS de Villefranche-sur-Saône", World.OTHER)
    return sheet(registered=(only,), boxes=boxes)


def test_each_of_up_to_three_days_has_its_pair_of_columns():
    for days in (2, 3):
        (page,) = lasting(days, halves=True).pages
        text = page.extract_text()
        assert text.count("Après-midi") == text.count("Matin") == days
        assert "Jeudi 26 novembre 2026" in text
        assert "Vendredi 27 novembre 2026" in text
    assert reach(lasting(3, halves=True)) < PAGE_HIGH * 72 / 25.4


def test_more_days_than_a_page_has_room_for_have_a_sheet_each():
    found = [page.extract_text() for page in lasting(5, halves=True).pages]
    assert ["vendredi" in one.lower() for one in found] == [False, True, False, False, False]
    assert all("jour " in one and "CNIL" in one and "1 / 1" in one for one in found)
    assert len(lasting(5, halves=False).pages) == 1


def test_what_was_signed_on_a_screen_stands_under_its_day():
    sides = [attendance_columns.sheets(boxes, 700.0) for boxes in (
        meeting_days.boxes(MADE, MADE + timedelta(days=n), halves=True) for n in (1, 4)
    )]  # fmt: skip
    assert [one.first for one in sides[0]] == [0]
    # The first day begins at one o'clock in the afternoon, and the last one ends then.
    assert [one.first for one in sides[1]] == [0, 1, 3, 5, 7]
    assert all(round(sum(one.widths)) == 700 for of in sides for one in of)


@pytest.mark.parametrize(
    ("days", "hour", "code", "said"),
    [
        (0, 17, "fr", "Jeudi 26 novembre 2026, de 13 h 00 à 17 h 00"),
        (1, 1, "fr", "Jeudi 26 novembre 2026, de 13 h 00 à 1 h 00"),
        (1, 17, "fr", ("Du jeudi 26 au vendredi 27 novembre 2026, de 13 h 00 le premier jour à"
         " 17 h 00 le dernier")),
        (5, 17, "en", ("Thursday 26 November to Tuesday 1 December 2026, from 13:00 on the first"
         " day to 17:00 on the last")),
    ],
)  # fmt: skip
def test_days_and_hours_are_one_line_that_begins_with_a_capital(days, hour, code, said):
    ends = MADE.replace(hour=hour) + timedelta(days=days)
    line = when(Language(code), MADE, ends).replace("\N{NO-BREAK SPACE}", " ")
    assert "".join(one for one in line if one not in (ISOLATE, END)) == said


def test_nobody_yet_still_gives_a_sheet_to_sign():
    assert len(sheet(registered=(), blank=8).pages) == 1


@pytest.mark.parametrize(("two_up", "pages"), [(True, 2), (False, 3)])
def test_table_tents_say_their_word_on_both_faces(two_up, pages):
    cards = [paper.Tent("Table 1"), paper.Tent("Ada Lefèvre", "CCAS", World.OTHER)]
    cards.append(paper.Tent("X" * 900, "Y" * 900))
    made = paper.tents(cards, two_up=two_up, event=EVENT, made_at=MADE, language=FRENCH)
    reader = pypdf.PdfReader(io.BytesIO(made))

    assert len(reader.pages) == pages
    assert words(reader).count("Ada Lefèvre") == 2
    assert reach(reader) < PAGE_WIDE * 72 / 25.4


@pytest.mark.parametrize("more", [0, 9, 18])
def test_the_day_of_a_card_stands_on_one_line(more):
    card = paper.PledgeCard(event="Rencontre " + "de l’Isère " * 5 + "o" * more, made=MADE.date())
    made = paper.pledge_cards([card], made_at=MADE, language=FRENCH)
    lines = pypdf.PdfReader(io.BytesIO(made)).pages[0].extract_text().splitlines()
    assert any("26 novembre 2026" in line.replace("\xa0", " ") for line in lines)


def test_a_card_of_a_meeting_of_several_days_names_them_and_the_day_it_was_made():
    days = (date(2027, 1, 14), date(2027, 1, 15))
    cards = [
        paper.PledgeCard(event=EVENT, made=None, days=days),
        pledge(made=days[1], days=days),
    ]
    made = paper.pledge_cards(cards, made_at=MADE, language=FRENCH)
    said = words(pypdf.PdfReader(io.BytesIO(made))).replace("\xa0", " ")
    assert said.count("14 au 15 janvier 2027") == 3
    assert said.count("fait le 15 janvier 2027") == 2


@pytest.mark.parametrize("count", range(20, 36))
def test_what_certifies_a_sheet_stands_below_two_people_at_least(count):
    people = [paper.Signatory("Ada", f"Nom{n:02}", "CCAS", World.OTHER) for n in range(count)]
    for walk_ins in ((), people[:1]):
        last = sheet(registered=tuple(people), walk_ins=walk_ins, blank=0).pages[-1].extract_text()
        assert "Certifié" in last
        assert last.count("CCAS") >= 2


def pledge(**values) -> paper.PledgeCard:
    parties = tuple(
        paper.CardParty(name, "CCAS", World.SOCIAL_WORK, leads=not place, may_call=True)
        for place, name in enumerate(("Ada Lefèvre", "Omar Diallo"))
    )
    data = {"event": EVENT, "made": date(2021, 12, 13), "what": "Ouvrir un guichet commun",
            "due": date(2021, 12, 28), "parties": parties}  # fmt: skip
    return paper.PledgeCard(**{**data, **values})


def test_each_party_has_a_pledge_card_two_to_the_page():
    made = paper.pledge_cards([pledge()], made_at=MADE, language=FRENCH)
    reader = pypdf.PdfReader(io.BytesIO(made))

    assert len(reader.pages) == 1
    assert words(reader).count("Ouvrir un guichet commun") == 2
    assert "Pour Ada Lefèvre" in words(reader)
    assert "Pour Omar Diallo" in words(reader)


def test_a_promise_of_six_hundred_letters_is_read_to_its_end():
    promise = "Tenir ensemble une permanence dans le quartier. " * 12 + "Fin."
    made = paper.pledge_cards([pledge(what=promise)], made_at=MADE, language=FRENCH)
    assert "Fin." in words(pypdf.PdfReader(io.BytesIO(made)))


def test_a_pledge_of_ten_thousand_letters_stays_on_its_card():
    hostile = pledge(what="mot " * 2500, next_step="N" * 900, idea="I " * 900, help_needed="H" * 99)
    made = paper.pledge_cards([hostile], made_at=MADE, language=FRENCH)
    reader = pypdf.PdfReader(io.BytesIO(made))

    assert len(reader.pages) == 1
    assert "Pour" in words(reader)


def test_pages_are_seen_as_they_will_be_printed():
    made = paper.badges(people(30), Layout(NARROW), event=EVENT, made_at=MADE, language=FRENCH)
    assert [round(side) for side in raster.page_sizes(made)[0]] == [595, 842]
    seen = raster.picture(made, 1, dots_per_inch=36)

    assert (seen.width, seen.height) in {(298, 421), (297, 421), (298, 422)}
    assert len(seen.pixels) == seen.stride * seen.height
    assert len(set(seen.pixels)) > 2
    with pytest.raises(IndexError):
        raster.picture(made, 2, dots_per_inch=36)


def test_the_list_of_people_to_call_goes_on_over_pages_and_nothing_leaves_them():
    lines = tuple(
        Line(
            f"{given} {family}", structure, World.OTHER, "06 39 98 20 14 " * (n % 3 + 1), n % 2 == 0
        )
        for n in range(40)
        for given, family, structure in [HOSTILE[n % len(HOSTILE)]]
    )
    data = CallSheet(title=EVENT * 20, at=MADE, over=False, lines=lines)
    reader = pypdf.PdfReader(io.BytesIO(calling.sheet(data, language=FRENCH)))

    assert len(reader.pages) == 3
    assert reach(reader) < float(reader.pages[0].mediabox.width) - 20
    assert "Marie Delorme" in words(reader)
    assert "<b>& =1+1" in words(reader)
    assert "Ces numéros ont été donnés pour cette rencontre" in words(reader)


def test_a_name_breaks_after_its_hyphens_before_it_shrinks():
    fitted = fitting.fit(
        "de La Rochefoucauld-Montmorency-Laval", font=style.BOLD, sizes=(20, 8), width=260,
        height=60,
    )  # fmt: skip
    assert fitted.size == 20
    assert fitted.lines == ("de La Rochefoucauld-", "Montmorency-Laval")


def test_a_badge_says_the_field_somebody_works_in_and_nothing_of_it_where_it_is_not_known():
    def shown(category):
        badge = paper.Badge("Ada", "Roy", "CCAS", category, World.OTHER)
        made = paper.badges([badge], Layout(BADGE), event="", made_at=MADE, language=FRENCH)
        return words(pypdf.PdfReader(io.BytesIO(made)))

    assert "Élu·e" in shown(Category.ELECTED_OFFICIAL)
    for unknown in (None, Category.OTHER):
        assert "Autre" not in shown(unknown)


def test_a_name_in_letters_that_cannot_be_drawn_leaves_a_line_to_write_on():
    def shown(given, family):
        badge = paper.Badge(given, family, "🌱", Category.SOCIAL_WORKER, World.SOCIAL_WORK)
        made = paper.badges([badge], Layout(BADGE), event="", made_at=MADE, language=FRENCH)
        return words(pypdf.PdfReader(io.BytesIO(made)))

    assert shown("明", "李") == f"Travail social {TO_WRITE_ON} 🌱"
    assert shown("Zoé 李", "Martin") == "Travail social Zoé Martin 🌱"
    assert shown("明", "Martin") == "Travail social Martin 🌱"
    tent = paper.tents(
        [paper.Tent("李明")], two_up=False, event="", made_at=MADE, language=FRENCH
    )  # fmt: skip
    assert TO_WRITE_ON in words(pypdf.PdfReader(io.BytesIO(tent)))
