"""What is said of somebody who may be the same person; pure."""

from __future__ import annotations

from maillage import language
from maillage.actions.acquaintances import Acquaintance
from maillage.actions.events import local_time
from maillage.language import _


def told(one: Acquaintance) -> str:
    """Return who it may be, and whether they are here, awaited, or known from another meeting."""
    who = ", ".join(filter(None, (one.name, one.detail)))
    if one.arrived:
        at = language.current().time(local_time(one.arrived))
        return _("Perhaps the same person, here since {time}: {who}", time=at, who=who)
    if one.registration:
        return _("Perhaps the same person, expected today: {who}", who=who)
    if one.meeting:
        return _(
            "Perhaps the same person, known from “{meeting}”: {who}", meeting=one.meeting, who=who
        )
    return _("Perhaps the same person, known already: {who}", who=who)
