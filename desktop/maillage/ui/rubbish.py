"""Looks for circles of objects that nobody holds any more, on the main thread alone."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 500
"""Milliseconds between two looks."""


class Rubbish(QObject):
    """Does what Python does by itself elsewhere, as often as it wants it, and never meanwhile.

    Python looks on whichever thread makes objects just then. On the store's thread it found
    dialogs that had closed: PySide then has the main thread delete them a little later, when Qt
    may have done so already, and the program crashed.
    """

    def __init__(self, parent: QObject) -> None:
        """Look from now on, until ``parent`` goes."""
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self)
        timer.timeout.connect(self.look)
        timer.start(EVERY)

    @staticmethod
    def look() -> None:
        """Collect the oldest generation of objects that has come to its limit, if one has."""
        limits = gc.get_threshold()
        counts = gc.get_count()
        full = [age for age in range(3) if counts[age] > limits[age]]
        if full:
            gc.collect(max(full))
