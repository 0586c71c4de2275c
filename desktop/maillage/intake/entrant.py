"""One line of a list, as values the store accepts, with what a person should look at."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from maillage.domain.fields import LINE
from maillage.domain.records import fields_of
from maillage.domain.vocabulary import Category, ConsentPurpose, RegistrationStatus
from maillage.intake import normalise
from maillage.intake.category import category
from maillage.intake.flags import Flag, Why
from maillage.intake.table import Row
from maillage.intake.words import plain

CONSENTS = {
    "image": ConsentPurpose.IMAGE,
    "recontact": ConsentPurpose.RECONTACT,
    "directory": ConsentPurpose.DIRECTORY,
}
"""The questions of consent a list may ask, by the name of their cell."""

_YES = frozenset(
    {"oui", "o", "yes", "vrai", "true", "1", "x", "ok", "d accord", "j accepte", "je suis d accord"}
)
_NO = ("non", "je refuse", "je n accepte pas", "je ne souhaite pas", "pas d accord")
_NO_ALONE = frozenset({"n", "no", "faux", "false", "0"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Entrant:
    """Somebody on a list; every text fits the field of the store it is meant for."""

    ticket: str
    """The list's own stable number; empty when the line has none."""
    status: RegistrationStatus
    given_name: str = ""
    family_name: str = ""
    email: str = ""
    phone: str = ""
    category: Category | None = None
    profession: str = ""
    organisation: str = ""
    siret: str = ""
    commune: str = ""
    postcode: str = ""
    consents: Mapping[ConsentPurpose, bool] = dataclasses.field(default_factory=dict)
    """Only what was asked and clearly answered."""
    line: int
    """Line of the file where it begins, from 1."""
    flags: tuple[Flag, ...] = ()

    @property
    def name(self) -> str:
        """First and last name as one reads them on a badge."""
        return f"{self.given_name} {self.family_name}".strip()


def entrant(row: Row, said: Mapping[str, str], status: RegistrationStatus | None) -> Entrant:
    """Return the entrant of a row from its cells by field of Entrant, all as typed.

    Consents are in ``said`` by the names of CONSENTS. A status that is None was not
    recognised: it waits, flagged, for a person.
    """
    reading = _Reading(row, said)
    group, unclear = category(reading.typed("category"))
    commune, postcode = normalise.place(reading.typed("commune"))
    reading.flag("category", unclear)
    reading.flag("status", None if status else Why.UNKNOWN_STATUS)
    read = Entrant(
        ticket=reading.kept("ticket", reading.typed("ticket")),
        status=status or RegistrationStatus.PENDING,
        given_name=reading.kept("given_name", normalise.name(reading.typed("given_name"))),
        family_name=reading.kept("family_name", normalise.name(reading.typed("family_name"))),
        email=reading.kept("email", *normalise.email(reading.typed("email"))),
        phone=reading.kept("phone", *normalise.phone(reading.typed("phone"))),
        category=group,
        profession=reading.kept("profession", reading.typed("profession")),
        organisation=reading.kept("organisation", reading.typed("organisation")),
        siret=reading.kept("siret", *normalise.siret(reading.typed("siret"))),
        commune=reading.kept("commune", commune),
        postcode=postcode,
        consents=reading.consents(),
        line=row.line,
    )
    reading.flag("ticket", None if read.ticket else Why.NO_TICKET)
    reading.flag("family_name", None if read.name else Why.NO_NAME)
    return dataclasses.replace(read, flags=tuple(reading.flags))


class _Reading:
    """The cells of one row, and what was noticed while reading them."""

    def __init__(self, row: Row, said: Mapping[str, str]) -> None:
        self._said = said
        self.flags = list(row.flags)

    def typed(self, name: str) -> str:
        """Return a cell on one line, empty if the list has none."""
        return normalise.line(self._said.get(name, ""))

    def flag(self, name: str, why: Why | None) -> None:
        """Note why a cell needs a look, if it does."""
        if why:
            self.flags.append(Flag(name, self.typed(name), why))

    def kept(self, name: str, value: str, why: Why | None = None) -> str:
        """Return a value cut to what its field holds, noting that and ``why``."""
        self.flag(name, why)
        limit = _LIMITS.get(name, LINE)
        if len(value) <= limit:
            return value
        self.flag(name, Why.TOO_LONG)
        return value[: limit - 1] + "…"

    def consents(self) -> dict[ConsentPurpose, bool]:
        """Return the questions of consent that have a clear answer."""
        consents = {}
        for name, purpose in CONSENTS.items():
            given, unsure = answer(self.typed(name))
            self.flag(name, unsure)
            if given is not None:
                consents[purpose] = given
        return consents


def answer(text: str) -> tuple[bool | None, Why | None]:
    """Return yes or no; None for no answer, or with a reason for one that is neither."""
    said = plain(text)
    if not said:
        return None, (Why.UNCLEAR_CONSENT if text else None)
    if said in _YES:
        return True, None
    if said in _NO_ALONE or any(said == no or said.startswith(f"{no} ") for no in _NO):
        return False, None
    return None, Why.UNCLEAR_CONSENT


_LIMITS = {
    name: field.limit
    for kind in ("person", "organisation", "registration")
    for name, field in fields_of(kind).items()
    if field.limit
}
