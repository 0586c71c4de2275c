"""A file that opens with words: shows the words, asks where it goes, says what to do with both."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from maillage.actions import explain, passphrases
from maillage.language import _
from maillage.ui import folders
from maillage.ui.look import theme
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_M, SPACE_XS
from maillage.ui.session import Session
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.progress import ProgressRow
from maillage.ui.widgets.text import Text


class WordsFileDialog(PlainDialog):
    """Seven words, and where to save what they open. A subclass says what that is."""

    def __init__(
        self, session: Session, title: str, sentence: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, sentence, parent, icon_name="key-round")
        self._session = session
        self.setMinimumWidth(theme.px(560))
        self.words = Text("", "section", wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box = QFrame()
        set_look(box, box="inset")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        inside.setSpacing(SPACE_XS)
        inside.addWidget(Text(self._named(), "label"))
        inside.addWidget(self.words)
        self.progress = ProgressRow(stop=False)
        self.progress.hide()
        self.outcome = Banner("positive", "…")
        self.outcome.hide()
        for widget in (box, *self._asked(), self.progress, self.outcome):
            self.body.insertWidget(self.body.count() - 1, widget)
        self.close_button = self.add_button(_("Not now"))
        self.close_button.clicked.connect(self.reject)
        self.save = self.add_button(self._verb(), "primary", "file-down")
        self.save.clicked.connect(self._choose)
        self.save.setEnabled(False)
        session.read(passphrases.suggest, done=self._suggested)

    # What a subclass says ---------------------------------------------------------------

    def _named(self) -> str:
        """What the words are of."""
        raise NotImplementedError

    def _verb(self) -> str:
        """What the button does."""
        raise NotImplementedError

    def _asked(self) -> list[QWidget]:
        """What else is to be chosen, below the words; none of it once the file is written."""
        return []

    def _offered(self) -> tuple[str, str]:
        """Title of the dialog that asks where, and the name it offers."""
        raise NotImplementedError

    def _sealing(self, path: Path, words: str) -> Callable[[], Path]:
        """What writes the file, with the store; it returns where."""
        raise NotImplementedError

    def _busy(self) -> str:
        """What is said while the file is written."""
        raise NotImplementedError

    def _handing(self, path: Path) -> str:
        """What to do with the file now."""
        raise NotImplementedError

    # Doing ------------------------------------------------------------------------------

    def write(self, path: Path) -> None:
        """Write the file; it takes a second or two."""
        self._ask(on=False)
        self.outcome.hide()
        self.progress.show()
        self.progress.set_progress(0, 0, self._busy())
        self._fit()
        self._session.write(
            self._sealing(path, self.words.text()), done=self._written, failed=self._failed
        )

    def _ask(self, *, on: bool) -> None:
        self.save.setEnabled(on)

    def _suggested(self, words: str) -> None:
        self.words.setText(words)
        self.save.setEnabled(True)
        self.save.setDefault(True)
        self.save.setFocus()
        self._fit()

    def _choose(self) -> None:
        title, name = self._offered()
        path, _filter = QFileDialog.getSaveFileName(
            self, title, str(folders.current().start("files") / name),
            _("Maillage files (*.maillage)"),
        )  # fmt: skip
        if path:
            folders.current().remember("files", Path(path))
            self.write(Path(path))

    def _written(self, path: Path) -> None:
        self.progress.hide()
        self.outcome.say("positive", self._handing(path))
        self.outcome.show()
        self.save.hide()
        self.close_button.set_text(_("The words are noted"))
        self.close_button.set_kind("primary")
        self.close_button.setDefault(True)
        self.close_button.setFocus()
        self._fit()

    def _failed(self, error: BaseException) -> None:
        self.progress.hide()
        self._ask(on=True)
        if explain.is_expected(error):
            self.outcome.say("danger", explain.sentence(error))
            self.outcome.show()
            self._fit()
        else:
            self._session.failed.emit(error)
