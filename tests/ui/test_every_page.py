"""Every page and dialog: large enough for a finger, low enough for the smallest window."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QDialog, QLineEdit

from maillage.actions import events
from maillage.store import keys
from maillage.ui.background import Worker
from maillage.ui.look import theme
from maillage.ui.look.tokens import TOUCH
from maillage.ui.session import Session

SMALLEST = QSize(960, 460)
"""A screen of 1024 by 600 without its bars, or one of 1920 by 1080 at 200 % without its own."""
PAGES = (
    "shell", "prepare", "reception", "seating", "workshops-table", "pledges", "leaving",
    "exchanges", "photos-none", "walk-in", "card", "meeting", "list-unknown", "pledge-form",
    "papers", "start-hub",
)  # fmt: skip


@pytest.fixture(scope="module")
def photograph():
    """The pages as the script photographs them, which is run from its own folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(Path(__file__).parent))
        yield importlib.import_module("photograph")


@pytest.fixture(scope="module")
def session(photograph, tmp_path_factory):
    """The store after a whole day, a week later."""
    usual, keys.EFFORT = keys.EFFORT, keys.Effort(memory_kib=64, passes=1)
    session = Session(photograph.day(tmp_path_factory.mktemp("day")), Worker())
    session.show_meeting(events.current_event(session.store))
    yield session
    session.close()
    keys.EFFORT = usual


def shown(page):
    """Show a page or dialog as in the smallest window."""
    if hasattr(page, "set_compact"):
        page.set_compact(True)
    if hasattr(page, "fit_over"):
        page.fit_over(SMALLEST)
    if not isinstance(page, QDialog):
        page.resize(SMALLEST)
    page.show()
    if hasattr(page, "refresh"):
        page.refresh()
    return page


def tapped(page):
    """Yield what a finger meets; what is typed in a date or number is part of a larger field."""
    for kind in (QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox):
        for one in page.findChildren(kind):
            inner = isinstance(one.parent(), QAbstractSpinBox | QComboBox)
            if one.isVisibleTo(page) and not inner:
                yield one


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_the_smallest_window_in_the_largest_letters_and_a_finger(
    qapp, photograph, session, name
):
    theme.apply(qapp, "light")
    page = shown(photograph.PAGES[name](session))
    photograph.settle(120)
    for _again in range(25):  # what has just been read may not have its place yet
        small = {f"{a.accessibleName()} {a.height()}" for a in tapped(page) if a.height() < TOUCH}
        if not small:
            break
        photograph.settle(40)
    theme.apply(qapp, "light", 130)
    for _again in range(25):  # a busy machine takes its time to lay everything out anew
        photograph.settle(60)
        least = page.minimumSizeHint()
        if least.boundedTo(SMALLEST) == least:
            break
    theme.apply(qapp, "light")
    page.close()
    page.deleteLater()
    assert small == set()
    assert least.width() <= SMALLEST.width()
    assert least.height() <= SMALLEST.height()
