"""A late pledge between two people of the meeting, and the page that shows it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.ui.shown import show

from maillage.actions import pledges, reception
from maillage.actions.pledges import Party
from maillage.domain.vocabulary import Category, PartyRole
from maillage.ui.pledges.page import PledgesPage
from maillage.ui.widgets.text import Text

TODAY = date(2026, 11, 26)


def party(name, category=Category.SOCIAL_WORKER, *, person="p", organisation="", gone=None):
    """Somebody who leads a pledge, and may be called unless they are gone."""
    lead, agrees = PartyRole.LEAD, not gone
    return Party(person, name, organisation, category, lead, may_call=agrees, gone=gone)


def plain(text):
    """Words with the spaces of a keyboard."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def whole(widget):
    """Whether nothing of a widget is hidden, nor cut by what scrolls."""
    return widget.visibleRegion().boundingRect() == widget.rect()


def addresses(line):
    """What is shown to reach somebody by."""
    return [text.text() for text in line._reach.findChildren(Text) if not text.isHidden()]


def stored(session, pledge):
    """The pledge as the store has it now."""
    return next(
        one.pledge
        for one in pledges.promises(session.store, today=TODAY)
        if one.pledge.id == pledge.id
    )


def shown(qtbot, page, pledge):
    """Wait until that pledge is the one in full."""
    qtbot.waitUntil(lambda: page.detail.pledge() == pledge.id)


@pytest.fixture
def people(session, meeting):
    """Two people at the meeting, by first name."""
    store = session.store
    found = {}
    for given, family, category, contact in (
        ("Marie", "Delorme", Category.SOCIAL_WORKER, "06 39 98 10 03"),
        ("Marc", "Fontanel", Category.SOCIAL_ENTREPRENEUR, "marc@laremise.example"),
    ):
        found[given] = reception.welcome(
            store,
            event=meeting.id,
            given_name=given,
            family_name=family,
            category=category,
            contact=contact,
        ).person
    return found


@pytest.fixture
def today(session):
    """The day of the store's clock."""
    return session.store.clock().astimezone().date()


@pytest.fixture
def page(qtbot, session, meeting):
    """The page, which looks again after each change as in the window."""
    found = show(qtbot, PledgesPage(session), 1154, 700)
    session.changed.connect(found.refresh)
    session.meeting_changed.connect(found.refresh)
    found.refresh()
    qtbot.waitUntil(lambda: found._seen is not None)
    yield found
    session.changed.disconnect(found.refresh)
    session.meeting_changed.disconnect(found.refresh)
    qtbot.waitUntil(lambda: session._worker._open == 0)


@pytest.fixture
def made(session, meeting, people, today):
    """A pledge that is late, between two people who may be called."""
    return pledges.make(
        session.store,
        event=meeting.id,
        what="Réunir les bailleurs",
        people=list(people.values()),
        next_step="appeler la mairie",
        due=today - timedelta(days=14),
        may_call=list(people.values()),
    )
