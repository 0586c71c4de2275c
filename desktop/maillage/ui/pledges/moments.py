"""What happened to a pledge, from its last contact down to its making, as its thread shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from maillage.actions.events import local_time
from maillage.domain.records import FollowUp, Pledge
from maillage.domain.vocabulary import Channel, PledgeStatus
from maillage.language import N_, _
from maillage.ui.pledges.rows import day_words
from maillage.ui.widgets.timeline import Moment

CHANNEL_ICONS: Final = {
    Channel.CALL: "phone",
    Channel.MAIL: "mail",
    Channel.MEETING: "users",
    Channel.OTHER: "message-square",
}
_CLOSED: Final[Mapping[PledgeStatus | None, tuple[str, str]]] = {
    PledgeStatus.DONE: ("circle-check", N_("Pledge kept.")),
    PledgeStatus.DROPPED: ("ban", N_("Pledge dropped.")),
}


def thread(
    pledge: Pledge,
    follow_ups: Sequence[FollowUp],
    *,
    today: date,
    since: date | None = None,
    meeting: str,
    idea: str = "",
    workshop: str = "",
) -> list[Moment]:
    """Return what happened to a pledge, the latest first, down to its making.

    One that is kept or dropped says so, on the day ``since`` which it is.
    """
    moments = [_contact(one, today) for one in follow_ups]
    if since is not None and pledge.status in _CLOSED:
        icon, said = _CLOSED[pledge.status]
        later = sum(one.on is not None and one.on > since for one in follow_ups)
        moments.insert(later, Moment(day_words(since, today), "", _(said), icon))
    made = local_time(pledge.made).date() if pledge.made else None
    what = (
        _("Pledge made in the workshop “{workshop}”.", workshop=workshop)
        if workshop
        else _("Pledge made.")
    )
    if idea:
        what += " " + _("It comes from the idea “{idea}”.", idea=idea.rstrip("."))
    moments.append(Moment(day_words(made, today) if made else "", meeting, what, "handshake"))
    return moments


def _contact(one: FollowUp, today: date) -> Moment:
    channel = one.channel or Channel.OTHER
    when = day_words(one.on, today) if one.on else ""
    opens = _("Correct this follow-up")
    return Moment(when, _(channel.label), one.text, CHANNEL_ICONS[channel], one.id, opens)
