"""Every page and dialog: large enough for a finger, low enough for the smallest window."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QDialog, QLineEdit

from maillage.actions import events
from maillage.store import keys
from maillage.ui.background import Worker
from maillage.ui.look import theme
from maillage.ui.look.tokens import TOUCH, WIDE_FROM
from maillage.ui.pages import ENTRIES
from maillage.ui.session import Session
from maillage.ui.shell import Shell

SMALLEST = QSize(960, 460)
"""A screen of 1024 by 600 without its bars, or one of 1920 by 1080 at 200 % without its own."""
WHOLE_WINDOW = Qt.ShortcutContext.WindowShortcut
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


def hidden_by(toast, shell):
    """Return what can be tapped and is under the toast, however little of it."""
    found = set()
    for one in tapped(shell):
        seen = one.visibleRegion().boundingRect()
        seen.moveTopLeft(one.mapTo(shell, seen.topLeft()))
        if seen.intersects(toast.geometry()) and not toast.isAncestorOf(one):
            found.add(one.accessibleName() or type(one).__name__)
    return found


@pytest.mark.parametrize(
    ("size", "letters"), [(SMALLEST, 130), (SMALLEST, 100), (QSize(1366, 728), 100)]
)
def test_a_toast_covers_nothing_that_could_be_tapped_on_any_page(
    qapp, photograph, session, size, letters
):
    theme.apply(qapp, "light", letters)
    shell = Shell(session)
    shell.set_compact(size.width() < WIDE_FROM)
    shell.resize(size)
    shell.show()
    under = {}
    for entry in ENTRIES:
        shell.show_page(entry.code)
        photograph.settle(80)
        shell.resize(size)  # Qt lets it grow for what had no place yet, but never shrinks it
        shell.toast.say("L’engagement est reporté au 12 novembre 2021", "Annuler")
        for _again in range(25):  # what has just been read may not have its place yet
            photograph.settle(40)
            under[entry.code] = hidden_by(shell.toast, shell)
            if not under[entry.code] and shell.size() == size:
                break
            shell.resize(size)  # what was read since had no place yet either
        assert shell.size() == size
        # Once all is laid out no page needs more: what it grew by was a page not yet read.
        assert shell.minimumSizeHint().boundedTo(size) == shell.minimumSizeHint()
        said = {shell.toast._fact.text(), shell.toast._fact.toolTip()}
        assert any("12 novembre" in one for one in said)
        shell.toast.dismiss()
    theme.apply(qapp, "light")
    shell.close()
    shell.deleteLater()
    assert not any(under.values()), under


def test_what_a_page_does_by_ctrl_is_heard_from_the_side_bar_too(photograph, session):
    shell = Shell(session)
    shell.resize(SMALLEST)
    shell.show()
    deaf = {}
    for entry in ENTRIES:
        shell.show_page(entry.code)
        photograph.settle(40)
        of_page = shell.page(entry.code).findChildren(QShortcut)
        of_page = [one for one in of_page if one.parent().isVisible()]
        deaf[entry.code] = {
            one.key().toString()
            for one in of_page
            if "Ctrl" in one.key().toString() and one.context() is not WHOLE_WINDOW
        }
    shell.close()
    shell.deleteLater()
    assert not any(deaf.values()), deaf
