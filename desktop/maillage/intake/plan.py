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
name; where the name alone has changed, the e-mail tells who it is, if it stands for one person
here and in the list, and a word of the name is left. E-mail and name also find whoever came by
another list or by the door.

An answer to a question of consent is taken when nothing was answered for this event yet, or
when this list answered last and has changed its mind; a no is taken whatever another list said.
What somebody has said themselves is later than any list, and counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from maillage.domain.vocabulary import Category, RegistrationStatus, Source
from maillage.intake.entrant import Entrant
from maillage.intake.keys import by_email, is_own_number, tells
from maillage.intake.known import Known, Word
from maillage.intake.likeness import alike_here
from maillage.intake.matching import Registrations, has_something_of
from maillage.intake.planned import (
    NO_WISHES,
    Answer,
    Change,
    Difference,
    Plan,
    Reason,
    Refused,
    Wishes,
)
from maillage.intake.remarks import remarks, settled, taken
from maillage.intake.structures import FACTS, Facts, Listed, same_fact
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


def plan(
    entrants: Iterable[Entrant],
    known: Sequence[Known],
    wishes: Wishes = NO_WISHES,
    source: Source | None = None,
    alike: Collection[str] = (),
    structures: Facts = {},  # noqa: B006 - nobody writes in it
) -> Plan:
    """Return what a list of this kind would change in an event that has these registrations.

    ``alike`` are the earlier lists that this one may be a later version of, by its form;
    ``structures`` is what is known of those that the list names.
    """
    entrants = tuple(entrants)
    registrations = Registrations(entrants, known, source)
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
    there: list[tuple[Entrant, Known]] = []
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
        mine = lists.union(alike) if is_own_number(entrant.ticket) else lists
        shown = next((one for one in registered if one.values), registered[0])
        follow, differ = _compared(entrant, shown, mine, listed)
        if entrant.line in wishes.followed:
            follow, differ = (*follow, *differ), ()
        there.append((entrant, shown))
        if follow:
            changed.append(Change(entrant, shown, follow))
        else:
            unchanged.append(entrant)
        if differ:
            differing.append(Change(entrant, shown, differ))
    return Plan(
        new=tuple(new),
        changed=tuple(changed),
        unchanged=tuple(unchanged),
        refused=tuple(refused),
        differing=tuple(differing),
        likely_same=alike_here(new, known),
        missing=no_longer_listed(known, meant, lists),
        versions=lists,
        remarks=remarks(taken(entrants, new, refused), there, structures, changed, differing),
        categories={
            one.line: category
            for one, known_one in there
            if isinstance(category := known_one.values.get("category"), Category)
        },
        settled=settled(there, (*changed, *differing)),
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


def _compared(
    entrant: Entrant, known: Known, lists: AbstractSet[str], of_list: Listed
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
    for answered, may in _answered(entrant, known, lists):
        (follow if may else differ).append(answered)
    return tuple(follow), tuple(differ)


def _is_about(entrant: Entrant, known: Known, name: str, listed: Listed) -> bool:
    """Tell whether what a line says of a structure is compared with what is known of theirs.

    Somebody may have a place of their own; then that is compared.
    """
    stored = str(known.values[name] or "")
    if same_fact(name, getattr(entrant, name), stored):
        return False
    if name == "commune" and known.has_own_place:
        return True
    of_theirs = entrant.organisation == known.values.get("organisation")
    return of_theirs and listed.may_change(entrant, name, stored)


_NOTHING = Word()


def _answered(
    entrant: Entrant, known: Known, lists: AbstractSet[str]
) -> Iterator[tuple[Difference, bool]]:
    """Yield the answers of a list that are new, by their purposes, and whether they are taken.

    A no is, whoever said yes; a yes is no answer to the no of another list.
    """
    for purpose, given in entrant.consents.items():
        before = known.listed.get(purpose)
        said = {name: of[purpose] for name, of in known.answers.items() if purpose in of}
        # What was taken in before lists were told apart is this one's, unless it has spoken since.
        own = [said[name] for name in said.keys() & lists] or [
            said[name] for name in said if not name
        ]
        if not known.values or purpose in known.said or given in {before, *own}:
            continue
        others = said.keys() - {"", *lists}
        stored = None if before is None else _ANSWERS[before]
        yield Difference(purpose.value, stored, _ANSWERS[given]), not (others and given)


_ANSWERS = {True: Answer.YES, False: Answer.NO}
