"""Maillage in the bench: files as twenty laptops would write them, merged by one coordinator."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from tests.bench.workload import Workload
from tests.stores import cheap_words

from maillage import Store
from maillage.domain.journal import SCHEMA, Operation
from maillage.exchange import exporting, packing, sealing
from maillage.store import journal

WORDS = "merle lanterne vallon cuivre otarie"
BEFORE = 1_000_000
"""The first number of what was known beforehand, far from what joining writes."""


def prepare(workload: Workload, folder: Path) -> list[Path]:
    """Write one file per device and a coordinator's store at rest; return the files.

    The operations are made here, not by the store: writing 40,000 records one by one, each
    durable, would take an hour. Files are packed, signed and sealed by the real code.
    """
    folder.mkdir(parents=True)
    invitation = folder / "invitation.maillage"
    with cheap_words():
        coordinator = Store.create(folder / "store", passphrase=WORDS, device="Coordination")
        coordinator.invite(invitation, passphrase=WORDS)
        stores = [
            Store.join(
                invitation,
                folder / "devices" / str(number),
                invitation_passphrase=WORDS,
                passphrase=WORDS,
                device=f"Table {number}",
            )
            for number in range(workload.shape.devices)
        ]
    now = int(time.time() * 1000)
    first = stores[0].device
    known = {id_: BEFORE + at for at, id_ in enumerate(workload.shared)}
    shared = [
        Operation(first, known[id_], now, id_, "event", SCHEMA, values)
        for id_, values in workload.shared.items()
    ]
    files = []
    for number, store in enumerate(stores):
        with store.reading() as connection:
            operations = list(journal.every_operation(connection)) + shared
        changes = [*workload.added[number].items()]
        changes += [
            (id_, {name: [value, f"{first}:{known[id_]}"] for name, value in values.items()})
            for id_, values in workload.edits(number).items()
        ]
        operations += [
            Operation(store.device, n, now + n, id_, "event", SCHEMA, change)
            for n, (id_, change) in enumerate(changes, 10)
        ]
        # As an export orders them: record by record.
        operations.sort(key=lambda operation: (operation.record, operation.device, operation.n))
        files.append(_write(store, operations, coordinator, folder / f"{number}.maillage"))
        store.close()
    coordinator.close()
    shutil.rmtree(folder / "devices")
    return files


def _write(store: Store, operations: list[Operation], reader: Store, path: Path) -> Path:
    manifest = exporting.new_manifest(
        store,
        number=1,
        readers=[reader.me],
        held=exporting.held_by(operations),
        purpose="records",
    )
    content = packing.pack(manifest, operations, [], signing=store.identity.signing).content
    path.write_bytes(sealing.seal_for(content, [reader.me.sealing_key]))
    return path


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("[0-9]*.maillage"), key=lambda path: int(path.stem))


def opened(folder: Path) -> Store:
    """Return the coordinator's store, copied so that it can be used again."""
    copy = folder / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder / "store", copy)
    return Store.open(copy, passphrase=WORDS)


def batch(folder: Path) -> dict[str, float]:
    """Return how long all files in one merge take, and the same files a second time."""
    with opened(folder) as store:
        received = files(folder)
        began = time.perf_counter()
        report = store.merge(received)
        seconds = time.perf_counter() - began
        _check(store, [file.refused for file in report.refused], report.new)
        began = time.perf_counter()
        assert store.merge(received).new == 0
        again = (time.perf_counter() - began) / len(received)
    return {"seconds": seconds, "again": again, "conflicts": report.conflicts}


def file_by_file(folder: Path) -> dict[str, float]:
    """Return how long it takes to merge one file after the other."""
    with opened(folder) as store:
        began = time.perf_counter()
        reports = [store.merge([path]) for path in files(folder)]
        seconds = time.perf_counter() - began
        refused = [file.refused for report in reports for file in report.refused]
        _check(store, refused, sum(report.new for report in reports))
    return {"seconds": seconds}


def _check(store: Store, refused: list[object], new: int) -> None:
    if refused or not new:
        raise AssertionError(refused)
    with store.reading() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM event").scalar()
    if not count:
        raise AssertionError("nothing was merged")
