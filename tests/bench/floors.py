"""What no merge can beat: the final rows alone, put into the same encrypted engine."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import insert
from tests.bench.workload import FIELDS, Workload

from maillage.store import tables
from maillage.store.engine import encrypted_engine

EVENT = tables.records["event"]
COLUMNS = ("id", "deleted", *FIELDS)


def prepare(workload: Workload, folder: Path) -> list[Path]:
    """Keep the rows, so that making them is not measured."""
    folder.mkdir(parents=True)
    rows = [(id_, 0, *values) for id_, *values in workload.final_rows()]
    # In the order of their keys: the fastest way to insert them.
    (folder / "rows.json").write_text(json.dumps(sorted(rows)), "utf-8")
    return []


def raw(folder: Path) -> dict[str, float]:
    """Return how long the driver's own executemany takes, in one transaction."""
    rows = _rows(folder)
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    marks = ", ".join("?" * len(COLUMNS))
    with TemporaryDirectory(dir=folder) as place:
        engine = encrypted_engine(Path(place) / "floor.db", os.urandom(32))
        EVENT.create(engine)
        connection = engine.raw_connection()
        cursor = connection.cursor()
        began = time.perf_counter()
        cursor.execute("BEGIN IMMEDIATE")
        cursor.executemany(f"INSERT INTO event ({names}) VALUES ({marks})", rows)
        cursor.execute("COMMIT")
        seconds = time.perf_counter() - began
        connection.close()
        engine.dispose()
    return {"seconds": seconds}


def core(folder: Path) -> dict[str, float]:
    """Return how long SQLAlchemy Core's insert takes, in one transaction."""
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in _rows(folder)]
    with TemporaryDirectory(dir=folder) as place:
        engine = encrypted_engine(Path(place) / "floor.db", os.urandom(32))
        EVENT.create(engine)
        began = time.perf_counter()
        with engine.execution_options(writes=True).begin() as connection:
            connection.execute(insert(EVENT), rows)
        seconds = time.perf_counter() - began
        engine.dispose()
    return {"seconds": seconds}


def _rows(folder: Path) -> list[tuple[str | int, ...]]:
    return [tuple(row) for row in json.loads((folder / "rows.json").read_text("utf-8"))]
