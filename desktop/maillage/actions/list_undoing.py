"""Takes back what a list has written, while nobody has worked on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.domain.errors import Erased, ListUsedSince, NotFound, UsedSince
from maillage.domain.records import (
    Consent,
    ListMapping,
    Membership,
    Organisation,
    Person,
    Registration,
    Territory,
)
from maillage.language import _

if TYPE_CHECKING:
    from maillage.exchange.store import Store
    from maillage.store.taking_back import Span

_ABOUT: dict[str, type[Registration | Membership | Consent]] = {
    one.kind: one for one in (Registration, Membership, Consent)
}
_NAMED: dict[str, type[Person | Organisation | Territory]] = {
    one.kind: one for one in (Person, Organisation, Territory)
}
_SPARED = (Organisation.kind, Territory.kind, ListMapping.kind)


def take_back(store: Store, span: Span) -> None:
    """Take back what taking a list in has written, all of it or nothing.

    People it added are deleted, and a list may bring them again; what it changed is as before.
    Structures that others belong to since, and places they come from, stay. Raises ListUsedSince.
    """
    try:
        store.take_back(span, spared=_SPARED, emptied={"ticket"})
    except UsedSince as error:
        raise ListUsedSince(_names(store, error)) from error


def _names(store: Store, error: UsedSince) -> tuple[str, ...]:
    """Return the names of the people, structures and places that records are about, each once."""
    return tuple(dict.fromkeys(_name(store, kind, id_) for kind, id_ in error.records))


def _name(store: Store, kind: str, id_: str) -> str:
    """Return whose record it is, or what it is, as it stands in a sentence."""
    try:
        if kind in _NAMED:
            return store.get(_NAMED[kind], id_).name or _("somebody without a name")
        if kind in _ABOUT:
            person = store.get(_ABOUT[kind], id_).person
            return store.get(Person, person).name or _("somebody without a name")
    except (Erased, NotFound):
        return _("somebody erased")
    return _("the columns of the list")
