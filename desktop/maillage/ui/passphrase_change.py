"""Another passphrase for the store of this computer, or for its place in a hub."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from maillage.actions import explain, store_keys
from maillage.domain.errors import WeakPassphrase
from maillage.language import _
from maillage.ui.background import Worker
from maillage.ui.proving import ProvingDialog
from maillage.ui.session import Session
from maillage.ui.start.passphrase import NewPassphrase


class PassphraseDialog(ProvingDialog):
    """The present words, then the new ones twice, with their strength as one types."""

    def __init__(self, session: Session, worker: Worker, parent: QWidget | None = None) -> None:
        super().__init__(
            session,
            worker,
            parent,
            title=_("Change the passphrase"),
            sentence=_(
                "The new one opens this store from its next opening on. The recovery key stays the"
                " same. Backups already made still open with the former passphrase."
            ),
            stay=_("Keep the former passphrase"),
            act=_("Change the passphrase"),
        )
        self.passphrase = NewPassphrase(worker, _("New passphrase"))
        self.passphrase.grown.connect(self.reveal)
        self.insert(self.passphrase, before=self.fault)
        self.present.returnPressed.connect(self.passphrase.first.editor.setFocus)
        self.passphrase.on_enter(self.send)
        QWidget.setTabOrder(self.present, self.passphrase.first.editor)
        QWidget.setTabOrder(self.passphrase.suggest, self.stay)
        QWidget.setTabOrder(self.stay, self.act)

    def send(self) -> None:
        """Change it, unless that is being done or something is missing."""
        if self.working or not self.is_proved():
            return
        if not self.passphrase.typed().strip():
            self.passphrase.first.set_error(_("Type the new one, or have seven words suggested."))
            self.passphrase.first.editor.setFocus()
            return
        if not self.passphrase.agrees():
            self.passphrase.second.editor.setFocus()
            return
        self.run(
            partial(
                store_keys.change_passphrase,
                self.session.store.path,
                present=self.present.text(),
                passphrase=self.passphrase.typed(),
            ),
            self._changed,
        )

    def failed(self, error: BaseException) -> None:
        """Say at the new passphrase that it is weak."""
        if not isinstance(error, WeakPassphrase):
            super().failed(error)
            return
        self._set_working(False)
        self.passphrase.first.set_error(explain.sentence(error))
        self.passphrase.first.editor.setFocus()

    def _changed(self, kept: bool) -> None:
        fact = _("The passphrase is changed. The former one opens this store no more.")
        if not kept:
            fact = _(
                "The passphrase is changed. The system’s keyring did not take the new one: it will"
                " be asked for at the next opening."
            )
        self.session.tell(fact)
