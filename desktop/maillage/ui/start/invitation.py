"""The invitation of a coordinator: a place to drop it, and the one that was taken."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from maillage.language import _
from maillage.ui.look.tokens import SPACE_S
from maillage.ui.widgets.drop import DropZone
from maillage.ui.widgets.text import IconLabel, Text


class InvitationField(QWidget):
    """A place to drop the file, and the name of the one that was taken."""

    def __init__(self) -> None:
        super().__init__()
        self.path: Path | None = None
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
        """Keep a file as the invitation."""
        self.path = path
        self._name.setText(path.name)
        for widget in (self._check, self._name):
            widget.show()
