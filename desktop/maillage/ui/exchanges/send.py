"""What leaves: how much is in no file yet, for whom a file is written, and what was written."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QActionGroup, QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from maillage.language import _
from maillage.ui.exchanges.rows import (
    handed_words,
    left_behind_words,
    pack_words,
    unsent_words,
    written_words,
)
from maillage.ui.look import theme
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_M, SPACE_S, SPACE_XS
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.fields import LabelledField
from maillage.ui.widgets.popup import Menu
from maillage.ui.widgets.text import IconLabel, Text, set_tooltip

Audience = Literal["coordinators", "everyone", "words", "pack", "pack words"]
PACKS: tuple[Audience, ...] = ("pack", "pack words")
WORDED: tuple[Audience, ...] = ("words", "pack words")
"""What opens with words."""

_TONES = {
    "warning": ("triangle-alert", "warning"),
    "info": ("info", "accent"),
    "positive": ("circle-check", "positive"),
}


class Written(Struct, frozen=True):
    """A file that was written and read back."""

    path: Path
    size: int
    """Bytes."""
    readers: tuple[str, ...]
    """Names of the laptops that can open it; empty: whoever has the words."""
    left_behind: int = 0
    """Photos that it had no room for."""
    pack: bool = False
    """Whether it is a meeting pack, which stands for no full file."""


class SendPanel(QFrame):
    """How much is unsent, and the button that prepares the file. ``wanted`` on that button."""

    wanted = Signal()
    wants_words = Signal()
    """Seven words are asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.audience: Audience = "coordinators"
        self._usual: Audience = "coordinators"
        """For whom a file is unless somebody chose: what this laptop has to do most."""
        self._written: Written | None = None
        self._fresh = False
        """Whether a file was written since it was last read what is unsent."""
        self._seen = (0, False, "")
        self._handed = False
        self._icon = IconLabel("info", "accent", 22)
        self._fact = Text("", "strong", wrap=True)
        self._sub = Text("", "caption", wrap=True)
        self._error = Text("", "label", "danger", wrap=True)
        self.folder = Button(_("Open the folder"), "quiet", "folder-open")
        self.folder.clicked.connect(self._open_folder)
        self.whom = Button("…", "quiet", "users")
        self.prepare = Button(_("Prepare the file"), "secondary", "file-down")
        set_tooltip(self.prepare, _("Ctrl+E"))
        self.prepare.clicked.connect(self.wanted)
        self._build_menu()
        self._build_words()
        self._lay_out()
        self.choose("coordinators")
        self._error.hide()

    def _build_menu(self) -> None:
        menu = Menu(self)
        group = QActionGroup(self)
        self._labels: dict[Audience, str] = {
            "coordinators": _("For the coordination"),
            "everyone": _("For all known laptops"),
            "words": _("For whoever has the words"),
            "pack": _("Meeting pack, for the other laptops"),
            "pack words": _("Meeting pack, for whoever has the words"),
        }
        self.choices = {}
        for audience, label in self._labels.items():
            made = menu.addAction(label)
            made.setCheckable(True)
            made.triggered.connect(lambda _on=False, code=audience: self.choose(code))
            group.addAction(made)
            self.choices[audience] = made
        self.whom.setMenu(menu)
        set_tooltip(self.whom, _("Who will be able to open the file"))

    def _build_words(self) -> None:
        self.words = QLineEdit()  # half typed or not, words that open something are never kept
        self.words.returnPressed.connect(self.wanted)
        self._words_field = LabelledField(
            _("Words that open the file"),
            self.words,
            _("Tell them by telephone, never in the same message as the file."),
        )
        self.suggest = Button(_("Suggest seven words"), "quiet", "sparkles")
        self.suggest.clicked.connect(self.wants_words)
        self._words_row = QWidget()
        row = QHBoxLayout(self._words_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._words_field, 1)
        row.addWidget(self.suggest)

    def _lay_out(self) -> None:
        facts = QVBoxLayout()
        facts.setSpacing(0)
        facts.addStretch(1)
        for widget in (self._fact, self._sub, self._error):
            facts.addWidget(widget)
        facts.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(SPACE_M)
        line.addWidget(self._icon)
        line.addLayout(facts, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_XS)
        buttons.addWidget(self.folder)
        buttons.addWidget(self.whom)
        buttons.addStretch(1)
        buttons.addWidget(self.prepare)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._box.setSpacing(SPACE_S)
        self._box.addLayout(line, 1)
        self._box.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_M, SPACE_S, SPACE_S, SPACE_S)
        column.setSpacing(SPACE_S)
        column.addLayout(self._box)
        column.addWidget(self._words_row)

    # Showing -------------------------------------------------------------------------

    def show_unsent(
        self, unsent: int, *, coordinator: bool, device: str, handed: bool = False
    ) -> None:
        """Say how many changes of this laptop are in no file yet; ``handed``: all arrived."""
        before, self._seen = self._seen, (unsent, coordinator, device)
        self._handed = handed
        if unsent and not (self._packed and (self._fresh or before == self._seen)):
            self._written = None
        self._fresh = False
        usual: Audience = "everyone" if coordinator else "coordinators"
        if usual != self._usual:
            chosen = self.audience != self._usual
            self._usual = usual
            if not chosen:
                self.choose(usual)
        self._say()

    def set_pack(self, possible: bool) -> None:
        """Offer the pack of the meeting; there is none without a meeting."""
        for pack in PACKS:
            self.choices[pack].setVisible(possible)
        if not possible and self.audience in PACKS:
            self.choose(self._usual)

    @property
    def _packed(self) -> bool:
        return self._written is not None and self._written.pack

    def show_written(self, written: Written) -> None:
        """Say what was written, where and for whom; of a pack until something is recorded."""
        self._written, self._fresh = written, True
        self.set_busy(busy=False)
        self._say()

    def show_words(self, words: str) -> None:
        """Fill in suggested words, seen from the first."""
        self.words.setText(words)
        self.words.setCursorPosition(0)
        self.set_error("")

    def set_busy(self, *, busy: bool) -> None:
        """Say that the file is being written."""
        self.prepare.setEnabled(not busy)
        self.whom.setEnabled(not busy)
        self.prepare.set_text(_("Preparing the file…") if busy else _("Prepare the file"))
        if busy:
            self.set_error("")

    def set_error(self, sentence: str) -> None:
        """Say at its place why there is no file; what was typed stays."""
        in_words = bool(sentence) and self.audience in WORDED
        self._words_field.set_error(sentence if in_words else "")
        self._error.setText("" if in_words else sentence)
        self._error.setVisible(bool(sentence) and not in_words)
        self.updateGeometry()

    def choose(self, audience: Audience) -> None:
        """Write the next file for these."""
        self.audience = audience
        self.choices[audience].setChecked(True)
        self.whom.set_text(self._labels[audience])
        self._words_row.setVisible(audience in WORDED)
        self.set_error("")
        if audience in WORDED and self.isVisible():
            self.words.setFocus()
        self._fit()

    def _say(self) -> None:
        unsent, coordinator, device = self._seen
        written = self._written
        alone = written is not None and written.readers == (device,)
        kind = "info" if coordinator and (unsent or alone) else "warning" if unsent else "positive"
        set_look(self, box=kind)
        self._icon.set_icon(*_TONES[kind])
        if unsent:
            fact, sub = unsent_words(unsent), pack_words() if written else ""
        elif self._handed:
            fact = _("Everything is with the coordination")
            sub = _("Its latest file says that it has all that was recorded on this laptop.")
        else:
            fact, sub = _("All is in a file"), handed_words(coordinator=coordinator)
        if alone and not unsent:
            fact, sub = _("All is in a file that no other laptop opens"), ""
        if written:
            name = written.path.name
            words = written_words(name, written.size, written.readers, own=device)
            sub = "\n".join(filter(None, (words, left_behind_words(written.left_behind), sub)))
        self._fact.setText(fact)
        self._sub.setText(sub)
        self._sub.setVisible(bool(sub))
        self.folder.setVisible(bool(written))
        self.setAccessibleName(" ".join(filter(None, (fact, sub))))
        self._fit()

    def _open_folder(self) -> None:
        if self._written:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.path.parent)))

    # Fitting -------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wide enough: the buttons stand beside the sentence."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        buttons = [one for one in (self.folder, self.whom, self.prepare) if not one.isHidden()]
        needed = sum(one.sizeHint().width() for one in buttons) + theme.px(300)
        direction = QBoxLayout.Direction
        wanted = direction.LeftToRight if needed <= self.width() else direction.TopToBottom
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)
        self.updateGeometry()
