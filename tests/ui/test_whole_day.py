"""A whole day in the real window, by keyboard: from the first run to the compte-rendu."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog
from tests.ui.conftest import PASSPHRASE
from tests.ui.hands import CONTROL, KEY

from maillage.actions import exchanges, lists, programme, reception
from maillage.assets import resource
from maillage.domain.records import (
    Event,
    Note,
    Person,
    Pledge,
    PledgeParty,
    Registration,
    Vote,
    Workshop,
)
from maillage.domain.vocabulary import NoteKind
from maillage.ui.exchanges.minutes_dialog import MinutesDialog
from maillage.ui.meeting.dialog import MeetingDialog
from maillage.ui.paper.pdf_dialog import PdfDialog
from maillage.ui.pledges.making import NewPledgeDialog
from maillage.ui.reception.walk_in import WalkInDialog
from maillage.ui.shortcuts import KEYS
from maillage.ui.start.create import CreateForm
from maillage.ui.start.jobs import Ready
from maillage.ui.start.recovery import RecoveryPage
from maillage.ui.widgets.empty import EmptyState
from maillage.ui.workshops.ideas import IdeaRow

WORDS = "tilleul semaine barque violon ardoise étoile museau"


def test_a_whole_day_by_keyboard(hands, window, tmp_path, monkeypatch):
    start_a_programme(hands, window)
    store = window.session.store
    create_the_meeting(hands, window)
    welcome_a_walk_in(hands, window, store)
    check_in_from_the_list(hands, window, store)
    note_and_vote(hands, window, store)
    pledge(hands, window, store)
    export(hands, window, tmp_path, monkeypatch)
    person = dispute_a_phone(hands, window, tmp_path, monkeypatch)
    decide(hands, window, store, person)
    write_the_minutes(hands, window, tmp_path, monkeypatch)
    hands.shortcut(KEY.Key_Q)
    hands.until(lambda: not window.isVisible())
    again = programme.open_store(tmp_path / "stores" / "coordination", passphrase=PASSPHRASE)
    assert again.store.verify().ok
    assert len(again.store.all(Event)) == 1
    again.store.close()


def start_a_programme(hands, window):
    window.begin()
    hands.until(window.start.choices.cards["create"].hasFocus)
    hands.press(KEY.Key_Return)
    form = window.start.step()
    assert isinstance(form, CreateForm)
    for text in (
        "Grandes Rencontres du Beaujolais",
        "Coordination",
        "contact@gniac.example",
        PASSPHRASE,
        PASSPHRASE,
    ):
        hands.type(text)
        hands.press(KEY.Key_Return)
    hands.until(lambda: isinstance(window.start.step(), RecoveryPage))
    page = window.start.step()
    hands.tab_to(page.noted)
    hands.press(KEY.Key_Space)
    hands.tab_to(page.go_on)
    hands.press(KEY.Key_Space)
    assert window.session is not None
    hands.until(lambda: window.shell.place.coordinator)


def create_the_meeting(hands, window):
    hands.until(lambda: not window._busy)
    hands.press(KEY.Key_Space)
    dialog = hands.dialog(MeetingDialog)
    hands.until(dialog.title.hasFocus)
    hands.type("Grande Rencontre de Villefranche")
    hands.tab_to(dialog.workshops)
    hands.type("Logement et accès aux droits")
    hands.tab_to(dialog.save)
    hands.press(KEY.Key_Space)
    hands.until(lambda: window.session.meeting is not None)
    assert "Villefranche" in window.windowTitle()


def welcome_a_walk_in(hands, window, store):
    hands.until(lambda: window.shell.current == "prepare")  # until somebody is registered
    hands.shortcut(KEY.Key_2)
    hands.until(lambda: window.shell.page("reception").door is not None)
    hands.shortcut(KEY.Key_N)
    dialog = hands.dialog(WalkInDialog)
    hands.until(dialog.given_name.hasFocus)
    hands.type("Émilie")
    hands.press(KEY.Key_Return)
    hands.type("Rochefort")
    hands.press(KEY.Key_Return)
    hands.type("Épicerie solidaire du Val")
    hands.tab_to(dialog.contact)
    hands.type("06 39 98 10 20")
    hands.press(KEY.Key_Return)
    hands.until(lambda: len(store.all(Registration)) == 1)
    (arrived,) = store.all(Registration)
    assert arrived.arrived is not None


def check_in_from_the_list(hands, window, store):
    event = window.session.meeting.id
    path = resource("demo", "inscriptions-helloasso.csv")
    window.session.write(
        lambda: lists.take_in(store, lists.preview(store, path, event=event), event=event)
    )
    hands.until(lambda: len(store.all(Registration)) > 50)
    page = window.shell.page("reception")
    hands.until(lambda: not window._busy)

    def present():
        return reception.room(store, event=event).present

    for _time in range(2):
        hands.shortcut(KEY.Key_F)
        hands.until(page.search.hasFocus)
        hands.press(KEY.Key_A, CONTROL)
        hands.type("weber")
        hands.press(KEY.Key_Return)
        hands.until(lambda: present() == 2)
        hands.until(lambda: not window._busy)
        if _time == 0:
            hands.press(KEY.Key_A, CONTROL)
            hands.press(KEY.Key_Delete)
            hands.press(KEY.Key_Z, CONTROL)
            hands.until(lambda: present() == 1)
            hands.until(lambda: not window._busy)


def note_and_vote(hands, window, store):
    hands.go_to("workshops")
    page = window.shell.page("workshops")
    hands.until(page.notes.capture.field.hasFocus)
    hands.until(lambda: not window._busy)
    hands.type("f: manque de temps pour se rencontrer @3")
    hands.press(KEY.Key_Return)
    hands.until(lambda: len(store.all(Note)) == 1)
    (barrier,) = store.all(Note)
    assert barrier.note_kind is NoteKind.BARRIER
    assert barrier.table == 3
    hands.until(lambda: not window._busy)
    hands.type("i: Un guichet commun, un mardi sur deux")
    hands.press(KEY.Key_Return)
    hands.until(lambda: len(page.findChildren(IdeaRow)) == 1)
    hands.until(lambda: not window._busy)
    (row,) = page.findChildren(IdeaRow)
    hands.tab_to(row)
    hands.press(KEY.Key_Plus)
    hands.until(lambda: len(store.all(Vote)) == 1)


def pledge(hands, window, store):
    hands.until(lambda: not window._busy)
    hands.press(KEY.Key_Return)
    dialog = hands.dialog(NewPledgeDialog)
    assert window.shell.current == "pledges"
    for name, count in (("rochefort", 1), ("weber", 2)):
        hands.until(dialog.people.search.hasFocus)
        hands.type(name)
        hands.until(lambda: dialog.people.list.rows.rowCount() == 1)
        hands.press(KEY.Key_Return)
        hands.until(lambda count=count: len(dialog.people.people()) == count)
    hands.tab_to(dialog.make)
    hands.press(KEY.Key_Space)
    hands.until(lambda: len(store.all(Pledge)) == 1)
    (made,) = store.all(Pledge)
    assert made.what == "Un guichet commun, un mardi sur deux"
    assert made.note
    assert len(store.all(PledgeParty)) == 2


def export(hands, window, tmp_path, monkeypatch):
    path = tmp_path / "clé USB" / "coordination.maillage"
    path.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    hands.go_to("exchanges")
    hands.until(lambda: window.shell.current == "exchanges" and not window._busy)
    hands.shortcut(KEY.Key_E)
    hands.until(path.is_file)
    hands.until(lambda: not window._busy)
    assert exchanges.unsent(window.session.store) == 0


def take_in(hands, window, path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([str(path)], ""))
    hands.shortcut(KEY.Key_O)
    page = window.shell.page("exchanges")
    hands.until(page.files.go_on.hasFocus)
    hands.press(KEY.Key_Return)
    hands.until(lambda: not (page.merging.ready or page.merging.busy or window._busy))


def dispute_a_phone(hands, window, tmp_path, monkeypatch):
    """A second laptop changes the number that this one changes too; its files are taken in."""
    store = window.session.store
    invitation = programme.invite(store, tmp_path / "invitation.maillage", passphrase=WORDS)
    other = programme.join(
        tmp_path / "tables", invitation=invitation, invitation_passphrase=WORDS,
        device="Tables 1 à 5", passphrase=PASSPHRASE,
    ).store  # fmt: skip
    take_in(hands, window, exchanges.export(other, tmp_path / "first.maillage").path, monkeypatch)
    past = exchanges.export(store, tmp_path / "past.maillage", to="everyone").path
    assert not exchanges.merge(other, [past]).refused
    (person,) = (one for one in store.all(Person) if one.family_name == "Rochefort")
    other.change(person.id, phone="+33 6 39 98 77 77")
    window.session.write(
        lambda: reception.change_person(store, person=person.id, phone="+33 6 39 98 11 11")
    )
    hands.until(lambda: not window._busy)
    received = exchanges.export(other, tmp_path / "tables.maillage").path
    other.close()
    take_in(hands, window, received, monkeypatch)
    hands.until(lambda: len(store.conflicts()) == 1)
    return person.id


def decide(hands, window, store, person):
    page = window.shell.page("exchanges")
    hands.until(page.choices.isVisible)
    hands.until(lambda: not window._busy)
    hands.tab_to(page.choices.card.cards[0].button)
    taken = page.choices.card.choice().versions[1].value
    hands.press(KEY.Key_2)
    hands.until(lambda: store.conflicts() == [])
    hands.until(lambda: not window._busy)
    decided = store.get(Person, person).phone
    assert "".join(taken.split())[-8:] == decided.replace(" ", "")[-8:]


def write_the_minutes(hands, window, tmp_path, monkeypatch):
    path = tmp_path / "compte-rendu.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    hands.shortcut(KEY.Key_R)
    hands.dialog(MinutesDialog)
    hands.press(KEY.Key_Return)
    preview = hands.dialog(PdfDialog)
    hands.until(lambda: preview.preview.pages > 0)
    hands.press(KEY.Key_S, CONTROL)
    hands.until(path.is_file)
    hands.press(KEY.Key_Escape)
    hands.until(lambda: not window._busy)
    assert path.read_bytes().startswith(b"%PDF")


class Windows(QObject):
    """Remembers every widget that was shown as a window of its own."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def eventFilter(self, watched, event):  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Show and watched.isWidgetType() and watched.isWindow():
            self.seen.append(watched)
        return False


def test_no_screen_flashes_a_window_while_it_is_built(hands, window, opened, tmp_path):
    windows = Windows()
    QApplication.instance().installEventFilter(windows)
    window.enter(Ready(opened, tmp_path / "stores" / "accueil"))
    for code in window.shell._entries:
        window.shell.show_page(code)
    hands.until(lambda: not window._busy)
    QApplication.instance().removeEventFilter(windows)
    assert windows.seen == []


def test_the_sheet_of_shortcuts_lists_those_of_every_screen(hands, window, opened, tmp_path):
    window.enter(Ready(opened, tmp_path / "stores" / "accueil"))
    said = {(key.place, QKeySequence(one).toString()) for key in KEYS for one in key.keys.split()}
    screens = window.shell._entries
    live = {("", one.shortcut().toString()) for one in window.actions()}
    for code in screens:
        page = window.shell.page(code)
        live |= {(code, one.key().toString()) for one in page.findChildren(QShortcut)}
        live |= {(code, one.shortcut().toString()) for one in page.findChildren(QAction)}
    live = {(place, keys) for place, keys in live if keys}
    assert live <= said
    places = {Path(place).name for place, _keys in said}
    assert places == {"", *screens}
    hands.until(lambda: not window._busy)


def test_whoever_opens_a_screen_without_anything_begins_with_enter(
    hands, window, opened, meeting, tmp_path
):
    """The one button that an empty screen offers has the keyboard as soon as it is there."""
    reception.welcome(opened.store, event=meeting.id, given_name="Ada", family_name="Lef")
    for workshop in opened.store.all(Workshop):
        opened.store.delete(workshop.id)
    window.enter(Ready(opened, tmp_path / "stores" / "accueil"))
    hands.until(lambda: window.session.meeting is not None and not window._busy)
    for screen in ("seating", "workshops", "pledges"):
        hands.go_to(screen)
        page = window.shell.page(screen)
        hands.until(lambda page=page: isinstance(page._states.currentWidget(), EmptyState))
        hands.until(page._states.currentWidget().action.hasFocus)
