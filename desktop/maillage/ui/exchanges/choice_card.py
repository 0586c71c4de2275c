"""One choice: what was before, the versions side by side, and ways to decide or to wait."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from maillage.language import _
from maillage.ui.exchanges.choices import ChoiceView, position_words, to_look_at
from maillage.ui.exchanges.editor import ValueEditor
from maillage.ui.look.tokens import SPACE_M
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.buttons import Button, icon_button
from maillage.ui.widgets.card import Card
from maillage.ui.widgets.conflict import BaseCard, ConflictCard
from maillage.ui.widgets.flow import FlowLayout
from maillage.ui.widgets.text import IconLabel, Text, set_tooltip

BESIDE, LONG = 3, 400
"""Versions that fit side by side, and the characters of a value that does; others stand below
each other."""


class ChoiceCard(Card):
    """Shows one choice at a time; what is typed stays while the choice stays the same."""

    decided = Signal(int)
    """The version at this place was taken."""
    written = Signal(str)
    """Another value was written."""
    typed = Signal(str)
    """Another value is being written: all that stands there."""
    left = Signal()
    """Nobody writes another value any more."""
    left_deleted = Signal()
    postponed = Signal()
    by_rule = Signal()
    """Several choices are to be made by one rule."""
    moved = Signal(int)
    """Another choice is asked for: -1 the one before, 1 the next."""

    def __init__(self, parent: QWidget | None = None, *, decides: bool = True) -> None:
        """``decides`` unless one may only look."""
        super().__init__("…", parent=parent)
        self._decides = decides
        self._choice: ChoiceView | None = None
        self._compact = self._narrow = False
        self._shown: tuple[bool, ChoiceView] | None = None
        self.cards: list[ConflictCard] = []
        self.editor: ValueEditor | None = None
        self.proposal: ConflictCard | None = None
        self.begun: Callable[[ChoiceView], str | None] = lambda _choice: None
        """Says what somebody has begun to write for a choice, None for nothing."""
        self._head.insertWidget(0, self._new_icon("file-text"))
        self.position = self.add_to_head(Text("", "sub", "muted"))
        self.before = self.add_to_head(icon_button("chevron-left", _("Previous choice")))
        self.after = self.add_to_head(icon_button("chevron-right", _("Next choice")))
        self.before.clicked.connect(lambda: self.moved.emit(-1))
        self.after.clicked.connect(lambda: self.moved.emit(1))
        self._place = self.add_layout(QVBoxLayout())
        self._content = QWidget()
        self._place.addWidget(self._content)
        self.body.addStretch(1)

    def _new_icon(self, name: str) -> IconLabel:
        self._icon = IconLabel(name, "accent", 22)
        return self._icon

    def set_compact(self, *, compact: bool) -> None:
        """Versions below each other in a small window."""
        self._compact = compact
        self._build()

    def show_choice(self, choice: ChoiceView, at: int, of: int) -> None:
        """Show a choice, and which of how many it is."""
        self._choice = choice if self._decides else to_look_at(choice)
        self.set_title(choice.title)
        self._icon.set_icon(choice.icon, "accent")
        self.position.setText(position_words(at, of))
        for button, name in ((self.before, _("Left arrow")), (self.after, _("Right arrow"))):
            button.setVisible(of > 1)
            set_tooltip(button, f"{button.accessibleName()} ({name})")
        self._build()
        self.rule.setVisible(of > 1)

    def choice(self) -> ChoiceView | None:
        """The choice being shown."""
        return self._choice

    def take(self, place: int) -> None:
        """Decide for the version at a place, as its button does."""
        if self.editor is None and place < len(self.cards) and self.cards[place].button:
            self.decided.emit(place)

    def set_busy(self, *, busy: bool) -> None:
        """Nothing can be decided twice while the store answers."""
        self._content.setEnabled(not busy)

    def focus_first(self) -> None:
        """Put the keyboard on what is being written, else on what stands first to be taken."""
        if self.editor is not None:
            self.editor.focus()
            return
        first = self.proposal or (self.cards[0] if self.cards else None)
        ((first.button if first else None) or self).setFocus()

    # Building ------------------------------------------------------------------------

    def _build(self) -> None:
        if self._choice is None or self._shown == (self._compact, self._choice):
            return
        typed = self.editor.text() if self.editor is not None else None
        same = self._shown is not None and self._shown[1].key == self._choice.key
        self._shown = (self._compact, self._choice)
        self.editor = None
        old, self._content = self._content, QWidget()
        self._place.replaceWidget(old, self._content)
        old.hide()
        old.deleteLater()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        if self._choice.warning:
            column.addWidget(Banner("warning", self._choice.warning))
        self.proposal = self._proposal(self._choice)
        if self.proposal is not None:
            # First: below two long texts nobody would see that neither has to be lost.
            column.addWidget(self.proposal)
        column.addLayout(self._versions(self._choice))
        self._foot = self._new_foot(self._choice)
        column.addWidget(self._foot)
        self._foot.setVisible(self._decides)
        if same and typed is not None:
            # Only the layout or another version changed: nobody types twice.
            self._open_editor(typed=typed)
        elif (begun := self.begun(self._choice)) is not None:
            self._go_on(begun)

    def _go_on(self, begun: str) -> None:
        """Show what somebody has begun to write; whoever is busy elsewhere keeps the keyboard."""
        if editor := self._show_editor(begun):
            editor.field.set_help(_("You had begun to write this value. Go on."))

    def _versions(self, choice: ChoiceView) -> QBoxLayout:
        values = [choice.base, *choice.versions]
        long = any(one is not None and len(one.value) > LONG for one in values)
        stacked = self._compact or len(choice.versions) > BESIDE or long
        direction = QBoxLayout.Direction
        row = QBoxLayout(direction.TopToBottom if stacked else direction.LeftToRight)
        row.setSpacing(10)
        if choice.base is not None:
            base = choice.base
            card = BaseCard(base.caption, base.value, base.who_when, beside=stacked)
            row.addWidget(card, 0 if stacked else 3)
        self.cards = []
        for place, one in enumerate(choice.versions):
            version = ConflictCard(
                one.caption, one.value, one.who_when, one.choose, one.marks, beside=stacked
            )
            version.chosen.connect(lambda place=place: self.decided.emit(place))
            if version.button is not None:
                set_tooltip(version.button, _("Key {key}", key=place + 1))
            row.addWidget(version, 0 if stacked else 4)
            self.cards.append(version)
        return row

    def _proposal(self, choice: ChoiceView) -> ConflictCard | None:
        """Return the card of both texts together; taking it is writing that text."""
        if choice.proposal is None or choice.text is None:
            return None
        one = choice.proposal
        card = ConflictCard(
            one.caption, one.value, one.who_when, one.choose, one.marks, beside=True
        )
        text = choice.text
        card.chosen.connect((lambda: self.written.emit(text)) if choice.fits else self._open_editor)
        return card

    def _new_foot(self, choice: ChoiceView) -> QWidget:
        foot = QWidget()
        flow = FlowLayout(foot)
        if choice.text is not None:
            self.another = Button(_("Write another value…"), "quiet", "pencil")
            self.another.clicked.connect(self._open_editor)
            flow.addWidget(self.another)
        if choice.deleted:
            self.leave = Button(_("Leave it deleted"), "quiet", "trash-2")
            self.leave.clicked.connect(self.left_deleted)
            flow.addWidget(self.leave)
        self.rule = Button(_("Decide by a rule…"), "quiet", "list")
        self.rule.clicked.connect(self.by_rule)
        flow.addWidget(self.rule)
        self.later = Button(_("Decide later"), "quiet", "clock")
        self.later.clicked.connect(self.postponed)
        flow.addWidget(self.later)
        flow.addWidget(
            Text(
                _("Nothing is lost: the other value stays among the choices made."),
                "caption",
                "muted",
            )
        )
        return foot

    # Another value -------------------------------------------------------------------

    def _open_editor(self, *, typed: str | None = None) -> None:
        if editor := self._show_editor(typed):
            editor.focus()

    def _show_editor(self, typed: str | None) -> ValueEditor | None:
        choice, layout = self._choice, self._content.layout()
        if choice is None or choice.text is None or layout is None or self.editor is not None:
            return None
        text = choice.text if typed is None else typed
        self.editor = ValueEditor(text, long=choice.long)
        self.editor.typed.connect(self.typed)
        self.editor.saved.connect(self.written)
        self.editor.left.connect(self._close_editor)
        self._foot.hide()
        layout.addWidget(self.editor)
        return self.editor

    def refuse(self, sentence: str) -> None:
        """Say below the field why its value cannot be kept; it stays there."""
        if self.editor is not None:
            self.editor.field.set_error(sentence)
            self.editor.focus()

    def _close_editor(self) -> None:
        if self.editor is not None:
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None
            self.left.emit()
        self._foot.show()
        self.focus_first()
