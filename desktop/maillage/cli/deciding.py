"""Commands that decide: conflicts, resolve, erase."""

from __future__ import annotations

from typing import NamedTuple

import click

from maillage.actions import exchanges, forgetting, kept_or_deleted, settling
from maillage.actions.contact_faults import fault_of_value
from maillage.actions.exchanges import Decision, Version
from maillage.actions.settling import Settlement
from maillage.cli import decided as decided_words
from maillage.cli.called import somebody_called
from maillage.cli.common import Surroundings, agree, answer, as_json
from maillage.cli.decided import value_words, version_data, who_words
from maillage.domain.settling import Rule
from maillage.domain.words import N_
from maillage.language import _, current, ngettext_

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
            f"   {k}) {value_words(of)} ({_whose_words(one, of)})"
            for k, of in enumerate(one.versions, 1)
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
@click.option("--keep-deleted", is_flag=True, help=N_("Leave a deleted record deleted."))
@click.option(
    "--restore", is_flag=True, help=N_("Bring a deleted record back, with what was changed.")
)
@click.option(
    "--rule",
    type=click.Choice(list(RULES)),
    help=N_("Decide all that the rule can decide; the rest waits."),
)
@click.option("--laptop", default="", help=N_("Whose values the rule “laptop” keeps."))
@click.option(
    "--of-record",
    type=click.IntRange(1),
    help=N_("Only the record of the conflict with this number."),
)
@click.option("--dry-run", is_flag=True, help=N_("Only say what would change."))
@click.option(
    "--decided", is_flag=True, help=N_("Choose otherwise: the number is of “conflicts --decided”.")
)
@as_json
@click.pass_obj
def resolve(
    surroundings: Surroundings,
    *,
    number: int | None,
    take: int | None,
    value: str | None,
    keep_deleted: bool,
    restore: bool,
    rule: str | None,
    laptop: str,
    of_record: int | None,
    dry_run: bool,
    decided: bool,
    as_json: bool,
) -> None:
    """Decide by a version, by another text, for or against a deletion, or by a rule."""
    if decided:
        decided_words.choose_otherwise(surroundings, number=number, take=take)
        return
    ways = (take is not None) + (value is not None) + keep_deleted
    if rule is not None:
        if number is not None or ways or restore:
            raise click.UsageError(_("A rule decides by itself: leave number and values out."))
        by = RuleAsked(RULES[rule], laptop, of_record)
        _resolve_by(surroundings, by, dry_run=dry_run, as_json=as_json)
        return
    if number is None or ways > 1 or not (ways or restore) or (keep_deleted and restore):
        raise click.UsageError(
            _("Say a number, and either --take, --value, --keep-deleted or --restore.")
        )
    with surroundings.opened() as store:
        decision = _numbered(exchanges.decisions(store), number)
        conflict = decision.conflict
        asked = _asked(decision, take, value)
        _refuse_deletion(decision, answered=keep_deleted or restore)
        if keep_deleted:
            kept_or_deleted.leave_deleted(store, conflict)
        elif restore:
            kept_or_deleted.bring_back(store, conflict, asked)
        else:
            exchanges.resolve(store, conflict, asked)
    click.echo(_("It is decided. The other value stays listed: maillage conflicts --decided"))


def _numbered(found: list[Decision], number: int) -> Decision:
    if number > len(found):
        raise click.UsageError(_("There is no conflict with this number."))
    return found[number - 1]


def _asked(decision: Decision, take: int | None, value: str | None) -> object:
    """Return the value that was asked for."""
    if take is None:
        if value is None:
            return kept_or_deleted.CHANGED
        conflict = decision.conflict
        if fault := fault_of_value(conflict.kind, conflict.field, value):
            raise click.UsageError(fault)
        return value
    if take > len(decision.versions):
        raise click.UsageError(_("There is no version with this number."))
    return exchanges.value_of(decision.conflict, decision.versions[take - 1])


def _refuse_deletion(decision: Decision, *, answered: bool) -> None:
    """Refuse to decide a field of a deleted record without saying whether it stays deleted."""
    if answered and not decision.may_stay_deleted:
        raise click.UsageError(_("This record is not deleted: say --take or --value."))
    if decision.deleted and not decision.of_deletion and not answered:
        raise click.UsageError(
            _("This record is deleted: say --keep-deleted, or --restore to bring it back.")
        )


class RuleAsked(NamedTuple):
    """A rule, the laptop it prefers, and the number of a conflict of the only record meant."""

    rule: Rule
    laptop: str
    of_record: int | None


def _resolve_by(surroundings: Surroundings, by: RuleAsked, *, dry_run: bool, as_json: bool) -> None:
    """Decide by a rule what it can, or say what it would."""
    rule, laptop, of_record = by
    with surroundings.opened() as store:
        found = exchanges.decisions(store)
        if of_record is not None:
            record = _numbered(found, of_record).conflict.record
            found = [one for one in found if one.conflict.record == record]
        named = [id_ for id_, name in settling.laptops(found).items() if laptop in {id_, name}]
        if rule is Rule.LAPTOP and len(named) != 1:
            raise click.UsageError(_("Say by --laptop whose values are kept."))
        would = settling.preview(store, rule, laptop=named[0] if named else "", of=found)
        decided = 0 if dry_run else settling.decide(store, would.settled).count
    answer(
        as_json,
        {
            "settled": [
                {
                    "record": one.decision.conflict.record,
                    "field": one.decision.conflict.field,
                    "value": one.value,
                    "device": one.version.device if one.version else None,
                    "instead_of": [of.value for of in one.losing],
                }
                for one in would.settled
            ],
            "left": would.left,
            "why": {why.name.lower(): n for why, n in would.reasons},
            "dry_run": dry_run,
        },
        *(_settled_line(one) for one in would.settled),
        *([] if dry_run else [ngettext_("{n} choice is made.", "{n} choices are made.", decided)]),
        ngettext_("{n} choice waits for you.", "{n} choices wait for you.", would.left)
        if would.left
        else _("Nothing is left to decide."),
        *(f"   {_(why.value)} ({n})" for why, n in would.reasons),
        *([_("Nothing was written.")] if dry_run else []),
    )


def _settled_line(one: Settlement) -> str:
    label = f"{_(one.decision.field_label)} · {one.decision.subject or _(one.decision.kind_label)}"
    who = who_words(one.version) if one.version else _("put together")
    value = _("nothing") if one.value is None else one.value
    lost = current().list([value_words(of) for of in one.losing])
    instead = [_("instead of {value}", value=lost)] if lost else []
    return ", ".join((f"{label} → {value} ({who})", *instead))


@click.command(help=N_("Erase a person for ever, by name or id."))
@click.argument("person")
@click.option("--yes", is_flag=True, help=N_("Do not ask before erasing."))
@as_json
@click.pass_obj
def erase(surroundings: Surroundings, *, person: str, yes: bool, as_json: bool) -> None:
    """Erase somebody, and tell where their name still occurs."""
    with surroundings.opened() as store:
        somebody = somebody_called(store, person)
        if not yes:
            agree(_("Erase {name} for ever? This cannot be undone.", name=somebody.name))
        done = forgetting.erase(store, person=somebody.id)
    answer(
        as_json,
        {"records": done.records, "mentions": [one.id for one in done.mentions]},
        ngettext_("{n} record is erased.", "{n} records are erased.", done.records),
        *(_("The name still occurs in: {text}", text=one.text) for one in done.mentions),
    )


def _whose_words(decision: Decision, version: Version) -> str:
    """Return who wrote a value; whoever deleted the record only saw it, and wrote nothing."""
    if decision.is_of_deletion(version) and not decision.of_deletion:
        return _("untouched, as it was when the record was deleted")
    return who_words(version)


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
