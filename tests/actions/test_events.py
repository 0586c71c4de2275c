"""A meeting, its territory and its partners, each recorded once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from maillage.actions import events, territories
from maillage.actions.territories import Named
from maillage.domain.errors import EndsTooSoon, TooManyDays
from maillage.domain.records import Event, Partner, Territory
from maillage.domain.vocabulary import EventKind, PartnerRole, TerritoryLevel

from .conftest import Meeting

RHONE = Named("Rhône", TerritoryLevel.DEPARTMENT, "69")


def test_a_territory_is_recorded_once_by_its_code_or_by_its_name(meeting: Meeting) -> None:
    by_code = {territories.territory_named(meeting.store, RHONE) for _ in range(2)}
    assert len(by_code) == 1
    free = {
        territories.territory_named(meeting.store, Named(name))
        for name in ("Le Beaujolais", "le  beaujolais", "LE BEAUJOLAIS")
    }
    assert len(free) == 1
    assert free != by_code
    assert territories.territory_named(meeting.store, Named("  ")) == ""
    assert len(meeting.store.all(Territory)) == 2


def test_what_is_not_said_of_territory_and_partners_stays(meeting: Meeting) -> None:
    before = events.partners_of(meeting.store, event=meeting.event)
    assert before == [("DGCS", PartnerRole.ORGANISER), ("Ouishare", PartnerRole.PARTNER)]
    events.change_event(meeting.store, event=meeting.event, title="Paris", territory=RHONE)
    events.change_event(meeting.store, event=meeting.event, title="Paris", venue="Mairie")
    event = meeting.store.get(Event, meeting.event)
    assert territories.known(meeting.store)[event.territory] == RHONE
    assert events.partners_of(meeting.store, event=meeting.event) == before


def test_partners_that_did_not_change_are_not_touched(meeting: Meeting) -> None:
    kept = meeting.store.all(Partner, event=meeting.event)[0]
    wanted = [("dgcs", PartnerRole.ORGANISER), ("DGCS", PartnerRole.FUNDER), ("", PartnerRole.HOST)]
    events.set_partners(meeting.store, event=meeting.event, partners=wanted)
    found = events.partners_of(meeting.store, event=meeting.event)
    assert found == [("DGCS", PartnerRole.ORGANISER), ("DGCS", PartnerRole.FUNDER)]
    digest = meeting.store.digest()
    events.set_partners(meeting.store, event=meeting.event, partners=wanted)
    assert meeting.store.digest() == digest
    assert kept in meeting.store.all(Partner, event=meeting.event)


def test_no_meeting_ends_before_it_begins_or_lasts_a_year(meeting: Meeting) -> None:
    before = meeting.store.get(Event, meeting.event)
    assert before.starts is not None
    for ends, error in (
        (before.starts - timedelta(hours=1), EndsTooSoon),
        (before.starts + timedelta(days=365), TooManyDays),
    ):
        with pytest.raises(error):
            events.create_event(
                meeting.store, title="Lyon", event_kind=EventKind.OTHER,
                starts=before.starts, ends=ends,
            )  # fmt: skip
        with pytest.raises(error):
            events.change_event(meeting.store, event=meeting.event, title="Lyon", ends=ends)
    assert meeting.store.all(Event) == [before]
    two_days = before.starts + timedelta(days=1)
    after = events.change_event(meeting.store, event=meeting.event, title="Lyon", ends=two_days)
    first = events.local_time(before.starts).date()
    assert events.days(after) == (first, first + timedelta(days=1))
