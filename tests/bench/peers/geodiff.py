"""pygeodiff: each device's database is rebased on what was merged before it."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import apsw
import pygeodiff
from tests.bench.peers import apsw_session
from tests.bench.workload import Workload


def prepare(workload: Workload, folder: Path) -> list[Path]:
    folder.mkdir(parents=True)
    geodiff = pygeodiff.GeoDiff()
    apsw_session.base(workload, folder / "base.db")
    files = []
    for number in range(workload.shape.devices):
        changed = folder / f"{number}.db"
        shutil.copyfile(folder / "base.db", changed)
        connection = apsw.Connection(str(changed))
        apsw_session.work(workload, number, connection)
        connection.close()
        files.append(folder / f"{number}.diff")
        geodiff.create_changeset(str(folder / "base.db"), str(changed), str(files[-1]))
    return files


def merge(folder: Path) -> dict[str, float]:
    geodiff = pygeodiff.GeoDiff()
    files = sorted(folder.glob("*.diff"))
    merged, base = folder / "merged.db", folder / "base.db"
    shutil.copyfile(base, merged)
    so_far, rebased, conflicts = (str(folder / name) for name in ("so_far", "rebased", "conflicts"))
    began = time.perf_counter()
    for at, path in enumerate(files):
        if at:
            geodiff.create_changeset(str(base), str(merged), so_far)
            geodiff.create_rebased_changeset(
                str(base), str(path.with_suffix(".db")), so_far, rebased, conflicts
            )
        geodiff.apply_changeset(str(merged), rebased if at else str(path))
    seconds = time.perf_counter() - began
    connection = apsw.Connection(str(merged))
    records = connection.execute("SELECT count(*) FROM event").get
    connection.close()
    return {"seconds": seconds, "records": records}
