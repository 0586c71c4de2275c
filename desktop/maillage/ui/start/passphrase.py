"""Choosing a passphrase: twice, with its strength as one types, or seven words suggested."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from maillage.language import _
from maillage.ui.background import Worker
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_L, SPACE_M, SPACE_XS
from maillage.ui.start import jobs
from maillage.ui.start.strength import StrengthMeter
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.checkbox import CheckBox
from maillage.ui.widgets.fields import LabelledField, RevealEdit
from maillage.ui.widgets.text import Text

if TYPE_CHECKING:
    from maillage.actions.passphrases import Strength

PAUSE = 180
"""Milliseconds without a key before the strength is worked out."""


class NewPassphrase(QWidget):
    """A passphrase to invent. ``typed()`` is what was typed, ``agrees()`` whether twice.

    ``grown(widget)`` when there is more to see of it.
    """

    grown = Signal(QWidget)

    def __init__(self, worker: Worker, label: str = "", parent: QWidget | None = None) -> None:
        """``label`` where another word than “Passphrase” is needed."""
        super().__init__(parent)
        self._worker = worker
        self._once, self._again = RevealEdit(), RevealEdit()
        self.first = LabelledField(label or _("Passphrase"), self._once)
        self.second = LabelledField(_("The same passphrase again"), self._again)
        self.meter = StrengthMeter()
        self.suggest = Button(_("Suggest seven words"), "quiet", "sparkles")
        self.suggest.clicked.connect(self._ask_words)
        self.suggested = self._build_suggested()
        self.remember = CheckBox(_("Keep it on this computer, in the system’s keyring"))
        self.remember.hide()
        pair = QHBoxLayout()
        pair.setSpacing(SPACE_L)
        for field in (self.first, self.second):
            pair.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        below = QHBoxLayout()
        below.setSpacing(SPACE_M)
        below.addWidget(self.meter, 1)
        below.addWidget(self.suggest)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addLayout(pair)
        column.addLayout(below)
        column.addWidget(self.suggested)
        column.addWidget(self.remember)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._weigh)
        self._once.textChanged.connect(self._typing)
        self._again.textChanged.connect(lambda: self.second.set_error(""))
        self._again.editingFinished.connect(self._compare)
        QWidget.setTabOrder(self.first.editor, self.second.editor)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody is looking any more: nothing to weigh."""
        super().hideEvent(event)
        self._pause.stop()

    def _build_suggested(self) -> QFrame:
        box = QFrame()
        set_look(box, box="inset")
        self._words = Text("", "section", wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(box)
        column.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        column.setSpacing(SPACE_XS)
        column.addWidget(self._words)
        column.addWidget(
            Text(
                _("Both fields hold these words. Write them down before you go on."),
                "caption",
                "muted",
                wrap=True,
            )
        )
        box.hide()
        return box

    def ask_keyring(self) -> None:
        """Offer to keep the passphrase if the system has where."""
        self._worker.submit(
            jobs.can_remember, done=self.remember.setVisible, failed=lambda _error: None
        )

    def typed(self) -> str:
        """The passphrase, as typed the first time."""
        return self._once.text()

    def agrees(self) -> bool:
        """Whether both are the same; the second field says so if not."""
        if self.typed() == self._again.text():
            return True
        self.second.set_error(_("The two are not the same. Type it once more."))
        return False

    def remembers(self) -> bool:
        """Whether the system is to keep it."""
        return not self.remember.isHidden() and self.remember.isChecked()

    def on_enter(self, act: Callable[[], object]) -> None:
        """Call this when Enter is pressed in the last field."""
        self._once.returnPressed.connect(self.second.editor.setFocus)
        self._again.returnPressed.connect(act)

    def _typing(self, typed: str) -> None:
        self.first.set_error("")
        if typed != self._words.text():
            self.suggested.hide()
        self._pause.start()

    def _compare(self) -> None:
        if self._again.text():
            self.agrees()

    def _weigh(self) -> None:
        typed = self.typed()
        self._worker.submit(
            partial(jobs.strength, typed),
            done=partial(self._weighed, typed),
            failed=lambda _error: None,
        )

    def _weighed(self, typed: str, found: Strength) -> None:
        if typed == self.typed():
            self.meter.set_level(found.level)

    def _ask_words(self) -> None:
        self._worker.submit(jobs.suggestion, done=self._take, failed=lambda _error: None)

    def _take(self, words: str) -> None:
        self._words.setText(words)
        for edit in (self._once, self._again):
            edit.setText(words)
        self.suggested.show()
        self.grown.emit(self)
