"""Words opened for correction in their place: what every such editor does alike."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from maillage.language import _
from maillage.ui.changed_since import ChangedSince
from maillage.ui.look import theme
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.fields import LabelledField
from maillage.ui.widgets.line_edit import LineEdit
from maillage.ui.widgets.text import set_tooltip


class Correcting(QFrame):
    """The words, what was typed over those that are others now, and buttons to save or leave.

    Enter saves and Escape leaves. Who fills it in lays it out, and says what saving is.
    """

    left = Signal()
    """Nothing is to be saved."""
    changed = Signal()
    """Something else stands in a field, by hand."""

    def __init__(self, label: str, changed_since: str, parent: QWidget | None = None) -> None:
        """``label`` is the words', ``changed_since`` said where they were changed meanwhile."""
        super().__init__(parent)
        self.changed_since = ChangedSince(changed_since)
        self.text = LineEdit()
        self.text.setFixedHeight(theme.px(82))
        self.words = LabelledField(label, self.text)
        self.changed_since.taken.connect(self._take_back)
        self.text.entered.connect(self.submit)
        self.text.escaped.connect(self.left)
        self.text.textChanged.connect(self.changed)

    def keep_or_leave(self, save: str) -> tuple[Button, Button]:
        """Return the button that saves, called so, and the one that leaves it as it was."""
        saves, leaves = Button(save, "primary"), Button(_("Leave it as it was"))
        set_tooltip(saves, _("Enter"))
        set_tooltip(leaves, _("Escape"))
        saves.clicked.connect(self.submit)
        leaves.clicked.connect(self.left)
        return saves, leaves

    def submit(self) -> None:
        """Save what differs; say what keeps it from being saved."""
        raise NotImplementedError

    def typed_words(self) -> str:
        """Return the words, with one blank between two."""
        return " ".join(self.text.toPlainText().split())

    def start(self) -> None:
        """Begin where the words end."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)

    def refused(self, why: str) -> None:
        """Say what keeps the words from being saved; they stay."""
        self.words.set_error(why)
        self.text.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves from any of the fields."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _take_back(self, texts: dict[str, str]) -> None:
        cursor = self.text.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(texts["text"])  # Ctrl+Z brings back what stood there
        self.start()
