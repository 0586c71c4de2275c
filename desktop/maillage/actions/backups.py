"""Backups: a checked copy of the whole store, and a new store made of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from maillage import language
from maillage.actions import programme
from maillage.actions.events import local_time
from maillage.actions.exchanges import stem
from maillage.actions.programme import Opened
from maillage.domain.errors import CannotWrite
from maillage.domain.progress import unheard
from maillage.domain.records import Note, Person, Pledge
from maillage.exchange.store import Store
from maillage.language import _, ngettext_
from maillage.store import backup
from maillage.store.backup import CHECKING, COPYING, FLUSHING
from maillage.store.engine import told_apart
from maillage.store.files import KEYS
from maillage.store.local import system_clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

__all__ = ["CHECKING", "COPYING", "FLUSHING", "Made", "back_up", "found", "is_backup", "restore"]


class Made(Struct, frozen=True):
    """A backup that was written, read back and checked."""

    path: Path
    size: int
    """Bytes."""
    people: int
    notes: int
    pledges: int


def free_folder(store: Store, within: Path) -> Path:
    """Return the folder of the next backup, where there is nothing yet."""
    name = "-".join((_("backup"), stem(store)))
    path, number = within / name, 2
    with told_apart(within):
        while path.exists():
            path, number = within / f"{name}-{number}", number + 1
    return path


def back_up(
    store: Store, path: Path, *, progress: Callable[[int, int, str], None] = unheard
) -> Made:
    """Copy the store into a new folder, read the copy back and check it; return what it holds.

    ``progress`` is told bytes done, bytes in all and COPYING, FLUSHING or CHECKING, and may
    raise to stop. Raises StoreExists, CannotWrite (also for a place inside the store), DiskFull,
    StoreDamaged, or HubHasNoFile; nothing is left behind then.
    """
    with told_apart(path):
        if path.resolve().is_relative_to(store.path.resolve()):
            raise CannotWrite(str(path))
    store.backup(path, progress=progress)
    with told_apart(path):
        size = sum(one.stat().st_size for one in path.iterdir())
    return Made(path, size, *(len(store.all(kind)) for kind in (Person, Note, Pledge)))


def made_lines(made: Made) -> list[str]:
    """Return what was saved, what opens it, and what erasing later does not reach."""
    held = (
        ngettext_("{n} person", "{n} people", made.people) if made.people else "",
        ngettext_("{n} note", "{n} notes", made.notes) if made.notes else "",
        ngettext_("{n} pledge", "{n} pledges", made.pledges) if made.pledges else "",
    )
    listed, size = language.current().list(filter(None, held)), language.current().size(made.size)
    return [
        _(
            "The whole store is saved in “{folder}”, read back and checked: {contents}.",
            folder=made.path.name,
            contents=", ".join(filter(None, (listed, size))),
        ),
        _(
            "It opens with the passphrase and the recovery key of today, even if they are changed"
            " later."
        ),
        _(
            "Whoever is erased from now on remains in this copy: keep the latest backup only, and"
            " destroy the others."
        ),
    ]


def restore(
    source: Path,
    path: Path | None = None,
    *,
    passphrase: str,
    clock: Callable[[], datetime] = system_clock,
    progress: Callable[[int, int, str], None] = unheard,
) -> Opened:
    """Make a new store of a backup, a device of its own that the former one vouches for.

    Without a path, it is made in a free folder among the stores of this computer. ``progress``
    is told as in ``back_up``. Raises StoreError; the backup stays as it was.
    """
    if path is None:
        named = _("restored {day}", day=f"{local_time(clock()):%Y-%m-%d}")
        path = programme.free_folder(named)
    return Opened(
        Store.restore_backup(source, path, passphrase=passphrase, clock=clock, progress=progress)
    )


def progress_line(done: int, total: int, phase: str) -> str:
    """Return how far a backup or a restoring is; bytes count once written and once checked."""
    if phase == CHECKING:
        return _("The copy is read back and checked…")
    if phase == FLUSHING:
        return _("The stick finishes writing: leave it in…")
    if not total:
        return _("The copy is being written…")
    size = language.current().size
    return _("{done} of {total} written", done=size(done), total=size(total // 2))


def restored_line(*, coordinator: bool) -> str:
    """Return what to do once a backup is restored; there may be no other coordination than it."""
    if coordinator:
        return _(
            "Merge the latest files of all the other laptops here: they bring what this backup"
            " lacks, and erase whoever was erased since."
        )
    return _(
        "Merge the coordination’s latest file here: it brings what this backup lacks, and erases"
        " whoever was erased since."
    )


def is_backup(folder: Path) -> bool:
    """Tell a backup from a store one works in; what cannot be read is none."""
    try:
        return backup.is_backup(folder)
    except OSError:
        return False


def found(folders: Iterable[Path]) -> list[Path]:
    """Return the backups in some folders, the latest first; what cannot be read is left out."""
    seen: dict[Path, float] = {}
    for folder in dict.fromkeys(folders):
        try:
            inside = [one for one in folder.iterdir() if backup.is_backup(one)]
            seen |= {one: (one / KEYS).stat().st_mtime for one in inside}
        except OSError:
            continue
    return sorted(seen, key=seen.__getitem__, reverse=True)
