"""Values as people read them: choices translated, dates in words, references by name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from maillage.actions import clocks
from maillage.actions.events import local_time
from maillage.domain.fields import Field, FieldType
from maillage.domain.values import Stored, from_stored
from maillage.domain.vocabulary import Choice
from maillage.language import _, current


def shown(field: Field | None, value: Stored, names: Mapping[str, str]) -> str:
    """Return a stored value as it is read; without a field it says whether a record is deleted.

    ``names`` has what people call the records that references point to.
    """
    if field is None:
        return _("deleted") if value else _("kept")
    if field.holds is FieldType.FLAG:
        return _("yes") if value else _("no")
    if value is None or value == "":
        return _("empty")
    if field.holds is FieldType.REFERENCE:
        return names.get(str(value)) or _("not received yet")
    return _written(from_stored(field, value)) or str(value)


def _written(value: object) -> str:
    """Return a Python value in words; empty for one that this version does not know."""
    match value:
        case Choice():
            return _(value.label)
        case datetime():
            return current().moment(local_time(value))
        case date():
            return current().date(value)
        case bool() | None:
            return ""
        case int():
            return current().number(value)
    return str(value)


def when(at: datetime, now: datetime) -> str:
    """Return when something was written, in the time of the meetings: «aujourd’hui à 13 h 20»."""
    there, today = local_time(at), local_time(now).date()
    time = current().time(there)
    if doubted := clocks.doubt(at, now):
        return doubted
    if there.date() == today:
        return _("today at {time}", time=time)
    if there.date() == today - timedelta(days=1):
        return _("yesterday at {time}", time=time)
    return current().moment(there)
