"""The screen of pledges: what is due on the left, one of them in full on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from maillage.actions import follow_ups, pledges, workshops
from maillage.actions.events import local_time
from maillage.actions.pledges import Promise
from maillage.domain.records import FollowUp, Note, Pledge
from maillage.domain.vocabulary import PledgeStatus
from maillage.language import _
from maillage.ui.drafts import FOLLOW_UP, FOLLOW_UP_EDIT, PLEDGE, PLEDGE_EDIT
from maillage.ui.event_line import event_line, short_event_line
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import CONTENT_MAX, SPACE_L, SPACE_M, SPACE_XL
from maillage.ui.pledges.adding import AddSomebodyDialog
from maillage.ui.pledges.contacts_desk import ContactsDesk
from maillage.ui.pledges.desk import Desk
from maillage.ui.pledges.detail import PledgeDetail
from maillage.ui.pledges.due import PostponeDialog
from maillage.ui.pledges.follow_up import Contact
from maillage.ui.pledges.inline import InlineEdit
from maillage.ui.pledges.list import PledgeList
from maillage.ui.pledges.making import NewPledgeDialog
from maillage.ui.pledges.seen import Seen, pledges_of, read
from maillage.ui.pledges.taking import Taking
from maillage.ui.session import Session
from maillage.ui.ways_back import UndoKey
from maillage.ui.widgets.card import Card
from maillage.ui.widgets.dialogs import ConfirmDialog
from maillage.ui.widgets.empty import EmptyState
from maillage.ui.widgets.front_stack import FrontStack
from maillage.ui.widgets.going_through import GoingThrough
from maillage.ui.widgets.header import Header, action
from maillage.ui.writers import for_writers, only_shown


class PledgesPage(QWidget):
    """The pledges of the meeting, those due first, and one of them in full."""

    wants_meeting = Signal()
    """There is no meeting yet, and somebody wants to create one."""
    wants_page = Signal(str)
    """Somebody goes back to the screen of this code, where they came from."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, box="page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._store = session.store
        self._desk = Desk(session, self.select_later)
        self._seen: Seen | None = None
        self._everywhere = False
        """Whether the pledges of all meetings are listed, until the window is closed."""
        self._begun = ""
        """The meeting of which what was half written has come back, if anything was."""
        self._build()
        self._taking = Taking(session, self)
        ContactsDesk(session, self.detail.contacts, self._desk.ways_back)
        self._connect()

    # What the window calls -----------------------------------------------------------

    def refresh(self) -> None:
        """Read the pledges again and show them."""
        event = self._session.meeting
        self._new.setEnabled(event is not None)
        self._call.setEnabled(event is not None)
        if event is None:
            self._seen = None
            self.header.set_event("")
            self._states.setCurrentWidget(self._no_meeting)
            return
        self.header.set_event(event_line(event), short_event_line(event))
        look = partial(read, self._session, event.id, everywhere=self._everywhere)
        self._session.read(look, done=self._show)

    def set_compact(self, compact: bool) -> None:
        """Fit a small window."""
        self.header.set_compact(compact)
        self.list.set_compact(compact=compact)
        self.detail.set_compact(compact=compact)
        for place, share in enumerate((1, 1) if compact else (3, 4)):
            self._columns.setStretch(place, share)
        margin = 14 if compact else SPACE_XL
        self._page.setContentsMargins(margin, 10 if compact else SPACE_L, margin, margin)
        self._page.setSpacing(10 if compact else SPACE_M)
        self._columns.setSpacing(14 if compact else SPACE_L)

    def focus_first(self) -> None:
        """Start in the search, or with the one thing there is to do."""
        state = self._states.currentWidget()
        first = state.action if isinstance(state, EmptyState) else self.list.search
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def select(self, pledge: str) -> None:
        """Show a pledge, now or as soon as it is read."""
        self.list.select(pledge)

    def select_later(self, pledge: str) -> None:
        """Show a pledge once the pledges are read again."""
        self.list.expect(pledge)

    def go_through(self, title: str, found: Sequence[str]) -> None:
        """Show these pledges one after the other."""
        self.through.begin(title, found)

    def _go_to(self, pledge: str) -> None:
        self.select(pledge)
        self.list.take_focus()

    # Building ------------------------------------------------------------------------

    def _build(self) -> None:
        self.header = Header(_("Pledges"))
        self._new = action(_("New pledge"), "plus", self)
        self._new.setProperty("hint", _("Ctrl+N"))
        for_writers(self._session, self._new)
        self.header.set_primary(self._new)
        self._call = action(_("Call list…"), "phone", self)
        self.header.set_secondary([self._call])
        self.list = PledgeList()
        self.detail = PledgeDetail(self._session.drafts)
        self._right = FrontStack()
        self._empty = Card()
        self._empty.add(
            EmptyState(
                "handshake", _("Choose a pledge"), _("It stands here in full, with its follow-ups.")
            )
        )
        self._right.addWidget(self._empty)
        self._right.addWidget(self.detail)
        body = QWidget()
        self._columns = QHBoxLayout(body)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.addWidget(self.list)
        self._columns.addWidget(self._right)
        self._body = body
        self._no_pledge = EmptyState(
            "handshake",
            _("No pledge yet"),
            _("An idea with votes can become one: open Workshops, or begin here."),
            _("New pledge"),
            "plus",
        )
        self._no_meeting = EmptyState(
            "calendar",
            _("There is no meeting yet"),
            _("Create it, and what people promise each other can be kept here."),
            _("Create the meeting"),
            "plus",
        )
        self._states = FrontStack()
        # Nothing until the first answer: an empty list must not flash by.
        for state in (QWidget(), body, self._no_pledge, self._no_meeting):
            self._states.addWidget(state)
        self._states.setMaximumWidth(CONTENT_MAX)
        self.through = GoingThrough(_("Back to “Leaving”"))
        self._page = QVBoxLayout(self)
        self._page.addWidget(self.header)
        self._page.addWidget(self.through)
        self._page.addWidget(self._states, 1)
        self.set_compact(False)

    def _connect(self) -> None:
        self._no_meeting.acted.connect(self.wants_meeting)
        self.through.wanted.connect(self._go_to)
        self.through.left.connect(lambda: self.wants_page.emit("leaving"))
        self._no_pledge.acted.connect(self.make_new)
        self._new.triggered.connect(self.make_new)
        self._call.triggered.connect(self._list_calls)
        self.list.chosen.connect(self._show_chosen)
        self.list.scope_chosen.connect(self._list_everywhere)
        self.list.list.activated_row.connect(lambda _pledge: self.detail.note_follow_up())
        self.detail.edited.connect(self._edit)
        self.detail.status_chosen.connect(self._set_status)
        self.detail.postpone_asked.connect(self.postpone)
        self.detail.drop_asked.connect(self._drop)
        self.detail.somebody_asked.connect(self._add_somebody)
        self.detail.parties.answered.connect(
            lambda *answer: self._desk.answer(self.detail.pledge(), *answer)
        )
        self.detail.follow_up.submitted.connect(self._follow_up)
        self.detail.papers_asked.connect(self._take_papers)
        QShortcut(QKeySequence("Ctrl+P"), self, self.detail.ask_papers)
        # A key of the window: it is heard while the side bar has the keyboard, too.
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self._new.trigger)
        detail, session = self.detail, self._session
        undo = UndoKey(
            self, self._desk.ways_back.undo_last, (self.list.search, detail.follow_up.field)
        )
        for_writers(
            session, undo.shortcut, shortcut, self._no_pledge.action, self._no_meeting.action
        )
        for_writers(session, *detail.recording)
        only_shown(session, *detail.editors.values())
        detail.parties.asks = not session.reads

    # Showing -------------------------------------------------------------------------

    def _show(self, seen: Seen) -> None:
        event = self._session.meeting
        if event is None or (event.id, self._everywhere) != (seen.event, seen.everywhere):
            return
        before, self._seen = self._states.currentWidget(), seen
        any_ = bool(seen.promises or seen.elsewhere.pledges)
        self._states.setCurrentWidget(self._body if any_ else self._no_pledge)
        self.list.show_seen(seen)
        self._show_chosen(self.list.current())
        if self._states.currentWidget() is not before and self.isVisible():
            self.focus_first()  # what had the keyboard is out of sight
        if event.id != self._begun:
            self._begun = event.id
            self._bring_back(event.id, seen)

    def _bring_back(self, event: str, seen: Seen) -> None:
        """Go on with what was half written; about a pledge that is gone it is dropped."""
        drafts, last = self._session.drafts, ""
        for what in (FOLLOW_UP, PLEDGE_EDIT):
            for pledge in drafts.about(what, event):
                if seen.promise(pledge):
                    last = pledge
                else:
                    drafts.drop(what, event, pledge)
        if last:
            self.select(last)
        if drafts.of(PLEDGE, event):
            self.make_new()
        elif last:
            self.detail.go_on()
        if begun := drafts.about(FOLLOW_UP_EDIT, event):
            look = partial(pledges_of, self._session, begun)
            self._session.read(look, done=partial(self._reopen, event, begun))

    def _reopen(self, event: str, begun: Sequence[str], pledge_of: Mapping[str, str]) -> None:
        """Show the pledge of the contact that was being corrected last, which opens it."""
        for contact in begun:
            if contact in pledge_of:
                self.select(pledge_of[contact])
            else:
                self._session.drafts.drop(FOLLOW_UP_EDIT, event, contact)

    def _show_chosen(self, pledge: str) -> None:
        promise = self._seen.promise(pledge) if self._seen else None
        if self._session.meeting is None or self._seen is None or promise is None:
            self.detail.leave()
            self._right.setCurrentWidget(self._empty)
            return
        background = self._seen.background(promise.pledge)
        self.detail.show_promise(
            promise, self._seen.today, background, disputed=pledge in self._seen.disputed
        )
        self._right.setCurrentWidget(self.detail)
        store = self._store

        def look() -> tuple[list[FollowUp], date | None]:
            since = follow_ups.status_since(store, pledge=pledge)
            return pledges.follow_ups(store, pledge=pledge), since

        def show(found: tuple[list[FollowUp], date | None]) -> None:
            self.detail.show_thread(pledge, *found)

        self._session.read(look, done=show)

    # Doing ---------------------------------------------------------------------------

    def _promise(self, pledge: str) -> Promise | None:
        return self._seen.promise(pledge) if self._seen else None

    def _edit(self, pledge: str, field: str, value: str, editor: InlineEdit) -> None:
        if (promise := self._promise(pledge)) is None:
            return
        if field == "what" and not value:
            editor.reset(promise.pledge.what)
            self.detail.edits.recorded(promise.pledge)
            return

        def kept() -> None:
            editor.kept(value)
            self.detail.edits.recorded(promise.pledge)

        def refused() -> None:
            if self.detail.pledge() != pledge:
                self.select(pledge)
            editor.refused(value)
            self.detail.edits.keep()

        self._desk.edit(promise, field, value, kept=kept, refused=refused)

    def _set_status(self, pledge: str, status: PledgeStatus) -> None:
        if promise := self._promise(pledge):
            closes = status in (PledgeStatus.DONE, PledgeStatus.DROPPED)
            # A closed one goes to the end of the list: whoever works down it stays where they are.
            then = self.list.next_open(pledge) if closes else ""
            self._desk.set_status(promise, status, then=then)
            # Its buttons change, and the next pledge may take its place: Enter must not hit it.
            self.list.take_focus()

    def _follow_up(self, contact: Contact) -> None:
        self._desk.follow_up(contact, self.detail.follow_up)

    def postpone(self, pledge: str) -> None:
        """Ask until when, and record it."""
        promise = self._promise(pledge)
        if promise is None or self._seen is None:
            return
        dialog = PostponeDialog(promise.pledge, self._seen.today, self)
        dialog.postponed.connect(
            lambda day: self._desk.change(promise, _("Due date changed"), due=day)
        )
        # The button that asked may go with the date: no field gets its focus, and what is typed.
        dialog.finished.connect(self.list.take_focus)
        dialog.open()

    def _drop(self, pledge: str) -> None:
        agreed = ConfirmDialog.ask(
            _("Drop this pledge?"),
            _("It stays in the list as dropped, with its follow-ups, and can be opened again."),
            safe=_("Keep the pledge"),
            danger=_("Drop it"),
            parent=self,
        )
        if agreed:
            self._set_status(pledge, PledgeStatus.DROPPED)

    def _take_papers(self, pledge: str, has_dates: bool) -> None:
        meeting = self._seen.meeting(pledge) if self._seen else None
        self._taking.show(pledge, meeting, has_dates=has_dates)

    def _list_calls(self) -> None:
        """Look at the calls to make about what the list shows: what is searched alone, if any."""
        meeting = None if self._everywhere else self._session.meeting
        self._taking.show_calls(meeting, self.list.shown())

    def _list_everywhere(self, everywhere: bool) -> None:
        self._everywhere = everywhere
        self.refresh()

    def _add_somebody(self, pledge: str) -> None:
        if promise := self._promise(pledge):
            dialog = AddSomebodyDialog(self._session, promise, self)
            dialog.chosen.connect(partial(self._desk.add_party, pledge))
            dialog.open()

    def make_new(self) -> None:
        """Open the form of a new pledge."""
        self.new_from("")

    def new_from(self, note: str) -> None:
        """Open the form of a new pledge that comes from an idea, "" for none."""
        if self._session.meeting is None or not self._session.may_write():
            return
        store, meeting = self._store, self._session.meeting.id

        def ideas() -> list[Note]:
            found = workshops.ideas(workshops.lines(store, event=meeting))
            return [line.note for line in found]

        self._session.read(ideas, done=partial(self._open_form, meeting, note))

    def _open_form(self, meeting: str, note: str, ideas: list[Note]) -> None:
        if any(one.isVisible() for one in self.findChildren(NewPledgeDialog)):
            return  # what was half written has come back meanwhile
        today = local_time(self._store.clock()).date()
        dialog = NewPledgeDialog(self._session, today, ideas, self, idea=note)

        def made(pledge: Pledge) -> None:
            dialog.accept()
            self.detail.offer_papers(pledge.id)
            self.select(pledge.id)

        dialog.made.connect(
            lambda draft: self._desk.make(meeting, draft, done=made, refused=dialog.refused)
        )
        dialog.open()
