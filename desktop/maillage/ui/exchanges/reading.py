"""What one look into the store finds for this screen; runs off the main thread."""

from __future__ import annotations

from msgspec import Struct

from maillage.actions import choices_made, exchanges, subjects
from maillage.actions.device_names import own_name
from maillage.actions.exchanges import Decision, disputed_field
from maillage.domain.errors import Erased, MaillageError
from maillage.domain.fields import FieldType
from maillage.domain.records import RECORDS, Event, Record, Registration, owners_of
from maillage.domain.values import Stored
from maillage.language import _
from maillage.ui.exchanges.choices import ChoiceView, choice_of
from maillage.ui.exchanges.made import MadeView, made_view
from maillage.ui.session import Session


class Seen(Struct, frozen=True):
    """What the screen shows of the store."""

    unsent: int
    coordinator: bool
    device: str
    handed: bool
    """Whether a coordinator's file says that everything of this laptop is there."""
    choices: tuple[ChoiceView, ...]


def read(session: Session) -> Seen:
    """Return what waits to be sent and to be decided."""
    store = session.store
    now = store.clock()
    choices = tuple(
        choice_of(one, subject=_subject(session, one), names=_names(session, one), now=now)
        for one in exchanges.decisions(store)
    )
    coordinator = store.is_coordinator
    handed = not coordinator and exchanges.handover(store).complete
    return Seen(exchanges.unsent(store), coordinator, own_name(store), handed, choices)


def read_made(session: Session) -> list[MadeView]:
    """Return the choices that were made, the latest first."""
    now = session.store.clock()
    return [
        made_view(
            one,
            subject=_subject(session, one.decision),
            names=_names(session, one.decision, one.chosen.value, one.now),
            now=now,
            writes=not session.reads,
        )
        for one in choices_made.made(session.store)
    ]


def same_meeting(session: Session, event: Event | None) -> Event | None:
    """Return the meeting shown as it is after a merge; None if there was or is none."""
    try:
        return session.store.get(Event, event.id) if event else None
    except MaillageError:
        return None


def _subject(session: Session, decision: Decision) -> str:
    """Return whose field it is; for what describes somebody else, that somebody."""
    kind, id_ = decision.conflict.kind, decision.conflict.record
    if decision.subject and kind != "follow_up":
        return decision.subject
    try:
        record = session.store.get(RECORDS[kind], id_) if kind in RECORDS else None
    except MaillageError:
        return decision.subject
    if isinstance(record, Registration):
        return _name(session, "person", record.person)
    for owner in owners_of(kind):
        if refers := _refers(record, owner):
            return _name(session, *refers)
    return decision.subject


def _refers(record: Record | None, name: str) -> tuple[str, str] | None:
    id_ = getattr(record, name, "")
    # An owner's field is named after the kind it points to.
    return (name, id_) if id_ and name in RECORDS else None


def _names(session: Session, decision: Decision, *more: Stored) -> dict[str, str]:
    """Return what people call the records that a disputed reference points to."""
    field = disputed_field(decision.conflict)
    if field is None or field.holds is not FieldType.REFERENCE:
        return {}
    heads = [*decision.versions, *([decision.base] if decision.base else [])]
    ids = {str(value) for value in (*(head.value for head in heads), *more) if value}
    return {id_: _name(session, field.refers, id_) for id_ in ids}


def _name(session: Session, kind: str, id_: str) -> str:
    """Return what people call a record; that it was erased, or is not here yet, in words."""
    try:
        session.store.get(RECORDS[kind], id_)
    except Erased:
        return _("Erased person") if kind == "person" else _("Erased record")
    except (MaillageError, KeyError):
        return _("not received yet")
    return subjects.subject_of(session.store, kind, id_)
