"""What the screen at the end of the day says: loose ends, and what the coordination has."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from maillage.actions import told
from maillage.actions.leaving import Departure, Loose
from maillage.language import _, ngettext_
from maillage.ui.widgets.rows import Row, State

SCREENS: Mapping[Loose, str] = {
    Loose.CHOICES: "exchanges",
    Loose.NAMED: "workshops",
    Loose.NO_CAUSE: "workshops",
    Loose.NO_TABLE: "workshops",
    Loose.NO_DATE: "pledges",
    Loose.ALONE: "pledges",
    Loose.NO_CALL: "pledges",
}
"""Where each loose end is mended."""
ICONS = {"exchanges": "arrow-left-right", "workshops": "notebook-pen", "pledges": "handshake"}


class Receipted(Struct, frozen=True):
    """Whether everything is with the coordination, in words."""

    icon: str
    tone: str
    title: str
    sentence: str


def loose_rows(departure: Departure) -> list[Row]:
    """Return a row for each loose end, in the order in which it matters."""
    of = departure.loose
    return [_row(which, len(of[which])) for which in Loose if which in of]


def loose_title(which: Loose, count: int) -> str:
    """Return what to call a loose end where it is mended."""
    return _words(which, count)[0]


def _row(which: Loose, count: int) -> Row:
    title, why = _words(which, count)
    screen = SCREENS[which]
    return Row(
        which.value,
        title,
        why,
        icon=ICONS[screen],
        icon_tone="warning",
        state=State(_("Go there"), tone="accent"),
    )


def _words(which: Loose, n: int) -> tuple[str, str]:
    match which:
        case Loose.CHOICES:
            return (
                ngettext_("{n} choice to make", "{n} choices to make", n),
                _("Two laptops wrote different things in the same place."),
            )
        case Loose.NAMED:
            return (
                ngettext_(
                    "{n} note that may name somebody accompanied",
                    "{n} notes that may name somebody accompanied",
                    n,
                ),
                _("The minutes print notes as they stand: “a person” says as much."),
            )
        case Loose.NO_CAUSE:
            return (
                ngettext_("{n} barrier without a cause", "{n} barriers without a cause", n),
                _("Unfamiliarity, distrust or something else?"),
            )
        case Loose.NO_TABLE:
            return (
                ngettext_("{n} note without a table", "{n} notes without a table", n),
                _("Nobody will know any more where it was said."),
            )
        case Loose.NO_DATE:
            return (
                ngettext_("{n} pledge without a date", "{n} pledges without a date", n),
                _("Without a date, nobody is reminded."),
            )
        case Loose.ALONE:
            return (
                ngettext_("{n} pledge without a partner", "{n} pledges without a partner", n),
                _("With whom will it be done?"),
            )
        case Loose.NO_CALL:
            return (
                ngettext_(
                    "{n} pledge that nobody may be called about",
                    "{n} pledges that nobody may be called about",
                    n,
                ),
                _("Ask before they leave who agrees to be called back."),
            )


def receipted(departure: Departure) -> Receipted:
    """Return whether one may close the laptop with a quiet mind."""
    if departure.coordinator:
        return Receipted(
            "shield-check",
            "accent",
            _("This laptop is the coordination’s"),
            _("Take in the files of the others, then send everything to everybody."),
        )
    if departure.handover.complete:
        return Receipted(
            "circle-check",
            "positive",
            _("Everything is with the coordination"),
            _("Its latest file says that it has all that was recorded on this laptop."),
        )
    lines = told.receipt_lines(departure.handover)
    n = departure.handover.missing
    if 0 < departure.unsent < n:  # why the two numbers on this screen are not the same
        lines.insert(
            0,
            ngettext_(
                "{n} of them is in no full file yet; the others were in one.",
                "{n} of them are in no full file yet; the others were in one.",
                departure.unsent,
            ),
        )
    return Receipted(
        "hourglass",
        "warning",
        told.missing_words(n),
        "\n".join(lines),
    )
