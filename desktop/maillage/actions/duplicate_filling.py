"""What a record takes over from another of the same person, and gives back when they are parted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from maillage.domain.errors import WrongValue
from maillage.domain.records import DuplicateDecision, Person, fields_of
from maillage.domain.values import to_stored
from maillage.domain.vocabulary import OnePerson

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from maillage.exchange.store import Store

FILLED = ("given_name", "family_name", "email", "phone", "category", "profession", "postcode")
"""What the record that is shown takes over from the other, where it is empty."""


class Filled(NamedTuple):
    """A field that was empty, of a record, and what it took over from another."""

    record: str
    name: str
    value: object


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
    known, theirs = fields_of(Person.kind), store.ever(said.other)
    emptied = []
    for shown in store.among(Person, "id", [said.person]):
        # A later version may fill more, which is its to take out.
        for name in set(FILLED).intersection(said.filled.split()):
            value = getattr(shown, name)
            if value and to_stored(known[name], value) in theirs.get(name, ()):
                emptied.append(Filled(shown.id, name, value))
    for id_, name, _value in emptied:
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
        ever, new = store.ever(one.person), set[tuple[str, object]]()
        for shown in store.among(Person, "id", [one.person]):
            for name in set(FILLED).intersection(one.filled.split()):
                value = getattr(shown, name)
                only = value and ever.get(name, set()) - {None} == {to_stored(known[name], value)}
                if only and (taken is None or (name, value) in taken):
                    new.add((name, value))
        found = {Filled(one.person, *what) for what in new} - emptied.keys()
        emptied |= dict.fromkeys(found)
        if found:
            behind = store.among(DuplicateDecision, "other", [one.person])
            waiting += [(on, new) for on in behind if on.verdict is OnePerson.ONE]
    for id_, name, _value in emptied:
        store.change(id_, **{name: None})
    return list(emptied)


def turn(store: Store, taken: Filled, *, full: bool) -> None:
    """Empty a field that says what it took over still, or fill it again while it says nothing."""
    for one in store.among(Person, "id", [taken.record]):
        now = getattr(one, taken.name)
        if (full and not now) or (not full and now == taken.value):
            store.change(one.id, **{taken.name: taken.value if full else None})
