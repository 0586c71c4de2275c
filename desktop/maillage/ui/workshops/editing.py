"""A note opened for correction, in the place of the line that takes new ones."""

from __future__ import annotations

import msgspec
from msgspec import UNSET, Struct, UnsetType
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from maillage.actions.drafts import Values
from maillage.actions.pledges import Choosable, Gone
from maillage.actions.workshops import Line
from maillage.domain.records import Note
from maillage.domain.vocabulary import BarrierCause, Category, NoteKind
from maillage.language import _
from maillage.ui.correcting import Correcting
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_S
from maillage.ui.widgets.buttons import Button, icon_button
from maillage.ui.widgets.checkbox import CheckBox
from maillage.ui.widgets.combo import ComboBox
from maillage.ui.widgets.fields import LabelledField
from maillage.ui.widgets.flow import FlowLayout
from maillage.ui.widgets.focus import as_seen
from maillage.ui.widgets.header import action
from maillage.ui.widgets.popup import Menu
from maillage.ui.widgets.scroll import FittingPane
from maillage.ui.workshops.rows import LOOKS
from maillage.ui.workshops.speaking import SpeakerField

FOUR_FROM = 820
"""Logical pixels from which four fields stand beside each other, none of them cut."""


class _Typed(Struct, frozen=True):
    """What is typed over a note, as a draft keeps it; unset: as in the note."""

    text: str | UnsetType = UNSET
    note_kind: NoteKind | UnsetType = UNSET
    table: int | UnsetType | None = UNSET
    cause: BarrierCause | UnsetType | None = UNSET
    said_by: Category | UnsetType | None = UNSET
    speaker: Choosable | str | UnsetType | None = UNSET
    """A name that nobody was chosen for yet is a text."""
    may_name: bool | UnsetType = UNSET


class NoteEditor(Correcting):
    """Text, kind, table; the cause of a barrier; who said it, by name for a quote.

    `saved(note, values)` with only what changed; `deleted(note)`.
    """

    saved = Signal(str, dict)
    deleted = Signal(str)
    erasing = Signal(str)
    """The note is to be erased for ever, or replaced: whoever hears asks first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Correct the note"),
            _("This note was changed meanwhile, and stands here as it is now."),
            parent,
        )
        # Not Maximum: Qt takes that from a foot on one line, which a small window breaks in two.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._note = Note()
        self._is_gone = False
        self.kind = ComboBox()
        for kind, look in LOOKS.items():
            self.kind.add(_(look.chip), kind)
        self.table = ComboBox()
        self.cause = ComboBox()
        self.cause.add(_("Not said"), None)
        for cause in BarrierCause:
            self.cause.add(_(cause.label), cause)
        self.said_by = ComboBox()
        self.said_by.add(_("Not said"), None)
        for category in Category:
            self.said_by.add(_(category.label), category)
        self._cause_field = LabelledField(_("Cause"), self.cause)
        self.speaker = SpeakerField()
        self.may_name = CheckBox(_("Agrees to be named in the minutes"))
        # Last what not every kind has: no hole is left where it does not stand.
        self._fields = (
            (LabelledField(_("Kind"), self.kind),),
            (LabelledField(_("Table"), self.table),),
            (LabelledField(_("Category of who said it"), self.said_by),),
            (self._cause_field, self.speaker),
        )
        self._across = 0
        for combo, letters in ((self.kind, 9), (self.table, 8), (self.cause, 9), (self.said_by, 9)):
            combo.setSizeAdjustPolicy(
                ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(letters)
        self._grid = QGridLayout()
        self._grid.setSpacing(SPACE_S)
        fields = QWidget()
        inside = QVBoxLayout(fields)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE_S)
        inside.addWidget(self.changed_since)
        inside.addWidget(self.words)
        inside.addLayout(self._grid)
        inside.addWidget(self.may_name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        # With large words in a small window they scroll; what saves the note stays in reach.
        column.addWidget(FittingPane(fields))
        column.addWidget(self._foot())
        self.kind.currentIndexChanged.connect(self._show_asked)
        self.speaker.chosen.connect(self._take_speaker)
        self.speaker.entered.connect(self.submit)
        for combo in (self.kind, self.table, self.cause, self.said_by):
            combo.currentIndexChanged.connect(self.changed)
        self.speaker.edit.textChanged.connect(self.changed)
        self.may_name.toggled.connect(self.changed)
        self.set_compact(compact=False)
        as_seen(self)  # the fields have come into the pane after the buttons below it

    def _foot(self) -> QWidget:
        self.save, keep = self.keep_or_leave(_("Save the note"))
        self._delete = Button(_("Delete the note"), "quiet", "trash-2")
        self._delete.setAccessibleName(_("Delete the note"))
        foot = QWidget()
        line = FlowLayout(foot, SPACE_S)
        for button in (self.save, keep, self._delete, self._menu_button()):
            line.addWidget(button)
        self._delete.clicked.connect(lambda: self.deleted.emit(self._note.id))
        return foot

    def _menu_button(self) -> Button:
        more = icon_button("ellipsis", _("More with this note"), "quiet")
        self._menu = Menu(more)
        self._delete_too = action(_("Delete the note"), "trash-2", self._menu)
        self._delete_too.triggered.connect(self._delete.click)
        self.erase = action(_("Erase for ever…"), "", self._menu)
        self.erase.triggered.connect(lambda: self.erasing.emit(self._note.id))
        self._menu.addActions([self._delete_too, self.erase])
        more.setMenu(self._menu)
        return more

    def set_compact(self, *, compact: bool) -> None:
        """Take less room in a small window."""
        self.text.setFixedHeight(theme.px(74 if compact else 82))
        # So that the buttons keep to one line.
        self._delete.setVisible(not compact)
        self._delete_too.setVisible(compact)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other fields fit beside each other in another width."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        shares = (4, 3, 5, 7) if self.width() >= theme.px(FOUR_FROM) else (4, 5)
        across = len(shares)
        if across == self._across:
            return
        self._across = across
        for place, fields in enumerate(self._fields):
            for field in fields:  # of those that share a place, one shows at a time
                self._grid.addWidget(field, place // across, place % across)
        for column, share in enumerate((*shares, 0, 0)[: len(self._fields)]):
            self._grid.setColumnStretch(column, share)

    def edit(self, line: Line, tables: list[int]) -> None:
        """Open a note."""
        with QSignalBlocker(self):
            self._fill(line, tables)

    def _fill(self, line: Line, tables: list[int]) -> None:
        note = line.note
        self._note = note
        self._is_gone = bool(note.speaker) and line.speaker is None
        self.text.setPlainText(note.text)
        self.words.set_error("")
        self.changed_since.clear()
        self.kind.set_code(note.note_kind or NoteKind.IDEA)
        self.table.clear()
        self.table.add(_("No table"), None)
        for number in tables:
            self.table.add(str(number), number)
        self.table.set_code(note.table)
        self.cause.set_code(note.cause)
        self.said_by.set_code(note.said_by)
        gone = line.speaker_gone or (Gone.UNKNOWN if self._is_gone else None)
        self.speaker.set_person(line.speaker, gone=gone)
        self.may_name.setChecked(note.may_name and line.speaker is not None)
        self._show_asked()

    def note(self) -> str:
        """The note being corrected."""
        return self._note.id

    @property
    def original(self) -> Note:
        """The note being corrected, as it was opened."""
        return self._note

    def changes(self) -> dict[str, object]:
        """The fields that differ from the note as it was opened."""
        kind = self.kind.code()
        values = {
            "text": self.typed_words(),
            "note_kind": kind,
            "table": self.table.code(),
            "cause": self.cause.code() if kind is NoteKind.BARRIER else None,
            "said_by": self.said_by.code(),
            **self._said(quoted=kind is NoteKind.QUOTE),
        }
        stood = {name: getattr(self._note, name) for name in values}
        stood["text"] = " ".join(self._note.text.split())  # further blanks are no correction
        return {name: value for name, value in values.items() if value != stood[name]}

    def typed(self) -> Values:
        """Return the same in what JSON can say, for a draft, with a name not chosen yet."""
        found: Values = msgspec.to_builtins(self.changes())
        if self.kind.code() is NoteKind.QUOTE and self.speaker.is_unclear():
            found["speaker"] = self.speaker.edit.text()
        elif "speaker" in found:
            found["speaker"] = msgspec.to_builtins(self.speaker.person())
        return found

    def retype(self, values: Values) -> None:
        """Type over the open note what a draft kept of it; what it cannot read stays away."""
        try:
            typed = msgspec.convert(values, _Typed)
        except msgspec.ValidationError:
            return
        if typed.text is not UNSET:
            self.text.setPlainText(typed.text)
        combos = {"note_kind": self.kind, "table": self.table, "cause": self.cause}
        for name, combo in {**combos, "said_by": self.said_by}.items():
            if (value := getattr(typed, name)) is not UNSET:
                combo.set_code(value)
        if isinstance(typed.speaker, str):
            self.speaker.set_person(None)
            self.speaker.edit.setText(typed.speaker)
        elif typed.speaker is not UNSET:
            self.speaker.set_person(typed.speaker)
        if typed.may_name is not UNSET:
            self.may_name.setChecked(typed.may_name)
        self._show_asked()

    def submit(self) -> None:
        """Save what differs; say what keeps it from being saved."""
        if not self.text.toPlainText().strip():
            self.refused(_("Write at least one word, or delete the note."))
            return
        if self.kind.code() is NoteKind.QUOTE and self.speaker.is_unclear():
            self.speaker.ask_to_choose()
            return
        if changes := self.changes():
            self.saved.emit(self._note.id, changes)
        else:
            self.left.emit()

    def _said(self, *, quoted: bool) -> dict[str, object]:
        """Return who said it and may be named; of somebody erased, what was there stays."""
        person = self.speaker.person()
        if quoted and person is None and self._is_gone:
            return {"speaker": self._note.speaker, "may_name": self._note.may_name}
        said = person.person if quoted and person else ""
        return {"speaker": said, "may_name": bool(said) and self.may_name.isChecked()}

    def _take_speaker(self, person: Choosable | None) -> None:
        """Nobody has agreed for somebody else; the category is that of whoever was chosen."""
        self.may_name.setChecked(False)
        if person is not None and person.category is not None:
            self.said_by.set_code(person.category)
        self._show_asked()

    def _show_asked(self) -> None:
        kind = self.kind.code()
        self._cause_field.setVisible(kind is NoteKind.BARRIER)
        self.speaker.setVisible(kind is NoteKind.QUOTE)
        self.may_name.setVisible(kind is NoteKind.QUOTE and self.speaker.person() is not None)
