"""The code on a badge: short, checked, read from any keyboard, and nothing personal in it."""

from __future__ import annotations

import random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uuid_utils.compat import uuid7

from maillage.domain import badges

IDS = st.integers(0, 2**128 - 1).map(lambda bits: str(UUID(int=bits)))
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

AZERTY_FOR_QWERTY = str.maketrans("1234567890QWAZM", "&é\"'(-è_çàAZQW?")
QWERTY_FOR_AZERTY = str.maketrans("1234567890AZQWM", "!@#$%^&*()QWAZ:")
QWERTZ_FOR_QWERTY = str.maketrans("YZ", "ZY")


def test_a_code_has_twelve_signs_that_a_small_qr_code_and_a_person_can_take() -> None:
    code = badges.code("01a213e5-61ea-74a7-9203-e3a4a848daa0")
    assert code == "MZ3MJM4HPN0D"
    assert badges.spelled(code) == "MZ3M JM4H PN0D"


def test_registrations_made_in_one_go_have_different_codes() -> None:
    assert len({badges.code(str(uuid7())) for _ in range(50_000)}) == 50_000


@given(IDS)
def test_a_code_is_read_back_whatever_case_blanks_and_likenesses(id_: str) -> None:
    code = badges.code(id_)
    people_write = code.lower().replace("0", "o").replace("1", "l")
    for typed in (code, f" {badges.spelled(code)}\n", people_write, "-".join(code)):
        assert badges.readings(typed)[0] == code


@given(IDS, st.integers(1, badges.LENGTH - 1), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_noticed(id_: str, place: int, sign: str) -> None:
    code = badges.code(id_)
    wrong = code[:place] + sign + code[place + 1 :]
    assert wrong == code or wrong not in badges.readings(wrong)
    assert (wrong == code) <= (code in badges.readings(wrong))


@given(IDS, st.integers(1, badges.LENGTH - 1), st.integers(1, badges.LENGTH - 1))
def test_two_signs_in_each_others_place_are_noticed(id_: str, one: int, other: int) -> None:
    signs = list(badges.code(id_))
    signs[one], signs[other] = signs[other], signs[one]
    wrong = "".join(signs)
    assert wrong == badges.code(id_) or wrong not in badges.readings(wrong)


@given(IDS)
def test_a_scanner_set_to_another_keyboard_is_understood(id_: str) -> None:
    code = badges.code(id_)
    for keyboard in (AZERTY_FOR_QWERTY, QWERTY_FOR_AZERTY, QWERTZ_FOR_QWERTY):
        assert code in badges.readings(code.translate(keyboard))
    unshifted = code.lower().translate(AZERTY_FOR_QWERTY | str.maketrans("qwazm", "azqw,"))
    assert code in badges.readings(unshifted)


@pytest.mark.parametrize(
    "typed", ["", "M", "Martin", "Marie-Madele", "M" * 12, "M0" * 10**5, "😀" * 12]
)
def test_other_text_is_no_code(typed: str) -> None:
    assert badges.readings(typed) == ()


@pytest.mark.parametrize(
    "typed",
    ["MMJC5V8P9C44", "mmjc 5v8p 9c44", "https://billets.example/41207991", "41207991", ",,JC(V_P"],
)
def test_a_code_that_is_none_of_ours_is_no_name(typed: str) -> None:
    assert badges.is_other_code(typed)
    assert not badges.readings(typed)


@pytest.mark.parametrize(
    "typed",
    ["", "de la Roche", "N'Guyen-Roy", "O’Brien (Zoé)", "Cap 21", "zoe@asso.example", "🙂" * 9],
)
def test_a_name_however_rare_is_no_code(typed: str) -> None:
    assert not badges.is_other_code(typed)


def test_names_are_not_taken_for_codes() -> None:
    letters, dice = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", random.Random(7)
    names = ["M" + "".join(dice.choices(letters, k=11)) for _ in range(2_000)]
    taken = sum(bool(badges.readings(name)) for name in names)
    assert taken < len(names) / 8  # and none of them is the code of somebody registered
