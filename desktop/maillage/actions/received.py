"""What a merge says beyond its counts: whom files erase, and that a refused one is empty."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec.structs import replace

from maillage.actions.forgetting import Drafted
from maillage.domain.errors import EmptyPackage, NotAPackage
from maillage.domain.records import Person

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeVar

    from maillage.domain.outcome import FileReport, MergePlan
    from maillage.exchange.store import Store

    Plan = TypeVar("Plan", bound=MergePlan)


class Erasing:
    """Counts whom a merge erases at its last step: a plan has taken all back once it returns.

    What is half typed of them here goes in the same transaction, and comes back with a plan.
    Stands in for the progress that it passes on.
    """

    def __init__(self, store: Store, progress: Callable[[int, int, str], None]) -> None:
        """Look at who is here, before any file is."""
        self._store, self._progress = store, progress
        self._here = store.ids(Person)
        self._drafted = Drafted(store)
        self.people = 0

    def __call__(self, done: int, total: int, name: str) -> None:
        """Pass on how far it is; when all is in, see who is no longer here."""
        self._progress(done, total, name)
        if done == total:
            # Still inside the merge's transaction: this is what the files have done.
            self.people = len(self._here & self._store.erased())
            self._drafted.forget()


def told(report: Plan, erasing: Erasing) -> Plan:
    """Return a report that says whom its files erase, and which of them are empty."""
    files = tuple(_with_reason(one) for one in report.files)
    return replace(report, files=files, people_erased=erasing.people)


def _with_reason(one: FileReport) -> FileReport:
    if type(one.refused) is NotAPackage and _is_empty(one.path):
        return replace(one, refused=EmptyPackage(str(one.path)))
    return one


def _is_empty(path: Path) -> bool:
    with suppress(OSError):  # a stick that was pulled out meanwhile
        return path.is_file() and path.stat().st_size == 0
    return False
