"""Says that a note was changed while somebody's correction of it was put away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from maillage.language import _
from maillage.ui.widgets.banner import Banner
from maillage.ui.workshops.rows import short

MOST = 300
"""Letters shown of what had been typed; all of it comes back."""


class ChangedSince(Banner):
    """Offers the words typed over a text that is another now. `taken(text)` when wanted."""

    taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("warning", parent=parent)
        self.offered = ""
        """The words that wait here; empty for none."""
        self.acted.connect(self._take)
        self.clear()

    def clear(self) -> None:
        """Say and offer nothing."""
        self.offered = ""
        self.hide()

    def tell(self, offered: str) -> None:
        """Say that the note is another now, and offer what had been typed over its text."""
        self.offered = offered
        said = _("This note was changed meanwhile, and stands here as it is now.")
        if offered:
            typed = _("You had written: “{text}”", text=short(offered, MOST))
            self.say("warning", f"{said} {typed}", _("Take back what I wrote"))
        else:
            self.say("warning", said)
        self.show()

    def _take(self) -> None:
        text = self.offered
        self.clear()
        self.taken.emit(text)
