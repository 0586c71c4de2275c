"""Completes ``#theme`` and ``@table`` while a line is typed, by keyboard or finger."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QStringListModel,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QCompleter, QLineEdit, QStyle, QStyleOptionViewItem, QWidget

from maillage.domain.capture import theme_name, theme_word, typing
from maillage.domain.matching import plain, rank
from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_L, SPACE_S
from maillage.ui.widgets.completion import OptionDelegate, dress

MOST = 8
"""Themes or tables offered at a time."""


def offered(mark: str, begun: str, themes: Sequence[str], tables: Sequence[int]) -> list[str]:
    """Return the words that complete a mark, the best first; what is typed whole needs none."""
    if mark == "@":
        numbers = [str(number) for number in tables]
        return [one for one in numbers if one.startswith(begun) and one != begun][:MOST]
    words = [theme_word(name) for name in _alike(theme_name(begun), themes)]
    return [word for word in words if word != begun][:MOST]


def meant(typed: str, themes: Sequence[str]) -> str:
    """Return the likeliest theme offered for a new one, which may be meant; nothing if none."""
    if not typed or plain(typed) in map(plain, themes):
        return ""
    return next(iter(_alike(typed, themes)), "")


def _alike(typed: str, themes: Sequence[str]) -> list[str]:
    """Return the themes that begin like it, then those of which a later word does."""
    found = [name for name in themes if rank(name, typed) < 2]  # noqa: PLR2004 - words begun
    return sorted(found, key=lambda name: rank(name, typed))


class MarkedLine(QLineEdit):
    """A line whose marks Tab completes while something is offered, and leaves otherwise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marks = MarkCompleter(self)

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Complete the mark; else go on to the next stop."""
        return (next_ and self.marks.take_likeliest()) or super().focusNextPrevChild(next_)


class _MarkDelegate(OptionDelegate):
    """Says beside the first option that Tab takes it."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the word, and the key after it while no word is chosen and there is room."""
        super().paint(painter, option, index)
        if index.row() or option.state & QStyle.StateFlag.State_Selected:
            return
        word = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        room = QRect(option.rect)
        room.setLeft(room.left() + SPACE_S + QFontMetrics(option.font).horizontalAdvance(word))
        room.adjust(SPACE_L, 0, 0, 0)
        painter.save()
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("muted"))
        if painter.fontMetrics().horizontalAdvance(_("Tab")) <= room.width():
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, flags, _("Tab"))
        painter.restore()


class MarkCompleter(QObject):
    """Offers themes after ``#`` and tables after ``@`` below a line.

    Nothing is chosen until somebody goes down to it: Enter is for what was typed, as it was
    typed, be it a new theme that another begins like. Tab takes what is chosen, or the first.
    """

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self.themes: list[str] = []
        self.tables: list[int] = []
        self._field = field
        self._words = QStringListModel(self)
        self.completer = QCompleter(self._words, self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setWidget(field)
        dress(self.completer)
        if (popup := self.completer.popup()) is not None:
            popup.setItemDelegate(_MarkDelegate(popup))
        self.completer.activated.connect(self._take)
        field.textEdited.connect(self._offer)

    def take_chosen(self) -> bool:
        """Complete by the word that somebody went to in the popup; False when there is none.

        Qt hands Enter to the field before the popup: the field asks here first.
        """
        popup = self.completer.popup()
        if popup is None or not popup.isVisible():
            return False
        chosen = popup.currentIndex()
        popup.hide()
        if chosen.isValid():
            self._take(str(chosen.data()))
        return chosen.isValid()

    def take_likeliest(self) -> bool:
        """Complete by the word chosen in the popup, else the first; False when none is offered."""
        popup = self.completer.popup()
        if popup is None or not popup.isVisible():
            return False
        if not popup.currentIndex().isValid():
            popup.setCurrentIndex(self.completer.completionModel().index(0, 0))
        return self.take_chosen()

    def _offer(self, text: str) -> None:
        found = typing(text, self._field.cursorPosition())
        words = offered(found.mark, found.begun, self.themes, self.tables) if found else []
        self._words.setStringList(words)
        popup = self.completer.popup()
        if popup is None:
            return
        if not words:
            popup.hide()
            return
        self.completer.complete()
        popup.setCurrentIndex(QModelIndex())

    def _take(self, word: str) -> None:
        text, cursor = self._field.text(), self._field.cursorPosition()
        found = typing(text, cursor)
        if found is None:
            return
        before = text[: found.start] + found.mark + word + " "
        self._field.setText(before + text[cursor:].lstrip())
        self._field.setCursorPosition(len(before))
