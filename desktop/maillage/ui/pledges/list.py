"""The list of pledges with its search and filters."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from maillage.actions.pledges import Promise
from maillage.language import _
from maillage.ui.look.tokens import SPACE_S
from maillage.ui.pledges.rows import (
    Filter,
    chips,
    is_open,
    kept,
    late_elsewhere_words,
    pledge_rows,
)
from maillage.ui.pledges.seen import Seen
from maillage.ui.widgets.card import Card
from maillage.ui.widgets.chips import ChipBar
from maillage.ui.widgets.combo import ComboBox
from maillage.ui.widgets.empty import EmptyState
from maillage.ui.widgets.fields import SearchField
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.scroll import ScrollPane
from maillage.ui.widgets.text import Text

HERE, EVERYWHERE = "here", "everywhere"


class PledgeList(Card):
    """Search, filters and rows. `chosen(pledge)` when another becomes current, "" for none.

    Where other meetings have pledges, too, `scope_chosen(everywhere)` lists those of all.
    """

    chosen = Signal(str)
    scope_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._promises: Sequence[Promise] = ()
        self._disputed: Collection[str] = ()
        self._today = date.min
        self._titles: Mapping[str, str] = {}
        self._elsewhere = 0
        self._wanted = ""
        self._counted = True
        self.search = SearchField(_("Search for a pledge"), tall=False)
        self.scope = ComboBox()
        self.scope.setAccessibleName(_("Pledges of which meetings"))
        self.scope.add(_("This meeting"), HERE)
        self.scope.add(_("All meetings"), EVERYWHERE)
        self.scope.setSizeAdjustPolicy(
            ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.scope.setMinimumContentsLength(11)
        first = QWidget()
        line = QHBoxLayout(first)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_S)
        line.addWidget(self.search, 1)
        line.addWidget(self.scope)
        self.add(first)
        self.late_elsewhere = self.add(Text("", "caption", "warning", wrap=True))
        self.filters = self.add(ChipBar(chips([]), name=_("Filter")))
        self.filters.set_code(Filter.ALL.value)
        self.list = self.add(RowList(_("Pledges")), 1)
        empty = EmptyState(
            "search",
            _("No pledge like that"),
            _("Try another word, or show all pledges."),
            _("Show all pledges"),
            kind="secondary",
        )
        # Scrolls rather than have a small window grow.
        self.nothing = self.add(ScrollPane(empty), 1)
        self.scope.activated.connect(
            lambda _place: self.scope_chosen.emit(self.scope.code() == EVERYWHERE)
        )
        self.search.drive(self.list)
        self.search.textChanged.connect(lambda _typed: self._fill())
        self.filters.chosen.connect(lambda _code: self._fill())
        empty.acted.connect(self._show_all)
        self.list.current_row.connect(self.chosen)

    def show_seen(self, seen: Seen) -> None:
        """Show what was read as search and filter let it through."""
        self._promises, self._disputed = seen.promises, seen.disputed
        self._today, self._titles = seen.today, seen.titles()
        self._elsewhere = seen.elsewhere.pledges
        self.scope.setVisible(seen.everywhere or bool(seen.elsewhere.pledges))
        self.scope.set_code(EVERYWHERE if seen.everywhere else HERE)
        late = 0 if seen.everywhere else seen.elsewhere.late
        self.late_elsewhere.setText(late_elsewhere_words(late))
        self.late_elsewhere.setVisible(bool(late))
        self._count()
        self._fill()
        self._reveal()

    def set_compact(self, *, compact: bool) -> None:
        """Say the counts only where they have room: the heads of the list have them too."""
        self._counted = not compact
        self.scope.setItemText(1, _("All of them") if compact else _("All meetings"))
        self._count()

    def current(self) -> str:
        """The pledge that is current, or nothing."""
        return self.list.current_key()

    def shown(self) -> list[str]:
        """The pledges that search and filter let through."""
        return [one.pledge.id for one in self._kept()]

    def select(self, pledge: str) -> None:
        """Make a pledge current, now or as soon as it is there, whatever is searched."""
        self._wanted = pledge
        self._reveal()

    def expect(self, pledge: str) -> None:
        """Make a pledge current once the pledges are read again."""
        self._wanted = pledge

    def next_open(self, pledge: str) -> str:
        """The open pledge below one in the list, else the nearest above; nothing if none is."""
        shown = self._kept()
        place = next((at for at, one in enumerate(shown) if one.pledge.id == pledge), 0)
        others = [*shown[place + 1 :], *reversed(shown[:place])]
        return next((one.pledge.id for one in others if is_open(one.pledge)), "")

    def take_focus(self) -> None:
        """Put the keyboard on the rows, or on the search when it finds none."""
        rows = not self.list.isHidden()
        (self.list if rows else self.search).setFocus(Qt.FocusReason.OtherFocusReason)

    def _count(self) -> None:
        for item in chips(self._promises, counted=self._counted):
            self.filters.set_trailing(item.code, item.trailing)

    def _kept(self) -> list[Promise]:
        return kept(self._promises, Filter(self.filters.code()), self.search.text())

    def _fill(self) -> None:
        rows = pledge_rows(
            self._kept(),
            self._disputed,
            self.search.text(),
            today=self._today,
            meetings=self._titles,
        )
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows and bool(self._promises or self._elsewhere))
        if rows and not self.current():
            self.list.select_first()
            self.list.scrollToTop()
        if not rows:
            self.chosen.emit("")

    def _reveal(self) -> None:
        if not any(one.pledge.id == self._wanted for one in self._promises):
            return
        wanted, self._wanted = self._wanted, ""
        if not any(one.pledge.id == wanted for one in self._kept()):
            self.filters.set_code(Filter.ALL.value)
            self.search.clear()
            self._fill()
        self.list.set_current(wanted)
        self.list.scrollTo(self.list.currentIndex())

    def _show_all(self) -> None:
        if not self._promises:  # this meeting has none: those there are are of others
            self.scope_chosen.emit(True)
        self.filters.set_code(Filter.ALL.value)
        self.search.clear()
        self._fill()
        self.search.setFocus()
