"""Hands out papers: the card of a pledge with its dates, and the calls to make."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from maillage.actions import pledge_papers
from maillage.domain.records import Event
from maillage.language import _
from maillage.ui.session import Session


class Taking(QObject):
    """Shows what is taken home of a pledge before it is printed or saved."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page

    def show(self, pledge: str, meeting: Event | None, *, has_dates: bool) -> None:
        """Look at the card of a pledge, to print or save it: with its dates, if any are to come.

        It is called after the ``meeting`` of the pledge.
        """
        # What draws pages is loaded by whoever looks at one.
        from maillage.ui.paper.names import file_name
        from maillage.ui.paper.pdf_dialog import PdfDialog, open_over
        from maillage.ui.pledges.papers_dialog import PapersDialog

        session, over = self._session, self._page.window()
        if has_dates:
            open_over(PapersDialog(session, pledge, over, meeting=meeting))
            return
        title = _("Pledge card")
        make = partial(pledge_papers.card, session.store, pledge=pledge)
        open_over(PdfDialog(session, title, file_name(title, meeting), make, over))

    def show_calls(self, meeting: Event | None, shown: Collection[str]) -> None:
        """Look at the calls to make about these pledges, of one ``meeting`` or of all."""
        from maillage.ui.paper.pdf_dialog import open_over
        from maillage.ui.pledges.call_list import CallListDialog

        open_over(CallListDialog(self._session, meeting, shown, self._page.window()))
