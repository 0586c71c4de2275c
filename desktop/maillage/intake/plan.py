"""What a list would change, decided before anything is written; pure.

Nothing that Maillage holds is overwritten because a list differs from it. For each field
of somebody the store knows by their ticket:

- the list says nothing, or the same: nothing happens;
- the store has nothing: the list fills it;
- what the list said last time is known (``Known.imported``): a value the list has changed
  since, and nobody has changed here, follows the list; a value the list repeats, corrected
  here meanwhile, stays; changed on both sides, it is a difference for a person to decide;
- what it said is not known: a difference, except that a pending registration follows the
  list, which alone knows whether it was confirmed.

Consents are taken from a list once, with a new person: what somebody says later counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from maillage.domain.vocabulary import Choice, RegistrationStatus
from maillage.domain.words import N_
from maillage.intake.entrant import Entrant
from maillage.intake.words import plain

FOLLOWED = (
    "status",
    "given_name",
    "family_name",
    "email",
    "phone",
    "category",
    "profession",
    "organisation",
    "siret",
    "commune",
)
"""Fields of Entrant that a later list may fill or change; only those in Known.values count."""

Value = str | Choice | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """One registration of the event, as the store has it now."""

    ticket: str
    """Empty for whoever came without being registered."""
    registration: str
    person: str
    """The person's id, empty once erased."""
    erased: bool = False
    values: Mapping[str, Value]
    """By the names of FOLLOWED; a name that is absent is never compared."""
    imported: Mapping[str, Value] | None = None
    """What the list said last time, where that is known."""


class Reason(Choice):
    """Why a line of a list is not taken."""

    NO_NAME = "no_name", N_("The line names nobody")
    NO_TICKET = "no_ticket", N_("The line has no ticket number")
    DUPLICATE_TICKET = "duplicate_ticket", N_("An earlier line has the same ticket number")
    ERASED = "erased", N_("Erased at their request: never brought back by a list")


class Likeness(Enum):
    """What two people have in common."""

    EMAIL = "email"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that list and store do not agree on."""

    field: str
    stored: Value
    listed: Value


@dataclass(frozen=True, slots=True)
class Change:
    """Some fields of one registration, each with both values."""

    entrant: Entrant
    known: Known
    fields: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that is not taken."""

    entrant: Entrant
    reason: Reason


@dataclass(frozen=True, slots=True)
class LikelySame:
    """Somebody new who may be somebody else already there; they stay two."""

    entrant: Entrant
    like: Known | Entrant
    by: Likeness


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What importing would do; every entrant is in exactly one of the first four.

    ``differing`` asks a person; ``likely_same`` warns about entrants that are in ``new``.
    """

    new: tuple[Entrant, ...]
    changed: tuple[Change, ...]
    """What to write: the fields to fill or that follow the list."""
    unchanged: tuple[Entrant, ...]
    """Nothing to write; there may still be something in ``differing``."""
    refused: tuple[Refused, ...]
    differing: tuple[Change, ...]
    """What is not written: a person chooses between the two values."""
    likely_same: tuple[LikelySame, ...]


def plan(entrants: Iterable[Entrant], known: Sequence[Known]) -> Plan:
    """Return what a list would change in an event that has these registrations."""
    by_ticket: dict[str, list[Known]] = {}
    for one in sorted(known, key=lambda one: one.registration):
        if one.ticket:
            by_ticket.setdefault(one.ticket, []).append(one)
    seen: set[str] = set()
    new: list[Entrant] = []
    changed: list[Change] = []
    unchanged: list[Entrant] = []
    refused: list[Refused] = []
    differing: list[Change] = []
    for entrant in entrants:
        registered = by_ticket.get(entrant.ticket, [])
        if reason := _refusal(entrant, registered, seen):
            refused.append(Refused(entrant, reason))
            continue
        seen.add(entrant.ticket)
        if not registered:
            new.append(entrant)
            continue
        follow, differ = _compared(entrant, registered[0])
        if follow:
            changed.append(Change(entrant, registered[0], follow))
        else:
            unchanged.append(entrant)
        if differ:
            differing.append(Change(entrant, registered[0], differ))
    return Plan(
        new=tuple(new),
        changed=tuple(changed),
        unchanged=tuple(unchanged),
        refused=tuple(refused),
        differing=tuple(differing),
        likely_same=_alike(new, known),
    )


def _refusal(entrant: Entrant, registered: list[Known], seen: set[str]) -> Reason | None:
    if any(one.erased or not one.person for one in registered):
        return Reason.ERASED
    if not entrant.ticket:
        return Reason.NO_TICKET
    if entrant.ticket in seen:
        return Reason.DUPLICATE_TICKET
    return None if entrant.name else Reason.NO_NAME


def _compared(
    entrant: Entrant, known: Known
) -> tuple[tuple[Difference, ...], tuple[Difference, ...]]:
    """Return the fields to write, and the fields to ask about."""
    follow: list[Difference] = []
    differ: list[Difference] = []
    for name in FOLLOWED:
        if name not in known.values:
            continue
        listed, stored = getattr(entrant, name), known.values[name]
        if not listed or listed == stored:
            continue
        difference = Difference(name, stored, listed)
        if known.imported is not None and name in known.imported:
            before = known.imported[name]
            if (listed or None) == (before or None):
                continue  # corrected, or emptied, here: the list repeats itself
            (follow if (stored or None) == (before or None) else differ).append(difference)
        elif not stored or stored is RegistrationStatus.PENDING:
            follow.append(difference)
        else:
            differ.append(difference)
    return tuple(follow), tuple(differ)


def _alike(new: list[Entrant], known: Sequence[Known]) -> tuple[LikelySame, ...]:
    """Return who may be one: by e-mail, else by name, with those known, then in the list."""
    emails: dict[str, Known | Entrant] = {}
    names: dict[str, Known | Entrant] = {}

    def remember(email: str, name: str, who: Known | Entrant) -> None:
        if email:
            emails.setdefault(email, who)
        if name:
            names.setdefault(name, who)

    for one in known:
        if one.person and not one.erased:
            email, given, family = (
                str(one.values.get(field) or "") for field in ("email", "given_name", "family_name")
            )
            remember(email.casefold(), plain(f"{given} {family}"), one)
    found = []
    for entrant in new:
        email, name = entrant.email.casefold(), plain(entrant.name)
        if like := emails.get(email):
            found.append(LikelySame(entrant, like, Likeness.EMAIL))
        elif like := names.get(name):
            found.append(LikelySame(entrant, like, Likeness.NAME))
        remember(email, name, entrant)
    return tuple(found)
