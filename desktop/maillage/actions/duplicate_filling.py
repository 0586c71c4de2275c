"""What a record takes over from another of the same person, and gives back when they are parted."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from maillage.domain.errors import WrongValue
from maillage.domain.records import DuplicateDecision, Person, fields_of
from maillage.domain.values import to_stored
from maillage.domain.vocabulary import OnePerson

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from maillage.domain.values import Stored
    from maillage.exchange.store import Store

FILLED = ("given_name", "family_name", "email", "phone", "category", "profession", "postcode")
"""What the record that is shown takes over from the other, where it is empty."""
NOTHING = "-"
"""That nothing was taken over. Left empty, it would be one laptop's against another's names."""


class Filled(NamedTuple):
    """A field that was empty, of a record, and what it took over from another."""

    record: str
    name: str
    value: object
    other: str = ""
    """Whose it was, where it was taken out: once they are erased, it never comes back."""


def names(taken: Iterable[str]) -> str:
    """Return how a decision says which fields were taken over."""
    return " ".join(taken) or NOTHING


def fill(store: Store, shown: str, other: str) -> dict[str, object]:
    """Fill what is empty in the record that is shown; return what it took over."""
    if shown == other:
        raise WrongValue("other", other)
    first, second = store.get(Person, shown), store.get(Person, other)
    taken = {
        name: getattr(second, name)
        for name in FILLED
        if getattr(second, name) and not getattr(first, name)
    }
    if taken:
        store.change(shown, **taken)
    return taken


def empty(store: Store, said: DuplicateDecision) -> list[Filled]:
    """Take out of the record that was shown what it had taken over, unless it was changed.

    The other record may have been corrected since: whatever it ever said came from there.
    Return what was taken out.
    """
    known, emptied = fields_of(Person.kind), []
    for person, names_of in _taken(store, said).items():
        other = said.other if person == said.person else said.person
        theirs = store.ever([other]).get(other, {})
        for shown in store.among(Person, "id", [person]):
            for name in names_of:
                value = getattr(shown, name)
                if value and to_stored(known[name], value) in theirs.get(name, ()):
                    emptied.append(Filled(shown.id, name, value, other))
    for id_, name, *_ in emptied:
        store.change(id_, **{name: None})
    return emptied


def empty_of_erased(store: Store, said: Iterable[DuplicateDecision]) -> list[Filled]:
    """Take out of records what they had taken over from one that is erased.

    Nobody can be asked any more what that one said: a field that never had another value has it
    from there. What others have taken over from these in turn goes as well.
    """
    known, emptied = fields_of(Person.kind), dict[Filled, None]()
    waiting: list[tuple[DuplicateDecision, Collection[tuple[str, object]] | None]]
    waiting = [(one, None) for one in said]
    for one, taken in waiting:
        ever = store.ever([one.person]).get(one.person, {})
        new = set[tuple[str, object]]()
        for shown in store.among(Person, "id", [one.person]):
            for name in _taken(store, one).get(one.person, ()):
                value = getattr(shown, name)
                only = value and ever.get(name, set()) - {None} == {to_stored(known[name], value)}
                if only and (taken is None or (name, value) in taken):
                    new.add((name, value))
        found = {Filled(one.person, *what) for what in new} - emptied.keys()
        emptied |= dict.fromkeys(found)
        if found:
            behind = store.among(DuplicateDecision, "other", [one.person])
            waiting += [(on, new) for on in behind if on.verdict is OnePerson.ONE]
    for id_, name, *_ in emptied:
        store.change(id_, **{name: None})
    return list(emptied)


def of_others(store: Store, records: Collection[str]) -> dict[tuple[str, str], set[Stored]]:
    """Return what records had taken over from records of other people, told apart since.

    By record and field, in stored form. It was never true of whoever the record is of; of what
    an erased record said nobody can tell, so all that such a field ever said is in it.
    """
    found: dict[tuple[str, str], set[Stored]] = defaultdict(set)
    decisions = {
        one.id: one
        for field in ("person", "other")
        for one in store.among(DuplicateDecision, field, records, deleted=True)
        if not {one.person, one.other}.issubset(records)
    }
    erased = store.erased()
    for said in decisions.values():
        for record in {said.person, said.other}.intersection(records):
            other = said.other if record == said.person else said.person
            theirs = store.ever([record if other in erased else other])
            for name in _named(store, said):
                for values in theirs.values():
                    found[record, name] |= values.get(name, set())
    return found


def _named(store: Store, said: DuplicateDecision) -> set[str]:
    """Return the fields that a decision ever said to have filled, whichever record it was."""
    ever = store.ever([said.id]).get(said.id, {}).get("filled", ())
    return {name for filled in ever for name in str(filled or "").split() if name in FILLED}


def _taken(store: Store, said: DuplicateDecision) -> dict[str, set[str]]:
    """Return the fields that a decision filled, by record, on all laptops that made it at once.

    Each may have shown the other record. A later version may fill more, which is its to take out.
    """
    heads, taken = store.heads(said.id), dict[str, set[str]]()
    filled = {head.identity: str(head.value or "") for head in heads.get("filled", ())}
    shown = {head.identity: str(head.value) for head in heads.get("person", ())}
    turned = {shown[identity] for identity in filled.keys() & shown.keys()}
    # Whoever did not turn the two about left them as they were before others did.
    left = next(iter({said.person, said.other} - turned), said.person) if turned else said.person
    for identity, names_of in filled.items():
        of = taken.setdefault(shown.get(identity, left), set())
        of.update(set(FILLED).intersection(names_of.split()))
    return taken


def turn(store: Store, taken: Filled, *, full: bool) -> None:
    """Empty a field that says what it took over still, or fill it again while it says nothing."""
    for one in store.among(Person, "id", [taken.record]):
        now = getattr(one, taken.name)
        if (full and not now) or (not full and now == taken.value):
            store.change(one.id, **{taken.name: taken.value if full else None})
