"""Choosing the meeting that every screen shows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtWidgets import QWidget

from maillage import language
from maillage.actions import events
from maillage.domain.records import Event
from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.session import Session
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.rows import Row, State


def rows(meetings: Iterable[Event], shown: str) -> list[Row]:
    """Return one row per meeting; the one shown says so."""
    return [
        Row(
            one.id,
            one.title,
            " · ".join(filter(None, (_day(one), one.commune))),
            icon="calendar",
            state=State(_("Shown"), "check", "positive") if one.id == shown else None,
        )
        for one in meetings
    ]


def _day(event: Event) -> str:
    days = events.days(event)
    return language.current().days(*days) if days else ""


class ChooseMeetingDialog(PlainDialog):
    """The meetings of the programme, the latest first; Enter or a click shows one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Choose a meeting"),
            _("All screens then show that meeting."),
            parent,
            icon_name="calendar",
        )
        self._session = session
        self._meetings: dict[str, Event] = {}
        self.list = RowList(_("Meetings of the programme"), single_click=True)
        self.list.setMinimumSize(theme.px(460), theme.px(240))
        self.list.activated_row.connect(self._choose)
        self.body.insertWidget(self.body.count() - 1, self.list)
        self.add_button(_("Keep this one")).clicked.connect(self.reject)
        session.read(partial(events.events, session.store), done=self._found)

    def _found(self, meetings: list[Event]) -> None:
        self._meetings = {one.id: one for one in meetings}
        shown = self._session.meeting.id if self._session.meeting else ""
        self.list.set_rows(rows(meetings, shown))
        self.list.set_current(shown)
        self.list.setFocus()

    def _choose(self, key: str) -> None:
        self._session.show_meeting(self._meetings[key])
        self.accept()
