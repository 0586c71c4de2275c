"""The one line a scribe types into: its kind and table light up while one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from maillage.domain.capture import LETTERS, Captured, capture
from maillage.domain.sensitive import Concern, sensitive
from maillage.domain.vocabulary import NoteKind
from maillage.language import _
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
MOST_PASTED = 200_000
"""Letters."""
KINDS = {kind.value: kind for kind in NoteKind}


class Typed(Struct, frozen=True):
    """A line to record, and the kind it is unless it says otherwise itself."""

    text: str
    kind: NoteKind
    said: Captured
    """What it says."""
    tables: tuple[int, ...] | None = None
    """The tables there were, if that was known."""


class CaptureBar(QWidget):
    """A tall field, «Add», and a chip per kind. `submitted(Typed)` on Enter, once per line.

    The field keeps what was typed until ``recorded``: nothing is lost when it cannot be saved.
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
        self._waiting: Typed | None = None
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
                " {theme} a theme, which Tab completes. Enter adds the note.",
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

    def begin(self, text: str, kind: NoteKind) -> None:
        """Stand as somebody left it: a line half typed, of the kind chosen for it."""
        self._kind = kind
        self.field.setText(text)
        self._show_kind()

    @property
    def chosen_kind(self) -> NoteKind:
        """The kind of a line that says none itself."""
        return self._kind

    def _said(self) -> Captured:
        return capture(self.field.text(), self._tables)

    def recorded(self) -> None:
        """Empty the field of the line that is now saved; what was typed since stays."""
        if self._waiting is None:
            return
        rest = self.field.text().removeprefix(self._waiting.text)
        self._waiting = None
        if rest != self.field.text():
            self.field.setText(rest)

    def refused(self, why: str = "") -> None:
        """Keep the line as it is: it could not be saved. Say ``why`` until one types on."""
        self._waiting = None
        if why:
            self._say(why)

    def _submit(self) -> None:
        if self.marks.take_chosen():
            return
        said = self._said()
        if said.is_bare:
            self._ask_for_words()
        elif self._waiting is None:
            self._waiting = Typed(self.field.text(), self._kind, said, self._tables)
            self.submitted.emit(self._waiting)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_for_words(self) -> None:
        """Marks alone are no note: say so in the place of the hint, until one types on."""
        if self.field.text().strip():
            self._say(_("Words are missing: write what was said, then Enter."))

    def _say(self, words: str) -> None:
        """Say in the place of the hint what to do about the line."""
        self.warning.setText(words)
        self.warning.show()
        self.hint.hide()

    def _light(self) -> None:
        self._show_kind()
        self.typing.emit(self._said())
        self._warn()

    def takes_part(self, name: str) -> None:
        """Know that somebody of this name takes part: their name is no indiscretion."""
        self._participants.add(name)
        self._warn()

    def _warn(self) -> None:
        """Point out what may tell too much of somebody, or is no mark, in the place of the hint."""
        found = sensitive(self.field.text())
        said = warning_words(found, self._participants)
        if said and said != self.warning.text():
            for one in found:
                if one.concern is Concern.NAME and one.word not in self._participants:
                    self.naming.emit(one.word)
        said = said or left_words(self._said(), self._tables)
        self.warning.setText(said)
        self.warning.setVisible(bool(said))
        self.hint.setVisible(not (said or self._compact or self._low))

    def _choose(self, code: str) -> None:
        """A chip beats the letter typed before it."""
        self._kind = KINDS[code]
        self.field.setText(without_kind(self.field.text()))
        self.kind_chosen.emit()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
