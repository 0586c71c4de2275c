"""Who may be the same person: what lists and doors do to names, and what they must not confuse."""

from __future__ import annotations

import pytest

from maillage.domain.likeness import alike, likely, name_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Hélène", "Lefèvre"), ("helene", "LEFEVRE")),
        (("Hélène", "Lefèvre"), ("Lefèvre", "Hélène")),
        (("Hélène", "Lefèvre"), ("Hélène", "Lefebvre")),
        (("Bénédicte", "de la Roche"), ("Benedicte", "Roche")),
        (("Jean-Marc", "Le Goff"), ("Jean Marc", "Legoff")),
        (("Le Goff", "Yann"), ("Yann", "Legoff")),
        (("Anne-Sophie", "N’Guyen"), ("Anne Sophie", "Nguyen")),
        (("Philippe", "Thierry"), ("Filipe", "Tiery")),
        (("Marie", "Dupont"), ("Marie", "Dupont-Roy")),
        (("Jean", "Dupond"), ("Jean", "Dupont")),
        (("Mohamed", "Benali"), ("Mohammed", "Ben Ali")),
        (("Ève", "Roy"), ("Eve", "Roy")),
        (("", "Zola"), ("", "zola")),
        (("Cœlia", "Kœnig"), ("coelia", "KOENIG")),
        (("Søren", "Strauß"), ("Soren", "Strauss")),
    ],
)
def test_the_same_person_written_otherwise_is_likely(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert alike(name_of(*one), name_of(*other))
    assert likely(name_of(*one), [name_of("Paul", "Martin"), name_of(*other)]) == [1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Claire", "Martin"), ("Clara", "Martin")),
        (("Paul", "Martin"), ("Paula", "Marin")),
        (("Ali", "Ba"), ("Ali", "Ka")),
        (("Marie", ""), ("Marie", "Dupont")),
        (("", "Dupont"), ("Jean", "Dupont")),
        (("", ""), ("", "")),
        (("Jean", "Roy"), ("Jeanne", "Roux")),
    ],
)
def test_two_people_are_not_taken_for_one(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert not alike(name_of(*one), name_of(*other))
    assert likely(name_of(*one), [name_of(*other)]) == []
