"""Commands that look back on merges: which there were, and undoing one."""

from __future__ import annotations

import click

from maillage import language
from maillage.actions import events, exchanges, explain, told
from maillage.cli.common import Surroundings, answer, as_json
from maillage.domain.errors import MergeBuiltOn
from maillage.domain.outcome import Merged
from maillage.domain.words import N_
from maillage.language import _, ngettext_


@click.command(help=N_("List the merges done here, the latest first."))
@as_json
@click.pass_obj
def merges(surroundings: Surroundings, *, as_json: bool) -> None:
    """List the merges with their numbers."""
    with surroundings.opened() as store:
        found = exchanges.merges(store)
    answer(
        as_json,
        {
            "merges": [
                {
                    "number": one.number,
                    "at": one.at.isoformat(),
                    "files": one.files,
                    "devices": one.devices,
                    "operations": one.operations,
                    "undone": one.undone,
                }
                for one in found
            ]
        },
        *([_line(one) for one in found] or [_("Nothing was merged here yet.")]),
    )


@click.command("undo-merge", help=N_("Take a whole merge back, the last one by default."))
@click.argument("number", required=False, type=click.IntRange(1))
@as_json
@click.pass_obj
@click.pass_context
def undo_merge(
    context: click.Context, surroundings: Surroundings, *, number: int | None, as_json: bool
) -> None:
    """Take a merge back, or tell what rests on it."""
    with surroundings.opened() as store:
        try:
            done = exchanges.undo_merge(store, number)
        except MergeBuiltOn as error:
            lost = [
                {"id": id_, "kind": kind, "name": name}
                for (_kind, id_), (kind, name) in zip(
                    error.records, exchanges.rests_on(store, error), strict=True
                )
            ]
            answer(
                as_json,
                {"undone": None, "rests_on_it": lost, "devices": error.devices},
                *(f"  {one['name'] or one['id']} · {_(one['kind'])}" for one in lost),
            )
            click.echo(explain.sentence(error), err=True)
            context.exit(error.exit_code)
    answer(
        as_json,
        {
            "undone": done.number,
            "operations": done.operations,
            "kept": done.kept,
            "erased": done.erased,
        },
        *told.undone_lines(done),
    )


def _line(one: Merged) -> str:
    at = language.current().moment(events.local_time(one.at))
    if one.undone:
        return _("{number}. {at}: undone", number=one.number, at=at)
    said = ngettext_("{n} change", "{n} changes", one.operations)
    return _(
        "{number}. {at}: {changes}, from {devices}",
        number=one.number,
        at=at,
        changes=said,
        devices=language.current().list(one.devices),
    )


COMMANDS = (merges, undo_merge)
