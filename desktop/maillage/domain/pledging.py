"""Who takes part in pledges, each person once, under however many records; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from maillage.domain.vocabulary import PartyRole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.domain.records import PledgeParty
    from maillage.domain.same_people import SamePeople


class PartyOnce(Struct, frozen=True):
    """Somebody in a pledge, or a structure, as all that was recorded of their part says."""

    party: PledgeParty
    """``person`` is the record that is shown for them; the id is that of the first record."""
    records: tuple[str, ...]
    """The ids of all records of their part, that one included."""


def each_once(found: Iterable[PledgeParty], same: SamePeople) -> list[PartyOnce]:
    """Return the parties of any pledges, those of one person in one pledge as one, oldest first.

    They lead if any of their records does, and agree to be called back only if each says so:
    whoever said no under one of their names has said no.
    """
    of: dict[tuple[str, str], list[PledgeParty]] = {}
    for one in sorted(found, key=lambda party: party.id):
        shown = same.of(one.person)
        # Two structures without a person are two parties.
        of.setdefault((one.pledge, shown or one.id), []).append(replace(one, person=shown))
    return [
        PartyOnce(_as_one(records), tuple(one.id for one in records)) for records in of.values()
    ]


def _as_one(records: list[PledgeParty]) -> PledgeParty:
    first, *others = records
    if not others:
        return first
    roles = {one.role for one in records}
    return replace(
        first,
        organisation=next((one.organisation for one in records if one.organisation), ""),
        category=next((one.category for one in records if one.category), None),
        role=PartyRole.LEAD if PartyRole.LEAD in roles else first.role,
        may_call=all(one.may_call for one in records),
    )
