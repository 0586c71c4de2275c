"""How people are reached: which notations mean the same number."""

from __future__ import annotations

import pytest

from maillage.domain.contacts import parted, reached


@pytest.mark.parametrize(
    ("phone", "number", "extension"),
    [
        ("01 99 00 12 34 poste 5", "01 99 00 12 34", "5"),
        ("01 99 00 12 34, Poste\u00a0: 512", "01 99 00 12 34", "512"),
        ("+33 1 99 00 12 34 ext. 5", "+33 1 99 00 12 34", "5"),
        ("0199001234#12", "0199001234", "12"),
        ("01 99 00 12 34", "01 99 00 12 34", ""),
        ("poste 5", "poste 5", ""),
        ("01 99 00 12 34 poste", "01 99 00 12 34 poste", ""),
        ("", "", ""),
    ],
)
def test_an_extension_is_told_from_its_number(phone: str, number: str, extension: str) -> None:
    assert parted(phone) == (number, extension)


def test_two_behind_one_switchboard_are_reached_differently() -> None:
    first, second = (reached(f"01 99 00 12 34 poste {n}") for n in (5, 6))
    assert len({first, second, reached("01 99 00 12 34")}) == 3
    assert first == reached("+33 1 99 00 12 34 ext. 5")
