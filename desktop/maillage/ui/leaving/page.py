"""The screen at the end of the day: the stick, what is left to finish, the compte-rendu."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from maillage.actions import leaving
from maillage.actions.leaving import Departure, Loose
from maillage.language import _
from maillage.ui import folders
from maillage.ui.event_line import event_line, short_event_line
from maillage.ui.exchanges.reporting import Reporting
from maillage.ui.exchanges.send import SendPanel
from maillage.ui.exchanges.sending import Sending
from maillage.ui.leaving.rows import SCREENS, loose_rows, loose_title, receipted
from maillage.ui.look import theme
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XL
from maillage.ui.session import Session
from maillage.ui.widgets.buttons import ActionButton
from maillage.ui.widgets.card import Card
from maillage.ui.widgets.empty import EmptyState
from maillage.ui.widgets.header import Header, action
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.scroll import ScrollPane
from maillage.ui.widgets.text import IconLabel, Text
from maillage.ui.writers import for_writers

BESIDE = 760
"""Logical pixels from which the cards stand side by side."""


class LeavingPage(QWidget):
    """Everything one needs before the laptop is closed, on one screen."""

    wants_rows = Signal(str, str, tuple)
    """Somebody goes to the screen of a code, to the rows there that have these ids; the words
    between say what these lack."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, box="page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._loose: Mapping[Loose, tuple[str, ...]] = {}
        self._went = False
        """Whether somebody went from here to mend a loose end."""
        self._build()
        kept = folders.current()
        self.reporting = Reporting(session, self._minutes, kept, self)
        self.sending = Sending(session, self.send, kept)
        self.loose.activated_row.connect(self._go)
        for key, act in (("Ctrl+E", self.sending.ask), ("Ctrl+R", self.reporting.ask)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(act)
            if act == self.sending.ask:
                for_writers(session, shortcut)
        for_writers(session, self.send, self._receipt)
        self.set_compact(False)

    # What the window calls -----------------------------------------------------------

    def refresh(self) -> None:
        """Read again what is left to do."""
        event, store = self._session.meeting, self._session.store
        line = (event_line(event), short_event_line(event)) if event else ("", "")
        self.header.set_event(*line)
        self.send.set_pack(event is not None)
        chosen = event.id if event else None
        self._session.read(lambda: leaving.departure(store, event=chosen), done=self._show)

    def set_compact(self, compact: bool) -> None:
        """Smaller margins in a small window."""
        self.header.set_compact(compact)
        margin = 14 if compact else SPACE_XL
        self._page.setContentsMargins(margin, 10 if compact else SPACE_L, margin, margin)
        self._page.setSpacing(10 if compact else SPACE_M)

    def focus_first(self) -> None:
        """Start with the file: without it the rest is worth nothing.

        Whoever comes back from a loose end goes on with the others.
        """
        if self._went and self.loose.isVisible():
            first: QWidget = self.loose
        else:
            first = self.write if self._session.reads else self.send.prepare
        self._went = False
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards below each other where there is no room beside."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        beside = self.width() >= theme.px(BESIDE)
        self._columns.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    # Building ------------------------------------------------------------------------

    def _build(self) -> None:
        self.header = Header(_("Leaving"))
        self.send = SendPanel()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(SPACE_L)
        first = QVBoxLayout()
        first.addWidget(self._finish_card())
        first.addStretch(1)
        self._columns.addLayout(first, 3)
        side = QVBoxLayout()
        side.setSpacing(SPACE_L)
        side.addWidget(self._minutes_card())
        side.addWidget(self._receipt_card())
        side.addStretch(1)
        self._columns.addLayout(side, 2)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_L)
        column.addWidget(self.send)
        column.addLayout(self._columns, 1)
        self._page = QVBoxLayout(self)
        self._page.addWidget(self.header)
        self._page.addWidget(ScrollPane(content), 1)

    def _finish_card(self) -> Card:
        card = Card(_("To finish before everybody leaves"))
        self.loose = card.add(RowList(_("Left to finish"), single_click=True, fit=True))
        self.nothing = card.add(
            EmptyState(
                "circle-check",
                _("Nothing is left to finish"),
                _("Every barrier has its cause, every pledge its date and its partners."),
                tone="positive",
            )
        )
        self.unnoted = card.add(
            EmptyState(
                "notebook-pen",
                _("Nothing is noted yet"),
                _("Notes and pledges that still lack something will be listed here."),
            )
        )
        self.loose.hide()
        self.nothing.hide()
        self.unnoted.hide()
        return card

    def _minutes_card(self) -> Card:
        card = Card(_("Minutes"))
        card.add(
            Text(
                _("Figures, ideas, barriers and levers, pledges: a draft before people have left."),
                "sub",
                "muted",
                wrap=True,
            )
        )
        self._minutes = action(_("Minutes…"), "file-text", self)
        self._minutes.setProperty("hint", _("Ctrl+R"))
        self.write = card.add(ActionButton(self._minutes, "primary", "file-text"))
        return card

    def _receipt_card(self) -> Card:
        card = self._receipt = Card()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(SPACE_M)
        self._proof = IconLabel("hourglass", "warning", 22)
        words = QVBoxLayout()
        words.setSpacing(SPACE_S)
        self._proved = Text("", "strong", wrap=True)
        self._receipts = Text("", "sub", "muted", wrap=True)
        words.addWidget(self._proved)
        words.addWidget(self._receipts)
        row.addWidget(self._proof, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        card.add_layout(row)
        return card

    # Showing -------------------------------------------------------------------------

    def _show(self, found: Departure) -> None:
        self.send.show_unsent(found.unsent, coordinator=found.coordinator, device=found.device)
        self._loose = found.loose
        self.reporting.show_undecided(len(found.loose.get(Loose.CHOICES, ())))
        self.loose.set_rows(loose_rows(found))
        finished = self.loose.hasFocus() and not found.loose
        self.loose.setVisible(bool(found.loose))
        self.nothing.setVisible(not found.loose and found.noted)
        self.unnoted.setVisible(not found.loose and not found.noted)
        if finished:
            self.focus_first()  # the list that had the keyboard is gone
        said = receipted(found)
        self._proof.set_icon(said.icon, said.tone)
        self._proved.setText(said.title)
        self._receipts.setText(said.sentence)

    def _go(self, key: str) -> None:
        which = Loose(key)
        rows = self._loose.get(which, ())
        self._went = True
        self.wants_rows.emit(SCREENS[which], loose_title(which, len(rows)), rows)
