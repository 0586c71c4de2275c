"""The day that is photographed: two laptops recorded it, and a week has gone since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from maillage import Store
from maillage.actions import events, exchanges, lists, pledges, programme, reception, workshops
from maillage.demo import script
from maillage.domain.records import Event, Registration, Workshop
from maillage.ui.session import Session

PASSPHRASE = "merle lanterne vallon cuivre otarie"
WEEK_AFTER = timedelta(days=8)


@dataclass
class Clock:
    """The time of both laptops, which the day moves on."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


def meeting_of(session: Session) -> Event:
    """Return the meeting, which the day has."""
    assert session.meeting is not None
    return session.meeting


def day(folder: Path) -> programme.Opened:
    """Return the open store of a coordinator a week after a day that two laptops recorded."""
    told = script.load()
    clock = Clock(told.event.starts - timedelta(hours=3))
    opened = programme.start(
        folder / "accueil", programme="Grandes Rencontres", device="Accueil",
        passphrase=PASSPHRASE, privacy_contact="contact@gniac.example", clock=clock,
    )  # fmt: skip
    store = opened.store
    event = events.create_event(
        store,
        title=told.event.title,
        event_kind=told.event.kind,
        starts=told.event.starts,
        ends=told.event.ends,
        venue=told.event.venue,
        commune=told.event.commune,
        insee=told.event.insee,
        tables=told.event.tables,
        dots=told.event.dots,
        table_dots=told.event.table_dots,
        workshops=[one.title for one in told.workshops],
        partners=[(one.name, one.role) for one in told.partners],
    )
    lists.take_in(store, lists.preview(store, told.list_path, event=event.id), event=event.id)
    registrations = {one.ticket: one for one in store.all(Registration, event=event.id)}
    for ticket, wall in sorted(told.arrivals.items(), key=lambda one: (one[1], one[0])):
        if ticket in registrations:
            clock.now = told.moment(wall)
            reception.check_in(store, registration=registrations[ticket].id)
    people = {ticket: one.person for ticket, one in registrations.items()}
    for walk_in in told.walk_ins:
        clock.now = told.moment(walk_in.arrives)
        people[walk_in.key] = reception.welcome(
            store,
            event=event.id,
            given_name=walk_in.given_name,
            family_name=walk_in.family_name,
            organisation=walk_in.organisation,
            category=walk_in.category,
            contact=walk_in.phone or walk_in.email,
        ).person
    clock.now = told.event.starts + timedelta(hours=2)
    notes = _tables(store, told, event.id, clock)
    for line in told.pledges:
        pledges.make(
            store, event=event.id, what=line.what, next_step=line.next_step,
            help_needed=line.help_needed, due=line.due, origin=line.origin,
            note=notes.get(line.idea, ""),
            people=(parties := [people[one.ticket or one.walk_in] for one in line.parties]),
            may_call=parties,
        )  # fmt: skip
    _dispute(opened, folder, clock, list(people.values())[:2])
    clock.now = told.event.starts + WEEK_AFTER
    return opened


def _tables(store: Store, told: script.DayScript, event: str, clock: Clock) -> dict[str, str]:
    """Record what the tables wrote and voted; return the notes that have a key."""
    titles = {one.key: one.title for one in told.workshops}
    ids = {one.title: one.id for one in store.all(Workshop, event=event)}
    kept: dict[str, str] = {}
    with store.action():
        for table in told.tables:
            for line in table.notes:
                clock.now += timedelta(seconds=40)
                note = workshops.add_note(
                    store, event=event, workshop=ids[titles[table.workshop]], typed=line.text,
                    kind=line.kind, table=table.number, cause=line.cause, said_by=line.said_by,
                )  # fmt: skip
                for _dot in range(line.votes):
                    workshops.vote(store, note=note.id, table=table.number)
                if line.key:
                    kept[line.key] = note.id
    return kept


def _dispute(opened: programme.Opened, folder: Path, clock: Clock, people: list[str]) -> None:
    """Let a second laptop change the telephone numbers that the first changes too, and merge."""
    store, words = opened.store, "tilleul semaine barque violon ardoise étoile museau"
    invitation = programme.invite(store, folder / "invitation.maillage", passphrase=words)
    other = programme.join(
        folder / "tables", invitation=invitation, invitation_passphrase=words,
        device="Tables 1 à 5", passphrase=PASSPHRASE, clock=clock,
    ).store  # fmt: skip
    exchanges.merge(store, [exchanges.export(other, folder / "first.maillage").path])
    past = exchanges.export(store, folder / "past.maillage", to="everyone").path
    exchanges.merge(other, [past])
    for at, person in enumerate(people):
        clock.now += timedelta(minutes=7)
        here, there = f"+33 6 39 98 10 0{at}", f"+33 6 39 98 70 0{at}"
        store.change(person, phone=here)
        clock.now += timedelta(minutes=4)
        other.change(person, phone=there)
    exchanges.merge(store, [exchanges.export(other, folder / "tables.maillage").path])
    other.close()
