"""What is half typed at the tables, a line or a correction, comes back where it was."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from maillage.domain.vocabulary import NoteKind
from maillage.ui.drafts import CORRECTION, NOTE
from maillage.ui.session import Session
from maillage.ui.workshops.capture import KINDS
from maillage.ui.workshops.choice import WorkshopChoice
from maillage.ui.workshops.notes import NotesCard


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

    def turn_to(self, event: str) -> str:
        """Bring back what was begun of a meeting; return the workshop it was begun in, if any."""
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
        begun = self._drafts.of(CORRECTION, event) or line
        return str(begun.get("workshop", ""))

    def reopen(self) -> None:
        """Open the note that was being corrected, as far as one had come, once it is shown."""
        begun = self._drafts.of(CORRECTION, self._event)
        note = str(begun.get("note", ""))
        if begun and not self._notes.correcting:
            self._notes.edit(note)
            if self._notes.correcting == note:
                self._notes.editor.retype(begun["typed"])

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
        note = self._notes.correcting
        if not self._event or not note:
            return
        if typed := self._notes.editor.typed():
            values = {"note": note, "workshop": self._workshop(), "typed": typed}
            self._drafts.keep(CORRECTION, self._event, values)
        else:
            self._drop_correction()

    def _drop_correction(self) -> None:
        if self._event:
            self._drafts.drop(CORRECTION, self._event)
