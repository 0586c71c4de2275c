"""When a meeting begins and ends: its last day follows the first until somebody sets another."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtWidgets import QHBoxLayout, QWidget

from maillage import language
from maillage.domain.meeting_days import NIGHT_ENDS
from maillage.language import _
from maillage.ui.look.tokens import SPACE_L, SPACE_S
from maillage.ui.meeting.typed import Typed
from maillage.ui.widgets.date_edit import DateEdit, SectionEdit
from maillage.ui.widgets.fields import LabelledField

TIME_FORMATS = {"fr": "HH\N{NO-BREAK SPACE}'h'\N{NO-BREAK SPACE}mm", "en": "HH:mm"}


class HourEdit(SectionEdit):
    """Hours and minutes as the person's language writes them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat(TIME_FORMATS[language.current().code])
        # The style sheet's padding does not reach the line inside a spin box.
        self.lineEdit().setTextMargins(SPACE_S + 2, 0, 0, 0)

    def _separators(self) -> str:
        return f"{super()._separators()}h"

    def _go_on(self) -> None:
        """Take «9h» as nine sharp: minutes that stood there before were nobody's wish."""
        if self.currentSection() == self.Section.MinuteSection and not (
            self.lineEdit().hasSelectedText()
        ):
            return
        super()._go_on()
        self.setTime(QTime(self.time().hour(), 0))
        self.setSelectedSection(self.Section.MinuteSection)


class WhenRow(QWidget):
    """First day, beginning, last day, end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day, self.last = DateEdit(), DateEdit()
        self.begins, self.ends = HourEdit(), HourEdit()
        for one in (self.day, self.last):
            one.setDisplayFormat("ddd dd/MM/yyyy")
        self.lasting = LabelledField(_("Last day"), self.last)
        self.ended = LabelledField(_("Ends"), self.ends)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_L)
        for field, stretch in (
            (LabelledField(_("Date"), self.day), 4),
            (LabelledField(_("Begins"), self.begins), 2),
            (self.lasting, 4),
            (self.ended, 2),
        ):
            row.addWidget(field, stretch, Qt.AlignmentFlag.AlignTop)
        self._follows, self._recorded = True, ((date.min, date.min), (time(), time()))
        self.day.dateChanged.connect(self._follow)
        self.last.dateChanged.connect(self._set_apart)
        for moment in (self.begins, self.ends):
            moment.timeChanged.connect(self._clear_faults)

    def show_typed(self, known: Typed) -> None:
        """Show when a meeting is."""
        self.retype(known)
        self._recorded = self.days(), self.hours()

    def retype(self, known: Typed) -> None:
        """Show what somebody had typed of when it is."""
        self._follows = True
        self.day.set_day(known.day)
        self.last.set_day(known.last or known.day)
        self.begins.setTime(QTime(known.begins.hour, known.begins.minute))
        self.ends.setTime(QTime(known.ends.hour, known.ends.minute))

    def days(self) -> tuple[date, date]:
        """Return first and last day."""
        return self.day.day(), self.last.day()

    def hours(self) -> tuple[time, time]:
        """Return when the first day begins and the last one ends."""
        return _time(self.begins), _time(self.ends)

    def find_fault(self, typed: Typed) -> LabelledField | None:
        """Say what is wrong at its field and return that; None if nothing is, or nothing is new."""
        if (self.days(), self.hours()) == self._recorded:
            return None
        for field, sentence in (
            (self.lasting, typed.days_fault),
            (self.ended, typed.hours_fault),
        ):
            if sentence:
                field.set_error(sentence)
                return field
        return None

    def _follow(self, day: QDate) -> None:
        if self._follows:
            self.last.setDate(day)
        self._clear_faults()

    def _set_apart(self, last: QDate) -> None:
        # The first day may pass by the last one while it is typed: that changes nothing.
        self._follows = last == self.day.date()
        self._clear_faults()

    def _clear_faults(self) -> None:
        self.lasting.set_error("")
        (begins, ends), (day, last) = self.hours(), self.days()
        late = ends <= begins and ends < NIGHT_ENDS
        following = self.last.date().addDays(1).toString("dd/MM")
        # Of several days, "the next" could be the one after the first.
        said = _("The next day") if day == last else _("On {day}", day=following)
        self.ended.set_help(said if late else "")


def _time(editor: HourEdit) -> time:
    return time(editor.time().hour(), editor.time().minute())
