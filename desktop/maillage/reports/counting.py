"""What the figures of the minutes are worth: one line per word they use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.domain.vocabulary import NoteKind
from maillage.reports import figures, numbers
from maillage.reports.anonymity import SMALLEST_GROUP

if TYPE_CHECKING:
    from maillage.reports.telling import Telling


def counting(book: Telling, *, undrawn: str) -> dict[str, str]:
    """Return how things were counted and what is still undecided, by the word it explains.

    ``undrawn`` says which signs words stand for, for want of a typeface that has them.
    """
    _, ngettext_, data = book.language.text, book.language.plural, book.data
    conflicts = (
        ngettext_(
            "{n} value is still disputed between two laptops; the latest one is shown here.",
            "{n} values are still disputed between laptops; the latest of each is shown here.",
            data.open_conflicts,
        )
        if data.open_conflicts
        else _("No value was disputed between laptops when these minutes were made.")
    )
    contact = data.privacy_contact or _("the organisers of the meeting")
    named = (
        _(
            "Internal document, for the team: do not pass it on without the agreement of those it"
            " names. It names the people who made a pledge."
        )
        if book.names
        else _(
            "This version points at nobody: of people who made a pledge it says their category,"
            " and their organisation, only where at least {n} people of it were there, and of a"
            " note never both who spoke and at which table, nor the table of what became a"
            " pledge. What was written stands as it is:"
            " read it again before you hand it out.",
            n=SMALLEST_GROUP,
        )
    )
    agreed = (
        " " + _("Quotes name those who agreed to it.")
        if book.names and any(note.author for _w, note in book.of_kind(NoteKind.QUOTE))
        else ""
    )
    lines = {
        _("Registered"): _(
            "people on a list before the day, cancellations left out. Walk-ins are counted apart."
        ),
        _("Present"): _("people whose arrival was recorded on a laptop, walk-ins included."),
        _("Declared"): _("what the source given has said. It is never added to a count."),
        _("Votes"): _("one vote is one dot put on an idea, by nobody in particular."),
        _("Shares"): _(
            "every share shows how many cases it rests on (n). Under {n} cases there is no"
            " percentage.",
            n=numbers.FEW,
        ),
        _("Words"): _(
            "notes are shown as they were written at the tables. Who spoke is known by category"
            " only, and only where at least {n} people of it were there.",
            n=SMALLEST_GROUP,
        )
        + agreed,
        _("Undecided"): conflicts,
        _("Personal data"): named
        + " "
        + _(
            "Anybody concerned may see, correct or erase what is kept about them: ask {contact}.",
            contact=contact,
        ),
    }
    if data.declared is None:
        del lines[_("Declared")]
    if figures.sectors(book):
        lines[_("Public and private")] = _(
            "by the legal form of each organisation: said by somebody, or else stated by its name."
        )
    if data.photos_taken:
        lines[_("Photos")] = _photos(book)
    if undrawn:
        lines[_("Signs")] = undrawn
    return lines


def _photos(book: Telling) -> str:
    """Return what became of the photos of the boards: shown, missing, or kept back."""
    _, ngettext_, taken = book.language.text, book.language.plural, book.data.photos_taken
    if not book.names:
        return ngettext_(
            "{n} photo of a board is left out of this version: handwriting may name people.",
            "{n} photos of the boards are left out of this version: handwriting may name people.",
            taken,
        )
    shown = len(book.data.photos)
    said = [_("shown as they were taken: handwriting may name people.")] if shown else []
    if shown < taken:
        said.append(
            ngettext_(
                "{n} photo of a board is left out: it has not arrived on this laptop,"
                " or cannot be read.",
                "{n} photos of the boards are left out: they have not arrived on this laptop,"
                " or cannot be read.",
                taken - shown,
            )
        )
    return " ".join(said)
