"""Looking through very many names finds what looking at each would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from maillage.domain import finding
from maillage.domain.finding import Index
from maillage.domain.matching import matches, rank, sought

WORDS = st.text("aéEœbB -,\n’", max_size=6)
TEXTS = st.lists(st.tuples(WORDS, WORDS), max_size=12)


@given(TEXTS, WORDS)
def test_it_finds_what_asking_each_text_finds_in_the_same_order(
    texts: list[tuple[str, str]], typed: str
) -> None:
    asked = [at for at, (name, detail) in enumerate(texts) if matches(f"{name} {detail}", typed)]
    if sought(typed):
        asked.sort(key=lambda at: rank(texts[at][0].replace("\n", " "), typed))
    assert Index(texts).find(typed) == asked


def test_the_middle_of_a_word_and_an_organisation_are_found() -> None:
    index = Index([("Ada Lefèvre", "CCAS de Belleville"), ("Marc Roy", "Le Cèdre")])
    assert index.find("fev") == [0]
    assert index.find("llevi ccas") == [0]
    assert index.find("cedre") == [1]
    assert index.find("cedre ada") == []


def test_a_name_read_off_a_sheet_or_joined_otherwise_is_found() -> None:
    index = Index([("Marie Thérèse Perrin", ""), ("Jean-Noël Hébert", "")])
    assert index.find("perrin, m") == [0]
    assert index.find("marie-the") == [0]
    assert index.find("jean noel") == [1]


def test_saint_is_found_by_its_short_form_and_the_other_way_round() -> None:
    index = Index([("Stan Etienne", ""), ("Anaïs Saint-Étienne", ""), ("Luc Ste-Croix", "")])
    assert index.find("st eti") == [0, 1]
    assert index.find("sainte croix") == [2]
    assert index.find("saint etienne") == [1, 0]


def test_of_very_many_the_likeliest_are_kept() -> None:
    names = [("Marianne Petit", "")] * finding.MOST + [("Anne Zola", ""), ("Paul Anne", "")]
    found = Index(names).find("anne")
    assert len(found) == finding.MOST
    assert found[:2] == [finding.MOST, finding.MOST + 1]
