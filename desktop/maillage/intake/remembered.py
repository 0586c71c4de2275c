"""What a person once said of a list's columns, found again for the next list like it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from maillage.domain.fields import PARAGRAPH
from maillage.intake.meaning import ColumnMap, Meaning
from maillage.intake.words import plain

_LONGEST = 80
"""Letters of a header that tell it from others."""
ALIKE = 0.7
"""Share of the headers that two versions of one list have in common at least."""


class Remembered(Struct, frozen=True):
    """The headers of a list in plain words, and what each was said to mean."""

    columns: tuple[str, ...]
    fields: tuple[Meaning | None, ...]

    def share(self, headers: Sequence[str]) -> float:
        """Return how much of both headers is the same, from 0 to 1."""
        mine, theirs = Counter(self.columns), Counter(signature(headers))
        all_ = (mine | theirs).total()
        return (mine & theirs).total() / all_ if all_ else 0


def signature(headers: Sequence[str]) -> tuple[str, ...]:
    """Return headers as they are compared: accents, case and signs do not count.

    Joined by line ends they fit a field of the store.
    """
    room = min(_LONGEST, PARAGRAPH // max(len(headers), 1) - 1)
    return tuple(plain(header)[:room].strip() for header in headers)


def recall(headers: Sequence[str], remembered: Sequence[Remembered]) -> ColumnMap | None:
    """Return what was said of the list most like this one, None if none is alike.

    Of two that are equally alike the later one counts. A column that is new means nothing yet.
    """
    likely = [one for one in remembered if one.share(headers) >= ALIKE]
    if not likely or not any(headers):
        return None
    best = max(reversed(likely), key=lambda one: one.share(headers))
    left = list(zip(best.columns, best.fields, strict=True))
    fields: list[Meaning | None] = []
    for name in signature(headers):
        at = next((place for place, (column, _) in enumerate(left) if column == name), None)
        fields.append(left.pop(at)[1] if at is not None else None)
    return ColumnMap(tuple(fields))
