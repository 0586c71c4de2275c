"""Joining a programme by a coordinator's invitation."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from maillage.language import _
from maillage.ui.background import Worker
from maillage.ui.look.tokens import SPACE_S
from maillage.ui.start import jobs
from maillage.ui.start.form import StartForm
from maillage.ui.start.jobs import Ready
from maillage.ui.start.passphrase import NewPassphrase
from maillage.ui.widgets.drop import DropZone
from maillage.ui.widgets.text import IconLabel, Text


class InvitationField(QWidget):
    """A place to drop the file, and the name of the one that was taken."""

    def __init__(self) -> None:
        super().__init__()
        self.path: Path | None = None
        self.zone = DropZone(
            _("Drop the invitation here"),
            _("The file that the coordination has sent or put on a stick."),
            _("Browse…"),
            file_filter=_("Maillage files (*.maillage)"),
            suffixes=(".maillage",),
        )
        self._name = Text("", "strong", wrap=True)
        self._check = IconLabel("circle-check", "positive", 20)
        self.zone.files.connect(lambda paths: self.take(Path(paths[0])))
        self.setFocusProxy(self.zone.button)
        taken = QHBoxLayout()
        taken.setSpacing(SPACE_S)
        taken.addWidget(self._check)
        taken.addWidget(self._name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(self.zone)
        column.addLayout(taken)
        for widget in (self._check, self._name):
            widget.hide()

    def take(self, path: Path) -> None:
        """Keep a file as the invitation."""
        self.path = path
        self._name.setText(path.name)
        for widget in (self._check, self._name):
            widget.show()


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
        self.invitation = InvitationField()
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
        self.invitation.zone.files.connect(lambda _paths: self._taken())
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
