"""Commands that look back on merges: which there were, and undoing one."""

from __future__ import annotations

import textwrap

import click

from maillage import language
from maillage.actions import events, exchanges, explain, resting, told
from maillage.actions.resting import Resting
from maillage.cli.common import Surroundings, answer, as_json
from maillage.domain.errors import MergeBuiltOn
from maillage.domain.outcome import Merged
from maillage.domain.words import N_
from maillage.language import _

MOST = 80
"""Characters of a value that are told."""


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
            lost = resting.rests_on(store, error)
            answer(
                as_json,
                {
                    "undone": None,
                    "rests_on_it": [_resting_data(one) for one in lost],
                    "devices": error.devices,
                },
                *(line for one in lost for line in _resting_lines(one)),
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
            "ignored": done.ignored,
        },
        *told.undone_lines(done),
    )


def _resting_lines(one: Resting) -> list[str]:
    said = [f"  {one.name or one.id} · {_(one.kind_label)}"]
    for lost in one.values:
        value = _("nothing") if lost.value is None else lost.name or str(lost.value)
        said.append(f"    {_(lost.label)} · {textwrap.shorten(value, MOST)} ({lost.device})")
    return said


def _resting_data(one: Resting) -> dict[str, object]:
    return {
        "id": one.id,
        "kind": one.kind_label,
        "name": one.name,
        "values": [
            {"field": lost.label, "value": lost.value, "device": lost.device} for lost in one.values
        ],
    }


def _line(one: Merged) -> str:
    at = language.current().moment(events.local_time(one.at))
    if one.undone:
        return _("{number}. {at}: undone", number=one.number, at=at)
    said = told.brought_words(one.operations)
    return _(
        "{number}. {at}: {changes}, from {devices}",
        number=one.number,
        at=at,
        changes=said,
        devices=language.current().list([_("“{name}”", name=name) for name in one.devices]),
    )


COMMANDS = (merges, undo_merge)
