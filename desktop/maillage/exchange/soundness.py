"""What no Maillage can have written. Most changes are judged by the types of their values."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from maillage.domain.fields import FieldType
from maillage.domain.journal import DELETED, Entry, Operation
from maillage.domain.records import fields_of
from maillage.domain.values import (
    ID,
    LARGEST,
    LONGEST,
    Stored,
    fits,
    is_day,
    is_exact,
    is_moment,
)
from maillage.exchange import limits

if TYPE_CHECKING:
    from collections.abc import Callable

    Check = Callable[..., bool]

NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
IDENTITY = re.compile(ID.pattern + r":[1-9][0-9]{0,15}")
TEXTS = {FieldType.TEXT, FieldType.CHOICE, FieldType.REFERENCE, None}
"""What holds any text; None is a field that only a later version knows."""
QUICK: dict[tuple[FieldType | None, type], Check | None] = {
    (FieldType.FLAG, bool): None,
    (FieldType.WHOLE, int): is_exact,
    (FieldType.MOMENT, str): is_moment,
    (FieldType.DAY, str): is_day,
}
"""What is left to check of a value, for the types that most values have."""


def fault(operation: Operation, *, short: bool) -> str:
    """Return what is wrong with an operation, or nothing.

    ``short`` promises that no text in it is longer than the longest nor holds a NUL.
    """
    if not ID.fullmatch(operation.record):
        return "identifier"
    if not limits.EARLIEST <= operation.time <= limits.LATEST:
        return "time"
    if not (0 < operation.n <= limits.MOST_NUMBER and 0 < operation.schema <= LARGEST):
        return "number"
    change = operation.change
    checks = _checks(operation.kind, tuple(change), tuple(map(type, change.values())), short=short)
    if checks is None:
        return "name"
    for name, is_sound in checks:
        if not is_sound(change[name]):
            return f"{operation.kind}.{name}"
    return ""


@lru_cache(maxsize=1_000)
def _checks(
    kind: str, names: tuple[str, ...], types: tuple[type, ...], *, short: bool
) -> tuple[tuple[str, Check], ...] | None:
    """Return the fields to look at and how, for values of these types; None: no such names."""
    if not all(NAME.fullmatch(name) for name in (kind, *names)):
        return None
    of_type = zip(names, types, strict=True)
    checks = ((name, _check(kind, name, type_, short=short)) for name, type_ in of_type)
    return tuple((name, check) for name, check in checks if check)


def _check(kind: str, name: str, type_: type, *, short: bool) -> Check | None:
    """Return what tells whether a field could hold an entry; None if its type alone says so."""
    known = fields_of(kind).get(name)
    holds = known.holds if known else FieldType.FLAG if name == DELETED else None
    if (holds, type_) in QUICK or (short and type_ is str and holds in TEXTS):
        return QUICK.get((holds, type_))
    is_sound = partial(fits, known) if known else _is_flag if name == DELETED else _is_bounded
    if type_ is not list:
        return is_sound
    return partial(_is_edit, is_sound, any_text=short and holds in TEXTS)


def _is_edit(is_sound: Check, entry: Entry, *, any_text: bool) -> bool:
    """Tell whether an entry replaces what it may; ``any_text`` says that any text is sound."""
    if not isinstance(entry, list) or not entry:
        return False
    value, *replaced = entry
    if not (any_text and isinstance(value, str)) and not is_sound(value):
        return False
    return all(map(_is_identity, replaced))


def _is_identity(value: Stored) -> bool:
    return isinstance(value, str) and bool(IDENTITY.fullmatch(value))


def _is_flag(value: Stored) -> bool:
    return isinstance(value, bool)


def _is_bounded(value: Stored) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST and "\0" not in value
    return not isinstance(value, int) or abs(value) <= LARGEST
