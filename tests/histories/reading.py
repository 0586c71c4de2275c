"""What a store shows, put as the model would put it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests import model
from tests.stores import moment, values

from maillage.domain.records import (
    Consent,
    Membership,
    Note,
    Organisation,
    Person,
    Pledge,
    PledgeParty,
    Record,
    Registration,
    Vote,
    declared_values,
    fields_of,
)

if TYPE_CHECKING:
    from datetime import datetime

    from maillage import Store
    from maillage.domain.fields import Field
    from maillage.domain.outcome import MergePlan

KINDS: tuple[type[Record], ...] = (
    Person,
    Organisation,
    Note,
    Registration,
    Membership,
    Vote,
    Consent,
    Pledge,
    PledgeParty,
)


def choose(among: list[Any], pick: int) -> Any:
    """Return one of several, the first for 0 so that Hypothesis finds small examples."""
    return among[pick % len(among)]


def free_fields(kind: str) -> list[Field]:
    """Return the fields people may change, technical ones first, without the canary's."""
    free = (each for each in fields_of(kind).values() if not each.owner)
    return sorted(
        (each for each in free if each.name != "given_name"), key=lambda each: not each.technical
    )


def told(plan: MergePlan) -> tuple[Any, ...]:
    """Return what a plan and the report of its merge must say alike."""
    return plan.files, plan.conflicts, plan.gaps, plan.newcomers


def shown(record: Record) -> model.Shown:
    """Return a record of the application as the model would put it."""
    values = {name: model.plain(value) for name, value in declared_values(record).items()}
    return model.Shown(record.kind, record.deleted, values)


def all_shown(store: Store) -> dict[str, model.Shown]:
    """Return all records of the kinds in play, deleted ones too."""
    found = {record.id: shown(record) for kind in KINDS for record in store.all(kind, deleted=True)}
    present = {record.id for kind in KINDS for record in store.all(kind)}
    assert present == {id_ for id_, record in found.items() if not record.deleted}
    return found


def disputes(store: Store) -> dict[tuple[str, str, str], list[tuple[Any, str, datetime]]]:
    """Return the conflicts of a store as the model would put them: what is shown comes last."""
    conflicts = store.conflicts()
    keys = [(each.kind, each.record, each.field) for each in conflicts]
    assert keys == sorted(set(keys))
    return {
        key: [
            (model.plain(value), head.device, moment(head))
            for head, value in reversed(list(zip(each.choices, values(each), strict=True)))
        ]
        for key, each in zip(keys, conflicts, strict=True)
    }
