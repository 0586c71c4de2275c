"""The empty frame is seen first; what is slow to import waits until somebody needs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from maillage.actions import programme
from maillage.domain.records import Event, Person, Registration

PASSPHRASE = "merle lanterne vallon cuivre otarie"
SLOW = ("alembic", "babel", "cryptography", "python_calamine", "reportlab", "sqlalchemy")
AFTER_THE_FRAME = (
    "decimal",
    "maillage.ui.background",
    "maillage.ui.commands",
    "maillage.ui.look.fonts",
    "maillage.ui.look.icons",
    "maillage.ui.look.style",
    "maillage.ui.start.page",
    "maillage.ui.widgets.text",
)
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
FRAME = """
import sys
from maillage.settings import Settings
from maillage.ui import run
def painted(app, *_):
    print(*sorted(sys.modules))
    app.quit()
run._begin = painted
run.run(Settings())
"""
SPOKEN = """
from PySide6.QtCore import QCoreApplication, QLocale, QTimer
from maillage.settings import Settings
from maillage.ui import run
begin = run._begin
def begun(app, *others):
    begin(app, *others)
    QTimer.singleShot(2 * run.AT_ONCE, say)
def say():
    print(QLocale().name(), QCoreApplication.translate("QWidgetTextControl", "&Copy"))
    QCoreApplication.quit()
run._begin = begun
run.run(Settings(language="fr"))
"""
BROKEN = """
import sys
from maillage.settings import Settings
from maillage.ui import run, window
window.MainWindow.furnish = lambda self: open("a file that is gone")
sys.exit(run.run(Settings()))
"""
WINDOW = """
import sys
from maillage import language
from maillage.settings import Settings
from maillage.ui.preferences import Preferences
from maillage.ui.run import application
from maillage.ui.window import MainWindow
app = application()
language._catalogue("fr")
preferences = Preferences(Settings(language="fr"))
preferences.dress()
preferences.speak()
window = MainWindow(preferences)
window.furnish()
window.show_start()
window.show()
app.processEvents()
print(*sorted({name.split(".")[0] for name in sys.modules}))
window.worker.shutdown()
"""
DOOR = """
import sys
from pathlib import Path
from PySide6.QtCore import QEventLoop
from maillage.settings import Settings
from maillage.ui.preferences import Preferences
from maillage.ui.run import application
from maillage.ui.window import MainWindow
app = application()
window = MainWindow(Preferences(Settings(), Path(sys.argv[1]) / "settings.json"))
window.furnish()
window.show()
window.begin(Path(sys.argv[1]) / "accueil", sys.argv[2])
while window.shell is None or window.shell.page("reception").door is None:
    app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
print(*sorted(sys.modules))
window.close()
"""


@pytest.fixture(scope="module")
def imported_for_the_frame() -> set[str]:
    """What a fresh interpreter has imported once the frame is painted."""
    return _printed(FRAME)


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


@pytest.mark.parametrize("module", AFTER_THE_FRAME)
def test_the_frame_is_painted_before_what_speaks_or_is_touched(imported_for_the_frame, module):
    assert "maillage.ui.frame" in imported_for_the_frame
    assert module not in imported_for_the_frame


def test_the_menu_of_a_field_and_a_time_of_day_speak_as_soon_as_anybody_could_ask():
    assert _printed(SPOKEN) == {"fr_FR", "Cop&ier"}


def test_a_window_that_cannot_be_furnished_does_not_stay_empty():
    run = subprocess.run(
        [sys.executable, "-c", BROKEN],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert run.returncode == 1
    assert "a file that is gone" in run.stderr


@pytest.fixture(scope="module")
def imported() -> set[str]:
    """The top names of what a fresh interpreter has imported once the first screen is painted."""
    # The first of two may have to compile the words, which takes Babel.
    return [_printed(WINDOW) for _ in range(2)][-1]


@pytest.mark.parametrize("library", SLOW)
def test_the_first_screen_is_painted_before_a_slow_library_is_imported(imported, library):
    assert "PySide6" in imported
    assert library not in imported


def test_a_door_opens_without_what_only_lists_names_hubs_and_the_keyring_need(tmp_path):
    opened = programme.start(tmp_path / "accueil", programme="P", device="A", passphrase=PASSPHRASE)
    meeting = opened.store.add(Event(title="Grande Rencontre"))
    person = opened.store.add(Person(given_name="Ada"))
    opened.store.add(Registration(event=meeting.id, person=person.id))
    opened.store.close()
    imported = _printed(DOOR, tmp_path, PASSPHRASE)
    assert "maillage.ui.reception.page" in imported
    assert not imported & {
        "alembic",
        "keyring",
        "maillage.exchange.merging",
        "maillage.intake",
        "maillage.ui.start.reopen",
        "psycopg",
        "rapidfuzz",
        "reportlab",
        "sqlalchemy.dialects.postgresql",
    }


def _printed(script: str, *arguments: object) -> set[str]:
    """Return the words that a fresh interpreter prints."""
    run = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(run.stdout.split())
