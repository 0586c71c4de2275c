"""What a list would change, decided before anything is written; pure.

Nothing that Maillage holds is overwritten because a list differs from it. For each field
of somebody the store knows by their ticket:

- the list says nothing, or the same: nothing happens;
- the store has nothing: the list fills it;
- an earlier version of this list said it last, and nobody has written it since
  (``Known.words``): it follows the list, however often the list changes it;
- the list repeats what it said last, and it was corrected here meanwhile: the correction stays;
- anything else, corrected here and changed there, written here, or said by another list, is a
  difference for a person to decide, except that a pending registration follows the list, which
  alone knows whether it was confirmed.

A line is known by its key (``keys``). A list without numbers of its own is told by e-mail and
name: they also find whoever came by another list or by the door, and where the name alone has
changed, the e-mail tells who it is, if it stands for one person here and in the list, and a
word of the name is left.

An answer to a question of consent is taken when nothing was answered for this event yet, or
when the last answer was a list's too and the list has changed it. What somebody has said
themselves is later than any list, and counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import Enum

from msgspec import Struct

from maillage.domain.vocabulary import Choice, RegistrationStatus, Source
from maillage.domain.words import N_
from maillage.intake.entrant import Entrant
from maillage.intake.flags import Flag
from maillage.intake.keys import by_email, is_own_number, tells
from maillage.intake.known import Known, Value, Word
from maillage.intake.matching import Registrations, has_something_of
from maillage.intake.structures import FACTS, Facts, Listed, same_fact, told_apart
from maillage.intake.versions import no_longer_listed, versions
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
    versions: frozenset[str] = frozenset()
    """The earlier lists that this one is a later version of."""
    remarks: tuple[tuple[Entrant, Flag], ...] = ()
    """What a person should look at because of what is known here, beside the list's own flags."""


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
    alike: Collection[str] = (),
    structures: Facts = {},  # noqa: B006 - nobody writes in it
) -> Plan:
    """Return what a list would change in an event that has these registrations.

    ``alike`` are the earlier lists that this one may be a later version of, by its form;
    ``structures`` is what is known of those that the list names.
    """
    entrants = tuple(entrants)
    registrations = Registrations(entrants, known)
    found = [registrations.of(one) for one in entrants]
    meant = {one.registration for of in found for one in of}
    lists = versions(known, meant, alike)
    listed = Listed(entrants)
    seen: set[str] = set()
    new: list[Entrant] = []
    changed: list[Change] = []
    unchanged: list[Entrant] = []
    refused: list[Refused] = []
    differing: list[Change] = []
    for entrant, registered in zip(entrants, found, strict=True):
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
        # A number that its kind of list gives says by itself that it is the same line.
        mine = {*lists, *alike} if is_own_number(entrant.ticket) else lists
        follow, differ = _compared(entrant, registered[0], mine, listed)
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
        missing=no_longer_listed(known, meant, lists),
        versions=lists,
        remarks=_remarks(_taken(entrants, new, refused), structures, changed, differing),
    )


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
    if any_list and registered and not has_something_of(entrant, registered[0]):
        return Reason.OTHER_PERSON
    return None


_TOTALS = frozenset({"total", "totaux", "sous total", "total general", "total inscrits", "nombre"})


def _taken(
    entrants: Sequence[Entrant], new: Sequence[Entrant], refused: Sequence[Refused]
) -> list[Entrant]:
    """Return the lines that are taken in, the new ones first, as they are written."""
    before = {*(one.entrant.line for one in refused), *(one.line for one in new)}
    return [*new, *(one for one in entrants if one.line not in before)]


def _remarks(
    taken: Sequence[Entrant],
    structures: Facts,
    changed: Sequence[Change],
    differing: Sequence[Change],
) -> tuple[tuple[Entrant, Flag], ...]:
    """Return what lines say of structures and what is neither written nor asked about."""
    stands = {name: dict(of) for name, of in structures.items()}
    for change in changed:
        of = stands.setdefault(change.entrant.organisation, {})
        of |= {one.field: str(one.listed) for one in change.fields if one.field in FACTS}
    asked = {
        (change.entrant.line, one.field)
        for change in (*changed, *differing)
        for one in change.fields
    }
    return tuple(told_apart(taken, stands, asked))


def _compared(
    entrant: Entrant, known: Known, lists: Collection[str], of_list: Listed
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
        if name in FACTS and not _is_about(entrant, known, name, of_list):
            continue
        difference = Difference(name, stored, listed)
        word = known.words.get(name, _NOTHING)
        is_mine = not word.standing.isdisjoint(lists)
        if not is_mine and listed in [said for of, said in word.by.items() if of in lists]:
            continue  # corrected, or emptied, here: the list repeats itself
        is_empty = not stored and not any(word.by.values())
        may = is_mine or is_empty or stored is RegistrationStatus.PENDING
        (follow if may else differ).append(difference)
    return (*follow, *_answered(entrant, known)), tuple(differ)


def _is_about(entrant: Entrant, known: Known, name: str, listed: Listed) -> bool:
    """Tell whether what a line says of a structure is to be compared with what is known of it."""
    stored = str(known.values[name] or "")
    return (
        entrant.organisation == known.values.get("organisation")
        and not same_fact(name, getattr(entrant, name), stored)
        and listed.may_change(entrant, name, stored)
    )


_NOTHING = Word()


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
            remember(str(one.values.get("email") or "").casefold(), plain(one.name), one)
    found = []
    for entrant in new:
        email, name = entrant.email.casefold(), plain(entrant.name)
        if like := emails.get(email):
            found.append(LikelySame(entrant, like, Likeness.EMAIL))
        elif like := names.get(name):
            found.append(LikelySame(entrant, like, Likeness.NAME))
        remember(email, name, entrant)
    return tuple(found)
