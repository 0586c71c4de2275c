"""The door: type three letters, press Enter, next."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from maillage.actions import whence
from maillage.actions.whence import TerritoryCount
from maillage.language import _
from maillage.ui.belongs import belongs, no_meeting_line
from maillage.ui.look import theme
from maillage.ui.look.style import set_look
from maillage.ui.reception import door, rows
from maillage.ui.reception.acting import CARD, DEPARTURE, Acting
from maillage.ui.reception.desk import Desk
from maillage.ui.reception.door import Door, Moved
from maillage.ui.reception.door_card import DoorCard
from maillage.ui.reception.list_opening import SUFFIXES
from maillage.ui.reception.nobody import NobodyYet, NoMeeting
from maillage.ui.reception.opening import Opening
from maillage.ui.reception.panel import RoomPanel
from maillage.ui.reception.scanner import PICTURES, Scanner
from maillage.ui.reception.search_keys import SearchKeys
from maillage.ui.reception.space import Space
from maillage.ui.session import Session
from maillage.ui.widgets.drop_veil import DropVeil
from maillage.ui.widgets.header import Header, action
from maillage.ui.writers import for_writers, take_no_files


def _records(key: QShortcut) -> bool:
    return key.key() in (QKeySequence("Ctrl+N"), QKeySequence(DEPARTURE), QKeySequence("Ctrl+Z"))


class ReceptionPage(QWidget):
    """Who is expected, who has come. ``wants_meeting`` when there is none to receive for."""

    wants_meeting = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, box="page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.door: Door | None = None
        self.desk = Desk(session, self)
        self.opening = Opening(session, self)
        self.acting = Acting(session, self.desk, self.opening, self)
        self.scanner = Scanner(session, self)
        self._nobody_expected = False
        self._submitted = ""
        self._moved = ""
        """Whose arrival or departure is all that the next change is about."""
        self._plain = rows.Plain()
        self._territories: Sequence[TerritoryCount] = ()
        self.header = Header(_("Reception"))
        self.take_in = action(_("Take in a list…"), "file-input", self)
        self.read_photo = action(_("Read the photo of a badge…"), "qr-code", self)
        self.call = action(_("Call who is missing…"), "phone", self)
        self.counts = action(_("Who is in the room…"), "users", self)
        self._card = DoorCard()
        self.search, self.hint = self._card.search, self._card.hint
        self.parts, self.list = self._card.parts, self._card.list
        self.panel = RoomPanel()
        self.nobody = NobodyYet()
        self.veil = DropVeil(
            self,
            _("Drop the list, or the photo of a badge, here"),
            _("Of a list you will see what it changes before anything is written."),
            (*SUFFIXES, *PICTURES),
        )
        self.states = QStackedWidget()
        self._lay_out()
        self._connect()
        self.set_compact(False)
        self._show_state(there_is_a_meeting=session.meeting is not None)

    # What the window calls --------------------------------------------------------

    def refresh(self) -> None:
        """Read the door again; what is selected and typed stays."""
        meeting = self._session.meeting
        moved, self._moved = self._moved, ""
        if self.door and (meeting is None or self.door.event != meeting.id):
            self.door = self.acting.door = None
            self.desk.forget()
            self.parts.show_everybody()
        self._say_meeting()
        self.take_in.setEnabled(meeting is not None)
        self.read_photo.setEnabled(meeting is not None)
        self.call.setEnabled(meeting is not None)
        if meeting is None:
            self._show_state(there_is_a_meeting=False)
        elif self.door and moved:
            job = partial(door.read_one, self._session, meeting.id, moved)
            self._session.read(job, done=self._show_moved)
        else:
            self._session.read(partial(door.read, self._session, meeting.id), done=self._show)

    def set_compact(self, compact: bool) -> None:
        """Less room around, the counts narrower."""
        self._space.set_compact(compact)
        self._say_meeting()
        self._offer()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the people more of the room, or less."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._space.fit()
        self._say_meeting()

    def _say_meeting(self) -> None:
        meeting = self._session.meeting
        room = self.door.room if self.door and self._space.tight else None
        self.header.set_event(*(rows.meeting_lines(meeting, room) if meeting else ("", "")))

    def focus_first(self) -> None:
        """Start where one types the name of whoever stands there."""
        shown = self.states.currentWidget()
        if shown is self.nobody:
            self.nobody.empty.action.setFocus()
        elif shown is self._no_meeting:
            self._no_meeting.action.setFocus()
        else:
            self.search.setFocus()
            self.search.selectAll()

    # Building -----------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._no_meeting = NoMeeting()
        self._not_known = QWidget()
        for state in (self._not_known, self._card, self.nobody, self._no_meeting):
            self.states.addWidget(state)
        self._space = Space(self, self.header, self.states, self._card, self.panel)

    def _connect(self) -> None:
        self.search.drive(self.list.people)
        self.search.textChanged.connect(self._search)
        self.search.submitted.connect(self._submit)
        SearchKeys(self.search)
        people = self.list.people
        acting = self.acting
        people.activated_row.connect(acting.activate)
        people.asked_for_card.connect(acting.open_card)
        people.asked_for_menu.connect(acting.open_menu)
        acting.begins.connect(self._noted)
        acting.wants_search.connect(self.focus_first)
        acting.wants_next.connect(self._next_person)
        people.typed.connect(self._type)
        self.list.welcome.activated_row.connect(self.welcome_somebody)
        self.opening.lists.taken.connect(self.desk.took_in)
        self.opening.lists.taken_back.connect(self.desk.list_is_back)
        self.desk.wants_list_back.connect(self.opening.lists.take_back)
        self.desk.recorded.connect(self._next_person)
        self.desk.recorded.connect(self._note_moved)
        self.desk.undone.connect(self._note_moved)
        self.parts.chosen.connect(self._choose_part)
        self.scanner.found.connect(acting.scanned)
        self.scanner.unknown.connect(self._unknown_badge)
        self.opening.scanned.connect(self._scanned_elsewhere)
        self.take_in.triggered.connect(self.choose_list)
        self.read_photo.triggered.connect(self.choose_picture)
        self.call.triggered.connect(self.opening.calling)
        self.counts.triggered.connect(self._show_counts)
        theme.current().changed.connect(self._fit)
        self.veil.dropped.connect(self._take_files)
        self.veil.left.connect(lambda paths: self._session.tell(belongs(paths), icon="info"))
        self.nobody.wants_list.connect(self.choose_list)
        self.nobody.wants_walk_in.connect(self.welcome_somebody)
        self._no_meeting.acted.connect(self.wants_meeting)
        opening = self.opening
        opening.closed.connect(self.focus_first)
        for keys, slot in (
            ("Ctrl+N", self.welcome_somebody),
            (CARD, self._open_current_card),
            (DEPARTURE, self._let_current_go),
            ("Ctrl+Z", self.desk.undo_last),
            ("Ctrl+F", self.focus_first),
        ):
            QShortcut(QKeySequence(keys), self, slot)
        self._keep_for_writers()

    def _keep_for_writers(self) -> None:
        session, nobody = self._session, self.nobody
        for_writers(session, self.take_in, self.read_photo, self.hint, self.list.welcome)
        for_writers(session, nobody.empty.action, nobody.walk_in, self._no_meeting.action)
        for_writers(session, *(key for key in self.findChildren(QShortcut) if _records(key)))
        take_no_files(session, self)
        self.opening.lists.back.changed.connect(self._offer)
        self._offer()

    def _offer(self) -> None:
        """Before anybody is expected, the page itself says what can be done."""
        here = [] if self._nobody_expected else [self.call, self.take_in, self.read_photo]
        if self._space.compact and here:
            here.append(self.counts)
        self.header.set_secondary([self.opening.lists.back, *here])

    # Searching ----------------------------------------------------------------------

    def _search(self, typed: str) -> None:
        if typed.strip():
            self._show_rows()
            self._select(typed)
        else:
            # First: whoever was found need not be looked for, and laid out, among everybody.
            self.list.select_nobody()
            self._show_rows()
            self.list.people.scrollToTop()

    def _submit(self, typed: str) -> None:
        """Enter, and nobody is selected: a badge was scanned, or the row below is meant."""
        if self.door and self.scanner.take(typed, self.door.event):
            self._submitted = typed
            if not typed.isalpha():  # what may be a name after all stays until that is known
                self.search.clear()  # free for whoever is scanned right after
        elif self.scanner.refuse(typed):
            self.search.selectAll()  # the next scan, or name, takes its place
        elif self.list.is_on_welcome:
            self.welcome_somebody()

    def _scanned_elsewhere(self, code: str) -> None:
        if self.door:
            self.scanner.take(code, self.door.event)

    def _type(self, letters: str) -> None:
        self.search.setFocus()
        self.search.insert(letters)

    def _show(self, found: Door) -> None:
        meeting = self._session.meeting
        if meeting is None or meeting.id != found.event:
            return  # another meeting was chosen meanwhile
        first = self.door is None
        self._show_door(found)
        store = self._session.store
        self._session.read(
            lambda: whence.territories(store, event=found.event), done=self._show_territories
        )
        if first and self.isVisible():
            self.focus_first()
        if first:
            self.opening.go_on(found)

    def _show_door(self, found: Door) -> None:
        self.door = self.acting.door = found
        self.parts.show_counts(found.arrivals)
        self.panel.show_room(found.room)
        self._say_meeting()
        self.opening.refresh(found)
        self._show_state(there_is_a_meeting=True)
        # Last: rows are measured for the width that all else leaves them, and only once.
        self._show_rows()
        if self.search.text().strip() and not (
            self.list.people.current_key() or self.list.is_on_welcome
        ):
            self._select(self.search.text())

    def _select(self, typed: str) -> None:
        if self.list.people.rows.rowCount() or not self.scanner.is_no_name(typed):
            self.list.select_likeliest()
        else:  # of a code Enter tells whose it is, or that it is nobody's
            self.list.select_nobody()

    def _show_territories(self, counts: Sequence[TerritoryCount]) -> None:
        self._territories = counts
        self.panel.show_territories(counts)

    def _note_moved(self, registration: str) -> None:
        """Read one person again, not everybody, at the change that is told right after this."""
        self._moved = registration
        QTimer.singleShot(0, self, self._forget_moved)

    def _forget_moved(self) -> None:
        self._moved = ""  # another screen is in front: when this one is again, much may be new

    def _show_moved(self, moved: Moved) -> None:
        before = self.door
        now = moved.arrival
        after = door.with_arrival(before, now) if before and now else None
        if before is None or now is None or after is None:
            self.refresh()
            return
        was = before.find(now.registration)
        self._show_door(after)
        change = now.is_here - (was is not None and was.is_here)
        self._show_territories(whence.after(self._territories, moved.territory, change))

    def _show_rows(self) -> None:
        typed = self.search.text()
        door = self.door
        if door is None:
            people = []
        elif typed.strip():
            people = rows.rows(door.arrivals, typed, self.parts.which, door.index)
        else:
            people = self._plain.rows(door.arrivals, self.parts.which)
        name = "" if self.scanner.is_no_name(typed) else typed
        self.list.set_rows(people, rows.welcome_row(name, found=bool(people)))

    def _choose_part(self, _code: str) -> None:
        self.list.select_nobody()
        self._show_rows()
        self.list.people.scrollToTop()
        self.focus_first()  # a scanner types into the field, wherever one pointed before

    def _show_state(self, *, there_is_a_meeting: bool) -> None:
        waited = self.states.currentWidget() is self._not_known
        empty = self.door is not None and self.door.is_empty
        state: QWidget = self.nobody if empty else self._card
        if not there_is_a_meeting:
            state = self._not_known if self._session.looking else self._no_meeting
        self._space.show_panel(some=self.door is not None and not empty)
        self.states.setCurrentWidget(state)
        nobody_expected = state in (self.nobody, self._no_meeting)
        if nobody_expected is not self._nobody_expected:
            self._nobody_expected = nobody_expected
            self._offer()
        if waited and self.isVisible():
            self.focus_first()

    # Acting -------------------------------------------------------------------------

    def welcome_somebody(self) -> None:
        """Open the five fields, with the name that was searched in vain."""
        if self.door is None or not self._session.may_write():
            return
        typed = self.search.text()
        no_name = self.list.people.rows.rowCount() or self.scanner.is_no_name(typed)
        self._submitted = typed
        self.opening.walk_in(self.door, "" if no_name else typed)

    def _show_counts(self) -> None:
        if self.door:
            self.opening.room(self.door.room, self._territories)

    def choose_list(self) -> None:
        """Choose a list to take in."""
        if self._session.meeting:
            self.opening.choose_list(self._session.meeting.id)

    def choose_picture(self) -> None:
        """Choose the picture of a badge to check somebody in by."""
        if self.door:
            self.scanner.choose_picture(self, self.door.event)

    def _take_files(self, paths: list[str]) -> None:
        if self._session.meeting is None:
            self._session.tell(no_meeting_line(), icon="info")
            return
        for path in paths:
            self._take_file(path)

    def _take_file(self, path: str) -> None:
        if self._session.meeting and path.lower().endswith(PICTURES):
            self.scanner.take_picture(Path(path), self._session.meeting.id)
        elif self._session.meeting:
            self.opening.preview_list(Path(path), self._session.meeting.id)

    def _noted(self) -> None:
        """What is typed now is of whoever is being recorded."""
        self._submitted = self.search.text()

    def _let_current_go(self) -> None:
        self.acting.let_go(self.list.people.current_key())

    def _open_current_card(self) -> None:
        self.acting.open_card(self.list.people.current_key())

    def _unknown_badge(self, typed: str) -> None:
        """Say why a badge opens nothing; a long name that looks like a code is a name."""
        if typed == self.search.text() and typed.isalpha() and self.list.is_on_welcome:
            self.welcome_somebody()
            return
        self._session.tell(_("Nobody registered for this meeting has this badge."), icon="info")
        if typed == self.search.text():
            self.focus_first()
        elif self.opening.dialog is None:
            self.search.setFocus()  # the next name may be begun already

    def _next_person(self, _registration: str) -> None:
        """Empty the field for whoever is next, unless their name is being typed already."""
        if self.search.text() == self._submitted:
            self.search.setText("")
        self.search.setFocus()
