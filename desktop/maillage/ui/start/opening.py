"""A store whose words were given is being opened: there is nothing to fill in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QProgressBar, QWidget

from maillage.language import _
from maillage.ui.start.column import Column
from maillage.ui.widgets.text import Text


class OpeningStep(QWidget):
    """Which store, and that it takes a moment."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        words = _("The store is being opened…")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(words)
        self._column = Column(self)
        self._column.addStretch(1)
        self._column.addWidget(Text(path.name, "title", wrap=True))
        self._column.addWidget(Text(words, "sub", "muted", wrap=True))
        self._column.addWidget(self.bar)
        self._column.addStretch(2)

    def set_compact(self, compact: bool) -> None:
        """Less air in a small window."""
        self._column.set_compact(compact)
