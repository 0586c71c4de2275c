"""The screen at the end of the day, by keyboard, on a real store."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from tests.stores import COORDINATION, LAPTOPS
from tests.ui.shown import show

from maillage.actions import exchanges, pledges, workshops
from maillage.actions.leaving import Departure, Loose
from maillage.actions.programme import Opened
from maillage.domain.errors import DiskFull
from maillage.domain.outcome import Handover, Receipt
from maillage.domain.records import Device, Person
from maillage.ui.background import Worker
from maillage.ui.exchanges.minutes_dialog import EDIT, WITH, WITHOUT, MinutesDialog
from maillage.ui.leaving.page import LeavingPage
from maillage.ui.leaving.rows import SCREENS, loose_rows, receipted
from maillage.ui.session import Session
from maillage.ui.shell import Shell


@pytest.fixture
def page(qtbot, session, meeting):
    store = session.store
    first = workshops.workshops(store, event=meeting.id)[0]
    workshops.add_note(store, event=meeting.id, workshop=first.id, typed="f: le temps @2")
    found = show(qtbot, LeavingPage(session), 1100, 700)
    session.changed.connect(found.refresh)
    found.refresh()
    qtbot.waitUntil(found.loose.isVisible)
    return found


@pytest.fixture
def saved(monkeypatch, tmp_path):
    """Answer every file dialog with a place of the test's own."""
    offered = []

    def answer(_parent, _title, path, _kind):
        offered.append(path)
        return str(tmp_path / path.rsplit("/", 1)[1]), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return offered


def departure(missing=0, *, coordinator=False, loose=None, receipts=()):
    return Departure(1, coordinator, "Table 1", Handover(missing, receipts), loose or {})


def test_the_stick_is_written_by_one_shortcut_and_said_to_be_free(qtbot, page, session, saved):
    told = []
    session.told.connect(lambda fact, *_more: told.append(fact))
    page.focus_first()
    assert page.send.prepare.hasFocus()
    qtbot.keyClick(page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(told))
    assert "vous pouvez retirer la clé" in told[0]
    assert exchanges.unsent(session.store) == 0
    qtbot.waitUntil(page.send.folder.isVisible)
    assert saved[0].endswith(".maillage")


def test_enter_on_a_loose_end_leads_where_it_is_mended(qtbot, page, session, meeting):
    page.loose.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(page.wants_rows) as asked:
        qtbot.keyClick(page.loose, Qt.Key.Key_Return)
    (line,) = workshops.lines(session.store, event=meeting.id)
    assert asked.args == ["workshops", "1 frein sans cause", (line.note.id,)]


def test_one_goes_through_the_very_rows_that_lack_something(qtbot, session, meeting):
    """Whichever workshop, filter or photo screen was in front, and back again."""
    store = session.store
    first, second = workshops.workshops(store, event=meeting.id)
    for workshop, typed in ((second, "f: tard @2"), (first, "f: cher @1"), (first, "i: oui @1")):
        workshops.add_note(store, event=meeting.id, workshop=workshop.id, typed=typed)
    people = [store.add(Person(given_name=name)).id for name in ("Ada", "Eva")]
    pledges.make(store, event=meeting.id, what="ensemble", people=people)
    lone = pledges.make(store, event=meeting.id, what="seule", people=people[:1])
    shell = show(qtbot, Shell(session), 1100, 700)
    shell.show_page("workshops")
    tables = shell.page("workshops")
    qtbot.waitUntil(lambda: tables._seen is not None)
    tables.show_photos()
    shell.show_page("leaving")
    page = shell.page("leaving")
    qtbot.waitUntil(page.loose.isVisible)
    page._go("no_cause")
    qtbot.waitUntil(lambda: "cher" in _current(tables.notes.list))
    assert "1 sur 2" in " ".join(tables.through.accessibleName().split())
    qtbot.waitUntil(tables.notes.cause_line.isVisible)
    tables.through.next.click()
    assert "tard" in _current(tables.notes.list)
    assert not tables.through.next.isVisible()
    tables.through.back.click()
    assert shell.current == "leaving"
    assert page.loose.hasFocus(), "on to the other loose ends"
    page._go("alone")
    promised = shell.page("pledges")
    qtbot.waitUntil(lambda: promised.list.current() == lone.id)
    shell.show_page("leaving")
    shell.show_page("pledges")
    assert not promised.through.isVisible()


def test_the_choices_have_the_keyboard_at_once_and_a_way_back(qtbot, team):
    """The first time the screen of the choices is seen, too."""
    store = team.laptops[COORDINATION].store
    person = store.all(Person)[0].id
    for name, phone in zip(LAPTOPS[1:3], ("06 12 44 80 71", "07 68 03 15 22"), strict=True):
        team.laptops[name].clock.pass_()
        team.laptops[name].store.change(person, phone=phone)
    for name in LAPTOPS[1:3]:
        exchanges.merge(store, [team.laptops[name].export()])
    session = Session(Opened(store), Worker())
    shell = show(qtbot, Shell(session), 1100, 700)
    shell.show_page("leaving")
    page = shell.page("leaving")
    qtbot.waitUntil(page.loose.isVisible)
    page._go("choices")
    deciding = shell.page("exchanges")
    qtbot.waitUntil(lambda: bool(deciding.choices.card.cards))
    qtbot.waitUntil(deciding.choices.card.cards[0].button.hasFocus)
    assert deciding.through.accessibleName() == "1 choix à faire"
    assert not deciding.through.next.isVisible()
    deciding.through.back.click()
    assert shell.current == "leaving"
    qtbot.waitUntil(page.loose.hasFocus)
    page._go("choices")
    qtbot.waitUntil(deciding.choices.card.cards[0].button.hasFocus)
    qtbot.keyClick(deciding, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: deciding.through.accessibleName() == "Tous les choix sont faits")
    deciding.through.back.click()
    qtbot.waitUntil(lambda: not page.loose.isVisible() and page.send.prepare.hasFocus())
    session.close()


def _current(rows):
    return next(row.title for row in rows.rows.rows() if row.key == rows.current_key())


def test_once_all_is_finished_it_says_so(qtbot, page, session, meeting):
    (line,) = workshops.lines(session.store, event=meeting.id)
    session.write(lambda: workshops.delete_note(session.store, note=line.note.id))
    qtbot.waitUntil(page.unnoted.isVisible)
    assert not page.loose.isVisible()
    assert not page.nothing.isVisible(), "of nothing, nothing is said to be complete"
    first = workshops.workshops(session.store, event=meeting.id)[0].id
    session.write(
        lambda: workshops.add_note(session.store, event=meeting.id, workshop=first, typed="i: a @1")
    )
    qtbot.waitUntil(page.nothing.isVisible)
    assert not page.unnoted.isVisible()


def test_the_draft_is_written_as_a_text_to_go_on_with(qtbot, page, session, saved, tmp_path):
    told = []
    session.told.connect(lambda fact, *_more: told.append(fact))
    qtbot.keyClick(page, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    dialog = page.window().findChild(MinutesDialog)
    dialog.form._chips[EDIT].click()
    dialog.go_on.click()
    qtbot.waitUntil(lambda: bool(told))
    assert saved[0].endswith("compte-rendu-2021-12-13-paris.docx")
    assert next(tmp_path.glob("*.docx")).read_bytes().startswith(b"PK")


def test_a_full_stick_leaves_the_choices_of_the_draft_as_they_were(
    qtbot, page, session, saved, monkeypatch
):
    def full(_content, path, **_more):
        raise DiskFull(str(path))

    qtbot.keyClick(page, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    dialog = page.window().findChild(MinutesDialog)
    assert dialog.names.code() == WITHOUT
    dialog.names._chips[WITH].click()
    assert "pour l’équipe" in dialog._meaning.text()
    dialog.form._chips[EDIT].click()
    with monkeypatch.context() as patched:
        patched.setattr("maillage.store.files.hand_out", full)
        dialog.go_on.click()
        qtbot.waitUntil(dialog._error.isVisible)
    assert dialog.isVisible()
    assert (dialog.names.code(), dialog.form.code()) == (WITH, EDIT)
    dialog.go_on.click()
    qtbot.waitUntil(lambda: page.reporting._dialog is None)
    assert saved[-1].endswith("paris-interne.docx")


def test_the_pack_of_the_meeting_is_offered_and_leaves_the_rest_unsent(qtbot, page, session, saved):
    page.send.choices["pack"].trigger()
    page.send.prepare.click()
    qtbot.waitUntil(lambda: page.send.audience == "pack words")
    assert page.send.words.isVisible()
    page.send.words.setText("abricot lanterne vallon cuivre otarie brume sillon")
    page.send.prepare.click()
    qtbot.waitUntil(lambda: page.send._sub.text().endswith("le fichier complet reste à préparer."))
    assert "pour qui a les mots" in page.send._sub.text()
    session.store.add(Device(name="Accueil"))
    before, told = exchanges.unsent(session.store), []
    session.told.connect(lambda fact, *_more: told.append(fact))
    assert page.send.choices["pack"].isVisible()
    page.send.choices["pack"].trigger()
    page.send.prepare.click()
    qtbot.waitUntil(lambda: bool(told))
    assert exchanges.unsent(session.store) == before
    qtbot.waitUntil(lambda: "le fichier complet" in page.send._sub.text())
    assert page.send._sub.text().startswith("accueil-")
    assert page.send.folder.isVisible()
    page.send.set_pack(False)
    assert page.send.audience == "everyone"


def test_a_coordinator_writes_for_everybody_unless_they_choose(qtbot, page, session, saved):
    """What only the coordinator's own laptop opens would not be «sent to everybody»."""
    assert page.send.audience == "everyone"
    assert page.send.whom.text() == "Pour tous les postes connus"
    page.send.choices["coordinators"].trigger()
    page.refresh()
    page.send.prepare.click()
    qtbot.waitUntil(lambda: "aucun autre poste" in page.send._fact.text())
    assert page.send.audience == "coordinators"
    assert "pour ce poste seul" in page.send._sub.text()


def test_every_loose_end_has_its_words_and_its_screen():
    rows = loose_rows(departure(loose=dict.fromkeys(Loose, ("a", "b"))))
    assert [row.key for row in rows] == [one.value for one in Loose]
    assert all(row.title.startswith("2 ") and row.sub for row in rows)
    assert set(SCREENS) == set(Loose)


def test_receipts_say_what_the_coordination_has():
    at = datetime(2021, 12, 13, 17, 0, tzinfo=UTC)
    assert receipted(departure()).tone == "positive"
    assert "coordination" in receipted(departure(3, coordinator=True)).title
    partly = (
        Receipt("a", "Nadia", 0, at),
        Receipt("b", "Paul", 2, at),
        Receipt("c", "Zoé", 3, None),
    )
    said = receipted(departure(2, receipts=partly))
    assert said.tone == "warning"
    assert "2 changements" in said.title
    assert " ".join(said.sentence.split()).startswith(
        "1 d’entre eux n’est encore dans aucun fichier complet"
    )
    assert "Zoé" in said.sentence.splitlines()[3]
    assert "le paquet d’une rencontre ne la donne pas" in said.sentence.splitlines()[-1]
    assert all(name in said.sentence for name in ("Nadia", "Paul", "Zoé"))
