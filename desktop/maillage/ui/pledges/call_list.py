"""The calls to make about the pledges that are listed, looked at before they are printed."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtWidgets import QWidget

from maillage.actions import pledge_calls
from maillage.actions.pledge_calls import Calls
from maillage.domain.records import Event
from maillage.language import _, ngettext_
from maillage.ui.paper.names import file_name
from maillage.ui.paper.pdf_dialog import PdfDialog
from maillage.ui.session import Session
from maillage.ui.widgets.empty import EmptyState
from maillage.ui.widgets.text import Text


class CallListDialog(PdfDialog):
    """Whom to call about what, with room to write; nobody who has not agreed has a number there."""

    def __init__(
        self,
        session: Session,
        meeting: Event | None,
        shown: Collection[str],
        parent: QWidget | None = None,
    ) -> None:
        """``shown`` are the pledges wanted; of no ``meeting``, each says which it is of."""
        super().__init__(
            session,
            _("Calls about pledges"),
            file_name(_("Calls about pledges"), meeting),
            parent=parent,
        )
        self.remark = Text(role="caption", tone="muted", wrap=True)
        self.under_title(self.remark)
        self.nobody = EmptyState(
            "phone",
            _("Nobody to call"),
            _("In these pledges nobody agreed to be called back who can be reached."),
        )
        self.nobody.hide()
        self.middle.addWidget(self.nobody, 1)
        look = partial(
            pledge_calls.to_make,
            session.store,
            title=meeting.title if meeting else _("All meetings"),
            of=frozenset(shown),
            meetings=meeting is None,
        )
        session.read(look, done=self._know)

    def _know(self, found: Calls) -> None:
        self.remark.setText(remark(found))
        self.remark.setVisible(bool(self.remark.text()))
        somebody = bool(found.sheet.calls)
        self.nobody.setVisible(not somebody)
        self.preview.setVisible(somebody)
        if somebody:
            self.remake(partial(pledge_calls.pdf, found))


def remark(found: Calls) -> str:
    """Return how many open pledges are not on the list, and why; nothing if all are."""
    if not found.nobody:
        return ""
    return ngettext_(
        "{n} open pledge is not on it: nobody in it agreed to be called back and can be reached.",
        "{n} open pledges are not on it: nobody in them agreed to be called back and can be"
        " reached.",
        found.nobody,
    )
