"""Sorts out a file's lines: first writes are read and judged all at once, others one by one.

What takes this way is sound beyond doubt. All else, sound or not, is left for the careful
reading, which says what is wrong with it; so this decides how long a merge takes, nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import msgspec

from maillage.domain.fields import FieldType
from maillage.domain.first_writes import FirstWrites, Line, change_type
from maillage.domain.records import fields_of
from maillage.domain.values import ID, LARGEST, LONGEST, is_day, is_moment
from maillage.exchange import limits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

REPLACING = b":["
"""What stands in a change that replaces something, and perhaps in some texts."""

_lines = msgspec.json.Decoder(Line)
_encoder = msgspec.json.Encoder()


def sort_out(lines: list[bytes]) -> tuple[list[FirstWrites], list[bytes]]:
    """Return the first writes among some lines, by kind, and the lines to be read with care."""
    if not lines or len(max(lines, key=len)) > LONGEST:
        return [], lines
    first: list[bytes] = []
    left: list[bytes] = []
    for line in lines:
        (first if line[:1] == b"[" and REPLACING not in line else left).append(line)
    block = b"\n".join(first)
    if b"\\u0000" in block:
        return [], lines
    try:
        read = _lines.decode_lines(block)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return [], lines
    if len(read) != len(first):  # two on one line
        return [], lines
    by_kind: dict[str, list[int]] = defaultdict(list)
    for at, of in enumerate(read):
        by_kind[of.kind].append(at)
    sorted_out = []
    for kind, places in by_kind.items():
        written = [first[at] for at in places]
        writes = _first_writes(kind, [read[at] for at in places], b"\n".join(written))
        if writes:
            sorted_out.append(writes)
        else:
            left += written
    return sorted_out, left


def _first_writes(kind: str, lines: list[Line], written: bytes) -> FirstWrites | None:
    """Return some lines of one kind, all sound and in their one form; None if in doubt."""
    decoder = _decoder(kind)
    if decoder is None or not _are_bounded(lines):
        return None
    block = b"\n".join([line.change for line in lines])
    try:
        changes = decoder.decode_lines(block)
        # One text per value: no second spelling of a number or letter.
        if _encoder.encode_lines(changes)[:-1] != block:
            return None
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
    if _encoder.encode_lines(lines)[:-1] != written:
        return None
    texts = block.decode().split("\n")
    writes = FirstWrites(kind, lines, changes, texts)
    return writes if _are_dates(writes) else None


def _are_bounded(lines: Sequence[Line]) -> bool:
    numbers, times, schemas = (
        [getattr(line, name) for line in lines] for name in ("n", "time", "schema")
    )
    return (
        all(ID.fullmatch(line.record) for line in lines)
        and min(numbers) > 0
        and max(numbers) <= limits.MOST_NUMBER
        and min(times) >= limits.EARLIEST
        and max(times) <= limits.LATEST
        and min(schemas) > 0
        and max(schemas) <= LARGEST
    )


def _are_dates(writes: FirstWrites) -> bool:
    return all(
        all(is_sound(value) for value in writes.values_of(names) if value is not None)
        for names, is_sound in _dates(writes.kind)
    )


@cache
def _dates(kind: str) -> tuple[tuple[tuple[str, ...], Callable[[str], bool]], ...]:
    """Return the fields of a kind that the type of their values does not judge, and what does."""
    known = fields_of(kind).values()
    judges = {FieldType.MOMENT: is_moment, FieldType.DAY: is_day}
    return tuple(
        (tuple(field.name for field in known if field.holds is holds), is_sound)
        for holds, is_sound in judges.items()
    )


@lru_cache(maxsize=1_000)  # a file can name any number of kinds
def _decoder(kind: str) -> msgspec.json.Decoder[msgspec.Struct] | None:
    of_kind = change_type(kind)
    return msgspec.json.Decoder(of_kind) if of_kind else None
