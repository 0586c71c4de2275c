"""What stands in the fields of a card and is not saved yet comes back with the card."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from maillage.ui.changed_since import ChangedSince
from maillage.ui.drafts import CARD, Drafts
from maillage.ui.reception.commune_line import CommuneLine
from maillage.ui.reception.saved_line import SavedLine
from maillage.ui.typed_over import TypedOver, TypedOvers
from maillage.ui.widgets.caret import go_on

Lines = Mapping[str, SavedLine | CommuneLine]


class CardDraft(QObject):
    """Keeps what is typed into the lines of a card until they have saved themselves.

    A line saves itself as one leaves it, or its window. It must not do so while one types: half a
    number would be told to be wrong, and half a name be written into the journal for ever.
    """

    def __init__(
        self,
        card: QDialog,
        drafts: Drafts,
        event: str,
        person: str,
        lines: Lines,
        changed_since: ChangedSince,
    ) -> None:
        """``lines`` by the field each shows; the draft names the ``person``, who takes it along."""
        super().__init__(card)
        self._kept = TypedOvers(drafts, CARD)
        self._event, self._person = event, person
        self._lines, self._changed_since = lines, changed_since
        self._begun = False
        card.finished.connect(self._drop)
        changed_since.taken.connect(self._take_back)

    def begin(self) -> None:
        """Bring back what was typed, then keep what is; what the store has is shown by now."""
        if self._begun:
            return
        self._begun = True
        now = {name: line.kept for name, line in self._lines.items()}
        if back := self._kept.back(self._event, self._person, now):
            self._retype({name: str(text) for name, text in back.typed.items()})
            if back.offered:
                self._changed_since.tell(back.offered)
            self._keep()
        for line in self._lines.values():
            line.edit.textChanged.connect(self._keep)
            line.settled.connect(self._keep)

    def _keep(self) -> None:
        unsaved = {name: line for name, line in self._lines.items() if not line.is_saved}
        typed = {name: line.edit.text() for name, line in unsaved.items()}
        was = {name: line.kept for name, line in unsaved.items()}
        one = TypedOver(self._person, typed, was, self._changed_since.offered)
        self._kept.keep(self._event, one)

    def _take_back(self, texts: dict[str, str]) -> None:
        self._retype(texts)
        self._keep()

    def _retype(self, texts: Mapping[str, str]) -> None:
        for name, text in texts.items():
            if (line := self._lines.get(name)) and text != line.kept:
                line.retype(text)
                go_on(line.edit)

    def _drop(self) -> None:
        self._kept.drop(self._event, self._person)
