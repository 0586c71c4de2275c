"""Running the window: the application, its look and language, its first paint, its end."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from maillage.settings import Settings
from maillage.ui.preferences import Preferences
from maillage.ui.window import MainWindow

if TYPE_CHECKING:
    from maillage.actions.opening import Unlocking

STARTING = 5_000
"""Milliseconds after which rubbish is looked for: before, nearly all that is made stays."""

AT_ONCE = 30
"""Milliseconds until Qt's own words are there: the first page is painted or, while the key of a
store is made, nothing is to do; and nobody is as quick to a field's menu, or to a time of day."""
AT_LEISURE = 1_500
"""Milliseconds after the pages are there: until then a name in Arabic waits on few systems."""


def run(chosen: Settings, store: Path | None = None, *, passphrase: str | None = None) -> int:
    """Show the window until it is closed; return the exit code.

    A store is offered, or opened at once with its passphrase; without one, that of yesterday.
    Rubbish is looked for some seconds later, as ``Rubbish`` does.
    """
    app = application()
    QTimer.singleShot(STARTING, app, partial(_collect, app))
    preferences = Preferences(chosen)
    preferences.colour()
    window = MainWindow(preferences)
    # Fonts, style sheet, words and pages take longer than the frame: that is seen before.
    window.painted.connect(partial(_begin, app, window, store, passphrase))
    window.show()
    return app.exec()


def _begin(
    app: QApplication, window: MainWindow, store: Path | None, passphrase: str | None
) -> None:
    """Do what the first paint need not wait for."""
    if not window.isVisible():  # closed as soon as it was seen
        return
    try:
        key = _unlocking(store, passphrase)  # first: all else is done while it is made
        _furnish(app, window)
    except BaseException:
        app.exit(1)  # what cannot be furnished must not stand there empty
        raise
    window.begin(store, key)
    QTimer.singleShot(AT_ONCE, app, window.preferences.speak_for_qt)
    QTimer.singleShot(AT_LEISURE, app, _load_fonts)


def _unlocking(store: Path | None, passphrase: str | None) -> str | Unlocking | None:
    if store is None or not passphrase:
        return passphrase
    from maillage.actions import opening

    return opening.begin(store, passphrase=passphrase)


def _collect(app: QApplication) -> None:
    from maillage.ui.rubbish import Rubbish

    Rubbish(app)


def _load_fonts() -> None:
    from maillage.ui.look.fonts import load_others

    load_others()


def _furnish(app: QApplication, window: MainWindow) -> None:
    from maillage.ui.look import icons
    from maillage.ui.widgets.focus import FocusRing

    window.preferences.dress()
    window.preferences.speak()
    app.setWindowIcon(icons.app_icon())
    FocusRing(app)
    window.furnish()
    window.failures.catch()


def application() -> QApplication:
    """Return the application of this process, made if there is none yet."""
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Maillage")
    app.setDesktopFileName("maillage")
    return app
