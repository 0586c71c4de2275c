"""The people to ring up, with their numbers; the list is copied for a message, or printed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QWidget

from maillage.actions import calling
from maillage.actions.calling import CallList
from maillage.domain.records import Event
from maillage.language import _, current, ngettext_
from maillage.ui.look import theme
from maillage.ui.paper.names import file_name
from maillage.ui.paper.pdf_dialog import PdfDialog
from maillage.ui.session import Session
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.empty import EmptyState
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.rows import Row, State
from maillage.ui.widgets.text import Text

PAPER = 560
"""Logical pixels of height below which the numbers alone are shown, not the paper too."""


class CallDialog(PdfDialog):
    """Who is expected and not here, with their numbers; those whom one may ring up alone.

    Enter, or a double click, copies one number.
    """

    def __init__(self, session: Session, event: Event, parent: QWidget | None = None) -> None:
        title = _("People to call")
        super().__init__(session, title, file_name(title, event), parent=parent)
        self._found: CallList | None = None
        self.copy = Button(_("Copy the list"), "secondary", "copy")
        self.copy.clicked.connect(self.copy_list)
        self.copy.setEnabled(False)
        self.buttons.insertWidget(self.buttons.indexOf(self.save), self.copy)
        self.remark = Text(role="caption", tone="muted", wrap=True)
        self.remark.hide()
        self.under_title(self.remark)
        self.nobody = EmptyState(
            "phone", _("Nobody to call"), _("Nobody who is missing has a number one may call.")
        )
        self.nobody.hide()
        self.list = RowList(title, lines=1)
        self.list.activated_row.connect(self.copy_one)
        self.list.hide()
        self.middle.insertWidget(0, self.list, 3)
        self.middle.setStretchFactor(self.preview, 2)
        self.middle.addWidget(self.nobody, 1)
        store, shown = session.store, event.id
        session.read(lambda: calling.missing(store, event=shown), done=self._know)

    def copy_list(self) -> None:
        """Put the names and numbers into the clipboard, a line each."""
        if self._found is None:
            return
        QGuiApplication.clipboard().setText(calling.plain_text(self._found))
        self._copied(len(self._found.sheet.lines))

    def copy_one(self, key: str) -> None:
        """Put one number into the clipboard."""
        if self._found is not None:
            QGuiApplication.clipboard().setText(self._found.sheet.lines[int(key)].phone)
            self._copied(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the paper where there is room to see what it is."""
        super().resizeEvent(event)
        self._arrange()

    def _copied(self, count: int) -> None:
        self.told.say("positive", ngettext_("{n} number copied", "{n} numbers copied", count))
        self.told.show()

    def _arrange(self) -> None:
        somebody = self._found is not None and bool(self._found.sheet.lines)
        self.list.setVisible(somebody)
        self.preview.setVisible(somebody and self.height() >= theme.px(PAPER))

    def _know(self, found: CallList) -> None:
        self._found = found
        self.remark.setText(remark(found))
        self.remark.setVisible(bool(self.remark.text()))
        somebody = bool(found.sheet.lines)
        self.copy.setEnabled(somebody)
        self.nobody.setVisible(not somebody)
        self.list.set_rows(rows(found))
        self._arrange()
        if somebody:
            self.list.select_first()
            self.list.setFocus()
            self.remake(lambda: calling.pdf(found))


def rows(found: CallList) -> list[Row]:
    """Return a row for each person, the number in sight."""
    return [
        Row(
            str(place),
            one.name,
            _besides(one.others, one.organisation, pending=one.pending),
            one.world.value,
            _(one.world.label),
            state=State(one.phone, "phone", "text"),
        )
        for place, one in enumerate(found.sheet.lines)
    ]


def _besides(others: Sequence[str], organisation: str, *, pending: bool) -> str:
    numbers = current().list(others, style="or")
    said = _("or {numbers}", numbers=numbers) if numbers else ""
    return " · ".join(filter(None, (said, organisation, _("not confirmed") if pending else "")))


def remark(found: CallList) -> str:
    """Return who else is missing, and why they are not on the list."""
    parts = []
    if found.without_number:
        parts.append(
            ngettext_(
                "{n} more has left no number.",
                "{n} more have left no number.",
                found.without_number,
            )
        )
    if found.not_to_call:
        parts.append(
            ngettext_(
                "{n} more is not to be called.",
                "{n} more are not to be called.",
                found.not_to_call,
            )
        )
    return " ".join(parts)
