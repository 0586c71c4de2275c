"""What somebody is still typing, kept so that a closed lid or a power cut loses none of it.

It is of this laptop alone: in the encrypted store and nowhere else, beside the journal and not in
it. So it never travels, is no record, and nobody is told that something changed. It goes once it
is recorded or left, after some days, with whoever is named in it, and with the store; a restored
backup, which is another device, has none.

A hub keeps none: its tables are not of one laptop.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from maillage.store import identity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from maillage.exchange.store import Store

Values = dict[str, Any]
"""Fields as they stand, in what JSON can say."""
NAME = "drafts"
KEPT = timedelta(days=14)
"""After that it is of another day: nobody goes on with it."""
MOST_BYTES = 200_000
"""Of one draft. A whole book pasted into a field is not kept."""


class Draft(Struct, frozen=True):
    """What was typed into one form or line, and when."""

    at: datetime
    values: Values


class _Kept(Struct, frozen=True):
    device: str
    drafts: dict[str, Draft]


def keeps(store: Store) -> bool:
    """Tell whether drafts can be kept here."""
    return bool(store.device) and not store.hub


def fits(values: Values) -> bool:
    """Tell whether a draft is not too large to be kept."""
    return len(msgspec.json.encode(values)) <= MOST_BYTES


def drafts(store: Store) -> dict[str, Values]:
    """Return what was half typed here, by the place it was typed into; what is old is dropped."""
    if not keeps(store):
        return {}
    with store.reading() as connection:
        said = identity.own(connection, NAME)
    found = _read(said, store.device)
    fresh = {place: one for place, one in found.items() if store.clock() - one.at < KEPT}
    # What nobody here can read any more is dropped too: no erasure would reach it.
    if len(fresh) < len(found) or (said and not found):
        with store.action() as writer:
            identity.remember(writer.connection, NAME, _said(fresh, store.device))
    return {place: one.values for place, one in fresh.items()}


def keep(store: Store, changes: Mapping[str, Values | None]) -> None:
    """Keep what is half typed in some places, nothing where it is None; others stay.

    Of what is too large, what was kept before it stays.
    """
    if not keeps(store):
        return
    with store.action() as writer:
        found = _read(identity.own(writer.connection, NAME), store.device)
        for place, values in changes.items():
            if values is None:
                found.pop(place, None)
            elif fits(values):
                found[place] = Draft(store.clock(), values)
        identity.remember(writer.connection, NAME, _said(found, store.device))


def forget(store: Store, tells: Callable[[str], bool]) -> None:
    """Drop each draft with a text in it of which ``tells`` says yes: of somebody erased."""
    if not keeps(store):
        return
    with store.action() as writer:
        said = identity.own(writer.connection, NAME)
        found = _read(said, store.device)
        kept = {
            place: one for place, one in found.items() if not any(map(tells, _texts(one.values)))
        }
        if len(kept) < len(found) or (said and not found):
            identity.remember(writer.connection, NAME, _said(kept, store.device))


def _read(said: str, device: str) -> dict[str, Draft]:
    """Return what is kept; what another version or another device wrote is not there."""
    try:
        kept = msgspec.json.decode(said or "null", type=_Kept | None)
    except msgspec.DecodeError:
        return {}
    return dict(kept.drafts) if kept and kept.device == device else {}


def _said(kept: dict[str, Draft], device: str) -> str:
    return msgspec.json.encode(_Kept(device, kept)).decode() if kept else ""


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
