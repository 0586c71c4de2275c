"""Rows: what a two-line row says, and the list model that holds them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from msgspec import Struct
from msgspec.structs import force_setattr
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from maillage.ui.widgets.marked import Marks

Index = QModelIndex | QPersistentModelIndex

FEW = 8
"""Changed rows that are told one by one; of more, all between the first and the last are."""


class RowRole(IntEnum):
    """What a model answers beside Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole + 1
    KEY = Qt.ItemDataRole.UserRole + 2


class RowKind(IntEnum):
    """A thing, the head of a section, or something to do at the end of a list."""

    THING = 0
    HEAD = 1
    ACTION = 2


class State(Struct, frozen=True):
    """What stands at the right of a row: a word, an icon and a tone, together."""

    word: str
    icon: str = ""
    tone: str = "muted"


class Row(Struct, frozen=True):
    """One row. `key` is what signals carry; it must be unique among the rows of a list.

    Glyph: the shape of `category`, else `icon` in `icon_tone`. `category_name` is what a screen
    reader says for the shape. `hint` replaces `state` while the row is the current one.
    """

    key: str
    title: str
    sub: str = ""
    category: str = ""
    category_name: str = ""
    icon: str = ""
    icon_tone: str = "accent"
    marks: Marks = ()
    sub_marks: Marks = ()
    state: State | None = None
    hint: State | None = None
    kind: RowKind = RowKind.THING
    count: int | None = None

    def __post_init__(self) -> None:
        # Rows are compared and used as keys: what came as a list becomes a tuple.
        force_setattr(self, "marks", tuple(self.marks))
        force_setattr(self, "sub_marks", tuple(self.sub_marks))

    def spoken(self) -> str:
        """The row in words: title, category, second line, state."""
        state = self.state.word if self.state else ""
        count = "" if self.count is None else str(self.count)
        parts = (self.title, count, self.category_name, self.sub, state)
        return ", ".join(part for part in parts if part)


def head(title: str, count: int | None = None) -> Row:
    """The head of a section, with how many rows it has."""
    return Row(f"head:{title}", title, kind=RowKind.HEAD, count=count)


class RowModel(QAbstractListModel):
    """A list of rows. Set them again as often as you like: same keys, same places kept."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def set_rows(self, rows: Sequence[Row]) -> bool:
        """Replace the rows; where keys and order are the same only their contents change.

        Return whether other rows are there now: whoever shows them lays all of them out anew.
        """
        new = list(rows)
        if [row.key for row in new] == [row.key for row in self._rows]:
            old = self._rows
            changed = [n for n, row in enumerate(new) if row is not old[n] and row != old[n]]
            self._rows = new
            for first, last in _runs(changed):
                self.dataChanged.emit(self.index(first), self.index(last))
            return False
        self.beginResetModel()
        self._rows = new
        self.endResetModel()
        return True

    def rows(self) -> list[Row]:
        """The rows, in order."""
        return list(self._rows)

    def place(self, key: str) -> int:
        """The place of a key, -1 when it is not there."""
        return next((n for n, row in enumerate(self._rows) if row.key == key), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows; a row has no children."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row itself, its key, its title, or its words for a screen reader."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == RowRole.ROW:
            return row
        if role == RowRole.KEY:
            return row.key
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads can be neither chosen nor reached by the arrows."""
        if index.isValid() and self._rows[index.row()].kind is RowKind.HEAD:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and last of some places in order; each for itself while they are few."""
    if len(places) > FEW:
        return [(places[0], places[-1])]
    return [(place, place) for place in places]
