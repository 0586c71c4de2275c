"""A connection that breaks off has written all or nothing, and says which; others are heard."""

from __future__ import annotations

from queue import Queue
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event
from tests.hubs import Cluster
from tests.stores import DOOR, Team

from maillage.domain.errors.hub import HubError, HubUncertain, HubUnreachable
from maillage.domain.hub_news import News
from maillage.domain.records import Note
from maillage.store.listening import Listener

from .conftest import Shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


def test_a_connection_that_breaks_off_while_it_writes_lets_the_others_go_on(
    cluster: Cluster, shared: Shared, caplog: pytest.LogCaptureFixture
) -> None:
    one, two = shared.stores

    def record_half() -> None:
        with one.action() as writer:
            writer.add(Note(text="jamais finie"))
            asked = "SELECT pg_backend_pid()"
            cluster.run(
                f"SELECT pg_terminate_backend({writer.connection.exec_driver_sql(asked).scalar()})"
            )
            with writer.connection.connection.driver_connection.pipeline():  # as many rows take
                writer.add(Note(text="sans effet"))

    before = two.digest()
    with pytest.raises(HubUnreachable):
        record_half()
    assert "error ignored" not in caplog.text
    assert two.digest() == before
    two.add(Note(text="la suite"))
    one.add(Note(text="revenue"))
    assert {note.text for note in one.all(Note)} >= {"la suite", "revenue"}
    assert not [note for note in one.all(Note) if note.text in {"jamais finie", "sans effet"}]
    assert one.verify().problems == ()


@pytest.fixture
def news(shared: Shared) -> Iterator[Queue[News]]:
    """What the first of them hears of the others."""
    heard: Queue[News] = Queue()
    listener = Listener(lambda: shared.stores[0]._engine, shared.stores[0].device, again=0.05)
    thread = Thread(target=listener.run, args=(heard.put,))
    thread.start()
    listener.check()
    assert heard.get(timeout=20) is News.BACK  # it listens from here on
    heard.check = listener.check
    yield heard
    listener.stop()
    thread.join(20)
    assert not thread.is_alive()
    assert heard.empty()


def test_what_others_write_is_heard_at_once_and_ones_own_or_a_rehearsal_is_not(
    team: Team, shared: Shared, news: Queue[News]
) -> None:
    one, two = shared.stores
    one.add(Note(text="de moi"))
    two.plan([team.laptops[DOOR].export()])
    with two.rehearsal() as writer:
        writer.add(Note(text="reprise"))
    with two.action():
        pass  # nothing was written
    news.check()
    assert news.get(timeout=20) is News.BACK, "nobody has said anything before"
    two.add(Note(text="de l’autre"))
    assert news.get(timeout=20) is News.WRITTEN


def test_a_hub_that_goes_away_is_said_once_and_heard_again_when_it_is_back(
    cluster: Cluster, shared: Shared, news: Queue[News]
) -> None:
    cluster.run(f"ALTER DATABASE {shared.database} ALLOW_CONNECTIONS false")
    cluster.hang_up(shared.database)
    assert news.get(timeout=20) is News.LOST
    with pytest.raises(HubError):
        shared.stores[0].add(Note(text="pas maintenant"))
    cluster.run(f"ALTER DATABASE {shared.database} ALLOW_CONNECTIONS true")
    assert news.get(timeout=20) is News.BACK
    shared.stores[1].add(Note(text="la suite"))
    assert news.get(timeout=20) is News.WRITTEN
    assert [note.text for note in shared.stores[0].all(Note)][-1] == "la suite"


def broken_at_the_end(cluster: Cluster, shared: Shared, *, saved: bool, back: bool) -> None:
    """Let the first of them record a note while the connection breaks off at its very end."""
    store = shared.stores[0]

    def break_off(connection: Connection) -> None:
        driver = connection.connection.driver_connection
        if saved:
            driver.commit()
        if not back:
            cluster.run(f"ALTER DATABASE {shared.database} ALLOW_CONNECTIONS false")
        cluster.hang_up(shared.database)
        if saved:
            driver.execute("SELECT 1")  # what the driver says where COMMIT is not answered

    event.listen(store._engine, "commit", break_off, once=True)
    try:
        store.add(Note(text="au dernier moment"))
    finally:
        cluster.run(f"ALTER DATABASE {shared.database} ALLOW_CONNECTIONS true")


def kept(shared: Shared) -> int:
    """Return how often the note is there."""
    return [note.text for note in shared.stores[1].all(Note)].count("au dernier moment")


def test_a_connection_that_breaks_off_at_the_very_end_says_what_became_of_it(
    cluster: Cluster, shared: Shared
) -> None:
    broken_at_the_end(cluster, shared, saved=True, back=True)  # no error: it is there
    assert kept(shared) == 1
    with pytest.raises(HubUnreachable):
        broken_at_the_end(cluster, shared, saved=False, back=True)
    assert kept(shared) == 1
    with pytest.raises(HubUncertain):
        broken_at_the_end(cluster, shared, saved=True, back=False)
    assert kept(shared) == 2
    shared.stores[0].add(Note(text="la suite"))
    assert shared.stores[0].verify().problems == ()
