"""Looks at the sheets of a table plan, to print or save them."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from maillage.actions import seating_sheets
from maillage.language import _
from maillage.ui.paper.names import file_name
from maillage.ui.session import Session


class Printing(QObject):
    """Does what the button of the sheets promises."""

    def __init__(self, session: Session, button: QAction, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        button.triggered.connect(self.show)

    def show(self) -> None:
        """Show the list by name and one sheet per table."""
        # What draws pages is loaded by whoever looks at one.
        from maillage.ui.paper.pdf_dialog import PdfDialog, open_over

        event, store = self._session.meeting, self._session.store
        if event is None:
            return
        title, shown = _("Table plan"), event.id
        open_over(
            PdfDialog(
                self._session,
                title,
                file_name(title, event),
                lambda: seating_sheets.sheets(store, event=shown),
                self._page.window(),
            )
        )
