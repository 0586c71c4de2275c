"""Who made a meeting possible, in the order of what they did for it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from maillage.domain.vocabulary import PartnerRole

if TYPE_CHECKING:
    from maillage.reports.data import Partner

_ROLES = [*PartnerRole, None]


def ordered(partners: tuple[Partner, ...]) -> list[tuple[PartnerRole | None, list[str]]]:
    """Return the names of the partners by role: host, organiser, funder, partner."""
    each = sorted(partners, key=lambda one: _ROLES.index(one.role))
    return [
        (role, [one.name for one in some]) for role, some in groupby(each, key=lambda one: one.role)
    ]
