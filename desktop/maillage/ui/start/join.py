"""Joining a programme by a coordinator's invitation."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit

from maillage.language import _
from maillage.ui.background import Worker
from maillage.ui.start import jobs
from maillage.ui.start.form import StartForm
from maillage.ui.start.invitation import InvitationField
from maillage.ui.start.jobs import Ready
from maillage.ui.start.passphrase import NewPassphrase


class JoinForm(StartForm):
    """The invitation and its words, this device, and a passphrase of its own."""

    def __init__(self, worker: Worker) -> None:
        super().__init__(
            worker,
            title=_("Join with an invitation"),
            sentence=_(
                "This computer gets its own encrypted store. What it records goes to the"
                " coordination in files that only the coordination can open."
            ),
            submit=_("Join the programme"),
            busy=_("The invitation is being opened…"),
        )
        self.invitation = InvitationField(worker)
        self.words, self.device = QLineEdit(), QLineEdit()
        self.device.setPlaceholderText(_("Tables 1 to 5"))
        self.card.add(self.add("invitation", _("Invitation"), self.invitation))
        self.pair(
            self.add(
                "words",
                _("Words of the invitation"),
                self.words,
                _("The coordination tells them by telephone."),
            ),
            self.add("device", _("Name of this device"), self.device),
        )
        self.passphrase = NewPassphrase(worker)
        self.fields["passphrase"] = self.passphrase.first
        self.passphrase.grown.connect(self.reveal)
        self.card.add(self.passphrase)
        self.invitation.taken.connect(self._taken)
        self.invitation.refused.connect(self.fail)
        self.words.returnPressed.connect(self.device.setFocus)
        self.device.returnPressed.connect(self.passphrase.first.editor.setFocus)
        self.passphrase.on_enter(self.send)

    def begin(self) -> None:
        """Offer the keyring if there is one."""
        super().begin()
        self.passphrase.ask_keyring()

    def job(self) -> Callable[[], Ready] | None:
        """Return the job that joins, once there is a file and the passphrase was typed twice."""
        if self.invitation.path is None:
            self.fields["invitation"].set_error(
                _("Take the invitation that the coordination has given you.")
            )
            self.invitation.setFocus()
            return None
        if not self.passphrase.agrees():
            self.passphrase.second.editor.setFocus()
            return None
        return partial(
            jobs.join,
            invitation=self.invitation.path,
            words=self.words.text(),
            device=self.device.text(),
            passphrase=self.passphrase.typed(),
            remember=self.passphrase.remembers(),
        )

    def _taken(self) -> None:
        self.fields["invitation"].set_error("")
        self.words.setFocus()
