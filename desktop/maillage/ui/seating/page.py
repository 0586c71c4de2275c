"""The screen of table plans: rounds as chips, tables as cards, how good it is beside."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from maillage.actions import seating
from maillage.actions.seating import Hall, Tour
from maillage.language import _
from maillage.ui.event_line import event_line, short_event_line
from maillage.ui.look import theme
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import CONTENT_MAX, SPACE_L, SPACE_M, SPACE_XL
from maillage.ui.seating import rows
from maillage.ui.seating.cards import TableGrid
from maillage.ui.seating.late import LateSeats
from maillage.ui.seating.moving import Moving
from maillage.ui.seating.plan_dialog import PlanDialog
from maillage.ui.seating.planning import Planner, Wanted
from maillage.ui.seating.printing import Printing
from maillage.ui.seating.projected import Projected
from maillage.ui.seating.rounds_row import RoundsRow
from maillage.ui.seating.side import SidePanel
from maillage.ui.seating.wishing import Wishing
from maillage.ui.session import Session
from maillage.ui.ways_back import UndoKey, WaysBack
from maillage.ui.widgets.empty import EmptyState
from maillage.ui.widgets.front_stack import FrontStack
from maillage.ui.widgets.header import Header, action
from maillage.ui.widgets.progress import ProgressRow
from maillage.ui.widgets.scroll import ScrollPane
from maillage.ui.writers import for_writers


class SeatingPage(QWidget):
    """Who sits where, one round at a time."""

    wants_meeting = Signal()
    """There is no meeting yet, and somebody wants to create one."""
    wants_page = Signal(str)
    """What comes before is done on the screen of this code."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, box="page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._store = session.store
        self._seen: Hall | None = None
        self._round = 1
        self._reveal = ""
        self._compact = False
        self._projected: Projected | None = None
        self._wanted: dict[str, Wanted] = {}
        """What plan was asked for last, by meeting."""
        self._ways_back = WaysBack(session, self._reveal_after)
        self.planner = Planner(session, self._ways_back, self)
        self.moving = Moving(session, self._ways_back, self)
        self.wishing = Wishing(session, self._ways_back, self)
        self.late = LateSeats(session, self._ways_back, self)
        self.late.wanted.connect(self.seat_late)
        self._build()
        self._connect()

    # What the window calls -----------------------------------------------------------

    def refresh(self) -> None:
        """Read the meeting again and show it."""
        event = self._session.meeting
        if event is None:
            self._seen = None
            self.header.set_event("")
            self._show_state(self._no_meeting)
            return
        self.header.set_event(event_line(event), short_event_line(event))
        store, meeting = self._store, event.id
        self._session.read(lambda: seating.hall(store, event=meeting), done=self._show)

    def set_compact(self, compact: bool) -> None:
        """Fit a small window: the figures go above the tables, in one line."""
        self.header.set_compact(compact)
        margin = 14 if compact else SPACE_XL
        # Tables go on below the edge of the window; what stands there alone keeps its distance.
        self._page.setContentsMargins(margin, 10 if compact else SPACE_L, margin, 0)
        self._inner.setContentsMargins(0, 0, 0, margin)
        self._page.setSpacing(10 if compact else SPACE_M)
        self.side.set_compact(compact=compact)
        self.top.set_compact(compact=compact)
        self._compact = compact
        self._show_actions()
        self._side_pane.setVisible(not compact)
        if compact:
            self._side_pane.takeWidget()
            self._inner.insertWidget(1, self.side)
            self.side.show()
        else:
            if self._side_pane.widget() is None:
                self._inner.removeWidget(self.side)
                self._side_pane.setWidget(self.side)
            self._side_pane.setFixedWidth(min(theme.px(304), 350))

    def focus_first(self) -> None:
        """Start on the first table, or with the one thing there is to do."""
        state = self._states.currentWidget()
        if isinstance(state, EmptyState):
            state.action.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.grid.focus_first()

    # Building ------------------------------------------------------------------------

    def _build(self) -> None:
        self.header = Header(_("Tables"))
        self._propose = action(_("Propose a plan"), "shuffle", self)
        self._late = action(_("Latecomers and absentees…"), "user-plus", self)
        self._wish = action(_("Wishes…"), "pin", self)
        self._project = action(_("Project"), "projector", self)
        self._project.setShortcut(QKeySequence("F5"))
        self._paper = action(_("Print…"), "printer", self)
        self._paper.setShortcut(QKeySequence("Ctrl+P"))
        self.addActions([self._project, self._paper])
        self.printing = Printing(self._session, self._paper, self)
        self.top = RoundsRow((self._project, self._paper))
        self.progress = ProgressRow(_("Looking for the best plan"), "hourglass")
        self.progress.hide()
        self.grid = TableGrid()
        self.side = SidePanel()
        content = QWidget()
        self._inner = QVBoxLayout(content)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.setSpacing(SPACE_M)
        self._inner.addWidget(self.grid)
        self._inner.addStretch(1)
        self._body = QWidget()
        self._columns = QHBoxLayout(self._body)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(SPACE_L)
        self._columns.addWidget(ScrollPane(content), 1)
        self._side_pane = ScrollPane(self.side)
        self._columns.addWidget(self._side_pane)
        self._build_states()
        self._page = QVBoxLayout(self)
        for widget in (self.header, self.top, self.progress):
            self._page.addWidget(widget)
        self._page.addWidget(self._states, 1)
        self._show_state(self._nothing)
        self.set_compact(compact=False)

    def _build_states(self) -> None:
        self._no_meeting = EmptyState(
            "calendar",
            _("There is no meeting yet"),
            _("Create it, and its participants can be seated here."),
            _("Create the meeting"),
            "plus",
        )
        self._nobody = EmptyState(
            "users",
            _("Nobody to seat yet"),
            _("Take the list of participants in under “Prepare”: the plan is made from it."),
            _("Prepare the meeting"),
            "clipboard-list",
        )
        self._no_plan = EmptyState(
            "armchair",
            _("No table plan yet"),
            _("It mixes the worlds, keeps colleagues apart, and nobody meets twice."),
            _("Propose a plan"),
            "shuffle",
        )
        self._states = FrontStack()
        self._nothing = QWidget()
        states = (self._nothing, self._body, self._no_meeting, self._nobody, self._no_plan)
        for state in states:  # nothing until the first answer
            self._states.addWidget(state)
        self._states.setMaximumWidth(CONTENT_MAX)

    def _connect(self) -> None:
        self._no_meeting.acted.connect(self.wants_meeting)
        self._no_plan.acted.connect(self.propose)
        self._nobody.acted.connect(lambda: self.wants_page.emit("prepare"))
        self._propose.triggered.connect(self.propose)
        self._late.triggered.connect(self.seat_late)
        self._wish.triggered.connect(self.wishing.show)
        self._project.triggered.connect(self.project)
        # Keys of the window: they are heard while the side bar has the keyboard, too.
        key = QShortcut(QKeySequence("Ctrl+N"), self, self.propose)
        self._halt = QShortcut(QKeySequence("Esc"), self, self.progress.stop)
        self._halt.setEnabled(False)
        undo = UndoKey(self, self._ways_back.undo_last).shortcut
        for_writers(self._session, self._propose, self._late, self._wish, key, undo)
        for_writers(self._session, self._no_plan.action, self._no_meeting.action)
        self.top.rounds.chosen.connect(lambda code: self._choose_round(int(code)))
        self.progress.stopped.connect(self.planner.stop)
        self.planner.progressed.connect(self._show_progress)
        self.planner.ended.connect(self._search_ended)
        self.grid.asked.connect(self._ask)
        self.grid.dropped.connect(self._drop)
        self.side.chosen.connect(self.grid.reveal)
        self.moving.moved.connect(self._reveal_after)
        self.moving.wished.connect(self.wishing.add)
        self.moving.unwished.connect(self.wishing.remove)

    # Showing -------------------------------------------------------------------------

    @property
    def tour(self) -> Tour | None:
        """The round in front."""
        tours = self._seen.rounds if self._seen else ()
        return next((tour for tour in tours if tour.number == self._round), None)

    def _show(self, seen: Hall) -> None:
        event = self._session.meeting
        if event is None or event.id != seen.event:
            return
        before, self._seen = self._states.currentWidget(), seen
        self.wishing.show_hall(seen)
        self._show_rounds(seen)
        if self._states.currentWidget() is not before and self.isVisible():
            self.focus_first()  # what had the keyboard is out of sight

    def _show_rounds(self, seen: Hall) -> None:
        self._round = max(1, min(self._round, len(seen.rounds)))
        tour = self.tour
        if not seen.people:
            self._show_state(self._nobody)
        elif tour is None:
            self._show_state(self._no_plan)
        else:
            self.top.show_rounds(seen.rounds, self._round, rows.summary(seen))
            self.grid.show_tables(rows.tables(seen, tour))
            if self._projected is not None:
                self._projected.show_hall(seen)
            self.side.show_hall(seen, tour)
            self._show_state(self._body)
            if self._reveal:
                self.grid.reveal(self._reveal)
                self._reveal = ""

    def _show_state(self, state: QWidget) -> None:
        self._states.setCurrentWidget(state)
        self._show_actions()

    def _show_actions(self) -> None:
        planned = self._states.currentWidget() is self._body
        self.top.setVisible(planned)
        busy = self.planner.busy
        secondary = [self._late, self._wish]
        if self._compact:
            secondary += [self._project, self._paper]
        self.header.set_secondary(secondary if planned else [])
        self.header.set_primary(self._propose if planned else None)
        self._propose.setEnabled(not busy)
        self._project.setEnabled(planned)
        # What is on paper would be the plan before the one that is searched for.
        self._paper.setEnabled(planned and not busy)
        self._no_plan.action.setEnabled(not busy)
        self._late.setEnabled(bool(self._seen and self._seen.present) and not busy)

    def _choose_round(self, number: int) -> None:
        self._round = number
        if self._seen:
            self._show(self._seen)

    def _reveal_after(self, registration: str) -> None:
        self._reveal = registration

    # Planning ------------------------------------------------------------------------

    def propose(self) -> None:
        """Ask what plan is wanted, then search for it."""
        event, seen = self._session.meeting, self._seen
        if event is None or seen is None or self.planner.busy:
            return
        dialog = PlanDialog(seen, event.tables, self.window(), last=self._wanted.get(event.id))
        dialog.wanted.connect(partial(self._start, seen))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _start(self, seen: Hall, wanted: Wanted) -> None:
        self._wanted[seen.event] = wanted
        self.planner.start(seen, wanted)
        self._show_progress(0, 0)
        self.progress.show()
        self.progress.focus_stop()
        self._halt.setEnabled(True)
        self._show_actions()

    def _show_progress(self, done: int, of: int) -> None:
        self.progress.set_progress(done, of, _("If you stop, the best plan so far is kept."))

    def _search_ended(self) -> None:
        waits = self.progress.has_keyboard()
        self.progress.hide()
        self.progress.allow_stop()
        self._halt.setEnabled(False)
        self._show_actions()
        if waits:
            self.focus_first()

    def seat_late(self) -> None:
        """List what seating those who are here would change; do it once agreed."""
        if self._seen is not None and self._seen.present:
            self.late.ask(self._seen, self._round)

    def project(self) -> None:
        """Show the round on the whole screen, on the second one if there is one."""
        if self._seen is None or self.tour is None:
            return
        if self._projected is None:
            self._projected = Projected(self._seen, self._round, self)
            self._projected.destroyed.connect(self._projected_closed)
            screens = QGuiApplication.screens()
            if len(screens) > 1:
                other = next(one for one in screens if one is not self.screen())
                self._projected.setGeometry(other.geometry())
        self._projected.showFullScreen()
        self._projected.activateWindow()

    def _projected_closed(self) -> None:
        self._projected = None

    # By hand -------------------------------------------------------------------------

    def _ask(self, registration: str) -> None:
        if not self._session.may_write():
            return
        found, tour = self.grid.list_of(registration), self.tour
        if found is not None and tour is not None and self._seen is not None:
            self.moving.ask(self._seen, tour, registration, found.menu_place(registration))

    def _drop(self, who: str, table: int, onto: str) -> None:
        if not self._session.may_write():
            return
        if self._seen is not None and self.tour is not None:
            self.moving.drop(self._seen, self.tour, who, table, onto)
