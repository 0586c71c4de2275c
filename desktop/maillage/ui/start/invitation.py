"""The invitation of a coordinator: a place to drop it, and the one that was taken."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from maillage.language import _
from maillage.ui.background import Worker
from maillage.ui.look.tokens import SPACE_S
from maillage.ui.start import jobs
from maillage.ui.widgets.drop import DropZone
from maillage.ui.widgets.text import IconLabel, Text


class InvitationField(QWidget):
    """A place to drop the file, and the name of the one that was taken.

    ``taken`` when one is, before it is looked at; ``refused(error)`` if it cannot be one.
    """

    taken = Signal()
    refused = Signal(object)

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self._worker = worker
        self.path: Path | None = None
        """The file that was taken, unless it was refused."""
        self.zone = DropZone(
            _("Drop the invitation here"),
            _("The file that the coordination has sent or put on a stick."),
            _("Browse…"),
            file_filter=_("Maillage files (*.maillage)"),
            suffixes=(".maillage",),
        )
        self._name = Text("", "strong", wrap=True)
        self._check = IconLabel("circle-check", "positive", 20)
        self.zone.files.connect(lambda paths: self.take(Path(paths[0])))
        self.setFocusProxy(self.zone.button)
        taken = QHBoxLayout()
        taken.setSpacing(SPACE_S)
        taken.addWidget(self._check)
        taken.addWidget(self._name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(self.zone)
        column.addLayout(taken)
        for widget in (self._check, self._name):
            widget.hide()

    def take(self, path: Path) -> None:
        """Keep a file as the invitation, and look whether it can be one."""
        self.path = path
        self.clear_mark()
        self.taken.emit()
        self._worker.submit(
            partial(jobs.look_at, path),
            done=lambda _none: self._good(path),
            failed=lambda error: self._refuse(path, error),
        )

    def clear_mark(self) -> None:
        """Say no more that the file is good."""
        for widget in (self._check, self._name):
            widget.hide()

    def _good(self, path: Path) -> None:
        if path != self.path:
            return
        self._name.setText(path.name)
        for widget in (self._check, self._name):
            widget.show()

    def _refuse(self, path: Path, error: BaseException) -> None:
        if path == self.path:
            self.path = None
            self.refused.emit(error)
