"""An answer of a form is a yes or a no only if it says that and nothing more."""

from __future__ import annotations

import pytest

from maillage.intake.answer import answer
from maillage.intake.flags import Why


@pytest.mark.parametrize(
    "typed",
    [
        *("Oui", "OUI.", "oui !", "Yes", "x", "1", "J’accepte", "Je suis d’accord", "Oui merci"),
        *("Oui, j’accepte", "Oui, tout à fait d’accord", "Oui, je suis d'accord"),
        *("Oui, j’autorise", "Oui : j’autorise l’utilisation de mon image", "Oui, sans problème"),
        *("J’accepte d’être photographié(e) et filmé(e)", "Oui, j'accepte d'être recontactée"),
    ],
)
def test_a_yes_that_says_nothing_more_is_one(typed: str) -> None:
    assert answer(typed) == (True, None)


@pytest.mark.parametrize(
    "typed",
    [
        *("Non", "non.", "No", "N", "0", "Non merci", "Non, merci", "Je refuse", "Pas d’accord"),
        *("Non, je refuse", "Non, je ne souhaite pas être photographié", "Non, je m’y oppose"),
        "Je n’autorise pas l’utilisation de mon image",
    ],
)
def test_a_no_that_says_nothing_more_is_one(typed: str) -> None:
    assert answer(typed) == (False, None)


@pytest.mark.parametrize(
    "typed",
    [
        *("Oui je refuse", "oui je m'y oppose", "Oui, jamais de visage", "Oui/à revoir"),
        *("Oui, excepté sur Facebook", "Oui, à condition d'être floutée"),
        *("Oui, contactez-moi avant", "Oui mais pas sur Facebook", "Oui, sauf mon visage"),
        *("Oui / Non", "Oui ?", "Oui, j’autorise l’utilisation de mon image en interne"),
        *("Oui, je n’accepte pas", "J’accepte les photos de groupe", "merci"),
        *("Non, sauf en groupe", "Non, pas de problème", "Non, j’accepte", "Je refuse le visage"),
        "peut-être",
    ],
)
def test_an_answer_that_says_more_is_for_a_person_to_read(typed: str) -> None:
    assert answer(typed) == (None, Why.UNCLEAR_CONSENT)


def test_no_answer_is_neither_and_needs_no_look() -> None:
    assert answer("") == (None, None)
