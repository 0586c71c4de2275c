"""Somebody whom an event knows already, as a list is compared with them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from maillage.domain.vocabulary import Choice, ConsentPurpose, RegistrationStatus, Source
from maillage.intake.words import plain

Value = str | Choice | None


class Word(Struct, frozen=True):
    """What lists have said of one field of somebody; see ``said``."""

    by: Mapping[str, Value] = field(default_factory=dict)
    """What each list said last."""
    standing: frozenset[str] = frozenset()
    """The lists whose word stands here; none once a person has written it."""


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
    has_own_place: bool = False
    """Whether their commune is their own, not that of the structure they come from."""
    words: Mapping[str, Word] = field(default_factory=dict)
    """What lists have said of these."""
    brought: str = ""
    """Which list they came by; empty for the door."""
    listed: Mapping[ConsentPurpose, bool] = field(default_factory=dict)
    """The last answers of this event that a list brought."""
    answers: Mapping[str, Mapping[ConsentPurpose, bool]] = field(default_factory=dict)
    """What each list last answered; one that nobody knows any more has no name."""
    said: frozenset[ConsentPurpose] = frozenset()
    """Purposes of which somebody has said last themselves what they want."""
    source: Source | None = None
    """Which kind of list brought them, or the door."""

    @property
    def name(self) -> str:
        """First and last name as they are here; empty once erased or deleted."""
        return _name(self.values)

    @property
    def is_there(self) -> bool:
        """Whether they are neither erased nor deleted."""
        return bool(self.person and not self.erased and self.values)

    @property
    def is_cancelled(self) -> bool:
        """Whether nobody expects them any more."""
        return self.values.get("status") is RegistrationStatus.CANCELLED

    def ever(self, field_: str) -> set[str]:
        """Return what stands, and stood on a list, in a field; in plain words."""
        listed = self.words.get(field_, Word()).by.values()
        said = (self.values.get(field_), *listed)
        return {words for one in said if (words := plain(str(one or "")))}

    @property
    def names_ever(self) -> set[str]:
        """The words of every name they have, or had on a list."""
        names = (self.ever(part) for part in ("given_name", "family_name"))
        return {word for of in names for name in of for word in name.split()}


def _name(values: Mapping[str, Value]) -> str:
    given, family = (values.get(part) or "" for part in ("given_name", "family_name"))
    return f"{given} {family}".strip()
