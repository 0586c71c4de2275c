"""The day of something that has taken place: today, or earlier."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QAbstractSpinBox, QDateTimeEdit, QWidget

from maillage.language import _
from maillage.ui.widgets.date_edit import DateEdit
from maillage.ui.widgets.text import set_tooltip


class PastDay(DateEdit):
    """A day in figures, never one to come. Down and Up go a day back and forth, over months."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = date.min
        self.setDisplayFormat("dd/MM/yyyy")
        # What is typed beyond today becomes today, and is seen to.
        self.setCorrectionMode(QAbstractSpinBox.CorrectionMode.CorrectToNearestValue)
        self.setAccessibleName(_("Day of the follow-up"))
        set_tooltip(self, _("Day of the follow-up: arrow down for the day before"))

    def set_today(self, today: date) -> None:
        """Offer no day after this one; whoever stands at the former today goes on to the next."""
        follows = self._today in (date.min, self.day())
        self._today = today
        self.setMaximumDate(QDate(today.year, today.month, today.day))
        if follows:
            self.set_day(today)

    @property
    def today(self) -> date:
        """The last day offered."""
        return self._today

    def stepBy(self, steps: int) -> None:
        """Go on by days where the day is: from the first of a month to the last of that before."""
        if self.currentSection() is QDateTimeEdit.Section.DaySection:
            self.setDate(self.date().addDays(steps))
            self.setSelectedSection(self.currentSection())
        else:
            super().stepBy(steps)

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        """Down always: the first of a month has a day before it."""
        flag = QAbstractSpinBox.StepEnabledFlag
        ahead = self.date() < self.maximumDate()
        return flag.StepDownEnabled | (flag.StepUpEnabled if ahead else flag.StepNone)
