"""What somebody is still typing, kept so that a closed lid or a power cut loses none of it.

It is of this device alone: in its encrypted store, or in the hub it works in, beside the journal
and not in it. So it never travels, is no record, and nobody is told that something changed. It
goes once it is recorded or left, after some days, with whoever is named in it, and with the store;
a restored backup, which is another device, has none.

In a hub each coordinator has their own. An erasure goes through those of all, and who only reads
sees none of it. Passphrases, passwords and words to tell by telephone are never kept, anywhere.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from maillage.store import half_typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from maillage.exchange.store import Store

Values = dict[str, Any]
"""Fields as they stand, in what JSON can say."""
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
    """Tell whether drafts can be kept here: not by who only reads a hub."""
    return bool(store.device)


def fits(values: Values) -> bool:
    """Tell whether a draft is not too large to be kept."""
    return len(msgspec.json.encode(values)) <= MOST_BYTES


def drafts(store: Store) -> dict[str, Values]:
    """Return what was half typed here, by the place, the latest last; what is old is dropped.

    In a hub that of the others too, who may have left it for good.
    """
    if not keeps(store):
        return {}
    with store.reading() as connection:
        said = half_typed.of_all(connection)

    def fresh(one: Draft) -> bool:
        return store.clock() - one.at < KEPT

    left = partial(_remains, stays=fresh)
    if any(left(device, one) != one for device, one in said.items()):
        with store.aside() as connection:
            half_typed.rewrite(connection, left)
    found = _read(said.get(store.device, ""), store.device)
    by_age = sorted(found.items(), key=lambda one: one[1].at)
    return {place: one.values for place, one in by_age if fresh(one)}


def any_kept(store: Store) -> bool:
    """Tell whether anything is half typed, by anybody in a hub."""
    if not keeps(store):
        return False
    with store.reading() as connection:
        return any(half_typed.of_all(connection).values())


def keep(store: Store, changes: Mapping[str, Values | None]) -> None:
    """Keep what is half typed in some places, nothing where it is None; others stay.

    Of what is too large, what was kept before it stays. Raises HubError or StoreError.
    """
    if not keeps(store):
        return
    with store.aside() as connection:
        found = _read(half_typed.to_change(connection), store.device)
        for place, values in changes.items():
            if values is None or fits(values):
                found.pop(place, None)  # the latest stands last
            if values is not None and fits(values):
                found[place] = Draft(store.clock(), values)
        half_typed.write(connection, _said(found, store.device))


def forget(store: Store, tells: Callable[[str], bool]) -> None:
    """Drop each draft with a text in it of which ``tells`` says yes: of somebody erased.

    In a hub everybody's: whoever is erased there is so for all.
    """
    if keeps(store):
        left = partial(_remains, stays=lambda one: not any(map(tells, _texts(one.values))))
        with store.action() as writer:
            half_typed.rewrite(writer.connection, left)


def _remains(device: str, said: str, *, stays: Callable[[Draft], bool]) -> str:
    """Return what a device keeps, without the drafts that do not stay.

    Nor does what nobody here can read any more: no erasure would reach it.
    """
    kept = _read(said, device)
    remains = {place: one for place, one in kept.items() if stays(one)}
    return said if kept and len(remains) == len(kept) else _said(remains, device)


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
