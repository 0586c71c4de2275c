"""What the door shows before anybody is expected, and how to begin."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from maillage.language import _
from maillage.ui.look.tokens import SPACE_S, SPACE_XL
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.card import Card
from maillage.ui.widgets.empty import EmptyState


class NoMeeting(EmptyState):
    """There is nothing to receive people for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "calendar",
            _("There is no meeting yet"),
            _("Create it, and this screen receives its participants."),
            _("Create the meeting"),
            "plus",
            parent=parent,
        )


class NobodyYet(Card):
    """Offers to take a list in, or to welcome somebody without one."""

    wants_list = Signal()
    wants_walk_in = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.empty = EmptyState(
            "users",
            _("Nobody is expected yet"),
            _("Take in the list of registrations: choose it here, or drop it on this page."),
            _("Take in a list…"),
            "file-input",
        )
        self.empty.acted.connect(self.wants_list)
        self.walk_in = Button(_("Welcome somebody without a registration"), "quiet", "user-plus")
        self.walk_in.clicked.connect(self.wants_walk_in)
        self.body.setSpacing(0)
        self.body.addStretch(1)
        self.add(self.empty)
        self.body.addWidget(self.walk_in, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addSpacing(SPACE_XL)
        self.body.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        """Words and buttons: the picture gives way in a low window."""
        hint = super().minimumSizeHint()
        return hint if self.empty.icon.isHidden() else hint - QSize(0, self._picture())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the picture where there is room."""
        super().resizeEvent(event)
        room = self.height() - self.minimumSizeHint().height()
        self.empty.icon.setVisible(room >= self._picture())

    def _picture(self) -> int:
        return self.empty.icon.sizeHint().height() + SPACE_S
