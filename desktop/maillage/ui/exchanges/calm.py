"""When nothing is to be decided: how files travel, or that all is settled."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from maillage.language import _
from maillage.ui.widgets.card import Card
from maillage.ui.widgets.empty import EmptyState


class CalmCard(Card):
    """Says what can be done here, so that no place stays blank."""

    wants_meeting = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._stack = self.add(QStackedWidget(), 1)
        self.travel = self._state(
            "arrow-left-right",
            _("How files travel"),
            _(
                "Each laptop prepares its file and hands it to the coordination, on a stick or by"
                " e-mail. The coordination drops all of them here at once, then sends everybody"
                " the whole. A file may be taken in several times: nothing is counted twice."
            ),
        )
        self.no_meeting = EmptyState(
            "calendar",
            _("No meeting yet"),
            _(
                "Drop the file of the coordination here: the meeting arrives with it."
                " If you prepare the meeting yourself, create it."
            ),
            _("Create a meeting"),
            "plus",
            kind="secondary",
        )
        self.no_meeting.acted.connect(self.wants_meeting)
        self._stack.addWidget(self.no_meeting)
        self.settled = self._state(
            "circle-check",
            _("Nothing to decide"),
            _("No two laptops wrote different things in the same place."),
            tone="positive",
        )
        self.decided = self._state(
            "circle-check",
            _("All choices are made"),
            _(
                "The other values stay among the choices made."
                " Your next file carries your decisions."
            ),
            tone="positive",
        )
        self.handed = self._state(
            "circle-check",
            _("Everything is with the coordination"),
            _("Its latest file says that it has all that was recorded on this laptop."),
            tone="positive",
        )
        self.busy = self._state(
            "hourglass", _("Files are being taken in"), _("What differs will be shown here.")
        )
        self.state = self.travel

    def _state(self, icon: str, title: str, sentence: str, *, tone: str = "accent") -> EmptyState:
        state = EmptyState(icon, title, sentence, tone=tone)
        self._stack.addWidget(state)
        return state

    def show_state(
        self, *, meeting: bool, merged: bool, busy: bool, decided: bool, handed: bool
    ) -> None:
        """Say what fits: a merge under way, choices made, what is settled, or how to begin."""
        if busy:
            state = self.busy
        elif decided:
            state = self.decided
        elif handed and (merged or meeting):
            state = self.handed
        elif merged:
            state = self.settled
        else:
            state = self.travel if meeting else self.no_meeting
        self.state = state
        self._stack.setCurrentWidget(state)
