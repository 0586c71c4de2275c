"""At which field of the dialog it is said why a meeting could not be saved; pure."""

from __future__ import annotations

from msgspec import Struct

from maillage.actions import explain
from maillage.domain.errors import EndsTooSoon, TooLong, TooManyDays, WrongValue
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

    Titles and names stand in several places: the one that is told is found by what it holds.
    """
    for type_, field in _DAYS.items():
        if isinstance(error, type_):
            return Fault(field, explain.sentence(error))
    field = str(getattr(error, "field", ""))
    if isinstance(error, TooLong | WrongValue):
        if field == "title" and any(_blames(error, one) for one in typed.themes(workshops)):
            return Fault("workshops", explain.sentence(error))
        if field == "name":
            return _of_a_name(error, told)
    return Fault(field, explain.sentence(error)) if field in _ANYWHERE else None


def _of_a_name(error: TooLong | WrongValue, told: Typed) -> Fault | None:
    if _blames(error, told.territory.name):
        return Fault("territory", _said(error, "territory"))
    for name, _role in told.partners:
        if _blames(error, name):
            return Fault("partners", _said(error, "organisation"), name)
    return None


def _blames(error: TooLong | WrongValue, text: str) -> bool:
    if isinstance(error, TooLong):
        return len(text) == error.length
    return bool(text) and text.encode(errors="replace").decode().startswith(error.value)


def _said(error: TooLong | WrongValue, field: str) -> str:
    """Return the sentence with the name that the field has on the screen."""
    if isinstance(error, TooLong):
        return explain.sentence(TooLong(field, error.length, error.limit))
    return explain.sentence(WrongValue(field, error.value))
