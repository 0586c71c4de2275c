"""Where files are looked for and written: where one was last, else a USB stick."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QStorageInfo

_STICKS = ("/media/", "/run/media/", "/mnt/", "/Volumes/")
"""Where systems other than Windows show what was plugged in."""

ON_STICKS = ("files", "backups")
"""What leaves this computer, so that a stick is the place for it."""


class Folders:
    """Remembers the folder one was in, for files, backups, lists, reports and stores apart."""

    def __init__(self) -> None:
        self._last: dict[str, Path] = {}
        self._kept: Path | None = None
        self._keep: Callable[[str], object] = lambda _folder: None

    def take_up(self, kept: str, keep: Callable[[str], object]) -> None:
        """Begin in the folder of another day, if any; hand the latest one to `keep`."""
        self._last = {}
        self._kept = Path(kept) if kept else None
        self._keep = keep

    def start(self, purpose: str) -> Path:
        """Return where a dialog begins."""
        last = self._last.get(purpose)
        if last is not None and _is_there(last):
            return last
        if purpose in ON_STICKS and (stick := plugged_in()):
            return stick
        if self._kept is not None and _is_there(self._kept):
            return self._kept
        return documents()

    def remember(self, purpose: str, file: Path) -> None:
        """Begin there the next time."""
        self._last[purpose] = file.parent
        self._keep(str(file.parent))


_folders = Folders()


def current() -> Folders:
    """Return the folders of this application."""
    return _folders


def documents() -> Path:
    """Return the folder of documents, or the person's own where there is none."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and _is_there(Path(place)) else Path.home()


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False


def plugged_in() -> Path | None:
    """Return the root of a writable stick, None when there is none or nobody can tell."""
    for volume in QStorageInfo.mountedVolumes():
        root = volume.rootPath()
        if not volume.isReady() or volume.isReadOnly() or volume.isRoot():
            continue
        if sys.platform != "win32" and root.startswith(_STICKS):
            return Path(root)
    return None


def on_same_disk(one: Path, other: Path) -> bool:
    """Tell whether two folders would be lost with the same disk, as far as the system says."""
    first, second = (QStorageInfo(str(path)) for path in (one, other))
    return first.isValid() and second.isValid() and first.device() == second.device()
