"""pycrdt (Yjs): one map of maps; every device hands over its whole document."""

from __future__ import annotations

import time
from pathlib import Path

from pycrdt import Doc, Map
from tests.bench.workload import Workload


def prepare(workload: Workload, folder: Path) -> list[Path]:
    folder.mkdir(parents=True)
    before = Doc()
    with before.transaction():
        records = before.get("records", type=Map)
        for id_, values in workload.shared.items():
            records[id_] = Map(values)
    files = []
    for number, added in enumerate(workload.added):
        doc = Doc()
        doc.apply_update(before.get_update())
        records = doc.get("records", type=Map)
        with doc.transaction():
            for id_, values in added.items():
                records[id_] = Map(values)
            for id_, values in workload.edits(number).items():
                record = records[id_]
                for name, value in values.items():
                    record[name] = value
        files.append(folder / f"{number}.yjs")
        files[-1].write_bytes(doc.get_update())
    return files


def merge(folder: Path) -> dict[str, float]:
    files = sorted(folder.glob("*.yjs"))
    began = time.perf_counter()
    doc = Doc()
    for path in files:
        doc.apply_update(path.read_bytes())
    read = doc.get("records", type=Map).to_py()
    return {"seconds": time.perf_counter() - began, "records": len(read)}
