"""Ways back from what was done on a screen: from the toast, and by Ctrl+Z, the latest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from maillage.domain.errors import ChangedSince, Erased, NotFound
from maillage.language import _
from maillage.ui.session import Session


class Way(Struct, frozen=True, eq=False):
    """One deed that can be undone: what was told of it, its record, and the job that undoes it."""

    fact: str
    record: str
    job: Callable[[], object]
    again: Callable[[], object] | None = None
    """Does it once more, for whoever undid it by mistake."""


class WaysBack:
    """Keeps what was done in this session; each deed is undone once, by toast or by key.

    ``reveal`` is called with the record of what was undone.
    """

    def __init__(self, session: Session, reveal: Callable[[str], None]) -> None:
        self._session = session
        self._reveal = reveal
        self._ways: list[Way] = []
        session.meeting_changed.connect(self._forget)

    def tell(
        self,
        fact: str,
        record: str,
        job: Callable[[], object],
        again: Callable[[], object] | None = None,
    ) -> None:
        """Tell a fact, with its way back."""
        way = Way(fact, record, job, again)
        self._ways.append(way)
        self._session.tell(fact, undo=_("Undo"), on_undo=lambda: self._undo(way))

    def remember(
        self,
        fact: str,
        record: str,
        job: Callable[[], object],
        again: Callable[[], object] | None = None,
    ) -> None:
        """Keep a way back from what the screen itself shows: nothing is told of it now."""
        self._ways.append(Way(fact, record, job, again))

    def undo_last(self) -> None:
        """Undo what was done last, if anything was."""
        if self._ways:
            self._undo(self._ways[-1])

    def _forget(self) -> None:
        self._ways.clear()  # another meeting is shown

    def _undo(self, way: Way) -> None:
        if way not in self._ways:  # the toast may outlive what it offers to undo
            return
        self._ways.remove(way)

        def done(_result: object) -> None:
            self._reveal(way.record)
            fact = _("Undone: {fact}", fact=way.fact)
            redo = _("Redo") if way.again else ""
            self._session.tell(fact, undo=redo, on_undo=lambda: self._redo(way), icon="undo-2")

        def failed(error: BaseException) -> None:
            # There is no way back of what is gone, or was changed by somebody else.
            if not isinstance(error, (ChangedSince, Erased, NotFound)):
                self._ways.append(way)
            self._session.failed.emit(error)

        self._session.write(way.job, done=done, failed=failed)

    def _redo(self, way: Way) -> None:
        if way.again is None:
            return

        def done(_result: object) -> None:
            self._ways.append(way)
            self._reveal(way.record)

        self._session.write(way.again, done=done)


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
