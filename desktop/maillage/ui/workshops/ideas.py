"""Ideas and votes: each idea with its count, the most voted first, never moving under a finger."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from maillage.actions.workshops import Budget, Line
from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import RING, SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.card import Card
from maillage.ui.widgets.focus import RINGED, in_turn
from maillage.ui.widgets.scroll import ScrollPane
from maillage.ui.widgets.stepper import Stepper
from maillage.ui.widgets.text import Text, set_tooltip
from maillage.ui.workshops.dot import ThemeDot
from maillage.ui.workshops.rows import idea_detail, idea_order
from maillage.ui.workshops.votes_said import VotesSaid

_FEWER = (Qt.Key.Key_Minus, Qt.Key.Key_Underscore)
_MORE = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)


class IdeaRow(QFrame):
    """One idea and its votes. `voted(note, by)`, `entered(note)` and `moved(note, by)`."""

    voted = Signal(str, int)
    entered = Signal(str)
    reached = Signal()
    """The keyboard came to this idea, not the pointer, which sees where it is."""
    moved = Signal(str, int)
    activated = Signal(str)
    joining = Signal(str)
    """This idea is to be merged into another."""
    correcting = Signal(str)
    """The words of this idea are to be corrected."""

    def __init__(self, note: str, parent: QWidget | None = None, *, votes: bool = True) -> None:
        """``votes`` unless one may only look at the count."""
        super().__init__(parent)
        self.note, self._votes = note, votes
        self.setProperty(RINGED, True)
        self._pending = 0
        self._stored = 0
        self._text = Text("", "strong", wrap=True)
        self._detail = Text("", "caption", "muted", wrap=True)
        self._dot = ThemeDot()
        self.stepper = Stepper()
        self.stepper.changed.connect(self._stepped)
        for button in self.stepper.findChildren(Button):
            # One stop per list for Tab; a tap on + leaves the capture field its focus.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setVisible(votes)
        # Ideas are sentences: they have the whole width, the votes stand below.
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_M)
        foot.addWidget(self._dot)
        foot.addWidget(self._detail, 1)
        foot.addWidget(self.stepper)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        column.setSpacing(2)
        column.addWidget(self._text)
        column.addLayout(foot)

    def show_idea(self, line: Line, *, pledged: bool) -> None:
        """Show an idea as it is stored, with the votes still on their way to the store."""
        self._stored = line.votes
        self._text.setText(line.note.text)
        self._detail.setText(idea_detail(line, pledged=pledged))
        self._dot.show_theme(line.theme.colour if line.theme else None)
        self._count()

    def set_current(self, *, on: bool) -> None:
        """Stand out as the idea that keys and the button below act on, where Tab comes to."""
        policy = Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)
        set_look(self, box="info" if on else "")

    def vote(self, by: int) -> None:
        """Count one more or one fewer; never fewer than none."""
        if self._votes and self._stored + self._pending + by >= 0:
            self._pending += by
            self._count()
            self.voted.emit(self.note, by)

    def settled(self, by: int) -> None:
        """Forget a vote on its way: it has been stored, or could not be."""
        self._pending -= by

    def keep(self, by: int) -> None:
        """Count a vote as stored."""
        self._stored += by
        self.settled(by)
        self._count()

    def votes(self) -> int:
        """The count shown."""
        return self.stepper.value()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus and minus vote, up and down move, M merges, F2 corrects, Enter makes a pledge."""
        key = Qt.Key(event.key())
        if key in _MORE or key in _FEWER:
            self.vote(1 if key in _MORE else -1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(self.note, 1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.note)
        elif key == Qt.Key.Key_M:
            self.joining.emit(self.note)
        elif key == Qt.Key.Key_F2:
            self.correcting.emit(self.note)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Become the current idea."""
        super().focusInEvent(event)
        self.entered.emit(self.note)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.reached.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A touch on the words chooses the idea, wherever the focus goes."""
        super().mousePressEvent(event)
        self.entered.emit(self.note)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline below."""
        super().paintEvent(event)
        painter = QPainter(self)
        line = theme.color("line")
        painter.fillRect(SPACE_S, self.height() - 1, self.width() - 2 * SPACE_S, 1, line)

    def _stepped(self, value: int) -> None:
        self.entered.emit(self.note)
        self.vote(value - (self._stored + self._pending))

    def _count(self) -> None:
        count = max(self._stored + self._pending, 0)
        self.stepper.set_value(count)
        self.setAccessibleName(f"{self._text.text()}, {count}")
        self.stepper.setAccessibleDescription(self._text.text())


class IdeasCard(Card):
    """Ideas by votes. `voted(note, by)` when a person votes, `wants_pledge(note)` on the button."""

    voted = Signal(str, int)
    wants_pledge = Signal(str)
    wants_correction = Signal(str)
    wants_join = Signal(str)
    """The idea is to be merged into another, or what was merged into it taken out."""

    def __init__(self, parent: QWidget | None = None, *, votes: bool = True) -> None:
        """``votes`` unless one may only look at the ideas."""
        super().__init__(_("Ideas and votes"), parent=parent)
        self._votes = votes
        self._rows: dict[str, IdeaRow] = {}
        self._order: list[str] = []
        self._lines: list[Line] = []
        self._pledged: Collection[str] = ()
        self._current = ""
        self.said = self.add(VotesSaid())
        self._none = self.add(
            Text(_("No idea yet. Ideas of this workshop will stand here."), tone="muted", wrap=True)
        )
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(RING, RING, RING, RING)  # of the ring
        self._column.setSpacing(2)
        self._column.addStretch(1)
        self._pane = self.add(ScrollPane(content), 1)
        self.pledge = self.add(Button(_("Turn into a pledge"), "secondary", "handshake"))
        set_tooltip(self.pledge, _("Enter, on the chosen idea. + and − count its votes."))
        self.pledge.clicked.connect(lambda: self._ask(self._current))
        self.join = self.add(Button(_("Merge with another…"), "quiet", "merge"))
        set_tooltip(self.join, _("M, on the chosen idea"))
        self.join.clicked.connect(lambda: self.wants_join.emit(self._current))
        # Without ideas, the room left goes below the words.
        self.body.addStretch(0)
        QApplication.instance().focusChanged.connect(self._focus_changed)  # type: ignore[union-attr]

    def set_compact(self, *, compact: bool) -> None:
        """Stand closer in a small window: an idea and its votes must show whole."""
        self.said.set_compact(compact=compact)
        margin = SPACE_S if compact else SPACE_L
        self.body.setContentsMargins(SPACE_L, margin, SPACE_L, margin)
        self.body.setSpacing(SPACE_XS if compact else SPACE_M)

    def show_ideas(self, lines: Sequence[Line], budget: Budget, pledged: Collection[str]) -> None:
        """Show the ideas among these notes, in an order that does not move under the finger."""
        self._lines, self._pledged = list(lines), pledged
        self.said.show_budget(budget)
        self._arrange(held=self._is_held())

    def show_table(self, budget: Budget, table: int | None) -> None:
        """Say how many dots the table has left that votes."""
        self.said.show_table(budget, table)

    def order(self) -> list[str]:
        """The ideas from top to bottom."""
        return list(self._order)

    def row(self, note: str) -> IdeaRow:
        """The row of an idea. KeyError when it is not shown."""
        return self._rows[note]

    def current(self) -> str:
        """The idea that keys and button act on, or nothing."""
        return self._current

    def set_current(self, note: str) -> None:
        """Choose an idea."""
        self._current = note if note in self._rows else next(iter(self._order), "")
        for key, row in self._rows.items():
            row.set_current(on=key == self._current)
        self.pledge.setEnabled(bool(self._current))
        self.join.setEnabled(bool(self._current))

    def go_to(self, note: str) -> None:
        """Choose an idea, and have it hear the keyboard."""
        self.set_current(note)
        if (row := self._rows.get(note)) is not None:
            row.setFocus(Qt.FocusReason.TabFocusReason)
            self._show_current()

    def _show_current(self) -> None:
        """Scroll to the idea that keys act on."""
        if (row := self._rows.get(self._current)) is not None:
            self._pane.ensureWidgetVisible(row)

    def _follow(self) -> None:
        """Scroll to where the keyboard is, once all ideas have their places."""
        if self._has_focus(self.window().focusWidget()):
            self._show_current()

    def settled(self, note: str, by: int, *, stored: bool) -> None:
        """Say that a vote has been stored, or could not be."""
        if (row := self._rows.get(note)) is None:
            return
        if stored:
            row.keep(by)
        else:
            row.settled(by)
            self._arrange(held=True)

    def leaveEvent(self, event: QEvent) -> None:
        """Sort again once the pointer has gone."""
        super().leaveEvent(event)
        if not self._has_focus(QApplication.focusWidget()):
            self._arrange(held=False)

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if self._has_focus(old) and not self._has_focus(new) and not self.underMouse():
            self._arrange(held=False)

    def _has_focus(self, widget: QWidget | None) -> bool:
        return widget is not None and self._pane.isAncestorOf(widget)

    def _is_held(self) -> bool:
        return self.underMouse() or self._has_focus(QApplication.focusWidget())

    def _arrange(self, *, held: bool) -> None:
        wanted = idea_order(self._lines, self._order, held=held)
        keys = [line.note.id for line in wanted]
        for gone in self._rows.keys() - set(keys):
            row = self._rows.pop(gone)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for line in wanted:
            self._row(line.note.id).show_idea(line, pledged=line.note.id in self._pledged)
        if anew := keys != self._order:
            for place, key in enumerate(keys):
                self._column.insertWidget(place, self._rows[key])
            self._order = keys
            in_turn(self._pane, [self._rows[key] for key in keys])
        self._none.setVisible(not keys)
        self._pane.setVisible(bool(keys))
        self.pledge.setVisible(bool(keys))
        self.join.setVisible(len(keys) > 1 or any(line.merged for line in wanted))
        self.set_current(self._current)
        if anew:  # now: else they are painted as thin lines once, in the height of none
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            QTimer.singleShot(0, self, self._follow)

    def _row(self, note: str) -> IdeaRow:
        if note not in self._rows:
            row = IdeaRow(note, votes=self._votes)
            row.voted.connect(self.voted)
            row.entered.connect(self.set_current)
            row.reached.connect(self._show_current)
            row.moved.connect(self._move)
            if self._votes:
                row.activated.connect(self._ask)
                row.joining.connect(self.wants_join)
                row.correcting.connect(self.wants_correction)
            self._rows[note] = row
        return self._rows[note]

    def _move(self, note: str, by: int) -> None:
        place = self._order.index(note) + by
        if 0 <= place < len(self._order):
            self.go_to(self._order[place])

    def _ask(self, note: str) -> None:
        if note:
            self.wants_pledge.emit(note)
