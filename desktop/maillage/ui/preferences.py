"""What this person chose for this computer, in force at once and kept in settings."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from maillage import language, settings
from maillage.settings import Settings
from maillage.ui import folders
from maillage.ui.look import theme

log = logging.getLogger(__name__)

_SCHEMES: dict[str, theme.Scheme] = {"auto": "system", "light": "light", "dark": "dark"}


class Preferences(QObject):
    """The settings in force. `spoken` after the language changed: screens are built anew."""

    spoken = Signal()

    def __init__(self, chosen: Settings, file: Path | None = None) -> None:
        """Keep `chosen`; changes are written to `file` (default: where settings live)."""
        super().__init__()
        self.settings = chosen
        self._file = file
        folders.current().take_up(chosen.folder, lambda folder: self.change(folder=folder))

    def change(self, **values: Any) -> None:
        """Take other values, put them in force and keep them."""
        before, self.settings = self.settings, replace(self.settings, **values)
        self.keep()
        if (before.scheme, before.text_size) != (self.settings.scheme, self.settings.text_size):
            self.dress()
        if before.language != self.settings.language:
            self.speak()
            self.speak_for_qt()
            self.spoken.emit()

    def remember_store(self, path: Path) -> None:
        """Offer this store first from now on."""
        self.settings = self.settings.with_store(path)
        self.keep()

    def keep(self) -> None:
        """Write the settings; a folder that cannot be written loses a choice, nothing recorded."""
        try:
            settings.save(self.settings, self._file)
        except OSError:
            log.warning("settings could not be saved", exc_info=True)

    def colour(self) -> None:
        """Put the colours in force, which is all that the first paint needs."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.current().colour(app, _SCHEMES[self.settings.scheme], self.settings.text_size)

    def dress(self) -> None:
        """Put scheme and text size in force."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, _SCHEMES[self.settings.scheme], self.settings.text_size)

    def speak(self) -> None:
        """Put the language in force."""
        language.use(self.settings.language)

    @staticmethod
    def speak_for_qt() -> None:
        """Have Qt's own dialogs, menus and dates speak it too: no page begins with any."""
        # Late: PySide's QLocale knows all languages and countries, and takes its time.
        from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

        from maillage.ui.qt_words import QtWords

        code = language.current().code
        QLocale.setDefault(QLocale("fr_FR" if code == "fr" else "en_GB"))
        app = QApplication.instance()
        if app is None:
            return
        # They belong to the application, so that whoever speaks next finds and ends them.
        for one in app.findChildren(QTranslator):
            app.removeTranslator(one)
            one.deleteLater()
        translator, words = QTranslator(app), QtWords(app)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if code != "en" and translator.load(f"qtbase_{code}", folder):
            # The latest one is asked first.
            app.installTranslator(words)
            app.installTranslator(translator)
