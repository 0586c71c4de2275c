"""Writes the meeting pack for the other laptops: asks where, writes it, reads it back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from maillage.language import _
from maillage.ui import folders
from maillage.ui.exchanges.send import Written
from maillage.ui.exchanges.sending import SUFFIX, write
from maillage.ui.paper.names import file_name
from maillage.ui.session import Session


class Packing(QObject):
    """Does what the button of the other laptops promises."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page

    def ask(self) -> None:
        """Ask where the pack goes, and write it for all laptops known here."""
        session, event = self._session, self._session.meeting
        if event is None:
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
