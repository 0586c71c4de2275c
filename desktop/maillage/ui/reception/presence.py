"""What a card says of whether somebody is here, and what its button does about it; pure."""

from __future__ import annotations

from datetime import datetime

from maillage.actions.reception import Arrival
from maillage.language import _
from maillage.ui.reception import rows


def told(arrival: Arrival, signed: datetime | None) -> str:
    """Return whether somebody has come, left or signed, and when."""
    if arrival.left:
        words = _("Left at {time}", time=rows.departure(arrival))
    elif arrival.arrived:
        words = _("Arrived at {time}", time=rows.clock(arrival))
    else:
        words = _("Not here yet")
    return _("{presence} · has signed", presence=words) if signed else words


def icon(arrival: Arrival) -> tuple[str, str]:
    """Return the icon of the same, and its colour."""
    if arrival.left:
        return "log-out", "muted"
    return ("check", "positive") if arrival.arrived else ("clock", "muted")


def verb(arrival: Arrival) -> str:
    """Return what the button does."""
    if arrival.is_here:
        return _("Undo the arrival")
    return _("Is back") if arrival.left else _("Check in")
