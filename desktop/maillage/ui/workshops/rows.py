"""From notes to what the screen at the tables shows: rows, ideas in order, sentences."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from msgspec import Struct

from maillage.actions.events import local_time
from maillage.actions.workshops import Budget, Line, ideas
from maillage.domain.capture import LETTERS, Captured, capture
from maillage.domain.errors import TooLong
from maillage.domain.records import Note
from maillage.domain.sensitive import Concern, Sensitive
from maillage.domain.vocabulary import NoteKind
from maillage.language import N_, _, current, ngettext_
from maillage.ui.widgets.chips import ChipItem
from maillage.ui.widgets.rows import Row, State, head

PLAUSIBLE_TABLES: Final = 20
"""Tables offered when the meeting does not say how many it has."""


class Look(Struct, frozen=True):
    """How one kind of note appears: its chip, the head of its section, its icon."""

    chip: str
    heading: str
    icon: str
    tone: str = "accent"


LOOKS: Final = {
    NoteKind.BARRIER: Look(N_("Barrier"), N_("Barriers"), "ban", "danger"),
    NoteKind.LEVER: Look(N_("Lever"), N_("Levers"), "trending-up", "positive"),
    NoteKind.PERCEPTION: Look(N_("Perception"), N_("Perceptions"), "eye"),
    NoteKind.QUOTE: Look(N_("Quote"), N_("Quotes"), "quote"),
    NoteKind.MEETING_PLACE: Look(N_("Place"), N_("Meeting places"), "map-pin"),
    NoteKind.QUESTION: Look(N_("Question"), N_("Questions"), "circle-question-mark"),
    NoteKind.PROPOSAL: Look(N_("Proposal"), N_("Proposals"), "megaphone"),
    NoteKind.IDEA: Look(N_("Idea"), N_("Ideas"), "lightbulb", "warning"),
}
"""In the order of the sections: ideas last, they also stand beside with their votes."""


def kind_chips(*, icons: bool) -> list[ChipItem]:
    """Return a chip per kind with the letter that chooses it, the ideas first."""
    order = [NoteKind.IDEA, *(kind for kind in LOOKS if kind is not NoteKind.IDEA)]
    return [
        ChipItem(
            kind.value,
            _(LOOKS[kind].chip),
            f"{LETTERS[kind]}:",
            LOOKS[kind].icon if icons else "",
        )
        for kind in order
    ]


def warning_words(found: Sequence[Sensitive], participants: Collection[str] = ()) -> str:
    """Return what to say of the first word that may tell too much of somebody, or nothing.

    Who takes part in the meeting is no beneficiary: their names may be written.
    """
    for one in found:
        if one.concern is Concern.HEALTH:
            return _(
                "“{word}” may tell of somebody’s health: say it in general words. It is kept as"
                " you write it.",
                word=one.word,
            )
        if one.word not in participants:
            return _(
                "“{word}” may be somebody you accompany: write “a person”. It is kept as you"
                " write it.",
                word=one.word,
            )
    return ""


def left_words(said: Captured, tables: Collection[int] | None = None) -> str:
    """Return why the first mark that stays in a text does; nothing if there is none."""
    for one in said.left:
        if not one.table:
            return _("A note has one theme: “{mark}” stays in the text.", mark=one.words)
        if tables is not None and one.table not in tables:
            return _(
                "There is no table {n}: “{mark}” stays in the text.", n=one.table, mark=one.words
            )
        if said.table is not None:
            return _(
                "A note has one table, here {n}: “{mark}” stays in the text.",
                n=said.table,
                mark=one.words,
            )
    return ""


def too_long_words(error: TooLong) -> str:
    """Return what to do about a note, or its theme, that is longer than it can be."""
    length, limit = current().number(error.length), current().number(error.limit)
    if error.field == "text":
        return _(
            "This note has {length} characters; a note holds {limit}. Shorten it, or make two.",
            length=length,
            limit=limit,
        )
    return _(
        "This theme has {length} letters; a theme has {limit} at most.", length=length, limit=limit
    )


def without_kind(typed: str) -> str:
    """Return a typed line without the letter and colon that choose a kind."""
    return typed.split(":", 1)[1].lstrip() if capture(typed).kind else typed


def note_rows(lines: Sequence[Line], disputed: Collection[str] = ()) -> list[Row]:
    """Return the notes by kind under counted heads, the newest first in each section."""
    rows: list[Row] = []
    for kind, look in LOOKS.items():
        of_kind = [line for line in lines if (line.note.note_kind or NoteKind.IDEA) is kind]
        if of_kind:
            rows.append(head(_(look.heading), len(of_kind)))
            rows.extend(
                _row(line, look, line.note.id in disputed) for line in _newest_first(of_kind)
            )
    return rows


def idea_order(lines: Sequence[Line], shown: Sequence[str], *, held: bool) -> list[Line]:
    """Return the ideas as they should stand: the most voted first.

    While the list is ``held`` (pointed at or focused), those ``shown`` keep their places, so
    that nothing moves under the finger; new ones come last.
    """
    found = ideas(list(lines))
    if not held:
        return found
    places = {note: place for place, note in enumerate(shown)}
    return sorted(found, key=lambda line: places.get(line.note.id, len(places)))


def where_and_when(note: Note, theme: str = "", who: str = "") -> str:
    """Return theme, table, time and who said it, as far as they are known."""
    parts = [
        f"#{theme}" if theme else "",
        _("Table {n}", n=note.table) if note.table else "",
        current().time(local_time(note.written)) if note.written else "",
        who,
        _(note.said_by.label) if note.said_by else "",
    ]
    return " · ".join(filter(None, parts))


def idea_where(line: Line) -> str:
    """Return theme and table of an idea."""
    parts = [
        f"#{line.theme.name}" if line.theme else "",
        _("Table {n}", n=line.note.table) if line.note.table else "",
    ]
    return " · ".join(filter(None, parts))


def idea_detail(line: Line, *, pledged: bool) -> str:
    """Return what stands under an idea: where it is from, what it holds, what came of it."""
    merged = len(line.merged)
    parts = [
        idea_where(line),
        ngettext_("With {n} merged idea", "With {n} merged ideas", merged) if merged else "",
        _("Pledge made") if pledged else "",
    ]
    return "\n".join(filter(None, parts))


def budget_words(budget: Budget, *, short: bool = False) -> str:
    """Return how many votes are given, of how many, and whose they are: the whole meeting's."""
    n, total = budget.used, budget.total
    if total is None:
        return ngettext_("{n} vote given, all workshops", "{n} votes given, all workshops", n)
    if not budget.present:
        return ngettext_(
            "{n} vote given, all workshops; nobody has arrived yet",
            "{n} votes given, all workshops; nobody has arrived yet",
            n,
        )
    if short:
        people = ngettext_("{n} person", "{n} people", budget.present)
        return ngettext_(
            "{n} vote given of {total} ({people})",
            "{n} votes given of {total} ({people})",
            n,
            total=total,
            people=people,
        )
    people = ngettext_("{n} person present", "{n} people present", budget.present)
    given = ngettext_(
        "{n} vote given of {total}, all workshops",
        "{n} votes given of {total}, all workshops",
        n,
        total=total,
    )
    each = ngettext_("{n} vote each", "{n} votes each", budget.each)
    return _("{given}: {people}, {each}", given=given, people=people, each=each)


def table_words(budget: Budget, table: int | None, *, short: bool = False) -> str:
    """Return how many dots a table has left, or how many too many; nothing without a limit.

    As long as no table is chosen: how many each may give at most, and how to see what is left.
    """
    if not budget.per_table:
        return ""
    if not table:
        most = ngettext_(
            "At most {n} vote per table", "At most {n} votes per table", budget.per_table
        )
        return most if short else _("{most}. Choose a table to see what it has left.", most=most)
    total, left = budget.per_table, dots_left(budget, table)
    if left == 0:
        return _("Table {table}: all {total} votes given", table=table, total=total)
    if left < 0:
        return ngettext_(
            "Table {table}: {n} vote more than its {total}",
            "Table {table}: {n} votes more than its {total}",
            -left,
            table=table,
            total=total,
        )
    return ngettext_(
        "Table {table}: {n} vote left of {total}",
        "Table {table}: {n} votes left of {total}",
        left,
        table=table,
        total=total,
    )


def dots_left(budget: Budget, table: int) -> int:
    """Return how many dots a table has left, fewer than none if laptops merged gave more."""
    return (budget.per_table or 0) - budget.of_tables.get(table, 0)


def is_over(budget: Budget) -> bool:
    """Tell whether more votes were counted than those present have."""
    return budget.total is not None and budget.used > budget.total


def table_numbers(tables: int | None, lines: Sequence[Line] = ()) -> list[int]:
    """Return the tables one can sit at: those of the meeting, and any that a note names."""
    seen = max((line.note.table or 0 for line in lines), default=0)
    return list(range(1, max(tables or PLAUSIBLE_TABLES, seen) + 1))


def short(text: str, most: int = 60) -> str:
    """Return a text cut at a word, for a toast or a sentence."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _newest_first(lines: list[Line]) -> list[Line]:
    def age(line: Line) -> tuple[object, ...]:
        return (line.note.written is not None, line.note.written, line.note.id)

    return sorted(lines, key=age, reverse=True)


def _row(line: Line, look: Look, is_disputed: bool) -> Row:
    note = line.note
    state = None
    if is_disputed:
        state = State(_("To decide"), "triangle-alert", "warning")
    elif note.note_kind is NoteKind.BARRIER:
        state = State(_(note.cause.label) if note.cause else _("Cause?"))
    elif note.note_kind is NoteKind.QUOTE and line.speaker:
        state = State(_("May be named"), "user") if note.may_name else State(_("Anonymous"))
    return Row(
        note.id,
        note.text,
        where_and_when(
            note,
            line.theme.name if line.theme else "",
            line.speaker.name if line.speaker else "",
        ),
        icon=look.icon,
        icon_tone=look.tone,
        category_name=_(look.chip),
        state=state,
    )
