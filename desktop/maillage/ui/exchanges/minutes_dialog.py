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
    """``wanted(names, editable)`` once somebody chose; the dialog is closed then."""

    wanted = Signal(bool, bool)

    def __init__(self, undecided: int, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Write the compte-rendu"),
            _("Attendance, ideas and votes, barriers and levers, pledges, photos of the boards."),
            parent,
            icon_name="file-text",
        )
        self.names = ChipBar(
            [
                ChipItem(WITH, _("With names"), icon="user"),
                ChipItem(WITHOUT, _("Without names"), icon="eye-off"),
            ],
            name=_("Names in the compte-rendu"),
        )
        self.names.set_code(WITH)
        self.names.chosen.connect(self._explain)
        self.form = ChipBar(
            [
                ChipItem(PRINT, _("PDF, ready to hand out"), icon="file-text"),
                ChipItem(EDIT, _("Text to go on with (DOCX)"), icon="pencil"),
            ],
            name=_("Form of the compte-rendu"),
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
                "{n} choice is not made: the latest value stands in the compte-rendu,"
                " which says so.",
                "{n} choices are not made: the latest values stand in the compte-rendu,"
                " which says so.",
                undecided,
            )
            self.body.insertWidget(place + 3, Banner("warning", said))
        self.later = self.add_button(_("Not now"))
        self.later.clicked.connect(self.reject)
        self.go_on = self.add_button("…", "primary", "file-text")
        self.go_on.clicked.connect(self._choose)
        self.go_on.setDefault(True)
        self._explain(WITH)
        self._name_button(PRINT)

    def _explain(self, code: str) -> None:
        self._meaning.setText(
            _(
                "For those who were there: pledges name the people who made them, quotes those"
                " who agreed to be named, and photos of the boards are shown."
            )
            if code == WITH
            else _(
                "For everybody: pledges show categories and organisations alone, quotes are"
                " anonymous, and photos are left out."
            )
        )

    def _name_button(self, code: str) -> None:
        self.go_on.set_text(_("See it…") if code == PRINT else _("Choose where…"))

    def _choose(self) -> None:
        self.accept()
        self.wanted.emit(self.names.code() == WITH, self.form.code() == EDIT)
