"""What merges leave to tell, in sentences that window and command line share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.actions.events import local_time
from maillage.language import _, current, ngettext_

if TYPE_CHECKING:
    from maillage.domain.outcome import Gap, Handover, Receipt, Undone


def missing_words(missing: int) -> str:
    """Return how much no coordinator is known to have: what left may have arrived."""
    return ngettext_(
        "{n} change is not known to have arrived",
        "{n} changes are not known to have arrived",
        missing,
    )


def receipt_lines(handover: Handover) -> list[str]:
    """Return what each coordinator's latest file says; while that is not all, what will say it."""
    lines = [_receipt_line(one) for one in handover.coordinators]
    if handover.complete:
        return lines
    proof = _(
        "The proof comes with the next file that the coordination prepares for all known laptops;"
        " the pack of a meeting does not say it."
    )
    return [*lines, proof]


def _receipt_line(receipt: Receipt) -> str:
    name = _("“{name}”", name=receipt.name)
    if receipt.at is None:
        return _("{name} has not said yet what has arrived there from this laptop.", name=name)
    when = current().moment(local_time(receipt.at), "day")
    if receipt.missing:
        return ngettext_(
            "The file of {name} of {when} lacked {n} change.",
            "The file of {name} of {when} lacked {n} changes.",
            receipt.missing,
            name=name,
            when=when,
        )
    return _("The file of {name} of {when} has everything.", name=name, when=when)


def gap_lines(gap: Gap) -> list[str]:
    """Return which files of a laptop did not arrive, and whether anything is missing."""
    device = gap.name or _("unknown laptop")
    numbers: list[str] = []
    for first, last in gap.exports:
        if last - first > 1:
            numbers.append(_("{first} to {last}", first=first, last=last))
        else:
            numbers += [str(number) for number in range(first, last + 1)]
    lines = []
    alone = [last == first for first, last in gap.exports] == [True]
    if alone:
        lines = [
            _("Export {number} of “{device}” has not arrived.", number=numbers[0], device=device)
        ]
    elif numbers:
        lines = [
            _(
                "Exports {numbers} of “{device}” have not arrived.",
                numbers=current().list(numbers),
                device=device,
            )
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


def copy_line() -> str:
    """Return what to do where somebody else goes on under the name of this laptop."""
    return _(
        "This store is a copy or an old backup: the others will refuse its files. Nothing"
        " recorded here is lost: go on as another laptop, then merge the coordination’s latest"
        " file and hand over a new one."
    )


def erased_lines(people: int, *, done: bool) -> list[str]:
    """Return how many people files erase for ever, or have erased; nothing for none."""
    if not people:
        return []
    if done:
        return [
            ngettext_(
                "{n} person was erased for ever, as another laptop had decided.",
                "{n} people were erased for ever, as other laptops had decided.",
                people,
            )
        ]
    return [
        ngettext_(
            "{n} person will be erased for ever: taking the merge back will not bring them back.",
            "{n} people will be erased for ever: taking the merge back will not bring them back.",
            people,
        )
    ]


def ignored_lines(ignored: int) -> list[str]:
    """Return how many changes of laptops that are believed no more files hide, or bring back."""
    if ignored > 0:
        return [
            ngettext_(
                "{n} change of a laptop that the coordination believes no more is ignored.",
                "{n} changes of laptops that the coordination believes no more are ignored.",
                ignored,
            )
        ]
    if ignored < 0:
        return [
            ngettext_(
                "{n} change of a laptop that is believed again counts again.",
                "{n} changes of laptops that are believed again count again.",
                -ignored,
            )
        ]
    return []


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


def brought_words(operations: int) -> str:
    """Return how much of a past merge is here; files whose all was known already brought none."""
    if not operations:
        return _("nothing that was new")
    return ngettext_("{n} change", "{n} changes", operations)


def undone_lines(done: Undone) -> list[str]:
    """Return what taking a merge back did."""
    if done.kept and not done.operations:
        lines = [_("The merge is undone, and there was nothing to take out.")]
    else:
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
    return lines + ignored_lines(done.ignored)
