"""One process at a time; whoever comes second is told, whoever dies leaves no lock."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from tests.stores import PASSPHRASE

import maillage
from maillage import Store
from maillage.domain.errors import StoreInUse
from maillage.domain.records import Note
from maillage.store.files import LOCK

if TYPE_CHECKING:
    from collections.abc import Iterator

HOLD = """
import sys
from maillage import Store
from maillage.domain.errors import StoreInUse
try:
    with Store.open(sys.argv[1], passphrase=sys.argv[2]):
        print("open", flush=True)
        sys.stdin.read()
except StoreInUse:
    print("in use", flush=True)
"""


@contextmanager
def another_process(folder: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", HOLD, folder, PASSPHRASE]
    source = Path(maillage.__file__).parents[1]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=source) as process:
        try:
            yield process
        finally:
            process.kill()


def answer(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def test_a_second_process_is_told_and_the_first_keeps_the_store(folder: Path) -> None:
    with another_process(folder) as first:
        assert answer(first) == "open"
        with pytest.raises(StoreInUse):
            Store.open(folder, passphrase=PASSPHRASE)
        assert first.poll() is None
        # Killed as by a power cut: nobody has to remove anything by hand.
        first.kill()
        first.wait()
    with Store.open(folder, passphrase=PASSPHRASE) as store:
        assert store.verify().ok
        with another_process(folder) as second:
            assert answer(second) == "in use"
        assert store.verify().ok


def test_a_store_opened_by_one_thread_can_be_closed_by_another(folder: Path) -> None:
    opened: list[Store] = []
    worker = Thread(target=lambda: opened.append(Store.open(folder, passphrase=PASSPHRASE)))
    worker.start()
    worker.join()
    opened[0].close()
    Store.open(folder, passphrase=PASSPHRASE).close()


def test_closing_waits_for_what_is_being_written(folder: Path) -> None:
    store = Store.open(folder, passphrase=PASSPHRASE)
    closed: list[bool] = []
    closing = Thread(target=lambda: (store.close(), closed.append(True)))
    with store.action() as writer:
        closing.start()
        for number in range(20):
            writer.add(Note(text=f"{number}"))
            with pytest.raises(StoreInUse):
                Store.open(folder, passphrase=PASSPHRASE)
        assert not closed
    closing.join()
    with Store.open(folder, passphrase=PASSPHRASE) as again:
        assert len(again.all(Note)) == 21


def test_a_store_that_could_not_be_opened_is_not_left_locked(folder: Path, monkeypatch) -> None:
    monkeypatch.setattr(Store, "_prepare", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        Store.open(folder, passphrase=PASSPHRASE)
    monkeypatch.undo()
    Store.open(folder, passphrase=PASSPHRASE).close()


def test_whoever_is_refused_here_lets_nobody_else_in(folder: Path) -> None:
    """Where locks are POSIX's, closing another handle of the file would let go of them."""
    with Store.open(folder, passphrase=PASSPHRASE):
        with pytest.raises(StoreInUse):
            Store.open(folder, passphrase=PASSPHRASE)
        with another_process(folder) as second:
            assert answer(second) == "in use"


def test_a_damaged_lock_keeps_nobody_from_the_store(folder: Path) -> None:
    (folder / LOCK).write_text("no lock " * 1000)
    with (
        Store.open(folder, passphrase=PASSPHRASE) as store,
        another_process(folder) as second,
    ):
        assert answer(second) == "in use"
        assert store.verify().ok
    assert (folder / LOCK).read_bytes() == b""
    assert not list(folder.glob(f"{LOCK}-*"))
