"""From the start of a process to its first painted window, ours against an empty one."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

EMPTY = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication(sys.argv)
class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, application.quit)
window = Window()
window.resize(1100, 700)
window.show()
application.exec()
"""
OURS = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: __import__("os")._exit(0))
        return False
watch = Watch()
show = QApplication.exec
def run(*_):
    QApplication.instance().installEventFilter(watch)
    return show()
QApplication.exec = run
sys.argv = ["maillage"]
from maillage.__main__ import main
main()
"""


def first(folder: Path) -> dict[str, float]:
    """Return the seconds to the first paint of an empty window and of ours, no store open."""
    environment = dict(os.environ, XDG_CONFIG_HOME=str(folder), XDG_DATA_HOME=str(folder))
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    timings = {}
    for name, script in (("empty", EMPTY), ("ours", OURS)):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", script], env=environment, check=True, timeout=60)
        timings[name] = time.perf_counter() - began
    return timings
