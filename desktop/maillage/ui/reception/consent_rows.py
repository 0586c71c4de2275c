"""What is said of one person's answer for one purpose; pure."""

from __future__ import annotations

from collections.abc import Iterable

from maillage import language
from maillage.actions.consents import Standing
from maillage.actions.events import local_time
from maillage.domain.records import Consent
from maillage.domain.vocabulary import ConsentForm
from maillage.language import _

FORMS = (ConsentForm.SPOKEN, ConsentForm.ON_SCREEN, ConsentForm.ON_PAPER)
"""How somebody at the door may answer; lists bring their own."""


def told(standing: Standing) -> str:
    """Return what was answered, when, how, and after which notice."""
    last = standing.last
    if last is None:
        return _("Not asked yet")
    if last.given:
        fact = _("Agreed {circumstances}", circumstances=_circumstances(last))
    elif standing.was_given:
        fact = _("Withdrawn {circumstances}", circumstances=_circumstances(last))
    else:
        fact = _("Refused {circumstances}", circumstances=_circumstances(last))
    by = _("recorded by {device}", device=standing.recorded_by) if standing.recorded_by else ""
    return ", ".join(filter(None, (fact.strip(), by)))


def summary(standings: Iterable[Standing]) -> str:
    """Return one line for each purpose that somebody has answered."""
    return "\n".join(
        _("{purpose}: {answer}", purpose=_(one.purpose.label), answer=told(one))
        for one in standings
        if one.last
    )


def _circumstances(consent: Consent) -> str:
    parts = []
    if consent.at:
        at = local_time(consent.at)
        day, time = language.current().date(at.date()), language.current().time(at)
        parts.append(_("on {date} at {time}", date=day, time=time))
    if consent.form:
        parts.append(_(consent.form.label).lower())
    if consent.notice:
        parts.append(_("notice {version}", version=consent.notice))
    return ", ".join(parts)
