"""What happened to a pledge, and the contact among it that is being corrected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import structs
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from maillage.domain.records import FollowUp
from maillage.ui.drafts import FOLLOW_UP_EDIT, Drafts
from maillage.ui.pledges.follow_up_editor import FollowUpEditor
from maillage.ui.typed_over import TypedOver, TypedOvers
from maillage.ui.widgets.timeline import Moment, Timeline


class Thread(QWidget):
    """The timeline; where a contact is being corrected, its fields stand in its place.

    What is typed over a contact is kept until it is recorded or left, and comes back.
    """

    begun = Signal()
    """A contact was opened, by hand or because something is typed over it."""
    closed = Signal()
    """No contact is being corrected any more, by hand."""

    def __init__(self, drafts: Drafts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = TypedOvers(drafts, FOLLOW_UP_EDIT)
        self._today = date.min
        self.meeting = ""
        """The meeting of the pledge."""
        self._found: dict[str, FollowUp] = {}
        self._moments: Sequence[Moment] = ()
        self.correcting = ""
        """The contact being corrected, or nothing."""
        self.asks = True
        """Whether contacts can be corrected, or only looked at."""
        self.timeline = Timeline()
        self.editor = FollowUpEditor(self.timeline)
        self.editor.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.timeline)
        self.timeline.opened.connect(self.correct)
        self.editor.left.connect(self.leave)
        self.editor.changed.connect(self._keep)

    def clear(self, event: str) -> None:
        """Show nothing until another pledge, of a meeting, is read; a draft stays a draft."""
        self.meeting, self._found, self._moments = event, {}, ()
        self.correcting = ""
        self._show()

    def show_contacts(
        self, moments: Sequence[Moment], found: Sequence[FollowUp], today: date
    ) -> None:
        """Show what happened, with these contacts among it; what is being typed stays."""
        self._moments = moments if self.asks else [structs.replace(m, opens="") for m in moments]
        self._today = today
        self._found = {one.id: one for one in found}
        if self.correcting and self.correcting not in self._found:
            self._close()
        stored = self._found.get(self.correcting)
        if stored is not None and stored != self.editor.original:
            self._open(stored)  # changed meanwhile: what was typed is typed over it again
        begun = [one for one in found if self._kept.has(self.meeting, one.id)]
        comes_back = bool(begun) and not self.correcting and self.asks
        if comes_back:
            self._open(begun[0])
        self._show()
        if comes_back:
            self.begun.emit()

    def correct(self, follow_up: str) -> None:
        """Open a contact in its place, and begin where its words end."""
        if follow_up not in self._found or not self.asks:
            return
        self._open(self._found[follow_up])
        self._show()
        self.go_on()

    def leave(self) -> None:
        """Close the contact as it was, whatever was typed over it."""
        self._close()
        self._show()
        self.closed.emit()

    def recorded(self, follow_up: str) -> None:
        """Close the contact that is now saved, deleted or erased."""
        self._kept.drop(self.meeting, follow_up)
        if follow_up == self.correcting:
            self.leave()

    def go_on(self) -> bool:
        """Give the keyboard to a contact that came back; False if none did."""
        if self.correcting:
            self.editor.start()
            self.begun.emit()
        return bool(self.correcting)

    def _open(self, follow_up: FollowUp) -> None:
        back = self._kept.back(self.meeting, follow_up.id, structs.asdict(follow_up))
        self.correcting = ""  # what is filled in is not typed
        self.editor.edit(follow_up, self._today)
        if back is not None:
            self.editor.retype(back.typed)
            offered = {"text": back.offered.get("text", "")}
            if back.late or offered["text"]:
                self.editor.changed_since.tell(offered)
        self.correcting = follow_up.id

    def _close(self) -> None:
        self._kept.drop(self.meeting, self.correcting)
        self.correcting = ""

    def _keep(self) -> None:
        if self.correcting:
            editor = self.editor
            offered = editor.changed_since.offered
            one = TypedOver(self.correcting, editor.typed(), editor.was(), offered)
            self._kept.keep(self.meeting, one)

    def _show(self) -> None:
        self.timeline.set_moments(self._moments, self.correcting, self.editor)
