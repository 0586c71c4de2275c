"""What is said of people who may be recorded twice: rows of the list, and lines side by side."""

from __future__ import annotations

from msgspec import Struct

from maillage.actions import told
from maillage.actions.duplicate_cards import Card
from maillage.actions.duplicate_counting import Waiting
from maillage.actions.duplicate_review import Joined, Outlived, Pair, Review
from maillage.actions.events import local_time
from maillage.domain.contacts import reached
from maillage.domain.duplicates import LIKELY
from maillage.domain.records import fields_of
from maillage.domain.vocabulary import OnePerson
from maillage.language import _, current, ngettext_
from maillage.ui.widgets.differences import differing
from maillage.ui.widgets.marked import Marks
from maillage.ui.widgets.rows import Row, State, head

PAIR, DECIDED, OUTLIVED = "pair", "decided", "outlived"


class Line(Struct, frozen=True):
    """One thing known of two records."""

    label: str
    one: str
    other: str
    one_marks: Marks = ()
    other_marks: Marks = ()


def rows(found: Review) -> list[Row]:
    """Return what waits, the likeliest first, then what was decided."""
    shown: list[Row] = []
    if found.outlived:
        shown = [
            head(_("Erased, and still here"), len(found.outlived)),
            *(_outlived(one) for one in found.outlived),
        ]
    if found.pairs:
        shown += [head(_("To decide"), found.waiting), *(_waiting(one) for one in found.pairs)]
    if found.decided:
        shown += [
            head(_("Decided"), len(found.decided)),
            *(_settled(one) for one in found.decided),
        ]
    return shown


def key_of(pair: Pair) -> str:
    """Return the key of a pair's row."""
    return f"{PAIR}:{pair.like.one}:{pair.like.other}"


def key_outlived(one: Outlived) -> str:
    """Return the key of the row of somebody whose other record was erased."""
    return f"{OUTLIVED}:{one.card.person}"


def outlived_why(one: Outlived) -> str:
    """Return what says that somebody was erased, and what it asks."""
    if one.by_ticket:
        return _(
            "Somebody with the same ticket of the same list was erased where this record was not"
            " known. Erase it as well, or keep it: either holds on every laptop."
        )
    return _(
        "Joined to the record of somebody who was erased where this one was not known. Erase it"
        " as well, or keep it: either holds on every laptop."
    )


def kept_fact(card: Card) -> str:
    """Return what keeping somebody did whose other record was erased."""
    return _("{name} is kept: somebody else than who was erased.", name=card.name)


def names(pair: Pair) -> str:
    """Return both names, once if they are the same."""
    return " · ".join(dict.fromkeys((pair.one.name, pair.other.name)))


def why(pair: Pair) -> str:
    """Return why one asks."""
    if pair.contrary:
        return _("Laptops have decided both ways")
    shared = current().list([_(what.label) for what in pair.like.shared])
    return shared[:1].upper() + shared[1:]


def lines(pair: Pair) -> list[Line]:
    """Return what is known of both records, line by line; what neither says is left out."""
    return _lines(pair.one, pair.other)


def lines_behind(one: Joined) -> list[Line]:
    """Return what both records of a decision say today; the one behind may have been corrected."""
    return _lines(*one.cards) if one.cards else []


def lines_of(card: Card) -> list[Line]:
    """Return what is known of one record, line by line."""
    return [Line(of.label, of.one, "") for of in _lines(card, card)]


def _lines(one_card: Card, other_card: Card) -> list[Line]:
    both = [
        (_label(name), str(getattr(one_card, name)), str(getattr(other_card, name)))
        for name in ("given_name", "family_name", "email", "phone")
    ]
    both += [
        (_label("category"), _category(one_card), _category(other_card)),
        (_label("profession"), one_card.profession, other_card.profession),
        (_("Organisation"), one_card.organisations, other_card.organisations),
        (_label("postcode"), one_card.postcode, other_card.postcode),
        (_("Meetings"), _meetings(one_card), _meetings(other_card)),
        (_("Recorded by"), one_card.recorded_by, other_card.recorded_by),
    ]
    chosen, contacts = _label("category"), (_label("email"), _label("phone"))
    return [
        Line(label, one, other, *_marks(one, other, whole=label == chosen))
        if label not in contacts or not _alike(one, other)
        else Line(label, one, other)
        for label, one, other in both
        if one or other
    ]


def _alike(one: str, other: str) -> bool:
    """Tell whether two numbers or addresses are one, however they are written."""
    return bool(reached(one)) and reached(one) == reached(other)


def _marks(one: str, other: str, *, whole: bool) -> tuple[Marks, Marks]:
    """Return what differs in both; of what is chosen from a list, all of it or nothing."""
    if whole and one and other and one != other:
        return [(0, len(one))], [(0, len(other))]
    return differing(other, one), differing(one, other)


def joined_fact(shown: Card) -> str:
    """Return what joining two records did."""
    return _("{name} is one person now, everywhere.", name=shown.name)


def joined_names(one: Joined) -> str:
    """Return the names of both records of a decision, once if they are the same."""
    return " · ".join(filter(None, dict.fromkeys((one.shown, one.other))))


def decided_words(one: Joined) -> str:
    """Return what was decided about two records, in a sentence."""
    if not one.other:
        return _(
            "“{shown}” is somebody else than who was erased, and stays.",
            shown=one.shown,
        )
    if one.verdict is OnePerson.ONE and one.shown == one.other:
        return _("One person. The other record stays behind this one as it was recorded.")
    if one.verdict is OnePerson.ONE:
        return _(
            "One person. The record “{shown}” is shown everywhere; “{other}” stays behind it as"
            " it was recorded.",
            shown=one.shown,
            other=one.other,
        )
    return _(
        "Two people: “{shown}” and “{other}”. Nobody is asked again, on any laptop.",
        shown=one.shown,
        other=one.other,
    )


def waiting_words(waiting: Waiting) -> str:
    """Return how much waits: records of somebody erased, and pairs."""
    said = told.outlived_lines(waiting.outlived)
    n = waiting.pairs
    if n:
        said.append(
            ngettext_(
                "{n} pair of records may be one person.",
                "{n} pairs of records may each be one person.",
                n,
            )
        )
    return " ".join(said)


def _outlived(one: Outlived) -> Row:
    why = _("Same ticket") if one.by_ticket else _("Joined to somebody erased")
    return Row(key_outlived(one), one.card.name, why, icon="triangle-alert", icon_tone="warning")


def _waiting(pair: Pair) -> Row:
    state = None
    if pair.contrary:
        state = State(_("To decide again"), "triangle-alert", "warning")
    elif pair.like.likeness >= LIKELY:
        state = State(_("Very likely"))
    return Row(key_of(pair), names(pair), why(pair), icon="users", state=state)


def _settled(one: Joined) -> Row:
    is_one = one.verdict is OnePerson.ONE
    return Row(
        f"{DECIDED}:{one.decision}",
        joined_names(one),
        _(one.verdict.label) if one.other else _("Kept: not whom was erased"),
        icon="user" if is_one else "users",
        icon_tone="muted",
    )


def _category(card: Card) -> str:
    return _(card.category.label) if card.category else ""


def _meetings(card: Card) -> str:
    return " · ".join(
        _("{meeting}, arrived {when}", meeting=title, when=current().time(local_time(came)))
        if came
        else title
        for title, came in card.meetings
    )


def _label(field: str) -> str:
    label = fields_of("person")[field].label
    return _(label)
