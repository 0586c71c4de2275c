"""Fields: label above, help below, an error that says how to repair."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_M, SPACE_XS, TOUCH
from maillage.ui.widgets.buttons import icon_button
from maillage.ui.widgets.focus import come_last
from maillage.ui.widgets.text import IconLabel, Text, no_mnemonic


class LabelledField(QWidget):
    """Any editor with its label above; below it help, or the error that replaces help."""

    def __init__(
        self, label: str, editor: QWidget, help_text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._help = help_text
        self._label = Text(no_mnemonic(label), "label")
        self._label.setBuddy(editor)
        self._below = Text(help_text, "caption", "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addWidget(self._label)
        column.addWidget(editor)
        column.addWidget(self._below)
        editor.setAccessibleName(label)
        self.set_error("")

    def set_error(self, sentence: str) -> None:
        """Say how to repair; an empty sentence brings the help back."""
        self._below.setText(sentence or self._help)
        self._below.setVisible(bool(sentence or self._help))
        set_look(
            self._below,
            role="label" if sentence else "caption",
            tone="danger" if sentence else "muted",
        )
        set_look(self.editor, invalid=bool(sentence))
        self.editor.setAccessibleDescription(sentence or self._help)

    def set_label_shown(self, *, shown: bool) -> None:
        """Show the label or leave it to whoever cannot see, where there is little room."""
        self._label.setVisible(shown)

    def set_help(self, sentence: str) -> None:
        """Say something else below, in the place of help."""
        self._help = sentence
        self.set_error("")

    def help(self) -> str:
        """What stands below where there is no error."""
        return self._help

    def error(self) -> str:
        """The error in force, or nothing."""
        return self._below.text() if self.editor.property("invalid") else ""


class _DecoratedEdit(QLineEdit):
    """A line edit with room for an icon at its left and a button at its right."""

    left = right = 0

    def _keep_at_end(self, button: QWidget) -> None:
        button.move(self.width() - TOUCH, (self.height() - TOUCH) // 2)

    def _set_room(self) -> None:
        self.setTextMargins(theme.px(self.left), 0, theme.px(self.right), 0)


class SearchField(_DecoratedEdit):
    """A field with a lens; at the door it is 52 px high. Arrows can move a list from it.

    `submitted` on Enter when no list takes it.
    """

    submitted = Signal(str)
    left, right = 30, 36

    def __init__(
        self,
        placeholder: str,
        *,
        short: str = "",
        tall: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """``short`` stands there where there is no room for the whole placeholder."""
        super().__init__(parent)
        self._list: QAbstractItemView | None = None
        self._placeholder, self._short = placeholder, short or placeholder
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_look(self, tall=tall)
        self._lens = IconLabel("search", "muted", 22 if tall else 20, parent=self)
        self._clear = icon_button("x", _("Clear the search"))
        self._clear.setParent(self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.clicked.connect(self.clear)
        self._clear.hide()
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))
        self._set_room()

    def drive(self, rows: QAbstractItemView) -> None:
        """Let up, down, page keys and Enter act on a list while one types."""
        self._list = rows

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand list keys to the list; Escape empties the field."""
        key = Qt.Key(event.key())
        moves = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self._list is not None and (key in moves or enter):
            QApplication.sendEvent(self._list, event)
            if not enter or self._list.currentIndex().isValid():
                return
        if enter:
            self.submitted.emit(self.text())
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the lens and the button centred in height."""
        super().resizeEvent(event)
        margins = self.textMargins()
        room = self.width() - margins.left() - margins.right() - 2 * SPACE_M
        fits = self.fontMetrics().horizontalAdvance(self._placeholder) <= room
        self.setPlaceholderText(self._placeholder if fits else self._short)
        lens = self._lens.sizeHint().width()
        self._lens.setGeometry(12, (self.height() - lens) // 2, lens, lens)
        self._keep_at_end(self._clear)


class RevealEdit(_DecoratedEdit):
    """A passphrase field with an eye that shows what was typed."""

    right = 36

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = icon_button("eye", _("Show what is typed"))
        self._eye.setParent(self)
        self._eye.setCheckable(True)
        come_last(self._eye)  # after a passphrase the next key is meant for the next field
        self._eye.setCursor(Qt.CursorShape.ArrowCursor)
        self._eye.toggled.connect(self._reveal)
        self._set_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take no letter that was typed on the eye: without its blanks, it would be other words."""
        if self._eye.hasFocus():
            event.ignore()
            return
        super().keyPressEvent(event)

    def _reveal(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self.setEchoMode(mode.Normal if shown else mode.Password)
        self._eye.set_icon("eye-off" if shown else "eye")
        self._eye.setAccessibleName(_("Hide what is typed") if shown else _("Show what is typed"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the eye centred in height."""
        super().resizeEvent(event)
        self._keep_at_end(self._eye)
