"""What the dialog of a meeting shows from elsewhere, read in one job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.actions import events, organisations, places, territories
from maillage.actions.events import Partnership
from maillage.actions.territories import Named
from maillage.domain.geography import Atlas

if TYPE_CHECKING:
    from maillage.ui.session import Session


class Around(Struct, frozen=True):
    """Partners of the meeting, all territories, names of all structures, and the map."""

    partners: tuple[Partnership, ...]
    territories: dict[str, Named]
    structures: tuple[str, ...]
    atlas: Atlas


def read(session: Session, event: str) -> Around:
    """Return what is around a meeting, or around a new one; runs where the store may be touched."""
    store = session.store
    return Around(
        tuple(events.partners_of(store, event=event)) if event else (),
        territories.known(store),
        tuple(organisations.known_names(store)),
        places.atlas(),
    )
