"""What a paper's file is called, and the words for papers and sheets."""

from __future__ import annotations

import re
import unicodedata

from maillage.actions.events import local_time
from maillage.actions.paper import Paper, Sheet
from maillage.domain.records import Event
from maillage.language import N_, _, current

PAPERS = {
    Paper.BADGES: N_("Badges"),
    Paper.ATTENDANCE: N_("Attendance sheet"),
    Paper.TABLES: N_("Tents for the tables"),
    Paper.NAMES: N_("Tents with names"),
    Paper.LABELS: N_("Labels"),
    Paper.PLEDGES: N_("Pledge cards"),
}


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


def _plain(text: str) -> str:
    ascii_text = unicodedata.normalize("NFKD", text.replace("’", " ")).encode("ascii", "ignore")
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.decode().lower()).strip("-")[:40]
