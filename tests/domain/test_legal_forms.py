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
        ("Dupont SAS", LegalForm.COMPANY),
        ("SAS Dupont", LegalForm.COMPANY),
        ("Menuiserie Dupont, sas", LegalForm.COMPANY),
        ("SARL Le Fournil", LegalForm.COMPANY),
        ("SAS 69", None),
        ("SAS du Rhône", None),
        ("Service d’accès aux soins (SAS)", None),
        ("Le Sas", None),
        ("SAS", None),
        ("Métropole de Lyon", LegalForm.INTERCOMMUNAL),
        ("Métropole du Grand Paris", LegalForm.INTERCOMMUNAL),
        ("Métropole aidante", None),
        ("Commune de La Roche-sur-Yon", LegalForm.MUNICIPALITY),
        ("Ville du Havre", LegalForm.MUNICIPALITY),
        ("Ville de la Rochelle", LegalForm.MUNICIPALITY),
        ("Commune d’idées", None),
        ("Ville de demain (association)", None),
        ("Ville", None),
        ("Ville de", None),
        ("Ville de la", None),
        ("Région Île-de-France", LegalForm.REGION),
        ("Région solidaire", None),
        ("Département d’information médicale", None),
        ("Union nationale des CCAS", None),
        ("Union régionale des Scop et Scic", None),
        ("Association des CCAS du Rhône", LegalForm.ASSOCIATION),
    ],
)
def test_only_a_name_that_says_it_states_a_form(name: str, form: LegalForm | None) -> None:
    assert stated_form(name) is form
