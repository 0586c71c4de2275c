"""All choices that wait: a list of them when there are several, and the one being decided."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from maillage.language import _
from maillage.ui.exchanges.choice_card import ChoiceCard
from maillage.ui.exchanges.choices import (
    ChoiceView,
    choices_words,
    inbox_row,
    make_choices_words,
)
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_L
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.card import Card
from maillage.ui.widgets.row_list import RowList

KEYS = 9
"""Versions that a digit can choose."""
MOST_HIGH = 350
"""Logical pixels of the list of choices; more of them scroll."""


class ChoiceArea(QWidget):
    """Signals carry the choice: ``decided(choice, place)``, ``written(choice, text)``..."""

    decided = Signal(object, int)
    written = Signal(object, str)
    left_deleted = Signal(object)
    by_rule = Signal(object, object)
    """Several choices are to be made by one rule: the one in front, and all."""
    folded = Signal()
    """Everything was put off, or taken up again."""

    def __init__(self, parent: QWidget | None = None, *, decides: bool = True) -> None:
        """``decides`` unless one may only look at them."""
        super().__init__(parent)
        self._choices: list[ChoiceView] = []
        self._at = 0
        self._postponed: set[str] = set()
        self._wanted = ""
        """The key of one to show as soon as it is there."""
        self._compact = False
        self.in_front = True
        """Whether a digit decides from anywhere on the screen, not from the choice alone."""
        self.card = ChoiceCard(decides=decides)
        self.inbox = Card()
        self.list = self.inbox.add(RowList(_("Choices to make"), fit=True, single_click=True), 1)
        # Takes what a short list leaves, and nothing of what a long one needs.
        self.inbox.body.addStretch(0)
        self.waiting = Banner("warning", "", _("Decide"))
        self._open = QWidget()
        row = QHBoxLayout(self._open)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_L)
        row.addWidget(self.inbox)
        row.addWidget(self.card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._open)
        column.addWidget(self.waiting)
        self.waiting.hide()
        self._connect()

    def _connect(self) -> None:
        card = self.card
        card.decided.connect(lambda place: self.decided.emit(card.choice(), place))
        card.written.connect(lambda text: self.written.emit(card.choice(), text))
        card.left_deleted.connect(lambda: self.left_deleted.emit(card.choice()))
        card.by_rule.connect(lambda: self.by_rule.emit(card.choice(), list(self._choices)))
        card.postponed.connect(self.postpone)
        card.moved.connect(self.move_by)
        self.waiting.acted.connect(self.take_up)
        self.list.current_row.connect(self._show_key)
        self.list.activated_row.connect(lambda _key: card.focus_first())
        for digit in range(1, KEYS + 1):
            # The keyboard may be anywhere on the screen; a text field keeps its digits.
            everywhere = Qt.ShortcutContext.WindowShortcut
            self._on_key(str(digit), lambda place=digit - 1: self._take(place), everywhere)
        self._on_key("Left", lambda: self.move_by(-1))
        self._on_key("Right", lambda: self.move_by(1))

    def _on_key(
        self,
        key: str,
        act: object,
        where: Qt.ShortcutContext = Qt.ShortcutContext.WidgetWithChildrenShortcut,
    ) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(where)
        shortcut.activated.connect(act)

    def _take(self, place: int) -> None:
        # What was put off, or stands below the files one is busy with, is not decided unseen.
        if not self.is_folded and (self.in_front or self._has_focus()):
            self.card.take(place)

    # Showing -------------------------------------------------------------------------

    def show_choices(self, choices: Sequence[ChoiceView], begun: str = "") -> None:
        """Show these; the one being decided stays in front while it is still there.

        ``begun`` is the key of one for which something was written before this screen was shown.
        """
        held = self._has_focus()
        key = self.key() or begun
        self._choices = list(choices)
        keys = [one.key for one in choices]
        if self._wanted in keys:
            key, self._wanted = self._wanted, ""
        self._postponed &= set(keys)
        if key in keys:
            self._at = keys.index(key)
        else:
            self._at = self._next_open(min(self._at, max(len(keys) - 1, 0)))
        self._show()
        if held and self._choices and not self._has_focus():
            self.focus_first()

    def bring(self, key: str) -> None:
        """Show the choice of this key, now or once it is there."""
        self._wanted = key
        self.show_choices(self._choices)

    def key(self) -> str:
        """The key of the choice in front, or nothing."""
        return self._choices[self._at].key if self._at < len(self._choices) else ""

    def set_compact(self, *, compact: bool) -> None:
        """A small window has no room for the list: the arrows do."""
        self._compact = compact
        self.card.set_compact(compact=compact)
        self._show()

    def focus_first(self) -> None:
        """Put the keyboard on the list of choices, or on the only one."""
        if not self.waiting.isHidden():
            self.waiting.findChildren(Button)[0].setFocus()
        elif not self.inbox.isHidden():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.card.focus_first()

    def _show(self) -> None:
        if not self._choices:
            return
        n = len(self._choices)
        folded = self.is_folded
        self._open.setVisible(not folded)
        self.waiting.setVisible(folded)
        self.waiting.say(
            "warning",
            f"{choices_words(n)}. " + _("Until then, the latest value is shown."),
            make_choices_words(n),
        )
        self.inbox.setVisible(n > 1 and not self._compact)
        self.inbox.setFixedWidth(theme.px(300))
        title = _("Choices to make")
        self.inbox.set_title(f"{title} · {n}")
        self.list.blockSignals(True)
        self.list.set_rows([inbox_row(one) for one in self._choices])
        self.list.set_current(self.key())
        self.list.setMinimumHeight(min(self.list.rows_height(), theme.px(MOST_HIGH)))
        self.list.blockSignals(False)
        self.card.show_choice(self._choices[self._at], self._at, n)
        self.card.set_busy(busy=False)

    def _show_key(self, key: str) -> None:
        keys = [one.key for one in self._choices]
        if key in keys and keys.index(key) != self._at:
            self._at = keys.index(key)
            self._show_held()

    def _show_held(self) -> None:
        """Show another choice; the keyboard stays here although the buttons it was on are gone."""
        before = self.window().focusWidget() if self._has_focus() else None
        self._show()
        if before is None:
            return
        if self.window().focusWidget() is not before or not before.isVisibleTo(self):
            self.focus_first()

    def _has_focus(self) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    @property
    def is_folded(self) -> bool:
        """Whether every choice was put off."""
        return bool(self._choices) and len(self._postponed) == len(self._choices)

    # Moving --------------------------------------------------------------------------

    def move_by(self, step: int) -> None:
        """Show the next choice, or the one before; after the last comes the first."""
        if len(self._choices) > 1:
            self._at = (self._at + step) % len(self._choices)
            self._show_held()

    def postpone(self) -> None:
        """Go on to the next choice; fold once every one was put off."""
        self._postponed.add(self.key())
        self._at = self._next_open(self._at)
        self._show()
        self.folded.emit()
        self.focus_first()

    def take_up(self) -> None:
        """Unfold what was put off."""
        self._postponed.clear()
        self._at = 0
        self._show()
        self.folded.emit()
        self.focus_first()

    def _next_open(self, start: int) -> int:
        """Return the place of the first choice from ``start`` on that was not put off."""
        n = len(self._choices)
        around = [(start + step) % n for step in range(n)]
        waiting = (at for at in around if self._choices[at].key not in self._postponed)
        return next(waiting, start)
