"""Files and folders that a power cut leaves whole, that others cannot read, or that travel.

Nothing here knows of SQL: what needs a file and no store can do without its libraries.
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from maillage.domain.errors import CannotWrite, DiskFailing, DiskFull, FolderGone, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = "store.db"
KEYS = "keys.json"
LOCK = "lock"
"""What lies in a store's folder."""
BACKUP = "backup.db"
"""What a backup has in place of DATA: nobody can work in one by mistake."""
PLAIN_HEADER = b"SQLite format 3\0"
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""The last one is a stick's own limit: 4 GB in a file on most of them."""
SCANT = 256 * 1024
"""Bytes left on a disk of which a program gets none, or not enough to read a store."""
UNASKED = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}
"""What file systems answer that have no such thing as making a folder durable."""


@contextmanager
def told(path: Path | str) -> Iterator[None]:
    """Turn what the operating system refuses into the error a person can act on."""
    try:
        yield
    except OSError as error:
        raise system_error(str(path), error) from error


def system_error(path: str, error: OSError) -> StoreError:
    """Return the typed error for what the operating system refused."""
    if error.errno in FULL:
        return DiskFull(path)
    if error.errno == errno.EIO:
        return DiskFailing(path)
    return CannotWrite(path)


def has_no_room(path: Path | str) -> bool:
    """Tell whether the disk of a path, which need not be there, is full."""
    there = next((one for one in (Path(path), *Path(path).parents) if one.exists()), None)
    with suppress(OSError):  # a disk that does not answer is not full
        return there is not None and shutil.disk_usage(there).free < SCANT
    return False


def is_plain_sqlite(path: Path) -> bool:
    """Tell whether the file is readable by anybody who finds it."""
    with path.open("rb") as file:
        return file.read(len(PLAIN_HEADER)) == PLAIN_HEADER


def make_private(folder: Path, *, exist_ok: bool = False) -> None:
    """Make a folder that nobody else of this computer can look into, and make it durable.

    Raises FileExistsError for one that is there, unless ``exist_ok``.
    """
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(mode=0o700, parents=True, exist_ok=exist_ok)
    with suppress(PermissionError):  # a stick knows no owners, or somebody else owns it
        folder.chmod(0o700)
    for one in missing:
        sync_folder(one.parent)


def write_safely(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a small file so that after a power cut it is the old one or the new one.

    A ``private`` one only this person can read; what travels must open on another laptop.
    """
    partial = path.with_name(path.name + ".part")

    def opened(name: str, flags: int) -> int:
        return os.open(name, flags, 0o600 if private else 0o666)

    try:
        with open(partial, "wb", opener=opened) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        sync_folder(path.parent)
    except BaseException:
        with suppress(OSError):  # the stick may be gone
            partial.unlink(missing_ok=True)
        raise


def hand_out(content: bytes, path: Path, *, store: Path) -> None:
    """Write a file for others, durably, and never in the place of the store's own.

    Raises FolderGone, CannotWrite, DiskFull or DiskFailing; what was at ``path`` before is
    there then.
    """
    with told(path):
        inside = path.resolve().is_relative_to(store.resolve())
        if inside or (path.exists() and not path.is_file()):  # a folder, or a device
            raise CannotWrite(str(path))
        if not path.parent.exists():
            raise FolderGone(str(path.parent))
        write_safely(path, content)


def forget_cached(path: Path) -> None:
    """Have the next reading of a durable file ask the disk itself, where the system can."""
    if not hasattr(os, "posix_fadvise"):
        return
    with suppress(OSError):  # some file systems of sticks know no advice
        handle = os.open(path, os.O_RDONLY)
        try:
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(handle)


def sync_file(path: Path) -> None:
    """Make the content of a file durable that something else has written."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows and some sticks do so by themselves."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in UNASKED:
            raise
    finally:
        os.close(handle)
