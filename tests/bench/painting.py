"""From the start of a process to its first painted window, ours against an empty one.

The probes are of the same kind on both sides, and each process ends with what it is to show: a
filter on the whole application would have PySide make Python objects of every event, and cost
more than some of what is measured.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

EMPTY = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication(sys.argv)
class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, lambda: os._exit(0))
window = Window()
window.resize(1100, 700)
window.show()
application.exec()
"""
FRAME = """
import gc, os, sys
from maillage.__main__ import main
gc.disable()  # as the application does before it imports its window
from maillage.ui.window import MainWindow
from PySide6.QtCore import QTimer
paint = MainWindow.paintEvent
def painted(self, event):
    QTimer.singleShot(0, lambda: os._exit(0))  # before what comes after the first paint
    paint(self, event)
MainWindow.paintEvent = painted
sys.argv = ["maillage"]
main()
"""
WORDS_SEEN = """
import gc, os, sys
from maillage.__main__ import main
gc.disable()
from maillage.ui.window import MainWindow
from PySide6.QtCore import QTimer
show = MainWindow.show_start
def shown(self):
    choices = type(show(self).choices)
    def painted(self, event):
        QTimer.singleShot(0, lambda: os._exit(0))
    choices.paintEvent = painted
MainWindow.show_start = shown
sys.argv = ["maillage"]
main()
"""
READY = """
import gc, os, sys
from pathlib import Path
from maillage import app
gc.disable()
from maillage.ui.window import MainWindow
from PySide6.QtCore import QTimer
enter = MainWindow.enter
def entered(self, ready):
    enter(self, ready)
    people = type(self.shell.page("reception").list.people)
    paint = people.paintEvent
    def painted(self, event):
        paint(self, event)
        if self.rows.rowCount() > 10:
            QTimer.singleShot(0, lambda: os._exit(0))
    people.paintEvent = painted
MainWindow.enter = entered
app.run_window(Path(sys.argv[1]), passphrase=sys.argv[2])
"""
SCRIPTS = {"empty": EMPTY, "ours": FRAME, "words": WORDS_SEEN, "ready": READY}
WORDS = "merle lanterne vallon cuivre otarie"
PEOPLE = 60


def first(folder: Path) -> dict[str, float]:
    """Return the seconds from the start of a process to what it is to show, each in turn.

    ``empty`` and ``ours``: to the first paint, no store open. Ours is the frame: a window of its
    full size in its colours, with side panel, mark and weave, and no word yet. ``words``: to the
    ways to begin, which a person can then read and choose from. ``ready``: to the reception page
    painted with the people of a meeting of 60, the passphrase given at the start, all that opening
    takes counted; ``key`` is the part of it that makes the key of the passphrase (Argon2id, as
    costly as everywhere), slow by intention.
    """
    from maillage.store import keys

    store = _store(folder / "ready")
    environment = _surroundings(folder)
    timings = {}
    for name, script in SCRIPTS.items():
        # What opened a store is offered it the next time: each begins as on the first day.
        (folder / "maillage/settings.json").unlink(missing_ok=True)
        began = time.perf_counter()
        command = [sys.executable, "-c", script, str(store), WORDS]
        # No timeout: to wait with one is to look every 50 ms.
        subprocess.run(command, env=environment, check=True)
        timings[name] = time.perf_counter() - began
    began = time.perf_counter()
    keys.unlock(store / "keys.json", WORDS)
    return timings | {"key": time.perf_counter() - began}


def _surroundings(folder: Path) -> dict[str, str]:
    """Return the environment of a laptop that has never run Maillage, with its usual screen.

    Qt has one of 800 x 800 pixels where there is none, and Maillage would show its narrow layout.
    """
    found = dict(os.environ, XDG_CONFIG_HOME=str(folder), XDG_DATA_HOME=str(folder))
    if found.setdefault("QT_QPA_PLATFORM", "offscreen") == "offscreen":
        screen = {"name": "laptop", "x": 0, "y": 0, "width": 1366, "height": 768}
        screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        told = folder / "screen.json"
        told.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
        found["QT_QPA_PLATFORM"] = f"offscreen:configfile={told}"
    return found


def _store(path: Path) -> Path:
    """Return a store with one meeting and its people, made if it is not there."""
    from maillage import Store
    from maillage.domain.records import Event, Person, Registration

    if not path.exists():
        with Store.create(path, passphrase=WORDS, device="Accueil") as store:
            day = datetime(2026, 3, 12, 8, tzinfo=UTC)
            meeting = store.add(Event(title="Grande Rencontre", starts=day))
            for n in range(PEOPLE):
                person = store.add(Person(given_name=f"Ada{n}", family_name="Lefèvre"))
                store.add(Registration(event=meeting.id, person=person.id))
    return path
