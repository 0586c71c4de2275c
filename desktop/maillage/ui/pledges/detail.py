"""One pledge in full: who, until when, what next, and the thread of contacts about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from maillage.actions.pledge_papers import dates_to_come
from maillage.actions.pledges import Due, Promise
from maillage.domain.records import FollowUp
from maillage.domain.vocabulary import PledgeStatus
from maillage.language import _
from maillage.ui.changed_since import ChangedSince
from maillage.ui.drafts import Drafts
from maillage.ui.look.tokens import SPACE_L, SPACE_M, SPACE_S
from maillage.ui.pledges.edits import PledgeEdits
from maillage.ui.pledges.follow_up import FollowUpLine
from maillage.ui.pledges.inline import InlineEdit
from maillage.ui.pledges.moments import thread
from maillage.ui.pledges.parties import Parties
from maillage.ui.pledges.rows import due_words, is_open, late_words, status_words
from maillage.ui.pledges.seen import Background
from maillage.ui.pledges.thread import Thread
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.buttons import Button, icon_button
from maillage.ui.widgets.card import Card
from maillage.ui.widgets.caret import go_on
from maillage.ui.widgets.flow import FlowLayout
from maillage.ui.widgets.focus import as_seen
from maillage.ui.widgets.scroll import ScrollPane
from maillage.ui.widgets.text import Text, set_tooltip

LATEST = 64
"""Logical pixels that the first contact of the thread takes, with a line of words."""


class PledgeDetail(Card):
    """Shows one pledge; what a person does with it comes out as signals about its id.

    `edited(pledge, field, value, editor)`, `status_chosen(pledge, status)`,
    `postpone_asked(pledge)`, `drop_asked(pledge)`, `somebody_asked(pledge)` to add to it.
    """

    edited = Signal(str, str, str, object)
    status_chosen = Signal(str, object)
    postpone_asked = Signal(str)
    drop_asked = Signal(str)
    somebody_asked = Signal(str)
    papers_asked = Signal(str, bool)
    """The card of the pledge is to be printed or saved, with its dates if any are to come."""

    def __init__(self, drafts: Drafts, parent: QWidget | None = None) -> None:
        super().__init__(margin=SPACE_L, parent=parent)
        self._pledge = ""
        self._has_dates = False
        self._noted = False
        """Whether a contact was noted that the thread does not show yet."""
        self.what = InlineEdit(_("What they will do"), _("What they will do"), "heading")
        self.next_step = InlineEdit(_("First small step"), _("Not said yet"))
        self.help_needed = InlineEdit(_("Help needed"), _("None asked for"))
        self.editors = {
            "what": self.what,
            "next_step": self.next_step,
            "help_needed": self.help_needed,
        }
        for name, editor in self.editors.items():
            editor.changed.connect(partial(self._edited, name))
        self.changed_since = ChangedSince(
            _("This pledge was changed meanwhile, and stands here as it is now.")
        )
        self.edits = PledgeEdits(drafts, self.editors, self.changed_since, self)
        self.main = Button(_("Mark as kept"), "secondary", "circle-check")
        # Another pledge may stand here after the first click, or this one be closed.
        self.main.once = True
        self.main.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # nor does a click leave Space on it
        self.main.clicked.connect(self._main_clicked)
        self.banner = Banner()
        self.banner.acted.connect(lambda: self.postpone_asked.emit(self._pledge))
        self.disputed = Banner("warning")
        self.fresh = Banner("positive")
        self.fresh.acted.connect(self.ask_papers)
        self._just_made = ""
        self.parties = Parties()
        # A sign alone: with its words, the foot would take the room of a contact.
        self.add_somebody = icon_button("user-plus", _("Add somebody…"), "quiet")
        self.add_somebody.clicked.connect(lambda: self.somebody_asked.emit(self._pledge))
        self.follow_up = FollowUpLine(drafts)
        self.contacts = Thread(drafts)
        self._build()

    @property
    def recording(self) -> tuple[QWidget, ...]:
        """Everything in it that records something, but for the fields."""
        buttons = (self.main, self.banner.button, self._begin, self._drop, self._postpone)
        return (*buttons, self.add_somebody, self.follow_up)

    def pledge(self) -> str:
        """The pledge shown, or nothing."""
        return self._pledge

    def show_promise(
        self, promise: Promise, today: date, background: Background, *, disputed: bool
    ) -> None:
        """Show a pledge as it is stored; what is being written about it stays."""
        pledge = promise.pledge
        if pledge.id != self._pledge:
            self.leave()
            if self._just_made == self._pledge:
                self._just_made = ""
            self._pledge = pledge.id
            self.follow_up.set_today(today)
            self.follow_up.turn_to(pledge.id, pledge.event)
            self.contacts.clear(pledge.event)
            for name, editor in self.editors.items():
                editor.reset(getattr(pledge, name))
            self.edits.turn_to(pledge)
        self.edits.take_up(pledge)
        for name, editor in self.editors.items():
            editor.load(getattr(pledge, name))
        self.edits.keep()
        self.follow_up.set_today(today)
        self._promise, self._background, self._today = promise, background, today
        self.parties.show_parties(promise.parties)
        as_seen(self)
        self._due.setText(due_words(pledge, today))
        self._status.setText(status_words(pledge))
        self._show_state(promise, today, disputed=disputed)

    def offer_papers(self, pledge: str) -> None:
        """Offer what is taken home of a pledge just made, until another one is looked at."""
        self._just_made = pledge
        self.fresh.setVisible(pledge == self._pledge)

    def ask_papers(self) -> None:
        """Ask for what is taken home of the pledge shown."""
        if self._pledge:
            self.papers_asked.emit(self._pledge, self._has_dates)

    def show_thread(self, pledge: str, follow_ups: Sequence[FollowUp], since: date | None) -> None:
        """Show the contacts about a pledge, if it is still the one shown.

        ``since`` when it is kept or dropped, if it is.
        """
        if pledge == self._pledge:
            moments = thread(
                self._promise.pledge,
                follow_ups,
                today=self._today,
                since=since,
                meeting=self._background.meeting,
                idea=self._background.idea,
                workshop=self._background.workshop,
            )
            self.contacts.show_contacts(moments, follow_ups, self._today)
            as_seen(self)
            if self._noted:
                self._noted = False
                self._pane.reveal(self.contacts, LATEST)

    def go_on(self) -> None:
        """Give the keyboard to what was being written about the pledge shown."""
        if not self.edits.go_on() and not self.contacts.go_on():
            go_on(self.follow_up.field)

    def note_follow_up(self) -> None:
        """Begin a follow-up of the pledge shown."""
        if self._pledge:
            self.follow_up.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Send what is still being written in a field."""
        if self._pledge:
            for editor in self.editors.values():
                editor.leave()

    def _show_state(self, promise: Promise, today: date, *, disputed: bool) -> None:
        pledge = promise.pledge
        late = late_words(pledge, today) if promise.due is Due.LATE else ""
        if late:
            self.banner.say("danger", late, _("Postpone…"))
        elif pledge.status is PledgeStatus.DONE:
            self.banner.say("positive", _("This pledge is kept."))
        elif pledge.status is PledgeStatus.DROPPED:
            self.banner.say("info", _("This pledge was dropped."))
        self.banner.setVisible(bool(late) or not is_open(pledge))
        # The banner already says the date of a late one, and how to change it.
        for widget in self._due_line:
            widget.setVisible(not late)
        self.disputed.say(
            "warning",
            _("Two laptops wrote different things here. Decide in Exchanges; nothing is lost."),
        )
        self.disputed.setVisible(disputed)
        going = is_open(pledge)
        self.main.set_text(_("Mark as kept") if going else _("Open it again"))
        self.main.set_icon("circle-check" if going else "rotate-ccw")
        self._begin.setVisible(pledge.status is PledgeStatus.MADE)
        self._drop.setVisible(going)
        self._postpone.setVisible(going)
        # A calendar takes only what is to come.
        self._has_dates = any(dates_to_come(pledge, today=today))
        papers = _("Card and calendar…") if self._has_dates else _("Card…")
        self.card.set_text(papers)
        self.fresh.say(
            "positive", _("Recorded. Each of them can take the card and the dates home."), papers
        )
        self.fresh.setVisible(pledge.id == self._just_made)
        self._postpone.set_text(_("Postpone…") if pledge.due else _("Choose a date…"))

    def _build(self) -> None:
        self._top = QWidget()
        top = self._top_line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._top)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(SPACE_M)
        top.addWidget(self.what, 1)
        self._indent = QHBoxLayout()
        self._indent.addWidget(self.main, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        top.addLayout(self._indent)
        rest = QWidget()
        column = QVBoxLayout(rest)
        # The words of fields begin a little inside them: everything else lines up with them.
        column.setContentsMargins(SPACE_S, 0, SPACE_S, 0)
        column.setSpacing(SPACE_M)
        self._status = Text("", "caption", "muted", wrap=True)
        self._begin = Button(_("Mark as started"), "quiet", "flag")
        self._begin.once = True
        self._begin.clicked.connect(
            lambda: self.status_chosen.emit(self._pledge, PledgeStatus.STARTED)
        )
        self._drop = Button(_("Drop…"), "quiet")
        self._drop.setAccessibleName(_("Drop this pledge…"))
        self._drop.clicked.connect(lambda: self.drop_asked.emit(self._pledge))
        self.card = Button(_("Card…"), "quiet", "printer")
        self.card.clicked.connect(self.ask_papers)
        set_tooltip(self.card, _("Ctrl + P"))
        # Short words: the foot keeps to one line, and leaves its room to the thread.
        self._foot = QWidget()
        foot = FlowLayout(self._foot)
        foot.addWidget(self.card)
        foot.addWidget(self.add_somebody)
        foot.addWidget(self._begin)
        foot.addWidget(self._drop)
        column.addWidget(self.fresh)
        column.addWidget(self.changed_since)
        column.addWidget(self.parties)
        column.addWidget(self.banner)
        column.addWidget(self.disputed)
        column.addLayout(self._what_is_said())
        column.addStretch(1)
        content = QWidget()
        self._scrolled = QVBoxLayout(content)
        self._scrolled.setContentsMargins(0, 0, 0, 0)
        self._scrolled.setSpacing(SPACE_M)
        self._scrolled.addWidget(rest, 1)
        self._pane = self.add(ScrollPane(content), 1)
        self.contacts.begun.connect(lambda: self._pane.reveal(self.contacts.editor))
        self.follow_up.kept.connect(self._note)
        self.set_compact(compact=False)

    def set_compact(self, *, compact: bool) -> None:
        """Fit a small window: a smaller title, and title and foot scroll with the rest.

        The line of follow-ups is what one comes here for: there it stays below what scrolls.
        """
        self.what.set_role("section" if compact else "heading")
        direction = QBoxLayout.Direction
        self._top_line.setDirection(direction.TopToBottom if compact else direction.LeftToRight)
        self._top_line.setSpacing(SPACE_S if compact else SPACE_M)
        self.parties.set_compact(compact=compact)
        self.follow_up.set_compact(compact=compact)
        self._heading.setVisible(compact)
        self._indent.setContentsMargins(SPACE_S if compact else 0, 0, 0, 0)
        if compact:
            self._scrolled.insertWidget(0, self._top)
            self._scrolled.addWidget(self._foot)
            self.body.addWidget(self.follow_up)
        else:
            self.body.insertWidget(0, self._top)
            self.body.addWidget(self._foot)
            self._thread.insertWidget(self._thread.indexOf(self._heading) + 1, self.follow_up)
        self._arrange_facts(compact=compact)
        as_seen(self)

    def _note(self) -> None:
        self._noted = True

    def _what_is_said(self) -> QVBoxLayout:
        self._heading = Text(_("Follow-ups"), "section")
        # Close together: the last contacts are to be seen while one notes the next.
        self._thread = thread = QVBoxLayout()
        thread.setSpacing(SPACE_S)
        thread.addLayout(self._facts())
        thread.addWidget(self._heading)
        thread.addWidget(self.contacts)
        thread.addWidget(self._status)
        return thread

    def _facts(self) -> QGridLayout:
        self._due = Text("", wrap=True)
        self._postpone = Button(_("Postpone…"), "quiet", "calendar-clock")
        self._postpone.clicked.connect(lambda: self.postpone_asked.emit(self._pledge))
        due = QHBoxLayout()
        due.setSpacing(SPACE_S)
        due.addWidget(self._due, 1)
        due.addWidget(self._postpone)
        self._grid = grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_L)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        lines = (
            (_("First small step"), self.next_step),
            (_("Help needed"), self.help_needed),
            (_("Due date"), _inset(due)),
        )
        self._lines = [(Text(label, "sub", "muted"), value) for label, value in lines]
        self._due_line = self._lines[-1]
        return grid

    def _arrange_facts(self, *, compact: bool) -> None:
        """Say beside each value what it is, above it where both would be cut."""
        grid, top = self._grid, Qt.AlignmentFlag.AlignTop
        for row, (words, value) in enumerate(self._lines):
            grid.addWidget(words, 2 * row, 0, top)
            grid.addWidget(value, 2 * row + compact, 0 if compact else 1)
            words.setContentsMargins(0, 7, 0, 0)
        grid.setColumnStretch(0, int(compact))
        if not compact:  # the date stands in the middle beside its button
            words.setContentsMargins(0, 0, 0, 0)
            grid.setAlignment(words, Qt.AlignmentFlag.AlignVCenter)

    def _edited(self, field: str, value: str) -> None:
        self.edited.emit(self._pledge, field, value, self.editors[field])

    def _main_clicked(self) -> None:
        going = is_open(self._promise.pledge)
        status = PledgeStatus.DONE if going else PledgeStatus.STARTED
        self.status_chosen.emit(self._pledge, status)


def _inset(content: QWidget | QHBoxLayout) -> QWidget:
    """Return what stands in the second column, lined up with the words of the fields."""
    holder = QWidget()
    line = QVBoxLayout(holder)
    line.setContentsMargins(9, 6, 0, 6)
    if isinstance(content, QWidget):
        line.addWidget(content)
    else:
        line.addLayout(content)
    return holder
