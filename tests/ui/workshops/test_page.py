"""Which workshop is looked at: chosen, added, and what is said before there is any."""

from __future__ import annotations

from maillage.actions import workshops
from maillage.ui.workshops.naming import WorkshopDialog
from maillage.ui.workshops.page import WorkshopsPage

from .conftest import add


def test_each_workshop_has_its_own_notes(qtbot, page, session, meeting):
    add(qtbot, page, "du logement")
    _housing, mobility = workshops.workshops(session.store, event=meeting.id)
    page.choice.chips._chips[mobility.id].click()
    assert page.notes.none.isVisible()
    add(qtbot, page, "un bus")
    assert [one.note.text for one in page._seen.lines if one.note.workshop == mobility.id] == [
        "un bus"
    ]


def test_a_workshop_is_added_and_chosen_and_the_toast_takes_it_away(qtbot, page, session, meeting):
    page.add_workshop()
    dialog = page.findChild(WorkshopDialog)
    dialog.add.click()
    assert dialog._labelled.error()
    dialog.field.setText("Jeunes aidants")
    with qtbot.waitSignal(session.told) as told:
        dialog.add.click()
    qtbot.waitUntil(lambda: len(page._seen.workshops) == 3)
    assert page._seen.workshops[-1].id == page.choice.chips.code()
    told.args[2]()
    qtbot.waitUntil(lambda: len(page._seen.workshops) == 2)
    assert page.choice.chips.code() == page._seen.workshops[0].id


def test_without_a_meeting_the_page_offers_to_create_one(qtbot, session):
    page = WorkshopsPage(session)
    qtbot.addWidget(page)
    page.refresh()
    with qtbot.waitSignal(page.wants_meeting):
        page._states.currentWidget().action.click()


def test_without_a_workshop_the_page_offers_to_name_the_first(qtbot, session, meeting):
    for one in workshops.workshops(session.store, event=meeting.id):
        session.store.delete(one.id)
    page = WorkshopsPage(session)
    qtbot.addWidget(page)
    page.refresh()
    qtbot.waitUntil(lambda: page._states.currentWidget() is page._no_workshop)


def test_a_compact_page_chooses_the_workshop_from_a_list(qtbot, page, session, meeting):
    page.set_compact(True)
    _housing, mobility = workshops.workshops(session.store, event=meeting.id)
    chooser = page.choice.list
    qtbot.waitUntil(chooser.isVisible)
    assert not page.choice.chips.isVisible()
    chooser.set_code(mobility.id)
    chooser.activated.emit(chooser.currentIndex())
    assert page._workshop == mobility.id
    page.set_compact(False)
    assert page.choice.chips.code() == mobility.id
