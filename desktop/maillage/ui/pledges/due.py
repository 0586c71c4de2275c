"""When something is due: three usual delays, or any day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from maillage.domain.records import Pledge
from maillage.language import _
from maillage.ui.look.tokens import SPACE_S
from maillage.ui.pledges.rows import past_words, quick_dates
from maillage.ui.widgets.chips import ChipBar, ChipItem
from maillage.ui.widgets.date_edit import DateEdit
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.text import Text


class DueField(QWidget):
    """A date with three usual delays counted from `today`; a chip is on while it says the date.

    A day that is past is pointed out, and taken: cards filled in on paper are typed in later.
    """

    changed = Signal(object)
    """Another date, by a chip or by hand."""

    def __init__(self, today: date, due: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today, self._quick = today, quick_dates(today)
        self.day = DateEdit()
        self.day.setAccessibleName(_("Due date"))
        self.past = Text("", "caption", "warning", wrap=True)
        self.chips = ChipBar(name=_("Usual delays"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(self.day)
        column.addWidget(self.past)
        column.addWidget(self.chips)
        self.setFocusProxy(self.day)
        self.set_due(due)
        self.chips.chosen.connect(lambda code: self.set_due(self._quick[code]))
        self.day.dateChanged.connect(self._day_changed)

    def due(self) -> date:
        """The date chosen."""
        return self.day.day()

    def set_due(self, due: date) -> None:
        """Choose a date."""
        self.day.set_day(due)
        self._light()

    def _day_changed(self) -> None:
        self._light()
        self.changed.emit(self.due())

    def _light(self) -> None:
        said = past_words(self.due(), self._today)
        self.past.setText(said)
        self.past.setVisible(bool(said))
        self.day.setAccessibleDescription(said)
        # An exclusive bar keeps one chip on for ever: chips made anew are all off.
        self.chips.set_items([])
        self.chips.set_items(
            [
                ChipItem("15d", _("15 days")),
                ChipItem("1m", _("1 month")),
                ChipItem("3m", _("3 months")),
            ]
        )
        for code, day in self._quick.items():
            if day == self.due():
                self.chips.set_code(code)


class PostponeDialog(PlainDialog):
    """Asks until when. `postponed(date)` when a person has chosen."""

    postponed = Signal(object)

    def __init__(self, pledge: Pledge, today: date, parent: QWidget) -> None:
        super().__init__(_("Until when?"), pledge.what, parent, icon_name="calendar-clock")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        quick = quick_dates(today)
        # A date already past is no proposal: the shortest usual delay is.
        start = pledge.due if pledge.due and pledge.due > today else quick["15d"]
        self.field = DueField(today, start)
        self.body.insertWidget(2, self.field)
        self.add_button(_("Leave the due date")).clicked.connect(self.reject)
        self.confirm = self.add_button(_("Change the due date"), "primary")
        self.confirm.clicked.connect(self._choose)
        self.confirm.setDefault(True)
        self.field.setFocus()

    def _choose(self) -> None:
        self.postponed.emit(self.field.due())
        self.accept()
