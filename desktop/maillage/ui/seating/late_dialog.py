"""Shows whom seating again would move, and what it costs, before anybody is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from maillage.actions import latecomers, seating_quality
from maillage.actions.latecomers import Change
from maillage.actions.seating import Hall
from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.seating import late_words
from maillage.ui.seating.rows import change_rows
from maillage.ui.widgets.chips import ChipBar, ChipItem
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.text import Text

KEEP, FREE = "keep", "free"
WIDTH = 600


class LateDialog(PlainDialog):
    """``agreed(changes)`` to what is listed; nothing was changed before.

    Whoever has a seat and is not here yet keeps it, unless somebody says that it is free.
    """

    agreed = Signal(object)

    def __init__(self, hall: Hall, first: int = 1, parent: QWidget | None = None) -> None:
        changes = {
            KEEP: latecomers.late_and_missing(hall, first=first, keep_missing=True),
            FREE: latecomers.late_and_missing(hall, first=first),
        }
        late, _moved, missing = late_words.people_moved(changes[FREE])
        super().__init__(
            late_words.title(late=bool(late), missing=bool(missing)),
            _("The fewest people move. Nothing is changed before you agree."),
            parent,
            icon_name="user-plus" if late else "armchair",
        )
        self.setMinimumWidth(theme.px(WIDTH))
        self._hall, self._changes = hall, changes
        self.missing = ChipBar(
            [
                ChipItem(KEEP, _("Keep the seats of those who are missing")),
                ChipItem(FREE, _("Free their seats")),
            ],
            name=_("Seats of those who are missing"),
        )
        # Where nobody is late, freeing seats is all there is to do; but while people still
        # arrive, Enter must not take the seats of nearly everybody.
        arrived = 2 * len(hall.present) >= len(hall.people)
        self.missing.set_code(FREE if arrived and not self._changes[KEEP] else KEEP)
        self.missing.setVisible(self._changes[KEEP] != self._changes[FREE])
        self.says = Text("", "strong", wrap=True)
        self.costs = Text("", "sub", "muted", wrap=True)
        self.list = RowList(_("Moves"))
        self._moves = self.room(self.list, high=260, least=120)
        for place, widget in enumerate((self.missing, self.says, self.costs, self._moves), 2):
            self.body.insertWidget(place, widget)
        self.add_button(_("Leave the plan as it is")).clicked.connect(self.reject)
        self.go_on = self.add_button(_("Change the plan"), "primary", "check")
        self.go_on.clicked.connect(self._agree)
        self.missing.chosen.connect(lambda _code: self._show())
        self.go_on.setDefault(True)
        self._show()
        if self.go_on.isEnabled():
            self.go_on.setFocus()
        else:
            self.missing.focus_first()

    @property
    def changes(self) -> list[Change]:
        """What would be changed."""
        return self._changes[self.missing.code()]

    def _show(self) -> None:
        self.says.setText(late_words.moves_words(self.changes))
        then = seating_quality.after(self._hall, self.changes)
        self.costs.setText(late_words.cost_words(self._hall.quality, then))
        self.costs.setVisible(bool(self.changes))
        self.list.set_rows(change_rows(self._hall, self.changes))
        self._moves.setVisible(bool(self.changes))
        self.go_on.setEnabled(bool(self.changes))
        self._fit()

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit(self.changes)
