"""What is recorded at the tables: notes, corrections, votes, and how each is taken back."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from maillage.actions import deeds, events, explain, workshops
from maillage.actions.deeds import WayBack
from maillage.actions.texts import Mention
from maillage.domain.errors import NoDotOfTable, NoDotsLeft, TooLong
from maillage.domain.records import Note, Vote, Workshop
from maillage.domain.vocabulary import BarrierCause
from maillage.language import _
from maillage.ui.session import Session
from maillage.ui.texts import TextErasing
from maillage.ui.ways_back import WaysBack
from maillage.ui.workshops.capture import Typed
from maillage.ui.workshops.completing import meant
from maillage.ui.workshops.ideas import IdeasCard
from maillage.ui.workshops.naming import WorkshopDialog
from maillage.ui.workshops.notes import NotesCard
from maillage.ui.workshops.rows import left_words, short, too_long_words


class TablesDesk(QObject):
    """Records what the two cards ask for, tells it, and offers to undo it."""

    def __init__(
        self,
        session: Session,
        notes: NotesCard,
        ideas: IdeasCard,
        ways_back: WaysBack,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._ways_back = ways_back
        self._session, self._store = session, session.store
        self._notes, self._ideas = notes, ideas
        self.erasing = TextErasing(session, notes, self._erased)

    def add(self, typed: Typed, *, event: str, workshop: str, table: int | None) -> None:
        """Record one typed line."""
        store = self._store

        def done(made: tuple[Note, WayBack]) -> None:
            note, way = made
            self._notes.reveal(note.id)
            self._notes.capture.recorded(typed)
            self._ways_back.remember(
                _("Note added: “{note}”", note=short(note.text)),
                note.id,
                way.undo,
                way.redo,
            )
            if left := left_words(typed.said, typed.tables):
                # Whoever is quick has not read it below the line.
                self._session.tell(
                    left,
                    undo=_("Correct the note"),
                    on_undo=lambda: self._notes.edit(note.id),
                    icon="info",
                )
            elif other := meant(typed.said.theme, self._notes.capture.marks.themes):
                # Enter came before Tab, or a shorter theme is wanted: nobody knows but the scribe.
                self._session.tell(
                    _("New theme: “{theme}”", theme=typed.said.theme),
                    undo=_("Take “{theme}”", theme=short(other, 30)),
                    on_undo=partial(self._retheme, note.id, other),
                    icon="info",
                )

        def failed(error: BaseException) -> None:
            if isinstance(error, TooLong):
                self._notes.capture.refused(typed, too_long_words(error))
                return
            self._notes.capture.refused(typed)
            self._session.failed.emit(error)

        act = partial(
            workshops.add_note,
            store,
            event=event,
            workshop=workshop,
            typed=typed.text,
            kind=typed.kind,
            table=table,
            tables=typed.tables,
        )
        self._session.write(lambda: deeds.done(store, act), done=done, failed=failed)

    def _retheme(self, note: str, name: str) -> None:
        store = self._store
        self._session.write(lambda: workshops.change_theme(store, note=note, name=name))

    def tag(self, note: Note, cause: BarrierCause) -> None:
        """Say why a barrier stands."""
        store = self._store
        act = partial(workshops.change_note, store, note=note.id, cause=cause)
        fact = _("Cause of “{note}”", note=short(note.text))

        def done(tagged: tuple[Note, WayBack]) -> None:
            _note, way = tagged
            self._ways_back.remember(fact, note.id, way.undo, way.redo)

        self._session.write(lambda: deeds.done(store, act), done=done)

    def correct(self, note: Note, values: dict[str, Any]) -> None:
        """Correct a note."""
        store = self._store
        act = partial(workshops.change_note, store, note=note.id, **values)

        def done(corrected: tuple[Note, WayBack]) -> None:
            self._notes.close_editor()
            _note, way = corrected
            self._ways_back.tell(_("Note corrected"), note.id, way.undo, way.redo)

        def failed(error: BaseException) -> None:
            if isinstance(error, TooLong):
                self._notes.editor.refused(too_long_words(error))
            else:
                self._session.failed.emit(error)

        self._session.write(lambda: deeds.done(store, act), done=done, failed=failed)

    def delete(self, note: Note) -> None:
        """Delete a note."""
        store = self._store
        act = partial(workshops.delete_note, store, note=note.id)

        def done(deleted: tuple[None, WayBack]) -> None:
            _nothing, way = deleted
            self._notes.close_editor()
            fact = _("Note deleted: “{note}”", note=short(note.text))
            self._ways_back.tell(fact, note.id, way.undo, way.redo)

        self._session.write(lambda: deeds.done(store, act), done=done)

    def erase(self, note: Note) -> None:
        """Ask whether a note is to be erased for ever, or to make place for a corrected text."""
        self.erasing.ask(Mention(note.kind, note.id, note.text, event=note.event))

    def _erased(self, mention: Mention) -> None:
        if self._notes.correcting == mention.id:
            self._notes.close_editor()

    def vote(self, note: Note, by: int, *, table: int | None) -> None:
        """Record one vote more, or take one back."""
        store, idea = self._store, short(note.text)
        more = by > 0
        act = partial(
            workshops.vote if more else workshops.unvote, store, note=note.id, table=table
        )
        fact = (
            _("One vote more for “{idea}”", idea=idea)
            if more
            else _("One vote fewer for “{idea}”", idea=idea)
        )

        def done(voted: tuple[Vote | None, WayBack]) -> None:
            self._ideas.settled(note.id, by, stored=True)
            dot, way = voted
            if dot is None:  # there was none to take
                return
            put_back = partial(
                workshops.within_budget, store, way.undo, note=dot.note, table=dot.table
            )
            self._ways_back.remember(fact, note.id, way.undo if more else put_back)

        def failed(error: BaseException) -> None:
            self._ideas.settled(note.id, by, stored=False)
            if isinstance(error, (NoDotOfTable, NoDotsLeft)):
                # Nothing went wrong: whoever counts dots goes on with the next one.
                self._session.tell(explain.sentence(error), icon="info")
            else:
                self._session.failed.emit(error)

        self._session.write(lambda: deeds.done(store, act), done=done, failed=failed)

    def merge(self, note: str, into: str) -> None:
        """Let one idea stand under another."""
        store = self._store
        act = partial(workshops.merge_ideas, store, note=note, into=into)

        def done(merged: tuple[None, WayBack]) -> None:
            _nothing, way = merged
            # The idea that had the keyboard goes: the next Enter must not be for whatever follows.
            self._ideas.go_to(into)
            self._ways_back.tell(_("The two ideas are merged"), note, way.undo, way.redo)

        self._session.write(lambda: deeds.done(store, act, concerned=(note, into)), done=done)

    def part(self, notes: list[str], *, of: str) -> None:
        """Let ideas that were merged into another stand for themselves again."""
        store = self._store
        act = partial(workshops.separate, store, notes=notes)

        def done(parted: tuple[None, WayBack]) -> None:
            _nothing, way = parted
            fact = _("The ideas stand for themselves again")
            self._ways_back.tell(fact, of, way.undo, way.redo)

        self._session.write(lambda: deeds.done(store, act, concerned=(*notes, of)), done=done)

    def add_workshop(self, dialog: WorkshopDialog, *, event: str) -> None:
        """Record the workshop that a dialog asks for, and accept the dialog."""
        store = self._store

        def done(added: tuple[Workshop, WayBack]) -> None:
            workshop, way = added
            dialog.recorded(workshop.id)
            fact = _("Workshop added: {title}", title=workshop.title)
            self._ways_back.tell(fact, "", way.undo, way.redo)

        def failed(error: BaseException) -> None:
            dialog.refused()
            self._session.failed.emit(error)

        def record(title: str) -> None:
            act = partial(events.add_workshop, store, event=event, title=title)
            self._session.write(lambda: deeds.done(store, act), done=done, failed=failed)

        dialog.named.connect(record)
