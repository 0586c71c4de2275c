"""What the card of a person shows and changes, their own record and those around it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.actions import (
    acquaintances,
    consents,
    forgetting,
    organisations,
    reception,
    same_people,
    signatures,
    whence,
)
from maillage.actions.acquaintances import Visit
from maillage.actions.consents import Standing
from maillage.actions.territories import Named
from maillage.domain.contacts import NOWHERE_ELSE, OtherContacts
from maillage.domain.errors import ChangedSince
from maillage.domain.geography import Atlas
from maillage.domain.records import Person
from maillage.domain.vocabulary import LegalForm

if TYPE_CHECKING:
    from maillage.ui.session import Session


class Facts(Struct, frozen=True):
    """Organisation, position and meetings of a person; names of all structures."""

    organisation: str
    position: str
    visits: tuple[Visit, ...]
    structures: tuple[str, ...]
    signed: datetime | None
    """When they signed on a screen for the meeting shown."""
    standings: tuple[Standing, ...] = ()
    """What they agree to."""
    others: OtherContacts = NOWHERE_ELSE
    """What another record of theirs says otherwise of how to reach them."""
    form: LegalForm | None = None
    """The legal form of their organisation."""


def read(session: Session, person: str, event: str) -> Facts:
    """Return what other records say of somebody; runs where the store may be touched."""
    organisation, position = organisations.belonging(session.store, person=person)
    return Facts(
        organisation,
        position,
        tuple(acquaintances.visits(session.store, person=person)),
        tuple(organisations.known_names(session.store)),
        signatures.signed_at(session.store, person=person, event=event) if event else None,
        tuple(consents.standings(session.store, person=person)),
        same_people.other_contacts_of(session.store, person),
        organisations.legal_form(session.store, person=person),
    )


def read_form(session: Session, person: str) -> tuple[str, LegalForm | None]:
    """Return the organisation somebody comes from, and its legal form."""
    store = session.store
    organisation, _position = organisations.belonging(store, person=person)
    return organisation, organisations.legal_form(store, person=person)


class Whence(Struct, frozen=True):
    """Where somebody comes from: what was said, what they count for, and all places there are."""

    said: Named
    counted: str
    atlas: Atlas


def read_whence(session: Session, registration: str) -> Whence:
    """Return where somebody comes from; reading the places takes some tenths of a second once."""
    from maillage.actions.places import atlas

    store = session.store
    counted = whence.territory(store, registration=registration)
    return Whence(whence.said(store, registration=registration), counted, atlas())


def changing(
    session: Session, person: Person, name: str, typed: str, was: str
) -> Callable[[], Person]:
    """Return what saves one field of the card and then returns the person.

    It raises ChangedSince where the field is not as it ``was`` shown.
    """
    store = session.store
    change: Callable[[], object]
    if name == "organisation":
        change = partial(
            organisations.change_organisation, store, person=person.id, organisation=typed
        )
    elif name == "position":
        change = partial(organisations.change_position, store, person=person.id, position=typed)
    else:
        job = partial(reception.change_person, store, person=person.id, was={name: was})
        return partial(job, **{name: typed})

    def changed() -> Person:
        with store.action():
            now = organisations.spelling(value_of(session, person, name)[1])
            if now not in map(organisations.spelling, (was, typed)):  # it may be known otherwise
                raise ChangedSince(person.id, name)
            change()
            return forgetting.person_of(store, person.id)

    return changed


def value_of(session: Session, person: Person, name: str) -> tuple[Person, str]:
    """Return the person as they are now, and what a field of their card says."""
    now = forgetting.person_of(session.store, person.id)
    organisation, position = organisations.belonging(session.store, person=person.id)
    belonging = {"organisation": organisation, "position": position}
    return now, belonging[name] if name in belonging else str(getattr(now, name))
