"""The dialog that creates a meeting, or corrects one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from maillage.actions import events, explain
from maillage.actions.territories import Named
from maillage.domain.errors import ChangedSince
from maillage.domain.records import Event
from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XL
from maillage.ui.meeting import around, faults, typed
from maillage.ui.meeting.around import Around
from maillage.ui.meeting.drafting import MeetingDraft
from maillage.ui.meeting.form import MeetingForm
from maillage.ui.meeting.typed import Typed
from maillage.ui.session import Session
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.dialogs import ConfirmDialog, press_focused
from maillage.ui.widgets.fields import LabelledField
from maillage.ui.widgets.focus import as_seen
from maillage.ui.widgets.scroll import Hairline, ScrollPane
from maillage.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

WIDTH = 780


class MeetingDialog(MeetingForm):
    """Creates or corrects a meeting. The one saved is then shown."""

    def __init__(
        self, session: Session, event: Event | None = None, parent: QWidget | None = None
    ) -> None:
        """Correct ``event``; without one, create a meeting."""
        super().__init__(event, parent)
        self._session = session
        self._saving = False
        self.setWindowTitle(_("Edit the meeting") if event else _("New meeting"))
        self.fault = Banner("danger", "…")
        self.fault.hide()
        content = self.content
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_M, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(Text(self.windowTitle(), "heading", wrap=True))
        pane, edge = ScrollPane(content), Hairline()
        self._pane = pane
        edge.follow(pane)
        scrolled = QVBoxLayout()
        scrolled.setSpacing(0)
        scrolled.addWidget(pane, 1)
        scrolled.addWidget(edge)
        column.addLayout(scrolled, 1)
        column.addWidget(self.fault)
        column.addLayout(self._buttons())
        today = events.local_time(session.store.clock()).date()
        self._show(typed.of(event, today) if event else typed.new(today))
        self._shown = self.typed()
        self._untouched = self._filled()
        # What is not known yet must not be saved as if there were nothing.
        self.save.setEnabled(event is None)
        job = partial(around.read, session, event.id if event else "")
        session.read(job, done=self._look_around)
        self._fit(content)
        pane.setMinimumWidth(content.minimumSizeHint().width() + SPACE_M)  # never cut at the side
        self.partners.grew.connect(partial(as_seen, self))
        as_seen(self)
        self.title.setFocus()
        self._draft = MeetingDraft(session.drafts, self, event.id if event else "")
        if event is None:
            self._draft.begin()

    def _look_around(self, found: Around) -> None:
        """Show what belongs to the meeting, and complete what is typed from now on."""
        touched = self.is_changed()
        if self._event is not None:
            self.territory.set_named(found.territories.get(self._event.territory, Named()))
            self.partners.set_partners(found.partners)
            self._shown = replace(
                self._shown,
                territory=self.territory.named(),
                partners=self.partners.partners(),
            )
            self.save.setEnabled(True)
        self.partners.use(found.structures)
        self.commune.use(found.atlas)
        self.territory.use(found.atlas)
        if not touched:  # a recorded name may be known as a place now: nobody typed that
            self._untouched = self._filled()
        if self._event is not None:
            self._draft.begin()  # not before one can tell what somebody else has changed

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, SPACE_M, 0)
        row.setSpacing(SPACE_S)
        row.addStretch(1)
        later = Button(_("Change nothing") if self._event else _("Not now"))
        later.clicked.connect(self.reject)
        self.save = Button(
            _("Save the changes") if self._event else _("Create the meeting"), "primary"
        )
        self.save.clicked.connect(self.send)
        self.save.setDefault(True)
        row.addWidget(later)
        row.addWidget(self.save)
        return row

    def _fit(self, content: QWidget) -> None:
        """As high as the fields need, never higher than the screen."""
        room = QGuiApplication.primaryScreen().availableSize()
        self.resize(
            min(theme.px(WIDTH), room.width()),
            min(content.sizeHint().height() + theme.px(190), room.height() - 40),
        )

    @property
    def recorded(self) -> Typed:
        """What the fields said before anybody changed them."""
        return self._untouched[0]

    def is_changed(self) -> bool:
        """Tell whether anything stands here that was not there when the dialog opened."""
        return self._filled() != self._untouched

    def _filled(self) -> tuple[Typed, list[str]]:
        return self.typed(), typed.themes(self.workshops.toPlainText())

    def reject(self) -> None:
        """Leave; ask first when something was filled in or changed."""
        if self._saving:  # its answer is on the way
            return
        if not self.is_changed() or ConfirmDialog.ask(
            _("Leave without saving these changes?")
            if self._event
            else _("Leave without creating this meeting?"),
            _("What you wrote here would be lost."),
            safe=_("Go on writing"),
            danger=_("Change nothing") if self._event else _("Do not create"),
            parent=self,
        ):
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus; in a field, it saves."""
        if not press_focused(self, event):
            super().keyPressEvent(event)

    def send(self) -> None:
        """Save what was typed; what is wrong is said at its field, and nothing typed is lost."""
        if (wrong := self.when.find_fault(self.typed())) is not None:
            self._go_to(wrong)
            return
        if self._saving:
            return
        self._set_saving(True)
        self.fault.hide()
        self._session.write(self._job(), done=self._saved, failed=self._fail)

    def _set_saving(self, saving: bool) -> None:
        self._saving = saving
        self.save.setEnabled(not saving)

    def _job(self) -> Callable[[], Event]:
        store, typed_ = self._session.store, self.typed()
        if self._event is not None:
            changes = typed_.changes(self._shown)
            job = partial(events.change_event, store, event=self._event.id, was=self._event)
            return partial(job, **changes)
        values = typed_.values()
        themes = typed.themes(self.workshops.toPlainText())
        return partial(events.create_event, store, workshops=themes, **values)  # type: ignore[arg-type]

    def _saved(self, event: Event) -> None:
        self._draft.drop()
        self._session.show_meeting(event)
        self._session.tell(
            _("“{title}” is saved.", title=event.title)
            if self._event
            else _("“{title}” is created.", title=event.title)
        )
        self.accept()

    def _fail(self, error: BaseException) -> None:
        self._set_saving(False)
        if isinstance(error, ChangedSince) and self._event is not None:
            look = partial(_again, self._session, self._event.id)
            self._session.read(look, done=self._take_up)
            return
        fault = faults.find(error, self.typed(), self.workshops.toPlainText())
        if fault is not None:
            field = self._places[fault.field]
            field.set_error(fault.sentence)
            at = self.partners.set_wrong(fault.partner) if fault.partner else None
            self._go_to(field, at)
        elif explain.is_expected(error):
            self.fault.say("danger", explain.sentence(error))
            self.fault.show()
        else:
            self._session.failed.emit(error)

    def _take_up(self, found: tuple[Event, Around]) -> None:
        """Show what somebody else has written since, and offer what was typed over it."""
        event, near = found
        today = events.local_time(self._session.store.clock()).date()

        def show() -> None:
            self._event = event
            self._show(typed.of(event, today))
            self.territory.set_named(near.territories.get(event.territory, Named()))
            self.partners.set_partners(near.partners)
            self._shown = self.typed()
            self._untouched = self._filled()

        self._draft.take_up(show)

    def _go_to(self, field: LabelledField, editor: QWidget | None = None) -> None:
        """Bring what is to be repaired into view, and the keyboard to it."""
        (editor or field.editor).setFocus()
        self.bring_into_view(field)  # once its sentence has its place

    def bring_into_view(self, part: QWidget) -> None:
        """Scroll to a field, once all has its place."""
        QTimer.singleShot(0, part, partial(self._pane.ensureWidgetVisible, part, 0, SPACE_L))


def _again(session: Session, event: str) -> tuple[Event, Around]:
    return session.store.get(Event, event), around.read(session, event)
