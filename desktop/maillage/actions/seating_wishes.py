"""What somebody asks of table plans: two people together or apart, a host at a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.domain.errors import MissingValue
from maillage.domain.records import SeatingRule
from maillage.domain.vocabulary import SeatingWish

if TYPE_CHECKING:
    from maillage.exchange.store import Store


def add(
    store: Store,
    *,
    event: str,
    kind: SeatingWish,
    registration: str,
    other: str = "",
    table: int | None = None,
) -> SeatingRule:
    """Record what table plans should keep; the same wish again is the one there is.

    Raises MissingValue if it names nobody, or neither another person nor a table.
    """
    if not registration:
        raise MissingValue("registration")
    hosts = kind is SeatingWish.HOST
    if hosts and not table:
        raise MissingValue("table")
    if not hosts and (not other or other == registration):
        raise MissingValue("other")
    for known in store.all(SeatingRule, event=event, rule=kind):
        if {known.registration, known.other} == {registration, other} and known.table == table:
            return known
    return store.add(
        SeatingRule(event=event, rule=kind, registration=registration, other=other, table=table)
    )


def remove(store: Store, *, rule: str) -> None:
    """Delete a wish."""
    store.delete(rule)
