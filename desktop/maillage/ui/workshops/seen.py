"""What the tables' screen reads of a meeting, all of it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.actions import photos, pledges, themes, workshops
from maillage.actions.events import local_time
from maillage.domain.matching import plain
from maillage.domain.records import Note

if TYPE_CHECKING:
    from maillage.actions.workshops import Budget, Line
    from maillage.domain.records import Attachment, Workshop
    from maillage.ui.session import Session


MOST_LETTERS = 40
"""In the title of a workshop that is offered as a theme."""


class Seen(Struct, frozen=True):
    """What one reading of the store found about an event."""

    event: str
    workshops: list[Workshop]
    lines: list[Line]
    budget: Budget
    pledged: frozenset[str]
    disputed: frozenset[str]
    themes: tuple[str, ...] = ()
    """Names of the themes there are."""
    photos: tuple[Attachment, ...] = ()

    def note(self, id_: str) -> Note | None:
        """The note with this id, if it is of this meeting."""
        return next((line.note for line in self.lines if line.note.id == id_), None)

    def holds(self, id_: str) -> bool:
        """Tell whether a note is there, be it under another one."""
        return any(id_ in {line.note.id, *(one.id for one in line.merged)} for line in self.lines)

    def offered_themes(self) -> list[str]:
        """Return what may be meant by a #: the themes there are, then what the workshops are on.

        So nobody begins before an empty list; a sentence is no theme.
        """
        known = {plain(one) for one in self.themes}
        titles = [one.title for one in self.workshops if len(one.title) <= MOST_LETTERS]
        return [*self.themes, *(one for one in titles if plain(one) not in known)]

    def of_workshop(self, id_: str) -> list[Line]:
        """Return the notes of one workshop, with their votes."""
        return [line for line in self.lines if line.note.workshop == id_]


def read(session: Session, event: str) -> Seen:
    """Return what there is to show of an event."""
    store = session.store
    promised = pledges.promises(store, today=local_time(store.clock()).date(), event=event)
    return Seen(
        event,
        workshops.workshops(store, event=event),
        workshops.lines(store, event=event),
        workshops.budget(store, event=event),
        frozenset(one.pledge.note for one in promised),
        frozenset(store.disputed(Note)),
        tuple(one.name for one in themes.themes(store, event=event)),
        tuple(photos.photos(store, event=event)),
    )
