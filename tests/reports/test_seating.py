"""The table plan on paper."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pypdf

from maillage.domain.vocabulary import World
from maillage.language import Language
from maillage.reports.seating import Seated, SeatingPlan, by_name, by_table, sheets

MADE = datetime(2021, 12, 13, 9, 0, tzinfo=UTC)
FRENCH = Language("fr")


def plan(count=12, rounds=3, **values):
    people = tuple(
        Seated(
            given_name=f"Prénom{n}", family_name=f"Nom{n:03}", organisation=f"Structure {n}",
            world=list(World)[n % 4], tables=tuple(1 + (n + at) % 3 for at in range(rounds)),
            hosts=1 if n == 0 else None,
        )
        for n in range(count)
    )  # fmt: skip
    settings = {
        "title": "Grande Rencontre",
        "days": (MADE.date(),) * 2,
        "made_at": MADE,
        "people": people,
    }
    titles = tuple(f"Tour {n + 1}" for n in range(rounds))
    return SeatingPlan(**{**settings, "rounds": titles, **values})


def pages(pdf):
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def test_the_list_has_everybody_once_with_a_table_for_each_round():
    (text,) = pages(by_name(plan(), language=FRENCH))
    for n in range(12):
        assert text.count(f"Nom{n:03} Prénom{n}") == 1
    line = text[text.index("Structure 4") :].split()
    assert line[2:5] == ["2", "3", "1"]


def test_two_hundred_people_take_as_many_pages_as_they_need_and_each_says_which():
    found = pages(by_name(plan(200), language=FRENCH))
    assert all(f"{number} / {len(found)}" in text for number, text in enumerate(found, 1))
    assert f"Nom000 – Nom036 · 1 / {len(found)}" in found[0]  # which names it holds
    assert sum(text.count("Prénom") for text in found) == 200


def test_a_long_name_is_told_whole_before_any_organisation_and_the_day_after_any_title():
    names = {"given_name": "Marie-Bénédicte", "family_name": "de Villeneuve-Laroche Kermarrec"}
    long = Seated(organisation="Terres communes", world=World.OTHER, tables=(1,), **names)
    data = plan(rounds=1, people=(long,), title="Rencontre du Beaujolais " * 9)
    (text,) = pages(by_name(data, language=FRENCH))
    assert "de Villeneuve-Laroche Kermarrec Marie-Bénédicte" in text
    assert "… · lundi 13 décembre 2021" in text


def test_each_table_has_a_page_with_its_host_and_who_sits_there_in_each_round():
    found = pages(by_table(plan(), language=FRENCH))
    assert len(found) == 3
    assert "Table 1" in found[0]
    assert "Prénom0 Nom000" in found[0].split("Tour 1")[0]
    first = found[0].split("Tour 2")[0]
    assert {n for n in range(1, 12) if f"Nom{n:03}" in first} >= {3, 6, 9}


def test_a_huge_table_and_many_rounds_go_on_over_the_next_page():
    everybody = plan(120, 1)
    one_table = tuple(
        Seated(
            given_name=one.given_name, family_name=one.family_name, organisation=one.organisation,
            world=one.world, tables=(1,) * 8,
        )
        for one in everybody.people
    )  # fmt: skip
    data = plan(people=one_table, rounds=8)
    text = "\n".join(pages(by_table(data, language=FRENCH)))
    assert text.count("Nom119") == 8


def test_what_people_wrote_is_shown_as_it_is_and_never_runs_over():
    wild = Seated(
        given_name="<b>" * 90, family_name="&amp;", organisation="é" * 500,
        world=World.OTHER, tables=(1, None, 2),
    )  # fmt: skip
    text = "\n".join(pages(sheets(plan(people=(wild,)), language=FRENCH)))
    assert "<b><b>" in text
    assert "&amp" in text
    assert "–" in text


def test_nobody_seated_is_one_page_that_says_so():
    (text,) = pages(sheets(plan(0), language=FRENCH))
    assert "Personne" in text


def test_the_same_plan_gives_the_same_bytes():
    assert sheets(plan(), language=FRENCH) == sheets(plan(), language=FRENCH)
