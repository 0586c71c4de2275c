"""What to make, for whom, on which sheet: the left half of «Prepare the papers»."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QVBoxLayout, QWidget

from maillage.actions.paper import (
    BADGE,
    MOST_SHIFT,
    SHEETS,
    SMALL,
    Guest,
    Layout,
    Order,
    Paper,
    has_two_halves,
    sheet,
)
from maillage.domain.records import Event
from maillage.language import _
from maillage.ui.look.tokens import SPACE_L, SPACE_M, SPACE_S
from maillage.ui.paper.names import PAPERS, sheet_name
from maillage.ui.paper.picking import GuestPicker
from maillage.ui.widgets.checkbox import CheckBox
from maillage.ui.widgets.chips import ChipBar, ChipItem
from maillage.ui.widgets.combo import ComboBox
from maillage.ui.widgets.fields import LabelledField
from maillage.ui.widgets.stepper import Stepper

ALL, DOOR, SOME = "all", "door", "some"
TABLES, CARDS, LINES = 10, 20, 8
"""How many are offered where nothing says better."""
STILL = 150
"""Milliseconds without a change before the papers are made again."""

_FOR_PEOPLE = frozenset({Paper.BADGES, Paper.LABELS, Paper.NAMES})
_ON_LABELS = frozenset({Paper.BADGES, Paper.LABELS})
_FOLDED = frozenset({Paper.TABLES, Paper.NAMES})
_COUNTED = frozenset({Paper.TABLES, Paper.PLEDGES})


class Options(QWidget):
    """`changed` once the choices have come to rest."""

    changed = Signal()

    def __init__(self, event: Event, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._event = event
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(STILL)
        self._still.timeout.connect(self.changed)
        self.what = ChipBar([ChipItem(one.value, _(word)) for one, word in PAPERS.items()],
                            name=_("What to prepare"))  # fmt: skip
        self.who = ChipBar(name=_("For whom"))
        self.picker = GuestPicker()
        self._build_editors()
        self._place()
        self.set_guests((), frozenset())
        self.choose(Paper.BADGES)

    def _build_editors(self) -> None:
        self.sheet = ComboBox()
        for one in SHEETS:
            self.sheet.add(sheet_name(one), one.code)
        self.start = Stepper(1, least=1, most=BADGE.places, about=_("First free label"))
        self.right, self.down = _offset(), _offset()
        self.marks = CheckBox(_("Marks to cut along"))
        self.codes = CheckBox(_("A code to scan at the door"))
        self.codes.setChecked(True)
        self.halves = CheckBox(_("Sign in the morning and in the afternoon"))
        self.halves.setChecked(has_two_halves(self._event))
        self.blank = Stepper(LINES, most=60, about=_("Empty lines"))
        self.tables = Stepper(
            self._event.tables or TABLES, least=1, most=99, about=_("Number of tables")
        )
        self.cards = Stepper(CARDS, least=2, most=400, about=_("How many cards"))
        self.two_up = CheckBox(_("Two to the page"))
        self.two_up.setChecked(True)

    def _place(self) -> None:
        sheet = QWidget()
        on_sheet = QVBoxLayout(sheet)
        on_sheet.setContentsMargins(0, 0, 0, 0)
        on_sheet.setSpacing(SPACE_M)
        self._shift = LabelledField(
            _("If the printer is out: to the right, down"), _pair(self.right, self.down)
        )
        self.right.setAccessibleName(_("Print further to the right"))
        self.down.setAccessibleName(_("Print further down"))
        for widget in (
            LabelledField(_("Sheet"), self.sheet, _("The dimensions are on its packet.")),
            LabelledField(_("First free label"), self.start, _("For a sheet already begun.")),
            self.marks,
            self._shift,
        ):
            on_sheet.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, SPACE_L, 2)
        column.setSpacing(SPACE_M)
        self._parts: list[tuple[QWidget, frozenset[Paper]]] = [
            (LabelledField(_("For whom"), self.who), _FOR_PEOPLE | {Paper.ATTENDANCE}),
            (self.picker, _FOR_PEOPLE),
            (self.codes, frozenset({Paper.BADGES})),
            (self.halves, frozenset({Paper.ATTENDANCE})),
            (LabelledField(_("Empty lines, for those who are not registered"), self.blank),
             frozenset({Paper.ATTENDANCE})),
            (LabelledField(_("Number of tables"), self.tables), frozenset({Paper.TABLES})),
            (LabelledField(_("How many cards"), self.cards,
                           _("Two to the page, to fill in by hand.")),
             frozenset({Paper.PLEDGES})),
            (self.two_up, _FOLDED),
            (sheet, _ON_LABELS),
        ]  # fmt: skip
        column.addWidget(LabelledField(_("What to prepare"), self.what))
        for part, _papers in self._parts:
            column.addWidget(part)
        column.addStretch(1)
        self._connect()

    def _connect(self) -> None:
        self.what.chosen.connect(lambda code: self.choose(Paper(code)))
        self.who.chosen.connect(lambda _code: self._arrange())
        self.picker.changed.connect(self._still.start)
        self.sheet.activated.connect(self._take_sheet)
        for stepper in (self.start, self.blank, self.tables, self.cards):
            stepper.changed.connect(lambda _value: self._still.start())
        for box in (self.marks, self.codes, self.halves, self.two_up):
            box.toggled.connect(lambda _on: self._still.start())
        for offset in (self.right, self.down):
            offset.valueChanged.connect(lambda _value: self._still.start())

    def set_guests(self, guests: Sequence[Guest], chosen: frozenset[str]) -> None:
        """Know who is registered; `chosen` are ticked, and papers are for them if there are any."""
        self._guests = guests
        door = [one for one in guests if one.walk_in]
        self.who.set_items(
            [
                ChipItem(ALL, _("Everybody"), str(len(guests))),
                *([ChipItem(DOOR, _("Without a registration"), str(len(door)))] if door else []),
                ChipItem(SOME, _("Some people…")),
            ]
        )
        self.picker.set_guests(guests, chosen)
        if chosen or not self.who.code():
            self.who.set_code(SOME if chosen else ALL)
        self._arrange()

    def choose(self, paper: Paper) -> None:
        """Prepare another paper, on the sheet that is usual for it."""
        self.what.set_code(paper.value)
        if paper in _ON_LABELS:
            self.sheet.set_code((BADGE if paper is Paper.BADGES else SMALL).code)
            self._take_sheet()
        self._arrange()

    def paper(self) -> Paper:
        """What is to be prepared."""
        return Paper(self.what.code())

    def order(self) -> Order:
        """What is to be made, as it is chosen now."""
        layout = Layout(
            sheet(str(self.sheet.code())),
            self.start.value(),
            self.right.value(),
            self.down.value(),
            self.marks.isChecked(),
        )
        paper = self.paper()
        return Order(
            paper=paper,
            event=self._event.id,
            people=self._people(),
            layout=layout,
            codes=self.codes.isChecked(),
            halves=self.halves.isChecked(),
            blank=self.blank.value(),
            count=(self.cards if paper is Paper.PLEDGES else self.tables).value(),
            two_up=self.two_up.isChecked(),
        )

    def is_for_nobody(self) -> bool:
        """Tell whether nobody is chosen for papers that name people."""
        if self.paper() not in _FOR_PEOPLE:
            return False
        people = self._people()
        return not (self._guests if people is None else people)

    def _people(self) -> frozenset[str] | None:
        if self.paper() is Paper.ATTENDANCE:
            return None
        if self.who.code() == SOME:
            return self.picker.chosen
        if self.who.code() == DOOR:
            return frozenset(one.registration for one in self._guests if one.walk_in)
        return None

    def _arrange(self) -> None:
        paper = self.paper() if self.what.code() else Paper.BADGES
        for widget, papers in self._parts:
            widget.setVisible(paper in papers)
        self._parts[0][0].setVisible(paper in _FOR_PEOPLE)
        self.picker.setVisible(paper in _FOR_PEOPLE and self.who.code() == SOME)
        self._still.start()

    def _take_sheet(self) -> None:
        most = sheet(str(self.sheet.code())).places
        self.start.set_most(most)
        self._still.start()


def _offset() -> QDoubleSpinBox:
    editor = QDoubleSpinBox()
    editor.setRange(-MOST_SHIFT, MOST_SHIFT)
    editor.setDecimals(1)
    editor.setSingleStep(0.5)
    editor.setSuffix("\N{NO-BREAK SPACE}mm")
    # The style sheet's padding does not reach the line inside a spin box.
    editor.lineEdit().setTextMargins(SPACE_S + 2, 0, 0, 0)
    return editor


def _pair(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE_S)
    for widget in widgets:
        row.addWidget(widget, 1)
    return holder
