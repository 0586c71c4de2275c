"""Running the window: the application, its look and language, its first paint, its end."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from maillage.settings import Settings
from maillage.ui.look import icons
from maillage.ui.preferences import Preferences
from maillage.ui.widgets.focus import FocusRing
from maillage.ui.window import MainWindow


def run(chosen: Settings, store: Path | None = None, *, passphrase: str | None = None) -> int:
    """Show the window until it is closed; return the exit code.

    A store is offered, or opened at once with its passphrase; without one, that of yesterday.
    """
    app = application()
    preferences = Preferences(chosen)
    preferences.dress()
    preferences.speak()
    app.setWindowIcon(icons.app_icon())
    ring = FocusRing(app)
    window = MainWindow(preferences)
    window.failures.catch()
    window.show()
    # After the first paint: opening imports the libraries of the store.
    QTimer.singleShot(0, lambda: window.begin(store, passphrase))
    code = app.exec()
    # Widgets go before the application does.
    ring.deleteLater()
    return code


def application() -> QApplication:
    """Return the application of this process, made if there is none yet."""
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Maillage")
    app.setDesktopFileName("maillage")
    return app
