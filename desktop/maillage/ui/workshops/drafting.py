"""What is half typed at the tables, a line or a correction, comes back where it was."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject

from maillage.actions.drafts import Values
from maillage.domain.records import Note
from maillage.domain.vocabulary import NoteKind
from maillage.ui.drafts import CORRECTION, NOTE
from maillage.ui.session import Session
from maillage.ui.workshops.capture import KINDS
from maillage.ui.workshops.choice import WorkshopChoice
from maillage.ui.workshops.notes import NotesCard
from maillage.ui.workshops.seen import Seen


def too_late(typed: Values, was: Values, now: Values) -> Values:
    """Return what was typed over something that somebody else has changed since.

    ``was`` are the same fields when one began to type, ``now`` as they stand in the note.
    """
    return {
        name: value
        for name, value in typed.items()
        if value != now.get(name) and (name not in was or was[name] != now.get(name))
    }


def _said(note: Note, fields: Values) -> Values:
    """Return what a note says in some fields, in what JSON can say."""
    found: Values = msgspec.to_builtins(
        {name: getattr(note, name) for name in fields if hasattr(note, name)}
    )
    return found


def _dict(value: object) -> Values:
    return value if isinstance(value, dict) else {}


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
        self._event = ""
        capture = notes.capture
        capture.field.textChanged.connect(self._keep_line)
        for chosen in (capture.kind_chosen, choice.chosen, choice.table_chosen):
            chosen.connect(self._keep_line)
        notes.editor.changed.connect(self._keep_correction)
        notes.closed.connect(self._drop_correction)

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
        begun = str(self._drafts.of(CORRECTION, event).get("note", ""))
        if begun and not seen.holds(begun):
            self._drop_correction()
        if note := seen.note(begun):
            return note.workshop
        return str(line.get("workshop", ""))

    def reopen(self) -> None:
        """Open the note that was being corrected, as far as one had come, once it is shown."""
        begun = self._drafts.of(CORRECTION, self._event)
        note = str(begun.get("note", ""))
        if begun and not self._notes.correcting:
            self._notes.edit(note)
            if self._notes.correcting == note:
                self._retype(begun)

    def _retype(self, begun: Values) -> None:
        editor = self._notes.editor
        typed = _dict(begun.get("typed"))
        late = too_late(typed, _dict(begun.get("was")), _said(editor.original, typed))
        offered = str(late.get("text") or begun.get("offered", ""))
        if late or offered:
            editor.changed_since.tell(offered)
        editor.retype({name: value for name, value in typed.items() if name not in late})

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
        if typed or editor.changed_since.offered:
            values = {
                "note": note,
                "typed": typed,
                "was": _said(editor.original, typed),
                "offered": editor.changed_since.offered,
            }
            self._drafts.keep(CORRECTION, self._event, values)
        else:
            self._drop_correction()

    def _drop_correction(self) -> None:
        if self._event:
            self._drafts.drop(CORRECTION, self._event)
