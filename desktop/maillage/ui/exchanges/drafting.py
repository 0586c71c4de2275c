"""A text half written for a choice comes back to it, as long as the choice waits."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct
from PySide6.QtCore import QObject

from maillage.ui.drafts import CHOICE
from maillage.ui.exchanges.choice_area import ChoiceArea
from maillage.ui.exchanges.choices import ChoiceView
from maillage.ui.session import Session


class _Begun(Struct, frozen=True):
    """What was written to be kept, and of which values somebody was to choose then."""

    record: str
    text: str
    among: list[tuple[str, int]]


class ChoiceDrafts(QObject):
    """Keeps what is written for a choice until that is made, here or elsewhere, or left."""

    def __init__(self, session: Session, area: ChoiceArea) -> None:
        super().__init__(area)
        self._drafts, self._card = session.drafts, area.card
        area.card.begun = self._text
        area.card.typed.connect(self._keep)
        area.card.left.connect(self._drop)

    def look(self, choices: Sequence[ChoiceView]) -> None:
        """Drop what was written for choices that nobody has to make any more."""
        waiting = {one.key: one for one in choices}
        for key in self._drafts.about(CHOICE, ""):
            if key not in waiting or self._text(waiting[key]) is None:
                self._drafts.drop(CHOICE, "", about=key)

    def latest(self) -> str:
        """Return the key of the choice for which something was written last, or nothing."""
        return next(reversed(self._drafts.about(CHOICE, "")), "")

    def _text(self, choice: ChoiceView) -> str | None:
        """Return what was written for a choice, None if nothing was.

        Nor is what was written before somebody decided, of a field that is disputed anew.
        """
        found = self._drafts.of(CHOICE, "", about=choice.key)
        try:
            begun = msgspec.convert(found, _Begun)
        except msgspec.ValidationError:
            return None
        return begun.text if set(begun.among) & set(_among(choice)) else None

    def _keep(self, text: str) -> None:
        choice = self._card.choice()
        if choice is None:
            return
        if text == choice.text:
            self._drop()
            return
        begun = _Begun(choice.decision.conflict.record, text, _among(choice))
        self._drafts.keep(CHOICE, "", msgspec.to_builtins(begun), about=choice.key)

    def _drop(self) -> None:
        if choice := self._card.choice():
            self._drafts.drop(CHOICE, "", about=choice.key)


def _among(choice: ChoiceView) -> list[tuple[str, int]]:
    """Return which operations wrote the values that differ."""
    return [(one.device, one.n) for one in choice.decision.conflict.choices]
