"""A choice that was made, as the screen shows it: what there was, what was chosen, what is now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from maillage.actions.choices_made import Made
from maillage.actions.exchanges import Version, disputed_field
from maillage.domain.journal import DELETED
from maillage.domain.values import canonical
from maillage.language import _
from maillage.ui.exchanges.choices import (
    NARROW,
    ChoiceView,
    VersionView,
    both_ends,
    choice_of,
    shortened,
)
from maillage.ui.exchanges.values import shown, when
from maillage.ui.widgets.rows import Row, State

VALUE = 60
"""Characters of a value in a line of the list."""


class MadeView(Struct, frozen=True):
    """One choice that was made."""

    made: Made
    choice: ChoiceView
    """What there was to decide; the verbs are of values that can be taken today."""
    outcome: VersionView
    """What was chosen, where and when."""
    remark: str
    """What has become of it since; empty if it holds."""


def made_view(
    made: Made, *, subject: str, names: Mapping[str, str], now: datetime, writes: bool
) -> MadeView:
    """Return what the screen shows of a choice; ``names`` resolves references.

    ``writes`` unless one may only look.
    """
    field = disputed_field(made.decision.conflict)
    choice = choice_of(made.decision, subject=subject, names=names, now=now)
    takes = writes and made.open
    versions = tuple(
        _version(made, version, view, takes=takes)
        for version, view in zip(made.decision.versions, choice.versions, strict=True)
    )
    outcome = VersionView(
        _("Chosen on this laptop")
        if made.chosen.here
        else _("Chosen on “{device}”", device=made.chosen.device)
        if made.chosen.device
        else _("Chosen on a laptop not known here yet"),
        shown(field, made.chosen.value, names),
        when(made.chosen.at, now),
    )
    today = shown(field, made.now, names)
    return MadeView(made, replace(choice, versions=versions), outcome, _remark(made, today))


def _version(made: Made, version: Version, view: VersionView, *, takes: bool) -> VersionView:
    if made.restores:
        return replace(view, choose=_("Restore with this value") if takes else "")
    value = canonical(version.value)
    if value == canonical(made.now) and not made.reopened:
        today = _("shown now")
        return replace(view, choose="", caption=f"{view.caption} · {today}")
    if not takes:
        return replace(view, choose="")
    of_deletion = made.decision.conflict.field == DELETED
    return view if of_deletion else replace(view, choose=_("Take this value"))


def _remark(made: Made, today: str) -> str:
    if made.reopened:
        return _("Others have written since: it waits among the choices to make.")
    if made.deleted and made.decision.conflict.field != DELETED:
        return _("The record is deleted today.")
    if made.changed:
        return _("Changed since: “{value}” today.", value=shortened(today))
    return ""


def made_row(view: MadeView) -> Row:
    """Return the line of a choice in the list of those made."""
    chosen = shortened(view.outcome.value, VALUE)
    label = view.choice.kind.partition(" · ")[0]
    state = None
    if view.made.reopened:
        state = State(_("To decide again"), "hourglass", "warning")
    elif view.made.changed:
        state = State(_("Changed since"), "pencil")
    return Row(
        view.made.key,
        both_ends(view.choice.subject, NARROW),
        f"{label} · {view.outcome.who_when} · {chosen}",
        icon=view.choice.icon,
        state=state,
    )
