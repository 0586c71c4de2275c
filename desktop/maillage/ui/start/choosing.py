"""What opening a store and restoring a backup share: one folder of several, and its words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt

from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.start import jobs, stores
from maillage.ui.start.form import StartForm
from maillage.ui.start.jobs import Known
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.checkbox import CheckBox
from maillage.ui.widgets.fields import LabelledField, RevealEdit
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.text import Text

MOST_HIGH, MOST_HIGH_COMPACT = 196, 120
"""Logical pixels of the list: what opens the folder chosen stays in sight, the rest scrolls."""


class ChoosingForm(StartForm):
    """A list of folders, a way to look elsewhere, and what opens the one chosen."""

    known: Sequence[Known] = ()

    def add_choice(self, label: str, *, name: str, nothing: str) -> None:
        """Add the list, and ``nothing`` to say while it is empty; ``name`` is read aloud."""
        self.passphrase = RevealEdit()
        self.passphrase.returnPressed.connect(self.send)
        # Whoever clicks on a folder goes on typing its words, which would be lost in the list.
        self.list = RowList(name, fit=True, single_click=True)
        self.list.activated_row.connect(lambda _key: self.passphrase.setFocus())
        self.nothing = Text(nothing, "sub", "muted", wrap=True)
        self.nothing.hide()
        self.browse = Button(_("Look elsewhere…"), "secondary", "folder-open")
        self.browse.clicked.connect(self.look_elsewhere)
        self.fields["store"] = self.card.add(LabelledField(label, self.list))
        self.card.add(self.nothing)
        self.card.body.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignLeft)

    def set_compact(self, compact: bool) -> None:
        """Show fewer folders in a small window."""
        super().set_compact(compact)
        if hasattr(self, "list"):  # not while the form is being made
            self.list.setMaximumHeight(theme.px(MOST_HIGH_COMPACT if compact else MOST_HIGH))

    def add_remember(self) -> None:
        """Add the question whether the system shall keep the words, once it is known to."""
        self.remember = CheckBox(_("Keep it on this computer, in the system’s keyring"))
        self.remember.hide()
        self.card.add(self.remember)

    def ask_keyring(self) -> None:
        """Find out whether the system can keep words."""
        self.worker.submit(
            jobs.can_remember, done=self.remember.setVisible, failed=lambda _error: None
        )

    def remembers(self) -> bool:
        """Return whether the system is to keep the words."""
        return not self.remember.isHidden() and self.remember.isChecked()

    def chosen(self, missing: str) -> Path | None:
        """Return the folder chosen; None once the list says ``missing``."""
        path = self.list.current_key()
        if not path:
            self.fields["store"].set_error(missing)
            self.browse.setFocus()
            return None
        return Path(path)

    def show_known(self, first: Path | None) -> None:
        """Show what is known, ``first`` before the others, and choose the first."""
        if first is not None:
            # One that was named from where somebody stood is known by its whole path.
            self.known = stores.added(list(self.known), first.absolute())
        self.list.set_rows(stores.rows(list(self.known), Path.home()))
        self.nothing.setVisible(not self.known)
        self.fields["store"].setVisible(bool(self.known))
        if self.known:
            self.list.set_current(str(self.known[0].path))

    def look_elsewhere(self) -> None:
        """Ask for a folder that the list has not."""
        raise NotImplementedError
