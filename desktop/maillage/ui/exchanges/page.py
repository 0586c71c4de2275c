"""The screen between meetings: files out, files in, and the choices they leave."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QHideEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from maillage.language import _
from maillage.ui import folders
from maillage.ui.event_line import event_line, short_event_line
from maillage.ui.exchanges.arriving import Arriving
from maillage.ui.exchanges.calm import CalmCard
from maillage.ui.exchanges.choice_area import ChoiceArea
from maillage.ui.exchanges.choices import choices_words
from maillage.ui.exchanges.choosing_again import ChoosingAgain
from maillage.ui.exchanges.deciding import Deciding
from maillage.ui.exchanges.drafting import ChoiceDrafts
from maillage.ui.exchanges.duplicating import Duplicating
from maillage.ui.exchanges.file_card import FilesCard
from maillage.ui.exchanges.halves import Halves
from maillage.ui.exchanges.merging import Merging, Outcome
from maillage.ui.exchanges.reading import Seen, read
from maillage.ui.exchanges.reporting import Reporting
from maillage.ui.exchanges.rows import Stage
from maillage.ui.exchanges.send import SendPanel
from maillage.ui.exchanges.sending import Sending
from maillage.ui.exchanges.undoing import Undoing
from maillage.ui.look import theme
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XL
from maillage.ui.session import Session
from maillage.ui.ways_back import UndoKey
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.drop import DropZone, local_files
from maillage.ui.widgets.going_through import GoingThrough
from maillage.ui.widgets.header import Header, action
from maillage.ui.widgets.scroll import ScrollPane
from maillage.ui.widgets.text import Text
from maillage.ui.writers import for_writers, take_no_files

BESIDE = 760
"""Logical pixels from which files and choices stand side by side in a small window."""
MOST_BESIDE = 8
"""Files beside choices in a small window; a longer list would leave the other half empty."""


class ExchangesPage(QWidget):
    """What leaves at the top, what arrived below it, then what a person must decide."""

    wants_meeting = Signal()
    """There is no meeting yet, and somebody wants to create one."""
    wants_page = Signal(str)
    """Somebody goes back to the screen of this code, where they came from."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, box="page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._session = session
        self._seen: Seen | None = None
        self._compact = False
        self._first = False
        self._on_files = False
        """Whether somebody is busy with the files: they stay where they are until left."""
        self._to_choices = False
        """Whether somebody came for the choices, which are being read."""
        self._folders = folders.current()
        self.merging = Merging(session, self)
        self._build()
        self.reporting = Reporting(session, self._minutes, self._folders, self)
        self.sending = Sending(session, self.send, self._folders)
        self.deciding = Deciding(session, self.choices)
        self.drafting = ChoiceDrafts(session, self.choices)
        self.undoing = Undoing(session, self)
        self.arriving = Arriving(session, self.merging, self.undoing, self)
        self.choosing_again = ChoosingAgain(session, self.deciding.ways_back, self)
        self.duplicating = Duplicating(session, self._twice, self.twice, self)
        session.counted.connect(self._counted)
        self._history.triggered.connect(self.undoing.show_merges)
        self._made.triggered.connect(self.choosing_again.show_made)
        self.choosing_again.waits.connect(self.choices.bring)
        self._connect()
        self.set_compact(False)
        self.refresh()

    # What the window calls -----------------------------------------------------------

    def refresh(self) -> None:
        """Read again what is unsent and undecided."""
        event, session = self._session.meeting, self._session
        line = (event_line(event), short_event_line(event)) if event else ("", "")
        self.header.set_event(*line)
        self.send.set_pack(event is not None)
        self._fit_header()
        session.read(lambda: read(session), done=self._show)
        self.duplicating.look()

    def set_compact(self, compact: bool) -> None:
        """Files left and choices right in a small window, below each other in a large one."""
        self._compact = compact
        self.header.set_compact(compact)
        self.files.set_compact(compact=compact)
        self.choices.set_compact(compact=compact)
        self.drop.setHidden(compact)
        margin = 14 if compact else SPACE_XL
        gap = 10 if compact else 14
        self._page.setContentsMargins(margin, 10 if compact else SPACE_L, margin, margin)
        self._page.setSpacing(gap if compact else SPACE_M)
        for layout in (self._column, self._body):
            layout.setSpacing(gap)
        self._fit_header()
        self._show_parts()

    def focus_first(self) -> None:
        """Start with the files in hand, what is half written, the choices, or an empty hand."""
        if self._on_files:
            self.files.focus_first()
        elif self._is_begun():
            self.choices.card.focus_first()
        elif self._seen and self._seen.choices:
            self.choices.focus_first()
        elif self._compact:
            self.files.adder.setFocus()
        else:
            self.drop.button.setFocus()

    def go_through(self, title: str, rows: Sequence[str]) -> None:
        """Show what is to be decided, put off or not: this screen goes through it by itself.

        The first time it is to be read yet.
        """
        self.through.begin(title, rows[:1])
        self._to_choices = not (self._seen and self._seen.choices)
        if not self._to_choices:
            self._leave_files()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever goes to another screen has left the files, unless these still need them."""
        super().hideEvent(event)
        self._to_choices = self._to_choices and event.spontaneous()
        if not event.spontaneous() and not self.merging.busy and not self.merging.ready:
            self._on_files = False
            self._show_parts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large text may leave no room for files beside choices."""
        super().resizeEvent(event)
        self._show_parts()

    # Building ------------------------------------------------------------------------

    def _build(self) -> None:
        self.header = Header(_("Exchanges"))
        self._minutes = action(_("Minutes…"), "file-text", self)
        self._minutes.setProperty("hint", _("Ctrl+R"))
        self._history = action(_("Past merges…"), "clock", self)
        self._made = action(_("Choices made…"), "clipboard-list", self)
        self._twice = action(_("Recorded twice…"), "users", self)
        self.twice = Banner()
        self.through = GoingThrough(_("Back to “Leaving”"))
        self._undecided = Text("", "label", "warning")
        self._undecided.setContentsMargins(0, 0, SPACE_S, 0)
        self._undecided.hide()
        self.send = SendPanel()
        self.drop = DropZone(
            _("Drop received files here"),
            _("USB stick, e-mail or shared folder"),
            _("Browse…"),
        )
        self.drop.button.setToolTip(_("Ctrl+O"))
        # Our own dialog remembers the folder; the zone's does not.
        self.drop.button.clicked.disconnect()
        self.files = FilesCard()
        self.choices = ChoiceArea(decides=not self._session.reads)
        self.calm = CalmCard()
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        top.setSpacing(SPACE_L)
        top.addWidget(self.send, 1)
        top.addWidget(self.drop, 1)
        self._body = Halves(self.files, self.choices, self.calm)
        self._column.addLayout(top)
        self._column.addLayout(self._body, 1)
        self._column.addStretch()
        self._pane = ScrollPane(content)
        self._page = QVBoxLayout(self)
        self._page.addWidget(self.header)
        self._page.addWidget(self.through)
        self._page.addWidget(self._pane, 1)
        # Counted late: above, it would move what one is about to press.
        self._page.addWidget(self.twice)
        self.header.set_secondary([self._twice, self._made, self._history, self._minutes])
        self.header.add_widget(self._undecided)

    def _connect(self) -> None:
        self.through.left.connect(lambda: self.wants_page.emit("leaving"))
        self.drop.files.connect(self.take)
        self.drop.button.clicked.connect(self.arriving.browse)
        self.files.adding.connect(self.arriving.browse)
        self.files.stopped.connect(self.merging.stop)
        self.files.resumed.connect(self.merging.resume)
        self.files.cleared.connect(self._cleared)
        self.files.unlocked.connect(self.merging.unlock)
        self.files.approved.connect(self.merging.approve)
        self.files.left.connect(self._taken_none)
        self.files.deciding.connect(self._leave_files)
        self.merging.planned.connect(self._planned)
        self.undoing.taken_back.connect(self.merging.taken_back)
        self.merging.useless.connect(self._useless)
        self.calm.wants_meeting.connect(self.wants_meeting)
        self.choices.folded.connect(self._show_parts)
        self.sending.sent.connect(self.deciding.forget)
        self.merging.changed.connect(self._show_files)
        self.merging.progressed.connect(self.files.show_progress)
        self.merging.merged.connect(self._merged)
        self.merging.too_late.connect(
            lambda: self._session.tell(_("It was too late to stop: the files are taken in"))
        )
        for key, act in (
            ("Ctrl+O", self.arriving.browse),
            ("Ctrl+E", self.sending.ask),
            ("Ctrl+R", self.reporting.ask),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(act)
            if act != self.reporting.ask:
                for_writers(self._session, shortcut)
        for_writers(self._session, self._twice, self.twice)
        for_writers(self._session, self.send, self.drop, self.files, self.calm.no_meeting.action)
        undo = UndoKey(self, self.deciding.ways_back.undo_last).shortcut
        for_writers(self._session, undo)
        take_no_files(self._session, self)

    # Showing -------------------------------------------------------------------------

    def _keep_keyboard(self) -> None:
        """Have the keyboard on this screen: the last choice goes with the button that made it."""
        focus = self.window().focusWidget()
        lost = focus is None or not self.isAncestorOf(focus) or self.choices.isAncestorOf(focus)
        if lost and self.isActiveWindow():
            self.focus_first()

    def _is_begun(self) -> bool:
        """Tell whether something is half written for the choice in front."""
        begun = self.drafting.latest()
        return bool(begun) and begun == self.choices.key() and not self.choices.is_folded

    def _is_untouched(self) -> bool:
        """Tell whether the keyboard is where it was put while nothing was known yet."""
        return self.isVisible() and self.window().focusWidget() in {
            None,
            self,
            self.drop.button,
            self.files.adder,
        }

    def _show(self, seen: Seen) -> None:
        decided = bool(self._seen and self._seen.choices) and not seen.choices
        first, self._seen = self._seen is None, seen
        self.send.show_unsent(
            seen.unsent, coordinator=seen.coordinator, device=seen.device, handed=seen.handed
        )
        self.drafting.look(seen.choices)
        self.choices.show_choices(seen.choices, self.drafting.latest())
        self._show_parts()
        if first and self._is_begun() and self._is_untouched():
            self.choices.card.focus_first()
        if not self.through.isHidden():
            n = len(seen.choices)
            self.through.begin(choices_words(n) if n else _("All choices are made"), ("",))
        if self._to_choices and seen.choices:
            self._to_choices = False
            self._leave_files()
        elif decided and self.isVisible():
            self._keep_keyboard()
        self._fit_header()

    def _counted(self) -> None:
        if not self.duplicating.waiting.outlived:
            self.merging.decided()

    def _show_files(self) -> None:
        merging = self.merging
        self.files.show_files(
            merging.files, busy=merging.busy, conflicts=merging.conflicts, facts=merging.facts
        )
        self._on_files = bool(merging.files) and (self._on_files or merging.busy)
        self._show_parts()
        self._fit_header()

    def _show_parts(self) -> None:
        seen, choices = self._seen, bool(self._seen and self._seen.choices)
        deciding = choices and not self.choices.is_folded
        files = self.merging.files
        wide = self.width() >= theme.px(BESIDE) and len(files) <= MOST_BESIDE
        beside = self._compact and wide
        calm = not deciding and not (choices and files)  # enough is there to look at
        # What was put off stands above the files too: below a long list it would be forgotten.
        self._body.arrange(calm=calm, ahead=choices and not self._on_files, beside=beside)
        self._column.setStretch(2, int(not calm))
        self.files.setVisible(bool(files) or self._compact)
        self.choices.setVisible(choices)
        self.choices.in_front = not self._on_files
        self.files.show_choices(seen if self._on_files else None)
        self.calm.setVisible(calm and seen is not None)
        self.calm.show_state(
            meeting=self._session.meeting is not None,
            merged=not choices and any(file.stage is Stage.DONE for file in files),
            busy=self.merging.busy,
            decided=not choices and self.deciding.count > 0,
            handed=seen is not None and seen.handed,
        )

    def _fit_header(self) -> None:
        """The compte-rendu is the thing to do once nothing else is."""
        n = len(self._seen.choices) if self._seen else 0
        self._undecided.setText(choices_words(n))
        self._undecided.setVisible(n > 0 and not self._compact)
        self.reporting.show_undecided(n)
        working = self.merging.busy or bool(self.merging.ready)
        first = self._seen is not None and not n and not working
        if first != self._first:
            self._first = first
            others = [] if first else [self._minutes]
            self.header.set_secondary([self._twice, self._made, self._history, *others])
            self.header.set_primary(self._minutes if first else None)
            self.header.add_widget(self._undecided)

    # Files in ------------------------------------------------------------------------

    def take(self, paths: list[str]) -> None:
        """Look at these files, and say what taking them in would do."""
        self.arriving.take(paths)

    def _planned(self) -> None:
        """Let Enter take in what was looked at."""
        if self.isVisible():
            self._pane.show_top()
            self.files.go_on.setFocus()

    def _cleared(self) -> None:
        """Clear the list, the button that did so included."""
        self.merging.clear()
        self.focus_first()

    def _taken_none(self) -> None:
        """Take nothing in: the buttons that said so go with the files, unless some stay."""
        self.merging.leave()
        self.focus_first()

    def _leave_files(self) -> None:
        """Go from the files to what is to be decided, put off or not."""
        self._on_files = False
        if self.choices.is_folded:
            self.choices.take_up()
        self._show_parts()
        self._pane.show_top()
        self.focus_first()

    def _useless(self, outcome: Outcome) -> None:
        self.arriving.tell_useless(outcome)
        # On «Browse…», the first space of the words would look for files again.
        busy = isinstance(self.window().focusWidget(), QLineEdit | QPlainTextEdit)
        if self.isVisible() and not busy:
            self.files.ask_for_words([file.path for file in outcome.files if file.needs_words])

    def _merged(self, outcome: Outcome) -> None:
        self._pane.show_top()
        self.arriving.tell(outcome)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on this screen."""
        if local_files(event.mimeData()):
            self.drop.set_lit(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self.drop.set_lit(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped."""
        self.drop.set_lit(False)
        if paths := local_files(event.mimeData()):
            event.acceptProposedAction()
            self.take(paths)
