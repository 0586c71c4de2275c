"""A field that saves itself when one leaves it, and says at its place what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from maillage.actions.explain import is_expected, sentence
from maillage.domain.errors import MissingValue, TooLong, WrongValue
from maillage.ui.widgets.fields import LabelledField

Save = Callable[[str, Callable[[str], None], Callable[[BaseException], None]], object]
"""Saves a text, then calls the first function with the text as it is stored now.

Or the second, with what went wrong.
"""


class SavedLine(LabelledField):
    """One line of text. ``settled`` once a text was saved, or could not be.

    What was typed stays in the field until it is saved, whatever happens.
    """

    settled = Signal()
    broken = Signal(object)
    """Something unexpected happened; the text is still there."""

    def __init__(
        self,
        label: str,
        value: str,
        *,
        save: Save,
        fault: Callable[[str], str] = lambda _text: "",
        parent: QWidget | None = None,
    ) -> None:
        self.edit = QLineEdit(value)
        super().__init__(label, self.edit, parent=parent)
        self._save, self._fault = save, fault
        self._kept = value
        self._waiting: str | None = None
        self._refused: str | None = None
        self.edit.setCursorPosition(0)  # of a long text one reads the beginning
        self.set_error(fault(value) if value else "")
        self.edit.editingFinished.connect(self.leave)

    def overtaken(self, value: str) -> None:
        """Show what somebody else has written since, in the place of what could not be saved."""
        self._waiting = self._refused = None
        self.set_error("")
        self.know(value)
        self.settled.emit()

    def know(self, value: str) -> None:
        """Show what the store has, learnt after the field was made."""
        self._kept = value
        self.edit.setText(value)
        self.edit.setCursorPosition(0)

    def retype(self, text: str) -> None:
        """Have a text stand there that is not saved yet."""
        self.edit.setText(text)

    @property
    def kept(self) -> str:
        """What the store has, as far as is known here."""
        return self._kept

    @property
    def text(self) -> str:
        """What is typed, without blanks around it."""
        return self.edit.text().strip()

    @property
    def is_saved(self) -> bool:
        """Whether the store has what is typed."""
        return self.text == self._kept.strip() and self._waiting is None

    @property
    def is_saving(self) -> bool:
        """Whether the answer of the store is awaited."""
        return self._waiting is not None

    def leave(self) -> None:
        """Save what is typed, if it is new and makes sense."""
        typed = self.text
        if typed in (self._waiting, self._refused):
            return  # its answer is awaited, or known and shown
        self._refused = None
        fault = self._fault(typed)
        self.set_error(fault)
        if typed == self._kept.strip() or fault:
            return
        self._waiting = typed
        self._save(typed, partial(self._done, typed), partial(self._failed, typed))

    def _done(self, typed: str, stored: str) -> None:
        self._kept, self._refused = stored, None
        if self._waiting == typed:
            self._waiting = None
        if self.text == typed != stored:  # a number has one form, and nobody has typed on
            self.know(stored)
        self.settled.emit()

    def _failed(self, typed: str, error: BaseException) -> None:
        if isinstance(error, (TooLong, WrongValue, MissingValue)):
            self._refused = typed  # the same text would be refused again; a full disk may not
        if is_expected(error):
            self.set_error(sentence(error))
        else:
            self.broken.emit(error)
        self._answered(typed)

    def _answered(self, typed: str) -> None:
        if self._waiting == typed:
            self._waiting = None
        self.settled.emit()
