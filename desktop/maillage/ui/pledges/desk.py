"""What a person does with pledges: recorded, told, and undone when asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from maillage.actions import call_answers, deeds, pledge_parties, pledges
from maillage.actions.call_answers import AnswerBack
from maillage.actions.deeds import WayBack
from maillage.actions.pledges import Choosable, Party, Promise
from maillage.domain.records import FollowUp, Pledge, PledgeParty
from maillage.domain.vocabulary import PledgeStatus
from maillage.language import _
from maillage.ui.background import receivers_alive
from maillage.ui.pledges.follow_up import Contact, FollowUpLine
from maillage.ui.pledges.making import Draft
from maillage.ui.session import Session
from maillage.ui.ways_back import WaysBack


class Desk:
    """Records through the session; every fact it tells can be undone, from the toast or by key.

    ``reveal`` is called with a pledge that is to be shown as soon as it is read again.
    """

    def __init__(self, session: Session, reveal: Callable[[str], None]) -> None:
        self._session = session
        self._store = session.store
        self._reveal = reveal
        self.ways_back = WaysBack(session, reveal)

    def change(self, promise: Promise, fact: str, *, then: str = "", **values: Any) -> None:
        """Record values of a pledge and say so; ``then`` is the pledge to show after it."""
        store, pledge = self._store, promise.pledge.id
        act = partial(pledges.change, store, pledge=pledge, **values)

        def done(changed: tuple[Pledge, WayBack]) -> None:
            if then:
                self._reveal(then)
            _pledge, way = changed
            self.ways_back.tell(fact, pledge, way.undo, way.redo)

        self._session.write(lambda: deeds.done(store, act), done=done)

    def set_status(self, promise: Promise, status: PledgeStatus, *, then: str = "") -> None:
        """Record how far a pledge has come; ``then`` is the pledge to show after it."""
        facts = {
            PledgeStatus.DONE: _("Pledge kept"),
            PledgeStatus.DROPPED: _("Pledge dropped"),
        }
        going = promise.pledge.status is PledgeStatus.MADE
        under_way = _("Pledge under way") if going else _("Pledge open again")
        self.change(promise, facts.get(status, under_way), then=then, status=status)

    def answer(
        self, pledge: str, party: Party, may_call: bool, refused: Callable[[], None]
    ) -> None:
        """Record whether a party agrees to be called back; ``refused`` if it cannot be saved."""
        session = self._session
        said: dict[str, Any] = {"party": party.id, "may_call": may_call}

        def done(way: AnswerBack) -> None:
            fact = (
                _("{name} agrees to be called back", name=party.name)
                if may_call
                else _("{name} is not to be called back", name=party.name)
            )
            self.ways_back.tell(fact, pledge, way.undo, way.redo)

        def failed(error: BaseException) -> None:
            refused()
            session.failed.emit(error)

        act = partial(call_answers.answered, self._store, **said)
        session.write(act, done=done, failed=failed)

    def add_party(self, pledge: str, somebody: Choosable) -> None:
        """Record that somebody takes part, too."""
        store = self._store

        def done(added: tuple[PledgeParty | None, WayBack]) -> None:
            party, way = added
            if party is None:  # added meanwhile, by a file of another laptop
                told = _("{name} takes part already", name=somebody.name)
                self._session.tell(told)
                return
            fact = _("{name} takes part", name=somebody.name)
            self.ways_back.tell(fact, pledge, way.undo, way.redo)

        act = partial(pledge_parties.add_party, store, pledge=pledge, person=somebody.person)
        self._session.write(lambda: deeds.done(store, act), done=done)

    def edit(
        self,
        promise: Promise,
        field: str,
        value: str,
        *,
        kept: Callable[[], None],
        refused: Callable[[], None],
    ) -> None:
        """Record what was written in a field; ``refused`` gives it back to its writer."""
        store, pledge = self._store, promise.pledge.id
        values: dict[str, Any] = {field: value}
        act = partial(pledges.change, store, pledge=pledge, **values)

        def done(changed: tuple[Pledge, WayBack]) -> None:
            if receivers_alive(kept):
                kept()
            _pledge, way = changed
            self.ways_back.tell(_("Pledge corrected"), pledge, way.undo, way.redo)

        def failed(error: BaseException) -> None:
            refused()
            self._session.failed.emit(error)

        self._session.write(lambda: deeds.done(store, act), done=done, failed=failed)

    def follow_up(self, contact: Contact, line: FollowUpLine) -> None:
        """Record a contact; the line keeps it until it is saved."""
        store = self._store

        def done(kept: tuple[FollowUp, WayBack]) -> None:
            line.recorded(contact)
            _follow_up, way = kept
            self.ways_back.tell(_("Follow-up noted"), contact.pledge, way.undo, way.redo)

        def failed(error: BaseException) -> None:
            line.refused()
            self._session.failed.emit(error)

        act = partial(
            pledges.follow_up,
            store,
            pledge=contact.pledge,
            text=contact.text,
            on=contact.on,
            channel=contact.channel,
        )
        self._session.write(lambda: deeds.done(store, act), done=done, failed=failed)

    def make(
        self,
        event: str,
        draft: Draft,
        *,
        done: Callable[[Pledge], None],
        refused: Callable[[], None],
    ) -> None:
        """Record a new pledge; ``refused`` when it could not be saved."""
        store = self._store

        def failed(error: BaseException) -> None:
            refused()
            self._session.failed.emit(error)

        def made(recorded: tuple[Pledge, WayBack]) -> None:
            pledge, way = recorded
            done(pledge)
            self.ways_back.tell(_("Pledge recorded"), pledge.id, way.undo, way.redo)

        act = partial(
            pledges.make,
            store,
            event=event,
            what=draft.what,
            people=draft.people,
            next_step=draft.next_step,
            help_needed=draft.help_needed,
            due=draft.due,
            origin=draft.origin,
            note=draft.note,
            may_call=draft.may_call,
        )
        self._session.write(lambda: deeds.done(store, act), done=made, failed=failed)
