"""What a person does with contacts that are noted: corrected, deleted, or erased for ever."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from maillage.actions import deeds, follow_ups
from maillage.actions.deeds import WayBack
from maillage.actions.explain import is_expected, sentence
from maillage.actions.texts import Mention
from maillage.domain.records import FollowUp
from maillage.language import _
from maillage.ui.pledges.thread import Thread
from maillage.ui.session import Session
from maillage.ui.texts import TextErasing
from maillage.ui.ways_back import WaysBack


class ContactsDesk(QObject):
    """Records what is done in a thread; all but erasing can be undone."""

    def __init__(self, session: Session, thread: Thread, ways_back: WaysBack) -> None:
        super().__init__(thread)
        self._session, self._store = session, session.store
        self._thread, self._ways_back = thread, ways_back
        self.erasing = TextErasing(session, thread, lambda erased: self._thread.recorded(erased.id))
        thread.asks = not session.reads
        thread.editor.saved.connect(self.correct)
        thread.editor.deleted.connect(self.delete)
        thread.editor.erasing.connect(self.ask_to_erase)

    def correct(self, follow_up: FollowUp, values: dict[str, object]) -> None:
        """Record what was corrected; the fields stay open until it is saved."""
        store, thread = self._store, self._thread
        act = partial(follow_ups.correct, store, follow_up=follow_up.id, **values)

        def done(corrected: tuple[FollowUp, WayBack]) -> None:
            _follow_up, way = corrected
            thread.recorded(follow_up.id)
            told = _("Follow-up corrected")
            self._ways_back.tell(told, follow_up.pledge, way.undo, way.redo)

        def failed(error: BaseException) -> None:
            if thread.correcting == follow_up.id:
                thread.editor.refused(sentence(error))
            if not is_expected(error):
                self._session.failed.emit(error)

        self._session.write(lambda: deeds.done(store, act), done=done, failed=failed)

    def delete(self, follow_up: FollowUp) -> None:
        """Take a contact out of the thread."""
        store = self._store
        act = partial(follow_ups.delete, store, follow_up=follow_up.id)

        def done(deleted: tuple[None, WayBack]) -> None:
            _nothing, way = deleted
            self._thread.recorded(follow_up.id)
            told = _("Follow-up deleted")
            self._ways_back.tell(told, follow_up.pledge, way.undo, way.redo)

        self._session.write(lambda: deeds.done(store, act), done=done)

    def ask_to_erase(self, follow_up: FollowUp) -> None:
        """Ask, and erase a contact with all its versions if that is confirmed."""
        meeting = self._thread.meeting
        said = Mention(
            follow_up.kind, follow_up.id, follow_up.text, event=meeting, pledge=follow_up.pledge
        )
        self.erasing.ask(said)
