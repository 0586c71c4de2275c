"""Another value than those at hand, written out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_S
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.caret import words_in
from maillage.ui.widgets.fields import LabelledField
from maillage.ui.widgets.text import set_tooltip


class ValueEditor(QWidget):
    """A field with the value shown, to be changed. ``saved(text)``; ``left`` without saving."""

    typed = Signal(str)
    """All that stands there, at each key."""
    saved = Signal(str)
    left = Signal()

    def __init__(self, text: str, *, long: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit: QLineEdit | QPlainTextEdit
        if long:
            self.edit = QPlainTextEdit(text)
            self.edit.setTabChangesFocus(True)
            self.edit.setFixedHeight(theme.px(96))
        else:
            self.edit = QLineEdit(text)
            self.edit.returnPressed.connect(self._save)
        self.edit.textChanged.connect(lambda: self.typed.emit(words_in(self.edit)))
        self.field = LabelledField(_("Another value"), self.edit)
        self.save = Button(_("Save this value"), "primary")
        self.save.clicked.connect(self._save)
        back = Button(_("Back to the versions"), "quiet")
        set_tooltip(back, _("Escape"))
        back.clicked.connect(self.left)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        foot.addWidget(self.save)
        foot.addWidget(back)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(self.field)
        column.addLayout(foot)

    def text(self) -> str:
        """What is typed, without blanks around it."""
        return words_in(self.edit).strip()

    def focus(self) -> None:
        """Start typing at the end of the value."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(self.edit, QLineEdit):
            self.edit.end(False)
        else:
            self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the versions."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _save(self) -> None:
        if self.text():
            self.saved.emit(self.text())
        else:
            self.field.set_error(_("Write a value, or take one of the versions."))
            self.focus()
