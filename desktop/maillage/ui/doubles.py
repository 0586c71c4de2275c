"""Counts who may be recorded twice while nobody asks for anything, so that the side bar says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from maillage.actions import hubs
from maillage.ui.background import Cancelled

if TYPE_CHECKING:
    from maillage.actions.duplicate_counting import Waiting
    from maillage.ui.background import Progress
    from maillage.ui.session import Session

QUIET = 3_000
"""Milliseconds without any news before it is counted: the door opens first, and goes first."""


class DoublesWatch(QObject):
    """Counts once the window has opened, and again after changes; ``session.counted`` follows.

    Of a file as of a hub, and whichever screen is in front. Whatever anybody asks for meanwhile
    is done first.
    """

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET)
        self._quiet.timeout.connect(self._count)
        if not session.reads:  # nothing to decide for somebody who may not
            session.changed.connect(self._quiet.start)
            self._quiet.start()

    def _count(self) -> None:
        session = self._session

        def count(progress: Progress) -> Waiting:
            # Whatever compares people is loaded here, beside what is on the screen.
            return session.doubles.count(session.store, progress=progress.report)

        session.read_idle(
            count, done=lambda _found: session.counted.emit(), failed=self._not_counted
        )

    def _not_counted(self, error: BaseException) -> None:
        """Count later; whoever opens the dialog of doubles is told what goes wrong."""
        if isinstance(error, Cancelled):
            self._quiet.start()
        elif hubs.is_lost(error):
            self._session.news.doubt()
