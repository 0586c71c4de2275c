"""Asks for the theme of one more workshop."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from maillage.language import _
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.fields import LabelledField


class WorkshopDialog(PlainDialog):
    """`named(title)` on Enter or the button; it then waits to be accepted or ``refused``."""

    named = Signal(str)
    added = Signal(str)
    """The workshop is recorded: its id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Add a workshop"), _("The theme that its tables work on, in a few words."), parent
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = QLineEdit()
        self._labelled = LabelledField(_("Theme"), self.field)
        self.body.insertWidget(2, self._labelled)
        self.add_button(_("Not now")).clicked.connect(self.reject)
        self.add = self.add_button(_("Add the workshop"), "primary")
        self.add.clicked.connect(self._name)
        self.add.setDefault(True)
        self.field.setFocus()

    def _name(self) -> None:
        if title := self.field.text().strip():
            self.add.setEnabled(False)
            self.named.emit(title)
        else:
            self._labelled.set_error(_("Give the workshop a theme, for example “Housing”."))
            self._fit()

    def recorded(self, workshop: str) -> None:
        """Close, and say which workshop there is now."""
        self.added.emit(workshop)
        self.accept()

    def refused(self) -> None:
        """Let it be sent again: it could not be saved."""
        self.add.setEnabled(True)
