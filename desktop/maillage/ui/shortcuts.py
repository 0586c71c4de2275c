"""The sheet of keyboard shortcuts, F1: every key there is, screen by screen."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from maillage.language import N_, _
from maillage.ui.look import theme
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_M, SPACE_S, SPACE_XL, SPACE_XS
from maillage.ui.pages import ENTRIES
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.text import Text

MOST_SHOWN = 3
ELLIPSIS = "…"


class Key(Struct, frozen=True):
    """What a key does, and where: the code of a screen, or empty for everywhere."""

    place: str
    keys: str
    """As QKeySequence reads it; several with the same effect are parted by a space."""
    does: str


_SCREENS = [f"Ctrl+{place}" for place in range(1, len(ENTRIES) + 1)]

KEYS = (
    Key("", " ".join(_SCREENS), N_("Go to the first, second… screen")),
    Key("", "F10", N_("Open the menu")),
    Key("", "Ctrl+,", N_("Settings")),
    Key("", "Ctrl+Return", N_("Record what a form asks, such as a pledge")),
    Key("", "F1", N_("This sheet")),
    Key("", "Ctrl+Q", N_("Quit")),
    Key("prepare", "Ctrl+P", N_("Prepare the papers, then print the one shown")),
    Key("prepare", "Ctrl+S", N_("Save the paper shown as a PDF")),
    Key("prepare", "PgUp PgDown", N_("Turn the pages of the paper shown")),
    Key("prepare", "+ -", N_("See the paper shown larger or smaller")),
    Key("reception", "Ctrl+F", N_("Look for somebody")),
    Key("reception", "Up Down Enter", N_("Choose in the list, check in")),
    Key("reception", "Ctrl+N", N_("Welcome somebody who is not registered")),
    Key("reception", "Ctrl+E", N_("Open the card of the person chosen")),
    Key("reception", "Ctrl+D", N_("Note that the person chosen leaves")),
    Key("reception", "Ctrl+Z", N_("Undo the latest arrival or departure")),
    Key("seating", "Ctrl+N", N_("Propose a plan")),
    Key("seating", "Esc", N_("Stop looking: the best plan so far is kept")),
    Key("seating", "Ctrl+Z", N_("Undo the latest plan, move or wish")),
    Key("seating", "F5", N_("Project the tables; Escape leaves")),
    Key("seating", "PgUp PgDown", N_("Projected tables: the page before or after")),
    Key("seating", "N", N_("Projected tables: by name, or by table")),
    Key("seating", "I", N_("Projected tables: whole names, or initials")),
    Key("seating", "Ctrl+P", N_("Write the table plan as a PDF")),
    Key("seating", "Left Right", N_("Go to the table before or after; projected, to the round")),
    Key("seating", "Enter", N_("Move the person chosen, or make a wish for them")),
    Key("workshops", "Enter", N_("Add the line that was typed")),
    Key("workshops", "Tab", N_("Complete the theme or table begun, as offered")),
    Key("workshops", "F2", N_("Correct the note or idea chosen")),
    Key("workshops", "Del", N_("Delete the note chosen, or the photo")),
    Key("workshops", "Ctrl+Z", N_("Undo what was done last with a note, a vote or a photo")),
    Key("workshops", "+ -", N_("One vote more or fewer for the idea chosen")),
    Key("workshops", "F5", N_("Project the ideas")),
    Key("workshops", "PgUp PgDown", N_("Projected ideas: the page before or after")),
    Key("workshops", "F6", N_("Photos of the board")),
    Key("workshops", "Esc", N_("From the photos back to the notes")),
    Key("workshops", "M", N_("Merge the idea chosen with another")),
    Key("pledges", "Ctrl+N", N_("New pledge")),
    Key("pledges", "Ctrl+P", N_("Card and calendar of the pledge chosen")),
    Key("pledges", "Ctrl+Z", N_("Undo what was done last with a pledge")),
    Key("leaving", "Enter", N_("Go where it can be finished")),
    Key("leaving", "Ctrl+E", N_("Prepare the file to hand over")),
    Key("leaving", "Ctrl+R", N_("Write the minutes")),
    Key("exchanges", "Ctrl+O", N_("Take in received files")),
    Key("exchanges", "Ctrl+E", N_("Prepare the file to hand over")),
    Key("exchanges", "1 2 3 4 5 6 7 8 9", N_("Decide by the first, second… version")),
    Key("exchanges", "Ctrl+Z", N_("Undo the latest choice, or those of a rule")),
    Key("exchanges", "Left Right", N_("Go to the choice before or after")),
    Key("exchanges", "Ctrl+R", N_("Write the minutes")),
)
"""All shortcuts; a test compares them with those the window really has."""


def sections() -> Iterator[tuple[str, list[Key]]]:
    """Yield the title and the keys of each place that has any."""
    titles = {"": _("Everywhere"), **{entry.code: _(entry.label) for entry in ENTRIES}}
    for place, title in titles.items():
        found = [key for key in KEYS if key.place == place]
        if found:
            yield title, found


class ShortcutsDialog(PlainDialog):
    """Keys at the left, what they do at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Keyboard shortcuts"), _("Everything can be done without the mouse."), parent
        )
        self.setMinimumWidth(theme.px(600))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        for title, keys in sections():
            head = Text(title, "section")
            head.setContentsMargins(0, SPACE_M, 0, 0)
            column.addWidget(head)
            column.addLayout(_table(keys))
        self.body.insertWidget(self.body.count() - 1, content)
        done = self.add_button(_("Close"), "primary")
        done.clicked.connect(self.accept)
        done.setDefault(True)
        self.scroll_by_keys()


def _table(keys: list[Key]) -> QGridLayout:
    table = QGridLayout()
    table.setHorizontalSpacing(SPACE_XL)
    table.setVerticalSpacing(SPACE_S)
    table.setColumnMinimumWidth(0, theme.px(210))
    table.setColumnStretch(1, 1)
    for at, key in enumerate(keys):
        caps = QHBoxLayout()
        caps.setSpacing(SPACE_XS)
        for one in _shown(key.keys.split()):
            caps.addWidget(_cap(one) if one != ELLIPSIS else Text(one, "label", "muted"))
        caps.addStretch(1)
        table.addLayout(caps, at, 0, Qt.AlignmentFlag.AlignVCenter)
        table.addWidget(Text(_(key.does), wrap=True), at, 1, Qt.AlignmentFlag.AlignVCenter)
    return table


def _shown(keys: list[str]) -> list[str]:
    """Return the keys to draw: of a long row, the first and the last."""
    return keys if len(keys) <= MOST_SHOWN else [keys[0], ELLIPSIS, keys[-1]]


def _cap(keys: str) -> QFrame:
    """One key as it is written on the keyboard of the person."""
    # Of the two keys that Qt tells apart, one is called as everywhere else in the window.
    native = QKeySequence(keys.replace("Return", "Enter")).toString(
        QKeySequence.SequenceFormat.NativeText
    )
    cap = QFrame()
    set_look(cap, box="inset")
    inside = QHBoxLayout(cap)
    inside.setContentsMargins(SPACE_S, 2, SPACE_S, 2)
    inside.addWidget(Text(native.replace("+", "\u2009+\u2009"), "label"))
    return cap
