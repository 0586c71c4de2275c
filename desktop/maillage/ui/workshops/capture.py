"""The one line a scribe types into: its kind and table light up while one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct, field
from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from maillage.domain.capture import LETTERS, Captured, capture
from maillage.domain.sensitive import Concern, sensitive
from maillage.domain.vocabulary import NoteKind
from maillage.language import _, ngettext_
from maillage.ui.look import theme
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_S
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.chips import ChipBar
from maillage.ui.widgets.combo import ComboBox
from maillage.ui.widgets.text import Text, set_tooltip
from maillage.ui.workshops.completing import MarkedLine
from maillage.ui.workshops.rows import kind_chips, left_words, warning_words, without_kind

TWO_LINES: Final = 470
"""Logical pixels in which all kinds have room on two lines of chips."""
SLOW: Final = 700
"""Milliseconds after which it is told that a line is still being saved."""
MOST_PASTED = 200_000
"""Letters."""
KINDS = {kind.value: kind for kind in NoteKind}


def _started() -> QElapsedTimer:
    timer = QElapsedTimer()
    timer.start()
    return timer


class Typed(Struct, frozen=True, eq=False):
    """A line to record, and the kind it is unless it says otherwise itself."""

    text: str
    kind: NoteKind
    said: Captured
    """What it says."""
    tables: tuple[int, ...] | None = None
    """The tables there were, if that was known."""
    since: QElapsedTimer = field(default_factory=_started)


class CaptureBar(QWidget):
    """A tall field, «Add», and a chip per kind. `submitted(Typed)` on Enter, once per line.

    The field is free for the next line at once: whoever writes down what is said does not wait
    for a disk. Each line is then ``recorded``, or ``refused`` and back in the field: nothing is
    lost when it cannot be saved.
    """

    submitted = Signal(object)
    naming = Signal(str)
    """The line may name somebody accompanied, unless they take part."""
    typing = Signal(object)
    """What the line says so far, as a Captured."""
    kind_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._kind = NoteKind.IDEA
        self._waiting: list[Typed] = []
        """Lines on their way to the store."""
        self._later: list[str] = []
        """What stood in the field when a line came back to it."""
        self._asked = ""
        """What was said to do about the line as it stands."""
        self._compact = self._low = False
        self._participants: set[str] = set()
        self._tables: tuple[int, ...] | None = None
        self.field = MarkedLine()
        set_look(self.field, tall=True)
        # Far more than a note holds: what is pasted is refused with a reason, and never cut short.
        self.field.setMaxLength(MOST_PASTED)
        self.field.setPlaceholderText(_("What is being said at the table"))
        self.field.setAccessibleName(_("New note"))
        self.add = Button(_("Add"), "primary", tall=True)
        set_tooltip(self.add, _("Enter"))
        self.chips = ChipBar(name=_("Kind of note"))
        self.kinds = ComboBox()
        self.kinds.setAccessibleName(_("Kind of note"))
        for item in kind_chips(icons=False):
            self.kinds.add(f"{item.label}\u2002{item.trailing}", item.code)
        self.hint = Text(
            _(
                "{barrier} first and the line is a barrier, {idea} an idea. {table} names table 3,"
                " {theme} a theme, which Tab completes. Enter adds it.",
                barrier=f"{LETTERS[NoteKind.BARRIER]}:",
                idea=f"{LETTERS[NoteKind.IDEA]}:",
                table="@3",
                theme="#…",
            ),
            "caption",
            "muted",
            wrap=True,
        )
        line = QHBoxLayout()
        line.setSpacing(SPACE_S)
        line.addWidget(self.field, 1)
        line.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addLayout(line)
        column.addWidget(self.chips)
        column.addWidget(self.kinds, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.hint)
        self.warning = Text("", "caption", "warning", wrap=True)
        self.warning.hide()
        column.addWidget(self.warning)
        self.marks = self.field.marks
        self.field.textChanged.connect(self._light)
        self.field.returnPressed.connect(self._submit)
        self.add.clicked.connect(self._submit)
        self.chips.chosen.connect(self._choose)
        self.kinds.activated.connect(lambda: self._choose(str(self.kinds.code())))
        theme.current().changed.connect(self._fit)
        self.set_compact(compact=False)

    def set_compact(self, *, compact: bool) -> None:
        """Do without icons and hint where there is little room."""
        self._compact = compact
        self.chips.set_items(kind_chips(icons=not compact))
        self._show_kind()
        self._fit()
        self._warn()

    def set_low(self, *, low: bool) -> None:
        """Do without the hint where the notes below it need its room."""
        if low is not self._low:
            self._low = low
            self._warn()

    def _fit(self) -> None:
        """Offer the kinds in a list where their chips would take three lines."""
        listed = self._compact and self.width() < theme.px(TWO_LINES)
        self.chips.setVisible(not listed)
        self.kinds.setVisible(listed)

    def _show_kind(self) -> None:
        kind = self.kind().value
        self.chips.set_code(kind)
        self.kinds.set_code(kind)

    def show_tables(self, tables: Sequence[int], *, known: bool) -> None:
        """Offer these tables after an @; take no other if it is known that there is none."""
        self.marks.tables = list(tables)
        self._tables = tuple(tables) if known else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show chips where they have room."""
        super().resizeEvent(event)
        self._fit()

    def kind(self) -> NoteKind:
        """The kind the line has: what it says itself, else the chip chosen last."""
        return self._said().kind or self._kind

    def begin(self, text: str, kind: NoteKind, later: Sequence[str] = ()) -> None:
        """Stand as somebody left it: a line half typed, of the kind chosen for it.

        ``later`` are those that wait behind it; what waited before is of another meeting.
        """
        self._kind = kind
        self._later = list(later)
        self.field.setText(text)
        self._show_kind()

    @property
    def later(self) -> list[str]:
        """What comes into the field after the line in it."""
        return list(self._later)

    @property
    def chosen_kind(self) -> NoteKind:
        """The kind of a line that says none itself."""
        return self._kind

    def _said(self) -> Captured:
        return capture(self.field.text(), self._tables)

    def recorded(self, typed: Typed) -> None:
        """Know that a line is saved."""
        self._waiting.remove(typed)
        self._warn()

    def refused(self, typed: Typed, why: str = "") -> None:
        """Have a line back that could not be saved. Say ``why`` until one types on.

        What is being typed meanwhile comes back after it.
        """
        self._waiting.remove(typed)
        if self.field.text().strip():
            self._later.insert(0, self.field.text())
        self._kind = typed.kind
        self.field.setText(typed.text)
        if why:
            self._say(why)

    def _submit(self) -> None:
        if self.marks.take_chosen():
            return
        said = self._said()
        if said.is_bare:
            self._ask_for_words()
        elif said.text:
            typed = Typed(self.field.text(), self._kind, said, self._tables)
            self._waiting.append(typed)
            self.submitted.emit(typed)
            if typed in self._waiting:  # not refused at once
                self.field.setText(self._later.pop(0) if self._later else "")
                QTimer.singleShot(SLOW, self, self._warn)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_for_words(self) -> None:
        """Marks alone are no note: say so in the place of the hint, until one types on."""
        if self.field.text().strip():
            self._say(_("Words are missing: write what was said, then Enter."))

    def _say(self, words: str) -> None:
        """Say in the place of the hint what to do about the line, until its text changes."""
        self._asked = words
        self._show_said(words)

    def _show_said(self, words: str) -> None:
        self.warning.setText(words)
        self.warning.setVisible(bool(words))
        self.hint.setVisible(not (words or self._compact or self._low))

    def _light(self) -> None:
        self._asked = ""
        self._show_kind()
        self.typing.emit(self._said())
        self._warn()

    def takes_part(self, name: str) -> None:
        """Know that somebody of this name takes part: their name is no indiscretion."""
        self._participants.add(name)
        self._warn()

    def _warn(self) -> None:
        """Point out what may tell too much of somebody, or is no mark, in the place of the hint."""
        if self._asked:
            self._show_said(self._asked)  # other lines are saved meanwhile
            return
        found = sensitive(self.field.text())
        said = warning_words(found, self._participants)
        if said and said != self.warning.text():
            for one in found:
                if one.concern is Concern.NAME and one.word not in self._participants:
                    self.naming.emit(one.word)
        said = said or left_words(self._said(), self._tables) or self._saving_words()
        self._show_said(said)

    def _saving_words(self) -> str:
        """Return what became of lines that are in no list yet, once that takes long."""
        n = sum(1 for one in self._waiting if one.since.hasExpired(SLOW // 2))
        if not n:
            return ""
        return ngettext_("{n} note is being saved…", "{n} notes are being saved…", n)

    def _choose(self, code: str) -> None:
        """A chip beats the letter typed before it."""
        self._kind = KINDS[code]
        self.field.setText(without_kind(self.field.text()))
        self.kind_chosen.emit()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
