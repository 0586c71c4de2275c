"""The recovery key on one sheet of paper, to keep apart from the laptop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from maillage.language import Language

GROUP: Final = 4
"""Characters read at a glance."""


def recovery_key(
    *, programme: str, device: str, made_at: datetime, key: str, language: Language
) -> bytes:
    """Return one A4 page with a recovery key in large groups, its use and how to keep it.

    ``made_at`` is aware and in the zone of the place. Dashes and spaces in ``key`` are
    its own groups; a key without any is shown by fours.
    """
    # ReportLab takes a quarter of a second to load: only whoever prints waits for it.
    from maillage.reports.recovery_sheet import render

    return render(programme, device, made_at, groups(key), language)


def groups(key: str) -> list[str]:
    """Return the groups to copy a key by, in order."""
    parts = key.replace("-", " ").split()
    if len(parts) == 1:
        return [parts[0][at : at + GROUP] for at in range(0, len(parts[0]), GROUP)]
    return parts
