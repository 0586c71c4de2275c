"""Looks at the list of people to ring up: copied for a message, printed, or saved."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from maillage.actions import calling
from maillage.actions.calling import CallList
from maillage.domain.records import Event
from maillage.language import _, ngettext_
from maillage.ui.paper.names import file_name
from maillage.ui.paper.pdf_dialog import PdfDialog
from maillage.ui.session import Session
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.empty import EmptyState
from maillage.ui.widgets.text import Text


class CallDialog(PdfDialog):
    """Who is expected and not here, with their numbers; those whom one may ring up alone."""

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
        self.middle.addWidget(self.nobody, 1)
        store, shown = session.store, event.id
        session.read(lambda: calling.missing(store, event=shown), done=self._know)

    def copy_list(self) -> None:
        """Put the names and numbers into the clipboard, a line each."""
        if self._found is None:
            return
        QGuiApplication.clipboard().setText(calling.plain_text(self._found))
        count = len(self._found.sheet.lines)
        self._session.tell(ngettext_("{n} number copied", "{n} numbers copied", count), icon="copy")

    def _know(self, found: CallList) -> None:
        self._found = found
        self.remark.setText(remark(found))
        self.remark.setVisible(bool(self.remark.text()))
        somebody = bool(found.sheet.lines)
        self.copy.setEnabled(somebody)
        self.preview.setVisible(somebody)
        self.nobody.setVisible(not somebody)
        if somebody:
            self.remake(lambda: calling.pdf(found))


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
