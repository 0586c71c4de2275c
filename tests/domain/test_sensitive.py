"""What may name a beneficiary is pointed out; what meetings talk about is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.demo import script
from maillage.domain.sensitive import Concern, sensitive


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Madame Benali attend un logement depuis deux ans", ["Benali"]),
        ("M. Le Goff ne vient plus", ["Le Goff"]),
        ("la jeune Inès a trouvé un stage", ["Inès"]),
        ("un usager, Karim, propose un atelier", ["Karim"]),
        ("sa fille Zoé n’a pas de place en crèche", ["Zoé"]),
    ],
)
def test_somebody_called_by_name_is_pointed_out(text: str, words: list[str]) -> None:
    found = sensitive(text)
    assert [one.word for one in found] == words
    assert {one.concern for one in found} == {Concern.NAME}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("elle est séropositive et n’ose pas le dire", "séropositive"),
        ("un jeune schizophrène refusé partout", "schizophrène"),
        ("après sa tentative de suicide", "tentative de suicide"),
        ("il est sous méthadone", "sous méthadone"),
    ],
)
def test_somebodys_health_is_pointed_out(text: str, word: str) -> None:
    assert [(one.concern, one.word) for one in sensitive(text)] == [(Concern.HEALTH, word)]


@pytest.mark.parametrize(
    "text",
    [
        "Santé mentale : former les bailleurs",
        "les jeunes de Belleville et les usagers du CCAS",
        "la Maison des solidarités, M57 et M@il",
        "une permanence pour les personnes handicapées",
        "le jeune public, les résidents et les patients",
        "Madame la maire et Monsieur le préfet",
    ],
)
def test_what_meetings_talk_about_is_not(text: str) -> None:
    assert sensitive(text) == ()


def test_nothing_is_pointed_out_in_a_whole_day_of_notes() -> None:
    told = script.load()
    notes = [line.text for table in told.tables for line in table.notes]
    assert len(notes) > 100
    assert [(note, sensitive(note)) for note in notes if sensitive(note)] == []


@given(st.text(max_size=80))
def test_any_letters_are_looked_at(text: str) -> None:
    assert all(one.word in text for one in sensitive(text))
