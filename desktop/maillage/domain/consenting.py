"""Which answer of somebody counts, under however many records they gave them; pure.

What somebody answers while two records are held for one person is recorded for both. If they
turn out to be two people, nobody knows any more which of them has answered: a no counts for both
then, and a yes for neither, until each is asked.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from maillage.domain.vocabulary import ConsentForm

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from maillage.domain.records import Consent
    from maillage.domain.same_people import SamePeople


def in_order(answers: Iterable[Consent]) -> list[Consent]:
    """Return answers by when they were given, the last one that counts at the end."""
    return sorted(answers, key=when)


def when(consent: Consent) -> tuple[bool, object, str]:
    """Return what orders answers: their time, then their id."""
    return consent.at is not None, consent.at, consent.id


def counting(answers: Iterable[Consent], doubtful: Collection[str] = ()) -> Consent | None:
    """Return which of somebody's answers for a purpose, given in order, counts.

    That is the latest that is not ``doubtful``; of records that were joined, it is a no if the
    latest of any is: whoever said no under one of their names has said no, whatever the clocks
    of two laptops say.
    """
    latest = {one.person: one for one in answers if one.id not in doubtful}
    return max(latest.values(), key=lambda one: (not one.given, when(one)), default=None)


def doubtful(
    answers: Sequence[Consent], same: SamePeople, once_joined: Mapping[str, Collection[str]]
) -> set[str]:
    """Return the ids of every yes that somebody else may have given.

    That is one recorded for two records at once that were one person's then, and are no more.
    ``answers`` are in order; ``once_joined`` tells for a record which others it was ever joined
    to.
    """
    alike: dict[tuple[object, ...], dict[str, list[Consent]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for one in answers:
        if one.given and one.at is not None:
            said = (one.event, one.purpose, one.form, one.notice, one.at)
            alike[said][one.person].append(one)
    found = {
        (one.id, its.id)
        for by_person in alike.values()
        for person, of_person in (by_person.items() if len(by_person) > 1 else ())
        for other in once_joined.get(person, ())
        if other in by_person and not same.are_one(person, other)
        for one in of_person
        for its in by_person[other]
    }
    if not found:
        return set()
    by_id = {one.id: one for one in answers}
    return {
        one
        for one, other in found
        if may_be_copied(by_id[one], answers) or may_be_copied(by_id[other], answers)
    }


def may_be_copied(yes: Consent, answers: Iterable[Consent]) -> bool:
    """Tell whether a yes may have been recorded for this record because it was for another.

    A list says of each who is in it what they answered, many at a time: only where it took back
    a no of one record was its yes recorded for another as well.
    """
    return yes.form is not ConsentForm.IN_LIST or any(
        not one.given
        and (one.person, one.purpose) == (yes.person, yes.purpose)
        and when(one) < when(yes)
        for one in answers
    )
