"""What opens the store is changed only by who can open it: the words are asked again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from maillage.actions import explain
from maillage.domain.errors import WrongPassphrase
from maillage.language import _
from maillage.ui.background import Worker
from maillage.ui.look import theme
from maillage.ui.session import Session
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.dialogs import PlainDialog, press_focused
from maillage.ui.widgets.fields import LabelledField, RevealEdit

T = TypeVar("T")
WIDTH = 640
"""Logical pixels: two fields side by side."""


class ProvingDialog(PlainDialog):
    """Asks for the words that open the store now, then acts; it stays open if that fails."""

    def __init__(
        self,
        session: Session,
        worker: Worker,
        parent: QWidget | None,
        *,
        title: str,
        sentence: str,
        stay: str,
        act: str,
    ) -> None:
        """``stay`` and ``act`` are the words of the two buttons."""
        super().__init__(title, sentence, parent, icon_name="key-round")
        self.session, self._worker = session, worker
        self.working = False
        self.setMinimumWidth(theme.px(WIDTH))
        self.present = RevealEdit()
        self.proof = LabelledField(_("Present passphrase, or recovery key"), self.present)
        self.present.textChanged.connect(lambda: self.proof.set_error(""))
        self.fault = Banner("danger", "…")
        self.fault.hide()
        self.insert(self.proof)
        self.insert(self.fault)
        self.stay = self.add_button(stay)
        self.stay.clicked.connect(self.reject)
        self.act = self.add_button(act, "primary")
        self.act.clicked.connect(self.send)
        self.act.setDefault(True)
        self.present.setFocus()

    def insert(self, widget: QWidget, *, before: QWidget | None = None) -> None:
        """Put something below the sentence, or before what is there already."""
        at = self.body.count() - 1 if before is None else self.body.indexOf(before)
        self.body.insertWidget(at, widget)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes from field to field and acts in the last one, not before."""
        if press_focused(self, event):
            return
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def send(self) -> None:
        """Do it, unless it is being done or something is missing."""
        raise NotImplementedError

    def is_proved(self) -> bool:
        """Whether something was typed that may open the store; the field says so if not."""
        if self.present.text().strip():
            return True
        self.proof.set_error(_("Type what opens the store today."))
        self.present.setFocus()
        return False

    def run(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        """Run the job, and close with ``done`` once it succeeded."""
        self._set_working(True)
        self._worker.submit(job, done=partial(self._done, done), failed=self.failed)

    def reject(self) -> None:
        """Close; the moment that the keys are being written is waited for."""
        if not self.working:
            super().reject()

    def failed(self, error: BaseException) -> None:
        """Say at its field, or else below, why nothing was changed."""
        self._set_working(False)
        if not explain.is_expected(error):
            self.session.failed.emit(error)
        elif isinstance(error, WrongPassphrase):
            self.proof.set_error(
                _(
                    "This does not open the store. Check capitals and spaces, or type the"
                    " recovery key that was printed. Nothing was changed."
                )
            )
            self.present.setFocus()
            self.present.selectAll()
        else:
            self.fault.say("danger", explain.sentence(error))
            self.fault.show()

    def _done(self, done: Callable[[T], None], result: T) -> None:
        self.working = False
        self.accept()
        done(result)

    def _set_working(self, working: bool) -> None:
        self.working = working
        self.act.setEnabled(not working)
        self.stay.setEnabled(not working)
        self.fault.hide()
