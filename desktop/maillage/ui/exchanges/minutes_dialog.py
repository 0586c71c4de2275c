"""Asks how the compte-rendu is to be written: with or without names, to print or to edit."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from maillage.language import _, ngettext_
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.chips import ChipBar, ChipItem
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.text import Text

WITH, WITHOUT = "with", "without"
PRINT, EDIT = "print", "edit"


class MinutesDialog(PlainDialog):
    """``wanted(names, editable)`` once somebody chose; it stays until the text is written."""

    wanted = Signal(bool, bool)

    def __init__(self, undecided: int, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Write the minutes"),
            _("Attendance, ideas and votes, barriers and levers, pledges, photos of the boards."),
            parent,
            icon_name="file-text",
        )
        self.names = ChipBar(
            [
                ChipItem(WITHOUT, _("Without names"), icon="eye-off"),
                ChipItem(WITH, _("With names"), icon="user"),
            ],
            name=_("Names in the minutes"),
        )
        self.names.set_code(WITHOUT)  # what slips out by mistake names nobody
        self.names.chosen.connect(self._explain)
        self.form = ChipBar(
            [
                ChipItem(PRINT, _("PDF, to read and print"), icon="file-text"),
                ChipItem(EDIT, _("Text to go on with (DOCX)"), icon="pencil"),
            ],
            name=_("Form of the minutes"),
        )
        self.form.set_code(PRINT)
        self.form.chosen.connect(self._name_button)
        self._meaning = Text("", "sub", "muted", wrap=True)
        place = self.body.count() - 1
        self.body.insertWidget(place, self.names)
        self.body.insertWidget(place + 1, self._meaning)
        self.body.insertWidget(place + 2, self.form)
        if undecided:
            said = ngettext_(
                "{n} choice is not made: the latest value stands in the minutes, which say so.",
                "{n} choices are not made: the latest values stand in the minutes, which say so.",
                undecided,
            )
            self.body.insertWidget(place + 3, Banner("warning", said))
        self._error = Banner("danger")
        self._error.hide()
        self.body.insertWidget(self.body.count() - 1, self._error)
        self.later = self.add_button(_("Not now"))
        self.later.clicked.connect(self.reject)
        self.go_on = self.add_button("…", "primary", "file-text")
        self.go_on.clicked.connect(self._choose)
        self.go_on.setDefault(True)
        self._explain(WITHOUT)
        self._name_button(PRINT)

    def _explain(self, code: str) -> None:
        self._meaning.setText(
            _(
                "Internal document, for the team: do not pass it on without the agreement of"
                " those it names. It names those who made a pledge and those who agreed to be"
                " quoted by name, and shows the photos of the boards."
            )
            if code == WITH
            else _(
                "For everybody, to hand out: it points at nobody. Of a pledge it says the category"
                " and the organisation only where enough people share them; quotes are anonymous,"
                " photos left out."
            )
        )

    def show_busy(self) -> None:
        """Say that the text is being written; nothing is chosen anew meanwhile."""
        self._error.hide()
        for widget in (self.names, self.form, self.go_on):
            widget.setEnabled(False)
        self.go_on.set_text(_("Writing the minutes…"))

    def show_error(self, sentence: str) -> None:
        """Say why nothing is written; what was chosen stays, for another try."""
        for widget in (self.names, self.form, self.go_on):
            widget.setEnabled(True)
        self._name_button(self.form.code())
        self._error.say("danger", sentence)
        self._error.show()
        self.go_on.setFocus()

    def _name_button(self, code: str) -> None:
        self._error.hide()
        self.go_on.set_text(_("See it…") if code == PRINT else _("Choose where…"))

    def _choose(self) -> None:
        editable = self.form.code() == EDIT
        if not editable:  # what is looked at has a window of its own
            self.accept()
        self.wanted.emit(self.names.code() == WITH, editable)
