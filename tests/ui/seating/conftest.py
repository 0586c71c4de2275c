"""Nine people of a meeting, the page of table plans, and a plan of two rounds."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from tests.ui.shown import show

from maillage.actions import reception, seating
from maillage.domain.vocabulary import Category
from maillage.ui.seating.page import SeatingPage
from maillage.ui.widgets.dialogs import PlainDialog

CATEGORIES = (Category.SOCIAL_WORKER, Category.SOCIAL_ENTREPRENEUR, Category.LOCAL_OFFICER)


def welcome(store, event, names, start=0):
    """Receive people at the door; their registrations."""
    with store.action():
        return [
            reception.welcome(
                store, event=event.id, given_name=name, family_name="Durand",
                organisation=f"Structure {place // 2}", category=CATEGORIES[place % 3],
            ).id
            for place, name in enumerate(names, start)
        ]  # fmt: skip


def dialog(qtbot, kind):
    """The dialog of a kind that is open, once it is."""

    def found():
        open_ = [one for one in QApplication.topLevelWidgets() if isinstance(one, PlainDialog)]
        return next((one for one in open_ if isinstance(one, kind) and one.isVisible()), None)

    qtbot.waitUntil(lambda: found() is not None)
    return found()


@pytest.fixture
def people(session, meeting):
    """Nine people who are here; their registrations."""
    names = ("Ada", "Bea", "Carl", "Dan", "Eve", "Fay", "Gus", "Hal", "Ida")
    return welcome(session.store, meeting, names)


@pytest.fixture
def page(qtbot, session, meeting, people):
    """The page, which looks again after each change as in the window."""
    found = show(qtbot, SeatingPage(session), 1154, 700)
    session.changed.connect(found.refresh)
    found.refresh()
    qtbot.waitUntil(lambda: found._seen is not None)
    yield found
    session.changed.disconnect(found.refresh)
    qtbot.waitUntil(lambda: session._worker._open == 0)


@pytest.fixture
def planned(qtbot, page, session, meeting):
    """The same with a plan of two rounds, three at a table."""
    plan = seating.propose(page._seen, seats=3, rounds=2)
    session.write(lambda: seating.save(session.store, event=meeting.id, sittings=plan.sittings))
    qtbot.waitUntil(lambda: page.tour is not None)
    return page
