"""Finding the one person that a command is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from maillage.actions import forgetting, pledges
from maillage.domain.errors import NotFound
from maillage.language import _

if TYPE_CHECKING:
    from maillage import Store
    from maillage.domain.records import Person


def somebody_called(store: Store, named: str) -> Person:
    """Return a person by name, or by their id or that of a registration.

    Raises UsageError for nobody, and for several: it lists them with their ids.
    """
    try:
        return forgetting.person_of(store, named)
    except NotFound:
        found = pledges.choosable(store, named)
        if len(found) != 1:
            lines = [f"{one.person}  {one.name}, {one.organisation}" for one in found]
            raise click.UsageError("\n".join([_not_one(len(found)), *lines])) from None
        return forgetting.person_of(store, found[0].person)


def _not_one(n: int) -> str:
    if n == 0:
        return _("Nobody has this name.")
    return _("Several people match. Say which one by the id:")
