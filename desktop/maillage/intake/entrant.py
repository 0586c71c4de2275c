"""One line of a list, as values the store accepts, with what a person should look at."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec import Struct, field

from maillage.domain.fields import LINE
from maillage.domain.records import fields_of
from maillage.domain.vocabulary import Category, ConsentPurpose, RegistrationStatus
from maillage.intake import normalise
from maillage.intake.answer import answer
from maillage.intake.category import category
from maillage.intake.flags import Flag, Why
from maillage.intake.meaning import IN_ONE, NAMES, Meaning
from maillage.intake.status import status
from maillage.intake.table import Row
from maillage.intake.words import plain

CONSENTS = {
    Meaning.IMAGE: ConsentPurpose.IMAGE,
    Meaning.RECONTACT: ConsentPurpose.RECONTACT,
    Meaning.DIRECTORY: ConsentPurpose.DIRECTORY,
}
"""The questions of consent a list may ask."""


class Entrant(Struct, frozen=True, kw_only=True):
    """Somebody on a list; every text fits the field of the store it is meant for."""

    ticket: str
    """What tells this line from others in every version of the list: see ``keys``."""
    status: RegistrationStatus
    says_status: bool = True
    """Whether the list says where it stands; one that does not holds whoever is registered."""
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
    consents: Mapping[ConsentPurpose, bool] = field(default_factory=dict)
    """Only what was asked and clearly answered."""
    line: int
    """Line of the file where it begins, from 1."""
    flags: tuple[Flag, ...] = ()

    @property
    def name(self) -> str:
        """First and last name as one reads them on a badge."""
        return f"{self.given_name} {self.family_name}".strip()


def entrant(row: Row, said: Mapping[Meaning, str]) -> Entrant:
    """Return the entrant of a row from its cells by what they mean, all as typed.

    A status that is not recognised waits, flagged, for a person; a list without any holds only
    whoever is registered.
    """
    said = _of_whoever_comes(said)
    reading = _Reading(row, said)
    given, family = _names(reading)
    group = reading.category()
    commune, inside = normalise.place(reading.said(Meaning.COMMUNE))
    postcode, no_postcode = normalise.postcode(reading.said(Meaning.POSTCODE))
    read = Entrant(
        ticket=reading.kept(Meaning.TICKET, normalise.whole(reading.typed(Meaning.TICKET))[0]),
        status=reading.status(),
        says_status=not _STATUSES.isdisjoint(said),
        given_name=reading.kept(Meaning.GIVEN_NAME, given),
        family_name=reading.kept(Meaning.FAMILY_NAME, family),
        email=reading.kept(Meaning.EMAIL, *normalise.email(reading.said(Meaning.EMAIL))),
        phone=reading.kept(Meaning.PHONE, *normalise.phone(reading.said(Meaning.PHONE))),
        category=group,
        profession=reading.kept(Meaning.PROFESSION, reading.said(Meaning.PROFESSION)),
        organisation=reading.kept(Meaning.ORGANISATION, reading.said(Meaning.ORGANISATION)),
        siret=reading.kept(Meaning.SIRET, *normalise.siret(reading.said(Meaning.SIRET))),
        commune=reading.kept(Meaning.COMMUNE, commune),
        postcode=reading.kept(Meaning.POSTCODE, postcode, no_postcode) or inside,
        consents=reading.consents(),
        line=row.line,
    )
    reading.flag(Meaning.FAMILY_NAME, None if read.name else Why.NO_NAME)
    for part, name in ((Meaning.GIVEN_NAME, given), (Meaning.FAMILY_NAME, family)):
        reading.flag(part, Why.TWO_NAMES if normalise.names_two(name) else None)
    alone = read.siret and not read.organisation
    reading.flag(Meaning.SIRET, Why.NO_STRUCTURE if alone else None)
    return msgspec.structs.replace(read, flags=tuple(reading.flags))


_NOBODY = frozenset({"info requested", "informations demandees", "info demandee"})
"""What Eventbrite writes for whoever has not told their name yet."""
_STATUSES = frozenset({Meaning.STATUS, Meaning.CONFIRMED, Meaning.SENT})


def _of_whoever_comes(said: Mapping[Meaning, str]) -> Mapping[Meaning, str]:
    """Return the cells with what is said of the payer, if payer and participant bear one name.

    Only then do address and structure of the payer say anything of whoever comes.
    """

    def bearer(*names: Meaning) -> list[str]:
        return sorted(plain(" ".join(said.get(name, "") for name in names)).split())

    comes = bearer(Meaning.GIVEN_NAME, Meaning.FAMILY_NAME, *IN_ONE)
    if not comes or comes != bearer(Meaning.PAYER_GIVEN_NAME, Meaning.PAYER_FAMILY_NAME):
        return said
    filled = dict(said)
    for own, paid in (
        (Meaning.EMAIL, Meaning.PAYER_EMAIL),
        (Meaning.ORGANISATION, Meaning.PAYER_ORGANISATION),
    ):
        filled[own] = said.get(own, "").strip() or said.get(paid, "")
    return filled


def _names(reading: _Reading) -> tuple[str, str]:
    """Return first and last name, from two cells or told apart in one."""
    given, family = (
        normalise.name(reading.typed(part)) for part in (Meaning.GIVEN_NAME, Meaning.FAMILY_NAME)
    )
    if given or family:
        return ("", "") if plain(given) in _NOBODY else (given, family)
    whole = reading.typed(Meaning.FULL_NAME)
    first, last = normalise.told_apart(
        whole or reading.typed(Meaning.LAST_FIRST), family_first=not whole
    )
    return normalise.name(first), normalise.name(last)


class _Reading:
    """The cells of one row, and what was noticed while reading them."""

    def __init__(self, row: Row, said: Mapping[Meaning, str]) -> None:
        self._said = said
        self.flags = list(row.flags)

    def typed(self, name: Meaning) -> str:
        """Return a cell on one line, empty if the list has none."""
        return normalise.line(self._said.get(name, ""))

    def said(self, name: Meaning) -> str:
        """Return a cell on one line, empty too if it only says that there is nothing."""
        return normalise.said(self._said.get(name, ""))

    def flag(self, name: Meaning, why: Why | None) -> None:
        """Note why a cell needs a look, if it does."""
        if why:
            whole = "".join(map(self.typed, IN_ONE)) if name in NAMES else ""
            self.flags.append(Flag(name.value, self.typed(name) or whole, why))

    def kept(self, name: Meaning, value: str, why: Why | None = None) -> str:
        """Return a value cut to what its field holds, noting that and ``why``."""
        self.flag(name, why)
        limit = _LIMITS.get(name.value, LINE)
        if len(value) <= limit:
            return value
        self.flag(name, Why.TOO_LONG)
        return value[: limit - 1] + "…"

    def status(self) -> RegistrationStatus:
        """Return where the registration stands, by the first column that says it."""
        if word := self.typed(Meaning.STATUS):
            said = status(word)
            self.flag(Meaning.STATUS, None if said else Why.UNKNOWN_STATUS)
            return said or RegistrationStatus.PENDING
        if self.typed(Meaning.CONFIRMED):
            paid, unsure = answer(self.typed(Meaning.CONFIRMED))
            if unsure:
                typed = self.typed(Meaning.CONFIRMED)
                self.flags.append(Flag(Meaning.STATUS.value, typed, Why.UNKNOWN_STATUS))
            return RegistrationStatus.CONFIRMED if paid else RegistrationStatus.PENDING
        begun = Meaning.SENT in self._said and not self.typed(Meaning.SENT)
        return RegistrationStatus.PENDING if begun else RegistrationStatus.CONFIRMED

    def category(self) -> Category | None:
        """Return what somebody comes as: what they say, else what their profession tells."""
        if Meaning.CATEGORY in self._said:
            group, unclear = category(self.typed(Meaning.CATEGORY))
            self.flag(Meaning.CATEGORY, unclear)
            return group
        profession = self.typed(Meaning.PROFESSION)
        group, _unclear = category(profession)
        if group is Category.OTHER:
            return None
        if group:
            self.flags.append(Flag(Meaning.CATEGORY.value, profession, Why.FROM_PROFESSION))
        return group

    def consents(self) -> dict[ConsentPurpose, bool]:
        """Return the questions of consent that have a clear answer."""
        consents = {}
        for name, purpose in CONSENTS.items():
            given, unsure = answer(self.typed(name))
            self.flag(name, unsure)
            if given is not None:
                consents[purpose] = given
        return consents


_LIMITS = {
    name: field.limit
    for kind in ("person", "organisation", "registration")
    for name, field in fields_of(kind).items()
    if field.limit
}
