"""From what a list would change to rows one can read before saying yes; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from maillage.actions.explain_typed import field_label
from maillage.domain.vocabulary import Category, Choice, RegistrationStatus
from maillage.language import _, ngettext_
from maillage.ui.widgets.rows import Row, State

if TYPE_CHECKING:
    from maillage.actions.lists import Preview, TakenIn

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
REFUSED, DIFFERING, ALIKE, FLAGGED = "refused", "differing", "alike", "flagged"
MISSING = "missing"


class Listed(Protocol):
    """Somebody on a list, as far as a row shows them."""

    @property
    def name(self) -> str:
        """First and last name."""

    @property
    def email(self) -> str:
        """Their address."""

    @property
    def line(self) -> int:
        """Line of the file."""

    @property
    def category(self) -> Category | None:
        """What they come as."""

    @property
    def status(self) -> RegistrationStatus:
        """Where the registration stands."""

    @property
    def profession(self) -> str:
        """What they do."""

    @property
    def organisation(self) -> str:
        """Where they come from."""


class Compared(Protocol):
    """One field that list and store do not agree on."""

    @property
    def field(self) -> str:
        """Its name."""

    @property
    def stored(self) -> object:
        """What stands here."""

    @property
    def listed(self) -> object:
        """What the list says."""


class Group(Struct, frozen=True):
    """Lines of a list that fare alike."""

    code: str
    label: str
    explained: str
    """What will happen with them."""
    icon: str
    rows: tuple[Row, ...]


def groups(preview: Preview) -> list[Group]:
    """Return the groups in the order one asks about them; the first three always, then any."""
    plan = preview.plan
    always = [
        Group(
            NEW,
            _("New people"),
            _("These people will be added."),
            "user-plus",
            _people(NEW, plan.new, preview),
        ),
        Group(
            CHANGED,
            _("Changed people"),
            _("What the list says replaces what it said before, or fills what was empty."),
            "pencil",
            tuple(
                _row(preview, CHANGED, place, one.entrant, _changes(one.fields))
                for place, one in enumerate(plan.changed)
            ),
        ),
        Group(
            UNCHANGED,
            _("Unchanged people"),
            _("Already here: nothing will be written."),
            "check",
            _people(UNCHANGED, plan.unchanged, preview),
        ),
    ]
    return always + [group for group in _questions(preview) if group.rows]


def start_with(found: list[Group]) -> str:
    """Return the group to show first: what would be written, else what asks for a look."""
    wanted = (NEW, CHANGED, DIFFERING, MISSING, REFUSED, FLAGGED, UNCHANGED)
    filled = {group.code for group in found if group.rows}
    return next((code for code in wanted if code in filled), NEW)


def verb(preview: Preview) -> str:
    """Return the words of the button that takes the list in; none when nothing would change."""
    new, changed = len(preview.plan.new), len(preview.plan.changed)
    adding = ngettext_("Add {n} person", "Add {n} people", new)
    if new and changed:
        return _("{adding} and correct {changed}", adding=adding, changed=changed)
    if new:
        return adding
    return ngettext_("Correct {n} person", "Correct {n} people", changed) if changed else ""


def outcome(done: TakenIn) -> str:
    """Return what was done, for the toast."""
    added = ngettext_("{n} person added", "{n} people added", done.added)
    changed = ngettext_("{n} corrected", "{n} corrected", done.changed)
    said = [added] if done.added or not done.changed else []
    said += [changed] if done.changed else []
    return ", ".join([*said, missing_words(done.missing)] if done.missing else said)


def missing_words(n: int) -> str:
    """Return how many are no longer in a list."""
    return ngettext_("{n} no longer in the list", "{n} no longer in the list", n)


def _questions(preview: Preview) -> list[Group]:
    plan = preview.plan
    return [
        Group(
            REFUSED,
            _("Refused lines"),
            _("These lines will not be taken in."),
            "ban",
            tuple(
                _row(
                    preview, REFUSED, place, one.entrant, _refusal(one.entrant, _(one.reason.label))
                )
                for place, one in enumerate(plan.refused)
            ),
        ),
        Group(
            DIFFERING,
            _("Differing"),
            _(
                "Corrected here meanwhile, by hand or by another list: what stands here stays,"
                " unless you take what this list says."
            ),
            "merge",
            tuple(
                _row(preview, DIFFERING, place, one.entrant, _differences(one.fields))
                for place, one in enumerate(plan.differing)
            ),
        ),
        Group(
            MISSING,
            _("No longer in the list"),
            _(
                "An earlier version of this list held them. Nothing is changed about them: they"
                " are still expected."
            ),
            "user",
            tuple(_missing(place, one.values) for place, one in enumerate(plan.missing)),
        ),
        Group(
            ALIKE,
            _("Perhaps the same"),
            _("They will be added; leave out those who are already here."),
            "users",
            tuple(
                _row(preview, ALIKE, place, one.entrant, _(one.label, name=one.like.name))
                for place, one in enumerate(plan.likely_same)
            ),
        ),
        Group(
            FLAGGED,
            _("To look at"),
            _(
                "Taken in as they are, but for what is said to be left out; correct them on the"
                " person’s card."
            ),
            "triangle-alert",
            tuple(
                _row(
                    preview,
                    FLAGGED,
                    place,
                    one,
                    _remark(flag.field, flag.value, _(flag.why.label), flag.here),
                )
                for place, (one, flag) in enumerate(preview.flags)
            ),
        ),
    ]


def _missing(place: int, values: Mapping[str, object]) -> Row:
    """Return the row of somebody here, with values by field, whom no line names."""
    category = values.get("category")
    world = category.world if isinstance(category, Category) else None
    name = " ".join(str(values.get(field) or "") for field in ("given_name", "family_name"))
    said = (values.get("profession"), values.get("organisation"))
    return Row(
        f"{MISSING}:{place}:0",
        name.strip(),
        " · ".join(str(one) for one in said if one),
        world.value if world else "other",
        _(world.label) if world else _("Not said"),
    )


def _refusal(entrant: Listed, reason: str) -> str:
    """Return why a line is not taken; of a nameless one also what else it says."""
    said = () if entrant.name else (entrant.email, entrant.organisation)
    return " · ".join(filter(None, (reason, *said)))


def _people(code: str, entrants: Iterable[Listed], preview: Preview) -> tuple[Row, ...]:
    return tuple(
        _row(
            preview, code, place, one, " · ".join(filter(None, (one.profession, one.organisation)))
        )
        for place, one in enumerate(entrants)
    )


def _row(preview: Preview, code: str, place: int, entrant: Listed, sub: str) -> Row:
    """Return the row of a line, the same shape in every group.

    Of somebody known, a list without categories says none: then it is what stands here.
    """
    category = entrant.category or preview.plan.categories.get(entrant.line)
    world = category.world if category else None
    waits = code == NEW and entrant.status is RegistrationStatus.PENDING
    pending = State(_(RegistrationStatus.PENDING.label), "hourglass", "warning")
    return Row(
        f"{code}:{place}:{entrant.line}",
        entrant.name or _("Nameless line"),
        sub,
        world.value if world else "other",
        _(world.label) if world else _("Not said"),
        state=pending if waits else State(_("line {line}", line=entrant.line)),
    )


def _changes(fields: Iterable[Compared]) -> str:
    return " · ".join(
        _(
            "{field}: {before} → {after}",
            field=field_label(one.field),
            before=_said(one.stored),
            after=_said(one.listed),
        )
        for one in fields
    )


def _differences(fields: Iterable[Compared]) -> str:
    return " · ".join(
        _(
            "{field}: here {here}, in the list {listed}",
            field=field_label(one.field),
            here=_said(one.stored),
            listed=_said(one.listed),
        )
        for one in fields
    )


def _remark(field: str, value: str, why: str, here: str) -> str:
    label = field and field_label(field)
    quoted = _("“{text}”", text=value) if value else ""
    stays = _("here “{text}”", text=here) if here else ""
    return " · ".join(filter(None, (why, label, quoted, stays)))


def _said(value: object) -> str:
    if isinstance(value, Choice):
        return _(value.label)
    return str(value) if value else _("nothing")
