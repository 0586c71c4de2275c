"""Whom a line of a list means, of those an event knows; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from maillage.domain.vocabulary import RegistrationStatus, Source
from maillage.intake.entrant import Entrant
from maillage.intake.keys import by_email, tells
from maillage.intake.known import Known
from maillage.intake.words import plain


class Registrations:
    """Who a line of this list means, of those the event has."""

    def __init__(
        self, entrants: Sequence[Entrant], known: Sequence[Known], source: Source | None
    ) -> None:
        self._source = source
        self._by_ticket: dict[str, list[Known]] = {}
        self._by_mail: dict[str, set[str]] = {}
        self._by_person: dict[tuple[str, str], set[str]] = {}
        for one in sorted(known, key=lambda one: one.registration):
            if one.ticket:
                self._by_ticket.setdefault(one.ticket, []).append(one)
            if mail := by_email(one.ticket):
                self._by_mail.setdefault(mail, set()).add(one.ticket)
            if who := _who(one.values.get("email"), one.name):
                self._by_person.setdefault(who, set()).add(one.registration)
        self._known = {one.registration: one for one in known}
        cancelled = RegistrationStatus.CANCELLED
        self.coming = {one.ticket for one in entrants if one.status is not cancelled}
        """Keys of whoever the list holds and has not cancelled."""
        self._listed: Counter[str] = Counter(by_email(one.ticket) for one in entrants)
        self._people = Counter(_who(one.email, one.name) for one in entrants)

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
        who = _who(entrant.email, entrant.name)
        same = [self._known[id_] for id_ in self._by_person.get(who or ("", ""), ())]
        otherwise = self._people[who] == 1 and entrant.ticket in self.coming
        return same if len(same) == 1 and (mail or (otherwise and self._is_other(same[0]))) else []

    def _is_other(self, known: Known) -> bool:
        """Tell whether somebody came by another kind of list than this one, or by none.

        Two numbers of one kind of list under one name and address are two seats.
        """
        return self._source not in {None, known.source}


def has_something_of(entrant: Entrant, known: Known) -> bool:
    """Tell whether a line shares a name or an e-mail with somebody, as they are or were listed."""
    if not known.values:
        return True  # deleted here: nothing is left to compare
    return any(
        plain(str(getattr(entrant, name))) in known.ever(name)
        for name in ("given_name", "family_name", "email")
    )


def _shares_a_name(entrant: Entrant, known: Known) -> bool:
    """Tell whether a line has a word of somebody's name, as it is or was listed."""
    if not known.values:
        return True  # deleted here: nothing is left to compare
    return not known.names_ever.isdisjoint(plain(entrant.name).split())


def _who(email: object, name: str) -> tuple[str, str] | None:
    """Return what tells a person where no number does; None unless both are there."""
    return (str(email).casefold(), plain(name)) if tells(str(email)) and name else None
