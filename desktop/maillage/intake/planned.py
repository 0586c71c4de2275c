"""What taking a list in would do, line by line."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from maillage.domain.vocabulary import Category, Choice
from maillage.domain.words import N_
from maillage.intake.entrant import Entrant
from maillage.intake.flags import Flag
from maillage.intake.known import Known, Value


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
    OTHER_PERSON = (
        "other_person",
        N_(
            "Its number already belongs to somebody else here: if the numbers are those of another"
            " list, do not take in their column"
        ),
    )
    CANCELLED = "cancelled", N_("Cancelled before anybody here knew of it")
    REPLACED = "replaced", N_("Cancelled, then registered again on another line")
    TOTAL = "total", N_("A line that counts, not a person")
    LEFT_OUT = "left_out", N_("Left out by you")
    ERASED = "erased", N_("Erased at their request: never brought back by a list")


class Likeness(Choice):
    """What two people have in common; {name} is the other one’s."""

    BOTH = "both", N_("Same name and e-mail address as somebody already known here: {name}")
    EMAIL = "email", N_("Same e-mail address as {name}")
    NAME = "name", N_("Same name as somebody already known here: {name}")


_ON_THE_LIST = {
    Likeness.BOTH: N_("Same name and e-mail address as on another line of the list: {name}"),
    Likeness.NAME: N_("Same name as on another line of the list: {name}"),
}


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

    @property
    def label(self) -> str:
        """What they have in common; {name} is the other one's, who may be new in the list too."""
        if isinstance(self.like, Entrant) and self.by is not Likeness.EMAIL:
            return _ON_THE_LIST[self.by]
        return self.by.label


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
    categories: Mapping[int, Category] = {}
    """What those known here come as, by the line that names them, as it stands here."""
    settled: frozenset[tuple[int, str]] = frozenset()
    """Lines and fields of which something else stands here, and nothing of it is asked: what
    there was to look at in the list has been put right."""


class Wishes(Struct, frozen=True):
    """What a person decided about single lines, by the line of the file."""

    left_out: frozenset[int] = frozenset()
    """Lines not to be taken in."""
    followed: frozenset[int] = frozenset()
    """Lines whose every difference follows the list."""


NO_WISHES = Wishes()
