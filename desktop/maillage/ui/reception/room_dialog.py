"""Who is in the room, by category and territory, where a small window has no place for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from maillage.actions.reception import Room
from maillage.actions.whence import TerritoryCount
from maillage.language import _
from maillage.ui.reception import rows
from maillage.ui.reception.panel import figure_of
from maillage.ui.reception.whence import WhenceCard
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.shape import CategoryCounts, WeaveBar
from maillage.ui.widgets.text import Text


class RoomDialog(PlainDialog):
    """The counts of the moment it was opened, with every territory."""

    def __init__(
        self, room: Room, counts: Sequence[TerritoryCount], parent: QWidget | None = None
    ) -> None:
        number, noun, note = figure_of(room)
        told = f"{number}\u00a0{noun} · {note}"
        super().__init__(_("Who is in the room"), told, parent, icon_name="users")
        bar, categories, whence = WeaveBar(), CategoryCounts(), WhenceCard()
        bar.set_counts(rows.counts(room))
        categories.set_counts(rows.counts(room))
        whence.show_counts(counts, most=len(counts))
        beside = Text(rows.beside_the_counts(room), "caption", "muted", wrap=True)
        beside.setVisible(bool(beside.text()))
        for widget in (bar, categories, beside, whence):
            self.body.insertWidget(self.body.count() - 1, widget)
        done = self.add_button(_("Close"), "primary")
        done.clicked.connect(self.accept)
        done.setDefault(True)
        self.scroll_by_keys()
