"""The ways to begin."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from maillage.language import _
from maillage.ui.look.tokens import RING, SPACE_M, SPACE_S
from maillage.ui.start.choice import ChoiceCard
from maillage.ui.start.column import Column
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.scroll import ScrollPane
from maillage.ui.widgets.text import Text

CREATE, JOIN, REOPEN, HUB, RESTORE = "create", "join", "reopen", "hub", "restore"


class Choices(QWidget):
    """A card for each; what is done seldom at the foot. ``chosen(code)``, ``settings_wanted``."""

    chosen = Signal(str)
    settings_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.cards = {
            CREATE: ChoiceCard(
                "sparkles",
                _("Start a programme"),
                _("You coordinate: this computer invites the others and merges their files."),
            ),
            JOIN: ChoiceCard(
                "mail",
                _("Join with an invitation"),
                _("You have received a file, and its words by telephone."),
            ),
            REOPEN: ChoiceCard(
                "folder-open",
                _("Open a programme of this computer"),
                _("You have already worked here, or been given a copy of a store."),
            ),
            HUB: ChoiceCard(
                "share-2",
                _("Open a hub…"),
                _("Several of you coordinate, and share one server."),
            ),
        }
        self._title = Text(_("Welcome to Maillage"), "title")
        self._settings = Button(_("Settings"), "quiet", "settings")
        self._settings.clicked.connect(self.settings_wanted)
        self.restore = Button(_("Restore a backup…"), "quiet", "rotate-ccw")
        self.restore.clicked.connect(lambda: self.chosen.emit(RESTORE))
        content = QWidget()
        self._cards = QVBoxLayout(content)
        # The pane would cut the ring around a card.
        self._cards.setContentsMargins(RING, 0, SPACE_S, 0)
        self._cards.addStretch(1)
        self._question = Text(_("How do you want to begin?"), "sub", "muted", wrap=True)
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._title)
        head.addWidget(self._question)
        self._cards.addLayout(head)
        for code, card in self.cards.items():
            card.clicked.connect(lambda _checked=False, code=code: self.chosen.emit(code))
            self._cards.addWidget(card)
        self._cards.addStretch(2)
        foot = QHBoxLayout()
        foot.addWidget(self.restore)
        foot.addStretch(1)
        foot.addWidget(self._settings)
        self._column = Column(self)
        self._column.addWidget(ScrollPane(content), 1)
        self._column.addLayout(foot)
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Less air in a small window."""
        self._column.set_compact(compact)
        self._question.setHidden(compact)
        self._cards.setSpacing(SPACE_S if compact else SPACE_M + 2)
        for card in self.cards.values():
            card.set_compact(compact)

    def focus_first(self) -> None:
        """The first card."""
        self.cards[CREATE].setFocus()
