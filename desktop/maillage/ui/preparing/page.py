"""Before the day: five steps, how far each is, and a button for the next thing to do."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from maillage.actions import preparing
from maillage.actions.preparing import Preparation
from maillage.language import _
from maillage.ui.belongs import belongs, no_meeting_line
from maillage.ui.event_line import event_line, short_event_line
from maillage.ui.look import theme
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import CONTENT_MAX, SPACE_L, SPACE_M, SPACE_XL
from maillage.ui.preparing.packing import Packing
from maillage.ui.preparing.rows import Step, StepCode, next_step, steps
from maillage.ui.reception.list_opening import SUFFIXES, ListOpening
from maillage.ui.session import Session
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.card import Card
from maillage.ui.widgets.drop_veil import DropVeil
from maillage.ui.widgets.empty import EmptyState
from maillage.ui.widgets.front_stack import FrontStack
from maillage.ui.widgets.header import Header
from maillage.ui.widgets.scroll import ScrollPane
from maillage.ui.widgets.text import IconLabel, Text
from maillage.ui.writers import for_writers, take_no_files

WIDEST = 1160
"""Logical pixels of a step: wider, its button is too far from its words."""

RECORDING = (StepCode.MEETING, StepCode.LIST, StepCode.LAPTOPS)
"""Steps whose buttons record something."""


class StepCard(Card):
    """A step: whether it is done, what is so, and its button. `acted` when that is pressed."""

    acted = Signal(str)

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.code = step.code
        self._mark = IconLabel("circle-check", "positive", 24)
        self._title = Text("", "strong", wrap=True)
        self._state = Text("", "sub", "muted", wrap=True)
        self.button = Button(step.act, "secondary", step.icon)
        self.button.clicked.connect(lambda: self.acted.emit(self.code))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._state)
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.add_layout(row)
        self.show_step(step)

    def show_step(self, step: Step) -> None:
        """Say how far it is now."""
        self._title.setText(step.title)
        self._state.setText(step.state)
        icon = "circle-check" if step.done else step.icon
        self._mark.set_icon(icon, "positive" if step.done else "muted")
        done = _("done") if step.done else ""
        self.setAccessibleName(", ".join(filter(None, (step.title, done, step.state))))
        self.button.setAccessibleDescription(step.state)

    def set_next(self, *, is_next: bool) -> None:
        """Stand out when this is what to do next."""
        self.button.set_kind("primary" if is_next else "secondary")

    def set_compact(self, compact: bool) -> None:
        """Less room around."""
        side = SPACE_M if compact else SPACE_L
        self.body.setContentsMargins(side, side - 4, side, side - 4)


class PreparingPage(QWidget):
    """The steps of the meeting shown. ``wants_meeting`` when there is none to prepare."""

    wants_meeting = Signal()
    wants_page = Signal(str)
    """The next thing to do is on the screen of this code."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, box="page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._compact = False
        self.lists = ListOpening(session, self)
        self.packing = Packing(session, self)
        self.cards: dict[str, StepCard] = {}
        self.header = Header(_("Prepare"))
        self.veil = DropVeil(
            self,
            _("Drop the list here"),
            _("You will see what it changes before anything is written."),
            (*SUFFIXES, ".txt"),
        )
        self.veil.dropped.connect(self._take_lists)
        self.veil.left.connect(lambda paths: session.tell(belongs(paths), icon="info"))
        self.lists.back.changed.connect(self._offer)
        self._build()
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self)
        shortcut.activated.connect(self.open_papers)
        theme.current().changed.connect(self._even_later)
        self.set_compact(False)

    # What the window calls --------------------------------------------------------

    def refresh(self) -> None:
        """Read again how far the meeting is prepared."""
        event, store = self._session.meeting, self._session.store
        if event is None:
            self.header.set_event("")
            self._states.setCurrentWidget(self._no_meeting)
            return
        self.header.set_event(event_line(event), short_event_line(event))
        self._session.read(
            partial(preparing.preparation, store, event=event.id),
            done=partial(self._show, event.id),
        )

    def set_compact(self, compact: bool) -> None:
        """Fit a small window."""
        self._compact = compact
        self.header.set_compact(compact)
        margin = 14 if compact else SPACE_XL
        self._page.setContentsMargins(margin, 10 if compact else SPACE_L, margin, margin)
        self._page.setSpacing(10 if compact else SPACE_M)
        for card in self.cards.values():
            card.set_compact(compact)

    def focus_first(self) -> None:
        """Start with what to do next."""
        if self._states.currentWidget() is self._no_meeting:
            self._no_meeting.action.setFocus()
            return
        if self._next in self.cards:
            self.cards[self._next].button.setFocus(Qt.FocusReason.OtherFocusReason)

    # Building -----------------------------------------------------------------------

    def _build(self) -> None:
        self._next = ""
        content = QWidget()
        content.setMaximumWidth(theme.px(WIDEST))
        self._steps = QVBoxLayout(content)
        self._steps.setContentsMargins(0, 0, 0, 0)
        self._steps.setSpacing(SPACE_M)
        self._steps.addStretch(1)
        self._pane = ScrollPane(content)
        self._pane.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._no_meeting = EmptyState(
            "calendar",
            _("There is no meeting yet"),
            _(
                "Create it: title, day, place. If another laptop has it already, take in its"
                " meeting pack under “Exchanges” instead."
            ),
            _("Create the meeting"),
            "plus",
        )
        self._no_meeting.acted.connect(self.wants_meeting)
        for_writers(self._session, self._no_meeting.action)
        take_no_files(self._session, self)
        self._states = FrontStack()
        for state in (QWidget(), self._pane, self._no_meeting):
            self._states.addWidget(state)
        self._states.setMaximumWidth(CONTENT_MAX)
        self._page = QVBoxLayout(self)
        self._page.addWidget(self.header)
        self._page.addWidget(self._states, 1)

    def _offer(self) -> None:
        self.header.set_secondary([self.lists.back])

    def _show(self, event: str, found: Preparation) -> None:
        if self._session.meeting is None or self._session.meeting.id != event:
            return
        told = steps(found)
        self._next = next_step(told)
        for step in told:
            if step.code in self.cards:
                self.cards[step.code].show_step(step)
                continue
            card = self.cards[step.code] = StepCard(step)
            card.set_compact(self._compact)
            card.acted.connect(self.act)
            if step.code in RECORDING:
                for_writers(self._session, card.button)
            self._steps.insertWidget(len(self.cards) - 1, card)
        for card in self.cards.values():
            card.set_next(is_next=card.code == self._next)
        self._even_later()
        first = self._states.currentWidget() is not self._pane
        self._states.setCurrentWidget(self._pane)
        if first and self.isVisible():
            self.focus_first()

    def _even_later(self) -> None:
        # Known once every button has its font.
        QTimer.singleShot(0, self, self._even)

    def _even(self) -> None:
        """Make the buttons, which stand below each other, one column."""
        buttons = [card.button for card in self.cards.values()]
        wide = max((button.sizeHint().width() for button in buttons), default=0)
        for button in buttons:
            button.setMinimumWidth(wide)

    # Doing ----------------------------------------------------------------------------

    def act(self, code: str) -> None:
        """Do what the button of a step says."""
        event = self._session.meeting
        if event is None:
            return
        match StepCode(code):
            case StepCode.MEETING:
                self.open_meeting()
            case StepCode.LIST:
                self.lists.choose(event.id)
            case StepCode.LAPTOPS:
                self.packing.ask()
            case StepCode.TABLES:
                self.wants_page.emit("seating")
            case StepCode.PAPERS:
                self.open_papers()

    def open_meeting(self) -> None:
        """Correct the facts of the meeting."""
        from maillage.ui.meeting.dialog import MeetingDialog

        dialog = MeetingDialog(self._session, self._session.meeting, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def open_papers(self) -> None:
        """Choose papers, look at them, print them."""
        from maillage.ui.paper.dialog import PaperDialog
        from maillage.ui.paper.pdf_dialog import open_over

        if self._session.meeting is not None:
            open_over(PaperDialog(self._session, self._session.meeting, self.window()))

    def _take_lists(self, paths: list[str]) -> None:
        """Show what each list would change, one after the other."""
        if self._session.meeting is None:
            self._session.tell(no_meeting_line(), icon="info")
            return
        for path in paths:
            self.lists.open(Path(path), self._session.meeting.id)
