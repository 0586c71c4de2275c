"""Badges at the door: scanned, photographed, of nobody, and whatever else has a code."""

from __future__ import annotations

import pytest
import segno
from PySide6.QtTest import QTest

from maillage.domain.badges import code

from .conftest import ENTER, arrived, opened, shows_arrived


def test_a_scanner_checks_in_whatever_its_keyboard_and_the_field_is_free(
    expected, page, session, told, qtbot
):
    american = code(expected["Samuel"]).translate(
        str.maketrans("1234567890QWAZM", "&é\"'(-è_çàAZQW?")
    )
    page.search.insert(american)  # QTest types only Latin letters
    QTest.keyClick(page.search, ENTER)
    qtbot.waitUntil(lambda: shows_arrived(page, expected["Samuel"]))
    assert page.search.text() == ""
    assert told[-1][0] == "Samuel Okoro est là"
    page.search.insert(american)
    QTest.keyClick(page.search, ENTER)
    qtbot.waitUntil(lambda: told[-1][0].startswith("Samuel Okoro est là depuis"))
    assert page.search.text() == ""
    assert page.opening.dialog is None


def test_the_photo_of_a_badge_checks_in_and_another_photo_says_what_to_do(
    expected, page, told, qtbot, tmp_path
):
    badge = tmp_path / "Photo.PNG"
    segno.make(code(expected["Marc"])).save(tmp_path / "badge.png", scale=8)
    (tmp_path / "badge.png").rename(badge)
    page._take_file(str(badge))
    qtbot.waitUntil(lambda: shows_arrived(page, expected["Marc"]))
    segno.make("https://exemple.example/").save(tmp_path / "other.png", scale=8)
    page._take_file(str(tmp_path / "other.png"))
    qtbot.waitUntil(lambda: "Aucun badge" in told[-1][0])


def test_a_badge_of_nobody_is_told_and_nobody_is_welcomed(expected, page, told, qtbot):
    QTest.keyClicks(page.search, code("018f0000-0000-7000-8000-000000000123"))
    QTest.keyClick(page.search, ENTER)
    qtbot.waitUntil(lambda: bool(told))
    assert "badge" in told[-1][0]
    assert page.opening.dialog is None


@pytest.mark.parametrize("typed", ["MMJC5V8P9C44", "https://billets.example/41207991"])
def test_a_code_that_is_no_badge_is_told_and_gives_way_to_the_next(
    expected, page, told, typed, qtbot
):
    QTest.keyClicks(page.search, typed)
    assert page.list.welcome.rows.rows()[0].title == "Accueillir quelqu’un sans inscription"
    assert not page.list.is_on_welcome
    QTest.keyClick(page.search, ENTER)
    assert "n’est pas un badge" in told[-1][0]
    assert page.opening.dialog is None
    QTest.keyClicks(page.search, code(expected["Marc"]))
    QTest.keyClick(page.search, ENTER)
    assert page.search.text() == ""
    qtbot.waitUntil(lambda: shows_arrived(page, expected["Marc"]))


@pytest.mark.parametrize("before", ["", "Marie-"])
def test_a_badge_scanned_while_a_dialog_is_open_checks_in_and_leaves_its_field_as_it_was(
    expected, page, session, qtbot, before
):
    page.acting.open_card(expected["Marie"])
    card = opened(page, qtbot)
    field = card.lines["given_name"].edit
    if before:
        field.setText(before)
    else:
        field.selectAll()
    QTest.keyClicks(field, code(expected["Marc"]))
    QTest.keyClick(field, ENTER)
    qtbot.waitUntil(lambda: arrived(session, expected["Marc"]))
    assert field.text() == (before or "Marie")
    assert page.opening.dialog is card
    card.reject()
    qtbot.waitUntil(lambda: page.opening.dialog is None)
