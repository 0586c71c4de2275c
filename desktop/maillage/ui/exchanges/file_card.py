"""Received files, each with what became of it, and how far a merge is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from maillage.language import _, ngettext_
from maillage.ui.exchanges.choices import make_choices_words
from maillage.ui.exchanges.merging import Fact
from maillage.ui.exchanges.reading import Seen
from maillage.ui.exchanges.rows import (
    ReceivedFile,
    Stage,
    file_look,
    files_title,
    planned_fact,
    reading_words,
    take_in_words,
)
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_M, SPACE_S
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.card import Card
from maillage.ui.widgets.fields import LabelledField, RevealEdit
from maillage.ui.widgets.flow import FlowLayout
from maillage.ui.widgets.focus import as_seen
from maillage.ui.widgets.marked import MarkedText
from maillage.ui.widgets.progress import ProgressRow
from maillage.ui.widgets.text import IconLabel, Text

NARROW = 420
"""Logical pixels below which a row has no room for a third column."""

MOST_WIDE = 560
"""Logical pixels: seven words fit."""


class FileRow(QFrame):
    """One file. ``unlocked(path, words)`` when somebody gave the words that may open it."""

    unlocked = Signal(Path, str)

    def __init__(self, file: ReceivedFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = file.path
        self._icon = IconLabel("file-input", "muted", 20)
        self._name = Text(file.path.name, "strong", wrap=True)
        self._sub = Text("", "sub", "muted", wrap=True)
        self._marked = MarkedText("sub")
        self._state = Text("", "label")
        words = QVBoxLayout()
        words.setSpacing(0)
        for widget in (self._name, self._sub, self._marked):
            words.addWidget(widget)
        line = QHBoxLayout()
        line.setSpacing(SPACE_M)
        line.addWidget(self._icon)
        line.addLayout(words, 1)
        line.addWidget(self._state)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, SPACE_S, 0, SPACE_S)
        self._column.setSpacing(SPACE_S)
        self._column.addLayout(line)
        self.first = True
        self._ask: QWidget | None = None
        self.words: RevealEdit | None = None
        self.open: Button | None = None
        self.show_file(file)

    def show_file(self, file: ReceivedFile) -> None:
        """Show the file as it is now."""
        look = self._look = file_look(file)
        self._icon.set_icon(look.icon, look.tone)
        self._marked.set_text(look.sub, look.marks)
        self._marked.setVisible(bool(look.marks))
        self._state.setText(look.state)
        self._state.set_tone(look.tone)
        self._fit()
        self.setAccessibleName(", ".join(filter(None, (file.path.name, look.state, look.sub))))
        if file.needs_words and self._ask is None:
            self._build_ask()
        if self._ask is not None:
            self._ask.setVisible(file.needs_words)
            self._field.set_error(look.error)
        if file.needs_words and look.error and self.words is not None:
            self.words.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow: the icon and the second line say the state as well."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < theme.px(NARROW)
        look = self._look
        sub = look.sub or (look.state if narrow else "")
        self._sub.setText(sub)
        self._sub.setVisible(bool(sub) and not look.marks)
        self._state.setVisible(not narrow)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline between this file and the one above."""
        super().paintEvent(event)
        if not self.first:
            QPainter(self).fillRect(0, 0, self.width(), 1, theme.color("line"))

    def _build_ask(self) -> None:
        self.words = RevealEdit()
        self._field = LabelledField(_("Words of this file"), self.words)
        self.open = Button(_("Open the file"))
        self.open.clicked.connect(self._give)
        self.words.returnPressed.connect(self._give)
        self._ask = QWidget()
        # The field keeps its width: its button stands below it, never beside.
        column = QVBoxLayout(self._ask)
        column.setContentsMargins(theme.px(20) + SPACE_M, 0, 0, SPACE_S)
        column.setSpacing(SPACE_S)
        self._field.setMaximumWidth(theme.px(MOST_WIDE))
        column.addWidget(self._field)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._ask)

    def _give(self) -> None:
        typed = self.words.text().strip() if self.words else ""
        if typed:
            self.unlocked.emit(self.path, typed)
        else:
            self._field.set_error(_("Type the words, with a space between them."))


class FilesCard(Card):
    """The files of this sitting. ``stopped``, ``resumed``, ``cleared`` and ``adding``."""

    stopped = Signal()
    resumed = Signal()
    cleared = Signal()
    adding = Signal()
    approved = Signal()
    """The files that were looked at are to be taken in."""
    left = Signal()
    """They are not."""
    deciding = Signal()
    """Somebody goes on to the choices that the files left."""
    unlocked = Signal(Path, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(files_title([]), parent=parent)
        self._rows: dict[Path, FileRow] = {}
        self.clear = self.add_to_head(Button(_("Clear the list"), "quiet"))
        self.clear.clicked.connect(self.cleared)
        self.resume = self.add_to_head(Button("…", "secondary", "merge"))
        self.resume.clicked.connect(self.resumed)
        self._none = self.add(
            Text(_("From a USB stick, an e-mail or a shared folder."), "sub", "muted", wrap=True)
        )
        # Above the files: below a long list nobody would see what Enter is about to do.
        self._missing = self.add(Text("", "sub", "warning", wrap=True))
        self.add(self._build_approval())
        self.add(self._build_deciding())
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.add_layout(self._list)
        self._progress: ProgressRow | None = None
        self._choices = self._ready = 0
        self._busy = False
        self._facts = self.add(Text("", "sub", "muted", wrap=True))
        self.adder = self.add(Button(_("Add a file…"), "secondary", "file-input"))
        self.adder.clicked.connect(self.adding)
        self.body.addStretch(1)
        self.show_files([], busy=False)

    def _build_approval(self) -> QWidget:
        self._approval = QWidget()
        row = FlowLayout(self._approval)
        self.go_on = Button("…", "primary", "merge")
        self.go_on.setAutoDefault(True)  # outside a dialog, Enter presses no other button
        self.go_on.clicked.connect(self.approved)
        self.leave = Button(_("Take nothing in"), "quiet", "x")
        self.leave.clicked.connect(self.left)
        self._would = Text("", "label")
        for widget in (self.go_on, self.leave, self._would):
            row.addWidget(widget)
        return self._approval

    def _build_deciding(self) -> QWidget:
        self._deciding = QWidget()
        row = FlowLayout(self._deciding)
        self.decide = Button("…", "primary")
        self.decide.setAutoDefault(True)
        self.decide.clicked.connect(self.deciding)
        self.theirs = Text(_("The coordination will decide; you may do so too."), "sub", "muted")
        for widget in (self.decide, self.theirs):
            row.addWidget(widget)
        self._deciding.hide()
        return self._deciding

    def set_compact(self, *, compact: bool) -> None:
        """There is no drop zone in a small window: a button takes its place."""
        self.adder.setVisible(compact)

    def show_files(
        self,
        files: Sequence[ReceivedFile],
        *,
        busy: bool,
        conflicts: int = 0,
        facts: Sequence[Fact] = (),
    ) -> None:
        """Show these files; rows that stay keep what is typed in them.

        The keyboard stays here when what it was on goes. ``conflicts`` is how many choices those
        that wait for approval would add; ``facts`` are what there is to say beside: new laptops,
        files that have not arrived.
        """
        held = self._keyboard()
        for path in set(self._rows) - {file.path for file in files}:
            row = self._rows.pop(path)
            self._list.removeWidget(row)
            row.deleteLater()
        moved = False
        for place, file in enumerate(files):
            if file.path in self._rows:
                self._rows[file.path].show_file(file)
            else:
                self._rows[file.path] = FileRow(file)
                self._rows[file.path].unlocked.connect(self.unlocked)
            row = self._rows[file.path]
            row.first = place == 0
            if self._list.indexOf(row) != place:
                self._list.insertWidget(place, row)
                moved = True
        if moved:
            as_seen(self)  # the Tab key goes down the list
        stopped = sum(file.stage in {Stage.STOPPED, Stage.TAKEN_BACK} for file in files)
        self.set_title(files_title(files))
        ready = sum(file.stage is Stage.PLANNED for file in files)
        for worrying, words in ((True, self._missing), (False, self._facts)):
            said = [one.text for one in facts if one.worrying is worrying]
            words.setText("\n".join(said))
            words.setVisible(bool(said))
        self._approval.setVisible(bool(ready) and not busy)
        self._would.setText(planned_fact(files, conflicts))
        # Files that only say what their laptops have are no work that waits.
        brings = any(file.new for file in files if file.stage is Stage.PLANNED)
        self.go_on.set_text(take_in_words(ready, brings=brings))
        self.go_on.set_kind("primary" if brings else "secondary")
        self._ready, self._busy = ready, busy
        self._fit_decide()
        self._none.setVisible(not files)
        # While files wait for an answer, «Take nothing in» is the one way to leave them.
        self.clear.setVisible(bool(files) and not busy and not ready)
        self.resume.setVisible(bool(stopped) and not busy)
        self.resume.set_text(
            ngettext_("Look again at {n} file", "Look again at {n} files", stopped)
        )
        if not busy:
            self._replace_progress(None)
        now = self.window().focusWidget()
        if held and files and (now is not held or now is self) and not isinstance(now, QLineEdit):
            self.focus_first()

    def show_choices(self, seen: Seen | None) -> None:
        """Offer to go on to the choices that wait, while these files stand in front of them.

        Who is no coordinator need not: the coordination decides, once for everybody.
        """
        self._choices = len(seen.choices) if seen else 0
        coordinator = seen is None or seen.coordinator
        self.decide.set_kind("primary" if coordinator else "secondary")
        self.theirs.setVisible(not coordinator)
        self._fit_decide()
        if self._keyboard() is self:
            self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard on what is to be done with the files, or on the card itself."""
        if self._progress is not None and self._progress.can_stop:
            self._progress.focus_stop()
            return
        buttons = (self.go_on, self.resume, self.decide)
        shown = (one for one in buttons if one.isVisibleTo(self))
        next(shown, self).setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_for_words(self, paths: Sequence[Path]) -> None:
        """Put the cursor where the words of the first of these files are typed."""
        words = (self._rows[path].words for path in paths if path in self._rows)
        if field := next((one for one in words if one is not None), None):
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit_decide(self) -> None:
        self._deciding.setVisible(bool(self._choices) and not self._busy and not self._ready)
        self.decide.set_text(make_choices_words(self._choices))

    def _keyboard(self) -> QWidget | None:
        """Return what of this card has the keyboard, if something has."""
        focus = self.window().focusWidget()
        return focus if focus is self or (focus and self.isAncestorOf(focus)) else None

    def row(self, path: Path) -> FileRow:
        """The row of a file; KeyError if it is not there."""
        return self._rows[path]

    def show_progress(self, done: int, total: int) -> None:
        """Show how far a merge is, with a way to stop while there is one."""
        writing = done >= total
        if self._progress is None or writing:
            held = self._keyboard()
            self._replace_progress(ProgressRow(stop=not writing))
            if held:
                self.focus_first()
        if self._progress is not None:
            # The last step is of unknown length: the bar moves to say so.
            self._progress.set_progress(done, 0 if writing else total, reading_words(done, total))

    def _replace_progress(self, row: ProgressRow | None) -> None:
        if self._progress is not None:
            self._progress.hide()
            self._progress.deleteLater()
        self._progress = row
        if row is not None:
            row.stopped.connect(self.stopped)
            self.body.insertWidget(self.body.indexOf(self._list), row)
            row.show()  # at once, not with the next layout: the keyboard goes to it
