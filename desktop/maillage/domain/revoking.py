"""Revoking a device: what it wrote after its last believed number counts nowhere any more.

A laptop is stolen, or somebody has left. A coordinator signs a ``Revocation``: this device,
believed up to this number. The rule, which rests on what is known alone and not on the order
it was learnt in:

- Nothing that is known goes away. What is not believed stays in the store, travels in its files
  as any line does, and is shown nowhere: the state is a function of all that is known, and two
  stores that know the same show the same. So a revocation can be withdrawn, or be overruled,
  and what it had hidden is back everywhere.
- Only the word of a coordinator counts, signed with the device's own key, as long as the
  coordinator's own device was believed when it was written. Several coordinators may revoke one
  device: the lowest number holds. Withdrawing is deleting that record: whoever wrote it can, and
  its heirs, which is the same store restored from a backup under another name, but for what is
  said of one of these: a backup may be stolen. First what those heirs withdraw counts who are
  believed without any of it, then what those do who are believed by that, and so on.
- Nobody revokes the founder, whom every store trusts from its beginning, nor itself.
- Coordinators have their word by seniority: the founder, the founder's device restored from a
  backup, those whom they invited, those whom these invited, and so on; of equals, the lesser id.
  Each word counts unless somebody senior has ended the device before it. So of two who revoke
  each other the senior's word holds, and a thief with a coordinator's laptop who revokes
  everybody is overruled by whoever is senior, for good.
- A device that is known only by what is not believed any more counts for nothing, and its word
  against others neither: one invited by a revoked device after its last number, and one that a
  revoked device vouches for as its restored self, unless a coordinator's word names it too.
  ``IN_ALL`` as its last number names one that was known already when the device before it was
  revoked, and is believed.
- No file that a revoked device wrote is taken in any more, whatever number it claims: its author
  could have written into it what it liked, of others too, and erased whom it liked. What is
  believed of it is known to whoever revoked it, and travels in others' files. What somebody
  believed had taken in before knowing stays known: nobody can tell it from what is honest. That
  is true of what such a file erased as well: erased is erased.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence


IN_ALL = 2**53 - 1
"""The last believed number of a device that is not revoked, though the one before it is."""


Turns = tuple[tuple[int, bool], ...]
"""The numbers by which a device said a word or put it back, true, or withdrew it, false."""


class Word(Struct, frozen=True):
    """What one coordinator signed of one device."""

    record: str
    by: str
    device: str
    last: int
    """The device's last believed number, 0 if nothing of it is believed."""
    turns: Turns
    """Its author's."""
    heirs: tuple[tuple[str, Turns], ...] = ()
    """Devices that its author was restored as, and what they did to it."""
    of_heir: bool = False
    """Whether it is of one of these: then only its author withdraws it."""

    def stands(self, limit: int | None) -> bool:
        """Tell whether it holds by its author, who is believed up to ``limit``; None: in all."""
        return _last(self.turns, limit) is True

    def is_withdrawn(self, limits: Mapping[str, int], there: Container[str]) -> bool:
        """Tell whether somebody whom its author was restored as withdraws it."""
        return not self.of_heir and any(
            heir in there and _last(turns, limits.get(heir)) is False for heir, turns in self.heirs
        )


def _last(turns: Turns, limit: int | None) -> bool | None:
    said = [holds for n, holds in sorted(turns) if limit is None or n <= limit]
    return said[-1] if said else None


class Judged(Struct, frozen=True):
    """How far devices are believed, and by whose words."""

    limits: dict[str, int]
    """The last believed number of each device that is revoked."""
    in_force: tuple[Word, ...]
    """The words that hold, those too that a lower number makes superfluous."""


def judge(
    seniority: Sequence[str],
    words: Iterable[Word],
    *,
    founder: str,
    still: Callable[[Mapping[str, int]], Container[str]],
) -> Judged:
    """Return who is revoked, from which number on, and by which words.

    ``seniority`` is everybody whose word may count, the founder first. ``still`` tells who is
    known by what is believed under some limits: whoever is not has no word by then.
    """
    left = tuple(words)
    while True:
        found = _heard(seniority, left, founder=founder, still=still)
        if not any(word.heirs for word in left):
            return found
        there = still(found.limits)
        held = tuple(word for word in left if not word.is_withdrawn(found.limits, there))
        if held == left:
            return found
        left = held


def _heard(
    seniority: Sequence[str],
    words: Iterable[Word],
    *,
    founder: str,
    still: Callable[[Mapping[str, int]], Container[str]],
) -> Judged:
    by: dict[str, list[Word]] = {}
    for word in words:
        by.setdefault(word.by, []).append(word)
    found: dict[str, int] = {}
    heard: list[Word] = []
    there: Container[str] = seniority
    for author in seniority:
        if author not in by or author not in there:
            continue
        limit, before = found.get(author), dict(found)
        for word in by[author]:
            if word.device not in (founder, author) and word.stands(limit):
                found[word.device] = min(word.last, found.get(word.device, word.last))
                heard.append(word)
        there = still(found) if found != before else there
    return Judged(found, tuple(heard))


def is_believed(limits: Mapping[str, int], device: str, n: int) -> bool:
    """Tell whether an operation counts."""
    return device not in limits or n <= limits[device]
