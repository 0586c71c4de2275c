"""Where files are looked for and written: where one was last, else a USB stick."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QStorageInfo

_STICKS = ("/media/", "/run/media/", "/mnt/", "/Volumes/")
"""Where systems other than Windows show what was plugged in."""


class Folders:
    """Remembers the folder one was in, for files and for reports apart."""

    def __init__(self) -> None:
        self._last: dict[str, Path] = {}

    def start(self, purpose: str) -> Path:
        """Return where a dialog begins."""
        last = self._last.get(purpose)
        if last is not None and last.is_dir():
            return last
        stick = plugged_in() if purpose == "files" else None
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        return stick or Path(QStandardPaths.writableLocation(documents) or Path.home())

    def remember(self, purpose: str, file: Path) -> None:
        """Begin there the next time."""
        self._last[purpose] = file.parent


def plugged_in() -> Path | None:
    """Return the root of a writable stick, None when there is none or nobody can tell."""
    for volume in QStorageInfo.mountedVolumes():
        root = volume.rootPath()
        if not volume.isReady() or volume.isReadOnly() or volume.isRoot():
            continue
        if sys.platform != "win32" and root.startswith(_STICKS):
            return Path(root)
    return None
