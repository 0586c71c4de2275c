"""What is half typed on the screens: kept a moment after the last key, there again next time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from maillage.actions import drafts
from maillage.actions.drafts import Values
from maillage.language import N_

if TYPE_CHECKING:
    from maillage.ui.session import Session

SOON = 400
"""Milliseconds from a key to the disk; whoever types on is saved that often, not less."""
AGAIN = 3000
"""Milliseconds until it is tried again where it could not be saved."""
NOTE, CORRECTION, PLEDGE, WALK_IN = "note", "correction", "pledge", "walk-in"
"""What is begun: a line at the tables, a note being corrected, a pledge, somebody at the door."""
WORKSHOP = "workshop"
"""The theme of one more workshop."""
FOLLOW_UP, PLEDGE_EDIT = "follow-up", "pledge-edit"
"""About a pledge: the line of a contact, its own fields."""
FOLLOW_UP_EDIT = "follow-up-edit"
"""A contact being corrected."""
MEETING = "meeting"
"""A meeting being corrected; of no meeting, a new one."""
CARD, NOTICE = "card", "notice"
"""The fields of somebody's card; what people are told when they are asked."""
CAPTION = "caption"
"""Of a photo of a board."""
CHOICE = "choice"
"""Another value for a choice, which is of no meeting."""

BEGUN = {
    CORRECTION: ("workshops", N_("The note you were correcting is kept in Workshops")),
    NOTE: ("workshops", N_("The note you had begun is kept in Workshops")),
    CAPTION: ("workshops", N_("The caption you had begun is kept in Workshops")),
    WORKSHOP: ("workshops", N_("The workshop you were adding is kept in Workshops")),
    PLEDGE: ("pledges", N_("The pledge you had begun is kept in Pledges")),
    PLEDGE_EDIT: ("pledges", N_("The pledge you were correcting is kept in Pledges")),
    FOLLOW_UP_EDIT: ("pledges", N_("The follow-up you were correcting is kept in Pledges")),
    FOLLOW_UP: ("pledges", N_("The follow-up you had begun is kept in Pledges")),
    WALK_IN: ("reception", N_("The person you were welcoming is kept in Reception")),
    CARD: ("reception", N_("The card you were correcting is kept in Reception")),
    NOTICE: ("reception", N_("The notice you were changing is kept in Reception")),
    CHOICE: ("exchanges", N_("The value you were writing for a choice is kept in Exchanges")),
}
"""On which screen each comes back, and what is said of it to whoever is on another."""
MEETING_BEGUN = N_("The meeting you had begun is kept")
MEETING_CORRECTED = N_("What you were correcting of this meeting is kept")


class Drafts(QObject):
    """The drafts of an open store: by what is begun, of which meeting, and about which record.

    Whoever types is never waited for: the store's thread writes, and nobody reads again for it.
    """

    known = Signal()
    """What was kept the last time has been read."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._drafts: dict[str, Values] = {}
        self._changed: set[str] = set()
        self._dropped: set[str] | None = set()
        """What was recorded or left before it was read what was kept; None once that is."""
        self._failed = False
        """Whether what changed could not be saved the last time."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.save)
        if self.kept:
            self._look(True)
            session.reachable.connect(self._look)
            # First of all who hear of it: no screen brings back what has gone with somebody erased.
            session.changed.connect(self._look_again)

    @property
    def kept(self) -> bool:
        """Whether they outlive this window: of who only reads a hub there are none."""
        return drafts.keeps(self._session.store)

    def of(self, what: str, event: str, about: str = "") -> Values:
        """Return what was begun of a meeting, or about a record of it, nothing if nothing was."""
        return self._drafts.get(_place(what, event, about), {})

    def about(self, what: str, event: str) -> list[str]:
        """Return the records of a meeting about which something was begun, the latest last."""
        start = f"{_place(what, event)} "
        return [place.removeprefix(start) for place in self._drafts if place.startswith(start)]

    def begun(self, what: str, event: str) -> bool:
        """Tell whether something was begun of a meeting, about whatever record."""
        return bool(self.of(what, event) or self.about(what, event))

    @property
    def go_with_window(self) -> bool:
        """Whether closing would lose what was typed last: a full disk, a hub that is away."""
        failing = self._failed or self._session.news.lost
        return failing and not self._changed.isdisjoint(self._drafts)

    def keep(self, what: str, event: str, values: Values, about: str = "") -> None:
        """Keep what is typed now; ``drop`` once it is recorded or left."""
        place = _place(what, event, about)
        if self._drafts.get(place) == values:
            return
        self._drafts.pop(place, None)  # the latest stands last
        self._drafts[place] = values
        self._changed.add(place)
        if not self._timer.isActive():
            self._timer.start(SOON)

    def drop(self, what: str, event: str, about: str = "") -> None:
        """Keep nothing: it is recorded, or was left. At once, or it would be there twice."""
        place = _place(what, event, about)
        if self._drafts.pop(place, None) is not None:
            if self._dropped is not None:
                self._dropped.add(place)
            self._changed.add(place)
            self.save()

    def save(self) -> None:
        """Write what has changed."""
        self._timer.stop()
        if not self._changed or not self.kept:
            return
        latest_last = [one for one in (*self._drafts, *self._changed) if one in self._changed]
        changes: dict[str, Any] = {place: self._drafts.get(place) for place in latest_last}
        self._changed.clear()
        self._failed = False

        def failed(_error: BaseException) -> None:
            # A full disk is told to whoever records: typing goes on, and it is tried again.
            self._changed |= changes.keys()
            self._failed = True
            self._timer.start(AGAIN)

        self._session.keep(partial(drafts.keep, self._session.store, changes), failed=failed)

    def _look(self, reachable: bool) -> None:
        """Read what was kept the last time, unless that has been done: a hub may have been away."""
        if reachable and self._dropped is not None:
            self._session.read(partial(drafts.drafts, self._session.store), done=self._know)

    def _know(self, found: dict[str, Values]) -> None:
        if self._dropped is None:
            return
        dropped, self._dropped = self._dropped, None
        left = {place: values for place, values in found.items() if place not in dropped}
        self._drafts = {**left, **self._drafts}
        self.known.emit()

    def _look_again(self) -> None:
        """Know no more of what an erasure took away, here or in a file that was merged."""
        before = {
            place: values
            for place, values in self._drafts.items()
            if place not in self._changed and drafts.fits(values)
        }
        if not before:
            return

        def read(found: dict[str, Values]) -> None:
            for place in before.keys() - found.keys() - self._changed:
                if self._drafts.get(place) is before[place]:  # nobody has typed on since
                    del self._drafts[place]

        self._session.read(partial(drafts.drafts, self._session.store), done=read)


def _place(what: str, event: str, about: str = "") -> str:
    return f"{what} {event} {about}" if about else f"{what} {event}"
