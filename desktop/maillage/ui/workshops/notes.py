"""The notes of a workshop: the line that takes new ones, the list, and a note being corrected."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QWidget

from maillage.actions.workshops import Line
from maillage.domain.vocabulary import BarrierCause, NoteKind
from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_S
from maillage.ui.widgets.card import Card
from maillage.ui.widgets.chips import ChipBar, ChipItem
from maillage.ui.widgets.empty import EmptyState
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.scroll import ScrollPane
from maillage.ui.widgets.text import Text, set_tooltip
from maillage.ui.workshops.capture import CaptureBar
from maillage.ui.workshops.editing import NoteEditor
from maillage.ui.workshops.rows import note_rows, short

LOW = 400
"""Logical pixels below which the card is too low for a hint too."""
CAUSES = {cause.value: cause for cause in BarrierCause}


class NoteList(RowList):
    """`typed(letters)` for what is written while the list has the keyboard: the next note."""

    typed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are for the line above, where there is one."""
        control = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.text().isprintable() and event.text().strip() and not control:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


class NotesCard(Card):
    """What a workshop's tables said.

    `corrected(note, values)`, `tagged(note, cause)`, `deleted(note)` and `erasing(note)`, which is
    to be asked about first, when a person does so;
    `capture.submitted` when a line is to be added.
    """

    corrected = Signal(str, dict)
    tagged = Signal(str, object)
    deleted = Signal(str)
    erasing = Signal(str)
    closed = Signal()
    """No note is being corrected any more."""
    outdated = Signal()
    """The note being corrected is another in the store than it was when it was opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lines: dict[str, Line] = {}
        self._tables: list[int] = []
        self._reveal = ""
        self._compact = False
        self._correcting = False
        self._then: Callable[[], None] | None = None
        self.capture = self.add(CaptureBar())
        self.editor = self.add(NoteEditor())
        self.editor.hide()
        self.cause_line = self.add(self._make_cause_line())
        self.list = self.add(NoteList(_("Notes"), lines=4), 1)
        # In a small window with large words the chips above come first.
        self.list.setMinimumHeight(theme.px(56))
        set_tooltip(self.list, _("Enter or F2 corrects the note, Delete removes it."))
        empty = EmptyState(
            "notebook-pen",
            _("Nothing noted yet"),
            _("Write a line above as it is said, then Enter. It is saved at once."),
        )
        # Scrolls rather than have a small window grow.
        self.none = self.add(ScrollPane(empty), 1)
        # Takes the room only where there is no list: a note corrected in a small window.
        vertical = QSizePolicy.Policy.Expanding
        self.body.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, vertical))
        self.list.activated_row.connect(self.edit)
        self.list.doubleClicked.connect(lambda _index: self.edit(self.list.current_key()))
        self.list.current_row.connect(lambda _key: self._show_cause())
        self.editor.saved.connect(self.corrected)
        self.editor.left.connect(self.close_editor)
        self.editor.deleted.connect(self.deleted)
        self.editor.erasing.connect(self.erasing)
        # From the line that takes notes too: the one just added is the one to correct.
        line = self.capture.field
        for place, then in ((self.list, None), (line, line.setFocus)):
            _shortcut(QKeySequence(Qt.Key.Key_F2), place).activated.connect(
                lambda then=then: self.edit(self.list.current_key(), then)
            )
        self.list.typed.connect(self._type)
        away = _shortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list)
        away.activated.connect(self._delete_current)

    def show_notes(
        self,
        lines: Sequence[Line],
        tables: list[int],
        disputed: Collection[str],
        *,
        tables_known: bool = True,
    ) -> None:
        """Show the notes of a workshop; one to be revealed becomes current and visible.

        ``tables_known`` says whether there are no other tables.
        """
        self._lines = {line.note.id: line for line in lines}
        self._tables = tables
        self.list.set_rows(note_rows(lines, disputed))
        self.capture.show_tables(tables, known=tables_known)
        self._show_list()
        if self._reveal in self._lines:
            self.list.set_current(self._reveal)
            self.list.scrollTo(self.list.currentIndex())
            self._reveal = ""
        self._show_cause()
        line = self._lines.get(self.correcting)
        if line is not None and line.note != self.editor.original:
            self.outdated.emit()

    def open_anew(self) -> None:
        """Show the note being corrected as it is stored now; nothing is typed over it any more."""
        self.editor.edit(self._lines[self.correcting], self._tables)

    def show_themes(self, names: Sequence[str]) -> None:
        """Offer these themes after a #."""
        self.capture.marks.themes = list(names)

    def reveal(self, note: str) -> None:
        """Have a note current and visible as soon as it is shown."""
        self._reveal = note

    def set_compact(self, *, compact: bool) -> None:
        """Fit a small window: a note being corrected then has it alone."""
        self._compact = compact
        self.capture.set_compact(compact=compact)
        self.editor.set_compact(compact=compact)
        self._show_list()

    @property
    def correcting(self) -> str:
        """The note that is being corrected; empty for none."""
        return self.editor.note() if self._correcting else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the notes the room of the hint where there is little."""
        super().resizeEvent(event)
        self.capture.set_low(low=self.height() < theme.px(LOW))

    def edit(self, note: str, then: Callable[[], None] | None = None) -> None:
        """Open a note for correction, in the place of the line that takes new ones.

        ``then`` gives the keyboard back to where it was; without it the list has it afterwards.
        """
        if self._correcting and self.editor.changes():
            self.editor.start()  # what was typed over another note is not lost for it
        elif note in self._lines:
            self.list.set_current(note)
            self._then = then
            # Room is made first: a small window would grow for both at once, and stay so.
            self._correcting = True
            self.capture.hide()
            self._show_cause()
            self._show_list()
            self.editor.edit(self._lines[note], self._tables)
            self.editor.show()
            self.editor.start()

    def close_editor(self) -> None:
        """Take new lines again; what was being typed is still there."""
        if self._correcting:
            self._correcting = False
            self.editor.hide()
            self.capture.show()
            self._show_list()
            self._show_cause()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            if self._then is not None:
                self._then()
            self.closed.emit()

    def _show_list(self) -> None:
        alone = self._compact and self._correcting
        self.list.setVisible(bool(self._lines) and not alone)
        self.none.setVisible(not self._lines and not alone)

    def _make_cause_line(self) -> QWidget:
        self.cause = ChipBar(name=_("Cause"))
        self.cause.chosen.connect(self._tag)
        self._cause_of = Text("", "sub", "muted", elide=True)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_S)
        line.addWidget(self._cause_of, 1)
        line.addWidget(self.cause)
        return holder

    def _show_cause(self) -> None:
        """Offer causes for the barrier that is current in the list: the one just added, say."""
        line = self._lines.get(self.list.current_key())
        note = line.note if line else None
        if note is None or note.note_kind is not NoteKind.BARRIER or self._correcting:
            self.cause_line.hide()
            return
        self._cause_of.setText(_("Cause of “{note}”", note=short(note.text, 80)))
        # An exclusive bar keeps one chip on for ever: chips made anew are all off.
        self.cause.set_items([])
        self.cause.set_items([ChipItem(code, _(one.label)) for code, one in CAUSES.items()])
        if note.cause:
            self.cause.set_code(note.cause.value)
        self.cause_line.show()

    def _tag(self, code: str) -> None:
        self.tagged.emit(self.list.current_key(), CAUSES[code])
        self.capture.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _type(self, letters: str) -> None:
        if self.capture.isVisible():  # not for who only reads, nor while a note is corrected
            self.capture.field.setFocus()
            self.capture.field.insert(letters)

    def _delete_current(self) -> None:
        if note := self.list.current_key():
            self.deleted.emit(note)


def _shortcut(keys: QKeySequence, place: QWidget) -> QShortcut:
    return QShortcut(keys, place, context=Qt.ShortcutContext.WidgetShortcut)
