"""At which field of the dialog it is said why a meeting could not be saved; pure."""

from __future__ import annotations

from msgspec import Struct

from maillage.actions import explain
from maillage.domain.errors import EndsTooSoon, TooLong, TooManyDays
from maillage.ui.meeting import typed
from maillage.ui.meeting.typed import Typed

_ANYWHERE = frozenset({"title", "venue", "commune", "declared_source"})
_DAYS = {EndsTooSoon: "ends", TooManyDays: "last"}


class Fault(Struct, frozen=True):
    """What is wrong, and at which field; of partners, at which of them."""

    field: str
    sentence: str
    partner: str = ""


def find(error: BaseException, told: Typed, workshops: str = "") -> Fault | None:
    """Return where an error belongs in what was typed; None for one that is of no field.

    A title or a name may be too long in several places: there it is told by its length.
    """
    for type_, field in _DAYS.items():
        if isinstance(error, type_):
            return Fault(field, explain.sentence(error))
    field = str(getattr(error, "field", ""))
    if isinstance(error, TooLong):
        length = error.length
        if field == "title" and length in map(len, typed.themes(workshops)):
            return Fault("workshops", explain.sentence(error))
        if field == "name":
            return _too_long_a_name(error, told)
    return Fault(field, explain.sentence(error)) if field in _ANYWHERE else None


def _too_long_a_name(error: TooLong, told: Typed) -> Fault | None:
    if len(told.territory.name) == error.length:
        return Fault("territory", _said(error, "territory"))
    for name, _role in told.partners:
        if len(name) == error.length:
            return Fault("partners", _said(error, "organisation"), name)
    return None


def _said(error: TooLong, field: str) -> str:
    """Return the sentence with the name that the field has on the screen."""
    return explain.sentence(TooLong(field, error.length, error.limit))
