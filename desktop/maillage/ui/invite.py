"""Inviting laptops: a file to hand over, and words to tell by telephone."""

from __future__ import annotations

import re
import unicodedata
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from maillage.actions import explain, passphrases, programme
from maillage.domain.vocabulary import DeviceRole
from maillage.language import _
from maillage.ui import folders
from maillage.ui.look import theme
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_M, SPACE_XS
from maillage.ui.session import Session
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.chips import ChipBar, ChipItem
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.progress import ProgressRow
from maillage.ui.widgets.text import Text

ROLES = (DeviceRole.FIELD, DeviceRole.COORDINATOR)


def file_name(role: DeviceRole) -> str:
    """Return a name for the invitation of a role, without accents or spaces."""
    said = _("invitation") + f" {_(role.label)}"
    plain = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") + ".maillage"


class InviteDialog(PlainDialog):
    """Words, for whom, and where to save; then what to do with both."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Invite a laptop"),
            _(
                "The invitation is a file; it opens with the words below. Tell the words by"
                " telephone, never in the message that carries the file."
            ),
            parent,
            icon_name="key-round",
        )
        self._session = session
        self.setMinimumWidth(theme.px(560))
        self.words = Text("", "section", wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box = QFrame()
        set_look(box, box="inset")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        inside.setSpacing(SPACE_XS)
        inside.addWidget(Text(_("Words of the invitation"), "label"))
        inside.addWidget(self.words)
        self.role = ChipBar(
            [ChipItem(role.value, _(role.label)) for role in ROLES],
            name=_("Role of the laptop"),
        )
        self.role.set_code(DeviceRole.FIELD.value)
        self.role.chosen.connect(self._explain)
        self.about = Text("", "caption", "muted", wrap=True)
        self.progress = ProgressRow(stop=False)
        self.progress.hide()
        self.outcome = Banner("positive", "…")
        self.outcome.hide()
        for widget in (
            box,
            Text(_("Role of the laptop"), "label"),
            self.role,
            self.about,
            self.progress,
            self.outcome,
        ):
            self.body.insertWidget(self.body.count() - 1, widget)
        self.close_button = self.add_button(_("Not now"))
        self.close_button.clicked.connect(self.reject)
        self.save = self.add_button(_("Save the invitation…"), "primary", "file-down")
        self.save.clicked.connect(self._choose)
        self.save.setEnabled(False)
        self._explain(DeviceRole.FIELD.value)
        session.read(passphrases.suggest, done=self._suggested)

    def chosen_role(self) -> DeviceRole:
        """The role that laptops joining by this invitation have."""
        return next(role for role in ROLES if role.value == self.role.code())

    def write(self, path: Path) -> None:
        """Write the invitation; it takes a second or two."""
        self.save.setEnabled(False)
        self.role.setEnabled(False)
        self.outcome.hide()
        self.progress.show()
        self.progress.set_progress(0, 0, _("The invitation is being sealed…"))
        self._fit()
        self._session.write(
            partial(
                programme.invite,
                self._session.store,
                path,
                passphrase=self.words.text(),
                role=self.chosen_role(),
            ),
            done=self._written,
            failed=self._failed,
        )

    def _suggested(self, words: str) -> None:
        self.words.setText(words)
        self.save.setEnabled(True)
        self.save.setDefault(True)
        self.save.setFocus()
        self._fit()

    def _explain(self, code: str) -> None:
        self.about.setText(
            _("It reads and merges what every laptop records, and invites others.")
            if code == DeviceRole.COORDINATOR.value
            else _("It records on the day, and hands its file to the coordination.")
        )

    def _choose(self) -> None:
        folder = folders.current().start("files")
        path, _filter = QFileDialog.getSaveFileName(
            self,
            _("Save the invitation"),
            str(folder / file_name(self.chosen_role())),
            _("Maillage files (*.maillage)"),
        )
        if path:
            folders.current().remember("files", Path(path))
            self.write(Path(path))

    def _written(self, path: Path) -> None:
        self.progress.hide()
        self.outcome.say(
            "positive",
            _(
                "Saved: {file}. Hand it over by stick or e-mail, and ring to tell the words.",
                file=path.name,
            ),
        )
        self.outcome.show()
        self.save.hide()
        self.close_button.set_text(_("The words are noted"))
        self.close_button.set_kind("primary")
        self.close_button.setDefault(True)
        self.close_button.setFocus()
        self._fit()

    def _failed(self, error: BaseException) -> None:
        self.progress.hide()
        self.save.setEnabled(True)
        self.role.setEnabled(True)
        if explain.is_expected(error):
            self.outcome.say("danger", explain.sentence(error))
            self.outcome.show()
            self._fit()
        else:
            self._session.failed.emit(error)
