"""The table that the bench prints: what was measured, against floor, peers and target."""

from __future__ import annotations

from statistics import median

from tests.bench import listing, seating

Results = dict[str, list[dict[str, float]]]
"""Every run of each subject."""
Sizes = dict[str, dict[str, int]]

ROW = "{:<46}{:>12}{:>12}  {}"


def middle(results: Results, subject: str, what: str = "seconds") -> float | None:
    """Return the median of a subject's runs; None if it did not run."""
    runs = results.get(subject)
    return median(run[what] for run in runs) if runs else None


def lines(results: Results, tenfold: Results, sizes: Sizes) -> list[str]:
    """Return the table's lines."""
    said = [ROW.format("", "median", "against", "target")]
    said += list(_merging(results))
    said += list(_tenfold(results, tenfold))
    said += list(_sizes(sizes))
    said += list(_singles(results))
    return said


def _merging(results: Results) -> list[str]:
    floor = middle(results, "floor")
    batch = middle(results, "batch")
    names = {
        "floor": "floor: executemany of the final rows",
        "core": "floor: SQLAlchemy Core insert",
        "batch": "Maillage, one batch, opened and decrypted",
        "each": "Maillage, file by file",
        "pycrdt": "pycrdt, read out",
        "loro": "loro, read out",
        "apsw": "apsw changesets (the order decides)",
        "pygeodiff": "pygeodiff (the order decides)",
    }
    targets = {
        "batch": "≤ 4 × floor",
        "each": "≤ 2 × batch",
        "pycrdt": "≥ 2 × batch",
        "loro": "≥ 2 × batch",
    }
    said = []
    for subject, name in names.items():
        seconds = middle(results, subject)
        if seconds is None or not floor or not batch:
            said.append(ROW.format(name, "did not run", "", ""))
            continue
        by_batch = subject in ("each", "pycrdt", "loro", "apsw", "pygeodiff")
        ratio = f"{seconds / batch:.2f} batch" if by_batch else f"{seconds / floor:.1f} floor"
        said.append(ROW.format(name, f"{seconds:.3f} s", ratio, targets.get(subject, "")))
    peak = middle(results, "batch", "peak_mb")
    again = middle(results, "batch", "again")
    if peak and again:
        said.append(ROW.format("peak memory of the batch", f"{peak:.0f} MB", "", ""))
        said.append(ROW.format("a known file again", f"{again * 1000:.1f} ms", "", "< 10 ms"))
    return said


def _tenfold(results: Results, tenfold: Results) -> list[str]:
    once, ten = middle(results, "batch"), middle(tenfold, "batch")
    if not once or not ten:
        return []
    peak = middle(tenfold, "batch", "peak_mb") or 0
    said = [
        ROW.format("ten times the data", f"{ten:.2f} s", f"{ten / once:.1f} batch", "≤ 12 × batch"),
        ROW.format("  its peak memory", f"{peak:.0f} MB", "", "< 250 MB"),
    ]
    for subject in ("floor", "pycrdt", "loro", "apsw"):
        if seconds := middle(tenfold, subject):
            peak = middle(tenfold, subject, "peak_mb") or 0
            said.append(ROW.format(f"  {subject}", f"{seconds:.2f} s", f"{peak:.0f} MB", ""))
    return said


def _sizes(sizes: Sizes) -> list[str]:
    smallest = min((of["compressed"] for name, of in sizes.items() if name != "ours"), default=0)
    said = []
    for name, of in sizes.items():
        ratio = f"{of['compressed'] / smallest:.2f} least" if smallest else ""
        label = f"files of {name}, compressed (as written: {of['written'] / 1e6:.1f} MB)"
        target = "≤ 1.2 × the smallest peer's" if name == "ours" else ""
        said.append(ROW.format(label, f"{of['compressed'] / 1e6:.2f} MB", ratio, target))
    return said


def _singles(results: Results) -> list[str]:
    said = []
    ours, bare = middle(results, "save", "check_in_ms"), middle(results, "save", "bare_commit_ms")
    if ours and bare:
        more = f"+{ours - bare:.1f} ms"
        said.append(ROW.format("saving one check-in", f"{ours:.1f} ms", more, "≤ +2 ms"))
        run = results["save"][0]
        syncs = f"{run['fsyncs_bare_commit']:g} bare"
        said.append(ROW.format("  its fsyncs", f"{run['fsyncs_check_in']:g}", syncs, "as many"))
    for subject in ("search", "hub"):
        for what, ms in results.get(subject, [{}])[0].items():
            if what.endswith("_ms"):
                name = f"{subject}, {what.removesuffix('_ms').replace('_', ' ')}"
                said.append(ROW.format(name, f"{ms:.1f} ms", "", "≤ 16 ms"))
    first, empty = middle(results, "paint", "ours"), middle(results, "paint", "empty")
    if first and empty:
        ratio = f"{first / empty:.1f} empty"
        said.append(ROW.format("first paint", f"{first:.2f} s", ratio, "≤ 1.5 × an empty window"))
    words = middle(results, "paint", "words")
    if words and empty:
        ratio = f"{words / empty:.1f} empty"
        said.append(ROW.format("  its words and choices", f"{words:.2f} s", ratio, ""))
    ready, key = middle(results, "paint", "ready"), middle(results, "paint", "key")
    if ready and empty and key:
        ratio = f"{ready / empty:.1f} empty"
        said.append(ROW.format("store ready", f"{ready:.2f} s", ratio, f"≤ 5 ×; key {key:.2f} s"))
    for run in results.get("seating", [])[:1]:
        said += seating.lines(run, ROW)
    for run in results.get("lists", [])[:1]:
        said += listing.lines(run, ROW)
    return said
