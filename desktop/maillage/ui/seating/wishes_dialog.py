"""The wishes that table plans keep: one line adds one, a click takes it off."""

from __future__ import annotations

from functools import partial

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from maillage.actions.seating import Hall
from maillage.domain.vocabulary import SeatingWish
from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_S, TOUCH
from maillage.ui.seating.rows import wish_words
from maillage.ui.widgets.buttons import Button, icon_button
from maillage.ui.widgets.combo import ComboBox
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.scroll import ScrollPane
from maillage.ui.widgets.text import IconLabel, Text

ICONS = {
    SeatingWish.TOGETHER: "users",
    SeatingWish.APART: "ban",
    SeatingWish.HOST: "pin",
}
WIDTH, HIGHEST = 640, 190
"""Of the dialog, and of the wishes before they scroll, in logical pixels."""


class NewWish(Struct, frozen=True):
    """A wish that somebody makes."""

    kind: SeatingWish
    guest: str
    other: str = ""
    table: int | None = None


class WishesDialog(PlainDialog):
    """``added(NewWish)`` and ``removed(rule)``; ``show_hall`` again once that is recorded."""

    added = Signal(object)
    removed = Signal(str)

    def __init__(self, hall: Hall, tables: int, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Wishes"),
            _("Every plan keeps them before anything else, where this can be."),
            parent,
            icon_name="pin",
        )
        self.setMinimumWidth(theme.px(WIDTH))
        self._rows = QWidget()
        self._lines = QVBoxLayout(self._rows)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(SPACE_S)
        self._scroll = ScrollPane(self._rows)
        self.one, self.kind, self.other, self.table = (ComboBox() for _each in range(4))
        self.add = Button(_("Add"), "secondary", "plus")
        self._place(tables)
        self.add.clicked.connect(self._add)
        self.kind.currentIndexChanged.connect(self._show_object)
        close = self.add_button(_("Close"), "primary")
        close.clicked.connect(self.accept)
        self.show_hall(hall)
        self._show_object()
        self.one.setFocus()

    def show_hall(self, hall: Hall) -> None:
        """Show the wishes there are, and whom one can name."""
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for rule, wish in hall.rules:
            self._lines.addWidget(self._line(rule, ICONS[wish.kind], wish_words(hall, wish)))
        if not hall.rules:
            self._lines.addWidget(Text(_("No wish yet."), "sub", "muted"))
        self._lines.addStretch(1)
        high = max(1, len(hall.rules)) * (TOUCH + SPACE_S)
        self._scroll.setFixedHeight(min(high, theme.px(HIGHEST)))
        if self.one.count() != len(hall.people):
            for combo in (self.one, self.other):
                combo.clear()
                for registration, person in hall.people.items():
                    combo.add(person.name, registration)
            self.other.setCurrentIndex(min(1, self.other.count() - 1))
        self.add.setEnabled(bool(hall.people))

    def _place(self, tables: int) -> None:
        names = (_("Who"), _("Wish"), _("With whom"), _("Which table"))
        for combo, name in zip((self.one, self.kind, self.other, self.table), names, strict=True):
            combo.setAccessibleName(name)
            combo.setSizeAdjustPolicy(
                ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(12)
        for kind, words in (
            (SeatingWish.TOGETHER, _("at the same table as")),
            (SeatingWish.APART, _("never at the same table as")),
            (SeatingWish.HOST, _("hosts")),
        ):
            self.kind.add(words, kind.value)
        for number in range(1, tables + 1):
            self.table.add(_("Table {n}", n=number), number)
        form = QGridLayout()
        form.setSpacing(SPACE_S)
        form.addWidget(self.one, 0, 0)
        form.addWidget(self.kind, 0, 1)
        form.addWidget(self.other, 1, 0)
        form.addWidget(self.table, 1, 0)
        form.addWidget(self.add, 1, 1, Qt.AlignmentFlag.AlignLeft)
        form.setColumnStretch(0, 1)
        form.setColumnStretch(1, 1)
        self.body.insertWidget(2, self._scroll)
        self.body.insertLayout(3, form)

    def _line(self, rule: str, icon: str, words: str) -> QWidget:
        line = QWidget()
        row: QBoxLayout = QHBoxLayout(line)
        row.setContentsMargins(0, 0, SPACE_S, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(IconLabel(icon, "muted", 20))
        row.addWidget(Text(words, wrap=True), 1)
        drop = icon_button("x", _("Take off: {wish}", wish=words))
        drop.clicked.connect(partial(self.removed.emit, rule))
        row.addWidget(drop)
        return line

    def _show_object(self) -> None:
        hosts = self.kind.code() == SeatingWish.HOST.value
        self.other.setVisible(not hosts)
        self.table.setVisible(hosts)

    def _add(self) -> None:
        kind = next(one for one in SeatingWish if one.value == self.kind.code())
        hosts = kind is SeatingWish.HOST
        one, other = str(self.one.code()), str(self.other.code())
        if not hosts and one == other:
            self.other.setFocus()
            return
        table = int(str(self.table.code())) if hosts else None
        self.added.emit(NewWish(kind, one, "" if hosts else other, table))
