"""A new pledge half written comes back as it was, after a closed lid or a power cut."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from maillage.actions.pledges import Choosable
from maillage.language import _
from maillage.ui.drafts import PLEDGE
from maillage.ui.session import Session
from maillage.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from maillage.ui.pledges.making import NewPledgeDialog


class _Written(Struct, frozen=True):
    """What stands in the form."""

    what: str
    due: date
    origin: str
    people: list[Choosable]
    sought: str
    next_step: str
    help_needed: str
    idea: str
    proposed: str
    may_call: list[str]
    last: str = ""
    """The line somebody typed into last."""


class PledgeDraft(QObject):
    """Keeps what stands in the form of a new pledge until that is recorded or left."""

    def __init__(self, session: Session, form: NewPledgeDialog) -> None:
        super().__init__(form)
        self._drafts, self._form = session.drafts, form
        self._event = session.meeting.id if session.meeting else ""
        self._lines: dict[str, QPlainTextEdit | QLineEdit] = {
            "what": form.what,
            "sought": form.people.search,
            "next_step": form.next_step,
            "help_needed": form.help_needed,
        }
        self._last = ""
        for changed in (
            form.what.textChanged,
            form.next_step.textChanged,
            form.help_needed.textChanged,
            form.due.changed,
            form.origin.chosen,
            form.idea.currentIndexChanged,
            form.people.changed,
            form.people.search.textChanged,
            form.may_call.answered,
        ):
            changed.connect(self._keep)
        form.finished.connect(self._drop)

    def bring_back(self) -> bool:
        """Fill the form in as it was left, the cursor where somebody was typing.

        False if nothing was begun, or nobody can read it.
        """
        try:
            found = msgspec.convert(self._drafts.of(PLEDGE, self._event), _Written)
        except msgspec.ValidationError:
            return False
        form, self._last = self._form, found.last
        form.take_proposal(found.proposed, found.idea)
        form.what.setPlainText(found.what)
        form.people.choose(found.people)
        form.people.search.setText(found.sought)
        form.next_step.setText(found.next_step)
        form.help_needed.setText(found.help_needed)
        form.due.set_due(found.due)
        form.origin.set_code(found.origin)
        for person in found.may_call:
            if box := form.may_call.boxes.get(person):
                box.setChecked(True)
        form.body.insertWidget(2, Banner("info", _("You had begun this pledge. Go on with it.")))
        self._go_on()
        return True

    def _go_on(self) -> None:
        line = self._lines.get(self._last, self._form.what)
        line.setFocus()
        if isinstance(line, QLineEdit):
            # A dialog that opens selects what is there: the next letter would replace it.
            QTimer.singleShot(0, line, partial(line.end, False))
        else:
            line.moveCursor(QTextCursor.MoveOperation.End)

    def _keep(self) -> None:
        form = self._form
        if not form.is_written():
            self._drop()
            return
        typing = (name for name, line in self._lines.items() if line.hasFocus())
        self._last = next(typing, self._last)
        draft = form.draft()
        written = _Written(
            what=form.what.toPlainText(),
            due=draft.due,
            origin=draft.origin.value,
            people=form.people.chosen(),
            sought=form.people.search.text(),
            next_step=draft.next_step,
            help_needed=draft.help_needed,
            idea=draft.note,
            proposed=form.proposed,
            may_call=sorted(draft.may_call),
            last=self._last,
        )
        self._drafts.keep(PLEDGE, self._event, msgspec.to_builtins(written))

    def _drop(self) -> None:
        self._drafts.drop(PLEDGE, self._event)
