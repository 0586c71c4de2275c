"""Where somebody comes from, on their card: a commune of the list that saves itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from maillage.actions.explain import is_expected, sentence
from maillage.actions.territories import NOWHERE, Named
from maillage.domain.geography import Atlas
from maillage.domain.vocabulary import TerritoryLevel
from maillage.language import _
from maillage.ui.meeting.place_field import PlaceField

SavePlace = Callable[[Named, Callable[[object], None], Callable[[BaseException], None]], object]
"""Saves a place, then calls the first function, or the second with what went wrong."""


class CommuneLine(PlaceField):
    """The commune, saved as one leaves it. Without one, below it what the person counts for."""

    settled = Signal()
    broken = Signal(object)
    """Something unexpected happened; what was typed is still there."""

    def __init__(self, *, save: SavePlace, parent: QWidget | None = None) -> None:
        self._counted = ""
        super().__init__(_("Commune"), (TerritoryLevel.COMMUNE, TerritoryLevel.ABROAD), parent)
        self._save = save
        self._kept = NOWHERE
        self._waiting: Named | None = None
        self.edit.editingFinished.connect(self.leave)

    def know(self, named: Named, counted: str, atlas: Atlas) -> None:
        """Show what the store has; what was typed before it was known stays."""
        self._kept, self._counted = named, "" if named.name else counted
        if not self.edit.isModified():
            self.set_named(named)
        self.use(atlas)

    @property
    def kept(self) -> str:
        """The name of the place that the store has, as far as is known here."""
        return self._kept.name

    @property
    def text(self) -> str:
        """What is typed, without blanks around it."""
        return self.edit.text().strip()

    @property
    def is_saved(self) -> bool:
        """Whether the store has what is typed."""
        return self.named() == self._kept and not self.is_saving

    @property
    def is_saving(self) -> bool:
        """Whether the answer of the store is awaited."""
        return self._waiting is not None

    def leave(self) -> None:
        """Save the place that is typed or chosen, if it is another."""
        named = self.named()
        if named.level and self.edit.text() != named.name:
            self.set_named(named)  # as the list writes it
        if named in (self._kept, self._waiting):
            return
        self._waiting = named
        self._save(named, partial(self._done, named), partial(self._failed, named))

    def _done(self, named: Named, _result: object) -> None:
        self._kept = named
        self._answered(named)

    def _failed(self, named: Named, error: BaseException) -> None:
        if is_expected(error):
            self.set_error(sentence(error))
        else:
            self.broken.emit(error)
        self._answered(named)

    def _answered(self, named: Named) -> None:
        if self._waiting == named:
            self._waiting = None
        self.settled.emit()

    def _say(self) -> None:
        super()._say()
        if self._counted and not self.named().name:
            self.set_help(_("In “Where they come from”: {territory}", territory=self._counted))
