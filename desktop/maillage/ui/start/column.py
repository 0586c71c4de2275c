"""The column that every step of the first run stands in: never too wide, in the middle."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_L, SPACE_S, SPACE_XL

WIDEST = 720


class Column(QVBoxLayout):
    """A layout for ``owner`` whose content is at most 720 px wide, times the text size."""

    def __init__(self, owner: QWidget) -> None:
        inner = QWidget()
        inner.setMaximumWidth(theme.px(WIDEST))
        super().__init__(inner)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(SPACE_S)
        self._outer = QHBoxLayout(owner)
        self._outer.addStretch(1)
        self._outer.addWidget(inner, 40)
        self._outer.addStretch(1)
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Less air in a small window."""
        side, above = (SPACE_L, SPACE_S) if compact else (SPACE_XL * 2, SPACE_L)
        self._outer.setContentsMargins(side, above, side, above)
