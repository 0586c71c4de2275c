"""A badge that was scanned: whose it is, looked for where the store may be touched."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from maillage.actions import badges
from maillage.actions.badges import Holder
from maillage.language import _
from maillage.ui.session import Session


class Scanner(QObject):
    """Reads codes that a scanner typed."""

    found = Signal(object)
    """The Holder of a badge of this meeting."""
    unknown = Signal(str)
    """What was typed looks like a code, and is nobody's."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def take(self, typed: str, event: str) -> bool:
        """Look for whose badge was typed, if it is one; return whether it is."""
        codes = badges.readings(typed)
        if codes:
            job = partial(badges.holder, self._session.store, event=event, codes=codes)
            self._session.read(job, done=partial(self._known, typed))
        return bool(codes)

    def _known(self, typed: str, holder: Holder | None) -> None:
        if holder is None:
            self.unknown.emit(typed)
        elif holder.meeting:
            fact = _(
                "This badge was made for another meeting: {meeting}. Look for {name} by name.",
                meeting=holder.meeting,
                name=holder.name,
            )
            self._session.tell(fact, icon="info")
        else:
            self.found.emit(holder)
