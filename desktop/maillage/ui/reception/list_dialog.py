"""Taking a list in: what its columns mean, what it would change, then all of it at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from maillage.actions.lists import Preview, TakenIn
from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.tokens import ROW, SPACE_M, SPACE_S, SPACE_XL, SPACE_XS
from maillage.ui.reception import list_preview, list_words
from maillage.ui.reception.columns_panel import LINES, ColumnsPanel, columns_of
from maillage.ui.reception.list_work import ListWork
from maillage.ui.session import Session
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.chips import ChipBar, ChipItem
from maillage.ui.widgets.combo import ComboBox
from maillage.ui.widgets.dialogs import press_focused
from maillage.ui.widgets.empty import EmptyState
from maillage.ui.widgets.progress import ProgressRow
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.text import IconLabel, Text

WIDTH, HEIGHT = 900, 680
"""Logical pixels wished for; less where the screen has less."""
MARGIN = 24
"""Of the window below that stays in view; less of a low one."""
ROOM = 520
"""Below this height, what is only explained goes, and a column shows one line of the list."""
BOTH = 420
"""Below this one, columns and lines of the list take turns."""


class ListDialog(QDialog):
    """Shows a preview; ``taken`` with what was done once the person has said yes."""

    taken = Signal(object)

    def __init__(
        self,
        session: Session,
        preview: Preview,
        *,
        path: Path,
        event: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.preview = preview
        self.work = ListWork(session, preview, path, event)
        self.work.setParent(self)
        self._groups: dict[str, list_preview.Group] = {}
        self._offered: set[str] = set()
        self._folded = list_words.is_sure(preview)
        self.setWindowTitle(_("Take in “{file}”", file=path.name))
        self._build()
        self._lay_out()
        self._connect()
        self._show(preview)
        self.show_group(list_preview.start_with(self._all()))
        self.fit_over(parent.window().size() if parent else QSize(WIDTH, HEIGHT))
        self._begin()

    # What a person does -----------------------------------------------------------

    def show_group(self, code: str) -> None:
        """Show the lines that fare like this."""
        group = self._groups[code]
        if code not in self._offered:
            self._show_chips(code)
        self.chips.set_code(code)
        self.explained.setText(group.explained if group.rows else "")
        self.list.set_rows(group.rows)
        self.list.scrollToTop()
        if group.rows:
            self.list.select_first()
        self._arrange()

    def fold(self) -> None:
        """Show the columns, or put them away."""
        self._folded = not self._folded
        self._arrange()
        if not self._folded:
            self.columns.focus_first()

    def decide(self) -> None:
        """Do what may be decided about the current line."""
        key = self.list.current_key()
        wish = list_words.wish(self.preview, key)
        if wish.code:
            self.take.setEnabled(False)
            self.work.decide(wish.code, {list_words.line_of(key)})

    def decide_all(self) -> None:
        """Do what may be decided about all lines that fare like this."""
        keys = self._keys()
        wish = list_words.wish_for_all(self.chips.code(), keys)
        if wish.code:
            self.take.setEnabled(False)
            self.work.decide(wish.code, {list_words.line_of(key) for key in keys})

    def say(self, column: int, meaning: str) -> None:
        """Read the list again, a column of it meaning something else."""
        self.take.setEnabled(False)
        self.work.say(column, meaning)

    def take_in(self) -> None:
        """Write all of it, or nothing."""
        if not self.work.is_busy:
            self.take.setEnabled(False)
            self.take.set_text(_("Taking the list in…"))
            self.work.take_in()

    # Building ---------------------------------------------------------------------

    def _build(self) -> None:
        self.understood = Text("", wrap=True)
        self.fold_button = Button("…", "secondary", "chevron-down")
        self.sheet = ComboBox()
        self.sheet.setAccessibleName(_("Sheet of the workbook"))
        self.columns = ColumnsPanel(columns_of(self.preview))
        self.chips = ChipBar(name=_("What the list would change"))
        self.explained = Text(role="sub", tone="muted", wrap=True)
        self.list = RowList(_("Lines of the list"), lines=3)
        self.nothing = EmptyState("check", _("Nobody"), kind="secondary")
        self.progress = ProgressRow()
        self.progress.hide()
        self.wish = Button("…", "secondary", "ban")
        self.wish_all = Button("…", "quiet")
        self.leave = Button(_("Change nothing"))
        self.take = Button("…", "primary", "check")

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        title = QHBoxLayout()
        title.setSpacing(SPACE_M)
        title.addWidget(IconLabel("list", "accent", 26))
        title.addWidget(Text(self.windowTitle(), "heading", elide=True), 1)
        words = QVBoxLayout()
        words.setSpacing(SPACE_XS)
        words.addLayout(title)
        words.addWidget(self.understood)
        top = QHBoxLayout()
        top.setSpacing(SPACE_S)
        top.addLayout(words, 1)
        for choice in (self.sheet, self.fold_button):
            top.addWidget(choice, 0, Qt.AlignmentFlag.AlignTop)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(SPACE_S)
        self._buttons.addWidget(self.wish)
        self._buttons.addWidget(self.wish_all)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.leave)
        self._buttons.addWidget(self.take)
        self._column.addLayout(top)
        for widget in (self.columns, self.chips, self.explained):
            self._column.addWidget(widget)
        self._column.addWidget(self.list, 1)
        self._column.addWidget(self.nothing, 1)
        self._column.addStretch(0)
        self._column.addWidget(self.progress)
        self._column.addLayout(self._buttons)

    def _connect(self) -> None:
        self.columns.said.connect(self.say)
        self.fold_button.clicked.connect(self.fold)
        self.sheet.activated.connect(lambda: self.work.read_sheet(str(self.sheet.code())))
        self.chips.chosen.connect(self._chosen)
        self.list.current_row.connect(self._show_wish)
        self.list.activated_row.connect(self.decide)
        self.wish.clicked.connect(self.decide)
        self.wish_all.clicked.connect(self.decide_all)
        self.leave.clicked.connect(self.reject)
        self.take.clicked.connect(self.take_in)
        self.progress.stopped.connect(self.work.stop)
        self.work.read.connect(self._read_again)
        self.work.told.connect(self._tell)
        self.work.rested.connect(self._rest)
        self.work.taken.connect(self._taken)

    def _begin(self) -> None:
        """Start where the next decision is: the columns, else the button."""
        if not self._folded:
            self.columns.focus_first()
        else:
            (self.leave if self.take.isHidden() else self.take).setFocus()

    # Showing ----------------------------------------------------------------------

    def _show(self, preview: Preview) -> None:
        other = preview.read.table is not self.preview.read.table
        self.preview = preview
        groups = list_preview.groups(preview)
        self._groups = {group.code: group for group in groups}
        self._show_chips(self.chips.code())
        self.understood.setText(list_words.understood(preview))
        if other:
            self._replace_columns()
        self.columns.show_columns(columns_of(preview))
        self._show_sheets()
        verb = list_preview.verb(preview)
        self.take.set_text(verb or "…")
        self.take.setVisible(bool(verb))
        self.leave.set_text(_("Change nothing") if verb else _("Close"))
        self.take.setDefault(bool(verb))
        self.leave.setDefault(not verb)

    def _show_chips(self, chosen: str) -> None:
        """Offer the groups; in a low window those with somebody in them, and the one chosen."""
        small = self._is_small()
        shown = [one for one in self._all() if one.rows or one.code == chosen or not small]
        self._offered = {one.code for one in shown}
        self.chips.set_items(
            [  # in a low window on one line, if that can be
                ChipItem(one.code, one.label, str(len(one.rows)), "" if small else one.icon)
                for one in shown
            ]
        )

    def _show_sheets(self) -> None:
        table = self.preview.read.table
        self.sheet.setVisible(len(table.sheets) > 1)
        if [self.sheet.itemData(at) for at in range(self.sheet.count())] != list(table.sheets):
            self.sheet.clear()
            for name in table.sheets:
                self.sheet.add(name, name)
        self.sheet.set_code(table.sheet)

    def _replace_columns(self) -> None:
        panel = ColumnsPanel(columns_of(self.preview))
        panel.said.connect(self.say)
        self._column.replaceWidget(self.columns, panel)
        self.columns.hide()
        self.columns.deleteLater()
        self.columns = panel

    def _show_wish(self, _key: str = "") -> None:
        lines = self._has_lines()
        wish = list_words.wish(self.preview, self.list.current_key())
        every = list_words.wish_for_all(self.chips.code(), self._keys())
        for button, one in ((self.wish, wish), (self.wish_all, every)):
            button.setVisible(lines and bool(one.code))
            if one.code:
                button.set_text(one.label)
        if wish.code:
            self.wish.set_icon(wish.icon)

    def _keys(self) -> list[str]:
        return [row.key for row in self.list.rows.rows()]

    def _arrange(self) -> None:
        """Give the room to the columns, to the lines, or to both."""
        group = self._groups[self.chips.code()]
        small, lines = self._is_small(), self._has_lines()
        self.columns.setVisible(not self._folded)
        self.columns.set_lines(1 if small and lines else LINES)
        self.explained.setVisible(bool(group.rows) and (self._folded or not small))
        self.list.setVisible(lines and bool(group.rows))
        self.list.setMinimumHeight(theme.px(ROW) if small and not self._folded else 0)
        self.nothing.setVisible(lines and not group.rows)
        self.wish.setVisible(
            lines and bool(list_words.wish(self.preview, self.list.current_key()).code)
        )
        act = _("Columns") if self._folded else _("Hide the columns")
        self.fold_button.set_text(_("Columns") if small else act)
        self.fold_button.setAccessibleName(act)
        self.fold_button.set_icon("chevron-down" if self._folded else "chevron-up")
        margin = SPACE_M if small else SPACE_XL
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(SPACE_S if small else SPACE_M)

    def _is_small(self) -> bool:
        return self.height() < theme.px(ROOM)

    def _has_lines(self) -> bool:
        """Whether there is room for the lines of the list, beside the columns if need be."""
        return self._folded or self.height() >= theme.px(BOTH)

    def _all(self) -> list[list_preview.Group]:
        return list(self._groups.values())

    def fit_over(self, over: QSize) -> None:
        """Become as large as wished for, never larger than the window below."""
        margin = MARGIN if over.height() - MARGIN >= theme.px(ROOM) else SPACE_S
        self.resize(
            min(theme.px(WIDTH), over.width() - MARGIN),
            min(theme.px(HEIGHT), over.height() - margin),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height may have room for less."""
        super().resizeEvent(event)
        if self._groups:
            self._show_chips(self.chips.code())
            self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus; elsewhere, the default one."""
        if not press_focused(self, event):
            super().keyPressEvent(event)

    # Working ----------------------------------------------------------------------

    def _chosen(self, code: str) -> None:
        if not self._has_lines():
            self._folded = True  # there is room for one of the two
        self.show_group(code)

    def _read_again(self, preview: Preview) -> None:
        self._rest()
        code, place = self.chips.code(), self.list.rows.place(self.list.current_key())
        self._show(preview)
        self.show_group(code if code in self._groups else list_preview.start_with(self._all()))
        rows = self.list.rows.rows()
        if rows:
            # Whoever goes through the lines one by one stays where they were.
            self.list.set_current(rows[min(max(place, 0), len(rows) - 1)].key)

    def _tell(self, done: int, total: int) -> None:
        self.progress.show()
        self.progress.set_progress(done, total, _("{done} of {total}", done=done, total=total))

    def _rest(self) -> None:
        self.progress.hide()
        self.take.setEnabled(True)
        self.take.set_text(list_preview.verb(self.preview) or "…")

    def _taken(self, done: TakenIn) -> None:
        self._rest()
        self.taken.emit(done)
        self.accept()

    def reject(self) -> None:
        """Leave without writing anything; what is being read or written stops."""
        self.work.stop()
        super().reject()
