"""Inviting laptops: a file to hand over, and words to tell by telephone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from maillage.actions import programme
from maillage.domain.vocabulary import DeviceRole
from maillage.language import _
from maillage.ui.session import Session
from maillage.ui.widgets.chips import ChipBar, ChipItem
from maillage.ui.widgets.text import Text
from maillage.ui.words_file import WordsFileDialog

ROLES = (DeviceRole.FIELD, DeviceRole.COORDINATOR)


def file_name(role: DeviceRole) -> str:
    """Return a name for the invitation of a role, without accents or spaces."""
    said = _("invitation") + f" {_(role.label)}"
    plain = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") + ".maillage"


class InviteDialog(WordsFileDialog):
    """Words, for whom, and where to save; then what to do with both."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(
            session,
            _("Invite a laptop"),
            _(
                "The invitation is a file; it opens with the words below. Tell the words by"
                " telephone, never in the message that carries the file."
            ),
            parent,
        )
        self._explain(DeviceRole.FIELD.value)

    def chosen_role(self) -> DeviceRole:
        """The role that laptops joining by this invitation have."""
        return next(role for role in ROLES if role.value == self.role.code())

    def _named(self) -> str:
        return _("Words of the invitation")

    def _verb(self) -> str:
        return _("Save the invitation…")

    def _asked(self) -> list[QWidget]:
        self.role = ChipBar(
            [ChipItem(role.value, _(role.label)) for role in ROLES],
            name=_("Role of the laptop"),
        )
        self.role.set_code(DeviceRole.FIELD.value)
        self.role.chosen.connect(self._explain)
        self.about = Text("", "caption", "muted", wrap=True)
        return [Text(_("Role of the laptop"), "label"), self.role, self.about]

    def _explain(self, code: str) -> None:
        self.about.setText(
            _("It reads and merges what every laptop records, and invites others.")
            if code == DeviceRole.COORDINATOR.value
            else _("It records on the day, and hands its file to the coordination.")
        )

    def _ask(self, *, on: bool) -> None:
        super()._ask(on=on)
        self.role.setEnabled(on)

    def _offered(self) -> tuple[str, str]:
        return _("Save the invitation"), file_name(self.chosen_role())

    def _busy(self) -> str:
        return _("The invitation is being sealed…")

    def _sealing(self, path: Path, words: str) -> Callable[[], Path]:
        role, store = self.chosen_role(), self._session.store
        return partial(programme.invite, store, path, passphrase=words, role=role)

    def _handing(self, path: Path) -> str:
        return _(
            "Saved: {file}. Hand it over by stick or e-mail, and ring to tell the words.",
            file=path.name,
        )
