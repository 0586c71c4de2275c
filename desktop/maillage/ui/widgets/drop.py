"""Drop zone: files from a stick or an e-mail, dropped or looked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from maillage.ui import folders
from maillage.ui.look.tokens import RADIUS_CARD, SPACE_L, SPACE_M
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.dashed import DashedFrame
from maillage.ui.widgets.text import IconLabel, Text


def local_files(data: QMimeData, suffixes: Sequence[str] = ()) -> list[str]:
    """Paths of the local files of a drag, of the wanted suffixes (all when none is named)."""
    paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    wanted = tuple(suffix.lower() for suffix in suffixes)
    return [path for path in paths if path and (not wanted or path.lower().endswith(wanted))]


class DropZone(DashedFrame):
    """Takes local files by drag and drop or by its button. `files(paths)` with at least one."""

    files = Signal(list)

    def __init__(
        self,
        title: str,
        sentence: str,
        browse: str,
        *,
        file_filter: str = "",
        suffixes: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(RADIUS_CARD, "raised", parent)
        self._filter, self._suffixes, self._browse = file_filter, tuple(suffixes), browse
        self.setAcceptDrops(True)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Text(title, "strong", wrap=True))
        words.addWidget(Text(sentence, "caption", "muted", wrap=True))
        words.addStretch(1)
        self.button = Button(browse)
        self.button.clicked.connect(self._look_for)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L, 10, SPACE_M, 10)
        row.setSpacing(SPACE_L)
        row.addWidget(IconLabel("file-input", "accent", 26))
        row.addLayout(words, 1)
        row.addWidget(self.button)

    def _look_for(self) -> None:
        start = str(folders.current().start("files"))
        paths, _chosen = QFileDialog.getOpenFileNames(self, self._browse, start, self._filter)
        if paths:
            folders.current().remember("files", Path(paths[0]))
            self.files.emit(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Light up for files one may drop here."""
        if local_files(event.mimeData(), self._suffixes):
            self.set_lit(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self.set_lit(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the files over."""
        self.set_lit(False)
        paths = local_files(event.mimeData(), self._suffixes)
        if paths:
            event.acceptProposedAction()
            self.files.emit(paths)
