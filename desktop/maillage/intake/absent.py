"""Who stood on an earlier version of a list and does not any more; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.domain.vocabulary import RegistrationStatus, Source

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from maillage.intake.plan import Known


def no_longer_listed(
    known: Sequence[Known], meant: Collection[str], source: Source | None
) -> tuple[Known, ...]:
    """Return those that a list of this kind brought once and that no line is about, each once.

    ``meant`` are the registrations that lines are about. A list that is about none of those
    brought before is another one, and says nothing of them. Whoever was cancelled, deleted or
    erased here, or came by the door, is not missed.
    """
    tickets = {one.ticket for one in known if one.registration in meant}
    brought = [one for one in known if one.source is source and one.ticket]
    if source in {None, Source.DOOR} or not any(one.registration in meant for one in brought):
        return ()
    missing: dict[str, Known] = {}
    for one in brought:
        there = one.person and not one.erased and one.values
        cancelled = one.values.get("status") is RegistrationStatus.CANCELLED
        if there and not cancelled and one.ticket not in tickets:
            missing.setdefault(one.ticket, one)
    return tuple(missing.values())
