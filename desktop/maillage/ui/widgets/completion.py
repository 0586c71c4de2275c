"""Completion below a line of text, dressed as the visual language wants it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, QStringListModel, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from maillage.domain.matching import written_out
from maillage.ui.look import theme
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import CHIP, TOUCH
from maillage.ui.widgets.popup import round_popup


class OptionDelegate(QStyledItemDelegate):
    """Options as high as a finger needs."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As high as the options of a combo box."""
        return QSize(super().sizeHint(option, index).width(), max(TOUCH, theme.px(CHIP)))


_EDGES = 24
"""Pixels that padding and frame take at most; more is lacking where a screen has no more room."""


class _Options(QListView):
    """The options, as high as they need: Qt counts their rows, and forgets the edge around them."""

    def __init__(self, completer: QCompleter) -> None:
        super().__init__()
        self._completer = completer

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Add the edge, upwards where the list stands above its line."""
        super().resizeEvent(event)
        shown = min(self.model().rowCount(), self._completer.maxVisibleItems())
        lacking = shown * self.sizeHintForRow(0) - self.viewport().height()
        if 0 < lacking <= _EDGES and (line := self._completer.widget()) is not None:
            above = self.y() < line.mapToGlobal(QPoint(0, 0)).y()
            top = self.y() - lacking if above else self.y()
            self.setGeometry(self.x(), top, self.width(), self.height() + lacking)


def dress(completer: QCompleter) -> QListView:
    """Give a completer our list of options, and return that."""
    options = _Options(completer)
    options.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    completer.setPopup(options)
    # Only now is it a window: what follows dresses that window.
    options.setItemDelegate(OptionDelegate(options))
    round_popup(options)
    set_look(options, box="options")
    return options


_COMPARED = int(Qt.ItemDataRole.UserRole)


class _Words(QStringListModel):
    """Words, and each as it is compared: without accents."""

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a word, or what is compared with what somebody types."""
        if role == _COMPARED:
            return written_out(str(super().data(index, Qt.ItemDataRole.EditRole)))
        return super().data(index, role)


class _Completer(QCompleter):
    """Finds «Épicerie» by `epi`, as the search does."""

    def __init__(self, words: Sequence[str], edit: QLineEdit) -> None:
        super().__init__(edit)
        self.setModel(_Words(list(words), self))
        self.setCompletionRole(_COMPARED)
        self.setFilterMode(Qt.MatchFlag.MatchContains)

    def splitPath(self, path: str) -> list[str]:
        """Return what is typed as it is compared."""
        return [written_out(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Return a word as it is written."""
        return str(index.data(Qt.ItemDataRole.EditRole))


def complete(edit: QLineEdit, words: Sequence[str]) -> None:
    """Propose those of some words that contain what is typed; other words may be typed too."""
    known = cast("QCompleter | None", edit.completer())
    if known is not None:
        known.setModel(_Words(list(words), known))
        return
    completer = _Completer(words, edit)
    dress(completer)
    edit.setCompleter(completer)
