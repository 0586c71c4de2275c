"""A text half written for a choice is there again, until the choice is made or the text left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from tests.stores import COORDINATION, LAPTOPS
from tests.ui.shown import show

from maillage.actions import drafts, exchanges, forgetting
from maillage.actions.programme import Opened
from maillage.domain.records import Note, Person
from maillage.ui.background import Worker
from maillage.ui.drafts import CHOICE
from maillage.ui.exchanges.page import ExchangesPage
from maillage.ui.session import Session
from maillage.ui.shell import Shell

DOOR, LOW, HIGH = LAPTOPS[1:]


@pytest.fixture
def ids(team):
    """The ids of the person and the note that everybody knows."""
    store = team.laptops[COORDINATION].store
    return store.all(Person)[0].id, store.all(Note)[0].id


@pytest.fixture
def disputed(team, ids):
    """The coordinator's store, with a telephone number and a note to decide."""
    for name, phone in ((DOOR, "06 12 44 80 71"), (LOW, "07 68 03 15 22")):
        team.laptops[name].clock.pass_()
        team.laptops[name].store.change(ids[0], phone=phone)
        team.laptops[name].store.change(ids[1], text=f"un café à {name}")
    store = team.laptops[COORDINATION].store
    store.merge([team.laptops[name].export() for name in (DOOR, LOW)])
    return store


@pytest.fixture
def start(qtbot, disputed):
    """Start Maillage on that store, as after a power cut: no window was ever closed."""
    sessions = []

    def started():
        session = Session(Opened(disputed), Worker())
        sessions.append(session)
        page = show(qtbot, ExchangesPage(session), 1100, 700)
        session.changed.connect(page.refresh)
        qtbot.waitUntil(lambda: page._seen is not None and session._worker._open == 0)
        return page

    yield started
    for one in sessions:
        one._worker.shutdown()


def write(qtbot, page, text, key=""):
    """Write another value for a choice, the one in front by default, until it is kept."""
    if key:
        page.choices.list.set_current(key)
    page.choices.card.another.click()
    edit = page.choices.card.editor.edit
    edit.selectAll()
    qtbot.keyClicks(edit, text)
    qtbot.waitUntil(lambda: text in str(kept(page)))


def kept(page):
    return drafts.drafts(page._session.store)


def of(page, field):
    """The key of the choice about a field."""
    return next(one.key for one in page._seen.choices if one.key.endswith(field))


def test_what_was_being_written_is_there_again_and_in_front_until_it_is_taken(
    qtbot, start, disputed, ids
):
    page = start()
    first, other = (one.key for one in page._seen.choices)
    assert page.choices.key() == first
    write(qtbot, page, "01 23 45")
    write(qtbot, page, "01 23 45 67", key=other)
    again = start()
    area, card = again.choices, again.choices.card
    assert area.key() == other
    assert card.editor.text() == "01 23 45 67"
    assert "Vous aviez commencé" in card.editor.field._below.text()
    again.focus_first()
    qtbot.keyClick(area.list, Qt.Key.Key_Return)
    assert again.window().focusWidget() is card.editor.edit
    qtbot.keyClicks(card.editor.edit, " 89")
    area.list.set_current(first)
    assert card.editor.text() == "01 23 45"
    area.list.set_current(other)
    assert card.editor.text() == "01 23 45 67 89", "put aside, and not left"
    card.editor.save.click()
    said = {f"{ids[0]} phone": lambda: disputed.get(Person, ids[0]).phone}
    said[f"{ids[1]} text"] = lambda: disputed.get(Note, ids[1]).text
    qtbot.waitUntil(lambda: said[other]() == "01 23 45 67 89")
    qtbot.waitUntil(lambda: [one["text"] for one in kept(again).values()] == ["01 23 45"])


def test_the_first_visit_begins_with_what_was_being_written(qtbot, start):
    write(qtbot, start(), "un th")
    again = ExchangesPage(start()._session)
    show(qtbot, again, 1100, 700)
    again.focus_first()  # as the window does, before anything was read
    qtbot.waitUntil(lambda: again.choices.card.editor is not None)
    edit = again.choices.card.editor.edit
    qtbot.waitUntil(edit.hasFocus)


def test_what_is_left_or_put_back_as_it_was_is_kept_no_more(qtbot, start):
    page = start()
    write(qtbot, page, "autrement", key=of(page, "text"))
    qtbot.keyClick(page.choices.card.editor.edit, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not kept(page))
    write(qtbot, page, "encore autrement")
    page.choices.card.editor.edit.setPlainText(page.choices.card.choice().text)
    qtbot.waitUntil(lambda: not kept(page))
    again = start()
    assert again.choices.card.editor is None


def test_it_goes_where_somebody_else_has_decided_or_the_same_is_disputed_anew(
    qtbot, start, disputed, ids, team
):
    page = start()
    write(qtbot, page, "01 23 45", key=of(page, "phone"))
    write(qtbot, page, "autrement", key=of(page, "text"))
    for decision in exchanges.decisions(disputed):
        exchanges.resolve(disputed, decision.conflict, "0123456789")
    for name, phone in ((DOOR, "06 39 98 00 01"), (LOW, "06 39 98 00 02")):
        laptop = team.laptops[name]
        laptop.store.merge([team.laptops[COORDINATION].export()])
        laptop.clock.pass_()
        laptop.store.change(ids[0], phone=phone)
    disputed.merge([team.laptops[name].export() for name in (DOOR, LOW)])
    again = start()
    assert [one.key for one in again._seen.choices] == [of(again, "phone")]
    assert again.choices.card.editor is None
    qtbot.waitUntil(lambda: not kept(again))


def test_one_version_more_loses_no_word(qtbot, start, disputed, ids, team):
    page = start()
    write(qtbot, page, "autrement", key=of(page, "text"))
    team.laptops[HIGH].store.change(ids[1], text="un thé")
    disputed.merge([team.laptops[HIGH].export()])
    again = start()
    assert again.choices.card.editor.text() == "autrement"


def test_who_is_erased_goes_from_it(qtbot, start, disputed, ids):
    page = start()
    write(qtbot, page, "01 23 45", key=of(page, "phone"))
    write(qtbot, page, "chez Mme Lefevre", key=of(page, "text"))
    forgetting.erase(disputed, person=ids[0])
    assert kept(page) == {}
    again = start()
    assert again.choices.card.editor is None


def test_the_toast_leads_back_to_it_without_any_meeting(qtbot, start, disputed):
    page = start()
    write(qtbot, page, "autrement", key=of(page, "text"))
    session = Session(Opened(disputed), Worker())
    told = []
    session.told.connect(lambda fact, _label, undo, _icon: told.append((fact, undo)))
    shell = Shell(session)
    qtbot.addWidget(shell)
    qtbot.waitUntil(lambda: bool(told))
    fact, go = told[-1]
    assert "Échanges" in fact
    go()
    assert shell.current == "exchanges"
    assert session.drafts.begun(CHOICE, "")
    qtbot.waitUntil(lambda: session._worker._open == 0)
    session._worker.shutdown()
