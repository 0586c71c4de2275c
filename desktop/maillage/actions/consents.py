"""What people agree to, purpose by purpose, and the notice they were given to read.

An answer is never changed: each is recorded beside the former ones, with the version of the
notice, so that what somebody had agreed to on a given day can be told.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from maillage.actions import same_people
from maillage.actions.device_names import device_names
from maillage.actions.events import local_time
from maillage.domain.consenting import counting, doubtful, in_order, when
from maillage.domain.errors import MissingValue
from maillage.domain.records import Consent, Notice, Programme
from maillage.domain.vocabulary import ConsentForm, ConsentPurpose
from maillage.language import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from maillage.exchange.store import Store

DEFAULT = N_(
    "{programme} records your name, your organisation and your answers below, to hold the meeting,"
    " to tell what came of it and, if you agree, to contact you again.\n\n"
    "Your data stay on encrypted laptops of the team. They are neither sold nor published. They"
    " are erased one year after the meeting, and three years after our last contact if you agreed"
    " to be contacted again.\n\n"
    "You are free to agree to each purpose or not, and to change your mind at any time; nothing"
    " else depends on it. To read, correct or erase what concerns you: {contact}. You may also"
    " complain to the CNIL."
)
"""What people are told until the coordination writes its own words."""


class Standing(Struct, frozen=True):
    """Where one purpose stands for one person."""

    purpose: ConsentPurpose
    last: Consent | None
    """The latest answer, or of several records the strictest; None while nobody has asked."""
    was_given: bool = False
    """An earlier answer was yes: a no after it is a withdrawal."""
    recorded_by: str = ""
    """Name of the laptop that recorded the latest answer."""


class Asked(Struct, frozen=True):
    """All that is shown when somebody is asked."""

    notice: Notice
    standings: tuple[Standing, ...]
    may_edit: bool
    """Whether this laptop may write another notice: the coordination's."""


def asked(store: Store, *, person: str) -> Asked:
    """Return the notice in force and where each purpose stands for somebody."""
    return Asked(
        notice_in_force(store),
        tuple(standings(store, person=person)),
        store.is_coordinator,
    )


def standings(store: Store, *, person: str) -> list[Standing]:
    """Return where each purpose stands for somebody, in the order of the purposes."""
    same, once = same_people.read(store), same_people.once_joined(store)
    records = set(same.records(person))
    # Of whom they were parted from, to tell what either of them may have answered.
    others = {other for one in records for other in once.get(one, ())}
    found_answers = in_order(store.among(Consent, "person", records | others))
    doubt = doubtful(found_answers, same, once)
    answers = [one for one in found_answers if one.person in records and one.id not in doubt]
    devices = device_names(store)
    recorded = store.added_by([one.id for one in answers])
    found = []
    for purpose in ConsentPurpose:
        of_purpose = [one for one in answers if one.purpose is purpose]
        last = counting(of_purpose)
        earlier = any(one.given and last and when(one) < when(last) for one in of_purpose)
        by = devices.get(recorded.get(last.id, ""), "") if last else ""
        found.append(Standing(purpose, last, earlier, by))
    return found


def agreed(store: Store, purpose: ConsentPurpose) -> set[str]:
    """Return the people whose latest answer for a purpose is yes, under each of their names."""
    return {person for person, one in _latest(store, purpose).items() if one.given}


def refused(store: Store, purpose: ConsentPurpose) -> set[str]:
    """Return the people whose latest answer for a purpose is no."""
    return set(refusals(store, purpose))


def refusals(store: Store, purpose: ConsentPurpose) -> dict[str, Consent]:
    """Return that no by person, under each of their names."""
    return {person: one for person, one in _latest(store, purpose).items() if not one.given}


def _latest(store: Store, purpose: ConsentPurpose) -> dict[str, Consent]:
    """Return the answer that counts for a purpose of everybody who ever gave one."""
    same = same_people.read(store)
    said: dict[str, list[Consent]] = defaultdict(list)
    for one in undoubted(store, store.all(Consent, purpose=purpose)):
        said[same.of(one.person)].append(one)
    return {
        person: counts
        for shown, answers in said.items()
        if (counts := counting(answers))
        for person in same.records(shown)
    }


def undoubted(store: Store, answers: Iterable[Consent]) -> list[Consent]:
    """Return answers of everybody in order, without those that somebody else may have given."""
    ordered = in_order(answers)
    doubt = doubtful(ordered, same_people.read(store), same_people.once_joined(store))
    return [one for one in ordered if one.id not in doubt]


def answer(
    store: Store,
    *,
    person: str,
    event: str,
    purpose: ConsentPurpose,
    given: bool,
    form: ConsentForm,
) -> Consent:
    """Record what somebody answered, now, after the notice in force; return the answer.

    The notice is recorded with the first answer that names it. What they say is recorded for
    each record of theirs: should these be of two people after all, a no counts for both.
    """
    with store.action():
        notice = notice_in_force(store)
        if not notice.id:
            store.add(notice)
        said = Consent(
            person=person,
            event=event,
            purpose=purpose,
            given=given,
            form=form,
            notice=notice.version,
            at=store.clock(),
        )
        for other in same_people.others_here(store, person):
            store.add(replace(said, person=other))
        return store.add(said)


def declined_by_others(store: Store, said: Consent) -> list[Consent]:
    """Return the latest answers for a purpose of the other records of somebody, if they are no."""
    others = set(same_people.read(store).records(said.person)) - {said.person}
    answers = in_order(store.among(Consent, "person", others))
    latest = {one.person: one for one in answers if one.purpose is said.purpose}
    return [one for one in latest.values() if not one.given]


def take_back(store: Store, *, consent: str) -> None:
    """Undo an answer that was recorded by mistake; the one before counts again."""
    with store.action():
        said = store.get(Consent, consent)
        others = same_people.once_joined(store).get(said.person, ())
        for other in store.among(Consent, "person", others):
            if replace(other, id=said.id, person=said.person) == said:
                store.delete(other.id)
        store.delete(consent)


def notice_in_force(store: Store) -> Notice:
    """Return what people are told today; before anybody wrote a notice, an unsaved default."""
    today = _today(store)
    known = [one for one in store.all(Notice) if one.since is None or one.since <= today]
    if not known:
        return _default(store)
    return max(known, key=lambda one: (one.since is not None, one.since, one.id))


def write_notice(store: Store, *, text: str) -> Notice:
    """Put another text in force from today; the same text again changes nothing.

    Earlier texts stay: answers name them. Raises MissingValue.
    """
    wanted = text.strip()
    if not wanted:
        raise MissingValue("text")
    with store.action():
        now = notice_in_force(store)
        if now.id and now.text == wanted:
            return now
        return store.add(_notice(wanted, len(store.all(Notice)) + 1, _today(store)))


def _default(store: Store) -> Notice:
    programme = next(iter(store.all(Programme)), Programme())
    text = _(
        DEFAULT,
        programme=programme.name or _("The programme"),
        contact=programme.privacy_contact or _("ask whoever receives you"),
    )
    return replace(_notice(text, 1, _today(store)), since=None)


def _notice(text: str, number: int, since: date) -> Notice:
    """Return a notice whose version says which text it is, on whichever laptop it was written."""
    mark = hashlib.sha256(text.encode()).hexdigest()[:4]
    return Notice(version=f"{number}.{mark}", text=text, since=since)


def _today(store: Store) -> date:
    return local_time(store.clock()).date()
