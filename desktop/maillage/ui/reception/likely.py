"""Who may be the same person as the one who is being written down: named, never in the way."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from maillage.actions.acquaintances import Acquaintance
from maillage.language import _
from maillage.ui.look.tokens import SPACE_S
from maillage.ui.reception import same
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.focus import come_last

MOST_LIKELY = 3
"""People named as perhaps the same."""


class Likely(QWidget):
    """A banner for each of them. ``chosen`` the one who is the same after all.

    Banners appear while somebody types, whose next key is for the next field: Tab comes to them
    after all that was there before, and the keyboard never passes to one that has just appeared.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banners: list[Banner] = []
        self._shown: Sequence[Acquaintance] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_S)
        come_last(self)
        self.hide()

    def show_those(self, found: Sequence[Acquaintance], *, last: QWidget, field: QWidget) -> bool:
        """Name the likeliest, and return whether these are others than before.

        Tab comes to them after ``last``; ``field`` takes the keyboard from a banner that goes.
        """
        shown = tuple(found[:MOST_LIKELY])
        if shown == self._shown:
            return False
        self._shown = shown
        if any(banner.button.hasFocus() for banner in self.banners):
            field.setFocus()
        for banner in self.banners:
            self._column.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
        self.banners = [self._banner(one) for one in shown]
        for before, after in pairwise([last, *(banner.button for banner in self.banners)]):
            QWidget.setTabOrder(before, after)
        self.setVisible(bool(shown))
        return True

    def _banner(self, one: Acquaintance) -> Banner:
        banner = Banner("warning", same.told(one), _("It is the same person"))
        banner.acted.connect(partial(self.chosen.emit, one))
        self._column.addWidget(banner)
        return banner
