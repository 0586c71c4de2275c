"""The recovery key, shown once: to print or copy by hand before going on."""

from __future__ import annotations

import re
import unicodedata
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from maillage.language import _
from maillage.ui.background import Worker
from maillage.ui.folders import documents
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_L, SPACE_M, SPACE_S
from maillage.ui.start.column import Column
from maillage.ui.start.jobs import Ready
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.card import Card
from maillage.ui.widgets.checkbox import CheckBox
from maillage.ui.widgets.scroll import FittingPane
from maillage.ui.widgets.text import Text

if TYPE_CHECKING:
    from maillage.actions.programme import Opened

COLUMNS = 4


def groups(key: str) -> list[str]:
    """Return a recovery key as the groups it is read in."""
    return key.split()


def file_name(folder: str) -> str:
    """Return a name for the page to print, without accents or spaces."""
    plain = unicodedata.normalize("NFKD", _("recovery key")).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return f"maillage-{words}-{folder}.pdf"


def write_page(opened: Opened, path: Path) -> Path:
    """Write the page to print; raises CannotWrite or DiskFull."""
    from maillage.actions import programme

    return programme.print_recovery_key(opened.store, path, key=opened.recovery_key)


class RecoveryPage(QWidget):
    """Groups of the key, a page to print, and a box to tick. ``confirmed(Ready)`` at the end."""

    confirmed = Signal(object)

    def __init__(self, worker: Worker, ready: Ready, told: str = "") -> None:
        """``told`` is what was done before this, if there is something to say of it."""
        super().__init__()
        self._worker, self._ready = worker, ready
        self._written: Path | None = None
        self.print = Button(_("Save the page to print…"), "secondary", "printer")
        self.print.clicked.connect(self._choose)
        self.printed = Banner("positive", "…", _("Open it"))
        self.printed.hide()
        self.printed.acted.connect(self._show_page)
        self.noted = CheckBox(_("I have printed it or copied it by hand"))
        self.go_on = Button(_("Continue"), "primary", tall=True)
        self.go_on.setEnabled(False)
        self.noted.toggled.connect(self.go_on.setEnabled)
        self.go_on.clicked.connect(lambda: self.confirmed.emit(ready))
        card = Card()
        card.add_layout(self._grid(ready.opened.recovery_key))
        line = QHBoxLayout()
        line.addWidget(self.print)
        line.addStretch(1)
        card.add_layout(line)
        card.add(self.printed)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, SPACE_S, 0)
        inside.setSpacing(SPACE_M)
        if told:
            inside.addWidget(Banner("positive", told))
        inside.addWidget(Text(_("Your recovery key"), "title", wrap=True))
        inside.addWidget(
            Text(
                _(
                    "It opens this store if the passphrase is lost. It is shown only now: keep"
                    " it on paper, away from this computer."
                ),
                "sub",
                "muted",
                wrap=True,
            )
        )
        inside.addWidget(card)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, SPACE_S, SPACE_S, 0)
        foot.setSpacing(SPACE_L)
        foot.addWidget(self.noted, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.go_on)
        self._column = Column(self)
        self._pane = FittingPane(content)
        self._column.addWidget(self._pane)
        self._column.addLayout(foot)
        self._column.addStretch(1)

    def set_compact(self, compact: bool) -> None:
        """Less air in a small window."""
        self._column.set_compact(compact)
        set_look(self.go_on, tall=not compact)

    def focus_first(self) -> None:
        """Printing comes first."""
        self.print.setFocus()

    def print_to(self, path: Path) -> None:
        """Write the page to print."""
        self.print.setEnabled(False)
        self._worker.submit(
            partial(write_page, self._ready.opened, path),
            done=self._printed,
            failed=self._failed,
        )

    def _grid(self, key: str) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(SPACE_S)
        for at, group in enumerate(groups(key)):
            box = QFrame()
            set_look(box, box="inset")
            word = Text(group, "figure")
            word.setAlignment(Qt.AlignmentFlag.AlignCenter)
            inside = QVBoxLayout(box)
            inside.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
            inside.addWidget(word)
            grid.addWidget(box, at // COLUMNS, at % COLUMNS)
        return grid

    def _choose(self) -> None:
        path, _filter = QFileDialog.getSaveFileName(
            self,
            _("Save the page to print"),
            str(documents() / file_name(self._ready.path.name)),
            _("PDF (*.pdf)"),
        )
        if path:
            self.print_to(Path(path))

    def _printed(self, path: Path) -> None:
        self._written = path
        self.print.setEnabled(True)
        self.printed.say(
            "positive",
            _(
                "Saved: {file}, in the folder {folder}. Print it, then delete the file.",
                file=path.name,
                folder=path.parent,
            ),
            _("Open it"),
        )
        self.printed.show()
        self._pane.reveal(self.printed)
        self.noted.setFocus()

    def _failed(self, error: BaseException) -> None:
        from maillage.actions import explain

        self.print.setEnabled(True)
        self.printed.say("danger", explain.sentence(error))
        self.printed.show()
        self._pane.reveal(self.printed)

    def _show_page(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))
