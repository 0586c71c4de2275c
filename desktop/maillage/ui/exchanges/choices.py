"""A decision to take, as the screen shows it: title, what was before, versions side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from maillage import language
from maillage.actions.exchanges import Decision, Version, disputed_field, is_free_text
from maillage.actions.settling import TakenBack
from maillage.domain.fields import LINE, Field, FieldType
from maillage.domain.journal import DELETED
from maillage.domain.settling import together
from maillage.domain.three_way import Proposal
from maillage.language import _, ngettext_
from maillage.ui.exchanges.values import shown, when
from maillage.ui.widgets.differences import differing
from maillage.ui.widgets.marked import Marks
from maillage.ui.widgets.rows import Row

SHORT, NARROW = 60, 46
"""Characters of a name or a note that stand for it in a title, and in the list beside it."""
NEARBY = 6
"""Characters within which a word has to end for a text to be cut there."""

_ICONS = {
    "person": "user",
    "registration": "user",
    "membership": "user",
    "consent": "shield-check",
    "organisation": "users",
    "event": "calendar",
    "workshop": "notebook-pen",
    "note": "lightbulb",
    "vote": "lightbulb",
    "pledge": "handshake",
    "pledge_party": "handshake",
    "follow_up": "calendar-clock",
    "device": "laptop",
    "territory": "map-pin",
}


class VersionView(Struct, frozen=True):
    """One value: where it is from, what it reads, and the verb that takes it."""

    caption: str
    value: str
    who_when: str
    choose: str = ""
    marks: tuple[tuple[int, int], ...] = ()


class ChoiceView(Struct, frozen=True):
    """One thing to decide."""

    key: str
    decision: Decision
    title: str
    subject: str
    kind: str
    icon: str
    warning: str
    """Why this choice is not like the others; empty if it is."""
    base: VersionView | None
    versions: tuple[VersionView, ...]
    proposal: VersionView | None
    """Both texts put together; none if that cannot be."""
    fits: bool
    """Whether the two texts changed different places, so that the proposal can be taken."""
    text: str | None
    """What to begin with when another value is written; None if none can be."""
    long: bool
    """Whether the text may have several lines."""
    deleted: bool
    """The record is deleted: choosing a value brings it back."""


def to_look_at(choice: ChoiceView) -> ChoiceView:
    """Return the same for somebody who only reads: nothing in it can be taken."""
    versions = tuple(replace(one, choose="") for one in choice.versions)
    return replace(choice, versions=versions, proposal=None, text=None, deleted=False)


def choice_of(
    decision: Decision, *, subject: str, names: Mapping[str, str], now: datetime
) -> ChoiceView:
    """Return what the screen shows of a decision; ``names`` resolves references."""
    field = disputed_field(decision.conflict)
    of_deletion = decision.conflict.field == DELETED
    decidable = field is not None or of_deletion
    deleted = decision.deleted and not of_deletion
    label = _("Kept or deleted") if of_deletion else _(decision.field_label)
    short = both_ends(subject)
    # What is disputed stands below: a title need not say it again.
    itself = subject in {version.value for version in decision.versions}
    kind = _(decision.kind_label)

    def value(version: Version) -> str:
        if not decidable:
            return str(version.value)
        return shown(field, version.value, names)

    base = None
    if decision.base is not None:
        about = _who_when(decision.base, now, with_device=True)
        base = VersionView(_("Before"), value(decision.base), about)
    versions = tuple(
        VersionView(
            _caption(version, deleting=decision.is_of_deletion(version)),
            value(version),
            when(version.at, now),
            _verb(field, version, deleted=deleted) if decidable else "",
            tuple(_marks(decision, version, value)) if field is not None else (),
        )
        for version in decision.versions
    )
    free = decidable and is_free_text(decision.conflict)
    found = together(field, decision.conflict.base, decision.conflict.choices)
    # Whoever deleted a record changed no word of it: both texts together are the other one.
    said = found is not None and found.text in {version.value for version in decision.versions}
    return ChoiceView(
        key=f"{decision.conflict.record} {decision.conflict.field}",
        decision=decision,
        title=" · ".join(filter(None, (label, kind if itself else short))),
        subject=short or label,
        kind=" · ".join(filter(None, (label if short else "", kind))),
        icon=_ICONS.get(decision.conflict.kind, "file-text"),
        warning=_warning(decision, now, decidable=decidable, deleted=deleted),
        base=base,
        versions=versions,
        proposal=_proposal(found) if found and not said else None,
        fits=found is not None and found.clean,
        text=(found.text if found else str(decision.versions[0].value or "")) if free else None,
        long=field is not None and field.limit > LINE,
        deleted=deleted,
    )


def inbox_row(choice: ChoiceView) -> Row:
    """Return the line of a choice in the list of all that wait."""
    tone = "warning" if choice.deleted else "accent"
    title = both_ends(choice.subject, NARROW)
    return Row(choice.key, title, choice.kind, icon=choice.icon, icon_tone=tone)


def position_words(at: int, of: int) -> str:
    """Return «Choix 1 sur 3», or «1 choix à faire» when it is the only one."""
    if of == 1:
        return choices_words(of)
    return _("Choice {at} of {of}", at=at + 1, of=of)


def choices_words(n: int) -> str:
    """Return how many choices wait."""
    return ngettext_("{n} choice to make", "{n} choices to make", n)


def make_choices_words(n: int) -> str:
    """Return the verb for all choices that wait: «Faire les 3 choix»."""
    return ngettext_("Make the choice", "Make the {n} choices", n)


def one_field(decision: Decision) -> str:
    """Return what tells the field of one record from all others, for the ways back."""
    return f"{decision.conflict.record} {decision.conflict.field}"


def decided_fact(choice: ChoiceView, value: str) -> str:
    """Return what a toast says once a value was chosen, and what became of the others."""
    return ngettext_(
        "{field}: “{value}”. The other value stays among the choices made.",
        "{field}: “{value}”. The other values stay among the choices made.",
        sum(one.value != value for one in choice.versions),
        field=choice.title,
        value=shortened(value, SHORT // 2),
    )


def undone_words(undone: TakenBack) -> str:
    """Return what a toast says once the choices of a rule were undone, as far as they stood."""
    waits = ngettext_("{n} choice waits again.", "{n} choices wait again.", undone.waits)
    stay = ngettext_(
        "{n} cannot be undone: decided otherwise since.",
        "{n} cannot be undone: decided otherwise since.",
        undone.stay,
    )
    told = [waits] if undone.waits else []
    return " ".join([*told, stay] if undone.stay else told)


def shortened(text: str, most: int = SHORT) -> str:
    """Return a text on one line, cut between words when it is long."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return line[:most].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def both_ends(text: str, most: int = SHORT) -> str:
    """Return a text on one line; of a long one how it begins and how it ends.

    Long names, and notes of one table, often begin alike.
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    ends = most // 3
    head, tail = line[: most - ends - 2], line[-ends:]
    # Between words where one ends nearby: half a word tells more than none.
    begin, after = head.rfind(" "), re.search(r"[ -]", tail[: NEARBY + 1])
    head = head[:begin] if begin >= len(head) - NEARBY else head
    tail = tail[after.end() :] if after else tail
    return f"{head.rstrip(' ,;:.')}… {tail.strip()}"


def _proposal(found: Proposal) -> VersionView:
    """Return the two texts as one, what either side changed marked."""
    if found.clean:
        about, verb = _("The changes of both, in their places"), _("Take this text")
    else:
        about = _("Both changed the same place: their words stand one after the other")
        verb = _("Put it right…")
    return VersionView(_("Both texts together"), found.text, about, verb, found.marks)


def _caption(version: Version, *, deleting: bool) -> str:
    """Return whose value it is; somebody who deleted the record wrote it only as they saw it."""
    if version.also and not deleting:
        return _("On {devices}", devices=language.current().list(_quoted(version)))
    if version.here:
        return _("On this laptop, on deleting") if deleting else _("On this laptop")
    if version.device:
        if deleting:
            return _("On “{device}”, on deleting", device=version.device)
        return _("On “{device}”", device=version.device)
    return _("On a laptop not known here yet")


def _quoted(version: Version) -> list[str]:
    """Return the laptops that wrote a value, by name."""
    return [
        _("this laptop") if one.here else _("“{name}”", name=one.device)
        for one in (version, *version.also)
        if one.here or one.device
    ]


def _who_when(version: Version, now: datetime, *, with_device: bool) -> str:
    device = _("this laptop") if version.here else version.device
    return ", ".join(filter(None, (device if with_device else "", when(version.at, now))))


def _verb(field: Field | None, version: Version, *, deleted: bool) -> str:
    if field is None:
        return _("Delete the record") if version.value else _("Keep the record")
    if deleted:
        return _("Restore with this value")
    if field.name == "phone":
        return _("Keep this number") if version.here else _("Take this number")
    if field.holds is FieldType.TEXT and field.limit > LINE:
        return _("Keep this text") if version.here else _("Take this text")
    return _("Keep this value") if version.here else _("Take this value")


def _marks(decision: Decision, version: Version, value: Callable[[Version], str]) -> Marks:
    """Return what differs from the value before, or from the other one if there was none."""
    if version.value in {None, ""}:
        return ()
    others = [one for one in decision.versions if one is not version]
    if decision.base is not None and decision.base.value not in {None, ""}:
        before = decision.base
    elif len(others) == 1 and others[0].value not in {None, ""}:
        before = others[0]
    else:
        return ()
    return differing(value(before), value(version))


def _warning(decision: Decision, now: datetime, *, decidable: bool, deleted: bool) -> str:
    if not decidable:
        return _("A later version of Maillage wrote this. Install that version to decide.")
    deletion = decision.deletion
    if not deleted or deletion is None:
        return ""
    moment = when(deletion.at, now)
    if deletion.here:
        fact = _(
            "This record was deleted on this laptop, {moment}, while it was changed on another.",
            moment=moment,
        )
    elif deletion.device:
        fact = _(
            "This record was deleted on “{device}”, {moment}, while it was changed on another"
            " laptop.",
            device=deletion.device,
            moment=moment,
        )
    else:
        fact = _(
            "This record was deleted on a laptop not known here yet, {moment}, while it was"
            " changed on another.",
            moment=moment,
        )
    return " ".join((fact, _("It is deleted for now: what you answer holds for the whole record.")))
