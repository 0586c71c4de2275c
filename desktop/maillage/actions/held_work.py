"""What is held of somebody's pledges and of texts; why it is held, how long and where."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from maillage.actions import pledges as pledging
from maillage.actions import texts
from maillage.actions.events import local_time
from maillage.actions.held_about import (
    About,
    choice_words,
    field_line,
    state_lines,
    stored,
    yes_words,
)
from maillage.domain.fields import Keep, Purpose
from maillage.domain.records import (
    Attachment,
    Consent,
    DuplicateDecision,
    FollowUp,
    Membership,
    Note,
    Person,
    Pledge,
    PledgeParty,
    Registration,
    fields_of,
)
from maillage.language import _, current, ngettext_
from maillage.reports.held import Entry, Line, Section

if TYPE_CHECKING:
    from collections.abc import Mapping

_KINDS = {
    "note": lambda: _("Note"),
    "pledge": lambda: _("Pledge"),
    "follow_up": lambda: _("Follow-up"),
    "attachment": lambda: _("Caption of a photo"),
}


def pledges(about: About) -> Section:
    """Return the pledges they take part in, with whom, and what became of them."""
    found = sorted(about.of(PledgeParty, "person"), key=lambda one: not one.deleted)
    parts = {one.pledge: one for one in found}  # what stands hides what was deleted
    called = _called_about(about)
    entries = []
    for pledge in about.of(Pledge, "id", set(parts)):
        part, meeting = parts[pledge.id], about.meeting(pledge.event)
        own = [
            Line("meeting", _("Which meeting"), meeting, meeting),
            Line("role", _("Your part"), choice_words(part.role), stored(part.role)),
        ]
        if part.deleted and not pledge.deleted:  # the pledge of others, and so are its words
            own += state_lines(part)
            entries.append(Entry(tuple(line for line in own if line.words)))
            continue
        may_call = pledge.id in called
        parties = about.store.all(PledgeParty, pledge=pledge.id)
        others = [one.person for one in parties if one.person not in about.ids]
        named = [about.people[one].name for one in others if one in about.people]
        words = current().list(named)
        lines = [
            field_line(field, about.masked(value, others) if isinstance(value, str) else value)
            for field in fields_of(Pledge.kind).values()
            if not field.refers
            for value in (getattr(pledge, field.name),)
        ]
        lines += [
            *own,
            Line("may_call", _("Agrees to be called back"), yes_words(may_call), may_call),
            Line("with", _("With"), words, "; ".join(named)),
            *state_lines(part if part.deleted else pledge),
        ]
        for place, told in enumerate(_follow_ups(about, pledge.id), 1):
            text = about.masked(told.text, others)
            when = current().date(told.on) if told.on else ""
            said = " · ".join(filter(None, (when, choice_words(told.channel), text)))
            machine = " ".join(filter(None, (str(told.on or ""), text)))
            key = f"follow_up_{place}"
            lines.append(Line(key, _("Follow-up"), said, machine))
            lines += [replace(one, key=f"{key}_{one.key}") for one in state_lines(told)]
        entries.append(Entry(tuple(line for line in lines if line.words)))
    none = _("You take part in no pledge.")
    return Section("pledges", _("Pledges and follow-ups"), tuple(entries), none)


def mentions(about: About) -> Section:
    """Return the texts that name them, and what they are quoted with."""
    theirs = {one.id for one in about.of(PledgeParty, "person")}
    pledged = {one.pledge for one in about.store.among(PledgeParty, "id", theirs)}
    found = {
        (one.id, one.text): one
        for record in about.records
        for one in texts.mentions(about.store, record)
        if one.pledge not in pledged
    }
    entries = []
    for one in found.values():
        kind, text = _KINDS[one.kind](), about.masked(one.text)
        lines = [Line("text", kind, text, text)]
        if meeting := about.meeting(one.event):
            lines.append(Line("meeting", _("Which meeting"), meeting, meeting))
        if one.earlier or one.deleted:
            state = _("Not shown any more: only the journal has it")
            lines.append(Line("state", _("State"), state, "former"))
        entries.append(Entry(tuple(lines)))
        about.written.add(one.id)
    for note in about.of(Note, "speaker"):
        text = about.masked(note.text)
        lines = [
            Line("quote", _("Said by you"), text, text),
            Line("may_name", _("Agrees to be named"), yes_words(note.may_name), note.may_name),
            *state_lines(note),
        ]
        entries.append(Entry(tuple(lines)))
    none = _("No text has your name.")
    remark = _("A text is found by the last name: it may be of somebody else who bears it.")
    title = _("Texts that name you")
    return Section("texts", title, tuple(entries), none, remark if entries else "")


def purposes(about: About) -> Section:
    """Return why each kind of data is kept, and how long."""
    found: dict[tuple[Purpose, Keep], list[str]] = {}
    for kind in (Person, Membership, Registration, Consent, PledgeParty, FollowUp, Attachment):
        for field in fields_of(kind.kind).values():
            if field.personal and field.purpose and field.keep and not field.refers:
                named = found.setdefault((field.purpose, field.keep), [])
                label = _(field.label)
                if (label := label[0].lower() + label[1:]) not in named:
                    named.append(label)
    entries = [
        Entry(
            (
                Line("purpose", _("Why"), choice_words(purpose), stored(purpose)),
                Line("kept", _("How long"), choice_words(keep), stored(keep)),
                Line("data", _("Which data"), current().list(named), "; ".join(named)),
            )
        )
        for (purpose, keep), named in found.items()
    ]
    return Section("purposes", _("Why, and for how long"), tuple(entries), "", _decided(about))


def laptops(about: About, names: Mapping[str, str], own: str) -> Section:
    """Return which laptops are known to hold it: this one, and those that recorded of it."""
    histories = about.store.histories(sorted(about.written))
    wrote: dict[str, list[int]] = {}
    for operations in histories.values():
        for one in operations:
            wrote.setdefault(one.device, []).append(one.time)
    entries = [Entry((Line("device", _("This laptop"), own, own),))]
    for device, times in sorted(wrote.items(), key=lambda one: names.get(one[0], "")):
        first, last = (datetime.fromtimestamp(t / 1000, UTC) for t in (min(times), max(times)))
        days = current().days(local_time(first).date(), local_time(last).date())
        words = _("{device}: recorded something, {days}", device=names.get(device, "?"), days=days)
        entries.append(Entry((Line("device", _("Laptop"), words, names.get(device, "")),)))
    remark = _(
        "Whoever took in a file of these laptops holds it too, encrypted: the coordination, and for"
        " a meeting its other laptops. Erasing reaches each as soon as it takes in a file."
    )
    return Section("laptops", _("Where it is held"), tuple(entries), "", remark)


def _called_about(about: About) -> set[str]:
    """Return the pledges about which they may be called back, after all they have said."""
    today = local_time(about.store.clock()).date()
    return {
        promise.pledge.id
        for promise in pledging.promises(about.store, today=today)
        for party in promise.parties
        if party.person in about.ids and party.may_call
    }


def _follow_ups(about: About, pledge: str) -> list[FollowUp]:
    found = about.of(FollowUp, "pledge", {pledge})
    return sorted(found, key=lambda one: (str(one.on or ""), one.id))


def _decided(about: About) -> str:
    """Return how often somebody decided whether two records are theirs."""
    found = {
        one.id
        for field in ("person", "other")
        for one in about.of(DuplicateDecision, field)
        if not one.deleted
    }
    return (
        ngettext_(
            "Somebody decided once whether another card is of the same person.",
            "Somebody decided {n} times whether another card is of the same person.",
            len(found),
        )
        if found
        else ""
    )
