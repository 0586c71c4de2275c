"""The laptops of the programme, and up to where one of them stays believed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from maillage.actions import laptops
from maillage.actions.laptops import Laptop, Limit
from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.widgets.combo import ComboBox
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.fields import LabelledField
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.rows import Row, State
from maillage.ui.widgets.text import Text

WIDE, HIGH, LEAST, ROW = 640, 300, 140, 60
"""Logical pixels: of the dialog, of the list, of the list in a low window, and of a row."""


class LaptopsDialog(PlainDialog):
    """Every laptop with its last file. ``stopping(laptop)`` or ``again(laptop)`` by its id."""

    stopping = Signal(str)
    again = Signal(str)

    def __init__(self, found: Sequence[Laptop], here: str, parent: QWidget | None = None) -> None:
        """``here`` is the id of this laptop."""
        super().__init__(
            _("Laptops of the programme"),
            _(
                "A laptop that was stolen, or of somebody who has left, can be believed no more:"
                " its files are refused, and what it wrote since counts nowhere."
            ),
            parent,
            icon_name="laptop",
        )
        self.setMinimumWidth(theme.px(WIDE))
        self._laptops, self._here = {one.device.id: one for one in found}, here
        self.list = RowList(_("Laptops of the programme"))
        self.list.set_rows([laptop_row(one, here=one.device.id == here) for one in found])
        place = self.body.count() - 1
        high = min(HIGH, ROW * len(found))
        self.body.insertWidget(place, self.room(self.list, high=high, least=min(LEAST, high)))
        self.fixed = Text("", "sub", "muted", wrap=True)
        self.body.insertWidget(place + 1, self.fixed)
        self.close_button = self.add_button(_("Close"))
        self.close_button.clicked.connect(self.reject)
        self.change = self.add_button(_("Believe it no more…"))
        self.change.clicked.connect(self._want)
        for button in (self.close_button, self.change):
            button.setAutoDefault(True)  # Enter presses the one that has the keyboard
        self.list.current_row.connect(self._fit_button)
        self.list.activated_row.connect(lambda _key: self.change.setFocus())
        open_to = [one.device.id for one in found if not self._why_fixed(one)]
        self.list.set_current(open_to[0]) if open_to else self.list.select_first()
        self._fit_button(self.list.current_key())

    def _fit_button(self, key: str) -> None:
        laptop = self._laptops.get(key)
        again = laptop is not None and laptop.believed is not None
        self.change.setText(_("Believe it again") if again else _("Believe it no more…"))
        said = self._why_fixed(laptop) if laptop else ""
        self.change.setEnabled(laptop is not None and not said)
        self.fixed.setText(said)

    def _why_fixed(self, laptop: Laptop) -> str:
        return laptops.fixed_line(laptop, here=laptop.device.id == self._here)

    def _want(self) -> None:
        laptop = self._laptops[self.list.current_key()]
        self.accept()
        if laptop.believed is None:
            self.stopping.emit(laptop.device.id)
        else:
            self.again.emit(laptop.device.id)


class StopDialog(PlainDialog):
    """Asks up to where a laptop stays believed. ``chosen(last)`` once that is confirmed."""

    chosen = Signal(int)

    def __init__(
        self, laptop: Laptop, limits: Sequence[Limit], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("Believe “{name}” no more?", name=laptop.device.name),
            _(
                "None of its files is taken in any more, and your next files do not open there."
                " What it wrote after the chosen place counts on no laptop, once that laptop has"
                " merged your next file. What other laptops wrote stays, about the same people too."
                " You can take this back."
            ),
            parent,
            icon_name="ban",
            icon_token="danger",  # noqa: S106 - the name of a colour
        )
        self.setMinimumWidth(theme.px(WIDE))
        self.limit = ComboBox()
        for one in limits:
            self.limit.add(laptops.limit_words(one), one.last)
        self.limit.setCurrentIndex(0)
        place = self.body.count() - 1
        self.body.insertWidget(place, LabelledField(_("Stays believed"), self.limit))
        self.keep = self.add_button(_("Keep believing it"))
        self.keep.clicked.connect(self.reject)
        self.stop = self.add_button(_("Believe it no more"), "danger")
        self.stop.clicked.connect(self._confirmed)
        self.keep.setDefault(True)

    def _confirmed(self) -> None:
        code = self.limit.code()
        self.accept()
        self.chosen.emit(code if isinstance(code, int) else 0)


def laptop_row(one: Laptop, *, here: bool) -> Row:
    """Return the line of a laptop."""
    said = laptops.state_line(one)
    return Row(
        one.device.id,
        one.device.name or _("unknown laptop"),
        said or f"{laptops.role_words(one)} · {laptops.last_file_line(one, here=here)}",
        icon="ban" if said else "laptop",
        icon_tone="danger" if said else "accent",
        state=State(_("No longer believed"), tone="danger") if said else None,
    )
