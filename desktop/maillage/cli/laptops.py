"""Commands about the laptops of the programme: who they are, and who is believed no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from maillage.actions import laptops as acts
from maillage.cli.common import Surroundings, agree, answer, as_json
from maillage.domain.words import N_
from maillage.language import _

if TYPE_CHECKING:
    from maillage import Store
    from maillage.actions.laptops import Laptop


@click.command(
    help=N_(
        "List the laptops of the programme, the last file of each, and who is believed no more."
    )
)
@as_json
@click.pass_obj
def laptops(surroundings: Surroundings, *, as_json: bool) -> None:
    """List the laptops."""
    with surroundings.opened() as store:
        found, me = acts.laptops(store), store.device
    lines = []
    for number, one in enumerate(found, 1):
        said = acts.last_file_line(one, here=one.device.id == me)
        lines.append(f"{number}. {one.device.name} ({acts.role_words(one)}) · {said}")
        if state := acts.state_line(one):
            lines.append("   " + state)
    answer(as_json, {"laptops": [_data(one, me) for one in found]}, *lines)


@click.command(
    "stop-believing",
    help=N_(
        "Believe a laptop no more, by its name or its number in the list of laptops: what it wrote"
        " after its last believed file counts nowhere. It can be taken back with believe-again."
    ),
)
@click.argument("laptop")
@click.option(
    "--after-export",
    type=click.IntRange(1),
    help=N_("The last of its exports that is believed; by default all that is here."),
)
@click.option("--yes", is_flag=True, help=N_("Do not ask first."))
@as_json
@click.pass_obj
def stop_believing(
    surroundings: Surroundings,
    *,
    laptop: str,
    after_export: int | None,
    yes: bool,
    as_json: bool,
) -> None:
    """Revoke a laptop."""
    with surroundings.opened() as store:
        one = _named(store, laptop)
        last = acts.after_export(one, after_export) if after_export else one.last
        if not yes:
            agree(
                _(
                    "No file of “{name}” is taken in any more, and nobody’s next files open there."
                    " Believe it no more?",
                    name=one.device.name,
                )
            )
        ignored = acts.stop_believing(store, one.device.id, last=last)
    answer(
        as_json,
        {"id": one.device.id, "name": one.device.name, "last": last, "ignored": ignored},
        acts.done_line(one.device.name, ignored),
        _("The others know it once they have merged your next file."),
    )


@click.command(
    "believe-again", help=N_("Believe a laptop again that this one said to believe no more.")
)
@click.argument("laptop")
@as_json
@click.pass_obj
def believe_again(surroundings: Surroundings, *, laptop: str, as_json: bool) -> None:
    """Withdraw a revocation."""
    with surroundings.opened() as store:
        one = _named(store, laptop)
        done = acts.believe_again(store, one.device.id)
    answer(
        as_json,
        {
            "id": one.device.id,
            "name": one.device.name,
            "counting": done.counting,
            "believed": done.believed,
        },
        acts.again_line(one.device.name, done),
    )


def _named(store: Store, said: str) -> Laptop:
    """Return a laptop by its name, its id, or its number in the list."""
    same = acts.named(store, said)
    if not same:
        raise click.UsageError(_("No laptop is called so."))
    if len(same) > 1:
        raise click.UsageError(_("Several laptops are called so: give the number in the list."))
    return same[0]


def _data(one: Laptop, me: str) -> dict[str, object]:
    return {
        "id": one.device.id,
        "name": one.device.name,
        "role": one.device.role.value if one.device.role else None,
        "here": one.device.id == me,
        "exports": [
            {"number": file.number, "made": file.made.isoformat(), "last": file.last}
            for file in one.exports
        ],
        "last": one.last,
        "believed": one.believed,
        "ignored": one.ignored,
        "revocable": one.revocable,
        "withdrawable": one.withdrawable,
    }


COMMANDS = (laptops, stop_believing, believe_again)
