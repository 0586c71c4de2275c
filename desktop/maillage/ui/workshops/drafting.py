"""What is half typed at the tables, a line or a correction, comes back where it was."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import structs
from PySide6.QtCore import QObject

from maillage.domain.vocabulary import NoteKind
from maillage.ui.drafts import CORRECTION, NOTE
from maillage.ui.session import Session
from maillage.ui.typed_over import TypedOver, TypedOvers
from maillage.ui.workshops.capture import KINDS
from maillage.ui.workshops.choice import WorkshopChoice
from maillage.ui.workshops.notes import NotesCard
from maillage.ui.workshops.seen import Seen


class NoteDrafts(QObject):
    """Keeps what stands in the line and in the editor, with where the scribe sits."""

    def __init__(
        self,
        session: Session,
        notes: NotesCard,
        choice: WorkshopChoice,
        workshop: Callable[[], str],
        parent: QObject,
    ) -> None:
        """``workshop()`` is the one whose notes are shown."""
        super().__init__(parent)
        self._drafts, self._notes, self._choice = session.drafts, notes, choice
        self._workshop = workshop
        self._corrections = TypedOvers(session.drafts, CORRECTION)
        self._event = ""
        capture = notes.capture
        capture.field.textChanged.connect(self._keep_line)
        for chosen in (capture.kind_chosen, choice.chosen, choice.table_chosen):
            chosen.connect(self._keep_line)
        notes.editor.changed.connect(self._keep_correction)
        notes.closed.connect(self._drop_correction)
        notes.outdated.connect(self._take_up)

    def turn_to(self, event: str, seen: Seen) -> str:
        """Bring back what was begun of a meeting; return the workshop it was begun in, if any.

        The correction of a note that is not there any more is dropped.
        """
        if event == self._event:
            return ""
        self._event = ""  # the line of one meeting is not kept for another
        self._notes.close_editor()
        line = self._drafts.of(NOTE, event)
        kind = KINDS.get(str(line.get("kind")), NoteKind.IDEA)
        later = line.get("later")
        waiting = [str(one) for one in later] if isinstance(later, list) else []
        self._notes.capture.begin(str(line.get("text", "")), kind, waiting)
        table = line.get("table")
        if line:
            self._choice.set_table(table if isinstance(table, int) else None)
        self._event = event
        begun = self._corrections.latest(event)
        if begun and not seen.holds(begun):
            self._corrections.drop(event, begun)
        if note := seen.note(begun):
            return note.workshop
        return str(line.get("workshop", ""))

    def reopen(self) -> None:
        """Open the note that was being corrected, as far as one had come, once it is shown."""
        begun = self._corrections.latest(self._event)
        if begun and not self._notes.correcting:
            self._notes.edit(begun)
            if self._notes.correcting == begun:
                self._retype()

    def _take_up(self) -> None:
        """Show a note that was changed meanwhile as it is, and type what still holds over it."""
        text = self._notes.editor.text
        at = text.textCursor().position()
        self._notes.open_anew()
        self._retype()
        cursor = text.textCursor()
        cursor.setPosition(min(at, len(text.toPlainText())))
        text.setTextCursor(cursor)
        if not self._notes.editor.changed_since.isHidden():
            self._notes.editor.changed_since.bring_into_view()

    def _retype(self) -> None:
        editor = self._notes.editor
        back = self._corrections.back(self._event, editor.note(), structs.asdict(editor.original))
        if back is None:
            return
        offered = {"text": back.offered.get("text", "")}
        if back.late or offered["text"]:
            editor.changed_since.tell(offered)
        editor.retype(back.typed)

    def _keep_line(self) -> None:
        if not self._event:
            return
        capture = self._notes.capture
        if not (capture.field.text().strip() or capture.later):
            self._drafts.drop(NOTE, self._event)
            return
        values = {
            "text": capture.field.text(),
            "later": capture.later,
            "kind": capture.chosen_kind.value,
            "workshop": self._workshop(),
            "table": self._choice.table(),
        }
        self._drafts.keep(NOTE, self._event, values)

    def _keep_correction(self) -> None:
        note, editor = self._notes.correcting, self._notes.editor
        if not self._event or not note:
            return
        typed = editor.typed()
        was = {name: getattr(editor.original, name) for name in typed}
        offered = editor.changed_since.offered
        self._corrections.keep(self._event, TypedOver(note, typed, was, offered))

    def _drop_correction(self) -> None:
        if self._event:
            self._corrections.drop(self._event, self._notes.editor.note())
