"""What a party to a pledge answers, may they be called back, as a deed with its way back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from maillage.actions import calling_back, consents, deeds, pledges, same_people
from maillage.domain.errors import UsedSince
from maillage.domain.pledging import each_once
from maillage.domain.records import PledgeParty
from maillage.domain.vocabulary import ConsentPurpose

if TYPE_CHECKING:
    from maillage.actions.deeds import WayBack
    from maillage.exchange.store import Store


def answered(store: Store, *, party: str, may_call: bool) -> AnswerBack:
    """Record what somebody answers; return the way back, which makes no yes of a later no.

    Where they have said not to be contacted again, their yes for this pledge has to be a new
    one: that no is written down in the pledge before it, and is what undoing leads back to. So it
    is for a no, where a yes from before that one stands in the pledge still.

    Raises NotFound.
    """
    with store.action():
        refusal = _refusal(store, party)
        if refusal and (may_call or not _agrees_since(store, party)):
            pledges.answer(store, party=party, may_call=False)
        act = partial(pledges.answer, store, party=party, may_call=may_call)
        _nothing, way = deeds.done(store, act)
        return AnswerBack(store, party, way, refusal)


class AnswerBack:
    """Undoes an answer, and gives it again, unless they have refused to be contacted since."""

    def __init__(self, store: Store, party: str, way: WayBack, refusal: str) -> None:
        """Begin with the no to being contacted again that stood then, by its id; "" for none."""
        self._store, self._party, self._way, self._refusal = store, party, way, refusal

    def undo(self) -> None:
        """Take the answer back; raises UsedSince."""
        with self._store.action():
            self._look()
            self._way.undo()

    def redo(self) -> None:
        """Give it again; raises UsedSince or RedoTooLate."""
        with self._store.action():
            self._look()
            self._way.redo()

    def _look(self) -> None:
        # A yes brought back is written now, and would count against a no given meanwhile.
        if (now := _refusal(self._store, self._party)) and now != self._refusal:
            raise UsedSince(((PledgeParty.kind, self._party),))


def _agrees_since(store: Store, party: str) -> bool:
    """Tell whether a party has agreed for their pledge since they refused to be contacted."""
    pledge = store.get(PledgeParty, party).pledge
    parties = each_once(store.all(PledgeParty, pledge=pledge), same_people.read(store))
    return not calling_back.refusals(store, [one for one in parties if party in one.records])


def _refusal(store: Store, party: str) -> str:
    """Return the id of the no to being contacted again that counts of a party, "" for none."""
    person = store.get(PledgeParty, party).person
    shown = same_people.read(store).of(person)
    no = consents.refusals(store, ConsentPurpose.RECONTACT).get(shown)
    return no.id if no else ""
