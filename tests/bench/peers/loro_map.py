"""Loro: one map of maps; every device hands over its whole history."""

from __future__ import annotations

import time
from pathlib import Path

from loro import ExportMode, LoroDoc, LoroMap
from tests.bench.workload import Values, Workload


def prepare(workload: Workload, folder: Path) -> list[Path]:
    folder.mkdir(parents=True)
    before = LoroDoc()
    for id_, values in workload.shared.items():
        _add(before, id_, values)
    before.commit()
    past = before.export(ExportMode.Snapshot())
    files = []
    for number, added in enumerate(workload.added):
        doc = LoroDoc()
        doc.import_(past)
        for id_, values in added.items():
            _add(doc, id_, values)
        for id_, values in workload.edits(number).items():
            record = doc.get_map("records").get(id_).container
            for name, value in values.items():
                record.insert(name, value)
        doc.commit()
        files.append(folder / f"{number}.loro")
        files[-1].write_bytes(doc.export(ExportMode.Snapshot()))
    return files


def _add(doc: LoroDoc, id_: str, values: Values) -> None:
    record = doc.get_map("records").insert_container(id_, LoroMap())
    for name, value in values.items():
        record.insert(name, value)


def merge(folder: Path) -> dict[str, float]:
    files = sorted(folder.glob("*.loro"))
    began = time.perf_counter()
    doc = LoroDoc()
    doc.import_batch([path.read_bytes() for path in files])
    read = doc.get_deep_value()["records"]
    return {"seconds": time.perf_counter() - began, "records": len(read)}
