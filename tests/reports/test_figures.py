"""How figures and charts are written, and who is named with what they said."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
from msgspec.structs import replace
from reportlab.lib.colors import HexColor

from maillage.domain.indicators import Balance, Causes, Mean, Ratio
from maillage.domain.vocabulary import Category, NoteKind, World
from maillage.language import Language
from maillage.reports import charts, figures, numbers, style, text
from maillage.reports.anonymity import Pointed, pointed, speaker, table
from maillage.reports.data import Headcount, Minutes, Note, Party, Workshop
from maillage.reports.quoting import quotation
from maillage.reports.telling import Telling

ENGLISH, FRENCH = Language("en"), Language("fr")


@pytest.mark.parametrize(
    ("part", "n", "written"),
    [
        (9, 13, "9 of 13"),
        (19, 19, "19 of 19"),
        (9, 20, "45% (n = 20)"),
        (0, 0, "–"),
        (800, 1000, "80% (n = 1,000)"),
    ],
)
def test_a_share_under_twenty_cases_is_no_percentage(part: int, n: int, written: str) -> None:
    assert numbers.share(part, n, ENGLISH) == written


def test_every_kind_of_figure_shows_its_n() -> None:
    assert numbers.ratio(Ratio(3, 4), ENGLISH) == "3 of 4"
    assert numbers.causes(Causes(3, 1, 5, 5), ENGLISH) == "3 of 4"
    assert numbers.mean(Mean(15, 60), ENGLISH) == "0.25 (n = 60)"
    assert numbers.mean(Mean(15, 0), ENGLISH) == "–"
    assert numbers.balance(Balance(0.5, 60, 4), ENGLISH) == "0.50 (n = 60)"


def test_who_spoke_is_a_category_then_a_world_then_nobody() -> None:
    attendance = {
        Category.LOCAL_OFFICER: Headcount(5, 5, 0),
        Category.ELECTED_OFFICIAL: Headcount(1, 1, 0),
        Category.STATE_OFFICER: Headcount(9, 4, 0),
    }

    for one in (Category.LOCAL_OFFICER, Category.ELECTED_OFFICIAL):
        assert speaker(one, attendance) is World.LOCAL_AUTHORITY, "or who is no officer is known"
    attendance[Category.ELECTED_OFFICIAL] = Headcount(0, 0, 0)
    assert speaker(Category.LOCAL_OFFICER, attendance) is Category.LOCAL_OFFICER
    assert speaker(Category.STATE_OFFICER, attendance) is None
    assert speaker(None, attendance) is None
    attendance[Category.FOUNDATION] = Headcount(1, 1, 0)
    assert speaker(Category.STATE_OFFICER, attendance) is World.OTHER
    assert speaker(Category.INHABITANT, attendance) is World.OTHER


def test_a_table_is_told_beside_nobody_and_not_of_what_became_a_pledge() -> None:
    note = Note(kind=NoteKind.IDEA, text="Idea", table=7)
    assert table(note, None, pledged=False) == 7
    assert table(note, None, pledged=True) is None
    assert table(note, World.OTHER, pledged=False) is None


def test_an_organisation_is_told_only_where_a_whole_group_would_be_told_so() -> None:
    worker, entrepreneur = Category.SOCIAL_WORKER, Category.SOCIAL_ENTREPRENEUR
    official = Category.ELECTED_OFFICIAL
    attendance = {one: Headcount(9, 9, 0) for one in (worker, entrepreneur)}
    attendance[official] = Headcount(2, 2, 0)
    colleagues = {("CCAS", worker): 5, ("CCAS", entrepreneur): 4, ("CCAS", official): 1}

    def told(category: Category | None, *, name: str = "Ada", person: bool = False) -> Pointed:
        party = Party(name=name, person=person, organisation="CCAS", category=category)
        return pointed(party, attendance, colleagues)

    assert told(worker) == Pointed(worker, "CCAS")
    assert told(entrepreneur) == Pointed(entrepreneur, ""), "four are no group"
    assert told(official) == Pointed(None, ""), "nor is whoever is not of the others"
    assert told(official, name="", person=True) == Pointed(None, ""), "erased is still somebody"
    assert told(official, name="") == Pointed(official, "CCAS"), "the organisation by itself"


@pytest.mark.parametrize("colours", [charts.LIGHT, charts.DARK])
def test_the_headcount_is_svg_in_the_typeface_of_the_screen(colours: charts.Colours) -> None:
    drawing = charts.headcount(
        {World.SOCIAL_WORK: 34, World.OTHER: 1},
        {World.SOCIAL_WORK: 58},
        language=ENGLISH,
        width=460,
        colours=colours,
    )

    svg = charts.svg(drawing)

    assert "34" in "".join(ET.fromstring(svg.encode()).itertext())
    assert "Source Sans 3" in svg
    assert "Helvetica" not in svg
    assert "Times" not in svg


def test_an_empty_chart_is_still_a_chart() -> None:
    empty = charts.headcount({}, {}, language=ENGLISH, width=460)
    bare = charts.bar([charts.Part(0, "x", style.ACCENT, style.PAPER)], width=460)

    for drawing in (empty, bare, charts.mesh({}, language=ENGLISH, width=460, height=170)):
        assert ET.fromstring(charts.svg(drawing).encode()).tag.endswith("svg")


def test_the_thickest_thread_of_the_mesh_is_the_most_frequent_pair() -> None:
    joined = {
        frozenset({World.SOCIAL_WORK, World.SOCIAL_ENTERPRISE}): 7,
        frozenset({World.SOCIAL_WORK, World.OTHER}): 1,
    }
    drawing = charts.mesh(joined, language=ENGLISH, width=460, height=170)

    widths = {
        one.strokeColor.hexval(): one.strokeWidth
        for one in drawing.contents
        if one.__class__.__name__ == "Line"
    }

    assert widths[style.ACCENT.hexval()] == max(widths.values())


def test_colours_of_the_worlds_differ_on_both_grounds() -> None:
    for colours in (charts.LIGHT, charts.DARK):
        assert len({one.hexval() for one in colours.worlds.values()}) == len(World)
        assert HexColor("#FFFFFF") not in colours.worlds.values()


def test_french_lines_get_no_break_spaces_and_real_apostrophes() -> None:
    assert text.french("l'idée : « oui » ?") == "l’idée\u00a0: «\u00a0oui\u00a0»\u00a0?"


def test_a_typesetter_collapses_blanks_and_hides_direction_marks() -> None:
    type_ = text.Typesetter(ENGLISH)

    assert type_.line("  a \t b\u202e\n\n c\u200f ") == "a b c"
    assert type_.drawable.said() == ""


def test_a_run_of_letters_that_no_typeface_has_becomes_one_word() -> None:
    type_ = text.Typesetter(ENGLISH)

    assert type_.line("a 你好, 世界 b 🚲 안녕") == "a [Chinese] b 🚲 [Korean]"
    assert type_.line("\ud800 \ue000") == "[sign]"
    assert "(Chinese, Korean and sign)" in type_.drawable.said()


def test_a_long_line_is_cut_at_a_word() -> None:
    type_ = text.Typesetter(FRENCH)

    assert type_.short("un deux trois quatre", 12) == "un deux…"
    assert type_.short("abcdefghijkl", 5) == "abcd…"
    assert type_.short("court", 5) == "court"


def test_a_quote_has_its_marks_once_however_it_was_typed() -> None:
    for typed, french, english in (
        ("« Je ne sais pas »", "« Je ne sais pas »", "“Je ne sais pas”"),
        ("« Je ne sais pas ».", "« Je ne sais pas. »", "“Je ne sais pas.”"),
        ('"oui"', "« oui »", "“oui”"),
        ("« a » puis « b »", "« “a” puis “b” »", "“‘a’ puis ‘b’”"),
        ("« On « se » voit »", "« On “se” voit »", "“On ‘se’ voit”"),
        ("Il dit \"non\" et 'oui' d'ici", "« Il dit “non” et “oui” d’ici »",
         "“Il dit ‘non’ et ‘oui’ d’ici”"),
        ('12" de long', '« 12" de long »', '“12" de long”'),
    ):  # fmt: skip
        assert " ".join(quotation(typed, FRENCH).split()) == french
        assert quotation(typed, ENGLISH) == english


def test_nobody_stayed_away_before_the_end(sample: Minutes) -> None:
    def absent(**told: object) -> str:
        at = replace(sample, **told)
        return figures.presence(Telling(at, language=ENGLISH, names=True))[0].remark

    assert sample.ends is not None
    assert absent() == "14 registered people did not come."
    early = sample.ends - timedelta(hours=7)
    assert absent(made_at=early) == "14 registered people have not arrived yet."
    assert absent(made_at=early, ends=None) == "14 registered people have not arrived yet."
    assert absent(made_at=early + timedelta(days=1), ends=None).endswith("did not come.")


def test_territories_of_few_are_told_together_where_nobody_is_named(sample: Minutes) -> None:
    data = replace(sample, territories={"Paris": 30, "Creil": 4, "Lille": 6, "": 20})

    def lines(*, names: bool) -> list[tuple[str, str]]:
        told = Telling(data, language=ENGLISH, names=names)
        return [(one.label, one.value) for one in figures.territories(told)]

    assert lines(names=True)[2] == ("Creil", "7% (n = 60)")
    assert lines(names=False) == [
        ("Paris", "50% (n = 60)"),
        ("Lille", "10% (n = 60)"),
        ("Other territories", "7% (n = 60)"),
        ("Territory unknown", "33% (n = 60)"),
    ]
    every = replace(data, workshops=(Workshop("", IDEAS),))
    told = Telling(every, language=ENGLISH, names=True)
    assert figures.ideas(told)[-1].remark == "Every idea received a vote."


IDEAS = tuple(Note(kind=NoteKind.IDEA, text=str(n), votes=1) for n in range(6))
