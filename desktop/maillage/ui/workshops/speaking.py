"""Who said a quote: a participant completed as one types, and whether they may be named."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from maillage.actions.pledges import Choosable, Gone
from maillage.language import N_, _
from maillage.ui.widgets.completion import dress
from maillage.ui.widgets.fields import LabelledField

_CHOICE = Qt.ItemDataRole.UserRole
_NOT_THERE = {
    Gone.ERASED: N_("Erased person"),
    Gone.DELETED: N_("Deleted person"),
    Gone.UNDECIDED: N_("Deleted person"),
    Gone.UNKNOWN: N_("Person not received yet"),
}


class _Edit(QLineEdit):
    """Enter takes whoever is offered, or is for the editor around."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter here."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


class SpeakerField(LabelledField):
    """Nobody, or one person chosen among those whose name begins as typed.

    `sought(typed)` asks for people, whom ``offer`` shows; `chosen(Choosable or None)` when
    another person, or nobody, stands in the field; `entered` on Enter with nobody offered.
    """

    sought = Signal(str)
    chosen = Signal(object)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.edit = _Edit()
        super().__init__(_("Who said it"), self.edit, parent=parent)
        self._person: Choosable | None = None
        self._options = QStandardItemModel(self)
        self.completer = QCompleter(self._options, self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setWidget(self.edit)
        dress(self.completer)
        self.completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self.edit.textEdited.connect(self._typed)
        self.edit.entered.connect(self._enter)

    def set_person(self, person: Choosable | None, *, gone: Gone | None = None) -> None:
        """Show who said it; ``gone`` is why somebody who did is not, or not yet, known here."""
        self._person = person
        self.edit.setText(person.name if person else "")
        self.edit.setCursorPosition(0)  # a long name is read from its beginning
        self.edit.setPlaceholderText(_(_NOT_THERE[gone]) if gone else _("Anonymous"))
        self.set_error("")

    def person(self) -> Choosable | None:
        """Return who was chosen."""
        return self._person

    def is_unclear(self) -> bool:
        """Tell whether something was typed that names nobody yet."""
        return self._person is None and bool(self.edit.text().strip())

    def offer(self, typed: str, found: Sequence[Choosable]) -> None:
        """Offer people below the field, unless something else was typed meanwhile."""
        if typed != self.edit.text() or self._person is not None:
            return
        self._options.clear()
        for person in found:
            item = QStandardItem(" · ".join(filter(None, (person.name, person.organisation))))
            item.setData(person, _CHOICE)
            item.setEditable(False)
            self._options.appendRow(item)
        self.set_error("" if found else _("Nobody here has this name."))
        popup = self.completer.popup()
        if popup is None:
            return
        if not found or not self.edit.hasFocus():
            popup.hide()
            return
        self.completer.complete()
        popup.setCurrentIndex(self.completer.completionModel().index(0, 0))

    def ask_to_choose(self) -> None:
        """Say that what is typed must name somebody, or be taken away."""
        self.set_error(_("Choose somebody from the list, or leave it empty."))
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, text: str) -> None:
        self.set_error("")
        if self._person is not None:
            self._person = None
            self.chosen.emit(None)
        if text.strip():
            self.sought.emit(text)
        elif (popup := self.completer.popup()) is not None:
            popup.hide()

    def _enter(self) -> None:
        popup = self.completer.popup()
        if popup is not None and popup.isVisible() and popup.currentIndex().isValid():
            self._take(popup.currentIndex())
            popup.hide()
        else:
            self.entered.emit()

    def _take(self, index: QModelIndex) -> None:
        person = index.data(_CHOICE)
        if isinstance(person, Choosable):
            self.set_person(person)
            self.chosen.emit(person)
