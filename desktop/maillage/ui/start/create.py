"""Starting a programme: its first store, a coordinator's."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit

from maillage.language import _
from maillage.ui.background import Worker
from maillage.ui.start import jobs
from maillage.ui.start.form import StartForm
from maillage.ui.start.jobs import Ready
from maillage.ui.start.passphrase import NewPassphrase


class CreateForm(StartForm):
    """Programme, this device, whom to write to about privacy, and a passphrase."""

    def __init__(self, worker: Worker) -> None:
        super().__init__(
            worker,
            title=_("Start a programme"),
            sentence=_(
                "This computer becomes the coordination’s: it invites the others and brings"
                " together what they record."
            ),
            submit=_("Start the programme"),
            busy=_("The encrypted store is being made…"),
        )
        self.programme, self.device, self.contact = QLineEdit(), QLineEdit(), QLineEdit()
        self.programme.setPlaceholderText(_("Grandes Rencontres du Beaujolais"))
        self.device.setPlaceholderText(_("Coordination"))
        self.pair(
            self.add("programme", _("Name of the programme"), self.programme),
            self.add(
                "device",
                _("Name of this device"),
                self.device,
                _("The others will read it beside what is recorded here."),
            ),
        )
        self._told = _("An e-mail address or a number, printed on the minutes.")
        contact = _("Contact for personal data (optional)")
        self.card.add(self.add("privacy_contact", contact, self.contact, self._told))
        self.contact.editingFinished.connect(self._remark)
        self.passphrase = NewPassphrase(worker)
        self.fields["passphrase"] = self.passphrase.first
        self.passphrase.grown.connect(self.reveal)
        self.card.add(self.passphrase)
        self.programme.returnPressed.connect(self.device.setFocus)
        self.device.returnPressed.connect(self.contact.setFocus)
        self.contact.returnPressed.connect(self.passphrase.first.editor.setFocus)
        self.passphrase.on_enter(self.send)

    def begin(self) -> None:
        """Offer the keyring if there is one."""
        super().begin()
        self.passphrase.ask_keyring()

    def _remark(self) -> None:
        """Ask gently for a contact that reaches somebody, once it is typed."""
        # Late, as all that the first paint does not need.
        from maillage.actions.contact_faults import remark_on_privacy_contact

        field = self.fields["privacy_contact"]
        field.set_help(remark_on_privacy_contact(self.contact.text()) or self._told)
        self.reveal(field)

    def job(self) -> Callable[[], Ready] | None:
        """Return the job that makes the store, once the passphrase was typed twice."""
        if not self.passphrase.agrees():
            self.passphrase.second.editor.setFocus()
            return None
        return partial(
            jobs.start,
            programme=self.programme.text(),
            device=self.device.text(),
            privacy_contact=self.contact.text().strip(),
            passphrase=self.passphrase.typed(),
            remember=self.passphrase.remembers(),
        )
