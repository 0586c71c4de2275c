"""Ways back from what was done on a screen: from the toast, and by Ctrl+Z, the latest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct, structs
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from maillage.domain.errors import ChangedSince, Erased, NotFound, SeatedSince, UsedSince
from maillage.language import _
from maillage.ui.session import Session


class Way(Struct, frozen=True, eq=False):
    """One deed that can be undone: what was told of it, its record, and the job that undoes it."""

    fact: str
    record: str
    job: Callable[[], object]
    again: Callable[[], object] | None = None
    """Does it once more, for whoever undid it by mistake."""
    undone: Callable[[Any], str] | None = None
    """What is told of what the job returns, where that is not simply the deed undone."""
    redone: Callable[[Any], None] | None = None
    """Hears of what came of doing it once more."""
    place: int = 0
    """Which deed of this session it is; a deed done again is a later one."""


class WaysBack:
    """Keeps what was done in this session; each deed is undone once, by toast or by key.

    ``reveal`` is called with the record of what was undone.
    """

    def __init__(self, session: Session, reveal: Callable[[str], None]) -> None:
        self._session = session
        self._reveal = reveal
        self._ways: list[Way] = []
        self._deeds = 0
        self._meeting = 0
        """How often another meeting was chosen: answers that come later are of no use."""
        session.meeting_changed.connect(self._forget)

    def tell(
        self,
        fact: str,
        record: str,
        job: Callable[[], object],
        again: Callable[[], object] | None = None,
        *,
        undone: Callable[[Any], str] | None = None,
        redone: Callable[[Any], None] | None = None,
        label: str = "",
    ) -> None:
        """Tell a fact, with its way back; ``label`` where that is called otherwise than undoing."""
        way = self._keep(Way(fact, record, job, again, undone, redone))
        self._session.tell(fact, undo=label or _("Undo"), on_undo=lambda: self._undo(way))

    def remember(
        self,
        fact: str,
        record: str,
        job: Callable[[], object],
        again: Callable[[], object] | None = None,
        *,
        undone: Callable[[Any], str] | None = None,
    ) -> None:
        """Keep a way back from what is told already, if it is: nothing is told of it now."""
        self._keep(Way(fact, record, job, again, undone))

    def undo_last(self) -> None:
        """Undo what was done last, if anything was."""
        if self._ways:
            self._undo(self._ways[-1])

    def drop(self, record: str) -> None:
        """Drop what was done last to a record: it was undone elsewhere."""
        for way in reversed(self._ways):
            if way.record == record:
                self._ways.remove(way)
                return

    def _forget(self) -> None:
        self._ways.clear()  # another meeting is shown
        self._meeting += 1

    def _keep(self, way: Way) -> Way:
        """Put a deed on top, as the latest."""
        self._deeds += 1
        way = structs.replace(way, place=self._deeds)
        self._ways.append(way)
        return way

    def _undo(self, way: Way) -> None:
        if way not in self._ways:  # the toast may outlive what it offers to undo
            return
        self._ways.remove(way)
        meeting = self._meeting

        def done(result: object) -> None:
            fact = way.undone(result) if way.undone else _("Undone: {fact}", fact=way.fact)
            if meeting != self._meeting:
                self._session.tell(fact, icon="undo-2")
                return
            self._reveal(way.record)
            self._offer_again(way, fact)

        def failed(error: BaseException) -> None:
            if meeting == self._meeting and not self._is_lost(way, error):
                self._ways.append(way)
                self._ways.sort(key=lambda one: one.place)
            self._session.failed.emit(error)

        self._session.write(way.job, done=done, failed=failed)

    def _is_lost(self, way: Way, error: BaseException) -> bool:
        """Return whether there is no way back any more.

        None leads back to what is gone, nor from what others changed since, unless it was a
        later deed of this session, which can be undone first.
        """
        if isinstance(error, (ChangedSince, SeatedSince, UsedSince)):
            return all(one.place < way.place for one in self._ways)
        return isinstance(error, (Erased, NotFound))

    def _offer_again(self, way: Way, fact: str) -> None:
        again, meeting = way.again, self._meeting
        if again is None:
            self._session.tell(fact, icon="undo-2")
            return
        offered = [again]  # until it is taken: pressed twice, it is done once

        def done(result: object) -> None:
            if way.redone:
                way.redone(result)
            if meeting == self._meeting:
                self._keep(way)
                self._reveal(way.record)

        def failed(error: BaseException) -> None:
            offered.append(again)
            self._session.failed.emit(error)

        def redo() -> None:
            if offered:
                self._session.write(offered.pop(), done=done, failed=failed)

        self._session.tell(fact, undo=_("Redo"), on_undo=redo, icon="undo-2")


class UndoKey(QObject):
    """Ctrl+Z on a page, also from some fields while nothing is written in them.

    With ``letters_first``, also not while the field could bring back what was written in it.
    """

    def __init__(
        self,
        page: QWidget,
        undo: Callable[[], None],
        fields: Iterable[QLineEdit] = (),
        *,
        letters_first: bool = False,
    ) -> None:
        super().__init__(page)
        self._letters_first = letters_first
        self.shortcut = QShortcut(QKeySequence("Ctrl+Z"), page, undo)
        self.shortcut.setAutoRepeat(False)  # a key held down undoes one deed, not the whole day
        for field in fields:
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the key to the page where there is no letter to undo."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and isinstance(watched, QLineEdit)
            and not watched.text()
            and not (self._letters_first and watched.isUndoAvailable())
        ):
            event.ignore()
            return True
        return False
