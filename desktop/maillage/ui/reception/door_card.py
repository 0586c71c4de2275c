"""The card of the door: search, parts and people, who get the room when there is little."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from maillage.language import _
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_L, SPACE_M
from maillage.ui.reception.door_list import DoorList
from maillage.ui.reception.parts import PartsBar
from maillage.ui.widgets.card import Card
from maillage.ui.widgets.fields import SearchField
from maillage.ui.widgets.text import Text


class DoorCard(Card):
    """Whom one looks for, and whom one finds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.search = SearchField(
            _("Search for somebody, or scan a badge"), short=_("Name, or badge")
        )
        self.search.setAcceptDrops(False)  # a file dropped here is a list, not a text
        self.hint = Text(
            _(
                "Three letters, ↑ ↓ to choose, Enter to check in, Ctrl + Z to undo, Ctrl + E for"
                " the card. By finger: touch the row."
            ),
            "caption",
            "muted",
            wrap=True,
        )
        self.parts, self.list = PartsBar(), DoorList()
        for widget in (self.search, self.hint, self.parts):
            self.add(widget)
        self.add(self.list, 1)

    def set_compact(self, compact: bool) -> None:
        """Without the hint."""
        self.hint.setVisible(not compact)
        self.parts.set_compact(compact)

    def set_low(self, *, low: bool) -> None:
        """Less air around, so that one more person is in sight."""
        set_look(self.search, tall=not low)
        around, between = (6, 6) if low else (SPACE_L, SPACE_M)
        self.body.setContentsMargins(around, around, around, around)
        self.body.setSpacing(between)
