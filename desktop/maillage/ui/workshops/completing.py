"""Completes ``#theme`` and ``@table`` while a line is typed, by keyboard or finger."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QStringListModel
from PySide6.QtWidgets import QCompleter, QLineEdit

from maillage.domain.capture import theme_name, theme_word, typing
from maillage.domain.matching import plain, rank
from maillage.ui.widgets.completion import dress

MOST = 8
"""Themes or tables offered at a time."""


def offered(mark: str, begun: str, themes: Sequence[str], tables: Sequence[int]) -> list[str]:
    """Return the words that complete a mark, the best first; what is typed whole needs none."""
    if mark == "@":
        numbers = [str(number) for number in tables]
        return [one for one in numbers if one.startswith(begun) and one != begun][:MOST]
    wanted = theme_name(begun)
    found = [name for name in themes if rank(name, wanted) < 2]  # noqa: PLR2004 - words begun
    words = [theme_word(name) for name in sorted(found, key=lambda name: rank(name, wanted))]
    return [word for word in words if word != begun][:MOST]


def is_whole(mark: str, begun: str, themes: Sequence[str], tables: Sequence[int]) -> bool:
    """Tell whether what is typed of a mark is a table or a theme already, though others go on."""
    if mark == "@":
        return begun in map(str, tables)
    return plain(theme_name(begun)) in map(plain, themes)


class MarkCompleter(QObject):
    """Offers themes after ``#`` and tables after ``@`` below a line."""

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
        self.completer.activated.connect(self._take)
        field.textEdited.connect(self._offer)

    def take_chosen(self) -> bool:
        """Complete by the word chosen in the popup; False when none is offered.

        Qt hands Enter to the field before the popup: the field asks here first.
        """
        popup = self.completer.popup()
        if popup is None or not popup.isVisible():
            return False
        if chosen := popup.currentIndex().isValid():
            self._take(str(popup.currentIndex().data()))
        popup.hide()
        return chosen

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
        # Enter after «@1» is for table 1, whatever there is of a table 10.
        whole = found and is_whole(found.mark, found.begun, self.themes, self.tables)
        first = self.completer.completionModel().index(0, 0)
        popup.setCurrentIndex(QModelIndex() if whole else first)

    def _take(self, word: str) -> None:
        text, cursor = self._field.text(), self._field.cursorPosition()
        found = typing(text, cursor)
        if found is None:
            return
        before = text[: found.start] + found.mark + word + " "
        self._field.setText(before + text[cursor:].lstrip())
        self._field.setCursorPosition(len(before))
