"""A text that is read like words and edited where it stands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from maillage.ui.look import theme
from maillage.ui.look.style import set_look
from maillage.ui.widgets.marked import TextBlock
from maillage.ui.widgets.text import set_tooltip

_MOST_LINES = 40
_AROUND = 14
"""Pixels above and below the words: padding, border and the document's own margin."""


class InlineEdit(QPlainTextEdit):
    """Looks like text until pointed at. `changed(value)` when one leaves it with another value.

    Enter leaves it too, Escape brings the old value back. What was typed stays until it is
    ``kept``: loading the same record again does not touch it.
    """

    changed = Signal(str)
    typing = Signal()
    """Something else stands here, by hand."""

    def __init__(
        self, name: str, placeholder: str, role: str = "body", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._loaded = ""
        self._waiting = False
        self._refused = False
        self._showing = False
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        set_tooltip(self, name)
        set_look(self, box="inline", role=role)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._grow)
        self.textChanged.connect(self._say_typing)
        theme.current().changed.connect(self._grow)

    def set_role(self, role: str) -> None:
        """Write in another type role."""
        set_look(self, role=role)
        self._grow()

    def load(self, value: str) -> None:
        """Show the stored value, unless another is being written here."""
        is_mine = self._waiting or self.hasFocus() or self._refused
        if is_mine and self.is_typed and self.value() != _on_one_line(value):
            return
        self._loaded = value
        if self.is_typed:
            self._show(value)

    def covers(self, value: str) -> bool:
        """Tell whether what is typed here would be put over what somebody else has written."""
        is_other = _on_one_line(value) not in (_on_one_line(self._loaded), self.value())
        return is_other and self.is_typed and not self._waiting

    def reset(self, value: str) -> None:
        """Show the value of another record, whatever is written here."""
        self._waiting = self._refused = False
        self._loaded = value
        self._show(value)

    @property
    def loaded(self) -> str:
        """The text as it is stored, as far as is known here."""
        return self._loaded

    @property
    def is_typed(self) -> bool:
        """Whether another text stands here than is stored; further blanks make none."""
        return self.value() != _on_one_line(self._loaded)

    def value(self) -> str:
        """The text as it will be stored: one line."""
        return _on_one_line(self.toPlainText())

    def kept(self, value: str) -> None:
        """Say that a text has been stored; that of another record is none of its business."""
        if self._waiting:
            self._waiting = self._refused = False
            self._loaded = value

    def refused(self, value: str) -> None:
        """Show again a text that could not be stored: it stays, to be sent on leaving."""
        self._waiting, self._refused = False, True
        if self.value() != value:
            self.setPlainText(value)

    def leave(self) -> None:
        """Send what was written, if it is not what is stored."""
        if not self._waiting and self.is_typed:
            self._waiting = True
            self.changed.emit(self.value())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save by leaving."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves, Escape takes back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.leave()
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Escape and self.is_typed:
            self.setPlainText(self._loaded)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As high as its words; the document itself learns of a new width or font too late."""
        width = max(self.viewport().width(), theme.px(60))
        words = TextBlock(self.toPlainText() or " ", self.font(), width, _MOST_LINES)
        return QSize(theme.px(200), round(words.height) + _AROUND)

    def minimumSizeHint(self) -> QSize:
        """As high as its words; they wrap where it is narrow."""
        return QSize(theme.px(80), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._grow()

    def changeEvent(self, event: QEvent) -> None:
        """Another font takes another height."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._grow()

    def _show(self, value: str) -> None:
        self._showing = True
        self.setPlainText(value)
        self._showing = False

    def _say_typing(self) -> None:
        if not self._showing:
            self.typing.emit()

    def _grow(self) -> None:
        height = self.sizeHint().height()
        if self.height() != height or self.maximumHeight() != height:
            self.setFixedHeight(height)


def _on_one_line(text: str) -> str:
    """Return a text as a field for one gives it back: any blanks are one."""
    return " ".join(text.split())
