"""Whoever only reads a hub: each screen shows what is there, and offers nothing that writes."""

from __future__ import annotations

import re
import shutil
from contextlib import ExitStack
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit
from sqlalchemy import event
from tests.hubs import COORDINATORS, READER
from tests.stores import cheap_words, fast_folder
from tests.ui.conftest import PASSPHRASE

from maillage.actions import events, hubs, pledges, programme, workshops
from maillage.domain.records import Person, Registration, Round, Seat
from maillage.domain.vocabulary import Category, EventKind
from maillage.ui.background import Worker
from maillage.ui.look import theme
from maillage.ui.pages import ENTRIES
from maillage.ui.reception.card import PersonCard
from maillage.ui.session import Session
from maillage.ui.shell import Shell
from maillage.ui.widgets.text import Text

SLOW = 20_000
LEFT = {
    "prepare": {"Préparer les papiers…", "Ouvrir les tables"},
    "reception": {
        *("Appeler les absents…", "Qui est dans la salle…"),
        *("Tout le monde", "Pas encore là", "Dans la salle"),
    },
    "seating": {"Projeter", "Imprimer…", "Tour 1"},
    "workshops": {"Photos du tableau", "Projeter les idées", "Logement"},
    "pledges": {
        *("Tous", "En retard", "Cette semaine", "Clos"),
        *("Fiche…", "Fiche et agenda…", "Liste d’appel…"),
    },
    "leaving": {"Compte-rendu…"},
    "exchanges": {
        *("Choix faits…", "Fusions passées…", "Compte-rendu…"),
        *("Choix précédent", "Choix suivant"),
    },
}
"""What may still be pressed: looking, printing, projecting, the compte-rendu."""
MANY = 10
"""Records of each kind: a statement for each of them would be one too many below."""
MOST = 34
"""Statements that a screen needs to read all it shows, however much that is."""
SOUGHT = {"Chercher quelqu’un, ou passer un badge", "Chercher un engagement"}
COUNT = re.compile("\u2002.*")


def day(store):
    """Record a little of everything that a screen shows with a button."""
    meeting = events.create_event(
        store,
        title="Grande Rencontre de Paris",
        event_kind=EventKind.GRANDE_RENCONTRE,
        starts=datetime(2021, 12, 13, 14, 0, tzinfo=events.ZONE),
        ends=datetime(2021, 12, 13, 18, 0, tzinfo=events.ZONE),
        tables=2,
        dots=3,
        workshops=("Logement",),
    )
    (workshop,) = workshops.workshops(store, event=meeting.id)
    people = store.add_all(
        Person(given_name="Ada", family_name=f"Lefèvre {n}") for n in range(MANY)
    )
    here = store.add_all(
        Registration(event=meeting.id, person=one.id, category=Category.SOCIAL_WORKER)
        for one in people
    )
    first = store.add(Round(event=meeting.id, number=1))
    store.add_all(Seat(round=first.id, registration=one.id, table=1) for one in here)
    for line in ("i: Un guichet unique", "f: Manque de temps") * (MANY // 2):
        workshops.add_note(store, event=meeting.id, workshop=workshop.id, typed=line)
    with store.action():
        for one in people:
            pledges.make(
                store,
                event=meeting.id,
                what="Visiter la recyclerie",
                due=date(2021, 12, 20),
                people=[one.id],
            )
    return people


@pytest.fixture(autouse=True, scope="module")
def light(qapp):
    """Dress the application once: each time, the screens there are would be dressed anew."""
    theme.apply(qapp, "light")


@pytest.fixture(scope="module")
def window(cluster, qapp):
    """The window of somebody who only reads a hub, in which versions wait for a decision."""
    folder = fast_folder()
    with cheap_words(), ExitStack() as stack:
        stack.callback(shutil.rmtree, folder)
        database = stack.enter_context(cluster.copied())
        own = stack.enter_context(
            programme.start(
                folder / "own", programme="P", device="Coord", passphrase=PASSPHRASE
            ).store
        )
        people = day(own)
        hub = stack.enter_context(
            hubs.enter(
                own,
                cluster.at(database, COORDINATORS[0]),
                folder / "lea",
                device="Léa",
                passphrase=PASSPHRASE,
                password=cluster.passwords[COORDINATORS[0]],
            ).store
        )
        for store, profession in ((hub, "Éducatrice"), (own, "Médiatrice")):
            with store.action():
                for one in people:
                    store.change(one.id, profession=profession)
        own.export(folder / "own.maillage")
        assert hub.merge([folder / "own.maillage"]).conflicts == MANY
        opened = hubs.read(
            cluster.at(database, READER),
            folder / "rita",
            passphrase=PASSPHRASE,
            password=cluster.passwords[READER],
        )
        session = Session(opened, Worker())
        shell = Shell(session)
        shell.resize(1366, 768)
        shell.show()
        session.start()
        shell.show_page("reception")
        yield shell
        shell.hide()
        session.close()
        shell.deleteLater()


def quiet(shell):
    return shell.session.meeting is not None and not shell.session._worker._open


@pytest.fixture
def shell(window, qtbot):
    """The same, at rest."""
    qtbot.waitUntil(lambda: quiet(window), timeout=SLOW)
    return window


def offered(page):
    """Return the words of all that one may press, trigger or write into."""
    pressed = [
        button.text() or button.accessibleName()
        for button in page.findChildren(QAbstractButton)
        if button.isVisibleTo(page) and button.isEnabled()
    ]
    actions = [
        one.text()
        for one in page.findChildren(QAction, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if one.isVisible() and one.isEnabled() and one.text()
    ]
    return {COUNT.sub("", word) for word in (*pressed, *actions)} - {
        "Plus",
        "",
        "Effacer la recherche",
    }


def words(page):
    return {label.text() for label in page.findChildren(Text) if label.isVisibleTo(page)}


def written_into(page):
    return {
        field.accessibleName()
        for kind in (QLineEdit, QPlainTextEdit)
        for field in page.findChildren(kind)
        if field.isVisibleTo(page) and field.isEnabled() and not field.isReadOnly()
    }


@pytest.mark.parametrize("compact", [False, True], ids=["wide", "compact"])
@pytest.mark.parametrize("code", [entry.code for entry in ENTRIES])
def test_no_screen_offers_anything_that_writes(shell, qtbot, code, compact):
    shell.set_compact(compact)
    shell.show_page(code)
    qtbot.waitUntil(lambda: quiet(shell), timeout=SLOW)
    page = shell.page(code)
    assert offered(page) - LEFT[code] == set()
    assert offered(page)
    assert written_into(page) <= SOUGHT
    assert not page.acceptDrops()
    assert "Consultation seule" in words(page.header)


def test_two_versions_are_seen_side_by_side_and_none_can_be_taken(shell, qtbot):
    shell.show_page("exchanges")
    qtbot.waitUntil(lambda: quiet(shell), timeout=SLOW)
    card = shell.page("exchanges").choices.card
    assert [one.button for one in card.cards] == [None, None]
    assert {"Éducatrice", "Médiatrice"} <= {
        one.accessibleName().split(", ")[1] for one in card.cards
    }


def test_enter_at_the_door_opens_a_card_to_look_at(shell, qtbot):
    shell.show_page("reception")
    qtbot.waitUntil(lambda: quiet(shell), timeout=SLOW)
    page = shell.page("reception")
    assert page.list.welcome.isHidden()
    page.search.setText("lef")
    page.search.submitted.emit("lef")
    page.list.people.activated_row.emit(page.list.people.current_key())
    qtbot.waitUntil(lambda: shell.findChild(PersonCard) is not None, timeout=SLOW)
    card = shell.findChild(PersonCard)
    qtbot.waitUntil(lambda: quiet(shell), timeout=SLOW)
    assert offered(card) == {"Fermer la fiche", "Ses données…"}
    assert written_into(card) == set()
    card.reject()


def test_a_way_that_was_forgotten_is_said_quietly_and_changes_nothing(shell, qtbot):
    said, failures = [], []
    shell.session.told.connect(lambda fact, *_: said.append(fact))
    shell.session.failed.connect(failures.append)
    shell.page("reception").welcome_somebody()
    shell.pledge_from("")
    shell.page("seating")._ask("nobody")
    assert len(said) == 3
    assert failures == []


@pytest.mark.parametrize("code", [entry.code for entry in ENTRIES])
def test_a_screen_asks_a_hub_no_oftener_because_there_is_more_to_show(shell, qtbot, code):
    shell.show_page(code)
    qtbot.waitUntil(lambda: quiet(shell), timeout=SLOW)
    engine, asked, begun = shell.session.store._engine, [], []

    def count(_connection, _cursor, statement, *_more):
        asked.append(statement)

    def begin(connection):
        begun.append(connection)

    event.listen(engine, "before_cursor_execute", count)
    event.listen(engine, "begin", begin)
    shell.page(code).refresh()
    qtbot.waitUntil(lambda: quiet(shell), timeout=SLOW)
    event.remove(engine, "before_cursor_execute", count)
    event.remove(engine, "begin", begin)
    assert len(asked) <= MOST
    assert 1 <= len(begun) <= 3, "each thing that is read would be a transaction of its own"
