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
    """Return the names of those whom records are about, each once."""
    found: dict[str, None] = {}
    for kind, id_ in error.records:
        person = id_ if kind == Person.kind else ""
        if kind == Registration.kind:
            person = store.get(Registration, id_).person
        elif kind == Membership.kind:
            person = store.get(Membership, id_).person
        elif kind == Consent.kind:
            person = store.get(Consent, id_).person
        found[_name(store, person) or _("somebody erased")] = None
    return tuple(found)


def _name(store: Store, person: str) -> str:
    try:
        return store.get(Person, person).name if person else ""
    except (Erased, NotFound):
        return ""
