"""What to call somebody in a pledge, also where their name is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from maillage.actions.pledges import Gone
from maillage.language import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maillage.actions.pledges import Party

_NOBODY: Final = N_("Somebody without a name")
_WITHOUT_NAME: Final[Mapping[Gone | None, str]] = {
    Gone.ERASED: N_("Erased person"),
    Gone.DELETED: N_("Deleted person"),
    Gone.UNKNOWN: N_("Person not received yet"),
}


def name_of(party: Party) -> str:
    """Return what to call somebody in a pledge; of those without a name, why they have none."""
    if party.name:
        return party.name
    if not party.person and party.organisation:
        return party.organisation
    return _(_WITHOUT_NAME.get(party.gone, _NOBODY))
