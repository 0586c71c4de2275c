"""Another password of the hub's server, tried before it is kept."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from maillage.actions import explain
from maillage.domain.errors.hub import HubRefused
from maillage.language import _
from maillage.ui.session import Session
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.fields import LabelledField, RevealEdit


class HubPasswordDialog(PlainDialog):
    """One field; the hub is asked at once whether it accepts what was typed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Password of the hub"),
            _(
                "Whoever looks after the hub has given you another password? Type it here: it is"
                " tried, then kept on this computer, sealed by your passphrase."
            ),
            parent,
            icon_name="key-round",
        )
        self._session = session
        self.password = RevealEdit()
        self.field = LabelledField(_("New password of the hub"), self.password)
        self.password.textChanged.connect(self._typed)
        self.body.insertWidget(self.body.count() - 1, self.field)
        self.leave = self.add_button(_("Keep the former one"))
        self.leave.clicked.connect(self.reject)
        self.keep = self.add_button(_("Take this password"), "primary")
        self.keep.clicked.connect(self._try)
        self.keep.setDefault(True)
        self._typed()
        self.password.setFocus()

    def _typed(self) -> None:
        self.keep.setEnabled(bool(self.password.text()))
        if self.field.error():
            self.field.set_error("")
            self._fit()

    def _try(self) -> None:
        self.keep.setEnabled(False)
        self._session.read(
            partial(self._session.store.take_password, self.password.text()),
            done=self._kept,
            failed=self._refused,
        )

    def _kept(self, _nothing: None) -> None:
        self.accept()
        self._session.tell(_("The new password is kept."))
        self._session.changed.emit()

    def _refused(self, error: BaseException) -> None:
        self.keep.setEnabled(True)
        if not explain.is_expected(error):
            self._session.failed.emit(error)
            return
        refused = isinstance(error, HubRefused)
        self.field.set_error(
            _("The hub does not accept this password. The former one is kept.")
            if refused
            else explain.sentence(error)
        )
        self._fit()
        self.password.setFocus()
