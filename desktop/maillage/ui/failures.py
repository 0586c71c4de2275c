"""What went wrong, told once: a sentence, and for the unexpected what to pass on."""

from __future__ import annotations

import logging
import sys
from types import TracebackType

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from maillage.language import _
from maillage.ui.background import Cancelled
from maillage.ui.widgets.dialogs import MessageDialog

log = logging.getLogger(__name__)


class Failures(QObject):
    """Shows errors over a window, one dialog at a time."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: MessageDialog | None = None

    def show(self, error: BaseException) -> None:
        """Tell an error in a dialog; what was stopped on request needs no telling.

        While one is being read, another goes to the log: a broken thing rarely fails once.
        """
        if isinstance(error, Cancelled):
            return
        # Late: explaining knows everything that can go wrong, and the first paint does not wait.
        from maillage.actions import explain, explain_hub

        expected = explain.is_expected(error)
        if not expected:
            log.error("unexpected", exc_info=error)
        if self.dialog is not None:
            return
        self.dialog = MessageDialog(
            _("This was not done") if expected else _("Something went wrong"),
            explain.sentence(error),
            explain_hub.technical(error) if expected else explain.details(error),
            parent=self._window,
        )
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def catch(self) -> None:
        """Show, from now on, what a slot raised and nobody caught."""
        sys.excepthook = self._uncaught

    def _uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.show(error.with_traceback(trace))

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
