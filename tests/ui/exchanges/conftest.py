"""The coordinator's screen of files, and files of the other laptops brought to it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog
from tests.stores import COORDINATION, LAPTOPS
from tests.ui.shown import show

from maillage.actions.programme import Opened
from maillage.domain.records import Note, Person
from maillage.ui.background import Worker
from maillage.ui.exchanges.page import ExchangesPage
from maillage.ui.session import Session

DOOR, LOW, _HIGH = LAPTOPS[1:]


@pytest.fixture
def ids(team):
    """The ids of the person and the note that everybody knows."""
    store = team.laptops[COORDINATION].store
    return store.all(Person)[0].id, store.all(Note)[0].id


@pytest.fixture
def session(team):
    """The coordinator's session, without a meeting."""
    found = Session(Opened(team.laptops[COORDINATION].store), Worker())
    yield found
    found.close()


@pytest.fixture
def told(session):
    """The facts that the toast would show."""
    facts = []
    session.told.connect(lambda fact, undo, act: facts.append((fact, undo, act)))
    return facts


@pytest.fixture
def page(qtbot, session):
    """The screen as the window shows it: read anew after every change."""
    found = show(qtbot, ExchangesPage(session), 1100, 700)
    session.changed.connect(found.refresh)
    session.meeting_changed.connect(found.refresh)
    qtbot.waitUntil(lambda: found._seen is not None)
    return found


def dispute(team, ids):
    """Let two laptops change the same telephone number; return their files."""
    for name, phone in ((DOOR, "06 12 44 80 71"), (LOW, "07 68 03 15 22")):
        team.laptops[name].clock.pass_()
        team.laptops[name].store.change(ids[0], phone=phone)
    return [team.laptops[name].export() for name in (DOOR, LOW)]


def merge(qtbot, page, paths, choices=0):
    """Take files in, and wait for as many choices as they bring."""
    page.take([str(path) for path in paths])
    approve(qtbot, page)
    qtbot.waitUntil(lambda: len(page._seen.choices) == choices)


def looked_at(qtbot, page):
    """Wait until nothing is being read any more."""
    qtbot.waitUntil(lambda: not page.merging.busy)


def approve(qtbot, page):
    """Take in what was looked at, as the button does."""
    looked_at(qtbot, page)
    if page.merging.ready:
        page.files.go_on.click()
    looked_at(qtbot, page)


def stages(page):
    """How far each file is, the latest first."""
    return [file.stage for file in page.merging.files]


def answer(monkeypatch, path):
    """Have the person choose this path in the next dialog; return the names offered."""
    offered = []

    def choose(_parent, _title, name, _kinds):
        offered.append(name)
        return str(path or ""), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return offered
