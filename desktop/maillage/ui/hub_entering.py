"""Bringing one's own programme into a hub, from the menu of its window."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from maillage.actions import explain
from maillage.language import _
from maillage.ui.background import Cancelled, Task, Worker
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_L, SPACE_M
from maillage.ui.session import Session
from maillage.ui.start import faults, jobs
from maillage.ui.start.jobs import Ready
from maillage.ui.start.passphrase import NewPassphrase
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.fields import LabelledField, RevealEdit
from maillage.ui.widgets.progress import ProgressRow


def outcome() -> str:
    """Return what is said of the store that was brought into a hub, once it is there."""
    return _(
        "All that this store held is in the hub, and you work there from now on. The store itself"
        " stays on this computer as it was; nothing more goes from it to the hub by itself."
    )


class EnterHubDialog(PlainDialog):
    """Where the hub is, who one is there, and a passphrase. ``entered(Ready)`` at the end."""

    entered = Signal(object)

    def __init__(self, session: Session, worker: Worker, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Bring this programme into a hub"),
            _(
                "Everything that this store holds is copied into a hub that has just been made, or"
                " that holds this programme already; the store itself stays as it is. From then on"
                " this window shows the hub, and the other coordinators can be invited into it."
            ),
            parent,
            icon_name="share-2",
        )
        self._session, self._task = session, Task()
        self.working = False
        self.setMinimumWidth(theme.px(640))
        self.fields: dict[str, LabelledField] = {}
        self.address, self.password, self.device = QLineEdit(), RevealEdit(), QLineEdit()
        self.address.setPlaceholderText("postgresql+psycopg://lea@hub.example.org/maillage")
        self.passphrase = NewPassphrase(worker)
        self.passphrase.grown.connect(lambda _widget: self._fit())
        self.passphrase.ask_keyring()
        self.fields["passphrase"] = self.passphrase.first
        self.form = self._build_form()
        self.progress = ProgressRow()
        self.progress.stopped.connect(self.reject)
        self.progress.hide()
        self.fault = Banner("danger", "…")
        self.fault.hide()
        for widget in (self.form, self.progress, self.fault):
            self.body.insertWidget(self.body.count() - 1, widget)
        self.leave = self.add_button(_("Stay in this store"))
        self.leave.clicked.connect(self.reject)
        self.enter = self.add_button(_("Bring it into the hub"), "primary")
        self.enter.clicked.connect(self.send)
        self.enter.setDefault(True)
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
        self._set_working(True)
        self._task = self._session.read_long(
            partial(
                jobs.enter_hub,
                self._session.store,
                self.address.text().strip(),
                device=self.device.text().strip(),
                password=self.password.text(),
                passphrase=self.passphrase.typed(),
                remember=self.passphrase.remembers(),
            ),
            done=self._entered,
            failed=self._failed,
            progress=self._show,
        )

    def reject(self) -> None:
        """Close; while it is being done, stop that first: nothing stays in the hub then."""
        if self.working:
            self._task.cancel()
            return
        super().reject()

    def _set_working(self, working: bool) -> None:
        self.working = working
        self.form.setEnabled(not working)
        self.enter.setEnabled(not working)
        self.fault.hide()
        self.leave.setVisible(not working)
        self.progress.setVisible(working)
        self.progress.allow_stop()
        self._show(0, 0, "")
        self._fit()

    def _show(self, done: int, steps: int, _name: str) -> None:
        self.progress.set_progress(done, steps, _("Your programme goes into the hub…"))

    def _entered(self, ready: Ready) -> None:
        self.working = False
        self.accept()
        self.entered.emit(ready)

    def _failed(self, error: BaseException) -> None:
        self._set_working(False)
        field = self.fields.get(faults.field_of(error))
        if isinstance(error, Cancelled):
            self._say(_("Stopped. Nothing was brought into the hub; this store is as it was."))
        elif not explain.is_expected(error):
            self._session.failed.emit(error)
        elif field is None:
            self._say(explain.sentence(error))
        else:
            field.set_error(explain.sentence(error))
            field.editor.setFocus()
            self._fit()

    def _say(self, sentence: str) -> None:
        self.fault.say("danger", sentence)
        self.fault.show()
        self._fit()
