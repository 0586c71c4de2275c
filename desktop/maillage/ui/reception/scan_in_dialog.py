"""A badge scanned while a dialog is open: its code is taken out of the field it was typed into.

A scanner types a code and Enter wherever the keyboard is. Its shape and its check digit tell a
code, so the speed of the keys need not be measured: whoever types one by hand means the same.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from maillage.actions import badges
from maillage.domain.badges import LENGTH

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ScanInDialog(QObject):
    """Watches the fields of one dialog as long as it lives."""

    scanned = Signal(str)
    """The code, out of the field again."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        if app := QApplication.instance():
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep Enter after a code from the dialog, which would be confirmed by it."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(watched, QLineEdit)
            and isinstance(event, QKeyEvent)
            and event.key() in _ENTER
            and not watched.isReadOnly()
            and watched.window() is self._dialog
            and badges.readings(watched.text()[-LENGTH:])
        ):
            code = watched.text()[-LENGTH:]
            _take_out(watched)
            self.scanned.emit(code)
            return True
        return super().eventFilter(watched, event)


def _take_out(field: QLineEdit) -> None:
    """Leave in a field what was there before a code was typed at its end, or over all of it."""
    before = field.text()[:-LENGTH]
    if not before:
        field.undo()  # what stood there was selected, and typed over
    if before or badges.readings(field.text()[-LENGTH:]):
        field.setText(before)
