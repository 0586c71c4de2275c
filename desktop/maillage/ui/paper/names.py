"""What a paper's file is called, and the words for papers and sheets."""

from __future__ import annotations

import re
import unicodedata

from maillage.actions.events import local_time
from maillage.actions.paper import Paper, Sheet, Unprintable
from maillage.domain.records import Event
from maillage.language import N_, _, current, ngettext_

PAPERS = {
    Paper.BADGES: N_("Badges"),
    Paper.ATTENDANCE: N_("Attendance sheet"),
    Paper.TABLES: N_("Tents for the tables"),
    Paper.NAMES: N_("Tents with names"),
    Paper.LABELS: N_("Labels"),
    Paper.PLEDGES: N_("Pledge cards"),
}

MOST_NAMES = 3
"""Named one by one in a warning."""
LONGEST_NAME = 40


def sheet_name(sheet: Sheet) -> str:
    """Return a sheet by its dimensions: «10 par page, 85 × 54 mm»."""
    number = current().number
    return _(
        "{n} per page, {wide} × {high} mm",
        n=sheet.places,
        wide=number(sheet.wide),
        high=number(sheet.high),
    )


def file_name(what: str, event: Event | None) -> str:
    """Return a name for a PDF without accents or spaces: what it is, the day, the place."""
    day = f"{local_time(event.starts):%Y-%m-%d}" if event and event.starts else ""
    place = (event.commune or event.title) if event else ""
    return "-".join(filter(None, (_plain(what), day, _plain(place)))) + ".pdf"


def unprintable_words(of: Unprintable) -> str:
    """Return whose names cannot be printed whole, and what to do; nothing if all can."""
    if not of.names:
        return ""
    shown = [
        name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
        for name in of.names[:MOST_NAMES]
    ]
    if len(of.names) > MOST_NAMES:
        left = len(of.names) - MOST_NAMES
        shown.append(ngettext_("{n} other", "{n} others", left))
    return ngettext_(
        "The name of {names} has letters that cannot be printed here ({letters}): write it by"
        " hand, or add it in other letters on the person’s card.",
        "{n} names have letters that cannot be printed here ({letters}): write them by hand, or"
        " add them in other letters on the people’s cards. They are {names}.",
        len(of.names),
        names=current().list(shown),
        letters=current().list(of.letters),
    )


def _plain(text: str) -> str:
    ascii_text = unicodedata.normalize("NFKD", text.replace("’", " ")).encode("ascii", "ignore")
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.decode().lower()).strip("-")[:40]
