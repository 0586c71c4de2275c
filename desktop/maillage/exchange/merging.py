"""Reads received files, says which can be believed, and merges them in one transaction."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from maillage.domain.errors import (
    CopiedDevice,
    RestoredDevice,
    RevokedDevice,
)
from maillage.domain.outcome import FileReport, MergePlan, MergeReport, Undone
from maillage.domain.progress import unheard
from maillage.exchange import circle, receiving, restoring
from maillage.exchange.collecting import without_collector
from maillage.exchange.receiving import Unsound
from maillage.store import arrivals, authors, giving_way, journal, revoking, undoing
from maillage.store import merging as store_merging
from maillage.store.engine import apart
from maillage.store.merging import Batch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maillage.exchange.circle import Circle
    from maillage.exchange.receiving import Files, Told
    from maillage.store.local import LocalStore
    from maillage.store.writing import Writer


def undo(store: LocalStore, number: int | None = None) -> Undone:
    """Take a merge back, the last one by default; return what went and what stays.

    Raises NoMerge, and MergeBuiltOn if later work rests on it: nothing is changed then.
    """
    now = int(store.clock().timestamp() * 1000)
    with store.action() as writer:
        return undoing.undo(writer.connection, number, me=store.device, now=now)


def merge(
    store: LocalStore,
    paths: Sequence[Path],
    *,
    passphrase: str | None = None,
    progress: Told = unheard,
) -> MergeReport:
    """Merge received files in one transaction; return what became of each.

    ``progress`` is told steps done, steps in all (each file is looked into, then taken in)
    and the name of the next, and may raise to stop: then nothing is changed.
    """
    with without_collector():
        files = receiving.look_into(store, paths, passphrase, progress)
        with store.action() as writer:
            report = _merge_sound(store, writer, files, progress)
    for file in report.refused:
        if isinstance(file.refused, CopiedDevice | RevokedDevice):
            restoring.quarantine(store, file.path)
    return report


def plan(
    store: LocalStore,
    paths: Sequence[Path],
    *,
    passphrase: str | None = None,
    progress: Told = unheard,
) -> MergePlan:
    """Return what ``merge`` would do with these files now; nothing is changed.

    It is the very merge, taken back at its end: what it says is what would happen.
    """
    with without_collector():
        files = receiving.look_into(store, paths, passphrase, progress)
        with store.rehearsal() as writer:
            done = _merge_sound(store, writer, files, progress)
    return MergePlan(
        done.files,
        done.conflicts,
        done.gaps,
        done.newcomers,
        done.namesakes,
        done.ignored,
    )


def _merge_sound(store: LocalStore, writer: Writer, files: Files, progress: Told) -> MergeReport:
    """Merge what can be believed, in the open transaction; return what became of each file.

    A file whose lines turn out unsound counts for nothing, so everything is decided anew
    without it: nobody honest writes one, and it shall not matter that others came first.
    One of a copied laptop is left out alone, once those before it are in; if what it contests
    is own work under a former name, that gives way instead.
    """
    copied: dict[int, FileReport] = {}
    while True:
        reports = dict(files.reports)
        if not files.received:  # all are known or refused: nobody has to be believed
            return _nothing_new(writer, files, reports)
        around = circle.of(store)
        believed = circle.believe(around, files.received, reports)
        accepted = _not_ahead(store, files, believed, reports)
        reports |= copied
        going = [at for at in accepted if at not in copied]
        try:
            with apart(writer.connection):
                return _integrate(store, writer, files, going, reports, around, progress)
        except Unsound as unsound:
            file = files.received.pop(unsound.at)
            files.reports[unsound.at] = FileReport(file.path, refused=unsound.error)
            copied.clear()
            files.contested.clear()
        except giving_way.Contested as contested:
            files.contest(going[contested.at], contested.first)
        except store_merging.Copied as refused:
            at = going[refused.at]
            file = files.received[at]
            files.contested.pop(at, None)
            name = file.manifest.device_name
            copied[at] = FileReport(file.path, name, refused=refused.error)


def _integrate(
    store: LocalStore,
    writer: Writer,
    files: Files,
    accepted: Sequence[int],
    reports: dict[int, FileReport],
    around: Circle,
    progress: Told,
) -> MergeReport:
    """Integrate what was accepted; return what became of each file."""
    connection = writer.connection
    if not accepted:
        return _nothing_new(writer, files, reports)
    now = int(store.clock().timestamp() * 1000)
    aside = revoking.count(connection)
    merge = undoing.begin(connection, me=store.device, now=now)
    batches = _told(files, accepted, progress)
    done, disputed = store_merging.integrate(connection, batches, now=now, merge=merge)
    named = {one.manifest.device: one.manifest.device_name for one in files.received.values()}
    called = authors.called(connection, named)
    for at, result in zip(accepted, done, strict=True):
        file = files.received[at]
        reports[at] = FileReport(
            file.path,
            called[file.manifest.device],
            result.new,
            result.known,
            conflicts=result.conflicts,
        )
    said = (of for at in accepted for of in files.received[at].introductions)
    newcomers, namesakes = circle.newcomers(store, around, said)
    return MergeReport(
        tuple(reports[at] for at in range(len(files.paths))),
        disputed,
        arrivals.gaps(connection),
        newcomers,
        namesakes,
        revoking.count(connection) - aside,
        undoing.finish(connection, merge, erased=sum(result.erased for result in done)),
    )


def _nothing_new(writer: Writer, files: Files, reports: dict[int, FileReport]) -> MergeReport:
    told = tuple(reports[at] for at in range(len(files.paths)))
    return MergeReport(told, 0, arrivals.gaps(writer.connection))


def _told(files: Files, accepted: Sequence[int], progress: Told) -> Iterator[Batch]:
    """Yield the batches of the accepted files, telling which one is taken in."""
    n = len(files.paths)
    for place, at in enumerate(accepted):
        progress(n + place, 2 * n, files.paths[at].name)
        yield receiving.batch(files, at)
    progress(2 * n, 2 * n, "")


def _not_ahead(
    store: LocalStore, files: Files, accepted: list[int], reports: dict[int, FileReport]
) -> list[int]:
    """Return the files that know no more of this device than itself; report the others.

    Only a store that was set back or copied meets its own numbers beyond its last.
    """
    with store.reading() as connection:
        last = journal.last_number(connection, store.device)
    fine = []
    for at in accepted:
        file = files.received[at]
        known = max((end for _, end in file.manifest.held.get(store.device, ())), default=0)
        if known <= last:
            fine.append(at)
        else:
            ahead = RestoredDevice(str(file.path), store.device, last + 1)
            reports[at] = FileReport(file.path, file.manifest.device_name, refused=ahead)
    return fine
