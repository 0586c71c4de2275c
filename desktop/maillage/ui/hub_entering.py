"""Bringing one's own programme into a hub, from the menu of its window."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from maillage.actions import explain
from maillage.language import _
from maillage.ui.background import Worker
from maillage.ui.look.tokens import SPACE_L, SPACE_M
from maillage.ui.session import Session
from maillage.ui.start import faults, jobs
from maillage.ui.start.jobs import Ready
from maillage.ui.start.passphrase import NewPassphrase
from maillage.ui.widgets.fields import LabelledField, RevealEdit
from maillage.ui.working import WorkingDialog


def outcome() -> str:
    """Return what is said of the store that was brought into a hub, once it is there."""
    return _(
        "All that this store held is in the hub, and you work there from now on. The store itself"
        " stays on this computer as it was; nothing more goes from it to the hub by itself."
    )


class EnterHubDialog(WorkingDialog):
    """Where the hub is, who one is there, and a passphrase. ``entered(Ready)`` at the end."""

    entered = Signal(object)

    def __init__(self, session: Session, worker: Worker, parent: QWidget | None = None) -> None:
        super().__init__(
            session,
            parent,
            title=_("Bring this programme into a hub"),
            sentence=_(
                "Everything that this store holds is copied into a hub that has just been made, or"
                " that holds this programme already; the store itself stays as it is. From then on"
                " this window shows the hub, and the other coordinators can be invited into it."
            ),
            icon_name="share-2",
            stopped=_("Stopped. Nothing was brought into the hub; this store is as it was."),
        )
        self.fields: dict[str, LabelledField] = {}
        self.address, self.password, self.device = QLineEdit(), RevealEdit(), QLineEdit()
        self.address.setPlaceholderText("postgresql+psycopg://lea@hub.example.org/maillage")
        self.passphrase = NewPassphrase(worker)
        self.passphrase.grown.connect(self.reveal)
        self.passphrase.ask_keyring()
        self.fields["passphrase"] = self.passphrase.first
        self.ask(self._build_form(), leave=_("Stay in this store"), act=_("Bring it into the hub"))
        self.address.setFocus()
        session.read(lambda: session.store.me.name, done=self.device.setText)

    def _build_form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(
            self._add(
                "address",
                _("Address of the hub"),
                self.address,
                _("Whoever looks after the hub gives it to you, with a password."),
            )
        )
        pair = QHBoxLayout()
        pair.setSpacing(SPACE_L)
        for field in (
            self._add("password", _("Password of the hub"), self.password),
            self._add("device", _("Name that others see there"), self.device),
        ):
            pair.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(pair)
        column.addWidget(self.passphrase)
        return form

    def _add(self, name: str, label: str, editor: QLineEdit, help_text: str = "") -> LabelledField:
        field = self.fields[name] = LabelledField(label, editor, help_text)
        editor.textChanged.connect(lambda: field.set_error(""))
        return field

    def send(self) -> None:
        """Bring the store into the hub, unless it is being done or something is missing."""
        if self.working or not self.passphrase.agrees():
            return
        self.run(
            partial(
                jobs.enter_hub,
                self.session.store,
                self.address.text().strip(),
                device=self.device.text().strip(),
                password=self.password.text(),
                passphrase=self.passphrase.typed(),
                remember=self.passphrase.remembers(),
            ),
            self._entered,
        )

    def show_progress(self, done: int, total: int, _phase: str) -> None:
        """Say that it is on its way."""
        self.progress.set_progress(done, total, _("Your programme goes into the hub…"))

    def failed(self, error: BaseException) -> None:
        """Say at its field, or else below, why nothing was brought there."""
        field = self.fields.get(faults.field_of(error))
        if field is None or not explain.is_expected(error):
            super().failed(error)
            return
        self.set_working(False)
        field.set_error(explain.sentence(error))
        field.editor.setFocus()
        self._fit()

    def _entered(self, ready: Ready) -> None:
        self.accept()
        self.entered.emit(ready)
