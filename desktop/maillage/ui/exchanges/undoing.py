"""Takes merges back: at once from the toast, or later from the list of past merges."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from maillage.actions import exchanges, resting, told
from maillage.actions.events import local_time
from maillage.actions.explain import is_expected, sentence
from maillage.actions.resting import LostValue, Resting
from maillage.domain.errors import MergeBuiltOn
from maillage.domain.journal import DELETED
from maillage.domain.outcome import Merged, Undone
from maillage.language import _, current, ngettext_
from maillage.ui.exchanges.choices import shortened
from maillage.ui.exchanges.values import shown
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_M
from maillage.ui.session import Session
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.dialogs import MessageDialog, PlainDialog
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.rows import Row, State
from maillage.ui.widgets.text import Text
from maillage.ui.writers import for_writers

MOST_NAMED = 12
"""Records named one by one in a refusal; more are counted."""
WIDTH = 620
"""Logical pixels for the names of records."""


class Past(Struct, frozen=True):
    """What was merged here, and the files that were kept aside."""

    merges: tuple[Merged, ...]
    aside: tuple[Path, ...]
    """Files of laptops copied, set back or set aside, sealed as they came."""


class MergesDialog(PlainDialog):
    """The merges done here, the latest first. ``wanted(number)`` to take one back."""

    wanted = Signal(int)

    def __init__(self, past: Past, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Past merges"),
            _(
                "A merge is taken back whole, as long as nothing written since rests on it. The"
                " same files, dropped again, bring it again."
            ),
            parent,
            icon_name="clock",
        )
        self.setMinimumWidth(theme.px(WIDTH))
        self._undone = {str(one.number) for one in past.merges if one.undone}
        self.list = RowList(_("Past merges"))
        self.list.set_rows([merge_row(one) for one in past.merges])
        place = self.body.count() - 1
        self.none = Text(_("Nothing was merged here yet."), "sub", "muted")
        self.none.setVisible(not past.merges)
        room = self.room(self.list, high=240, least=120)
        room.setVisible(bool(past.merges))
        self.body.insertWidget(place, room)
        self.body.insertWidget(place + 1, self.none)
        if past.aside:
            self.body.insertWidget(place + 2, self._aside(past.aside))
        close = self.add_button(_("Close"))
        close.clicked.connect(self.reject)
        self.back = self.add_button(_("Take it back"), "primary", "undo-2")
        self.back.clicked.connect(self._take_back)
        self.list.current_row.connect(self._fit_button)
        # Whoever only looks presses Enter too: a whole merge goes by its button alone.
        for button in (close, self.back):
            button.setAutoDefault(True)  # Enter presses the one that has the keyboard
        self.list.activated_row.connect(lambda _key: self.back.setFocus())
        self.list.select_first()
        self._fit_button(self.list.current_key())

    def _aside(self, files: tuple[Path, ...]) -> QWidget:
        said = ngettext_(
            "{n} refused file of a copied, restored or set-aside laptop is kept here, apart.",
            "{n} refused files of copied, restored or set-aside laptops are kept here, apart.",
            len(files),
        )
        row = Button(said, "quiet", "folder-open")
        folder = QUrl.fromLocalFile(str(files[0].parent))
        row.clicked.connect(lambda: QDesktopServices.openUrl(folder))
        return row

    def _fit_button(self, key: str) -> None:
        self.back.setEnabled(bool(key) and key not in self._undone)

    def _take_back(self) -> None:
        if self.back.isEnabled() and not self.back.isHidden():
            self.accept()
            self.wanted.emit(int(self.list.current_key()))


def merge_row(one: Merged) -> Row:
    """Return the line of a past merge."""
    at = current().moment(local_time(one.at))
    said = told.brought_words(one.operations)
    files = current().list(one.files)
    return Row(
        str(one.number),
        " · ".join(filter(None, (at, current().list(one.devices)))),
        " · ".join(filter(None, ("" if one.undone else said, files))),
        icon="undo-2" if one.undone else "merge",
        icon_tone="muted" if one.undone else "accent",
        state=State(_("Taken back")) if one.undone else None,
    )


class Undoing(QObject):
    """Takes merges back, and says what came of it."""

    taken_back = Signal(int)
    """This merge is no longer here."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page

    def show_merges(self) -> None:
        """Show the merges done here."""
        store = self._session.store

        def read() -> Past:
            return Past(tuple(exchanges.merges(store)), exchanges.kept_aside(store))

        self._session.read(read, done=self._offer)

    def _offer(self, past: Past) -> None:
        dialog = MergesDialog(past, self._page.window())
        dialog.wanted.connect(self.undo)
        for_writers(self._session, dialog.back)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def undo(self, number: int) -> None:
        """Take a merge back, or say whose work rests on it."""
        store = self._session.store
        self._session.write(
            lambda: exchanges.undo_merge(store, number), done=self._done, failed=self._failed
        )

    def _done(self, undone: Undone) -> None:
        self.taken_back.emit(undone.number)
        self._session.tell(" ".join(told.undone_lines(undone)), icon="undo-2")

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, MergeBuiltOn):
            store = self._session.store
            self._session.read(
                lambda: resting.rests_on(store, error),
                done=lambda named: self._refuse(sentence(error), named),
            )
        elif is_expected(error):
            self._refuse(sentence(error), [])
        else:
            self._session.failed.emit(error)

    def _refuse(self, said: str, named: list[Resting]) -> None:
        dialog = MessageDialog(
            _("This merge stays"),
            said,
            icon_token="warning",  # noqa: S106 - the name of a colour
            parent=self._page.window(),
        )
        dialog.setMinimumWidth(theme.px(WIDTH if named else 0))
        place = dialog.body.count() - 1
        for one in named[:MOST_NAMED]:
            dialog.body.insertWidget(place, _record_line(one))
            place += 1
        if len(named) > MOST_NAMED:
            more = len(named) - MOST_NAMED
            rest = Text(ngettext_("and {n} other", "and {n} others", more), "sub", "muted")
            dialog.body.insertWidget(place, rest)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _record_line(one: Resting) -> QWidget:
    """Return a record by its name, what kind it is at the right, and below what would be lost."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    line = QHBoxLayout()
    line.setSpacing(SPACE_M)
    line.addWidget(Text(shortened(one.name), "sub", wrap=True), 1)
    line.addWidget(Text(_(one.kind_label), "caption", "muted"))
    column.addLayout(line)
    for lost in one.values:
        column.addWidget(Text(_lost_words(lost), "caption", "muted", wrap=True))
    return holder


def _lost_words(lost: LostValue) -> str:
    """Return a value that would be lost, of which field, and who wrote it."""
    if lost.field is not None:
        value = lost.name or shown(lost.field, lost.value, {})
    else:
        value = shown(None, lost.value, {}) if lost.label == DELETED else str(lost.value)
    label = _("Kept or deleted") if lost.label == DELETED else _(lost.label)
    return _(
        "{field}: “{value}”, by “{device}”",
        field=label,
        value=shortened(value),
        device=lost.device,
    )
