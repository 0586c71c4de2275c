"""What is slow to import waits until the first screen is painted."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

SLOW = ("alembic", "babel", "cryptography", "python_calamine", "reportlab", "sqlalchemy")
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
window.show()
app.processEvents()
print(*sorted({name.split(".")[0] for name in sys.modules}))
window.worker.shutdown()
"""


@pytest.fixture(scope="module")
def imported() -> set[str]:
    """The top names of what a fresh interpreter has imported once the first screen is painted."""
    command = [sys.executable, "-c", WINDOW]
    # The first of two may have to compile the words, which takes Babel.
    for _ in range(2):
        run = subprocess.run(
            command,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=True,
        )
    return set(run.stdout.split())


@pytest.mark.parametrize("library", SLOW)
def test_the_first_screen_is_painted_before_a_slow_library_is_imported(imported, library):
    assert "PySide6" in imported
    assert library not in imported
