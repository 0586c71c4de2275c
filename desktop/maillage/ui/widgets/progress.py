"""Progress: how far, in words and as a bar, with a way to stop."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from maillage.language import _
from maillage.ui.look.tokens import SPACE_M, SPACE_S
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.text import IconLabel, Text


class ProgressRow(QWidget):
    """« 148 fiches sur 240 », a bar and a stop button. `stopped` once when it is pressed."""

    stopped = Signal()

    def __init__(
        self,
        title: str = "",
        icon_name: str = "",
        *,
        stop: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = Text(title, "strong", wrap=True)
        self._words = Text("", "sub", "muted", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMinimumWidth(120)
        self._stop = Button(_("Stop"), "quiet")
        self._stop.clicked.connect(self._on_stop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE_S, 0, SPACE_S)
        row.setSpacing(SPACE_M)
        if icon_name:
            row.addWidget(IconLabel(icon_name, "muted", 20))
        row.addLayout(words, 1)
        row.addWidget(self._bar)
        row.addWidget(self._stop)
        # Only once they have a parent: shown before, each would be a window for a moment.
        self._title.setVisible(bool(title))
        self._stop.setVisible(stop)
        self.can_stop = stop
        """Whether there is a way to stop."""

    def set_progress(self, done: int, total: int, words: str) -> None:
        """How far it is; a total of 0 means that nobody knows, and the bar says so by moving."""
        self._bar.setRange(0, max(total, 0))
        self._bar.setValue(done)
        self._bar.setAccessibleName(words)
        self._words.setText(words)

    def set_bytes(self, done: int, total: int, words: str) -> None:
        """How far it is in bytes: in thousandths, for a bar counts no more than two billion."""
        self.set_progress(1000 * done // total if total else 0, 1000 if total else 0, words)

    def has_keyboard(self) -> bool:
        """Whether somebody waits here: it, or its way to stop, has the keyboard."""
        focus = self.window().focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def focus_stop(self) -> None:
        """Put the keyboard on the way to stop, for somebody who waits."""
        self._stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop(self) -> None:
        """Press the stop button."""
        self._stop.click()

    def allow_stop(self) -> None:
        """Let the next job be stopped as well."""
        self._stop.setEnabled(True)

    def _on_stop(self) -> None:
        # Stopping takes until the next safe point: say that it was heard, once. A button that
        # is disabled would hand the keyboard to whatever comes next.
        if self.has_keyboard():
            self.setFocus()
        self._stop.setEnabled(False)
        self.stopped.emit()
