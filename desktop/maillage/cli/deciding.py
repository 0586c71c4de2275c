"""Commands that decide: conflicts, resolve, erase."""

from __future__ import annotations

from datetime import datetime

import click

from maillage import language
from maillage.actions import events, exchanges, forgetting, pledges
from maillage.actions.exchanges import Decision, Version
from maillage.cli.common import Surroundings, answer, as_json
from maillage.domain.errors import NotFound
from maillage.domain.words import N_
from maillage.language import _, ngettext_


@click.command(help=N_("List what waits for a decision."))
@as_json
@click.pass_obj
def conflicts(surroundings: Surroundings, *, as_json: bool) -> None:
    """List the conflicts with their numbers."""
    with surroundings.opened() as store:
        found = exchanges.decisions(store)
    lines = []
    for number, one in enumerate(found, 1):
        lines.append(f"{number}. {_(one.field_label)} · {one.subject or _(one.kind_label)}")
        if one.base:
            lines.append("   " + _("Before: {value}", value=_value(one.base)))
        lines += [f"   {k}) {_value(of)} ({_who(of)})" for k, of in enumerate(one.versions, 1)]
    answer(
        as_json,
        {"conflicts": [_data(one) for one in found]},
        *(lines or [_("Nothing to decide.")]),
    )


@click.command(help=N_("Decide a conflict by its number in the list of conflicts."))
@click.argument("number", type=click.IntRange(1))
@click.option("--take", type=click.IntRange(1), help=N_("Keep the version with this number."))
@click.option("--value", help=N_("Write another text instead."))
@click.pass_obj
def resolve(
    surroundings: Surroundings, *, number: int, take: int | None, value: str | None
) -> None:
    """Decide by a version or by another text."""
    if (take is None) == (value is None):
        raise click.UsageError(_("Say either --take or --value."))
    with surroundings.opened() as store:
        found = exchanges.decisions(store)
        if number > len(found):
            raise click.UsageError(_("There is no conflict with this number."))
        decision = found[number - 1]
        if take is None:
            exchanges.resolve(store, decision.conflict, value)
        elif take > len(decision.versions):
            raise click.UsageError(_("There is no version with this number."))
        else:
            exchanges.resolve_by(store, decision.conflict, decision.versions[take - 1])
    click.echo(_("It is decided. The other value stays in the journal."))


@click.command(help=N_("Erase a person for ever, by name or id."))
@click.argument("person")
@click.option("--yes", is_flag=True, help=N_("Do not ask before erasing."))
@as_json
@click.pass_obj
def erase(surroundings: Surroundings, *, person: str, yes: bool, as_json: bool) -> None:
    """Erase somebody, and tell where their name still occurs."""
    with surroundings.opened() as store:
        try:
            somebody = forgetting.person_of(store, person)
        except NotFound:
            named = pledges.choosable(store, person)
            if len(named) != 1:
                lines = [f"{one.person}  {one.name}, {one.organisation}" for one in named]
                raise click.UsageError("\n".join([_not_one(len(named)), *lines])) from None
            somebody = forgetting.person_of(store, named[0].person)
        if not yes:
            click.confirm(
                _("Erase {name} for ever? This cannot be undone.", name=somebody.name),
                abort=True,
                err=True,
            )
        done = forgetting.erase(store, person=somebody.id)
    answer(
        as_json,
        {"records": done.records, "mentions": [one.id for one in done.mentions]},
        ngettext_("{n} record is erased.", "{n} records are erased.", done.records),
        *(_("The name still occurs in: {text}", text=one.text) for one in done.mentions),
    )


def _not_one(n: int) -> str:
    if n == 0:
        return _("Nobody has this name.")
    return _("Several people match. Say which one by the id:")


def _value(version: Version) -> str:
    return _("nothing") if version.value is None else str(version.value)


def _who(version: Version) -> str:
    device = version.device or _("unknown laptop")
    return f"{device}, {language.current().moment(events.local_time(version.at))}"


def _data(decision: Decision) -> dict[str, object]:
    def version(of: Version) -> dict[str, object]:
        at: datetime = of.at
        return {"value": of.value, "device": of.device, "at": at.isoformat()}

    return {
        "record": decision.conflict.record,
        "kind": decision.conflict.kind,
        "field": decision.conflict.field,
        "subject": decision.subject,
        "deleted": decision.deleted,
        "base": version(decision.base) if decision.base else None,
        "versions": [version(of) for of in decision.versions],
    }


COMMANDS = (conflicts, resolve, erase)
