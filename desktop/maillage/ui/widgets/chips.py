"""Chips: a filter, or the kind of a note."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from maillage.ui.look import theme
from maillage.ui.look.icons import GAP, icon
from maillage.ui.look.style import set_look
from maillage.ui.widgets.buttons import enter_presses
from maillage.ui.widgets.flow import FlowLayout
from maillage.ui.widgets.focus import in_turn
from maillage.ui.widgets.text import no_mnemonic


class ChipItem(Struct, frozen=True):
    """One choice: its code, its word, what follows it (a count, a key) and an icon."""

    code: str
    label: str
    trailing: str = ""
    icon: str = ""


class Chip(QPushButton):
    """A checkable chip, 38 px high."""

    def __init__(self, item: ChipItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if item.icon:
            self.setIcon(icon(item.icon, "text"))
        set_look(self, kind="chip")
        self.set_trailing(item.trailing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it too, wherever it is."""
        if not enter_presses(self, event):
            super().keyPressEvent(event)

    def set_trailing(self, trailing: str) -> None:
        """Show another count or key after the word."""
        word = no_mnemonic(self.item.label)
        self.setText(f"{word}\u2002{trailing}" if trailing else word)
        side = theme.px(18)
        self.setIconSize(QSize(side + GAP - 2, side))


class ChipBar(QWidget):
    """Chips on as many lines as they need. Exclusive: one is always on once one was chosen.

    `chosen(code)` when a person turns one on; `toggled(code, on)` for each change by a person
    when not exclusive.
    """

    chosen = Signal(str)
    toggled = Signal(str, bool)

    def __init__(
        self,
        items: Sequence[ChipItem] = (),
        *,
        exclusive: bool = True,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._exclusive = exclusive
        self._chips: dict[str, Chip] = {}
        self._flow = FlowLayout(self)
        self._group = QButtonGroup(self)
        self._group.setExclusive(exclusive)
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_items(items)

    def set_items(self, items: Sequence[ChipItem]) -> None:
        """Offer these; what was on stays on where its code is still there."""
        on = set(self.codes())
        if [chip.item for chip in self._chips.values()] == list(items):
            return
        for chip in self._chips.values():
            self._group.removeButton(chip)
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._chips = {}
        for item in items:
            chip = Chip(item, self)
            chip.setChecked(item.code in on)
            chip.clicked.connect(lambda checked, code=item.code: self._clicked(code, checked))
            self._chips[item.code] = chip
            self._group.addButton(chip)
            self._flow.addWidget(chip)
            chip.show()
        in_turn(self, list(self._chips.values()))
        self.updateGeometry()

    def codes(self) -> list[str]:
        """The codes that are on, in order."""
        return [code for code, chip in self._chips.items() if chip.isChecked()]

    def code(self) -> str:
        """The code that is on, or nothing."""
        return next(iter(self.codes()), "")

    def set_code(self, code: str, *, on: bool = True) -> None:
        """Turn a chip on (or off); emits nothing. KeyError for an unknown code."""
        self._chips[code].setChecked(on)

    def clear(self) -> None:
        """Turn every chip off, as before the first choice; the focus stays. Emits nothing."""
        self._group.setExclusive(False)
        for chip in self._chips.values():
            chip.setChecked(False)
        self._group.setExclusive(self._exclusive)

    def focus_first(self) -> None:
        """Take the keyboard to the chip that is on, or to the first."""
        chip = self._chips.get(self.code()) or next(iter(self._chips.values()), None)
        if chip:
            chip.setFocus(Qt.FocusReason.TabFocusReason)

    def set_trailing(self, code: str, trailing: str) -> None:
        """Show another count after a chip's word. KeyError for an unknown code."""
        self._chips[code].set_trailing(trailing)
        self.updateGeometry()

    def _clicked(self, code: str, checked: bool) -> None:
        if checked:
            self.chosen.emit(code)
        if not self._exclusive:
            self.toggled.emit(code, checked)
