"""Pictures of every page for ourselves: `photograph.py OUT_DIR [--all] [PAGE...]`.

Each page as a person sees it after a real day: wide and compact, light and dark, French and
English at 100 %, and in French at 200 %. With --all, every size in both languages and both
themes: twelve pictures a page. A page registers in PAGES; DAY builds the store once per run.
Works on whatever platform Qt is given (QT_QPA_PLATFORM=offscreen, or a virtual screen).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import sample_lists
import sample_moments
import sample_rights
from msgspec.structs import replace
from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from maillage import Store, language
from maillage.actions import (
    consents,
    events,
    exchanges,
    lists,
    pledges,
    programme,
    reception,
    workshops,
)
from maillage.demo import script
from maillage.domain.records import Event, Registration, Workshop
from maillage.store import keys
from maillage.ui.background import Worker
from maillage.ui.look import theme
from maillage.ui.look.tokens import SIDE_RAIL, SIDE_WIDE, WIDE_FROM
from maillage.ui.meeting import typed
from maillage.ui.meeting.typed import Typed
from maillage.ui.preferences import Preferences
from maillage.ui.session import Session

if TYPE_CHECKING:
    from maillage.ui.workshops.page import WorkshopsPage

PASSPHRASE = "merle lanterne vallon cuivre otarie"
WEEK_AFTER = timedelta(days=8)
Page = Callable[[Session], QWidget]


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


def reception_page(session: Session) -> QWidget:
    """Return the page at the door."""
    from maillage.ui.reception.page import ReceptionPage

    return ReceptionPage(session)


def workshops_page(session: Session) -> WorkshopsPage:
    """Return the page at the tables."""
    from maillage.ui.workshops.page import WorkshopsPage

    return WorkshopsPage(session)


def ideas_wall(session: Session) -> QWidget:
    """Return what the projector shows of the ideas."""
    from maillage.ui.workshops.wall import IdeasWall

    return IdeasWall(session, meeting_of(session).id)


def workshops_table(session: Session) -> QWidget:
    """Return the page at the tables for a scribe at one whose dots are nearly all put."""
    page = workshops_page(session)
    page.choice._table = 6
    return page


def note_begun(session: Session) -> QWidget:
    """Return the page at the tables with a line that was half typed when the lid was closed."""
    event = meeting_of(session).id
    second = workshops.workshops(session.store, event=event)[1].id
    text = "Un covoiturage entre les structures du quartier #mobilité @"
    begun = {"text": text, "kind": "lever", "workshop": second, "table": 6}
    session.drafts._drafts[f"note {event}"] = begun
    return workshops_page(session)


def note_editor(session: Session) -> QWidget:
    """Return a quote being corrected, said by somebody with a long name who agrees."""
    from maillage.domain.records import Note, Person
    from maillage.domain.vocabulary import Category, NoteKind

    store, page = session.store, workshops_page(session)
    quote = next(one for one in store.all(Note) if one.note_kind is NoteKind.QUOTE)
    if not quote.speaker:
        speaker = store.add(
            Person(
                given_name="Marie-Bénédicte",
                family_name="de Villeneuve-Laroche",
                category=Category.SOCIAL_ENTREPRENEUR,
            )
        )
        workshops.change_note(store, note=quote.id, speaker=speaker.id, may_name=True)
    page._workshop = quote.workshop

    def edited() -> QWidget:
        page.notes.edit(quote.id)
        return page

    sample_moments.AFTERWARDS[page] = edited
    return page


def seating_page(session: Session) -> QWidget:
    """Return the page of table plans, for which a plan is made."""
    from maillage.actions import seating, seating_wishes
    from maillage.domain.vocabulary import SeatingWish
    from maillage.ui.seating.page import SeatingPage

    store, event = session.store, meeting_of(session)
    seen = seating.hall(store, event=event.id)
    if not seen.rounds:
        one, other, host = list(seen.people)[:3]
        seating_wishes.add(
            store, event=event.id, kind=SeatingWish.TOGETHER, registration=one, other=other
        )
        seating_wishes.add(store, event=event.id, kind=SeatingWish.HOST, registration=host, table=2)
        seen = seating.hall(store, event=event.id)
        plan = seating.propose(seen, seats=6, rounds=3)
        seating.save(store, event=event.id, sittings=plan.sittings)
    return SeatingPage(session)


def seating_wall(session: Session) -> QWidget:
    """Return what the projector shows of the first round."""
    from maillage.actions import seating
    from maillage.ui.seating.projected import Projected

    seating_page(session).deleteLater()
    return Projected(seating.hall(session.store, event=meeting_of(session).id), 1)


def seating_plan(session: Session) -> QWidget:
    """Return the dialog that asks for a table plan."""
    from maillage.actions import seating
    from maillage.ui.seating.plan_dialog import PlanDialog

    seating_page(session).deleteLater()
    return PlanDialog(seating.hall(session.store, event=meeting_of(session).id), None)


def seating_wishes(session: Session) -> QWidget:
    """Return the dialog of the wishes."""
    from maillage.actions import seating
    from maillage.ui.seating.wishes_dialog import WishesDialog

    seating_page(session).deleteLater()
    return WishesDialog(seating.hall(session.store, event=meeting_of(session).id), 11)


def seating_late(session: Session) -> QWidget:
    """Return the dialog that lists the moves for late arrivals and no-shows."""
    from maillage.actions import seating
    from maillage.ui.seating.late_dialog import LateDialog

    seating_page(session).deleteLater()
    seen = seating.hall(session.store, event=meeting_of(session).id)
    return LateDialog(seen)


def photos_page(session: Session) -> QWidget:
    """Return the photos of a workshop's board."""
    from maillage.demo import boards

    boards.take(session.store, event=meeting_of(session).id)
    return no_photos(session)


def no_photos(session: Session) -> QWidget:
    """Return the place of the photos while there is none."""
    from maillage.ui.workshops.page import WorkshopsPage

    page = WorkshopsPage(session)
    page.refresh()
    settle()
    page.show_photos()
    return page


def pledges_page(session: Session) -> QWidget:
    """Return the page of pledges."""
    from maillage.ui.pledges.page import PledgesPage

    return PledgesPage(session)


def pledge_form(session: Session) -> QWidget:
    """Return the form of a new pledge filled in from a paper card: its day is past."""
    from maillage.ui.pledges.making import NewPledgeDialog

    page = pledges_page(session)
    store, meeting = session.store, meeting_of(session)
    ideas = workshops.ideas(workshops.lines(store, event=meeting.id))

    def fill_in() -> QWidget:
        today = events.local_time(store.clock()).date()
        notes = [line.note for line in ideas]
        form = NewPledgeDialog(session, today, notes, page, idea=notes[0].id)
        for words in ("bousid", "quem", "fontan"):
            form.people._chosen += pledges.choosable(store, words, limit=1)
        form.people._show_chosen()
        form.due.set_due(today - timedelta(days=3))
        form.open()
        return form

    sample_moments.AFTERWARDS[page] = fill_in
    return page


def pledge_begun(session: Session) -> QWidget:
    """Return the form of a new pledge that was half written when the lid was closed."""
    today = events.local_time(session.store.clock()).date()
    (lead,) = pledges.choosable(session.store, "quem", limit=1)
    session.drafts._drafts[f"pledge {meeting_of(session).id}"] = {
        "what": "Ouvrir une permanence commune au CCAS, le mercr",
        "due": (today + timedelta(days=15)).isoformat(),
        "origin": "spontaneous",
        "people": [msgspec.to_builtins(lead)],
        "sought": "",
        "next_step": "",
        "help_needed": "une salle",
        "idea": "",
        "proposed": "",
        "may_call": [lead.person],
    }
    page = pledges_page(session)
    sample_moments.AFTERWARDS[page] = lambda: page.findChildren(QDialog)[-1]
    return page


def minutes_dialog(_session: Session) -> QWidget:
    """Return what asks how the compte-rendu is to be written."""
    from maillage.ui.exchanges.minutes_dialog import MinutesDialog

    return MinutesDialog(2)


def recorded_twice(session: Session) -> QWidget:
    """Return people recorded twice, side by side."""
    from maillage.actions import duplicate_review, reception
    from maillage.domain.records import Person
    from maillage.domain.vocabulary import Category
    from maillage.ui.exchanges.duplicates_dialog import DuplicatesDialog

    store, known = session.store, session.store.all(Person)[4]
    if not duplicate_review.waiting(store):
        store.change(known.id, email="anne.lemoine@ccas-belleville.example")
        reception.welcome(
            store,
            event=meeting_of(session).id,
            given_name=known.given_name,
            family_name=f"{known.family_name}e",
            organisation="Maison des solidarités de Belleville",
            category=Category.LOCAL_OFFICER,
            contact="anne.lemoine@ccas-belleville.example",
        )
    dialog = DuplicatesDialog(session, duplicate_review.review(store))
    dialog.list.select_first()
    return dialog


def erased_elsewhere(session: Session) -> QWidget:
    """Return somebody whom another laptop has erased under a record that was joined to theirs."""
    from maillage.actions import duplicate_review, duplicates, outliving
    from maillage.domain.records import Person
    from maillage.ui.exchanges.duplicates_dialog import DuplicatesDialog

    store, known = session.store, session.store.all(Person)[7]
    if not outliving.read(store):
        other = store.add(Person(given_name=known.given_name, family_name=known.family_name))
        duplicates.join(store, shown=known.id, other=other.id)
        store.erase(other.id)
    dialog = DuplicatesDialog(session, duplicate_review.review(store))
    dialog.list.select_first()
    return dialog


def leaving_page(session: Session) -> QWidget:
    """Return the page at the end of the day."""
    from maillage.ui.leaving.page import LeavingPage

    return LeavingPage(session)


def going_through(session: Session) -> QWidget:
    """Return the notes with a loose end, gone through one after the other."""
    from maillage.actions import leaving
    from maillage.actions.leaving import Loose
    from maillage.ui.leaving.rows import loose_title

    page, event = workshops_page(session), meeting_of(session).id
    place = workshops.workshops(session.store, event=event)[1].id
    if not leaving.departure(session.store, event=event).loose.get(Loose.NO_CAUSE):
        for typed in ("f: les horaires du bus @2", "f: chacun son logiciel @3"):
            workshops.add_note(session.store, event=event, workshop=place, typed=typed)
    rows = leaving.departure(session.store, event=event).loose[Loose.NO_CAUSE]

    def begin() -> QWidget:
        page.go_through(loose_title(Loose.NO_CAUSE, len(rows)), rows)
        return page

    sample_moments.AFTERWARDS[page] = begin
    return page


def pack(session: Session) -> QWidget:
    """Return what is asked for the pack while no other laptop is known."""
    from maillage.ui.preparing.packing import PackDialog

    return PackDialog(session, meeting_of(session))


def exchanges_page(session: Session) -> QWidget:
    """Return the page of files and decisions."""
    from maillage.ui.exchanges.page import ExchangesPage

    return ExchangesPage(session)


def preparing_page(session: Session) -> QWidget:
    """Return the page before the day."""
    from maillage.ui.preparing.page import PreparingPage

    return PreparingPage(session)


def papers(session: Session) -> QWidget:
    """Return the dialog of badges, on a sheet already begun."""
    from maillage.actions.paper import Paper
    from maillage.ui.paper.dialog import PaperDialog

    return PaperDialog(session, meeting_of(session), wanted=Paper.BADGES)


def attendance(session: Session) -> QWidget:
    """Return the dialog of papers with the attendance sheet."""
    from maillage.actions.paper import Paper
    from maillage.ui.paper.dialog import PaperDialog

    return PaperDialog(session, meeting_of(session), wanted=Paper.ATTENDANCE)


def first_run(session: Session) -> QWidget:
    """Return what somebody sees before any store is open."""
    from maillage.ui.start.page import StartPage

    page = StartPage(session._worker, tuple)
    page.show_choices()
    return page


def shell(session: Session) -> QWidget:
    """Return side bar and screens as the window holds them."""
    from maillage.ui.shell import Shell

    found = Shell(session)
    found.show_page("reception")
    return found


def shell_of_a_copy(session: Session) -> QWidget:
    """Return the window of a laptop whose name somebody else goes on under."""
    from maillage.actions import copies
    from maillage.store import identity

    with session.store.action() as writer:
        identity.remember(writer.connection, copies.NAME, session.store.device)
    return shell(session)


def new_meeting(session: Session) -> QWidget:
    """Return the dialog that creates a meeting."""
    from maillage.ui.meeting.dialog import MeetingDialog

    return MeetingDialog(session)


def walk_in(session: Session) -> QWidget:
    """Return the five fields, with somebody who is on the list already."""
    from maillage.ui.reception import door
    from maillage.ui.reception.walk_in import WalkInDialog

    found = door.read(session, meeting_of(session).id)
    return WalkInDialog(session, found, "Leila Bousid")


def walk_in_begun(session: Session) -> QWidget:
    """Return the five fields as they were left when the lid was closed."""
    session.drafts._drafts[f"walk-in {meeting_of(session).id}"] = {
        "given_name": "Yvette",
        "family_name": "Combe",
        "organisation": "Au Fil des Âges",
        "category": "social_entrepreneur",
        "contact": "06 39",
    }
    return walk_in(session)


def card(session: Session) -> QWidget:
    """Return somebody's card."""
    from maillage.domain.records import Person
    from maillage.ui.reception import door
    from maillage.ui.reception.card import PersonCard

    arrival = door.read(session, meeting_of(session).id).arrivals[0]
    return PersonCard(session, arrival, session.store.get(Person, arrival.person))


def card_overtaken(session: Session) -> QWidget:
    """Return a card of which another laptop has changed the number while one was typing it."""
    found = card(session)
    known = found._person.phone  # type: ignore[attr-defined]
    found._take_up("phone", "06 39 98 41 07", (found._person, known))  # type: ignore[attr-defined]
    return found


def pledge_overtaken(session: Session) -> QWidget:
    """Return a pledge of which another laptop has changed the next step while one was typing."""
    page = pledges_page(session)

    def typed() -> QWidget:
        pledge = page._promise(page.detail.pledge()).pledge  # type: ignore[attr-defined]
        page.detail.next_step.setPlainText("Visiter l’atelier dès janvier, avec la mairie")  # type: ignore[attr-defined]
        page.detail.edits.take_up(replace(pledge, next_step="Visiter l’atelier en février."))  # type: ignore[attr-defined]
        return page

    sample_moments.AFTERWARDS[page] = typed
    return page


def room(session: Session) -> QWidget:
    """Return who is in the room, as a small window tells it."""
    from maillage.actions import whence
    from maillage.ui.reception import door
    from maillage.ui.reception.room_dialog import RoomDialog

    event = meeting_of(session).id
    counts = whence.territories(session.store, event=event)
    return RoomDialog(door.read(session, event).room, counts)


def consents_page(session: Session) -> QWidget:
    """Return the consents of somebody."""
    from maillage.domain.records import Person
    from maillage.domain.vocabulary import ConsentForm, ConsentPurpose
    from maillage.ui.reception import door
    from maillage.ui.reception.consents import ConsentsDialog

    arrival = door.read(session, meeting_of(session).id).arrivals[0]
    person = session.store.get(Person, arrival.person)
    for given in (True, False):
        consents.answer(
            session.store,
            person=person.id,
            event=meeting_of(session).id,
            purpose=ConsentPurpose.IMAGE if given else ConsentPurpose.RECONTACT,
            given=given,
            form=ConsentForm.SPOKEN,
        )
    return ConsentsDialog(session, person, meeting_of(session).id)


def calling(session: Session) -> QWidget:
    """Return the list of people to ring up, a week after and on the day."""
    from maillage.ui.reception.calling import CallDialog

    meeting = meeting_of(session)
    starts, now = meeting.starts, session.store.clock
    assert starts is not None
    session.store.clock = lambda: starts
    try:
        dialog = CallDialog(session, meeting)
        settle()
    finally:
        session.store.clock = now
    return dialog


def signing_page(session: Session) -> QWidget:
    """Return the dialog in which somebody signs."""
    from PySide6.QtCore import QPointF

    from maillage.ui.reception.signing import SigningDialog

    dialog = SigningDialog("Leila Bousid", meeting_of(session).title)
    wave = [(90 + x, 110 - (x % 60) + (x // 3) % 25) for x in range(0, 340, 4)]
    dialog.pad.strokes = [[QPointF(*at) for at in wave]]
    dialog.pad.changed.emit()
    return dialog


def meeting_begun(session: Session) -> QWidget:
    """Return the dialog of a new meeting that was half typed when the lid was closed."""
    was = typed.new(events.local_time(session.store.clock()).date())
    told = replace(was, title="Grande Rencontre du Beaujolais", venue="Halle aux gra", tables=12)
    _begin_meeting(session, "", was, told, last="venue")
    return new_meeting(session)


def meeting_changed_since(session: Session) -> QWidget:
    """Return the dialog that corrects a meeting, which somebody else has changed since."""
    event = meeting_of(session)
    now = typed.of(event, events.local_time(session.store.clock()).date())
    was = replace(now, venue="", tables=6)
    told = replace(was, venue="Médiathèque de Villefranche, salle du premier étage", tables=8)
    _begin_meeting(session, event.id, was, told, last="declared_source")
    return known_meeting(session)


def _begin_meeting(session: Session, event: str, was: Typed, told: Typed, *, last: str) -> None:
    begun = {"typed": told, "was": was, "workshops": "", "last": last, "late": {}}
    session.drafts._drafts[f"meeting {event}"] = msgspec.to_builtins(begun)


def known_meeting(session: Session) -> QWidget:
    """Return the dialog that corrects a meeting."""
    from maillage.ui.meeting.dialog import MeetingDialog

    return MeetingDialog(session, meeting_of(session))


def invite(session: Session) -> QWidget:
    """Return the dialog that invites a laptop."""
    from maillage.ui.invite import InviteDialog

    return InviteDialog(session)


def passphrase(session: Session) -> QWidget:
    """Return the dialog that changes the passphrase, with wrong words and a suggestion."""
    from maillage.domain.errors import WrongPassphrase
    from maillage.ui.passphrase_change import PassphraseDialog

    dialog = PassphraseDialog(session, Worker())
    dialog.passphrase.suggest.click()
    dialog.present.setText("merle")
    settle()
    dialog.failed(WrongPassphrase("-"))
    return dialog


def renewal(session: Session) -> QWidget:
    """Return the dialog that warns before a new recovery key."""
    from maillage.ui.recovery_renewal import RenewRecoveryDialog

    return RenewRecoveryDialog(session, Worker())


def new_key(session: Session) -> QWidget:
    """Return the new recovery key, shown once."""
    from maillage.store import keys
    from maillage.ui.recovery_renewal import NewKeyDialog

    dialog = NewKeyDialog(session, Worker(), keys.make("merle").recovery_key)
    dialog.page.noted.setChecked(True)  # else it asks before it goes
    return dialog


def backup(session: Session) -> QWidget:
    """Return the dialog that saves the store, before anything."""
    from maillage.ui.backing_up import BackupDialog

    return BackupDialog(session)


def backup_made(session: Session) -> QWidget:
    """Return the same once the copy is made."""
    from maillage.actions.backups import Made
    from maillage.ui.backing_up import BackupDialog

    dialog = BackupDialog(session)
    folder = Path("/media/cle/sauvegarde-accueil-2021-12-13-18h05")
    dialog.show_made(Made(folder, 4_312_000, people=63, notes=107, pledges=14))
    return dialog


def backup_writing(session: Session) -> QWidget:
    """Return the same while the copy is written."""
    from maillage.actions.backups import COPYING
    from maillage.ui.backing_up import BackupDialog

    dialog = BackupDialog(session)
    dialog.set_working(working=True)
    dialog.show_progress(1_200_000, 8_000_000, COPYING)
    return dialog


def restoring(session: Session) -> QWidget:
    """Return the form that restores a backup, with one found."""
    from maillage.ui.start.choices import RESTORE
    from maillage.ui.start.page import StartPage
    from maillage.ui.start.restore import RestoreForm

    page = StartPage(Worker(), tuple)
    form = page.choose(RESTORE)
    if isinstance(form, RestoreForm):
        form.take(session.store.path)
    return page


def open_hub(_session: Session) -> QWidget:
    """Return the form that opens a hub, as far down as it goes."""
    from maillage.ui.start.choices import HUB
    from maillage.ui.start.page import StartPage

    page = StartPage(Worker(), tuple)
    page.choose(HUB)
    return page


PAGES: dict[str, Page] = {
    "start": first_run,
    "start-hub": open_hub,
    "shell": shell,
    "shell-copied": shell_of_a_copy,
    "meeting": new_meeting,
    "meeting-begun": meeting_begun,
    "meeting-changed-since": meeting_changed_since,
    "meeting-known": known_meeting,
    "invite": invite,
    "passphrase": passphrase,
    "renewal": renewal,
    "new-key": new_key,
    "backup": backup,
    "backup-writing": backup_writing,
    "backup-made": backup_made,
    "start-restore": restoring,
    "prepare": preparing_page,
    "papers": papers,
    "papers-attendance": attendance,
    "reception": reception_page,
    "walk-in": walk_in,
    "walk-in-begun": walk_in_begun,
    "card": card,
    "card-overtaken": card_overtaken,
    "room": room,
    "held": sample_rights.held,
    "mentions": sample_rights.mentions,
    "replace-text": sample_rights.replacing,
    "erase-text": sample_rights.erasing,
    "consents": consents_page,
    "signing": signing_page,
    "calling": calling,
    "seating": seating_page,
    "seating_wall": seating_wall,
    "seating_plan": seating_plan,
    "seating_wishes": seating_wishes,
    "seating_late": seating_late,
    "workshops": workshops_page,
    "workshops-table": workshops_table,
    "note-begun": note_begun,
    "ideas_wall": ideas_wall,
    "note-editor": note_editor,
    "photos-none": no_photos,
    "photos": photos_page,
    "pledges": pledges_page,
    "pledge-form": pledge_form,
    "pledge-overtaken": pledge_overtaken,
    "pledge-begun": pledge_begun,
    "minutes": minutes_dialog,
    "leaving": leaving_page,
    "going-through": going_through,
    "pack": pack,
    "exchanges": exchanges_page,
    "twice": recorded_twice,
    "erased-elsewhere": erased_elsewhere,
    "exchanges-erased": exchanges_page,
    "list": sample_lists.updated,
    "list-partner": sample_lists.partner,
    "list-communes": sample_lists.communes,
    "list-unknown": sample_lists.unknown,
    "list-guessed": sample_lists.guessed,
    "list-refused": sample_lists.refused,
    **sample_moments.MOMENTS,
}


@dataclass(frozen=True)
class Shot:
    """One way of looking at every page."""

    name: str
    width: int
    height: int
    scheme: theme.Scheme = "light"
    language: str = "fr"


SIZES = {"wide": (1366, 768), "compact": (960, 460), "double": (960, 540)}
"""In logical pixels; double is 1920 x 1080 at 200 %."""
SCREENS = {"wide": (1366, 728), "compact": (1024, 560), "double": (1920, 1000)}
"""Pixels that such a screen has beside its task bar: a dialog is never higher."""
LOOKS: tuple[tuple[str, theme.Scheme, str], ...] = (
    ("", "light", "fr"),
    ("-dark", "dark", "fr"),
    ("-en", "light", "en"),
    ("-en-dark", "dark", "en"),
)
SHOTS = tuple(
    Shot(size + suffix, *SIZES[size], scheme, tongue)
    for size in SIZES
    for suffix, scheme, tongue in LOOKS
)
USUAL = ("wide", "wide-dark", "wide-en", "compact", "compact-dark", "double", "double-dark")


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


def settle(milliseconds: int = 450) -> None:
    """Let jobs answer and layouts happen; QTest.qWait would keep the other thread from running."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def rest(busy: list[bool]) -> None:
    """Wait for what is still read: the pages of a paper come after the paper."""
    settle()
    while busy and busy[-1]:
        settle(milliseconds=100)


def portray(session: Session, page_of: Page, shot: Shot, busy: list[bool]) -> QPixmap:
    """Return a picture of one page; ``busy`` is what the worker said last of itself."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    language.use(shot.language)
    Preferences.speak_for_qt()
    theme.apply(app, shot.scheme)
    page = page_of(session)
    size = QSize(shot.width, shot.height)
    if hasattr(page, "fit_over"):
        page.fit_over(size)
    size = page.size() if isinstance(page, QDialog) else size
    if hasattr(page, "set_compact"):
        compact = shot.width < WIDE_FROM
        page.set_compact(compact)
        if hasattr(page, "refresh"):  # a screen, which stands beside the side bar
            size.setWidth(shot.width - (SIDE_RAIL if compact else SIDE_WIDE))
    page.resize(size)
    page.show()
    if hasattr(page, "refresh"):
        page.refresh()
    rest(busy)
    # Qt lets a window grow for what it holds, but never shrinks it again.
    if not isinstance(page, QDialog):
        page.resize(size)
    settle(milliseconds=60)
    afterwards = sample_moments.AFTERWARDS.pop(page, None)
    shown = afterwards() if afterwards else page
    settle(milliseconds=150 if afterwards else 0)
    picture = shown.grab()
    page.hide()  # closing some of them asks first
    page.deleteLater()
    return picture


def photograph(shots: list[Shot], out: Path, wanted: list[str]) -> None:
    """Write one picture per page and shot."""
    _app = QApplication.instance() or QApplication([])
    keys.EFFORT = keys.Effort(memory_kib=64, passes=1)
    with tempfile.TemporaryDirectory() as folder:
        worker, busy = Worker(), list[bool]()
        worker.busy.connect(busy.append)
        session = Session(day(Path(folder)), worker)
        session.show_meeting(events.current_event(session.store))
        for name in wanted or list(PAGES):
            for shot in shots:
                session.drafts._drafts.clear()  # of the form that was photographed before
                picture = portray(session, PAGES[name], shot, busy)
                picture.save(str(out / f"{name}-{shot.name}.png"))
        sample_moments.close()
        session.close()


def on_screen(size: str, folder: Path) -> dict[str, str]:
    """Return the environment of a process that photographs in one size.

    Qt reads the factor once, and has no other screen than 800 x 800 pixels where there is none.
    """
    width, height = SCREENS[size]
    screen = {"name": size, "x": 0, "y": 0, "width": width, "height": height}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    told = folder / f"{size}.json"
    told.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    found = os.environ | {"QT_SCALE_FACTOR": "2" if size == "double" else "1"}
    if found.get("QT_QPA_PLATFORM") == "offscreen":
        found["QT_QPA_PLATFORM"] = f"offscreen:configfile={told}"
    return found


def main() -> None:
    """Photograph each size in a process of its own."""
    parser = argparse.ArgumentParser(description="Take pictures of pages.")
    parser.add_argument("out", type=Path)
    parser.add_argument("pages", nargs="*", help="all of them, if none is named")
    parser.add_argument("--all", action="store_true", help="every size in both tongues and themes")
    parser.add_argument("--size", choices=SIZES, help="this size alone, on the screen there is")
    asked = parser.parse_intermixed_args()  # "OUT --all PAGE" too
    asked.out.mkdir(parents=True, exist_ok=True)
    if asked.size:
        shots = [one for one in SHOTS if asked.all or one.name in USUAL]
        now = [one for one in shots if one.name.startswith(asked.size)]
        photograph(now, asked.out, asked.pages)
        return
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            again = [sys.executable, __file__, "--size", size, *sys.argv[1:]]
            subprocess.run(again, env=on_screen(size, Path(folder)), check=True)


if __name__ == "__main__":
    main()
