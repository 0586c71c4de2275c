"""What merges leave to tell, in sentences that window and command line share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.language import _, ngettext_

if TYPE_CHECKING:
    from maillage.domain.outcome import Gap, Undone


def gap_lines(gap: Gap) -> list[str]:
    """Return which files of a laptop did not arrive, and whether anything is missing."""
    device = gap.name or _("unknown laptop")
    lines = [
        _("Export {number} of “{device}” has not arrived.", number=first, device=device)
        if first == last
        else _(
            "Exports {first} to {last} of “{device}” have not arrived.",
            first=first,
            last=last,
            device=device,
        )
        for first, last in gap.exports
    ]
    if gap.missing:
        return [
            *lines,
            ngettext_(
                "{n} change of “{device}” is missing here: ask for its latest file.",
                "{n} changes of “{device}” are missing here: ask for its latest file.",
                gap.missing,
                device=device,
            ),
        ]
    return [*lines, _("Nothing is missing: a later file holds what was in it.")]


def outlived_lines(outlived: int) -> list[str]:
    """Return how many people were erased and are here still; nothing for none."""
    if not outlived:
        return []
    return [
        ngettext_(
            "{n} person who was erased is here still, under another record.",
            "{n} people who were erased are here still, under other records.",
            outlived,
        )
    ]


def undone_lines(done: Undone) -> list[str]:
    """Return what taking a merge back did."""
    lines = [
        ngettext_(
            "The merge is undone: {n} change is taken out.",
            "The merge is undone: {n} changes are taken out.",
            done.operations,
        )
    ]
    if done.kept:
        lines.append(
            ngettext_(
                "{n} change stays: another file brought it too.",
                "{n} changes stay: other files brought them too.",
                done.kept,
            )
        )
    if done.erased:
        lines.append(
            ngettext_(
                "{n} record that it erased stays erased.",
                "{n} records that it erased stay erased.",
                done.erased,
            )
        )
    return lines
