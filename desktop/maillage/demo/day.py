"""Plays one real meeting on real stores: five laptops, their files, and one merge."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

from msgspec import Struct

from maillage import language
from maillage.actions import (
    events,
    exchanges,
    lists,
    minutes,
    pledges,
    programme,
    reception,
    workshops,
)
from maillage.demo.boards import photograph_boards
from maillage.demo.laptops import (
    COORDINATION,
    DOOR,
    FIELD,
    HIGH_TABLES,
    INVITATION_WORDS,
    LOW_TABLES,
    PASSPHRASE,
    SECOND,
    SKEW,
    Day,
    WrongClock,
)
from maillage.demo.script import PledgeLine, load
from maillage.demo.tables import plan_tables, seat_latecomers
from maillage.domain.errors import StoreExists
from maillage.domain.outcome import MergeReport
from maillage.domain.records import Pledge, Registration
from maillage.domain.vocabulary import DeviceRole
from maillage.exchange.store import Store
from maillage.language import _, ngettext_
from maillage.store.backup import at_rest
from maillage.store.engine import told_apart

MARK = ".maillage-demo"
"""A folder with this file was made by a demonstration and may be made anew."""

PREPARED = timedelta(days=-12)
JOINED = timedelta(days=-3)


class Played(Struct, frozen=True):
    """What the demonstration made and found."""

    folder: Path
    store: Path
    """The coordinator's store, to open in the window."""
    minutes: Path
    packages: tuple[Path, ...]
    merged: MergeReport
    merged_again: MergeReport
    conflicts: int
    digests: tuple[str, str]
    """The coordinator's, and that of the one who merged in another order."""


def play(folder: Path, tell: Callable[[str], None]) -> Played:
    """Play the meeting of 13 December 2021 in ``folder``; ``tell`` is given each step.

    Nothing is simulated but people and clocks: every store is encrypted, every file is
    sealed and signed. Raises StoreExists if the folder has something else in it, and
    CannotWrite or DiskFull.
    """
    fresh(folder)
    with ExitStack() as open_stores:
        day = Day(load(), folder, tell)
        open_stores.callback(day.close)
        for step in (_prepare, _join, _receive, _work, photograph_boards, _promise, _correct):
            step(day)
        return _merge(day)


def fresh(folder: Path) -> None:
    """Make an empty folder for a demonstration, replacing an earlier one.

    Raises StoreExists, CannotWrite, and StoreInUse while a window is open on a store of it.
    """
    with told_apart(folder):
        if (folder / MARK).is_file():
            for store in folder.iterdir():
                with at_rest(store):
                    pass
            shutil.rmtree(folder)
        elif folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
            raise StoreExists(str(folder))
        (folder / "cle-usb").mkdir(parents=True)
        (folder / MARK).touch()


def _prepare(day: Day) -> None:
    """The coordinator starts the programme and describes the meeting."""
    script = day.script
    day.clocks[COORDINATION] = WrongClock(script.event.starts + PREPARED)
    opened = programme.start(
        day.folder / "coordination",
        programme="Grandes Rencontres",
        device=COORDINATION,
        passphrase=PASSPHRASE,
        privacy_contact="donnees@grandes-rencontres.example",
        clock=day.clocks[COORDINATION],
    )
    day.stores[COORDINATION] = store = opened.store
    facts = script.event
    day.event = events.create_event(
        store,
        title=facts.title,
        event_kind=facts.kind,
        starts=facts.starts,
        ends=facts.ends,
        venue=facts.venue,
        commune=facts.commune,
        insee=facts.insee,
        tables=facts.tables,
        dots=facts.dots,
        table_dots=facts.table_dots,
        workshops=[workshop.title for workshop in script.workshops],
        partners=[(partner.name, partner.role) for partner in script.partners],
    )
    events.declare_attendance(
        store, event=day.event.id, count=facts.declared, source=facts.declared_source
    )
    day.tell(_("The coordination prepares “{title}”.", title=facts.title))


def _join(day: Day) -> None:
    """Four laptops join by invitation; then everybody knows everybody's keys."""
    coordinator = day.stores[COORDINATION]
    roles = dict.fromkeys(FIELD, DeviceRole.FIELD) | {SECOND: DeviceRole.COORDINATOR}
    invitations = {
        role: programme.invite(
            coordinator,
            day.file(f"invitation-{role.value}"),
            passphrase=INVITATION_WORDS,
            role=role,
        )
        for role in DeviceRole
    }
    for device in roles:
        joined = day.script.event.starts + JOINED
        day.clocks[device] = WrongClock(joined, SKEW.get(device, timedelta(0)))

    def join(device: str) -> Store:
        return programme.join(
            programme.free_folder(device, day.folder),
            invitation=invitations[roles[device]],
            invitation_passphrase=INVITATION_WORDS,
            device=device,
            passphrase=PASSPHRASE,
            clock=day.clocks[device],
        ).store

    # Opening an invitation costs a second on purpose; laptops do not wait for each other.
    with ThreadPoolExecutor() as laptops:
        day.stores |= dict(zip(roles, laptops.map(join, roles), strict=True))
    greetings = [_send(day, device, f"bonjour-{_slug(device)}") for device in roles]
    exchanges.merge(coordinator, greetings)
    known = exchanges.export(coordinator, day.file("postes-connus"), to="everyone").path
    for device in roles:
        exchanges.merge(day.stores[device], [known])
    day.tell(
        _(
            "{devices} join by invitation: each has its own encrypted store, keys and clock.",
            devices=language.current().list(roles),
        )
    )


def _receive(day: Day) -> None:
    """Accueil takes the list in, checks people in, and hands its file to the tables."""
    store, script = day.stores[DOOR], day.script
    found = lists.preview(store, script.list_path, event=day.event.id)
    taken = lists.take_in(store, found, event=day.event.id)
    day.tell(
        _(
            "{device} takes in “{file}”: {added} people, {flags} values to look at.",
            device=DOOR,
            file=script.list,
            added=taken.added,
            flags=len(found.read.flags),
        )
    )
    again = lists.preview(store, script.list_path, event=day.event.id)
    day.tell(_("The same list again: {n} new.", n=len(again.plan.new)))
    plan_tables(day)
    tickets = {one.ticket: one for one in store.all(Registration, event=day.event.id)}
    day.people = {ticket: one.person for ticket, one in tickets.items()}
    coming = [(wall, ticket, True) for ticket, wall in script.arrivals.items()]
    coming += [(one.arrives, one.key, False) for one in script.walk_ins]
    for wall, who, registered in sorted(coming):
        day.at(script.moment(wall))
        if registered:
            reception.check_in(store, registration=tickets[who].id)
        else:
            _welcome(day, who)
    room = reception.room(store, event=day.event.id)
    day.tell(
        _(
            "{device} receives {present} people, {walk_ins} of them without registration;"
            " {absent} who had registered do not come.",
            device=DOOR,
            present=room.present,
            walk_ins=len(script.walk_ins),
            absent=len(script.no_shows),
        )
    )
    seat_latecomers(day)
    handed = exchanges.export(store, day.file("accueil-14h25"), to="everyone").path
    for device in (LOW_TABLES, HIGH_TABLES):
        exchanges.merge(day.stores[device], [handed])


def _welcome(day: Day, key: str) -> None:
    one = next(walk_in for walk_in in day.script.walk_ins if walk_in.key == key)
    registration = reception.welcome(
        day.stores[DOOR],
        event=day.event.id,
        given_name=one.given_name,
        family_name=one.family_name,
        organisation=one.organisation,
        category=one.category,
        contact=one.email or one.phone,
    )
    day.people[key] = registration.person


def _work(day: Day) -> None:
    """The tables write down ideas, barriers, levers and quotes, then vote."""
    titles = {one.key: one.title for one in day.script.workshops}
    ids = {
        one.title: one.id
        for one in workshops.workshops(day.stores[COORDINATION], event=day.event.id)
    }
    count = votes = 0
    for number, table in enumerate(day.script.tables):
        store = _at_table(day, table.number)
        day.at(day.script.event.starts + timedelta(minutes=45 + number))
        for line in table.notes:
            # One action: the note and the dots that the table gives it.
            with store.action():
                note = workshops.add_note(
                    store,
                    event=day.event.id,
                    workshop=ids[titles[table.workshop]],
                    typed=line.text,
                    kind=line.kind,
                    table=table.number,
                    cause=line.cause,
                    said_by=line.said_by,
                )
                for _dot in range(line.votes):
                    workshops.vote(store, note=note.id, table=table.number)
            if line.key:
                day.people[line.key] = note.id
            count, votes = count + 1, votes + line.votes
    day.tell(
        _(
            "Ten tables write {notes} notes and give {votes} votes.",
            notes=count,
            votes=votes,
        )
    )


def _promise(day: Day) -> None:
    """People who met at a table promise each other something."""
    day.at(day.script.event.starts + timedelta(hours=3, minutes=20))
    for number, line in enumerate(day.script.pledges):
        _pledge(day, day.stores[(LOW_TABLES, HIGH_TABLES)[number % 2]], line)
    n = len(day.script.pledges)
    day.tell(ngettext_("{n} pledge is made.", "{n} pledges are made.", n))


def _pledge(day: Day, store: Store, line: PledgeLine) -> Pledge:
    people = [day.people[party.ticket or party.walk_in] for party in line.parties]
    return pledges.make(
        store,
        event=day.event.id,
        what=line.what,
        next_step=line.next_step,
        help_needed=line.help_needed,
        due=line.due,
        origin=line.origin,
        note=day.people.get(line.idea, ""),
        people=people,
        may_call=people,
    )


def _correct(day: Day) -> None:
    """Two laptops hear two phone numbers of the same person."""
    ticket = next(iter(day.script.arrivals))
    for device, phone in ((DOOR, "+33 6 39 98 71 26"), (LOW_TABLES, "+33 6 39 98 71 62")):
        person = reception.change_person(day.stores[device], person=day.people[ticket], phone=phone)
    day.tell(
        _(
            "{one} and {other} both correct the phone number of {person}, differently.",
            one=DOOR,
            other=LOW_TABLES,
            person=person.name,
        )
    )


def _merge(day: Day) -> Played:
    """Each laptop hands over a file; two coordinators merge them, in different orders."""
    store, second = day.stores[COORDINATION], day.stores[SECOND]
    day.at(day.script.event.ends)
    packages = tuple(_send(day, device, _slug(device)) for device in FIELD)
    day.tell(_("Each laptop hands over its file:"))
    for path in packages:
        size = language.current().size(path.stat().st_size)
        day.tell(f"  {path} ({size})")
    merged = exchanges.merge(store, packages)
    found = len(exchanges.decisions(store))
    day.tell(
        _(
            "The coordination merges {files} files at once: {new} changes are new,"
            " {conflicts} to decide.",
            files=len(packages),
            new=merged.new,
            conflicts=found,
        )
    )
    for line in _decisions(store):
        day.tell(f"  {line}")
    again = exchanges.merge(store, packages)
    day.tell(_("The same files again: {new} new, {known} known.", new=again.new, known=again.known))
    exchanges.merge(second, list(reversed(packages)))
    digests = store.digest(), second.digest()
    day.tell(
        _(
            "The second coordination merged in another order: {same}.",
            same=_("same digest") if digests[0] == digests[1] else _("another digest"),
        )
    )
    day.tell(f"  {digests[0]}")
    pdf = day.folder / "compte-rendu.pdf"
    minutes.write(store, pdf, event=day.event.id, in_language=language.Language("fr"))
    day.tell(_("The minutes are written: {path}", path=pdf))
    day.tell(_("The coordination's store: {path}", path=store.path))
    day.tell(_("Its passphrase: {passphrase}", passphrase=PASSPHRASE))
    return Played(
        folder=day.folder,
        store=store.path,
        minutes=pdf,
        packages=packages,
        merged=merged,
        merged_again=again,
        conflicts=found,
        digests=digests,
    )


def _decisions(store: Store) -> Iterator[str]:
    for decision in exchanges.decisions(store):
        values = " / ".join(f"{one.value} ({one.device})" for one in decision.versions)
        yield f"{_(decision.field_label)}, {decision.subject} : {values}"


def _send(day: Day, device: str, name: str) -> Path:
    return exchanges.export(day.stores[device], day.file(name)).path


def _at_table(day: Day, number: int) -> Store:
    return day.stores[LOW_TABLES if number <= 5 else HIGH_TABLES]  # noqa: PLR2004 - its name says


def _slug(device: str) -> str:
    return device.lower().replace(" ", "-")
