"""The window: side bar, screens built late, errors told once, sizes, and a closing that waits."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, QTime, Signal
from PySide6.QtGui import QAction, QCursor, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QVBoxLayout, QWidget
from tests.ui.conftest import PASSPHRASE

from maillage import settings
from maillage.actions import drafts, events, exchanges, passphrases, programme, reception
from maillage.domain import errors
from maillage.domain.records import Event, Invitation, Note, Workshop
from maillage.domain.vocabulary import DeviceRole, EventKind
from maillage.settings import Settings
from maillage.ui import folders
from maillage.ui.background import Cancelled
from maillage.ui.frame import first_size
from maillage.ui.invite import InviteDialog
from maillage.ui.invite import file_name as invitation_name
from maillage.ui.laptops_dialog import LaptopsDialog, StopDialog
from maillage.ui.look import theme
from maillage.ui.meeting import typed
from maillage.ui.meeting.choose import ChooseMeetingDialog
from maillage.ui.meeting.choose import rows as meeting_rows
from maillage.ui.meeting.dialog import MeetingDialog
from maillage.ui.pages import ENTRIES, Entry
from maillage.ui.preferences import Preferences
from maillage.ui.preferences_dialog import PreferencesDialog
from maillage.ui.shortcuts import KEYS, ShortcutsDialog
from maillage.ui.start import jobs
from maillage.ui.start.jobs import Ready
from maillage.ui.start.opening import OpeningStep
from maillage.ui.start.reopen import OpenForm
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.dialogs import ConfirmDialog
from maillage.ui.widgets.text import Text
from maillage.ui.window import MainWindow

SLOW = 20_000
WORDS = "tilleul semaine barque violon ardoise"


@dataclass
class Log:
    """What the plain pages were asked."""

    built: list[str] = field(default_factory=list)
    refreshed: list[str] = field(default_factory=list)


class PlainPage(QWidget):
    """A screen with one field, to see what the window asks of any screen."""

    wants_meeting = Signal()

    def __init__(self, code: str, log: Log) -> None:
        super().__init__()
        self.code, self.log, self.compact = code, log, None
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)
        log.built.append(code)

    def refresh(self) -> None:
        self.log.refreshed.append(self.code)

    def set_compact(self, compact) -> None:
        self.compact = compact

    def focus_first(self) -> None:
        self.field.setFocus()


@pytest.fixture
def log():
    return Log()


@pytest.fixture
def entries(log):
    def entry(at: int, code: str) -> Entry:
        known = ENTRIES[at]
        return Entry(
            code, known.label, known.icon, known.section, lambda _session: PlainPage(code, log)
        )

    return tuple(entry(at, code) for at, code in enumerate(("one", "two", "three", "four")))


@pytest.fixture
def preferences(tmp_path):
    return Preferences(Settings(language="fr", scheme="light"), tmp_path / "settings.json")


def window_of(qtbot, preferences, entries):
    window = MainWindow(preferences, entries)
    window.furnish()
    window.show_start()
    qtbot.addWidget(window, before_close_func=idle)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def idle(window):
    """Let jobs end, so that closing at the end of a test closes."""
    for dialog in window.findChildren(ConfirmDialog):
        dialog.reject()
    if window.start is not None:
        window.start.pending = None
    window.worker.shutdown()
    window._busy = False


@pytest.fixture
def window(qtbot, preferences, entries):
    return window_of(qtbot, preferences, entries)


@pytest.fixture
def open_window(qtbot, window, opened, tmp_path):
    window.enter(Ready(opened, tmp_path / "stores" / "accueil"))
    qtbot.waitUntil(lambda: window.shell.place.device != "" and not window._busy, timeout=SLOW)
    return window


@pytest.fixture
def lets_go(monkeypatch):
    """What a test leaves typed in a dialog goes with it, unasked."""
    monkeypatch.setattr(ConfirmDialog, "ask", lambda *_a, **_k: True)


@pytest.fixture
def with_meeting(qtbot, open_window):
    event = created(open_window.session.store)
    open_window.session.show_meeting(event)
    qtbot.waitUntil(lambda: not open_window._busy)
    return open_window


def created(store, title="Grande Rencontre de Paris", day=13):
    values = typed.Typed(title, EventKind.GRANDE_RENCONTRE, date(2021, 12, day)).values()
    return events.create_event(store, workshops=["Logement"], **values)


def dialog_of(kind):
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]
    return found[-1] if found else None


# First paint --------------------------------------------------------------------------

PAINTED = """
import sys
from PySide6.QtCore import QEvent, QObject
from maillage.settings import Settings
from maillage.ui import run, window
from maillage.ui.preferences import Preferences
from PySide6.QtWidgets import QApplication

class First(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.isWidgetType():
            heavy = {"sqlalchemy", "alembic", "reportlab", "keyring", "pyrage"} & set(sys.modules)
            print("painted with:", sorted(heavy))
            app.exit(0)
        return False

app = run.application()
first = First()
app.installEventFilter(first)
sys.exit(run.run(Settings()))
"""


def test_the_first_paint_waits_for_no_heavy_library(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", PAINTED],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=Path(__file__).parents[2] / "desktop",
    )
    assert "painted with: []" in done.stdout, done.stderr


# Screens ------------------------------------------------------------------------------


def test_a_screen_is_built_when_it_is_first_shown(qtbot, open_window, log):
    assert log.built == ["one"]
    qtbot.keyClick(open_window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert log.built == ["one", "three"]
    page = open_window.shell.page("three")
    assert open_window.shell.stack.currentWidget() is page
    qtbot.waitUntil(page.field.hasFocus)
    qtbot.keyClick(open_window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert log.built == ["one", "three"]


def test_only_the_screen_in_front_reads_again(qtbot, open_window, log):
    open_window.shell.show_page("two")
    log.refreshed.clear()
    open_window.session.changed.emit()
    open_window.session.changed.emit()
    assert log.refreshed == ["two", "two"]
    open_window.shell.show_page("one")
    assert log.refreshed == ["two", "two", "one"]
    open_window.shell.show_page("two")
    assert log.refreshed == ["two", "two", "one"], "nothing has changed since"


def test_the_foot_says_whose_laptop_it_is_and_when_it_was_saved(qtbot, open_window):
    open_window.session.write(lambda: created(open_window.session.store))
    sidebar = open_window.shell.sidebar
    qtbot.waitUntil(lambda: "Enregistré à" in sidebar._saved.words.text(), timeout=SLOW)
    assert sidebar._place.words.text() == "Accueil"


def test_a_fact_is_told_with_its_undo(qtbot, open_window):
    undone = []
    open_window.session.tell("Karim est arrivé", undo="Annuler", on_undo=lambda: undone.append(1))
    toast = open_window.shell.toast
    assert toast.isVisible()
    qtbot.mouseClick(toast._button, Qt.MouseButton.LeftButton)
    assert undone == [1]


def test_the_window_steps_to_compact_and_back(qtbot, open_window):
    page = open_window.shell.page("one")
    assert page.compact is False
    open_window.resize(960, 460)
    qtbot.waitUntil(lambda: page.compact is True)
    assert open_window.shell.sidebar.width() < 150
    open_window.resize(1366, 768)
    qtbot.waitUntil(lambda: page.compact is False)


def test_the_title_names_the_meeting(qtbot, open_window):
    assert open_window.windowTitle() == "Maillage – Grandes Rencontres"
    open_window.session.show_meeting(created(open_window.session.store))
    assert open_window.windowTitle() == "Maillage – Grande Rencontre de Paris"


def test_the_latest_meeting_is_shown_when_a_store_opens(qtbot, window, opened, tmp_path):
    created(opened.store)
    window.enter(Ready(opened, tmp_path / "stores" / "accueil"))
    qtbot.waitUntil(lambda: window.session.meeting is not None, timeout=SLOW)


def test_a_meeting_opens_on_its_preparation_until_somebody_is_registered(
    qtbot, preferences, opened, tmp_path
):
    window = window_of(qtbot, preferences, ENTRIES)
    window.enter(Ready(opened, tmp_path / "stores" / "accueil"))
    qtbot.waitUntil(lambda: window.shell.current == "prepare", timeout=SLOW)
    window.shell.show_page("reception")
    event = created(opened.store)
    window.session.show_meeting(event)
    qtbot.waitUntil(lambda: window.shell.current == "prepare")
    window.shell.show_page("reception")  # one may look there all the same
    window.session.show_meeting(event)
    other = created(opened.store, "Restitution", 14)
    reception.welcome(opened.store, event=other.id, given_name="Ada", family_name="Lefèvre")
    window.session.show_meeting(other)
    qtbot.waitUntil(lambda: not window._busy and window.shell.page("reception").door is not None)
    assert window.shell.current == "reception"


def test_the_store_is_the_first_to_be_offered_next_time(open_window, preferences, tmp_path):
    kept = settings.load(tmp_path / "settings.json")
    assert kept.last_store == str(tmp_path / "stores" / "accueil")


# Menu and dialogs -----------------------------------------------------------------------


def test_inviting_is_offered_to_coordinators_alone(qtbot, open_window):
    open_window.commands.open_menu()
    assert open_window.commands.invite.isVisible()
    assert not open_window.commands.edit.isEnabled(), "there is no meeting yet"
    open_window.shell.menu.menu_shown.close()
    open_window.shell.place = type(open_window.shell.place)("Tables", "P", coordinator=False)
    open_window.commands.open_menu()
    assert not open_window.commands.invite.isVisible()
    open_window.shell.menu.menu_shown.close()


def test_the_menu_looks_pointed_at_no_more_once_something_was_chosen(open_window):
    button = open_window.shell.menu
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)  # it was clicked
    button.open()
    QCursor.setPos(button.mapToGlobal(QPoint(4, -40)))  # on a line of what it opened
    button.menu_shown.close()
    assert not button.underMouse()


def test_every_line_of_the_menu_has_room_on_a_low_screen_and_the_keyboard_reaches_it(
    qtbot, open_window
):
    commands, menu = open_window.commands, open_window.shell.menu.menu_shown
    commands.open_menu()
    assert menu.sizeHint().height() <= 420, "a screen of 460 pixels, with a taskbar"
    bottoms = [menu.actionGeometry(one).bottom() for one in menu.actions() if one.isVisible()]
    assert bottoms == sorted(bottoms), "one column"
    folded = next(one.menu() for one in menu.actions() if one.menu())
    assert commands.backup in folded.actions()
    menu.setActiveAction(folded.menuAction())
    qtbot.keyClick(menu, Qt.Key.Key_Right)
    qtbot.waitUntil(folded.isVisible)
    assert folded.activeAction() is commands.backup
    for one in (folded, menu):
        one.close()


def test_a_screen_that_wants_a_meeting_gets_the_dialog(qtbot, open_window):
    open_window.shell.page("one").wants_meeting.emit()
    qtbot.waitUntil(lambda: dialog_of(MeetingDialog) is not None)
    dialog_of(MeetingDialog).reject()


def test_a_meeting_is_created_by_keyboard(qtbot, open_window):
    open_window.commands.new.trigger()
    dialog = dialog_of(MeetingDialog)
    qtbot.waitUntil(dialog.title.hasFocus)
    qtbot.keyClicks(dialog.title, "Grande Rencontre de Lyon")
    qtbot.keyClicks(dialog.commune.edit, "Lyon")
    dialog.workshops.setPlainText("- Logement\n\n2. Emploi\nlogement\n")
    qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    session = open_window.session
    qtbot.waitUntil(lambda: session.meeting is not None, timeout=SLOW)
    assert session.meeting.title == "Grande Rencontre de Lyon"
    assert session.meeting.commune == "Lyon"
    assert session.meeting.tables == 10
    assert [one.title for one in session.store.all(Workshop)] == ["Logement", "Emploi"]
    qtbot.waitUntil(open_window.shell.toast.isVisible)


@pytest.mark.usefixtures("lets_go")
def test_a_date_is_typed_in_digits_as_one_comes_to_it(qtbot, open_window):
    open_window.commands.new_meeting()
    dialog = dialog_of(MeetingDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.kind.setFocus()
    qtbot.keyClick(dialog.kind, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: dialog.when.day.lineEdit().selectedText().isdecimal())
    qtbot.keyClicks(dialog.when.day, "14122026")
    assert dialog.when.day.day() == date(2026, 12, 14)
    dialog.reject()


@pytest.mark.usefixtures("lets_go")
def test_a_meeting_without_a_title_is_refused_at_its_field(qtbot, open_window):
    open_window.commands.new_meeting()
    dialog = dialog_of(MeetingDialog)
    qtbot.keyClicks(dialog.venue, "Halle aux grains")
    dialog.send()
    qtbot.waitUntil(lambda: dialog.titled.error() != "", timeout=SLOW)
    assert dialog.venue.text() == "Halle aux grains"
    assert dialog.save.isEnabled()
    assert open_window.session.store.all(Event) == []
    dialog.reject()


def test_a_meeting_that_ends_before_it_begins_is_refused_at_its_field(qtbot, open_window):
    open_window.commands.new_meeting()
    dialog = dialog_of(MeetingDialog)
    dialog.title.setText("Grande Rencontre de Lyon")
    dialog.when.begins.setTime(QTime(14, 0))
    dialog.when.ends.setTime(QTime(13, 0))
    qtbot.keyClick(dialog.when.ends, Qt.Key.Key_Return)
    assert dialog.when.ended.error() == "La fin précède le début."
    assert open_window.session.store.all(Event) == []
    dialog.when.ends.setTime(QTime(1, 0))
    assert dialog.when.ended.error() == ""
    qtbot.keyClick(dialog.when.ends, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: open_window.session.meeting is not None, timeout=SLOW)


@pytest.mark.usefixtures("lets_go")
def test_enter_on_not_now_creates_no_meeting(qtbot, open_window):
    open_window.commands.new_meeting()
    dialog = dialog_of(MeetingDialog)
    dialog.title.setText("Grande Rencontre de Lyon")
    (later,) = (one for one in dialog.findChildren(Button) if one.text() == "Plus tard")
    later.setFocus()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(later, Qt.Key.Key_Return)
    assert open_window.session.store.all(Event) == []


def test_a_meeting_is_corrected_and_shown_as_it_is_now(qtbot, with_meeting):
    with_meeting.commands.edit_meeting()
    dialog = dialog_of(MeetingDialog)
    assert dialog.title.text() == "Grande Rencontre de Paris"
    qtbot.waitUntil(dialog.save.isEnabled, timeout=SLOW)
    dialog.commune.edit.setText("Paris 7e")
    dialog.tables.set_value(0)
    dialog.send()
    qtbot.waitUntil(lambda: with_meeting.session.meeting.commune == "Paris 7e", timeout=SLOW)
    (event,) = with_meeting.session.store.all(Event)
    assert event.tables is None
    assert len(with_meeting.session.store.all(Workshop)) == 1


def test_another_meeting_is_chosen(qtbot, with_meeting):
    other = created(with_meeting.session.store, "Grande Rencontre de Lyon", day=20)
    with_meeting.commands.choose_meeting()
    dialog = dialog_of(ChooseMeetingDialog)
    qtbot.waitUntil(lambda: dialog.list.rows.rowCount() == 2, timeout=SLOW)
    dialog.list.set_current(other.id)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert with_meeting.session.meeting.id == other.id


def test_an_invitation_is_written_and_opens_with_the_words_shown(qtbot, open_window, tmp_path):
    open_window.commands.invite_laptop()
    dialog = dialog_of(InviteDialog)
    qtbot.waitUntil(lambda: len(dialog.words.text().split()) == 7, timeout=SLOW)
    path = tmp_path / "invitation.maillage"
    dialog.write(path)
    qtbot.waitUntil(dialog.outcome.isVisible, timeout=SLOW)
    joined = programme.join(
        tmp_path / "tables", invitation=path, invitation_passphrase=dialog.words.text(),
        device="Tables", passphrase=PASSPHRASE,
    )  # fmt: skip
    assert not joined.store.is_coordinator
    joined.store.close()
    dialog.accept()


def test_an_invitation_that_cannot_be_saved_can_be_saved_elsewhere(
    qtbot, open_window, tmp_path, monkeypatch
):
    open_window.commands.invite_laptop()
    dialog = dialog_of(InviteDialog)
    qtbot.waitUntil(dialog.save.isEnabled, timeout=SLOW)
    chosen = tmp_path / "missing" / "invitation.maillage"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(chosen), ""))
    dialog.role.set_code(DeviceRole.COORDINATOR.value)
    words = dialog.words.text()
    dialog.save.click()
    qtbot.waitUntil(dialog.outcome.isVisible, timeout=SLOW)
    assert dialog.save.isEnabled()
    assert dialog.words.text() == words
    assert dialog.chosen_role() is DeviceRole.COORDINATOR
    assert open_window.session.store.all(Invitation) == []
    dialog.reject()


def test_the_sheet_lists_every_shortcut_of_the_window(qtbot, open_window):
    qtbot.keyClick(open_window, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: dialog_of(ShortcutsDialog) is not None)
    dialog_of(ShortcutsDialog).accept()
    said = {QKeySequence(one).toString() for key in KEYS for one in key.keys.split()}
    for action in open_window.findChildren(QAction):
        if action.shortcut().toString():
            assert action.shortcut().toString() in said


def test_light_dark_and_size_change_at_once_and_are_kept(qtbot, open_window, preferences, tmp_path):
    dialog = PreferencesDialog(preferences, open_window)
    qtbot.addWidget(dialog)
    dialog.scheme.chosen.emit("dark")
    dialog.text_size.chosen.emit("115")
    assert theme.current().tokens.dark
    assert theme.current().text_size == 115
    kept = settings.load(tmp_path / "settings.json")
    assert (kept.scheme, kept.text_size) == ("dark", 115)
    preferences.change(scheme="light", text_size=100)


def test_larger_words_of_the_settings_find_their_room(qtbot, open_window, preferences):
    preferences.change(language="fr")
    dialog = PreferencesDialog(preferences, open_window)
    with qtbot.waitExposed(dialog):
        dialog.open()
    dialog.text_size._chips["130"].click()

    def whole():
        chips = [chip for bar in (dialog.language, dialog.scheme) for chip in bar._chips.values()]
        return all(chip.parentWidget().rect().contains(chip.geometry()) for chip in chips)

    qtbot.waitUntil(whole)
    preferences.change(text_size=100)
    dialog.reject()


def test_the_language_changes_without_closing_the_store(qtbot, open_window, preferences, log):
    open_window.shell.show_page("two")
    preferences.change(language="en")
    assert open_window.shell.current == "two"
    assert open_window.commands.quit.text() == "Quit"
    qtbot.waitUntil(lambda: open_window.shell.place.device == "Accueil", timeout=SLOW)
    preferences.change(language="fr")
    assert open_window.commands.quit.text() == "Quitter"


def test_the_folder_of_a_file_is_kept_for_another_day(preferences, tmp_path):
    folders.current().remember("files", tmp_path / "table-1.maillage")
    assert settings.load(tmp_path / "settings.json").folder == str(tmp_path)


def test_the_dialogs_of_qt_speak_french_too(qapp, preferences):
    preferences.speak()
    preferences.speak_for_qt()
    labels = QFileDialog.DialogLabel
    wanted = [labels.LookIn, labels.FileName, labels.FileType, labels.Reject]

    def said():
        dialog = QFileDialog()
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.ensurePolished()
        words = [dialog.labelText(label).replace("&", "") for label in wanted]
        return [" ".join(word.split()) for word in words]

    assert said() == ["Chercher dans :", "Nom de fichier :", "Type de fichiers :", "Annuler"]
    preferences.change(language="en")
    assert said() == ["Look in:", "File name:", "Files of type:", "Cancel"]


def test_whoever_speaks_last_is_heard(qapp, preferences, tmp_path):
    preferences.speak()
    preferences.speak_for_qt()
    other = Preferences(Settings(language="en"), tmp_path / "other.json")
    other.speak()
    other.speak_for_qt()
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
    preferences.speak()
    preferences.speak_for_qt()
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Annuler"


def test_settings_that_cannot_be_written_stop_nobody(tmp_path):
    (tmp_path / "file").write_text("")
    preferences = Preferences(Settings(), tmp_path / "file" / "settings.json")
    preferences.remember_store(tmp_path / "accueil")
    assert preferences.settings.last_store == str(tmp_path / "accueil")


def test_the_first_window_leaves_room_for_its_title_bar():
    assert first_size(QSize(1366, 768)).toTuple() == (1366, 728)
    assert first_size(QSize(2560, 1400)).toTuple() == (1366, 768)


# Errors ---------------------------------------------------------------------------------


def test_an_expected_error_is_a_sentence_alone(qtbot, open_window):
    open_window.session.failed.emit(errors.NotCoordinator())
    dialog = open_window.failures.dialog
    assert dialog is not None
    assert not dialog.copy.isVisible()
    dialog.accept()
    assert open_window.failures.dialog is None


def test_an_unexpected_error_has_details_to_copy(qtbot, open_window):
    open_window.session.failed.emit(ValueError("le détail"))
    dialog = open_window.failures.dialog
    assert dialog.copy.isVisible()
    dialog.copy.click()
    assert "le détail" in QApplication.clipboard().text()
    dialog.accept()


def test_a_second_error_waits_for_no_second_dialog(qtbot, open_window):
    open_window.session.failed.emit(errors.NotCoordinator())
    first = open_window.failures.dialog
    open_window.session.failed.emit(ValueError("encore"))
    assert open_window.failures.dialog is first
    first.accept()


def test_what_was_stopped_on_request_is_no_error(open_window):
    open_window.session.failed.emit(Cancelled())
    assert open_window.failures.dialog is None


# Closing --------------------------------------------------------------------------------


def test_closing_waits_for_what_is_being_saved_then_closes_the_store(qtbot, open_window, tmp_path):
    go_on = threading.Event()
    store = open_window.session.store

    def slow():
        go_on.wait(10)
        return created(store)

    open_window.session.write(slow)
    open_window.close()
    assert open_window.isVisible(), "something is being saved"
    go_on.set()
    qtbot.waitUntil(lambda: not open_window.isVisible(), timeout=SLOW)
    again = programme.open_store(tmp_path / "stores" / "accueil", passphrase=PASSPHRASE)
    assert len(again.store.all(Event)) == 1
    again.store.close()


def test_a_key_nobody_has_noted_is_not_lost_by_closing(qtbot, window, opened, monkeypatch):
    asked = []
    monkeypatch.setattr(ConfirmDialog, "ask", lambda *_a, **_k: bool(asked.append(1)))
    window.start.pending = Ready(opened, Path("x"))
    window.close()
    assert asked
    assert window.isVisible()
    window.start.pending = None
    opened.store.close()


def test_what_the_disk_could_not_keep_is_asked_about_before_the_window_closes(
    qtbot, open_window, monkeypatch
):
    asked, answers = [], [False, False, True]
    session = open_window.session

    def full(_store, _changes):
        raise errors.DiskFull(str(session.store.path))

    monkeypatch.setattr(drafts, "keep", full)
    monkeypatch.setattr(
        ConfirmDialog, "ask", lambda *words, **_k: bool(asked.append(words)) or answers.pop(0)
    )
    session.drafts.keep("note", "a meeting", {"text": "phrase pas finie"})
    open_window.close()
    qtbot.waitUntil(lambda: len(asked) == 1, timeout=SLOW)
    assert open_window.isVisible()
    open_window.commands.leave.trigger()
    assert open_window.session is session
    open_window.commands.leave.trigger()
    assert open_window.session is None
    assert len(asked) == 3


def test_what_is_kept_is_not_asked_about(qtbot, open_window, tmp_path):
    open_window.session.drafts.keep("note", "a meeting", {"text": "phrase pas finie"})
    open_window.close()
    qtbot.waitUntil(lambda: not open_window.isVisible(), timeout=SLOW)
    again = programme.open_store(tmp_path / "stores" / "accueil", passphrase=PASSPHRASE)
    assert drafts.drafts(again.store)
    again.store.close()


def test_place_and_size_of_the_window_are_kept(qtbot, window, preferences, entries):
    window.resize(800, 612)
    window.close()
    assert preferences.settings.window
    again = window_of_size(qtbot, preferences, entries)
    assert (again.width(), again.height()) == (800, 612)


def window_of_size(qtbot, preferences, entries):
    again = MainWindow(preferences, entries)
    qtbot.addWidget(again)
    return again


def test_a_damaged_place_of_the_window_is_ignored(qtbot, preferences, entries):
    preferences.change(window="!!!")
    assert window_of_size(qtbot, preferences, entries).width() > 700


def test_another_programme_can_be_opened_after_this_one(qtbot, open_window, tmp_path):
    open_window.leave()
    assert open_window.session is None
    start = open_window.start
    assert start.step() is start.choices
    open_window.begin(tmp_path / "stores" / "accueil", PASSPHRASE)
    qtbot.waitUntil(lambda: open_window.session is not None, timeout=SLOW)
    qtbot.waitUntil(lambda: not open_window._busy, timeout=SLOW)


def test_the_store_of_yesterday_is_offered_when_the_window_begins(
    qtbot, window, preferences, tmp_path
):
    path = tmp_path / "hier"
    programme.start(path, programme="P", device="A", passphrase=PASSPHRASE).store.close()
    preferences.remember_store(path)
    window.begin()
    form = window.start.step()
    qtbot.waitUntil(lambda: form.list.current_key() == str(path), timeout=SLOW)
    assert window.session is None


def test_a_store_given_with_its_passphrase_opens_at_once(qtbot, window, tmp_path):
    path = tmp_path / "démo"
    programme.start(path, programme="P", device="A", passphrase=PASSPHRASE).store.close()
    window.begin(path, PASSPHRASE)
    qtbot.waitUntil(lambda: window.session is not None, timeout=SLOW)
    qtbot.waitUntil(lambda: not window._busy, timeout=SLOW)


def test_a_meeting_that_cannot_be_read_keeps_nobody_from_the_store(tmp_path, monkeypatch):
    def failing(_store):
        raise errors.DiskFailing(str(path))

    path = tmp_path / "démo"
    programme.start(path, programme="P", device="A", passphrase=PASSPHRASE).store.close()
    monkeypatch.setattr(events, "latest_event", failing)
    ready = jobs.open_given(path, PASSPHRASE)
    assert ready.latest is None
    assert ready.opened.store.verify().ok
    ready.opened.store.close()


def test_an_opening_that_takes_longer_than_a_blink_is_told(qtbot, window, tmp_path, monkeypatch):
    path = tmp_path / "démo"
    programme.start(path, programme="P", device="A", passphrase=PASSPHRASE).store.close()
    told, open_given = threading.Event(), jobs.open_given

    def slow(*args, **named):
        assert told.wait(SLOW / 1000)
        return open_given(*args, **named)

    monkeypatch.setattr("maillage.ui.window.SOON", 0)
    monkeypatch.setattr(jobs, "open_given", slow)
    window.begin(path, PASSPHRASE)
    qtbot.waitUntil(lambda: isinstance(window.start.step(), OpeningStep))
    said = [text.text() for text in window.start.step().findChildren(Text)]
    assert said == ["démo", "Ouverture de la base…"]
    told.set()
    qtbot.waitUntil(lambda: window.session is not None, timeout=SLOW)
    assert window.start is None
    qtbot.waitUntil(lambda: not window._busy, timeout=SLOW)


def test_other_words_given_for_a_store_are_asked_for_again(qtbot, window, tmp_path):
    path = tmp_path / "démo"
    programme.start(path, programme="P", device="A", passphrase=PASSPHRASE).store.close()
    window.begin(path, "d'autres mots")
    qtbot.waitUntil(lambda: isinstance(window.start.step(), OpenForm), timeout=SLOW)
    form = window.start.step()
    assert form.fields["passphrase"].error() != ""
    assert form.list.current_key() == str(path)
    assert window.session is None
    qtbot.waitUntil(lambda: not window._busy, timeout=SLOW)


def test_nothing_is_offered_the_very_first_time(qtbot, window):
    window.begin()
    assert window.start.step() is window.start.choices
    qtbot.waitUntil(lambda: not window._busy, timeout=SLOW)


# Deciding apart from showing --------------------------------------------------------------


def test_a_meeting_that_ends_before_it_begins_goes_past_midnight():
    values = typed.Typed(
        "Nuit", EventKind.OTHER, date(2021, 12, 13), begins=time(20), ends=time(1)
    ).values()
    assert (values["ends"] - values["starts"]).total_seconds() == 5 * 3600


def test_what_was_recorded_is_typed_again_as_it_was(session):
    event = created(session.store)
    again = typed.of(event, date(2030, 1, 1))
    apart = {"territory", "partners"}  # records of their own
    fields = again.values().keys() - apart
    assert {name: again.values()[name] for name in fields} == {
        name: getattr(event, name) for name in fields
    }


def test_workshops_are_read_line_by_line_without_bullets_or_repeats():
    text = "• Logement\n- Emploi  et formation\n\n3) emploi et formation\n1er accueil\n"
    assert typed.themes(text) == ["Logement", "Emploi et formation", "1er accueil"]


def test_the_meeting_shown_says_so_in_the_list(session):
    one, other = created(session.store), created(session.store, "Autre", 14)
    rows = meeting_rows([one, other], one.id)
    assert rows[0].state is not None
    assert rows[1].state is None


def test_an_invitation_names_its_role():
    assert invitation_name(DeviceRole.FIELD) == "invitation-poste-de-terrain.maillage"


def test_the_system_that_keeps_nothing_is_not_offered():
    assert not passphrases.can_remember()


def test_no_shortcut_is_declared_twice_in_one_place(open_window):
    assert len({(key.place, key.keys) for key in KEYS}) == len(KEYS)
    assert open_window.findChildren(QShortcut) == []


def test_a_laptop_is_believed_no_more_and_again(qtbot, open_window, tmp_path):
    store = open_window.session.store
    invitation = store.invite(tmp_path / "invitation", passphrase=WORDS)
    joined = programme.join(
        tmp_path / "tables", invitation=invitation, invitation_passphrase=WORDS,
        device="Tables", passphrase=PASSPHRASE,
    )  # fmt: skip
    with joined.store as other:
        other.add(Note(text="une idée"))
        exported = exchanges.export(other, tmp_path / "1.maillage").path
        assert not exchanges.merge(store, [exported]).refused
        device = other.device

    def change() -> None:
        open_window.commands.show_laptops()
        qtbot.waitUntil(lambda: bool(open_window.findChildren(LaptopsDialog)), timeout=SLOW)
        listed = dialog_of(LaptopsDialog)
        listed.list.set_current(device)
        listed.change.click()

    change()
    qtbot.waitUntil(lambda: bool(open_window.findChildren(StopDialog)), timeout=SLOW)
    asked = dialog_of(StopDialog)
    asked.limit.setCurrentIndex(asked.limit.count() - 1)
    assert "1 changement ignoré" in asked.told.text()
    asked.stop.click()
    qtbot.waitUntil(lambda: not store.all(Note), timeout=SLOW)
    change()
    qtbot.waitUntil(lambda: len(store.all(Note)) == 1, timeout=SLOW)
