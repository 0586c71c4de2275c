"""Who took back, by saying no to being contacted again, what they agreed to about a pledge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.actions import consents
from maillage.domain.calling_back import may_call_after
from maillage.domain.vocabulary import ConsentPurpose

if TYPE_CHECKING:
    from collections.abc import Collection

    from maillage.domain.pledging import PartyOnce
    from maillage.domain.records import Consent
    from maillage.exchange.store import Store


def refusals(store: Store, parties: Collection[PartyOnce]) -> dict[str, Consent]:
    """Return the no that counts of each party who is not to be called because of it, by id.

    Whoever agrees for their pledge since is not among them; whoever never agreed is.
    """
    noes = consents.refusals(store, ConsentPurpose.RECONTACT)
    found = {one.party.id: noes[one.party.person] for one in parties if one.party.person in noes}
    if not found:
        return {}
    agreeing = [one for one in parties if one.party.id in found and one.party.may_call]
    records = {record for one in agreeing for record in one.records}
    histories = store.histories({*records, *(one.id for one in found.values())})
    now = store.clock()
    for one in agreeing:
        no = found[one.party.id]
        if all(
            may_call_after(histories.get(no.id, ()), histories.get(record, ()), at=no.at, now=now)
            for record in one.records
        ):
            del found[one.party.id]
    return found
