"""Hears on a thread of its own what others write in a hub; says it on the main thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from maillage.domain.hub_news import News

if TYPE_CHECKING:
    from maillage import Store

PAUSE = 300
"""Milliseconds in which what others write is one piece of news: a colleague types on."""


class HubNews(QObject):
    """News of the hub that a store works in. ``written`` by others; ``reachable(bool)``."""

    written = Signal()
    reachable = Signal(bool)
    _told = Signal(object)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lost = False
        self._listener = store.listener()
        self._thread = threading.Thread(target=self._run, name="hub", daemon=True)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE)
        self._soon.timeout.connect(self.written)
        self._told.connect(self._take)

    def start(self) -> None:
        """Listen from now on, if the store works in a hub."""
        if self._listener is not None:
            self._thread.start()

    def doubt(self) -> None:
        """Somebody could not read: the hub counts as lost until it answers."""
        if self._listener is not None:
            self._take(News.LOST)
            self._listener.check()

    def stop(self) -> None:
        """Listen no more; a server that takes its time is not waited for."""
        if self._listener is not None and self._thread.is_alive():
            self._listener.stop()
            self._thread.join(1)

    def _run(self) -> None:
        if self._listener is not None:
            self._listener.run(self._hand_over)

    def _hand_over(self, news: News) -> None:
        # Runs on the listener's thread: only hand over.
        if shiboken6.isValid(self):
            self._told.emit(news)

    def _take(self, news: News) -> None:
        if news is News.WRITTEN:
            if not self._soon.isActive():
                self._soon.start()
            return
        lost = news is News.LOST
        if lost != self.lost:
            self.lost = lost
            self.reachable.emit(not lost)
