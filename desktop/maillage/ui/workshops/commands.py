"""What the head of the tables' screen offers: photos, the projector, one more workshop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from maillage.language import _
from maillage.ui.widgets.header import action

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget


class PageCommands:
    """The actions of a page, with their keys."""

    def __init__(self, page: QWidget) -> None:
        self.new = action(_("Add a workshop"), "plus", page)
        self.project = action(_("Project the ideas"), "projector", page)
        self.photos = action(_("Photos of the board"), "camera", page)
        for one, key in ((self.project, Qt.Key.Key_F5), (self.photos, Qt.Key.Key_F6)):
            keys = QKeySequence(key)
            one.setProperty("hint", keys.toString())
            one.setShortcut(keys)
            # A key of the window: it is heard while the side bar has the keyboard, too.
            page.addAction(one)

    def all(self) -> list[QAction]:
        """Return them in their order."""
        return [self.photos, self.project, self.new]

    def enable(self, *, on: bool) -> None:
        """Offer them, or none of them."""
        for one in self.all():
            one.setEnabled(on)

    def count_photos(self, n: int) -> None:
        """Say how many photos the workshop has."""
        self.photos.setText(_("Photos of the board ({n})", n=n) if n else _("Photos of the board"))
