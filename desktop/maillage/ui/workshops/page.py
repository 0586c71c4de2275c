"""The screen at the tables: notes as they are said, ideas as they are voted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from maillage.actions import photos, pledges, workshops
from maillage.actions.pledges import Choosable
from maillage.domain.capture import Captured
from maillage.domain.records import Event, Note
from maillage.domain.vocabulary import BarrierCause
from maillage.language import _
from maillage.ui.belongs import belongs
from maillage.ui.drafts import WORKSHOP
from maillage.ui.event_line import event_line, short_event_line
from maillage.ui.form_draft import FormDraft
from maillage.ui.look import theme
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import CONTENT_MAX, SPACE_L, SPACE_M, SPACE_XL
from maillage.ui.session import Session
from maillage.ui.ways_back import UndoKey, WaysBack
from maillage.ui.widgets.drop_veil import DropVeil
from maillage.ui.widgets.empty import EmptyState
from maillage.ui.widgets.front_stack import FrontStack
from maillage.ui.widgets.going_through import GoingThrough
from maillage.ui.widgets.header import Header
from maillage.ui.workshops.capture import Typed
from maillage.ui.workshops.choice import WorkshopChoice
from maillage.ui.workshops.commands import PageCommands
from maillage.ui.workshops.desk import TablesDesk
from maillage.ui.workshops.drafting import NoteDrafts
from maillage.ui.workshops.ideas import IdeasCard
from maillage.ui.workshops.joining import JoinDialog
from maillage.ui.workshops.naming import WorkshopDialog
from maillage.ui.workshops.notes import NotesCard
from maillage.ui.workshops.photos import PhotosCard
from maillage.ui.workshops.rows import table_numbers
from maillage.ui.workshops.seen import Seen, read
from maillage.ui.workshops.wall import IdeasWall
from maillage.ui.writers import for_writers, take_no_files


class WorkshopsPage(QWidget):
    """Notes of one workshop at a time, with its ideas and their votes beside."""

    wants_meeting = Signal()
    """There is no meeting yet, and somebody wants to create one."""
    wants_page = Signal(str)
    """Somebody goes back to the screen of this code, where they came from."""
    wants_pledge = Signal(str)
    """Somebody wants to make a pledge of this note."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, box="page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._store = session.store
        self._workshop = self._wanted = ""
        self._seen: Seen | None = None
        self._begun = ""
        """The meeting of which what was half written has come back, if anything was."""
        self._build()
        self._connect()

    # What the window calls -----------------------------------------------------------

    def refresh(self) -> None:
        """Read the meeting again and show it."""
        event = self._session.meeting
        if event is None:
            self._seen = None
            self.header.set_event("")
            self.commands.enable(on=False)
            self.choice.hide()
            self._states.setCurrentWidget(self._no_meeting)
            return
        self.header.set_event(event_line(event), short_event_line(event))
        self._session.read(partial(read, self._session, event.id), done=self._show)

    def set_compact(self, compact: bool) -> None:
        """Fit a small window: the choice of workshop moves into the header."""
        self.header.set_compact(compact)
        self.choice.set_compact(compact=compact)
        self.notes.set_compact(compact=compact)
        margin = 14 if compact else SPACE_XL
        self._page.setContentsMargins(margin, 10 if compact else SPACE_L, margin, margin)
        self._page.setSpacing(10 if compact else SPACE_M)
        self._columns.setSpacing(14 if compact else SPACE_L)
        self.photos.set_compact(compact=compact)
        self.ideas.set_compact(compact=compact)
        self._compact = compact
        self._fit_ideas()
        if compact:
            self.header.add_widget(self.choice)
        else:
            self._page.insertWidget(1, self.choice)

    def _fit_ideas(self) -> None:
        """Give ideas and votes the room their words need in the size chosen."""
        compact = self._compact
        self.ideas.setFixedWidth(min(theme.px(300), 360) if compact else min(theme.px(400), 440))

    def focus_first(self) -> None:
        """Start where one types, or with the one thing there is to do."""
        state = self._states.currentWidget()
        if state is self.photos:
            self.photos.focus_first()
            return
        if state is self._body and self.notes.correcting:
            self.notes.editor.start()
            return
        reads = self._session.reads
        typed = self.notes.list if reads else self.notes.capture.field
        field = state.action if isinstance(state, EmptyState) else typed
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_through(self, title: str, notes: Sequence[str]) -> None:
        """Show these notes one after the other, whichever workshop they are of."""
        self.through.begin(title, notes)

    def show_note(self, note: str) -> None:
        """Show a note in its workshop, now or as soon as it is read, the keyboard on it."""
        self._wanted = note
        if self._seen:
            self._show(self._seen)

    # Building ------------------------------------------------------------------------

    def _build(self) -> None:
        self.header = Header(_("Workshops"))
        self.commands = PageCommands(self)
        for_writers(self._session, self.commands.new)
        self.header.set_secondary(self.commands.all())
        self.choice = WorkshopChoice()
        self.notes = NotesCard()
        self.ideas = IdeasCard(votes=not self._session.reads)
        self._ways_back = WaysBack(self._session, self.notes.reveal)
        self.photos = PhotosCard(self._session, self._ways_back)
        self.veil = DropVeil(
            self,
            _("Drop the photos of the board here"),
            _("They are reduced, and lose the place and the telephone they were taken with."),
            photos.SUFFIXES,
            others=True,
        )
        self._desk = TablesDesk(self._session, self.notes, self.ideas, self._ways_back, self)
        self._body = QWidget()
        self._columns = QHBoxLayout(self._body)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.addWidget(self.notes, 1)
        self._columns.addWidget(self.ideas)
        self._no_meeting = EmptyState(
            "calendar",
            _("There is no meeting yet"),
            _("Create it, and its tables can note here what they say."),
            _("Create the meeting"),
            "plus",
        )
        self._no_workshop = EmptyState(
            "notebook-pen",
            _("No workshop yet"),
            _("Tables work on a theme: name the first one to start noting."),
            _("Add a workshop"),
            "plus",
        )
        self._states = FrontStack()
        # Nothing until the first answer: an empty list must not flash by.
        for state in (QWidget(), self._body, self.photos, self._no_meeting, self._no_workshop):
            self._states.addWidget(state)
        self._states.setMaximumWidth(CONTENT_MAX)
        self.through = GoingThrough(_("Back to “Leaving”"))
        self._page = QVBoxLayout(self)
        self._page.addWidget(self.header)
        self._page.addWidget(self.choice)
        self._page.addWidget(self.through)
        self._page.addWidget(self._states, 1)
        self.choice.hide()
        self.set_compact(False)

    def _connect(self) -> None:
        theme.current().changed.connect(self._fit_ideas)
        self._no_meeting.acted.connect(self.wants_meeting)
        self.through.wanted.connect(self.show_note)
        self.through.left.connect(lambda: self.wants_page.emit("leaving"))
        self._no_workshop.acted.connect(self.add_workshop)
        self.commands.new.triggered.connect(self.add_workshop)
        self.commands.project.triggered.connect(self.project)
        self.commands.photos.triggered.connect(self.show_photos)
        self.photos.left.connect(self.show_notes)
        self.photos.picked.connect(self._take_photos)
        self.veil.dropped.connect(self._take_photos)
        self.veil.left.connect(lambda paths: self._session.tell(belongs(paths), icon="info"))
        self.choice.chosen.connect(self._choose_workshop)
        self.choice.table_chosen.connect(self._choose_table)
        self.choice.settled.connect(self.focus_first)
        self.notes.capture.submitted.connect(self._add)
        self.notes.capture.typing.connect(self._show_typing)
        self.notes.capture.naming.connect(self._look_for_participant)
        self.notes.editor.speaker.sought.connect(self._look_for_speaker)
        self.notes.corrected.connect(self._correct)
        self.notes.tagged.connect(self._tag)
        self.notes.deleted.connect(self._delete)
        self.notes.erasing.connect(self._erase)
        self.ideas.voted.connect(self._vote)
        self.ideas.wants_pledge.connect(self.wants_pledge)
        self.ideas.wants_join.connect(self._join)
        self.ideas.wants_correction.connect(self._correct_idea)
        notes, ideas = self.notes, self.ideas
        undo = UndoKey(self, self._undo_last, (notes.capture.field,), letters_first=True)
        for_writers(self._session, notes.capture, notes.editor, notes.cause_line)
        for_writers(self._session, *notes.list.findChildren(QShortcut))
        for_writers(self._session, ideas.pledge, ideas.join, undo.shortcut)
        for_writers(self._session, self._no_meeting.action, self._no_workshop.action)
        take_no_files(self._session, self)
        # Last: what it keeps is what the others have made of it.
        self._drafts = NoteDrafts(self._session, notes, self.choice, lambda: self._workshop, self)

    # Showing -------------------------------------------------------------------------

    def _show(self, seen: Seen) -> None:
        event = self._session.meeting
        if event is None or event.id != seen.event:
            return
        before, self._seen = self._states.currentWidget(), seen
        if wanted := seen.note(self._wanted):
            self._wanted = ""
            self._workshop = wanted.workshop
            self._begun = event.id  # whoever goes to a note wants nothing else in its place
            self.notes.reveal(wanted.id)
            self._states.setCurrentWidget(self._body)
        self._show_meeting(event, seen)
        if wanted:
            self.notes.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._states.currentWidget() is not before and self.isVisible():
            self.focus_first()  # what had the keyboard is out of sight
        if event.id != self._begun:
            self._begun = event.id
            if self._session.drafts.of(WORKSHOP, event.id):
                self.add_workshop()  # one was being named: it is there again

    def _show_meeting(self, event: Event, seen: Seen) -> None:
        self.commands.enable(on=True)
        known = [one.id for one in seen.workshops]
        if begun := self._drafts.turn_to(event.id, seen):
            self._workshop = begun
        elif event.id != self._begun and (photo := self.photos.begun(event.id, seen.photos)):
            self._workshop = photo.workshop
            self._states.setCurrentWidget(self.photos)
        if self._workshop not in known:
            self._workshop = known[0] if known else ""
        self.choice.setVisible(bool(known))
        self.commands.photos.setEnabled(bool(known))
        if not known:
            self._states.setCurrentWidget(self._no_workshop)
            return
        if self._states.currentWidget() is not self.photos:
            self._states.setCurrentWidget(self._body)
        counts = Counter(line.note.workshop for line in seen.lines)
        tables = table_numbers(event.tables, seen.lines)
        self.choice.show_workshops(seen.workshops, counts, self._workshop)
        self.choice.show_tables(tables)
        lines = seen.of_workshop(self._workshop)
        self.notes.show_notes(lines, tables, seen.disputed, tables_known=bool(event.tables))
        self.notes.show_themes(seen.offered_themes())
        self._drafts.reopen()
        workshop = next(one for one in seen.workshops if one.id == self._workshop)
        found = [one for one in seen.photos if one.workshop == self._workshop]
        self.photos.show_photos(workshop, found, tables)
        self.commands.count_photos(len(found))
        self.ideas.show_ideas(lines, seen.budget, seen.pledged)
        self.ideas.show_table(seen.budget, self.choice.table())

    def _show_typing(self, said: Captured) -> None:
        self.choice.show_table(said.table)

    def _look_for_participant(self, name: str) -> None:
        store = self._store

        def known(found: list[Choosable]) -> None:
            if found:
                self.notes.capture.takes_part(name)

        self._session.read(lambda: pledges.choosable(store, name, limit=1), done=known)

    def _look_for_speaker(self, typed: str) -> None:
        store, field = self._store, self.notes.editor.speaker
        self._session.read(
            lambda: pledges.choosable(store, typed, limit=8), done=partial(field.offer, typed)
        )

    def _choose_workshop(self, workshop: str) -> None:
        self._workshop = workshop
        if self._seen:
            self._show(self._seen)

    def _choose_table(self) -> None:
        if self._seen:
            self.ideas.show_table(self._seen.budget, self.choice.table())

    def _note(self, id_: str) -> Note | None:
        return self._seen.note(id_) if self._seen else None

    # Doing ---------------------------------------------------------------------------

    def _add(self, typed: Typed) -> None:
        event = self._session.meeting
        if event is None or not self._workshop:
            self.notes.capture.refused(typed)
            return
        self._desk.add(typed, event=event.id, workshop=self._workshop, table=self.choice.table())

    def _correct(self, note: str, values: dict[str, Any]) -> None:
        if found := self._note(note):
            self._desk.correct(found, values)

    def _correct_idea(self, note: str) -> None:
        self.notes.edit(note, then=partial(self.ideas.go_to, note))

    def _tag(self, note: str, cause: BarrierCause) -> None:
        if found := self._note(note):
            self._desk.tag(found, cause)

    def _delete(self, note: str) -> None:
        if found := self._note(note):
            self._desk.delete(found)

    def _erase(self, note: str) -> None:
        if found := self._note(note):
            self._desk.erase(found)

    def _undo_last(self) -> None:
        if not self.notes.correcting:  # what is typed over a note comes first
            self._ways_back.undo_last()

    def _vote(self, note: str, by: int) -> None:
        if found := self._note(note):
            self._desk.vote(found, by, table=self.choice.table())

    def show_photos(self) -> None:
        """Show the photos of the workshop in the place of its notes."""
        self._states.setCurrentWidget(self.photos)
        self.focus_first()

    def show_notes(self) -> None:
        """Show the notes again."""
        self._states.setCurrentWidget(self._body)
        self.focus_first()

    def _take_photos(self, paths: list[str]) -> None:
        if self._workshop:
            self.show_photos()
            self.photos.take([Path(path) for path in paths], self.choice.table())
        else:
            said = _("There is no workshop yet that a photo could belong to. Create it first.")
            self._session.tell(said, icon="info")

    def project(self) -> None:
        """Show the ideas of the whole meeting on the projector."""
        if self._session.meeting is not None:
            IdeasWall(self._session, self._session.meeting.id, self.window()).showFullScreen()

    def _join(self, note: str) -> None:
        lines = self._seen.of_workshop(self._workshop) if self._seen else []
        line = next((one for one in lines if one.note.id == note), None)
        if line is None:
            return
        others = [one for one in workshops.ideas(lines) if one.note.id != note]
        dialog = JoinDialog(line, others, self.window())
        dialog.joined.connect(lambda into: self._desk.merge(note, into))
        dialog.parted.connect(lambda notes: self._desk.part(notes, of=note))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def add_workshop(self) -> None:
        """Ask for the theme of one more workshop, and record it."""
        event = self._session.meeting
        if event is None:
            return
        dialog = WorkshopDialog(self)
        dialog.added.connect(self._go_to)
        draft = FormDraft(dialog, self._session.drafts, WORKSHOP, event.id, {"title": dialog.field})
        draft.bring_back(_("You had begun to name this workshop. Go on."))
        self._desk.add_workshop(dialog, event=event.id)
        dialog.open()

    def _go_to(self, workshop: str) -> None:
        self._workshop = workshop
