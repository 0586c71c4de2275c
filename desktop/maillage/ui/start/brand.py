"""Brand panel: the picture of Maillage, and one sentence on it."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from maillage.language import _
from maillage.ui.look import brand, theme
from maillage.ui.look.tokens import SPACE_M
from maillage.ui.widgets.text import Text


class BrandPanel(QWidget):
    """The left of the first run. Compact: a rail with the mark alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._compact = False
        self._name = Text("Maillage", "title", "side_text")
        self._words = Text(
            _("What is said and promised at a meeting, kept with no network and no loss."),
            "body",
            "side_text",
            wrap=True,
        )
        self._column = QVBoxLayout(self)
        self._column.setSpacing(SPACE_M)
        self._column.addWidget(self._name)
        self._column.addWidget(self._words)
        self._column.addStretch(1)
        self._lay_out()
        theme.current().changed.connect(self._lay_out)

    def set_compact(self, compact: bool) -> None:
        """A rail when true."""
        self._compact = compact
        self._lay_out()

    def _lay_out(self) -> None:
        above = brand.ABOVE + theme.px(brand.MARK) + SPACE_M
        self._column.setContentsMargins(brand.MARGIN, above, brand.MARGIN, 0)
        self.setFixedWidth(brand.width(compact=self._compact))
        for words in (self._name, self._words):
            words.setVisible(not self._compact)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture behind the words."""
        super().paintEvent(event)
        brand.paint(QPainter(self), self.size(), compact=self._compact)
