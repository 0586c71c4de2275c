"""Writes the meeting pack for the other laptops: asks where, writes it, reads it back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from maillage.actions import exchanges
from maillage.language import _
from maillage.ui import folders
from maillage.ui.exchanges.send import Written, alone_words
from maillage.ui.exchanges.sending import SUFFIX, write
from maillage.ui.paper.names import file_name
from maillage.ui.session import Session


class Packing(QObject):
    """Does what the button of the other laptops promises."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page

    def ask(self) -> None:
        """Ask where the pack goes, and write it for all laptops known here, if there are any."""
        store = self._session.store
        self._session.read(lambda: exchanges.others(store), done=self._ask)

    def _ask(self, others: int) -> None:
        session, event = self._session, self._session.meeting
        if event is None:
            return
        if not others:
            session.tell(alone_words(), icon="laptop")
            return
        kept = folders.current()
        name = Path(file_name(_("Meeting pack"), event)).with_suffix(SUFFIX)
        chosen, _kind = QFileDialog.getSaveFileName(
            self._page,
            _("Save the meeting pack"),
            str(kept.start("files") / name),
            f"Maillage (*{SUFFIX})",
        )
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
        kept.remember("files", path)
        session.write(lambda: write(session, path, audience="pack", words=""), done=self._done)

    def _done(self, written: Written) -> None:
        self._session.tell(
            _(
                "{file} is written and read back: the stick can be pulled out.",
                file=written.path.name,
            )
        )
