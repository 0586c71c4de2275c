"""Commands that decide: conflicts, resolve, erase."""

from __future__ import annotations

import click

from maillage.actions import exchanges, forgetting, pledges, settling
from maillage.actions.exchanges import Decision
from maillage.actions.settling import Settlement
from maillage.cli import decided as decided_words
from maillage.cli.common import Surroundings, agree, answer, as_json
from maillage.cli.decided import value_words, version_data, who_words
from maillage.domain.errors import NotFound
from maillage.domain.settling import Rule
from maillage.domain.words import N_
from maillage.language import _, ngettext_

RULES = {rule.value: rule for rule in Rule}


@click.command(help=N_("List what waits for a decision."))
@click.option("--decided", is_flag=True, help=N_("List what was decided, the latest first."))
@as_json
@click.pass_obj
def conflicts(surroundings: Surroundings, *, decided: bool, as_json: bool) -> None:
    """List the conflicts with their numbers, or those that were decided."""
    if decided:
        decided_words.tell(surroundings, as_json=as_json)
        return
    with surroundings.opened() as store:
        found = exchanges.decisions(store)
    lines = []
    for number, one in enumerate(found, 1):
        lines.append(f"{number}. {_(one.field_label)} · {one.subject or _(one.kind_label)}")
        if one.deletion:
            lines.append("   " + _("Deleted: {who}", who=who_words(one.deletion)))
        if one.base:
            lines.append("   " + _("Before: {value}", value=value_words(one.base)))
        lines += [
            f"   {k}) {value_words(of)} ({who_words(of)})" for k, of in enumerate(one.versions, 1)
        ]
    answer(
        as_json,
        {"conflicts": [_data(one) for one in found]},
        *(lines or [_("Nothing to decide.")]),
    )


@click.command(help=N_("Decide a conflict by its number, or all of them by a rule."))
@click.argument("number", required=False, type=click.IntRange(1))
@click.option("--take", type=click.IntRange(1), help=N_("Keep the version with this number."))
@click.option("--value", help=N_("Write another text instead."))
@click.option(
    "--rule",
    type=click.Choice(list(RULES)),
    help=N_("Decide all that the rule can decide; the rest waits."),
)
@click.option("--laptop", default="", help=N_("Whose values the rule “laptop” keeps."))
@click.option("--dry-run", is_flag=True, help=N_("Only say what would change."))
@as_json
@click.pass_obj
def resolve(
    surroundings: Surroundings,
    *,
    number: int | None,
    take: int | None,
    value: str | None,
    rule: str | None,
    laptop: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Decide by a version, by another text, or by a rule."""
    if rule is not None:
        if number is not None or take is not None or value is not None:
            raise click.UsageError(_("A rule decides by itself: leave number and values out."))
        _resolve_by(surroundings, RULES[rule], laptop=laptop, dry_run=dry_run, as_json=as_json)
        return
    if number is None or (take is None) == (value is None):
        raise click.UsageError(_("Say a number, and either --take or --value."))
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
    click.echo(_("It is decided. The other value stays listed: maillage conflicts --decided"))


def _resolve_by(
    surroundings: Surroundings, rule: Rule, *, laptop: str, dry_run: bool, as_json: bool
) -> None:
    """Decide by a rule what it can, or say what it would."""
    with surroundings.opened() as store:
        found = exchanges.decisions(store)
        named = [id_ for id_, name in settling.laptops(found).items() if laptop in {id_, name}]
        if rule is Rule.LAPTOP and len(named) != 1:
            raise click.UsageError(_("Say by --laptop whose values are kept."))
        would = settling.preview(store, rule, laptop=named[0] if named else "", of=found)
        decided = 0 if dry_run else settling.decide(store, would.settled)
    answer(
        as_json,
        {
            "settled": [
                {
                    "record": one.decision.conflict.record,
                    "field": one.decision.conflict.field,
                    "value": one.value,
                    "device": one.version.device if one.version else None,
                }
                for one in would.settled
            ],
            "left": would.left,
            "dry_run": dry_run,
        },
        *(_settled_line(one) for one in would.settled),
        *([] if dry_run else [ngettext_("{n} choice is made.", "{n} choices are made.", decided)]),
        ngettext_("{n} choice waits for you.", "{n} choices wait for you.", would.left)
        if would.left
        else _("Nothing is left to decide."),
        *([_("Nothing was written.")] if dry_run else []),
    )


def _settled_line(one: Settlement) -> str:
    label = f"{_(one.decision.field_label)} · {one.decision.subject or _(one.decision.kind_label)}"
    who = who_words(one.version) if one.version else _("put together")
    value = _("nothing") if one.value is None else one.value
    return f"{label} → {value} ({who})"


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
            agree(_("Erase {name} for ever? This cannot be undone.", name=somebody.name))
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


def _data(decision: Decision) -> dict[str, object]:
    return {
        "record": decision.conflict.record,
        "kind": decision.conflict.kind,
        "field": decision.conflict.field,
        "subject": decision.subject,
        "deleted": decision.deleted,
        "deletion": version_data(decision.deletion) if decision.deletion else None,
        "base": version_data(decision.base) if decision.base else None,
        "versions": [version_data(of) for of in decision.versions],
    }


COMMANDS = (conflicts, resolve, erase)
