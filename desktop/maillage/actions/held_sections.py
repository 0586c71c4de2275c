"""What is held about one person, kind by kind, in plain words and for a machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.actions import duplicate_filling, held_work
from maillage.actions.held_about import (
    About,
    choice_words,
    field_line,
    former_words,
    moment_words,
    state_lines,
    stored,
)
from maillage.domain.records import (
    Attachment,
    Consent,
    Membership,
    Notice,
    Organisation,
    Person,
    Registration,
    Round,
    Seat,
    SeatingRule,
    Territory,
    fields_of,
)
from maillage.domain.vocabulary import AttachmentRole
from maillage.language import _, current
from maillage.reports.held import Entry, Line, Section

if TYPE_CHECKING:
    from collections.abc import Callable


def card(about: About) -> Section:
    """Return what the card says, with what it said before."""
    ever = about.store.ever(one.id for one in about.records)
    taken = duplicate_filling.of_others(about.store, about.ids)
    entries = []
    for place, one in enumerate(about.records):
        lines = []
        for field in fields_of(Person.kind).values():
            value = getattr(one, field.name)
            if field.refers:
                name = about.name_of(Territory, value)
                lines.append(Line(field.name, _(field.label), name, name))
            else:
                lines.append(field_line(field, value))
            now = stored(value)
            former = {
                str(said)
                for said in ever.get(one.id, {}).get(field.name, ())
                if said not in (None, "", now, *taken.get((one.id, field.name), ()))
                and not field.refers
            }
            if former:
                words = current().list(sorted(former_words(field, said) for said in former))
                label = _("{field}, before", field=_(field.label))
                said = "; ".join(sorted(former))
                lines.append(Line(f"{field.name}_before", label, words, said))
        kept = [line for line in lines if line.words]
        title = _("Another record of the same person") if place else ""
        entries.append(Entry((*kept, *state_lines(one)), title))
    return Section("card", _("Your card"), tuple(entries))


def organisations(about: About) -> Section:
    """Return the structures they come from."""
    entries = []
    for one in about.of(Membership, "person"):
        name = about.name_of(Organisation, one.organisation)
        lines = [
            Line("organisation", _("Organisation"), name, name),
            Line("position", _("Position"), one.position, one.position),
        ]
        entries.append(Entry((*(line for line in lines if line.words), *state_lines(one))))
    none = _("No organisation is noted.")
    return Section("organisations", _("Your organisation"), tuple(entries), none)


def meetings(about: About) -> Section:
    """Return what they were registered for, and when they came."""
    entries = []
    about.written |= {one.id for one in about.registrations}
    for one in about.registrations:
        own = [
            field_line(field, getattr(one, field.name))
            for field in fields_of(Registration.kind).values()
            if not field.refers
        ]
        meeting = about.meeting(one.event)
        where = about.name_of(Territory, one.territory)
        lines = [
            Line("meeting", _("Which meeting"), meeting, meeting),
            *own,
            Line("territory", _("Territory"), where, where),
            *state_lines(one),
        ]
        entries.append(Entry(tuple(line for line in lines if line.words)))
    none = _("No registration.")
    return Section("registrations", _("Registrations and arrivals"), tuple(entries), none)


def consents(about: About) -> Section:
    """Return every answer, the first one first, and which notice they were given."""
    answers = sorted(about.of(Consent, "person"), key=lambda one: (str(one.at or ""), one.id))
    notices = {one.version: one for one in about.store.all(Notice, deleted=True)}
    entries = []
    for one in answers:
        answer = _("Agreed") if one.given else _("Refused, or withdrawn")
        meeting = about.meeting(one.event)
        text = notices[one.notice].text if one.notice in notices else ""
        lines = [
            Line("purpose", _("Purpose"), choice_words(one.purpose), stored(one.purpose)),
            Line("given", _("Answer"), answer, one.given),
            Line("at", _("Date"), moment_words(one.at), stored(one.at)),
            Line("form", _("Form"), choice_words(one.form), stored(one.form)),
            Line("notice", _("Notice version"), one.notice, one.notice),
            Line("meeting", _("Which meeting"), meeting, meeting),
            Line("notice_text", "", "", text),
            *state_lines(one),
        ]
        entries.append(Entry(tuple(one for one in lines if one.words or one.said)))
    none = _("Nothing was asked, or no answer was noted.")
    return Section("consents", _("What you agreed to or refused"), tuple(entries), none)


def seats(about: About) -> Section:
    """Return where they sat, and what was wished for it; nobody else is named."""
    registered = {one.id: one for one in about.registrations}
    rounds = {one.id: one for one in about.store.all(Round, deleted=True)}
    entries = []
    for seat in about.of(Seat, "registration", set(registered)):
        of = rounds.get(seat.round, Round())
        meeting = about.meeting(of.event)
        table = _("Table {n}", n=seat.table) if seat.table else ""
        turn = _("Round {n}", n=of.number) if of.number else ""
        lines = [
            Line("meeting", _("Which meeting"), meeting, meeting),
            Line("round", _("Round"), turn, of.number),
            Line("table", _("Table"), table, seat.table),
            *state_lines(seat),
        ]
        entries.append(Entry(tuple(line for line in lines if line.words)))
    for field in ("registration", "other"):
        for wish in about.of(SeatingRule, field, set(registered)):
            said = stored(wish.rule)
            line = Line("wish", _("Wish for the table plan"), choice_words(wish.rule), said)
            entries.append(Entry((line, *state_lines(wish))))
    none = _("No seat is noted.")
    return Section("seats", _("Seats at the tables"), tuple(entries), none)


def signatures(about: About) -> Section:
    """Return whether they signed; the picture itself is not in it."""
    entries = []
    for one in about.of(Attachment, "person"):
        meeting, is_signature = about.meeting(one.event), one.role is AttachmentRole.SIGNATURE
        caption = about.masked(one.caption)
        lines = [
            Line("kind", _("Kind"), choice_words(one.role), stored(one.role)),
            Line("added", _("Date"), moment_words(one.added), stored(one.added)),
            Line("meeting", _("Which meeting"), meeting, meeting),
            Line("caption", _("Caption"), caption, caption),
            *state_lines(one),
        ]
        if is_signature:
            kept = _("A picture of it is kept")
            lines.append(Line("picture", _("Signature"), kept, True))
        entries.append(Entry(tuple(line for line in lines if line.words)))
    none = _("No signature and no picture.")
    return Section("signatures", _("Signature"), tuple(entries), none)


SECTIONS: tuple[Callable[[About], Section], ...] = (
    card,
    organisations,
    meetings,
    consents,
    seats,
    held_work.pledges,
    held_work.mentions,
    signatures,
    held_work.purposes,
)
"""In the order of the paper. Where it is held comes last: it needs to know all that was found."""
