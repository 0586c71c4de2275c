"""Prepares the file that leaves: asks where, writes it, reads it back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from maillage.actions import exchanges, passphrases
from maillage.actions.explain import is_expected, sentence
from maillage.language import _
from maillage.ui.exchanges.send import PACKS, WORDED, Audience, SendPanel, Written
from maillage.ui.folders import Folders
from maillage.ui.session import Session

SUFFIX = ".maillage"


def write(session: Session, path: Path, *, audience: Audience, words: str) -> Written:
    """Write a file for an audience and read it back; runs with the store.

    Raises WeakPassphrase, NobodyToReadIt, CannotWrite, DiskFull, PackageError.
    """
    pack = audience in PACKS and session.meeting is not None
    exported = exchanges.hand_over(
        session.store,
        path,
        to="coordinators" if audience == "coordinators" else "everyone",
        passphrase=words if audience in WORDED else None,
        event=session.meeting.id if pack and session.meeting else None,
    )
    return Written(exported.path, exported.size, exported.readers, exported.left_behind, pack)


class Sending(QObject):
    """Connects the panel of what leaves to the store. ``sent`` once a file was written."""

    sent = Signal()

    def __init__(self, session: Session, panel: SendPanel, folders: Folders) -> None:
        super().__init__(panel)
        self._session, self._panel, self._folders = session, panel, folders
        self._busy = False
        panel.wanted.connect(self.ask)
        panel.wants_words.connect(self._suggest)

    def ask(self) -> None:
        """Ask where the file goes, under a name that says whose it is and when."""
        if self._busy:
            return
        if self._panel.audience in WORDED and not self._panel.words.text().strip():
            self._panel.set_error(_("Type words, or have seven suggested."))
            self._panel.words.setFocus()
            return
        store = self._session.store
        self._session.read(
            lambda: (exchanges.suggested_name(store), exchanges.others(store)), done=self._choose
        )

    def _choose(self, known: tuple[str, int]) -> None:
        name, others = known
        if self._busy:
            return
        if self._panel.audience == "pack" and not others:
            # Laptops that were invited open it with words: nothing has to come back first.
            self._panel.choose("pack words")
            self._panel.set_error(_("No other laptop is known here yet: give the pack words."))
            return
        offered = self._folders.start("files") / name
        chosen, _kind = QFileDialog.getSaveFileName(
            self._panel, _("Save the file"), str(offered), f"Maillage (*{SUFFIX})"
        )
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
        self._folders.remember("files", path)
        self._write(path)

    def _write(self, path: Path) -> None:
        session, audience = self._session, self._panel.audience
        words = self._panel.words.text().strip()
        self._busy = True
        self._panel.set_busy(busy=True)
        session.write(
            lambda: write(session, path, audience=audience, words=words),
            done=self._done,
            failed=self._failed,
        )

    def _done(self, written: Written) -> None:
        self._busy = False
        self._panel.show_written(written)
        self.sent.emit()
        self._session.tell(
            _(
                "{file} is written and read back: the stick can be pulled out.",
                file=written.path.name,
            )
        )

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        self._panel.set_busy(busy=False)
        if is_expected(error):
            self._panel.set_error(sentence(error))
        else:
            self._session.failed.emit(error)

    def _suggest(self) -> None:
        self._session.read(passphrases.suggest, done=self._panel.show_words)
