"""From what a person enters to what the journal keeps, and back."""

from __future__ import annotations

import re
from datetime import MAXYEAR, UTC, date, datetime
from typing import TYPE_CHECKING

import msgspec

from maillage.domain.errors import FixedField, TooLong, UnknownField, WrongValue
from maillage.domain.fields import Field, FieldType
from maillage.domain.records import RECORDS, Record, fields_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Stored = str | int | bool | None
"""What the journal keeps of one value."""

LARGEST = 2**53 - 1
"""Whole numbers stay exact in every JSON reader."""
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""How the id of a record is written."""
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ", re.ASCII)
COMMON_MOMENT = re.compile(
    r"(?!000[01]|9999)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ",
    re.ASCII,
)
"""A moment of a day that every month has: nothing is left to look at."""
LONGEST = 100_000
"""Characters in any stored text, whatever a later version allows a field."""


_encoder = msgspec.json.Encoder(order="sorted")


def to_stored(field: Field, value: object) -> Stored:  # noqa: C901 - one case per type
    """Return what the journal keeps; empty text is nothing.

    Raises TooLong or WrongValue, naming the field.
    """
    if value is None or value == "":
        return None
    match field.holds, value:
        case (FieldType.TEXT, str()):
            if len(value) > field.limit:
                raise TooLong(field.name, len(value), field.limit)
            if _is_text(value):
                return value
        case (FieldType.REFERENCE, str()) if len(value) == len("0" * 36) and value.isascii():
            return value
        case (FieldType.FLAG, bool()):
            return value
        case (FieldType.WHOLE, int()) if not isinstance(value, bool) and abs(value) <= LARGEST:
            return value
        case (FieldType.MOMENT, datetime()) if value.tzinfo and 1 < value.year < MAXYEAR:
            # Not strftime: it writes the year 999 with three digits.
            utc = value.astimezone(UTC).replace(tzinfo=None)
            return utc.isoformat(timespec="seconds") + "Z"
        case (FieldType.DAY, date()) if not isinstance(value, datetime):
            return value.isoformat()
        case (FieldType.CHOICE, _) if field.choices and isinstance(value, field.choices):
            return str(value.value)
    # What is no text could not be shown either.
    raise WrongValue(field.name, str(value)[:100].encode(errors="replace").decode())


def from_stored(field: Field, value: Stored) -> object:
    """Return the Python value; a choice that only a later version knows reads as nothing."""
    match field.holds:
        case FieldType.TEXT | FieldType.REFERENCE:
            return value or ""
        case FieldType.FLAG:
            return bool(value)
        case FieldType.MOMENT if isinstance(value, str):
            return datetime.fromisoformat(value)  # much faster than strptime
        case FieldType.DAY if isinstance(value, str):
            return date.fromisoformat(value)
        case FieldType.CHOICE if value is not None and field.choices:
            known = {member.value: member for member in field.choices}
            return known.get(str(value))
    return value


def fits(field: Field, value: object) -> bool:
    """Tell whether a value that arrived in a file is one this field could have stored."""
    if value is None:
        return True
    match field.holds:
        case FieldType.FLAG:
            return isinstance(value, bool)
        case FieldType.WHOLE:
            return isinstance(value, int) and not isinstance(value, bool) and is_exact(value)
        case FieldType.DAY:
            return isinstance(value, str) and is_day(value)
        case FieldType.MOMENT:
            return isinstance(value, str) and is_moment(value)
        case _:
            return isinstance(value, str) and len(value) <= LONGEST and _is_text(value)


def is_exact(value: int) -> bool:
    """Tell whether a whole number is the same in every JSON reader."""
    return -LARGEST <= value <= LARGEST


def is_day(value: str) -> bool:
    """Tell whether a text is a date, written as ``to_stored`` writes it."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def is_moment(value: str) -> bool:
    """Tell whether a text is a moment, written as ``to_stored`` writes it."""
    if COMMON_MOMENT.fullmatch(value):
        return True
    if not MOMENT.fullmatch(value):
        return False
    try:
        read = datetime.fromisoformat(value[:-1])
    except ValueError:
        return False
    return 1 < read.year < MAXYEAR


def stored_change(kind: str, values: Mapping[str, object]) -> dict[str, Stored]:
    """Return the stored form of some fields of a kind; raises as ``to_stored`` does."""
    known = fields_of(kind)
    for name in values:
        if name not in known:
            raise UnknownField(kind, name)
    return {name: to_stored(known[name], value) for name, value in values.items()}


def refuse_fixed(kind: str, values: Mapping[str, object]) -> None:
    """Raise FixedField if a change would make a record describe somebody else."""
    for name, field in fields_of(kind).items():
        if field.owner and name in values:
            raise FixedField(kind, name)


def to_record(kind: str, id_: str, values: Mapping[str, Stored]) -> Record:
    """Return the record of a known kind with this id and these stored values."""
    known = fields_of(kind)
    python = {name: from_stored(field, values.get(name)) for name, field in known.items()}
    return RECORDS[kind](id=id_, deleted=bool(values.get("deleted")), **python)


def canonical(value: object) -> str:
    """Return the one JSON text of a value: sorted keys, no spaces, accents as they are."""
    return _encoder.encode(value).decode()


def canonical_lines(values: Sequence[object]) -> bytes:
    """Return the one JSON text of each value, in UTF-8, each with a line feed after it."""
    return _encoder.encode_lines(values)


def _is_text(value: str) -> bool:
    """Tell text from bytes in disguise: no lone surrogate, no NUL."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in value
