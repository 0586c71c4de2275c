"""What is said of a list as it was understood, and what may be decided about one line; pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.language import _, ngettext_
from maillage.ui.reception.list_preview import ALIKE, CHANGED, DIFFERING, FLAGGED, NEW

if TYPE_CHECKING:
    from maillage.actions.lists import Preview


def understood(preview: Preview) -> str:
    """Return how the list was understood, in one sentence."""
    n = len(preview.read.table.rows)
    if not preview.columns.names_somebody:
        return _("Nothing says a name yet: choose the column of the names.")
    kind = _(preview.read.source.label)
    lines = ngettext_("{n} line", "{n} lines", n)
    if preview.read.origin.value == "recognised":
        return _("{kind}, recognised: {lines}.", kind=kind, lines=lines)
    if preview.read.origin.value == "remembered":
        return _("{lines}, whose columns you have explained before.", lines=lines)
    if preview.read.origin.value == "taken":
        return _("{lines} of a list like one taken in before.", lines=lines)
    if preview.read.origin.value == "corrected":
        return _("{lines}, read as you say. It will be remembered.", lines=lines)
    return _("{lines} of an unknown list: see whether each column was guessed right.", lines=lines)


def is_sure(preview: Preview) -> bool:
    """Tell whether nobody needs to look at the columns first."""
    known = preview.read.origin.value in {"recognised", "remembered", "taken"}
    return known and preview.columns.names_somebody


class Wish(Struct, frozen=True):
    """What a person may decide about the line they stand on."""

    code: str
    """leave_out, take, follow or keep; empty when there is nothing to decide."""
    label: str = ""
    icon: str = ""


def wish(preview: Preview, key: str) -> Wish:
    """Return what may be decided about the line of a row."""
    group, _place, line = key.split(":") if key else ("", "", "0")
    number = int(line)
    if number in preview.wishes.left_out:
        return Wish("take", _("Take this line in after all"), "undo-2")
    if group in {NEW, ALIKE}:
        return Wish("leave_out", _("Leave this line out"), "ban")
    if group == CHANGED and number in preview.wishes.followed:
        return Wish("keep", _("Keep what stands here"), "undo-2")
    if group == CHANGED:
        return Wish("leave_out", _("Leave this line out"), "ban")
    if group == DIFFERING:
        return Wish("follow", _("Take what the list says"), "check")
    if group == FLAGGED and any(one.line == number for one in preview.plan.new):
        return Wish("leave_out", _("Leave this line out"), "ban")
    return Wish("")


def wish_for_all(code: str, keys: Sequence[str]) -> Wish:
    """Return what may be decided about all lines of a group at once, if there are several."""
    if len(keys) < 2:  # noqa: PLR2004 - of one line the other button decides
        return Wish("")
    if code == ALIKE:
        return Wish("leave_out", _("Leave all {n} out", n=len(keys)), "ban")
    if code == DIFFERING:
        return Wish("follow", _("Take all {n} from the list", n=len(keys)), "check")
    return Wish("")


def line_of(key: str) -> int:
    """Return the line of the file that a row is about."""
    return int(key.rpartition(":")[2] or 0)
