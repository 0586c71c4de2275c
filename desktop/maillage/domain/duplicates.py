"""Which records of people may be one person's, the likeliest first; pure.

Precision before recall: a name alone says little, so whoever shares nothing else, or is reached
elsewhere, is asked about only if the names are the same. A shared mailbox or switchboard alone
makes nobody one person.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.domain.journal import DELETED
from maillage.domain.likeness import alike
from maillage.domain.vocabulary import Choice
from maillage.domain.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from maillage.domain.likeness import Name

SMALL = 24
"""People up to whom all of a block are compared with each other."""
NEAR = 6
"""Neighbours, by name, that everybody is compared with in a larger block."""
STEM = 3
"""Letters of two words that two misspelt names have in common, at their beginning or end."""
LIKELY = 80
"""From this likeness on, one says that it is very likely."""
OF_ONE = ("6", "7")
"""How numbers of mobile phones begin without their 0: a landline rings for a whole family."""
STEP = 500
"""People, or comparisons, between two reports of progress: a few hundredths of a second at most."""


RESTS_ON: dict[str, frozenset[str]] = {
    "person": frozenset({"given_name", "family_name", "email", "phone"}),
    "organisation": frozenset({"name"}),
    "membership": frozenset({"person", "organisation"}),
    "registration": frozenset({"event", "person", "ticket"}),
    "duplicate_decision": frozenset({"person", "other", "verdict"}),
}
"""What is compared, and what was decided of it: as long as none of it changes, nobody is asked
about anybody else. An arrival changes nothing."""


class Shared(Choice):
    """What two records have in common."""

    TICKET = "ticket", N_("same ticket of the same list")
    EMAIL = "email", N_("same e-mail")
    PHONE = "phone", N_("same phone")
    ORGANISATION = "organisation", N_("same organisation")
    NAME = "name", N_("same name")
    SPELLING = "spelling", N_("close names")


class Recorded(Struct, frozen=True):
    """One record of somebody, as it is compared."""

    id: str
    name: Name
    email: str = ""
    """In small letters."""
    phone: str = ""
    """Its last nine digits."""
    organisations: frozenset[str] = frozenset()
    tickets: frozenset[str] = frozenset()
    """Meeting and ticket number of each registration."""


class Likely(Struct, frozen=True):
    """Two records that may be one person's."""

    one: str
    """The older one: the smaller id."""
    other: str
    likeness: int
    """0 to 100."""
    shared: tuple[Shared, ...]

    @property
    def certain(self) -> bool:
        """Whether one list named this person once: two laptops took it in."""
        return Shared.TICKET in self.shared


def changes(kind: str, fields: Iterable[str]) -> bool:
    """Tell whether writing fields of a record may change who seems to be recorded twice."""
    return kind in RESTS_ON and not ({DELETED} | RESTS_ON[kind]).isdisjoint(fields)


def likely(
    people: Sequence[Recorded],
    *,
    told_apart: Callable[[str, str], bool] = lambda _one, _other: False,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> list[Likely]:
    """Return the pairs that may be one person, the likeliest first.

    Nobody is compared with everybody: only with those of the same address, number, ticket, or
    two words of whose names begin or end alike, and of these with ``NEAR`` neighbours once
    there are many. ``told_apart(one, other)`` leaves out a pair that was decided. ``progress``
    counts the people looked at, then anew the groups of those who have something in common.
    """
    blocks = list(_blocks(people, progress))
    seen: set[tuple[int, int]] = set()
    found = []
    for place, block in enumerate(blocks):
        if not place % STEP:
            progress(place, len(blocks))
        for pair in _within(people, block):
            if pair in seen:
                continue
            seen.add(pair)
            if not len(seen) % STEP:
                progress(place, len(blocks))
            one, other = (people[at] for at in pair)
            like = compared(one, other)
            if like is not None and not told_apart(one.id, other.id):
                found.append(like)
    progress(len(blocks), len(blocks))
    return sorted(found, key=lambda like: (-like.likeness, like.one, like.other))


def compared(one: Recorded, other: Recorded) -> Likely | None:
    """Return how likely two records are one person's; None if one had better not ask."""
    same = _same_name(one.name, other.name)
    ticket = bool(one.tickets & other.tickets)
    email = bool(one.email) and one.email == other.email
    phone = bool(one.phone) and one.phone == other.phone
    structure = bool(one.organisations & other.organisations)
    contrary = _differ(one.email, other.email) or _differ(one.phone, other.phone)
    reached = ticket or email or phone
    if not same and contrary and not reached:
        return None  # the commonest case by far, before words are compared letter by letter
    words = min(len(one.name.words), len(other.name.words))
    near = not same and words > 1 and alike(one.name, other.name)
    likeness = _likeness(
        same=same,
        near=near,
        ticket=ticket,
        email=email,
        mobile=phone and one.phone.startswith(OF_ONE),
        landline=phone,
        structure=structure,
    )
    if not likeness and email and set(one.name.words) & set(other.name.words):
        likeness = 60  # another last name since: married, or an initial for the first name
    if contrary and not ticket:
        likeness = max(0, likeness - 12) if reached or structure else 0
    if not likeness:
        return None
    says = {
        Shared.TICKET: ticket,
        Shared.EMAIL: email,
        Shared.PHONE: phone,
        Shared.ORGANISATION: structure,
        Shared.NAME: same,
        Shared.SPELLING: near,
    }
    first, last = sorted((one.id, other.id))
    return Likely(first, last, likeness, tuple(what for what, holds in says.items() if holds))


def _likeness(
    *,
    same: bool,
    near: bool,
    ticket: bool,
    email: bool,
    mobile: bool,
    landline: bool,
    structure: bool,
) -> int:
    """Return how likely two people of these names are one, 0 for no reason to ask."""
    if not (same or near):
        return 0
    for holds, of_same, of_near in (
        (ticket, 100, 98),
        (email, 95, 90),
        (mobile, 92, 86),
        (landline, 88, 72),  # Louis and Louise may be father and daughter
        (structure, 85, 72),
    ):
        if holds:
            return of_same if same else of_near
    return 66 if same else 50


def _same_name(one: Name, other: Name) -> bool:
    """Tell whether two names are one, blanks and order apart; one word alone is no name."""
    if one.runs & other.runs:
        return True
    return len(one.words) > 1 and one.words == other.words


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and one != other


def _blocks(
    people: Sequence[Recorded], progress: Callable[[int, int], None]
) -> Iterator[list[int]]:
    """Yield the places of those who have something in common, two at least."""
    blocks: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for place, one in enumerate(people):
        if not place % STEP:
            progress(place, len(people))
        for key in set(_keys(one)):
            blocks[key].append(place)
    return (block for block in blocks.values() if len(block) > 1)


def _keys(one: Recorded) -> Iterator[tuple[str, str, str]]:
    if one.email:
        yield "email", one.email, ""
    if one.phone:
        yield "phone", one.phone, ""
    for ticket in one.tickets:
        yield "ticket", ticket, ""
    runs = one.name.runs
    # Of the two orders one is enough; with a particle there are two ways to write the name.
    for run in runs if len(runs) > 2 else sorted(runs)[:1]:  # noqa: PLR2004
        yield "name", run, ""
    for first, last in combinations(one.name.words, 2):
        yield "begins", first[:STEM], last[:STEM]
        ends = sorted((first[-STEM:], last[-STEM:]))
        yield "ends", ends[0], ends[1]


def _within(people: Sequence[Recorded], block: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Return whom to compare in a block: everybody, or neighbours by name in a large one."""
    if len(block) <= SMALL:
        return combinations(block, 2)
    ordered = sorted(block, key=lambda place: (people[place].name.line, place))
    return (
        (min(one, other), max(one, other))
        for step in range(1, NEAR + 1)
        for one, other in zip(ordered, ordered[step:], strict=False)
    )
