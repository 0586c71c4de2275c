"""What is recorded at the tables: notes, corrections, votes, and how each is taken back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from maillage.actions import events, explain, workshops
from maillage.domain.errors import NoDotsLeft
from maillage.domain.records import Note, Workshop
from maillage.domain.vocabulary import BarrierCause
from maillage.language import _
from maillage.ui.session import Session
from maillage.ui.workshops.capture import Typed
from maillage.ui.workshops.ideas import IdeasCard
from maillage.ui.workshops.naming import WorkshopDialog
from maillage.ui.workshops.notes import NotesCard
from maillage.ui.workshops.rows import left_words, short


class TablesDesk(QObject):
    """Records what the two cards ask for, tells it, and offers to undo it."""

    def __init__(
        self, session: Session, notes: NotesCard, ideas: IdeasCard, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._store = session, session.store
        self._notes, self._ideas = notes, ideas

    def add(self, typed: Typed, *, event: str, workshop: str, table: int | None) -> None:
        """Record one typed line."""
        store = self._store

        def done(note: Note) -> None:
            self._notes.reveal(note.id)
            self._notes.capture.recorded()
            if left := left_words(typed.said, typed.tables):
                # Whoever is quick has not read it below the line.
                self._session.tell(
                    left,
                    undo=_("Correct the note"),
                    on_undo=lambda: self._notes.edit(note.id),
                    icon="info",
                )

        def failed(error: BaseException) -> None:
            self._notes.capture.refused()
            self._session.failed.emit(error)

        self._session.write(
            lambda: workshops.add_note(
                store,
                event=event,
                workshop=workshop,
                typed=typed.text,
                kind=typed.kind,
                table=table,
                tables=typed.tables,
            ),
            done=done,
            failed=failed,
        )

    def tag(self, note: str, cause: BarrierCause) -> None:
        """Say why a barrier stands."""
        store = self._store
        self._session.write(lambda: workshops.change_note(store, note=note, cause=cause))

    def correct(self, note: Note, values: dict[str, Any]) -> None:
        """Correct a note."""
        store = self._store
        before = {name: getattr(note, name) for name in values}

        def back() -> None:
            self._session.write(lambda: workshops.change_note(store, note=note.id, **before))

        def done(_note: Note) -> None:
            self._notes.close_editor()
            self._session.tell(_("Note corrected"), undo=_("Undo"), on_undo=back)

        self._session.write(lambda: workshops.change_note(store, note=note.id, **values), done=done)

    def delete(self, note: Note) -> None:
        """Delete a note."""
        store = self._store

        def back() -> None:
            self._notes.reveal(note.id)
            self._session.write(lambda: workshops.restore_note(store, note=note.id))

        def done(_nothing: None) -> None:
            self._notes.close_editor()
            fact = _("Note deleted: “{note}”", note=short(note.text))
            self._session.tell(fact, undo=_("Undo"), on_undo=back)

        self._session.write(lambda: workshops.delete_note(store, note=note.id), done=done)

    def vote(self, note: str, by: int, *, table: int | None) -> None:
        """Record one vote more, or take one back."""
        store = self._store

        def job() -> None:
            if by > 0:
                workshops.vote(store, note=note, table=table)
            else:
                workshops.unvote(store, note=note, table=table)

        def failed(error: BaseException) -> None:
            self._ideas.settled(note, by, stored=False)
            if isinstance(error, NoDotsLeft):
                # Nothing went wrong: whoever counts dots goes on with the next one.
                self._session.tell(explain.sentence(error), icon="info")
            else:
                self._session.failed.emit(error)

        self._session.write(
            job, done=lambda _nothing: self._ideas.settled(note, by, stored=True), failed=failed
        )

    def merge(self, note: str, into: str) -> None:
        """Let one idea stand under another."""
        store = self._store

        def back() -> None:
            self._session.write(lambda: workshops.separate(store, notes=[note]))

        def done(_nothing: None) -> None:
            # The idea that had the keyboard goes: the next Enter must not be for whatever follows.
            self._ideas.go_to(into)
            self._session.tell(_("The two ideas are merged"), undo=_("Undo"), on_undo=back)

        self._session.write(lambda: workshops.merge_ideas(store, note=note, into=into), done=done)

    def part(self, notes: list[str]) -> None:
        """Let merged ideas stand for themselves again."""
        store = self._store
        self._session.write(
            lambda: workshops.separate(store, notes=notes),
            done=lambda _nothing: self._session.tell(_("The ideas stand for themselves again")),
        )

    def add_workshop(self, dialog: WorkshopDialog, *, event: str) -> None:
        """Record the workshop that a dialog asks for, and accept the dialog."""
        store = self._store

        def done(workshop: Workshop) -> None:
            dialog.recorded(workshop.id)
            fact = _("Workshop added: {title}", title=workshop.title)
            self._session.tell(fact, undo=_("Undo"), on_undo=lambda: back(workshop.id))

        def back(workshop: str) -> None:
            self._session.write(lambda: events.delete_workshop(store, workshop=workshop))

        def failed(error: BaseException) -> None:
            dialog.refused()
            self._session.failed.emit(error)

        def record(title: str) -> None:
            self._session.write(
                lambda: events.add_workshop(store, event=event, title=title),
                done=done,
                failed=failed,
            )

        dialog.named.connect(record)
