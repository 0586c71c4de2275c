"""What merges leave to tell, in the words that people read."""

from __future__ import annotations

import pytest

from maillage.actions import told
from maillage.domain.outcome import Gap, Undone


@pytest.mark.parametrize(
    ("exports", "said"),
    [
        (((2, 2),), "L’export 2 de"),
        (((2, 3),), "Les exports 2 et 3 de"),
        (((2, 5),), "Les exports 2 à 5 de"),
        (((2, 2), (4, 4)), "Les exports 2 et 4 de"),
        (((1, 1), (3, 6)), "Les exports 1 et 3 à 6 de"),
    ],
)
def test_all_that_did_not_arrive_of_a_laptop_is_one_sentence(
    exports: tuple[tuple[int, int], ...], said: str
) -> None:
    missing, fact = told.gap_lines(Gap("1", "Accueil", exports, ()))
    assert missing.startswith(said)
    assert fact.startswith("Rien ne manque")
    lost = told.gap_lines(Gap("1", "Accueil", exports, ((7, 9),)))
    assert lost[0] == missing
    assert "3" in lost[1]
    assert len(told.gap_lines(Gap("1", "Accueil", (), ((7, 9),)))) == 1


def test_a_merge_of_which_nothing_goes_is_not_said_to_lose_changes() -> None:
    gone, stays = told.undone_lines(Undone(1, operations=0, kept=5, erased=0))
    assert "rien à retirer" in gone
    assert stays.startswith("5")
