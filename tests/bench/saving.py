"""Saving one check-in, against a bare commit in the same engine: milliseconds and fsyncs."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.stores import cheap_words

from maillage import Store
from maillage.domain.records import Event, Person, Registration
from maillage.store.engine import encrypted_engine

TIMES = 60


def save(_: Path | None = None) -> dict[str, float]:
    """Return the medians of a check-in through the store and of a bare commit."""
    with TemporaryDirectory() as place, cheap_words():
        folder = Path(place)
        store = Store.create(folder / "store", passphrase="merle lanterne", device="Accueil")
        bare = _bare(folder)
        check_in = _check_in(store)
        ours, floor = [], []
        for _ in range(TIMES):
            floor.append(_timed(bare))
            ours.append(_timed(check_in))
        store.close()
    return {
        "check_in_ms": statistics.median(ours) * 1000,
        "bare_commit_ms": statistics.median(floor) * 1000,
        "fsyncs_check_in": _fsyncs("check_in"),
        "fsyncs_bare_commit": _fsyncs("bare"),
    }


def _bare(folder: Path) -> Callable[[], None]:
    engine = encrypted_engine(folder / "bare.db", os.urandom(32))
    connection = engine.raw_connection()
    cursor = connection.cursor()
    cursor.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, value TEXT)")

    def commit() -> None:
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute("INSERT INTO t (value) VALUES ('présent')")
        cursor.execute("COMMIT")

    return commit


def _check_in(store: Store) -> Callable[[], None]:
    event = store.add(Event(title="Grande Rencontre")).id
    waiting = []
    for number in range(TIMES + 10):
        person = store.add(Person(given_name="Ada", family_name=f"Lefèvre {number}")).id
        waiting.append(store.add(Registration(event=event, person=person)).id)

    def check_in() -> None:
        store.change(waiting.pop(), arrived=store.clock())

    return check_in


def _timed(call: Callable[[], None]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def _fsyncs(what: str) -> float:
    """Return how often one of these makes something durable; -1 where strace is missing."""
    strace = shutil.which("strace")
    if not strace:
        return -1
    command = (strace, "-f", "-e", "trace=fsync,fdatasync")
    counted = [
        subprocess.run(  # ours, run again under another eye
            [*command, sys.executable, "-m", __name__, what, str(times)],
            capture_output=True,
            text=True,
            check=True,
        ).stderr.count("sync(")
        for times in (2, 7)
    ]
    return (counted[1] - counted[0]) / 5


def main() -> None:
    what, times = sys.argv[1], int(sys.argv[2])
    with TemporaryDirectory() as place, cheap_words():
        store = Store.create(Path(place) / "s", passphrase="merle lanterne", device="A")
        call = _bare(Path(place)) if what == "bare" else _check_in(store)
        for _ in range(times):
            call()
        shutil.rmtree(place)
        os._exit(0)  # closing makes durable too


if __name__ == "__main__":
    main()
