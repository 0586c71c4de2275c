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

A line is known by its key (``keys``). A list without numbers of its own is told by e-mail and
name: they also find whoever came by another list or by the door, and where the name alone has
changed, the e-mail tells who it is, if it stands for one person here and in the list, and a
word of the name is left.

An answer to a question of consent is taken when nothing was answered for this event yet, or
when the last answer was a list's too and the list has changed it. What somebody has said
themselves is later than any list, and counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum

from msgspec import Struct, field

from maillage.domain.vocabulary import Choice, ConsentPurpose, RegistrationStatus, Source
from maillage.domain.words import N_
from maillage.intake.absent import no_longer_listed
from maillage.intake.entrant import Entrant
from maillage.intake.keys import by_email, tells
from maillage.intake.words import plain

_CANCELLED = RegistrationStatus.CANCELLED

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
    "postcode",
)
"""Fields of Entrant that a later list may fill or change; only those in Known.values count."""


class Answer(Choice):
    """What a list says of a consent."""

    YES = "yes", N_("agrees")
    NO = "no", N_("does not agree")


Value = str | Choice | None


class Known(Struct, frozen=True, kw_only=True):
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
    listed: Mapping[ConsentPurpose, bool] = field(default_factory=dict)
    """The last answers of this event that a list brought."""
    said: frozenset[ConsentPurpose] = frozenset()
    """Purposes of which somebody has said last themselves what they want."""
    source: Source | None = None
    """Which kind of list brought them, or the door."""


class Reason(Choice):
    """Why a line of a list is not taken."""

    NO_NAME = "no_name", N_("The line names nobody")
    NO_TICKET = "no_ticket", N_("The line has no ticket number")
    DUPLICATE_TICKET = "duplicate_ticket", N_("An earlier line has the same ticket number")
    REPEATED = "repeated", N_("An earlier line has the same name and the same e-mail")
    OTHER_PERSON = "other_person", N_("Its number already belongs to somebody else here")
    CANCELLED = "cancelled", N_("Cancelled before anybody here knew of it")
    REPLACED = "replaced", N_("Cancelled, then registered again on another line")
    TOTAL = "total", N_("A line that counts, not a person")
    LEFT_OUT = "left_out", N_("Left out by you")
    ERASED = "erased", N_("Erased at their request: never brought back by a list")


class Likeness(Enum):
    """What two people have in common."""

    EMAIL = "email"
    NAME = "name"


class Difference(Struct, frozen=True):
    """One field that list and store do not agree on."""

    field: str
    stored: Value
    listed: Value


class Change(Struct, frozen=True):
    """Some fields of one registration, each with both values."""

    entrant: Entrant
    known: Known
    fields: tuple[Difference, ...]


class Refused(Struct, frozen=True):
    """A line that is not taken."""

    entrant: Entrant
    reason: Reason


class LikelySame(Struct, frozen=True):
    """Somebody new who may be somebody else already there; they stay two."""

    entrant: Entrant
    like: Known | Entrant
    by: Likeness


class Plan(Struct, frozen=True, kw_only=True):
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
    missing: tuple[Known, ...] = ()
    """Whom an earlier version of the list held and this one does not: nothing is changed."""


class Wishes(Struct, frozen=True):
    """What a person decided about single lines, by the line of the file."""

    left_out: frozenset[int] = frozenset()
    """Lines not to be taken in."""
    followed: frozenset[int] = frozenset()
    """Lines whose every difference follows the list."""


NO_WISHES = Wishes()


def plan(
    entrants: Iterable[Entrant],
    known: Sequence[Known],
    wishes: Wishes = NO_WISHES,
    source: Source | None = None,
) -> Plan:
    """Return what a list of this kind would change in an event that has these registrations."""
    entrants = tuple(entrants)
    registrations = _Registrations(entrants, known)
    seen: set[str] = set()
    meant: set[str] = set()
    new: list[Entrant] = []
    changed: list[Change] = []
    unchanged: list[Entrant] = []
    refused: list[Refused] = []
    differing: list[Change] = []
    for entrant in entrants:
        registered = registrations.of(entrant)
        meant.update(one.registration for one in registered)
        reason = _refusal(entrant, registered, seen, wishes)
        if entrant.status is _CANCELLED and not reason:
            again = entrant.ticket in registrations.coming
            reason = Reason.REPLACED if again else None if registered else Reason.CANCELLED
        if reason:
            refused.append(Refused(entrant, reason))
            continue
        seen.add(entrant.ticket)
        if not registered:
            new.append(entrant)
            continue
        follow, differ = _compared(entrant, registered[0])
        if entrant.line in wishes.followed:
            follow, differ = (*follow, *differ), ()
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
        missing=no_longer_listed(known, meant, source),
    )


class _Registrations:
    """Who a line of this list means, of those the event has."""

    def __init__(self, entrants: Sequence[Entrant], known: Sequence[Known]) -> None:
        self._by_ticket: dict[str, list[Known]] = {}
        self._by_mail: dict[str, set[str]] = {}
        self._by_person: dict[tuple[str, str], set[str]] = {}
        for one in sorted(known, key=lambda one: one.registration):
            if one.ticket:
                self._by_ticket.setdefault(one.ticket, []).append(one)
            if mail := by_email(one.ticket):
                self._by_mail.setdefault(mail, set()).add(one.ticket)
            if who := _who(one.values.get("email"), _name(one.values)):
                self._by_person.setdefault(who, set()).add(one.registration)
        self._known = {one.registration: one for one in known}
        self.coming = {one.ticket for one in entrants if one.status is not _CANCELLED}
        """Keys of whoever the list holds and has not cancelled."""
        self._listed: Counter[str] = Counter(by_email(one.ticket) for one in entrants)

    def of(self, entrant: Entrant) -> list[Known]:
        """Return the registrations of whoever a line is about: one, or its twins, or none."""
        if exact := self._by_ticket.get(entrant.ticket):
            return exact
        mail = by_email(entrant.ticket)
        here = self._by_mail.get(mail, set())
        if mail and self._listed[mail] == 1 and len(here) == 1:
            found = self._by_ticket[next(iter(here))]
            # Colleagues may write from one address: a name of which nothing is left is another's.
            if any(one.erased or _shares_a_name(entrant, one) for one in found):
                return found
        same = self._by_person.get(_who(entrant.email, entrant.name) or ("", ""), set())
        return [self._known[next(iter(same))]] if mail and len(same) == 1 else []


def _shares_a_name(entrant: Entrant, known: Known) -> bool:
    """Tell whether a line has a word of somebody's name, as it is or was listed."""
    if not known.values:
        return True  # deleted here: nothing is left to compare
    listed = {*plain(entrant.name).split()}
    here = [_name(known.values), _name(known.imported or {})]
    return not listed.isdisjoint(word for name in here for word in plain(name).split())


def _who(email: object, name: str) -> tuple[str, str] | None:
    """Return what tells a person where no number does; None unless both are there."""
    return (str(email).casefold(), plain(name)) if tells(str(email)) and name else None


def _name(values: Mapping[str, Value]) -> str:
    given, family = (values.get(field) or "" for field in ("given_name", "family_name"))
    return f"{given} {family}".strip()


def _refusal(
    entrant: Entrant, registered: list[Known], seen: set[str], wishes: Wishes
) -> Reason | None:
    if entrant.line in wishes.left_out:
        return Reason.LEFT_OUT
    if any(one.erased or not one.person for one in registered):
        return Reason.ERASED
    if not entrant.name:
        return Reason.NO_NAME
    words = " ".join(word for word in plain(entrant.name).split() if not word.isdigit())
    if words in _TOTALS and not tells(entrant.email):
        return Reason.TOTAL
    if not entrant.ticket:
        return Reason.NO_TICKET
    if entrant.ticket in seen:
        return Reason.REPEATED if by_email(entrant.ticket) else Reason.DUPLICATE_TICKET
    # The numbers of a list that nobody knows may be those of its lines, sorted anew.
    any_list = entrant.ticket.startswith(f"{Source.LIST.value}:")
    if any_list and registered and not _has_something_of(entrant, registered[0]):
        return Reason.OTHER_PERSON
    return None


_TOTALS = frozenset({"total", "totaux", "sous total", "total general", "total inscrits", "nombre"})


def _has_something_of(entrant: Entrant, known: Known) -> bool:
    """Tell whether a line shares a name or an e-mail with somebody, as they are or were listed."""
    if not known.values:
        return True  # deleted here: nothing is left to compare
    for values in (known.values, known.imported or {}):
        for name in ("given_name", "family_name", "email"):
            listed, stored = plain(str(getattr(entrant, name))), plain(str(values.get(name) or ""))
            if listed and listed == stored:
                return True
    return False


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
        if not listed or listed == stored or (name == "status" and not entrant.says_status):
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
    return (*follow, *_answered(entrant, known)), tuple(differ)


def _answered(entrant: Entrant, known: Known) -> Iterator[Difference]:
    """Yield the answers of a list that are new, by their purposes."""
    for purpose, given in entrant.consents.items():
        before = known.listed.get(purpose)
        if known.values and purpose not in known.said and before is not given:
            stored = None if before is None else _ANSWERS[before]
            yield Difference(purpose.value, stored, _ANSWERS[given])


_ANSWERS = {True: Answer.YES, False: Answer.NO}


def _alike(new: list[Entrant], known: Sequence[Known]) -> tuple[LikelySame, ...]:
    """Return who may be one: by e-mail, else by name, with those known, then in the list."""
    emails: dict[str, Known | Entrant] = {}
    names: dict[str, Known | Entrant] = {}

    def remember(email: str, name: str, who: Known | Entrant) -> None:
        if tells(email):
            emails.setdefault(email, who)
        if name:
            names.setdefault(name, who)

    for one in known:
        if one.person and not one.erased:
            remember(str(one.values.get("email") or "").casefold(), plain(_name(one.values)), one)
    found = []
    for entrant in new:
        email, name = entrant.email.casefold(), plain(entrant.name)
        if like := emails.get(email):
            found.append(LikelySame(entrant, like, Likeness.EMAIL))
        elif like := names.get(name):
            found.append(LikelySame(entrant, like, Likeness.NAME))
        remember(email, name, entrant)
    return tuple(found)
