"""SQLite's own changesets, by apsw: the last one applied wins, so the order decides."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import apsw
from tests.bench.workload import FIELDS, Workload

MARKS = ", ".join("?" * (len(FIELDS) + 1))
INSERT = f"INSERT INTO event VALUES ({MARKS})"


def base(workload: Workload, path: Path) -> None:
    """Write a database that holds what was known beforehand."""
    connection = apsw.Connection(str(path))
    columns = ", ".join(FIELDS)
    connection.execute(f"CREATE TABLE event (id TEXT PRIMARY KEY NOT NULL, {columns})")
    rows = [(id_, *(values[name] for name in FIELDS)) for id_, values in workload.shared.items()]
    with connection:
        connection.executemany(INSERT, rows)
    connection.close()


def work(workload: Workload, number: int, connection: apsw.Connection) -> None:
    """Do what one device does."""
    with connection:
        connection.executemany(
            INSERT,
            [
                (id_, *(values[name] for name in FIELDS))
                for id_, values in workload.added[number].items()
            ],
        )
        for id_, values in workload.edits(number).items():
            names = ", ".join(f"{name} = ?" for name in values)
            connection.execute(f"UPDATE event SET {names} WHERE id = ?", (*values.values(), id_))


def prepare(workload: Workload, folder: Path) -> list[Path]:
    folder.mkdir(parents=True)
    base(workload, folder / "base.db")
    files = []
    for number in range(workload.shape.devices):
        shutil.copyfile(folder / "base.db", folder / "device.db")
        connection = apsw.Connection(str(folder / "device.db"))
        session = apsw.Session(connection, "main")
        session.attach()
        work(workload, number, connection)
        files.append(folder / f"{number}.changeset")
        files[-1].write_bytes(session.changeset())
        session.close()
        connection.close()
    return files


def merge(folder: Path) -> dict[str, float]:
    files = sorted(folder.glob("*.changeset"))
    shutil.copyfile(folder / "base.db", folder / "merged.db")
    connection = apsw.Connection(str(folder / "merged.db"))
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")

    def replace(kind: int, _change: object) -> int:
        can = kind in (apsw.SQLITE_CHANGESET_DATA, apsw.SQLITE_CHANGESET_CONFLICT)
        return apsw.SQLITE_CHANGESET_REPLACE if can else apsw.SQLITE_CHANGESET_OMIT

    began = time.perf_counter()
    with connection:
        for path in files:
            apsw.Changeset.apply(path.read_bytes(), connection, conflict=replace)
    seconds = time.perf_counter() - began
    records = connection.execute("SELECT count(*) FROM event").get
    connection.close()
    return {"seconds": seconds, "records": records}
