"""Values and who wrote them, in words, and the list of choices that were made."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from maillage import language
from maillage.actions import choices_made, clocks
from maillage.cli.common import Surroundings, answer
from maillage.language import _

if TYPE_CHECKING:
    from maillage.actions.choices_made import Made
    from maillage.actions.exchanges import Version


def tell(surroundings: Surroundings, *, as_json: bool) -> None:
    """List the choices made here and elsewhere, the latest first."""
    with surroundings.opened() as store:
        found = choices_made.made(store)
    lines = [line for number, one in enumerate(found, 1) for line in _lines(number, one)]
    answer(
        as_json,
        {"decided": [_data(one) for one in found]},
        *(lines or [_("No choice was made yet.")]),
    )


def choose_otherwise(surroundings: Surroundings, *, number: int | None, take: int | None) -> None:
    """Put another of the values there were in the place of the one shown: an ordinary change."""
    if number is None or take is None:
        raise click.UsageError(_("Say the number of a choice that was made, and --take."))
    with surroundings.opened() as store:
        found = choices_made.made(store)
        if number > len(found):
            raise click.UsageError(_("There is no choice with this number."))
        one = found[number - 1]
        if take > len(one.decision.versions):
            raise click.UsageError(_("There is no version with this number."))
        if not one.open:
            raise click.UsageError(_("This choice cannot be made otherwise here."))
        version = one.decision.versions[take - 1]
        choices_made.choose(store, one, version.value)
    click.echo(_("It is chosen now: {value}", value=value_words(version)))


def value_words(version: Version) -> str:
    """Return a value as a person reads it."""
    return _("nothing") if version.value is None else str(version.value)


def who_words(version: Version) -> str:
    """Return which laptop wrote a value, and when, and if that clock is wrong."""
    names = [one.device or _("unknown laptop") for one in (version, *version.also)]
    device = language.current().list(dict.fromkeys(names))
    return f"{device}, {clocks.doubt(version.at, datetime.now(UTC)) or clocks.moment(version.at)}"


def version_data(version: Version) -> dict[str, object]:
    """Return a value, its laptop and its time, for a program to read."""
    return {"value": version.value, "device": version.device, "at": version.at.isoformat()}


def _lines(number: int, one: Made) -> list[str]:
    decision = one.decision
    lines = [f"{number}. {_(decision.field_label)} · {decision.subject or _(decision.kind_label)}"]
    lines += [
        f"   {k}) {value_words(of)} ({who_words(of)})" for k, of in enumerate(decision.versions, 1)
    ]
    chosen = _("Chosen: {value} ({who})", value=value_words(one.chosen), who=who_words(one.chosen))
    lines.append(f"   {chosen}")
    if one.reopened:
        lines.append("   " + _("Others have written since: it waits for a decision again."))
    elif one.restores:
        lines.append("   " + _("The record is deleted today."))
    elif one.changed:
        now = _("nothing") if one.now is None else one.now
        lines.append("   " + _("Changed since: {value}", value=now))
    return lines


def _data(one: Made) -> dict[str, object]:
    return {
        "record": one.decision.conflict.record,
        "kind": one.decision.conflict.kind,
        "field": one.decision.conflict.field,
        "subject": one.decision.subject,
        "versions": [version_data(of) for of in one.decision.versions],
        "chosen": version_data(one.chosen),
        "now": one.now,
        "reopened": one.reopened,
        "deleted": one.deleted,
    }
