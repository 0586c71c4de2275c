"""Moments that no page shows by itself: a merge looked at, undone, refused; choices; failures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget
from sample_day import PASSPHRASE

from maillage import Store
from maillage.actions import consents, exchanges, pledges, programme, resting, workshops
from maillage.actions import events as meetings
from maillage.actions.explain import sentence
from maillage.domain.errors import MergeBuiltOn, NotAStore
from maillage.domain.records import Event, Note, Pledge, PledgeParty, Workshop
from maillage.domain.vocabulary import (
    Channel,
    ConsentForm,
    ConsentPurpose,
    EventKind,
    NoteKind,
)
from maillage.settings import Settings
from maillage.ui.background import Worker
from maillage.ui.drafts import FOLLOW_UP_EDIT
from maillage.ui.session import Session
from maillage.ui.typed_over import TypedOver, TypedOvers

LONG = (
    "Nous orientons sans connaître : chaque structure garde son carnet d’adresses. Un annuaire"
    " tenu à jour par le réseau, ouvert aux deux mondes, éviterait des semaines d’appels."
)
HERE = LONG.replace("des semaines d’appels", "des semaines d’appels et de courriels")
THERE = LONG.replace("tenu à jour par le réseau", "tenu à jour chaque mois par la collectivité")


def _other(session: Session) -> Store:
    """Return the second laptop's store, which the day has left beside the first."""
    return Store.open(
        session.store.path.parent / "tables", passphrase=PASSPHRASE, clock=session.store.clock
    )


@cache
def _received(session: Session) -> list[str]:
    """Return three files: one with news, one known already, one that is none of ours."""
    store, folder = session.store, session.store.path.parent
    with _other(session) as other:
        place = other.all(Workshop)[0]
        for typed in ("Ouvrir la cuisine partagée le soir", "Une fête de quartier par saison"):
            workshops.add_note(
                other, event=place.event, workshop=place.id, typed=typed,
                kind=NoteKind.IDEA, table=4,
            )  # fmt: skip
        news = exchanges.export(other, folder / "tables-1-a-5-le-soir.maillage").path
    broken = folder / "envoi-de-Bérengère-du-13-décembre-version-corrigée.maillage"
    broken.write_bytes(news.read_bytes()[:900])
    assert store.is_coordinator
    return [str(news), str(folder / "tables.maillage"), str(broken)]


def plan(session: Session) -> QWidget:
    """Return what taking three files in would do, before anything is written."""
    from maillage.ui.exchanges.page import ExchangesPage

    page = ExchangesPage(session)
    page.take(_received(session))
    return page


def past_merges(session: Session) -> QWidget:
    """Return the merges done here."""
    from maillage.ui.exchanges.undoing import MergesDialog, Past

    return MergesDialog(Past(tuple(exchanges.merges(session.store)), ()))


def undo_refused(session: Session) -> QWidget:
    """Return what says that a merge stays, and whose work rests on it."""
    from maillage.ui.exchanges.undoing import Undoing

    page = QWidget()
    notes = session.store.all(Note)[:15]
    error = MergeBuiltOn(
        tuple(("note", one.id) for one in notes),
        ("Accueil", "Tables 6 à 10"),
        (
            (notes[0].id, "text", LONG, "Accueil"),
            (notes[0].id, "table", 7, "Tables 6 à 10"),
            (notes[1].id, "deleted", True, "Tables 6 à 10"),
        ),
    )
    named = resting.rests_on(session.store, error)
    Undoing(session, page)._refuse(sentence(error), named)
    found = page.window().findChild(QDialog)
    assert found is not None
    KEPT.append(page)
    return found


@cache
def _long_choice(session: Session) -> None:
    """Have two laptops change the same long note in different places."""
    store, folder = session.store, session.store.path.parent
    place = store.all(Workshop)[0]
    note = workshops.add_note(
        store, event=place.event, workshop=place.id, typed=LONG, kind=NoteKind.BARRIER, table=2
    )
    with _other(session) as other:
        shared = exchanges.export(store, folder / "shared.maillage", to="everyone").path
        exchanges.merge(other, [shared])
        workshops.change_note(store, note=note.id, text=HERE)
        workshops.change_note(other, note=note.id, text=THERE)
        exchanges.merge(store, [exchanges.export(other, folder / "long.maillage").path])


def choice_text(session: Session) -> QWidget:
    """Return a long text that two laptops changed, and both changes put together."""
    from maillage.ui.exchanges.page import ExchangesPage

    _long_choice(session)
    page = ExchangesPage(session)

    def long_one() -> QWidget:
        area = page.choices
        rows = area.list.rows.rows()
        area.list.set_current(next(one.key for one in rows if one.title.startswith("Nous")))
        return page

    AFTERWARDS[page] = long_one
    return page


def choices_made(session: Session) -> QWidget:
    """Return the choices that were made: here one of all that wait."""
    from maillage.ui.exchanges.made_dialog import MadeDialog
    from maillage.ui.exchanges.reading import read_made

    _long_choice(session)
    for one in exchanges.decisions(session.store)[:1]:
        exchanges.resolve_by(session.store, one.conflict, one.versions[-1])
    return MadeDialog(read_made(session))


def laptops_listed(session: Session) -> QWidget:
    """Return the laptops of the programme, one of them believed no more."""
    from maillage.actions import laptops
    from maillage.ui.laptops_dialog import LaptopsDialog

    store = session.store
    other = next(one for one in reversed(laptops.laptops(store)) if one.revocable)
    laptops.stop_believing(store, other.device.id, last=laptops.limits(store, other)[-1].last)
    dialog = LaptopsDialog(laptops.laptops(store), store.device)
    laptops.believe_again(store, other.device.id)
    return dialog


def laptop_stopped(session: Session) -> QWidget:
    """Return the question up to where a laptop stays believed."""
    from maillage.actions import laptops
    from maillage.ui.laptops_dialog import StopDialog

    store = session.store
    other = next(one for one in reversed(laptops.laptops(store)) if one.revocable)
    return StopDialog(other, laptops.limits(store, other))


def choice_rule(session: Session) -> QWidget:
    """Return what one rule would decide of all that waits."""
    from maillage.ui.exchanges.reading import read
    from maillage.ui.exchanges.rule_dialog import RuleDialog

    _long_choice(session)
    choices = list(read(session).choices)
    return RuleDialog(session, choices[0], choices, None)  # type: ignore[arg-type]


def shortcuts(_session: Session) -> QWidget:
    """Return the sheet of shortcuts."""
    from maillage.ui.shortcuts import ShortcutsDialog

    return ShortcutsDialog()


def settings(session: Session) -> QWidget:
    """Return the settings of this computer."""
    from maillage.ui.preferences import Preferences
    from maillage.ui.preferences_dialog import PreferencesDialog

    return PreferencesDialog(Preferences(Settings(), session.store.path.parent / "settings.json"))


def about(_session: Session) -> QWidget:
    """Return version and licences."""
    from maillage.ui.about import AboutDialog

    return AboutDialog()


def join_ideas(session: Session) -> QWidget:
    """Return what an idea is to be merged into."""
    from maillage.ui.workshops.joining import JoinDialog

    assert session.meeting is not None
    lines = workshops.ideas(workshops.lines(session.store, event=session.meeting.id))
    return JoinDialog(lines[0], lines[1:])


def follow_up(session: Session) -> QWidget:
    """Return a pledge that people have kept in touch about."""
    from maillage.ui.pledges.page import PledgesPage

    store = session.store
    one = store.all(Pledge)[2]
    if not getattr(follow_up, "told", False):
        follow_up.told = True  # type: ignore[attr-defined]
        start = store.clock().date() - timedelta(days=5)
        for day, (channel, said) in enumerate(
            (
                (Channel.CALL, "Rappelé : la mairie prête la salle, il manque une date."),
                (Channel.MAIL, "Trois dates envoyées, le 6, le 13 ou le 20 janvier."),
                (Channel.MEETING, "Vu au comité : on retient le 13, avec les deux équipes."),
            )
        ):
            pledges.follow_up(
                store, pledge=one.id, text=said, on=start + timedelta(days=day), channel=channel
            )
    page = PledgesPage(session)

    def chosen() -> QWidget:
        page.select(one.id)
        return page

    AFTERWARDS[page] = chosen
    return page


def correcting(session: Session) -> QWidget:
    """Return a contact being corrected, of a pledge whose lead wants no more calls."""
    page = follow_up(session)
    store, one = session.store, session.store.all(Pledge)[2]
    if not getattr(correcting, "told", False):
        correcting.told = True  # type: ignore[attr-defined]
        refuses = next(iter(store.all(PledgeParty, pledge=one.id)))
        consents.answer(
            store,
            person=refuses.person,
            event="",
            purpose=ConsentPurpose.RECONTACT,
            given=False,
            form=ConsentForm.SPOKEN,
        )
    contact = pledges.follow_ups(store, pledge=one.id)[0]
    typed = {"text": "Vu au comité : on retient le 20, avec les deux équipes."}
    TypedOvers(session.drafts, FOLLOW_UP_EDIT).keep(
        one.event, TypedOver(contact.id, typed, {"text": contact.text})
    )
    return page


def two_meetings(session: Session, *, everywhere: bool) -> QWidget:
    """Return the pledges where another meeting has a late one, or those of both."""
    from maillage.ui.pledges.page import PledgesPage

    store, now = session.store, session.store.clock()
    if not getattr(two_meetings, "told", False):
        two_meetings.told = True  # type: ignore[attr-defined]
        lyon = meetings.create_event(
            store,
            title="Grande Rencontre de Lyon",
            event_kind=EventKind.GRANDE_RENCONTRE,
            starts=now - timedelta(days=60),
        )
        people = [one.person for one in pledges.choosable(store, "thomas", limit=1)]
        due = now.date() - timedelta(days=20)
        what = "Ouvrir une permanence commune à la Part-Dieu"
        pledges.make(store, event=lyon.id, what=what, people=people, due=due)
    page = PledgesPage(session)
    page._everywhere = everywhere
    return page


def postpone(session: Session) -> QWidget:
    """Return the dialog that gives a pledge another date."""
    from maillage.ui.pledges.due import PostponeDialog

    one = session.store.all(Pledge)[2]
    return PostponeDialog(one, session.store.clock().date(), None)  # type: ignore[arg-type]


def pledge_papers(session: Session) -> QWidget:
    """Return what is taken home of a pledge, its card and its dates."""
    from maillage.ui.pledges.papers_dialog import PapersDialog

    return PapersDialog(session, session.store.all(Pledge)[2].id)


def pledge_calls(session: Session) -> QWidget:
    """Return the calls to make about the pledges, and how many nobody is called about."""
    from maillage.ui.pledges.call_list import CallListDialog

    store = session.store
    meeting = store.all(Event)[0]
    return CallListDialog(session, meeting, [one.id for one in store.all(Pledge)])


def pledge_made(session: Session) -> QWidget:
    """Return the pledges, one of which was recorded a moment ago."""
    from maillage.ui.pledges.page import PledgesPage

    page, made = PledgesPage(session), session.store.all(Pledge)[2].id

    def shown() -> QWidget:
        page.detail.offer_papers(made)
        page.select(made)
        return page

    AFTERWARDS[page] = shown
    return page


def enter_hub(session: Session) -> QWidget:
    """Return the dialog that brings a programme into a hub."""
    from maillage.ui.hub_entering import EnterHubDialog

    return EnterHubDialog(session, Worker())


def refused(_session: Session) -> QWidget:
    """Return what says of something expected that it was not done."""
    return _failure(NotAStore("/media/cle/Nouveau dossier (2)"))


def failed(_session: Session) -> QWidget:
    """Return what says of something unexpected that it went wrong, its details unfolded."""
    try:
        int("douze")
    except ValueError as error:
        dialog = _failure(error)
    dialog._unfold()  # type: ignore[attr-defined]
    return dialog


def _failure(error: BaseException) -> QWidget:
    from maillage.ui.failures import Failures

    window = QWidget()
    told = Failures(window)
    told.show(error)
    assert told.dialog is not None
    KEPT.append(window)
    return told.dialog


def start_refused(session: Session) -> QWidget:
    """Return the first run with a passphrase that does not open the store."""
    from maillage.domain.errors import WrongPassphrase
    from maillage.ui.start.page import StartPage

    page = StartPage(Worker(), tuple)
    form = page.offer(session.store.path)
    form.passphrase.setText("merle lanterne")
    form.fail(WrongPassphrase("-"))
    return page


AFTERWARDS: dict[QWidget, Callable[[], QWidget]] = {}
"""What a page is brought to once it shows what it read; that returns what is then looked at."""
KEPT: list[QWidget] = []
"""Windows with a dialog, which goes with its parent."""
FRESH: dict[bool, Session] = {}
"""Sessions of stores in which nothing was recorded but, for True, a meeting."""


def close() -> None:
    """Close the stores made here, and let go of the windows."""
    KEPT.clear()
    for session in FRESH.values():
        session.close()


def _fresh(session: Session, *, meeting: bool) -> Session:
    if meeting not in FRESH:
        FRESH[meeting] = _begun(session.store.path.parent / f"neuf-{meeting}", meeting=meeting)
    return FRESH[meeting]


def _begun(folder: Path, *, meeting: bool) -> Session:
    now = datetime.fromisoformat("2021-12-13T09:00:00+01:00")
    opened = programme.start(
        folder, programme="Grandes Rencontres", device="Accueil",
        passphrase=PASSPHRASE, privacy_contact="contact@gniac.example", clock=lambda: now,
    )  # fmt: skip
    store = opened.store
    if meeting:
        meetings.create_event(
            store, title="Grande Rencontre de la Vallée de la Bruche",
            event_kind=EventKind.GRANDE_RENCONTRE, starts=now + timedelta(hours=5),
            ends=now + timedelta(hours=9), venue="Salle des fêtes", commune="Schirmeck",
            tables=6, workshops=["Logement"],
        )  # fmt: skip
    session = Session(opened, Worker())
    if meeting:
        session.show_meeting(store.all(Event)[0])
    return session


def fresh(code: str, session: Session, *, meeting: bool) -> QWidget:
    """Return a screen in which there is nothing yet."""
    from maillage.ui.pages import ENTRIES

    entry = next(one for one in ENTRIES if one.code == code)
    return entry.build(_fresh(session, meeting=meeting))


MOMENTS: dict[str, Callable[[Session], QWidget]] = {
    "exchanges-plan": plan,
    "exchanges-merges": past_merges,
    "exchanges-undo-refused": undo_refused,
    "follow-up": follow_up,
    "postpone": postpone,
    "pledge-papers": pledge_papers,
    "pledge-calls": pledge_calls,
    "pledge-made": pledge_made,
    "join-ideas": join_ideas,
    "enter-hub": enter_hub,
    "shortcuts": shortcuts,
    "settings": settings,
    "about": about,
    "refused": refused,
    "failed": failed,
    "start-refused": start_refused,
    **{
        f"{code}-empty": partial(fresh, code, meeting=True)
        for code in ("workshops", "pledges", "leaving", "exchanges")
    },
    **{
        f"{code}-no-meeting": partial(fresh, code, meeting=False)
        for code in ("workshops", "pledges", "leaving", "exchanges")
    },
    # Last: what they record shows on other pages too.
    "pledge-correcting": correcting,
    "pledges-of-two": partial(two_meetings, everywhere=False),
    "pledges-everywhere": partial(two_meetings, everywhere=True),
    "choice-text": choice_text,
    "choice-rule": choice_rule,
    "choices-made": choices_made,
    "laptops": laptops_listed,
    "laptop-stopped": laptop_stopped,
}
