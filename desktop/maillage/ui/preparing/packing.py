"""Writes the meeting pack for the other laptops: asks where, writes it, reads it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from maillage.actions import exchanges
from maillage.domain.records import Event
from maillage.language import _
from maillage.ui import folders
from maillage.ui.exchanges.send import Written
from maillage.ui.exchanges.sending import SUFFIX, write
from maillage.ui.paper.names import file_name
from maillage.ui.session import Session
from maillage.ui.words_file import WordsFileDialog


def pack_name(event: Event) -> str:
    """Return the name offered for the pack of a meeting."""
    return Path(file_name(_("Meeting pack"), event)).with_suffix(SUFFIX).name


def named(path: Path) -> Path:
    """Return where the pack goes, whether or not somebody typed the ending."""
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


class PackDialog(WordsFileDialog):
    """The pack for laptops that are invited and not known here yet: it opens with words."""

    def __init__(self, session: Session, event: Event, parent: QWidget | None = None) -> None:
        self._event = event
        super().__init__(
            session,
            _("Pack for the laptops you invited"),
            _(
                "No other laptop is known here yet. First each joins with an invitation (from the"
                " menu); then it takes this pack in under “Exchanges” with the words below. Both"
                " files can travel on one stick: nothing has to come back first."
            ),
            parent,
        )

    def _named(self) -> str:
        return _("Words of the pack")

    def _verb(self) -> str:
        return _("Save the meeting pack…")

    def _offered(self) -> tuple[str, str]:
        return _("Save the meeting pack"), pack_name(self._event)

    def _busy(self) -> str:
        return _("Preparing the file…")

    def _sealing(self, path: Path, words: str) -> Callable[[], Path]:
        session = self._session
        return lambda: write(session, named(path), audience="pack words", words=words).path

    def _handing(self, path: Path) -> str:
        return _(
            "{file} is written and read back: the stick can be pulled out. Ring to tell the words.",
            file=path.name,
        )


class Packing(QObject):
    """Does what the button of the other laptops promises."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page

    def ask(self) -> None:
        """Ask where the pack goes, and write it for all laptops known here, or else for words."""
        store = self._session.store
        self._session.read(lambda: exchanges.others(store), done=self._ask)

    def _ask(self, others: int) -> None:
        session, event = self._session, self._session.meeting
        if event is None:
            return
        if not others:
            dialog = PackDialog(session, event, self._page.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()
            return
        kept = folders.current()
        name = pack_name(event)
        chosen, _kind = QFileDialog.getSaveFileName(
            self._page,
            _("Save the meeting pack"),
            str(kept.start("files") / name),
            f"Maillage (*{SUFFIX})",
        )
        if not chosen:
            return
        path = named(Path(chosen))
        kept.remember("files", path)
        session.write(lambda: write(session, path, audience="pack", words=""), done=self._done)

    def _done(self, written: Written) -> None:
        self._session.tell(
            _(
                "{file} is written and read back: the stick can be pulled out.",
                file=written.path.name,
            )
        )
