"""What the name of a structure says of its legal form, and what it does not."""

from __future__ import annotations

import pytest

from maillage.domain.legal_forms import stated_form
from maillage.domain.vocabulary import LegalForm


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("CCAS de Valbourg", LegalForm.SOCIAL_ACTION_CENTRE),
        ("Le ccas", LegalForm.SOCIAL_ACTION_CENTRE),
        ("Association des maires ruraux", LegalForm.ASSOCIATION),
        ("Communauté d’agglomération Plaine et Coteaux", LegalForm.INTERCOMMUNAL),
        ("Département du Haut-Bocage", LegalForm.DEPARTMENT),
        ("Ville d'Arles", LegalForm.MUNICIPALITY),
        ("Fondation Crédit Coopératif", LegalForm.FOUNDATION),
        ("S.C.O.P. Coup de pouce", None),
        ("SCOP Coup de pouce emploi", LegalForm.COOPERATIVE),
        ("Roule ma ville, garage solidaire", None),
        ("Service social départemental du Haut-Bocage", None),
        ("Associations unies", None),
        ("Sasha et compagnie", None),
        ("", None),
    ],
)
def test_only_a_name_that_says_it_states_a_form(name: str, form: LegalForm | None) -> None:
    assert stated_form(name) is form
