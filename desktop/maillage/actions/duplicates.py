"""Joins people recorded twice, or tells them apart for good; both can be taken back.

To join two records moves nothing: both stay as they were recorded, and a decision says which
one is shown for the person. So it can be taken back at any time, it travels like every record,
and what another laptop still writes about either of them counts for both.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.actions import duplicate_filling as filling
from maillage.actions import outliving, parting, same_people
from maillage.actions.duplicate_filling import Filled
from maillage.actions.registrations import twins
from maillage.domain.errors import WrongValue
from maillage.domain.records import DuplicateDecision, Person, Registration
from maillage.domain.same_people import linking
from maillage.domain.vocabulary import OnePerson

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from maillage.exchange.store import Store

PART = 100
"""Pairs that are written at once where thousands are joined: whoever stops waits that long."""


class Done(Struct, frozen=True):
    """What a decision has written, for whoever takes it back."""

    added: tuple[str, ...] = ()
    before: tuple[DuplicateDecision, ...] = ()
    """Decisions about the same records that were there, as they were."""
    set_aside: tuple[str, ...] = ()
    """What was deleted: decisions that say the contrary, answers that may be of somebody else."""
    filled: tuple[Filled, ...] = ()
    emptied: tuple[Filled, ...] = ()
    """What decisions that no longer hold had taken over."""
    said: OnePerson = OnePerson.ONE
    """What was decided."""


def join(store: Store, *, shown: str, other: str) -> Done:
    """Let one record stand for another of the same person; what it lacks it takes from there.

    Whoever bears a ticket of theirs as well is that person too, unless somebody has told them
    apart: what was answered and signed under any of the records counts. Raises WrongValue for
    a record joined to itself, NotFound or Erased for one that is gone.
    """
    return join_all(store, [(shown, other)])


def join_all(store: Store, pairs: Iterable[tuple[str, str]]) -> Done:
    """Join many at once, all or nothing; each pair is the record shown, and the other."""
    with store.action():
        return _join(store, _with_bearers(store, list(pairs), _by_pair(store)))


def join_in_parts(
    store: Store, pairs: Iterable[tuple[str, str]]
) -> Iterator[tuple[int, int, Done]]:
    """Join thousands, ``PART`` at a time; yield how many are, of how many, and what was done.

    Whoever stops in between keeps what was joined, and can take each part back, or ``together``.
    """
    with store.moment():
        wanted = _with_bearers(store, list(pairs), _by_pair(store))
    for begin in range(0, len(wanted), PART):
        part = wanted[begin : begin + PART]
        with store.action():
            done = _join(store, part)
        yield begin + len(part), len(wanted), done


def together(parts: Sequence[Done]) -> Done:
    """Return what several decisions have written, to be taken back at once."""
    return Done(
        tuple(chain.from_iterable(one.added for one in parts)),
        tuple(chain.from_iterable(one.before for one in parts)),
        tuple(chain.from_iterable(one.set_aside for one in parts)),
        tuple(chain.from_iterable(one.filled for one in parts)),
        tuple(chain.from_iterable(one.emptied for one in parts)),
        next((one.said for one in parts), OnePerson.ONE),
    )


def _join(store: Store, pairs: Iterable[tuple[str, str]]) -> Done:
    added: list[str] = []
    before: list[DuplicateDecision] = []
    filled: list[Filled] = []
    emptied: list[Filled] = []
    decisions, contrary = _by_pair(store), same_people.read(store).contrary
    for shown, other in pairs:
        known = decisions.get(frozenset((shown, other)), [])
        emptied += [taken for one in known for taken in filling.empty(store, one)]
        taken = filling.fill(store, shown, other)
        filled += [Filled(shown, name, value) for name, value in taken.items()]
        said = DuplicateDecision(
            person=shown, other=other, verdict=OnePerson.ONE, filled=filling.names(taken)
        )
        before += known
        added += _say(store, known, said)
    aside = _set_aside(store, before=contrary)
    return Done(tuple(added), tuple(before), tuple(aside), tuple(filled), tuple(emptied))


def keep_apart(store: Store, *, one: str, other: str) -> Done:
    """Remember that two records are two people: nobody is asked again, on any laptop.

    What had joined them by way of others is asked about again. Raises WrongValue for one and
    the same record.
    """
    if one == other:
        raise WrongValue("other", other)
    with store.action():
        known = _by_pair(store).get(frozenset((one, other)), [])
        emptied = [taken for one in known for taken in filling.empty(store, one)]
        said = DuplicateDecision(
            person=one, other=other, verdict=OnePerson.TWO, filled=filling.NOTHING
        )
        added = _say(store, known, said)
        links = _links(store, one, other)
        for link in links:
            emptied += filling.empty(store, link)
            store.delete(link.id)
    aside = tuple(link.id for link in links)
    return Done(tuple(added), tuple(known), aside, emptied=tuple(emptied), said=OnePerson.TWO)


def keep_though_erased(store: Store, *, person: str) -> Done:
    """Remember that somebody is not whom another laptop has erased: they stay, everywhere.

    What their record had taken over from the one that was erased goes with it. If they were
    joined, nobody knows any more who of the two has agreed to what, or signed: that is asked
    again.
    """
    with store.action():
        found, decisions = outliving.of_person(store, person), _by_pair(store)
        before: list[DuplicateDecision] = []
        added: list[str] = []
        emptied: list[Filled] = []
        gone = store.erased()
        # As long as what joins them holds: it may be that they are one by way of who is erased.
        withdrawn = parting.withdraw(store, person) if found and not found.by_ticket else ()
        for link in found.links if found else ():
            (other,) = link & gone
            (one,) = link - gone
            known = decisions.get(link, [])
            emptied += filling.empty_of_erased(store, known)
            before += known
            said = DuplicateDecision(
                person=one, other=other, verdict=OnePerson.TWO, filled=filling.NOTHING
            )
            added += _say(store, known, said)
    return Done(
        tuple(added), tuple(before), tuple(withdrawn), emptied=tuple(emptied), said=OnePerson.TWO
    )


def take_back(
    store: Store, done: Done, *, progress: Callable[[int, int], None] = lambda _done, _of: None
) -> None:
    """Undo a decision: everything is as it was before it, but for what was changed since.

    What somebody has corrected or decided otherwise meanwhile stays, and so does what was taken
    back already. Nothing comes back of who was erased since. ``progress`` may raise to stop:
    then nothing is undone.
    """
    with store.action():
        erased, decisions = store.erased(), _still_said(store, done.said)
        back = [one for one in done.emptied if one.other not in erased]
        steps: list[Callable[[], object]] = [
            *(partial(filling.turn, store, taken, full=False) for taken in done.filled),
            *(partial(filling.turn, store, taken, full=True) for taken in back),
            *(partial(store.delete, id_) for id_ in decisions.intersection(done.added)),
            *(partial(_write, store, one.id, one) for one in done.before if one.id in decisions),
            *(partial(store.restore, id_) for id_ in set(done.set_aside) - erased),
        ]
        for at, step in enumerate(steps):
            progress(at, len(steps))
            step()


def reopen(store: Store, *, decision: str) -> Done:
    """Take a decision back at any time; the two records are asked about again.

    Return what was written, for whoever would rather have left it.

    What the record that was shown had taken over from the other, and nobody has changed since,
    goes with it. Of somebody kept although another record of theirs was erased, it is the join
    that is asked about again.
    """
    with store.action():
        found = store.get(DuplicateDecision, decision)
        pair = frozenset((found.person, found.other))
        known = _by_pair(store)[pair]
        if not store.erased().isdisjoint(pair):
            for one in known:
                store.change(one.id, verdict=OnePerson.ONE)
            return Done(before=tuple(known))
        emptied = [taken for one in known for taken in filling.empty(store, one)]
        for one in known:
            store.delete(one.id)
    return Done(set_aside=tuple(one.id for one in known), emptied=tuple(emptied))


def _still_said(store: Store, verdict: OnePerson) -> set[str]:
    """Return the decisions that say so, and about which no laptop says otherwise."""
    said = {one.id for one in store.all(DuplicateDecision) if one.verdict is verdict}
    return said - store.disputed(DuplicateDecision, "verdict")


def _with_bearers(
    store: Store,
    pairs: Sequence[tuple[str, str]],
    decisions: Container[frozenset[str]],
) -> list[tuple[str, str]]:
    """Return pairs, and after them the shown record of each with other bearers of its tickets.

    Those of whom somebody has decided already are left as they are.
    """
    same, found = same_people.read(store), list(pairs)
    settled = {frozenset(pair) for pair in pairs}
    for shown, other in pairs:
        theirs = store.among(Registration, "person", [shown, other])
        bearers = {
            of.person for one in theirs for of in twins(store, one, same=same) if not of.deleted
        }
        for one in store.among(Person, "id", bearers - {shown, other}):
            told = {
                frozenset((mine, bearer))
                for mine in (*same.records(shown), *same.records(other))
                for bearer in same.records(one.id)
            }
            if not any(pair in settled or pair in decisions for pair in told) and not (
                same.are_one(shown, one.id) or same.are_one(other, one.id)
            ):
                settled |= told
                found.append((shown, one.id))
    return found


def _two(one: str, other: str) -> DuplicateDecision:
    return DuplicateDecision(person=one, other=other, verdict=OnePerson.TWO, filled=filling.NOTHING)


def _say(store: Store, known: Iterable[DuplicateDecision], said: DuplicateDecision) -> list[str]:
    """Write a decision: where laptops have decided already, all of theirs say the same now."""
    known = list(known)
    for one in known:
        _write(store, one.id, said)
    return [] if known else [store.add(said).id]


def _write(store: Store, id_: str, said: DuplicateDecision) -> None:
    store.change(
        id_, person=said.person, other=said.other, verdict=said.verdict, filled=said.filled
    )


def _set_aside(store: Store, *, before: AbstractSet[frozenset[str]]) -> list[str]:
    """Delete what told apart records that are one person's by way of others; return its ids.

    What contradicted itself ``before`` waits for somebody to decide: nobody has now.
    """
    aside = []
    decisions = _by_pair(store)
    for pair in same_people.read(store).contrary - before:
        said = decisions.get(pair, [])
        if {one.verdict for one in said} == {OnePerson.TWO}:
            aside += [one.id for one in said]
    for id_ in aside:
        store.delete(id_)
    return aside


def _links(store: Store, one: str, other: str) -> list[DuplicateDecision]:
    """Return the decisions that join two records by way of others."""
    decisions = _by_pair(store)
    joined = [
        pair for pair, said in decisions.items() if {of.verdict for of in said} == {OnePerson.ONE}
    ]
    return [of for pair in linking(joined, one, other) for of in decisions[pair]]


def _by_pair(store: Store) -> dict[frozenset[str], list[DuplicateDecision]]:
    found: dict[frozenset[str], list[DuplicateDecision]] = defaultdict(list)
    for one in store.all(DuplicateDecision):
        found[frozenset((one.person, one.other))].append(one)
    return found
