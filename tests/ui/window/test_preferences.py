"""Language, colours and size of letters change at once, and are kept."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from maillage import settings
from maillage.settings import Settings
from maillage.ui import folders
from maillage.ui.look import theme
from maillage.ui.preferences import Preferences
from maillage.ui.preferences_dialog import PreferencesDialog

from .conftest import SLOW


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
