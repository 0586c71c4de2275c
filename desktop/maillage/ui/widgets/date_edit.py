"""A date that is typed, or picked in a calendar that belongs to the visual language."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QRectF, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateTimeEdit, QToolButton, QWidget

from maillage.language import current
from maillage.ui.look import theme
from maillage.ui.look.icons import icon, paint_icon
from maillage.ui.widgets import typed_day

LATEST = QDate(2199, 12, 31)
"""No year that is a slip of the fingers."""


class SectionEdit(QDateTimeEdit):
    """A date or an hour in sections, typed over from its first number on: Qt would lose digits."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Start with the first number."""
        super().focusInEvent(event)
        # Once Qt has chosen its own section, which may be a weekday or come after the first.
        QTimer.singleShot(0, self, self._begin)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Leave by one Tab: digits and arrows go from section to section."""
        return QWidget.focusNextPrevChild(self, forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type over the whole, or before it, from the first number on."""
        if event.text().isdecimal() and self._all_or_nothing():
            self._begin()
        if event.text() and event.text().lower() in self._separators():
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _all_or_nothing(self) -> bool:
        """Return whether what is typed is meant from the first number on."""
        line = self.lineEdit()
        whole = line.selectedText() == self.text()
        ahead = line.cursorPosition() == 0 and not line.hasSelectedText()
        return whole or ahead or self.currentSectionIndex() < self._first()

    def _separators(self) -> str:
        return typed_day.SEPARATORS

    def _go_on(self) -> None:
        """Go to the next section, unless the last digit did: Qt would go to the next field."""
        if not self.lineEdit().hasSelectedText():
            self.setCurrentSectionIndex(
                min(self.currentSectionIndex() + 1, self.sectionCount() - 1)
            )
            self.setSelectedSection(self.currentSection())

    def _first(self) -> int:
        return 1 if self.displayFormat().startswith("ddd") else 0

    def _begin(self) -> None:
        self.setCurrentSectionIndex(self._first())
        self.setSelectedSection(self.currentSection())


class DateEdit(SectionEdit):
    """A day in the person's language, with its weekday. `day()` and `set_day()` are Python's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLocale(QLocale(current().code))
        self.setDisplayFormat("dddd d MMMM yyyy")
        self.setMaximumDate(LATEST)
        self.setCalendarPopup(True)
        _dress(self.calendarWidget())
        self._keys, self._from, self._known = "", typed_day.DAY, date.min

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read digits and separators ourselves: Qt lost a 31st, and years of two digits."""
        key = event.text()
        if key and (key.isdecimal() or (self._keys and key in typed_day.SEPARATORS)):
            self._read(key)
            return
        self._keys = ""
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Begin anew when somebody comes back."""
        self._keys = ""
        super().focusOutEvent(event)

    def _read(self, key: str) -> None:
        if self._all_or_nothing():
            self._keys = ""
            self._begin()
        elif not self.lineEdit().hasSelectedText():
            self._keys = ""
        if not self._keys:
            self._from, self._known = self.currentSectionIndex() - self._first(), self.day()
        told = typed_day.read(self._keys + key, begin=self._from, known=self._known)
        if told is None or QDate(told.day.year, told.day.month, told.day.day) > LATEST:
            return
        self._keys += key
        self.set_day(told.day)
        self.setCurrentSectionIndex(self._first() + told.part)
        self.setSelectedSection(self.currentSection())

    def day(self) -> date:
        """The day chosen."""
        chosen = self.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def set_day(self, day: date) -> None:
        """Choose a day."""
        self.setDate(QDate(day.year, day.month, day.day))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field by the style sheet, then what opens the calendar."""
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme.px(18)
        box = QRectF(self.width() - side - 12, (self.height() - side) / 2, side, side)
        paint_icon(painter, box, "calendar", "text" if self.isEnabled() else "muted")


def _dress(calendar: QCalendarWidget) -> None:
    """Give a calendar our arrows, and weekends no colour of alarm."""
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, QTextCharFormat())
    arrows = {"qt_calendar_prevmonth": "chevron-left", "qt_calendar_nextmonth": "chevron-right"}
    for name, arrow in arrows.items():
        button = calendar.findChild(QToolButton, name)
        if button is not None:
            button.setIcon(icon(arrow, "on_accent"))
