"""Another recovery key: asked for, made, and shown once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from maillage.actions import store_keys
from maillage.actions.programme import Opened
from maillage.language import _
from maillage.ui.background import Worker
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_L, SPACE_S, SPACE_XL
from maillage.ui.proving import ProvingDialog
from maillage.ui.session import Session
from maillage.ui.start.jobs import Ready
from maillage.ui.start.recovery import RecoveryPage
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.dialogs import FRAME, ConfirmDialog, press_focused

ROOM = (760, 470)
"""Logical pixels for the key, its buttons and the box to tick, before their words are laid out."""


class RenewRecoveryDialog(ProvingDialog):
    """Warns that the printed key opens nothing any more, and asks for the words first."""

    def __init__(self, session: Session, worker: Worker, parent: QWidget | None = None) -> None:
        super().__init__(
            session,
            worker,
            parent,
            title=_("Make a new recovery key"),
            sentence=_(
                "For when the printed key is lost, or somebody may have read it. The new key is"
                " shown once, to print or to copy by hand. The passphrase stays the same."
            ),
            stay=_("Keep the former key"),
            act=_("Make a new key"),
        )
        self.warning = Banner(
            "warning",
            _(
                "The key printed before will not open this store any more. It still opens the"
                " backups already made: keep it with them."
            ),
        )
        self.insert(self.warning, before=self.proof)
        self.present.returnPressed.connect(self.send)

    def send(self) -> None:
        """Make it, unless that is being done or the words are missing."""
        if self.working or not self.is_proved():
            return
        self.run(
            partial(
                store_keys.renew_recovery_key,
                self.session.store.path,
                present=self.present.text(),
            ),
            self._show,
        )

    def _show(self, key: str) -> None:
        shown = NewKeyDialog(self.session, self._worker, key, self.parentWidget())
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.open()


class NewKeyDialog(QDialog):
    """The page of the first run with a key that is shown only now; it asks before it goes."""

    def __init__(
        self, session: Session, worker: Worker, key: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Your recovery key"))
        self._session = session
        store = session.store
        self.page = RecoveryPage(worker, Ready(Opened(store, key), store.path))
        self.page.confirmed.connect(self._noted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_L, 0, SPACE_S)
        column.addWidget(self.page)
        room = self.screen().availableSize()
        wide, high = (theme.px(side) for side in ROOM)
        self.resize(min(wide, room.width()), min(high, room.height() - FRAME))
        self.page.set_compact(True)
        self.page.focus_first()

    def showEvent(self, event: QShowEvent) -> None:
        """Take just the height that the words need."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        last = self.page.go_on
        high = last.mapTo(self, last.rect().bottomLeft()).y() + SPACE_XL
        self.resize(self.width(), min(high, self.screen().availableSize().height() - FRAME))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, and no other."""
        if press_focused(self, event):
            return
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Ask before a key that nobody has noted goes from the screen for ever."""
        if self.page.noted.isChecked() or ConfirmDialog.ask(
            _("Close without noting the recovery key?"),
            _(
                "It is shown only now, and the former one opens this store no more. Another one"
                " can be made from the menu, as long as the passphrase is known."
            ),
            safe=_("Go back to the key"),
            danger=_("Close all the same"),
            parent=self,
        ):
            super().reject()

    def _noted(self, _ready: Ready) -> None:
        self.accept()
        self._session.tell(_("The new recovery key is in force."))
