"""Ways back from what somebody agreed to, or not, the last answer first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from maillage.actions import consents
from maillage.domain.errors import Deleted, Erased, NotFound
from maillage.domain.records import Consent
from maillage.language import _
from maillage.ui.background import receivers_alive
from maillage.ui.session import Session


class AnswersBack:
    """Keeps what was answered in a dialog; no Qt object, so that it works as long as its toasts.

    ``settled`` is called with each answer that was taken back, or could not be, while whoever
    it belongs to is still there.
    """

    def __init__(self, session: Session, settled: Callable[[Consent], None]) -> None:
        self._session, self._settled = session, settled
        self._answers: list[Consent] = []
        self._under_way: set[str] = set()

    def __bool__(self) -> bool:
        """Tell whether there is an answer that nobody has taken back."""
        return bool(self._answers)

    def add(self, said: Consent) -> None:
        """Keep what was answered."""
        self._answers.append(said)

    def undo_last(self) -> None:
        """Take back what was answered last; the answer before counts again."""
        waiting = [one for one in self._answers if one.id not in self._under_way]
        if waiting:
            self.take_back(waiting[-1])

    def take_back(self, said: Consent) -> None:
        """Take one answer back, once; if that fails it can be tried again."""
        if said not in self._answers or said.id in self._under_way:
            return  # the toast may outlive what it offers to undo
        self._under_way.add(said.id)

        def done(_none: None) -> None:
            self._session.tell(_("Answer undone"))
            self._settle(said, gone=True)

        def failed(error: BaseException) -> None:
            self._settle(said, gone=isinstance(error, (Deleted, Erased, NotFound)))
            self._session.failed.emit(error)

        job = partial(consents.take_back, self._session.store, consent=said.id)
        self._session.write(job, done=done, failed=failed)

    def _settle(self, said: Consent, *, gone: bool) -> None:
        self._under_way.discard(said.id)
        if gone:
            self._answers.remove(said)
        if receivers_alive(self._settled):
            self._settled(said)
