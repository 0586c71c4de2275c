"""A new pledge half written comes back as it was, after a closed lid or a power cut."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from maillage.actions.drafts import Values
from maillage.actions.pledges import Choosable
from maillage.ui.drafts import PLEDGE
from maillage.ui.form_draft import FormDraft
from maillage.ui.session import Session
from maillage.ui.widgets.caret import Line

if TYPE_CHECKING:
    from maillage.ui.pledges.making import NewPledgeDialog


class _More(Struct, frozen=True):
    """What stands in the form beside its lines."""

    due: date
    origin: str
    people: list[Choosable]
    idea: str
    proposed: str
    may_call: list[str]


class PledgeDraft(FormDraft):
    """Keeps what stands in the form of a new pledge until that is recorded or left."""

    def __init__(self, session: Session, form: NewPledgeDialog) -> None:
        lines: dict[str, Line] = {
            "what": form.what,
            "sought": form.people.search,
            "next_step": form.next_step,
            "help_needed": form.help_needed,
        }
        event = session.meeting.id if session.meeting else ""
        super().__init__(form, session.drafts, PLEDGE, event, lines)
        self._pledge = form
        for changed in (
            form.due.changed,
            form.origin.chosen,
            form.idea.currentIndexChanged,
            form.people.changed,
            form.may_call.answered,
        ):
            changed.connect(self.keep)

    def is_begun(self) -> bool:
        """Tell whether something was written, or somebody chosen or looked for."""
        return self._pledge.is_written()

    def more(self) -> Values:
        """Return until when, who, from which idea and who agrees to be called."""
        form, draft = self._pledge, self._pledge.draft()
        more = _More(
            due=draft.due,
            origin=draft.origin.value,
            people=form.people.chosen(),
            idea=draft.note,
            proposed=form.proposed,
            may_call=sorted(draft.may_call),
        )
        found: Values = msgspec.to_builtins(more)
        return found

    def take(self, found: Values) -> None:
        """Choose all that again."""
        more, form = msgspec.convert(found, _More), self._pledge
        form.take_proposal(more.proposed, more.idea)
        form.people.choose(more.people)
        form.due.set_due(more.due)
        form.origin.set_code(more.origin)
        for person in more.may_call:
            if box := form.may_call.boxes.get(person):
                box.setChecked(True)
