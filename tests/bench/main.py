"""Prepares the workload, measures every subject in turn, prints a table and JSON."""

from __future__ import annotations

import argparse
import importlib
import json
import subprocess
import sys
import zlib
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import table
from tests.bench.workload import Shape, Workload

SUBJECTS = {
    "floor": ("floors", "raw"),
    "core": ("floors", "core"),
    "batch": ("ours", "batch"),
    "each": ("ours", "file_by_file"),
    "pycrdt": ("peers.pycrdt_map", "merge"),
    "loro": ("peers.loro_map", "merge"),
    "apsw": ("peers.apsw_session", "merge"),
    "pygeodiff": ("peers.geodiff", "merge"),
}
"""Module that prepares its files, and what in it is measured."""
ALONE = {
    "save": ("saving", "save"),
    "search": ("searching", "typed"),
    "hub": ("hub", "asked"),
    "paint": ("painting", "first"),
    "seating": ("seating", "plans"),
    "lists": ("listing", "read"),
}
LARGE = ("floor", "batch", "pycrdt", "loro", "apsw")


def main() -> None:
    """Do what the command line asks."""
    options = _options()
    with TemporaryDirectory(dir=options.folder) as place:
        folder = Path(place)
        shape = Shape(options.devices, options.records)
        sizes, ready = _prepare(shape, folder / "once", list(SUBJECTS))
        results = _run({**ready, **ALONE}, folder / "once", options.rounds)
        tenfold: table.Results = {}
        if options.tenfold:
            large = Shape(options.devices, options.records * 10)
            _, ready = _prepare(large, folder / "ten", list(LARGE))
            tenfold = _run(ready, folder / "ten", 1)
    said = {"shape": vars(shape), "sizes": sizes, "runs": results, "tenfold": tenfold}
    if options.json:
        options.json.write_text(json.dumps(said, indent=1), "utf-8")
    _say(f"{shape.devices} devices × {shape.records} records × 12 fields, {options.rounds} rounds")
    for line in table.lines(results, tenfold, sizes):
        _say(line)
    if not options.json:
        _say(json.dumps(said))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="packaging/bench", description=__doc__)
    parser.add_argument("--devices", type=int, default=20)
    parser.add_argument("--records", type=int, default=2_000, help="records of each device")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each subject, in turn")
    parser.add_argument("--tenfold", action="store_true", help="ten times the data as well")
    parser.add_argument("--folder", type=Path, help="where the files go meanwhile")
    parser.add_argument("--json", type=Path, help="write the JSON here, not after the table")
    return parser.parse_args()


def _prepare(
    shape: Shape, folder: Path, subjects: list[str]
) -> tuple[table.Sizes, dict[str, tuple[str, str]]]:
    """Write every subject's files; return their sizes and who is ready."""
    workload = Workload(shape)
    sizes: table.Sizes = {}
    ready = {}
    failed = set()
    for subject in subjects:
        module, _ = SUBJECTS[subject]
        if module not in failed and not (folder / module).exists():
            try:
                preparing = importlib.import_module(f"tests.bench.{module}")
                files = preparing.prepare(workload, folder / module)
            except ImportError as error:
                _say(f"{module} does not run here: {error}")
                failed.add(module)
                continue
            if files:
                content = [path.read_bytes() for path in files]
                sizes[module.removeprefix("peers.")] = {
                    "written": sum(map(len, content)),
                    # Ours are compressed already; the peers' are given the same.
                    "compressed": sum(min(len(zlib.compress(of, 6)), len(of)) for of in content),
                }
        if module not in failed:
            ready[subject] = SUBJECTS[subject]
    return sizes, ready


def _run(subjects: dict[str, tuple[str, str]], folder: Path, rounds: int) -> table.Results:
    """Measure all subjects in turn, several times, each in a process of its own."""
    results: table.Results = defaultdict(list)
    for round_ in range(rounds):
        for subject, (module, function) in subjects.items():
            if round_ and subject in ("search", "hub"):
                continue  # they have their own rounds, and take long to fill
            place = folder / module
            place.mkdir(exist_ok=True)
            command = [sys.executable, "-m", "tests.bench.one", module, function, str(place)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                _say(f"{subject} failed: {done.stderr.strip().splitlines()[-1]}")
                continue
            results[subject].append(json.loads(done.stdout.splitlines()[-1]))
            sys.stderr.write(".")
            sys.stderr.flush()
    sys.stderr.write("\n")
    return dict(results)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
