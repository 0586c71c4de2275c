"""Says that a record was changed while what somebody typed over it was put away."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from maillage.language import _
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.scroll import ScrollPane
from maillage.ui.workshops.rows import short

MOST = 300
"""Letters shown of what had been typed; all of it comes back."""


class ChangedSince(Banner):
    """Offers the words typed over a text that is another now. `taken(texts)` when wanted."""

    taken = Signal(dict)

    def __init__(self, said: str, parent: QWidget | None = None) -> None:
        """``said`` is what is another now, a sentence."""
        super().__init__("warning", parent=parent)
        self._said = said
        self.offered: dict[str, str] = {}
        """The words that wait here, by their field."""
        self.acted.connect(self._take)
        self.clear()

    def clear(self) -> None:
        """Say and offer nothing."""
        self.offered = {}
        self.hide()

    def tell(self, offered: Mapping[str, str]) -> None:
        """Say that the record is another now, and offer what had been typed over its texts."""
        self.offered = {field: text for field, text in offered.items() if text}
        if self.offered:
            text = short(" · ".join(self.offered.values()), MOST)
            typed = _("You had written: “{text}”", text=text)
            self.say("warning", f"{self._said} {typed}", _("Take back what I wrote"))
        else:
            self.say("warning", self._said)
        self.show()

    def bring_into_view(self) -> None:
        """Scroll to what is said, once it has its place: somebody typing further down misses it."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, ScrollPane):
            above = above.parentWidget()
        if above is not None:
            above.reveal(self)

    def _take(self) -> None:
        texts = self.offered
        self.clear()
        self.taken.emit(texts)
