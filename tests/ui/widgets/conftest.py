"""The kit by itself, light and of usual size, and what several of its parts are shown with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from maillage.ui.look import theme
from maillage.ui.widgets.chips import ChipItem
from maillage.ui.widgets.rows import Row, RowKind, State, head
from maillage.ui.widgets.sidebar import NavItem

ROWS = [
    head("En retard", 2),
    Row("a", "Réunir les bailleurs", "Marie Delorme", "social_work", "Travail social",
        state=State("12 nov.", "circle-alert", "danger")),
    Row("b", "Prêter deux vélos", "La Remise", "social_enterprise", "Entreprise sociale"),
    head("Plus tard", 1),
    Row("c", "Former six gardiens", "", "other", "Autres"),
    Row("+", "Nouvel engagement", icon="plus", kind=RowKind.ACTION),
]  # fmt: skip
CHIPS = [ChipItem("all", "Tous", "15"), ChipItem("mine", "Les miens", "6"), ChipItem("late", "R&D")]


def sections() -> list[tuple[str, list[NavItem]]]:
    """Two sections as the window has them."""
    return [
        ("Le jour J", [NavItem("in", "Accueil", "door-open"), NavItem("w", "Ateliers", "users")]),
        ("Entre deux", [NavItem("bord", "Tableau de bord", "chart-column", "Tableau")]),
    ]


@pytest.fixture(autouse=True)
def dressed(qapp) -> Iterator[None]:
    """Light, 100 %, before and after."""
    theme.apply(qapp, "light", 100)
    yield
    theme.apply(qapp, "light", 100)
