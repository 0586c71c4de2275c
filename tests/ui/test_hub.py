"""The window on a hub: what others write shows, and a hub that is away is said quietly."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from tests.hubs import COORDINATORS, READER, Cluster
from tests.ui.conftest import PASSPHRASE

from maillage import Store
from maillage.actions import drafts, forgetting, hubs, programme
from maillage.actions.programme import Opened
from maillage.domain.errors.hub import HubReadOnly
from maillage.domain.hub_news import News
from maillage.domain.records import Event, Note, Person
from maillage.domain.vocabulary import DeviceRole
from maillage.settings import Settings
from maillage.store import keys
from maillage.store.files import KEYS
from maillage.ui.background import Worker
from maillage.ui.drafts import NOTE
from maillage.ui.hub_entering import EnterHubDialog
from maillage.ui.hub_password import HubPasswordDialog
from maillage.ui.pages import EXCHANGES
from maillage.ui.passphrase_change import PassphraseDialog
from maillage.ui.preferences import Preferences
from maillage.ui.session import Session
from maillage.ui.shell import Shell
from maillage.ui.start.jobs import Ready
from maillage.ui.start.recovery import RecoveryPage
from maillage.ui.window import MainWindow

SLOW = 20_000


@dataclass
class Hub:
    """A hub, and the store of a coordinator who works in it."""

    cluster: Cluster
    database: str
    store: Store


@pytest.fixture
def hub(cluster, tmp_path, quick_keys):
    """A hub that a coordinator has entered with a meeting."""
    with ExitStack() as stack:
        database = stack.enter_context(cluster.copied())
        own = stack.enter_context(
            programme.start(
                tmp_path / "own", programme="P", device="Coord", passphrase=PASSPHRASE
            ).store
        )
        own.add(Event(title="Grande Rencontre"))
        entered = hubs.enter(
            own,
            cluster.at(database, COORDINATORS[0]),
            tmp_path / "lea",
            device="Léa",
            passphrase=PASSPHRASE,
            password=cluster.passwords[COORDINATORS[0]],
        )
        yield Hub(cluster, database, stack.enter_context(entered.store))


@pytest.fixture
def shell(hub, tmp_path, qtbot):
    """The window of a second coordinator."""
    invitation = programme.invite(
        hub.store, tmp_path / "to-hub", passphrase=PASSPHRASE, role=DeviceRole.COORDINATOR
    )
    opened = hubs.join(
        hub.cluster.at(hub.database, COORDINATORS[1]),
        tmp_path / "yann",
        invitation=invitation,
        invitation_passphrase=PASSPHRASE,
        device="Yann",
        passphrase=PASSPHRASE,
        password=hub.cluster.passwords[COORDINATORS[1]],
    )
    yield from showing(opened, qtbot)


@pytest.fixture
def reading(hub, tmp_path, qtbot):
    """The window of somebody who only reads."""
    opened = hubs.read(
        hub.cluster.at(hub.database, READER),
        tmp_path / "rita",
        passphrase=PASSPHRASE,
        password=hub.cluster.passwords[READER],
    )
    yield from showing(opened, qtbot)


def showing(opened: Opened, qtbot):
    session = Session(opened, Worker())
    session.failures = []
    session.failed.connect(session.failures.append)
    if session.news._listener:
        session.news._listener._again = 0.2
    found = Shell(session)
    qtbot.addWidget(found)
    found.resize(1366, 768)
    found.show()
    session.start()
    found.show_page("reception")
    qtbot.waitUntil(lambda: session.meeting is not None, timeout=SLOW)
    yield found
    found.hide()
    session.close()


def quiet(shell):
    return not shell.session._worker._open


def test_what_another_coordinator_writes_shows_by_itself(hub, shell, qtbot):
    session = shell.session
    session.news._listener.check()
    with qtbot.waitSignal(session.changed, timeout=SLOW):
        # Whoever has just begun to listen may miss the first one.
        hub.store.add(Note(text="ailleurs"))
    with qtbot.waitSignal(session.changed, timeout=SLOW):
        hub.store.add(Note(text="encore ailleurs"))
    assert session.failures == []


def test_the_side_bar_says_who_may_be_recorded_twice_before_the_screen_of_files_is_opened(
    hub, shell, qtbot
):
    shell._doubles._quiet.setInterval(0)
    for name in ("Lemoine", "Lemoinne"):
        hub.store.add(Person(given_name="Eva", family_name=name, phone="06 39 98 12 34"))
    shell.session.changed.emit()  # whoever has just begun to listen may miss the first one
    qtbot.waitUntil(lambda: shell.sidebar._buttons[EXCHANGES]._badge == "1", timeout=SLOW)
    assert shell.current != EXCHANGES
    assert shell.session.failures == []


def test_a_hub_that_is_away_is_said_once_and_the_window_goes_on(hub, shell, qtbot):
    session, said = shell.session, []
    session.told.connect(lambda fact, *_: said.append(fact))
    qtbot.waitUntil(lambda: quiet(shell), timeout=SLOW)
    with hub.cluster.away():
        for code in ("workshops", "pledges", "exchanges", "reception"):
            shell.show_page(code)
        qtbot.waitUntil(lambda: session.news.lost and quiet(shell), timeout=SLOW)
        assert shell.sidebar._saved.words.text() == "Base commune injoignable"
        assert session.failures == []
        session.write(lambda: session.store.add(Note(text="pas maintenant")))
        qtbot.waitUntil(lambda: len(session.failures) == 1, timeout=SLOW)
    qtbot.waitUntil(lambda: not session.news.lost and quiet(shell), timeout=SLOW)
    assert len(said) == 2
    session.write(lambda: session.store.add(Note(text="maintenant")))
    qtbot.waitUntil(lambda: quiet(shell), timeout=SLOW)
    assert [note.text for note in hub.store.all(Note)] == ["maintenant"]
    assert len(session.failures) == 1


def test_what_is_half_typed_in_a_hub_is_there_again_but_for_who_reads_or_is_another(
    hub, shell, reading, qtbot
):
    session, event = shell.session, shell.session.meeting.id
    session.drafts.keep(NOTE, event, {"text": "i: phrase pas finie"})
    qtbot.waitUntil(lambda: bool(drafts.drafts(session.store)), timeout=SLOW)
    again = Session(Opened(session.store), Worker())  # as after a power cut
    qtbot.waitUntil(lambda: bool(again.drafts.of(NOTE, event)), timeout=SLOW)
    reading.session.drafts.keep(NOTE, event, {"text": "rien"})
    reading.session.drafts.save()
    assert drafts.drafts(hub.store) == drafts.drafts(reading.session.store) == {}
    ada = hub.store.add(Person(family_name="Finie"))
    forgetting.erase(hub.store, person=ada.id)
    again.changed.emit()  # as the news of it does
    qtbot.waitUntil(lambda: not again.drafts.of(NOTE, event), timeout=SLOW)
    again._worker.shutdown()
    assert not session.drafts.go_with_window
    drafts.keep(session.store, {f"{NOTE} {event}": {"text": "kept before"}})
    with hub.cluster.away():
        late = Session(Opened(session.store), Worker())
        qtbot.waitUntil(lambda: late.news.lost, timeout=SLOW)
    late.news._take(News.BACK)
    qtbot.waitUntil(lambda: bool(late.drafts.of(NOTE, event)), timeout=SLOW)
    late._worker.shutdown()
    drafts.keep(session.store, {f"{NOTE} {event}": None})
    with hub.cluster.away():
        session.drafts.keep(NOTE, event, {"text": "typed while it was away"})
        session.drafts.save()
        qtbot.waitUntil(lambda: session.drafts.go_with_window, timeout=SLOW)
    qtbot.waitUntil(lambda: bool(drafts.drafts(session.store)), timeout=SLOW)
    qtbot.waitUntil(lambda: not session.drafts.go_with_window, timeout=SLOW)
    assert not reading.session.drafts.go_with_window
    assert session.failures == []


def test_whoever_only_reads_looks_at_every_screen(reading, qtbot):
    assert reading.session.store.device == ""
    for code in reading._entries:
        reading.show_page(code)
        qtbot.waitUntil(lambda: quiet(reading), timeout=SLOW)
    assert reading.session.failures == []


def test_a_hub_that_was_away_at_the_start_shows_its_meeting_once_it_answers(hub, shell, qtbot):
    session = shell.session
    with hub.cluster.away():
        session.show_meeting(None)
        session._look_for_meeting()
        qtbot.waitUntil(lambda: session.news.lost, timeout=SLOW)
        assert session.meeting is None
    qtbot.waitUntil(lambda: session.meeting is not None, timeout=SLOW)
    assert session.failures == []


def test_another_password_is_tried_then_serves_at_once(hub, shell, qtbot):
    session, user = shell.session, COORDINATORS[1]
    dialog = HubPasswordDialog(session)
    qtbot.addWidget(dialog)
    dialog.open()
    with hub.cluster.other_password(user, "une nouvelle loutre"):
        dialog.password.setText("faux")
        dialog.keep.click()
        qtbot.waitUntil(lambda: "n’accepte pas" in dialog.field.error(), timeout=SLOW)
        dialog.password.setText("une nouvelle loutre")
        dialog.keep.click()
        qtbot.waitUntil(dialog.isHidden, timeout=SLOW)
        session.failures.clear()  # until now a screen may have come with the former one
        hub.cluster.hang_up(hub.database)
        session.write(lambda: session.store.add(Note(text="avec l’autre")))
        qtbot.waitUntil(lambda: quiet(shell) and not session.news.lost, timeout=SLOW)
        assert [note.text for note in hub.store.all(Note)] == ["avec l’autre"]
        assert session.failures == []


def test_other_words_open_the_place_in_a_hub_too(hub, shell, qtbot):
    session, other = shell.session, "tilleul semaine barque violon ardoise"
    dialog = PassphraseDialog(session, session._worker)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.present.setText(PASSPHRASE)
    for field in (dialog.passphrase.first, dialog.passphrase.second):
        field.editor.setText(other)
    dialog.act.click()
    qtbot.waitUntil(dialog.isHidden, timeout=SLOW)
    assert keys.unlock(session.store.path / KEYS, other) == session.store._key
    assert session.failures == []


def test_whoever_only_reads_is_told_so_where_it_is_said_who_works_here(reading, qtbot):
    qtbot.waitUntil(lambda: reading.place.reads, timeout=SLOW)
    assert reading.sidebar._place.words.text() == "Consultation seule"
    reading.show_page("exchanges")
    qtbot.waitUntil(lambda: quiet(reading), timeout=SLOW)
    page = reading.page("exchanges")
    assert page.send.isHidden()
    assert page.drop.isHidden()
    reading.session.write(lambda: reading.session.store.add(Note(text="interdite")))
    qtbot.waitUntil(lambda: len(reading.session.failures) == 1, timeout=SLOW)
    assert isinstance(reading.session.failures[0], HubReadOnly)


@pytest.fixture
def window(qtbot, opened, tmp_path, monkeypatch):
    """The window of a coordinator's own store, with one meeting."""
    monkeypatch.setattr(programme, "stores_folder", lambda: tmp_path / "stores")
    opened.store.add(Event(title="Grande Rencontre"))
    found = MainWindow(Preferences(Settings(), tmp_path / "settings.json"))
    found.furnish()
    qtbot.addWidget(found, before_close_func=lambda window: window._close_store())
    found.show()
    found.enter(Ready(opened, tmp_path / "stores" / "accueil"))
    qtbot.waitUntil(lambda: found.shell.place.coordinator and not found._busy, timeout=SLOW)
    return found


def entering(qtbot, window, cluster, database, password=""):
    """The dialog of the window's menu, filled in."""
    window.commands._allow()
    assert window.commands.hub.isVisible()
    window.commands.hub.trigger()
    dialog = window.findChild(EnterHubDialog)
    dialog.address.setText(cluster.at(database, COORDINATORS[0]))
    dialog.password.setText(password or cluster.passwords[COORDINATORS[0]])
    for field in (dialog.passphrase.first, dialog.passphrase.second):
        field.editor.setText(PASSPHRASE)
    qtbot.waitUntil(lambda: dialog.device.text() == "Accueil", timeout=SLOW)
    return dialog


def test_a_programme_is_brought_into_a_hub_from_the_menu_and_its_store_stays(
    cluster, window, tmp_path, qtbot
):
    with cluster.copied() as database:
        dialog = entering(qtbot, window, cluster, database, "faux")
        dialog.act.click()
        qtbot.waitUntil(lambda: "n’accepte pas" in dialog.fields["password"].error(), timeout=SLOW)
        dialog.password.setText(cluster.passwords[COORDINATORS[0]])
        dialog.act.click()
        qtbot.waitUntil(lambda: window.session is None, timeout=SLOW)
        page = window.start.step()
        assert isinstance(page, RecoveryPage)
        page.noted.setChecked(True)
        page.go_on.click()
        qtbot.waitUntil(
            lambda: window.shell.place.hub != "" and window.session.meeting is not None,
            timeout=SLOW,
        )
        assert window.session.meeting.title == "Grande Rencontre"
        window.commands._allow()
        assert not window.commands.hub.isVisible(), "it is in one already"
        with Store.open(tmp_path / "stores" / "accueil", passphrase=PASSPHRASE) as own:
            assert [one.title for one in own.all(Event)] == ["Grande Rencontre"]
        window._close_store()


def test_bringing_a_programme_into_a_hub_can_be_stopped(cluster, window, tmp_path, qtbot):
    with cluster.copied() as database:
        dialog = entering(qtbot, window, cluster, database)
        dialog.act.click()
        dialog.reject()
        qtbot.waitUntil(lambda: not dialog.working, timeout=SLOW)
        assert dialog.isVisible()
        assert not dialog.outcome.isHidden()
        assert [one.name for one in (tmp_path / "stores").iterdir()] == ["accueil"]
        dialog.reject()
