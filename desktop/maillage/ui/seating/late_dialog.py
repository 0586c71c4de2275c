"""Shows whom seating again would move, before anybody is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from maillage.actions.seating import Change, Hall
from maillage.language import _, ngettext_
from maillage.ui.look import theme
from maillage.ui.seating.rows import change_rows, move_count
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.row_list import RowList


class LateDialog(PlainDialog):
    """``agreed`` to what is listed; nothing was changed before."""

    agreed = Signal()

    def __init__(
        self, hall: Hall, changes: Sequence[Change], parent: QWidget | None = None
    ) -> None:
        seated, moved, off = move_count(changes)
        said = [
            words
            for count, words in (
                (
                    seated,
                    ngettext_("{n} seat for a late arrival", "{n} seats for late arrivals", seated),
                ),
                (moved, ngettext_("{n} person changes tables", "{n} people change tables", moved)),
                (off, ngettext_("{n} seat is freed", "{n} seats are freed", off)),
            )
            if count
        ]
        super().__init__(
            _("Seat the latecomers"),
            _("The fewest people move: {moves}. Nothing is changed yet.", moves=", ".join(said)),
            parent,
            icon_name="user-plus",
        )
        self.list = RowList(_("Moves"))
        self.list.setFixedHeight(theme.px(280))
        self.list.set_rows(change_rows(hall, changes))
        self.body.insertWidget(2, self.list)
        self.add_button(_("Leave the plan as it is")).clicked.connect(self.reject)
        self.go_on = self.add_button(_("Seat them so"), "primary", "check")
        self.go_on.clicked.connect(self._agree)
        self.go_on.setDefault(True)
        self.go_on.setFocus()

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit()
