"""The demonstration's day holds together, and nobody in it is real."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import msgspec
import pytest

from maillage.assets import resource
from maillage.demo.script import DayScript, load
from maillage.domain.records import fields_of
from maillage.domain.vocabulary import (
    BarrierCause,
    Category,
    NoteKind,
    PledgeOrigin,
    RegistrationStatus,
    World,
)
from maillage.intake.flags import Why
from maillage.intake.lists import read
from maillage.intake.plan import plan

SEATS = 6
"""At one table."""


@cache
def day():
    return load()


@cache
def registered():
    return read(day().list_path).entrants


def notes(kind):
    return [note for table in day().tables for note in table.notes if note.kind is kind]


def test_sixty_people_are_registered_in_balance():
    worlds = Counter(
        # The one who wrote «ES» is known by his colleagues as an éducateur spécialisé.
        one.category.world if one.category else World.SOCIAL_WORK
        for one in registered()
    )
    assert worlds == {
        World.SOCIAL_WORK: 26,
        World.SOCIAL_ENTERPRISE: 18,
        World.LOCAL_AUTHORITY: 9,
        World.OTHER: 7,
    }
    assert [one.status for one in registered()].count(RegistrationStatus.PENDING) == 1


def test_the_list_has_its_traps_and_the_reader_sees_them():
    found = {flag.why for one in registered() for flag in one.flags}
    assert found == {
        Why.NOT_A_PHONE,
        Why.NOT_AN_EMAIL,
        Why.AMBIGUOUS_CATEGORY,
        Why.UNCLEAR_CONSENT,
    }
    assert sum(bool(one.flags) for one in registered()) == 4
    by_name = {one.name: one for one in registered()}
    assert by_name["Yann Kermarrec"].organisation == "Collectif « Chez nous ; chez vous »"
    assert by_name["Agathe Roussel"].postcode == "01000"
    assert by_name["Élodie Charpentier"].email == ""
    assert {"Hugo McAllister", "Bénédicte de La Roche", "Fatou N’Diaye"} <= by_name.keys()


def test_two_people_bear_the_same_name_and_stay_two():
    result = plan(registered(), [])
    assert len(result.new) == 60
    assert [one.entrant.name for one in result.likely_same] == ["Claire Martin"]


def test_the_list_is_as_helloasso_writes_it():
    content = day().list_path.read_bytes()
    assert content.startswith("\ufeffRéférence commande;Date de la commande;".encode())
    assert content.count(b"\r\n") == 1 + 60 + 1
    assert b"\n," not in content
    assert content.endswith(b"\r\n\r\n")


def test_every_ticket_is_on_the_list_and_everyone_either_comes_or_not():
    tickets = {one.ticket for one in registered()}
    assert len(tickets) == 60
    assert len(day().no_shows) == 8
    assert set(day().no_shows) | set(day().arrivals) == tickets
    assert not set(day().no_shows) & set(day().arrivals)


def test_people_arrive_around_the_beginning():
    arrivals = [*day().arrivals.values(), *(one.arrives for one in day().walk_ins)]
    assert (min(arrivals), max(arrivals)) == (time(13, 35), time(14, 20))
    assert day().moment(time(13, 35)).astimezone(UTC) == datetime(2021, 12, 13, 12, 35, tzinfo=UTC)


def test_ten_tables_write_what_a_meeting_of_this_size_writes():
    assert [table.number for table in day().tables] == list(range(1, day().event.tables + 1))
    assert {table.workshop for table in day().tables} == {one.key for one in day().workshops}
    counts = {kind: len(notes(kind)) for kind in NoteKind}
    assert counts == {
        NoteKind.IDEA: 50,
        NoteKind.BARRIER: 18,
        NoteKind.LEVER: 14,
        NoteKind.QUOTE: 8,
        NoteKind.PERCEPTION: 6,
        NoteKind.MEETING_PLACE: 5,
        NoteKind.QUESTION: 3,
        NoteKind.PROPOSAL: 3,
    }
    assert Counter(note.cause for note in notes(NoteKind.BARRIER)) == {
        BarrierCause.UNFAMILIARITY: 8,
        BarrierCause.DISTRUST: 4,
        BarrierCause.OTHER: 3,
        None: 3,
    }
    assert all(note.said_by for note in notes(NoteKind.QUOTE))


def test_votes_are_within_the_dots_of_those_present():
    present = len(day().arrivals) + len(day().walk_ins)
    assert sum(note.votes for note in notes(NoteKind.IDEA)) <= day().event.dots * present
    for table in day().tables:
        assert sum(note.votes for note in table.notes) <= day().event.table_dots
        assert not any(note.votes for note in table.notes if note.kind is not NoteKind.IDEA)
    assert day().event.table_dots == day().event.dots * SEATS


def test_each_pledge_joins_both_worlds_and_people_who_are_there():
    by_ticket = {one.ticket: one.category for one in registered()}
    by_key = {one.key: one.category for one in day().walk_ins}
    ideas = {note.key for note in notes(NoteKind.IDEA) if note.key}
    assert len(day().pledges) == 14
    assert {pledge.origin for pledge in day().pledges} == set(PledgeOrigin)
    for pledge in day().pledges:
        assert pledge.idea in ideas | {""}
        categories = set()
        for party in pledge.parties:
            assert bool(party.ticket) != bool(party.walk_in)
            assert party.walk_in in by_key or party.ticket in day().arrivals
            categories.add(by_key.get(party.walk_in) or by_ticket.get(party.ticket))
        assert {Category.SOCIAL_WORKER, Category.SOCIAL_ENTREPRENEUR} <= categories


def test_some_pledges_are_due_within_a_fortnight_and_some_in_three_months():
    held = day().event.starts.date()
    after = [pledge.due - held for pledge in day().pledges]
    assert sum(wait <= timedelta(days=15) for wait in after) >= 4
    assert sum(wait >= timedelta(days=75) for wait in after) >= 3
    assert all(date(2021, 12, 13) < pledge.due <= date(2022, 3, 14) for pledge in day().pledges)


def test_every_text_fits_its_field_and_is_said_once():
    every = [note.text for table in day().tables for note in table.notes]
    assert len(every) == len(set(every))
    limits = {name: field.limit for name, field in fields_of("pledge").items()}
    for pledge in day().pledges:
        assert len(pledge.next_step) <= limits["next_step"]
        assert len(pledge.help_needed) <= limits["help_needed"]
    assert len(day().event.declared_source) <= fields_of("event")["declared_source"].limit


def test_french_is_set_as_a_printer_sets_it():
    text = resource("demo", "journee.toml").read_text("utf-8")
    values = re.findall(r'"([^"]*)"', text)
    for value in values:
        assert not re.search(r"[^\u202f][;?!]|[^\u00a0]:(?!//)|«[^\u00a0]|[^\u00a0]»|'", value), (
            value
        )


@pytest.mark.parametrize("name", ["journee.toml", "inscriptions-helloasso.csv"])
def test_numbers_and_addresses_are_those_reserved_for_fiction(name):
    text = resource("demo", name).read_text("utf-8-sig")
    for address in re.findall(r"[\w.-]+@[\w.-]+", text):
        assert address.endswith((".example", "@example.org", "@sante-chemin"))
    for number in re.findall(r"(?:\+33|0033|\b0)[ (0)]*([1-79](?:[ .-]?\d\d){4})\b", text):
        assert re.sub(r"\D", "", number).startswith(("63998", "19900"))


def test_an_unknown_key_in_the_script_is_refused():
    text = resource("demo", "journee.toml").read_text("utf-8")
    with pytest.raises(msgspec.ValidationError):
        msgspec.toml.decode(text.replace("dots = 3", "dots = 3\npoints = 3"), type=DayScript)
