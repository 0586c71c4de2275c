"""Keys that the search field at the door would keep for itself belong to the page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from maillage.ui.reception.acting import CARD, DEPARTURE


class SearchKeys(QObject):
    """Lets undoing, the card and the departure go past a search field, which keeps this."""

    def __init__(self, search: QLineEdit) -> None:
        super().__init__(search)
        self._search = search
        search.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave a key of the page to its shortcut."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_the_page_s(event)
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _is_the_page_s(self, event: QKeyEvent) -> bool:
        # In an empty field, undoing means the last arrival, not the last letter.
        undo = event.matches(QKeySequence.StandardKey.Undo) and not self._search.text()
        # On Linux these are also "end of line" and "delete".
        return undo or event.keyCombination() in (CARD, DEPARTURE)
