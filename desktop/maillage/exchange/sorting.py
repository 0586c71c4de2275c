"""Sorts out a file's lines: first writes are read and judged all at once, others one by one.

What takes this way is sound beyond doubt. All else, sound or not, is left for the careful
reading, which says what is wrong with it; so this decides how long a merge takes, nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import astuple

from maillage.domain.fields import FieldType
from maillage.domain.first_writes import FirstWrites, change_type, columns
from maillage.domain.records import fields_of
from maillage.domain.values import ID, LARGEST, LONGEST, is_day, is_moment
from maillage.exchange import limits

if TYPE_CHECKING:
    from collections.abc import Callable

REPLACING = b":["
"""What stands in a change that replaces something, and perhaps in some texts."""

Line = tuple[str, int, int, str, str, int, msgspec.Raw]
"""An operation of a file whose change is not read yet."""
KIND = 4
"""Its place in a line."""

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
    if b"\\" in block and b"\\u0000" in block:  # one letter is found far sooner
        return [], lines
    try:
        read = _lines.decode_lines(block)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return [], lines
    if len(read) != len(first):  # two on one line
        return [], lines
    by_kind: dict[str, list[int]] = defaultdict(list)
    for at, of in enumerate(read):
        by_kind[of[KIND]].append(at)
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
    if decoder is None or _encoder.encode_lines(lines)[:-1] != written:
        return None
    devices, ns, times, records, _, schemas, raw = zip(*lines, strict=True)
    block = b"\n".join(raw)
    try:
        changes = decoder.decode_lines(block)
        # One text per value: no second spelling of a number or letter.
        if _encoder.encode_lines(changes)[:-1] != block:
            return None
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
    texts = block.decode().split("\n")
    values = list(zip(*map(astuple, changes), strict=True))
    writes = FirstWrites(kind, devices, ns, times, records, schemas, texts, values)
    return writes if _are_bounded(writes) and _are_dates(writes) else None


def _are_bounded(of: FirstWrites) -> bool:
    return (
        all(map(ID.fullmatch, of.records))
        and min(of.ns) > 0
        and max(of.ns) <= limits.MOST_NUMBER
        and min(of.times) >= limits.EARLIEST
        and max(of.times) <= limits.LATEST
        and min(of.schemas) > 0
        and max(of.schemas) <= LARGEST
    )


def _are_dates(writes: FirstWrites) -> bool:
    return all(
        # Each once: what is entered together often says the same day or hour.
        all(map(is_sound, {*writes.values[at]} - {None}))
        for at, is_sound in _dates(writes.kind)
    )


@cache
def _dates(kind: str) -> tuple[tuple[int, Callable[[str], bool]], ...]:
    """Return the columns of a kind that the type of their values does not judge, and what does."""
    known = fields_of(kind)
    judges = {FieldType.MOMENT: is_moment, FieldType.DAY: is_day}
    return tuple(
        (at, judges[known[name].holds])
        for at, name in enumerate(columns(kind))
        if name in known and known[name].holds in judges
    )


@lru_cache(maxsize=1_000)  # a file can name any number of kinds
def _decoder(kind: str) -> msgspec.json.Decoder[msgspec.Struct] | None:
    of_kind = change_type(kind)
    return msgspec.json.Decoder(of_kind) if of_kind else None
