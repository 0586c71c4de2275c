"""What was typed into some fields of a meeting, in one sentence."""

from __future__ import annotations

from collections.abc import Iterable

from maillage.language import N_, _, current
from maillage.ui.meeting.typed import Typed

LABELS = {
    "title": N_("Title"),
    "kind": N_("Kind"),
    "day": N_("Date"),
    "begins": N_("Begins"),
    "last": N_("Last day"),
    "ends": N_("Ends"),
    "venue": N_("Venue"),
    "commune": N_("Commune"),
    "territory": N_("Territory"),
    "tables": N_("Number of tables"),
    "dots": N_("Votes per person"),
    "table_dots": N_("Votes per table"),
    "partners": N_("Partners"),
    "declared": N_("Declared attendance"),
    "declared_source": N_("Source of this figure"),
}


def of(typed: Typed, names: Iterable[str]) -> str:
    """Return what stands in these fields, each with its label, in the order of the dialog."""
    wanted, values = set(names), _values(typed)
    found = [
        _("{field} “{text}”", field=_(label), text=values[name] or "–")
        for name, label in LABELS.items()
        if name in wanted
    ]
    return " · ".join(found)


def _values(typed: Typed) -> dict[str, str]:
    say = current()
    return {
        "title": typed.title,
        "kind": _(typed.kind.label),
        "day": say.date(typed.day),
        "begins": say.time(typed.begins),
        "last": say.date(typed.last or typed.day),
        "ends": say.time(typed.ends),
        "venue": typed.venue,
        "commune": typed.commune,
        "territory": typed.territory.name,
        "tables": f"{typed.tables}",
        "dots": f"{typed.dots}",
        "table_dots": f"{typed.table_dots}",
        "partners": ", ".join(name for name, _role in typed.partners),
        "declared": "" if typed.declared is None else f"{typed.declared}",
        "declared_source": typed.declared_source,
    }
