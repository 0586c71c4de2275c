"""What stands in a form comes back as it was, after a closed lid or a power cut."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from PySide6.QtCore import QObject

from maillage.actions.drafts import Values
from maillage.ui.drafts import Drafts
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.caret import Line, go_on, words_in, write
from maillage.ui.widgets.dialogs import PlainDialog


class FormDraft(QObject):
    """Keeps what stands in a form until that is recorded or left: the form has closed.

    For a form of nothing but lines it does as it is; one with more says ``more`` and ``take``s
    it back. The draft is of a meeting, never of a record: the form makes something new.
    """

    def __init__(
        self, form: PlainDialog, drafts: Drafts, what: str, event: str, lines: Mapping[str, Line]
    ) -> None:
        """``lines`` by the name each is kept under, the first of them where one begins."""
        super().__init__(form)
        self._form, self._drafts, self._lines = form, drafts, dict(lines)
        self._what, self._event = what, event
        self._last = ""
        self._coming_back = False
        for line in self._lines.values():
            line.textChanged.connect(self.keep)
        form.finished.connect(self._drop)

    def is_begun(self) -> bool:
        """Tell whether something stands there that would be missed."""
        return any(words_in(line).strip() for line in self._lines.values())

    def more(self) -> Values:
        """Return what stands in the form beside its lines, in what JSON can say."""
        return {}

    def take(self, found: Values) -> None:
        """Show what ``more`` had said; raises ValidationError for what cannot be read."""

    def bring_back(self, said: str) -> bool:
        """Fill the form in as it was left, the caret where somebody was typing, and say so.

        False if nothing was begun, or nobody can read it.
        """
        found = self._drafts.of(self._what, self._event)
        if not found:
            return False
        self._coming_back = True  # half of it must not be kept for the whole
        try:
            self.take(found)
            for name, line in self._lines.items():
                write(line, str(found.get(name, "")))
        except msgspec.ValidationError:
            return False
        finally:
            self._coming_back = False
        self._last = str(found.get("last", ""))
        self._form.body.insertWidget(2, Banner("info", said))
        go_on(self._line())
        return True

    def keep(self) -> None:
        """Keep what stands there now."""
        if self._coming_back:
            return
        if not self.is_begun():
            self._drop()
            return
        typing = (name for name, line in self._lines.items() if line.hasFocus())
        self._last = next(typing, self._last)
        lines = {name: words_in(line) for name, line in self._lines.items()}
        self._drafts.keep(self._what, self._event, {**lines, **self.more(), "last": self._last})

    def _line(self) -> Line:
        """Return the line somebody typed into last."""
        if last := self._lines.get(self._last):
            return last
        filled = [line for line in self._lines.values() if words_in(line)]
        return filled[-1] if filled else next(iter(self._lines.values()))

    def _drop(self) -> None:
        self._drafts.drop(self._what, self._event)
