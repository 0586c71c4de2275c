"""Taking a list in: what it would change is read first, group by group, then done at once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from maillage.actions import lists
from maillage.actions.lists import Preview, TakenIn
from maillage.language import _, ngettext_
from maillage.ui.look import theme
from maillage.ui.reception import list_preview
from maillage.ui.session import Session
from maillage.ui.widgets.chips import ChipBar, ChipItem
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.empty import EmptyState
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.text import Text


class ListDialog(PlainDialog):
    """Shows a preview; ``taken`` with what was done once the person has said yes."""

    taken = Signal(object)

    def __init__(
        self,
        session: Session,
        preview: Preview,
        *,
        event: str,
        file: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _("Take in “{file}”", file=file),
            ngettext_(
                "The list has {n} line. Nothing is written before you say so.",
                "The list has {n} lines. Nothing is written before you say so.",
                len(preview.read.entrants),
            ),
            parent,
            icon_name="list",
        )
        self._session, self._preview, self._event = session, preview, event
        self._groups = {group.code: group for group in list_preview.groups(preview)}
        self.setMinimumSize(theme.px(640), theme.px(400))
        self.chips = ChipBar(
            [
                ChipItem(group.code, group.label, str(len(group.rows)), group.icon)
                for group in self._groups.values()
            ],
            name=_("What the list would change"),
        )
        self.chips.chosen.connect(self.show_group)
        self.explained = Text(role="sub", tone="muted", wrap=True)
        self.list = RowList(_("Lines of the list"), lines=3)
        self.list.setMinimumHeight(theme.px(240))
        self.nothing = EmptyState("check", _("Nobody"), kind="secondary")
        at = self.body.count() - 2
        for widget in (self.chips, self.explained, self.list, self.nothing):
            self.body.insertWidget(at, widget)
            at += 1
        self.body.setStretchFactor(self.list, 1)
        self._add_buttons()
        self.show_group(list_preview.start_with(list(self._groups.values())))

    def show_group(self, code: str) -> None:
        """Show the lines that fare like this."""
        group = self._groups[code]
        self.chips.set_code(code)
        self.explained.setText(group.explained if group.rows else "")
        self.list.set_rows(group.rows)
        self.list.scrollToTop()
        self.list.setVisible(bool(group.rows))
        self.nothing.setVisible(not group.rows)

    def take_in(self) -> None:
        """Write all of it, or nothing."""
        self.take.setEnabled(False)
        self.take.set_text(_("Taking the list in…"))
        self._session.write(
            partial(lists.take_in, self._session.store, self._preview, event=self._event),
            done=self._done,
            failed=self._failed,
        )

    def _add_buttons(self) -> None:
        verb = list_preview.verb(self._preview)
        self.leave = self.add_button(_("Change nothing") if verb else _("Close"))
        self.leave.clicked.connect(self.reject)
        self.take = self.add_button(verb or "…", "primary", "check")
        self.take.setVisible(bool(verb))
        self.take.clicked.connect(self.take_in)
        (self.take if verb else self.leave).setDefault(True)
        (self.take if verb else self.leave).setFocus()

    def _done(self, done: TakenIn) -> None:
        self.taken.emit(done)
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self.take.setEnabled(True)
        self.take.set_text(list_preview.verb(self._preview))
        self._session.failed.emit(error)
