"""Coming into a hub: by an invitation, as one more coordinator, or only to read it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from maillage.language import _
from maillage.ui.background import Worker
from maillage.ui.look.tokens import SPACE_M
from maillage.ui.start import jobs
from maillage.ui.start.form import StartForm
from maillage.ui.start.invitation import InvitationField
from maillage.ui.start.jobs import Ready
from maillage.ui.start.passphrase import NewPassphrase
from maillage.ui.widgets.chips import ChipBar, ChipItem
from maillage.ui.widgets.fields import RevealEdit

INVITED, READING = "invited", "reading"


class HubForm(StartForm):
    """Where the hub is, how one comes into it, and a passphrase for this computer's place."""

    def __init__(self, worker: Worker) -> None:
        super().__init__(
            worker,
            title=_("Open a hub"),
            sentence=_(
                "A hub is a server that the coordinators share. This computer keeps a place in"
                " it, which opens like a store from then on."
            ),
            submit=_("Open the hub"),
            busy=_("The hub is being opened…"),
        )
        self.way = ChipBar(
            [
                ChipItem(INVITED, _("I have an invitation for coordinators")),
                ChipItem(READING, _("I only read")),
            ],
            name=_("How you come into the hub"),
        )
        self.way.set_code(INVITED)
        self.way.chosen.connect(self._choose_way)
        self.address, self.password = QLineEdit(), RevealEdit()
        self.address.setPlaceholderText("postgresql+psycopg://lea@hub.example.org/maillage")
        self.password.textChanged.connect(lambda: self.fields["password"].set_error(""))
        self.card.add(self.way)
        address = self.add(
            "address",
            _("Address of the hub"),
            self.address,
            _("Whoever looks after the hub gives it to you, with a password."),
        )
        password = self.add("password", _("Password of the hub"), self.password)
        # An address is long, and the form is: every line that is saved shows more of it at once.
        self.card.add_layout(self.side_by_side(address, password, shares=(5, 3)))
        self.card.add(self._build_invited(worker))
        self.passphrase = NewPassphrase(worker)
        self.fields["passphrase"] = self.passphrase.first
        self.passphrase.grown.connect(self.reveal)
        self.card.add(self.passphrase)
        self._order_enter()

    def _build_invited(self, worker: Worker) -> QWidget:
        self.invitation = InvitationField(worker)
        self.invitation.taken.connect(self._taken)
        self.invitation.refused.connect(self.fail)
        self.words, self.device = QLineEdit(), QLineEdit()
        self.device.setPlaceholderText(_("Coordination"))
        self.invited = QWidget()
        column = QVBoxLayout(self.invited)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(self.add("invitation", _("Invitation"), self.invitation))
        column.addLayout(
            self.side_by_side(
                self.add(
                    "words",
                    _("Words of the invitation"),
                    self.words,
                    _("The coordination tells them by telephone."),
                ),
                self.add("device", _("Name of this device"), self.device),
            )
        )
        return self.invited

    def _order_enter(self) -> None:
        self.address.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self._after_password)
        self.words.returnPressed.connect(self.device.setFocus)
        self.device.returnPressed.connect(self.passphrase.first.editor.setFocus)
        self.passphrase.on_enter(self.send)

    def begin(self) -> None:
        """Offer the keyring if there is one."""
        super().begin()
        self.passphrase.ask_keyring()

    def focus_first(self) -> None:
        """The address: who is invited is already chosen."""
        self.address.setFocus()

    @property
    def reads(self) -> bool:
        """Whether one comes only to read."""
        return self.way.code() == READING

    def job(self) -> Callable[[], Ready] | None:
        """Return the job that opens the hub, once nothing is missing."""
        if not self.reads and self.invitation.path is None:
            self.fields["invitation"].set_error(
                _("Take the invitation that the coordination has given you.")
            )
            self.invitation.setFocus()
            self.reveal(self.fields["invitation"])
            return None
        if not self.passphrase.agrees():
            self.passphrase.second.editor.setFocus()
            return None
        opening = partial(
            jobs.open_hub,
            self.address.text().strip(),
            password=self.password.text(),
            passphrase=self.passphrase.typed(),
            remember=self.passphrase.remembers(),
        )
        if self.reads or self.invitation.path is None:
            return opening
        invited = jobs.Invited(self.invitation.path, self.words.text(), self.device.text())
        return partial(opening, invited=invited)

    def _choose_way(self, _code: str) -> None:
        self.invited.setVisible(not self.reads)

    def _after_password(self) -> None:
        after = self.passphrase.first.editor if self.reads else self.invitation
        after.setFocus()

    def _taken(self) -> None:
        self.fields["invitation"].set_error("")
        self.words.setFocus()
