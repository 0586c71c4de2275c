"""Commands that tell: report, digest, dump, verify, and the demonstration."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import platformdirs

from maillage.actions import copies, exchanges, minutes, told
from maillage.actions.device_names import own_name
from maillage.cli.common import ANY_PATH, Surroundings, answer, as_json, for_meeting, meeting_id
from maillage.domain.words import N_
from maillage.language import _, current, ngettext_

if TYPE_CHECKING:
    from maillage.domain.outcome import Handover

NOT_SOUND = 6
"""Exit code of a check that found something."""


@click.command(
    help=N_("Write the minutes of a meeting: a PDF, or with .docx a text to go on with.")
)
@click.argument("file", type=ANY_PATH)
@for_meeting
@click.option(
    "--with-names/--without-names",
    default=False,
    help=N_("Name people, for the team alone; without names unless asked."),
)
@as_json
@click.pass_obj
def report(
    surroundings: Surroundings, *, file: Path, meeting: str, with_names: bool, as_json: bool
) -> None:
    """Write the compte-rendu."""
    if file.suffix.lower() not in minutes.KINDS:
        raise click.BadParameter(_("The name of minutes ends in .pdf or .docx."))
    with surroundings.opened() as store:
        event = meeting_id(store, meeting)
        done = minutes.write(store, file, event=event, names=with_names)
    answer(
        as_json,
        {"path": str(done.path), "size": done.size, "names": with_names},
        _("The minutes are written, with names: {path}", path=done.path)
        if with_names
        else _("The minutes are written, without names: {path}", path=done.path),
    )


@click.command(help=N_("Show the digest: equal on two laptops means the same state."))
@as_json
@click.pass_obj
def digest(surroundings: Surroundings, *, as_json: bool) -> None:
    """Print the digest."""
    with surroundings.opened() as store:
        found = store.digest()
    answer(as_json, {"digest": found}, found)


@click.command(help=N_("Say what of this laptop the coordination has, and what waits."))
@as_json
@click.pass_obj
def status(surroundings: Surroundings, *, as_json: bool) -> None:
    """Tell whether one can leave."""
    with surroundings.opened() as store:
        device, coordinator = own_name(store), store.is_coordinator
        handover, unsent = exchanges.handover(store), exchanges.unsent(store)
        waiting = len(exchanges.decisions(store))
        copied = copies.is_copy(store)
    answer(
        as_json,
        {
            "device": device,
            "copied": copied,
            "coordinator": coordinator,
            "unsent": unsent,
            "waiting": waiting,
            "handed_over": handover.complete,
            "missing": handover.missing,
            "coordinators": [
                {
                    "name": one.name,
                    "missing": one.missing,
                    "at": one.at.isoformat() if one.at else None,
                }
                for one in handover.coordinators
            ],
        },
        _status_line(handover, coordinator=coordinator, unsent=unsent),
        *([told.copy_line(), _("Here: {command}", command="another-laptop")] if copied else []),
        *told.receipt_lines(handover),
        ngettext_("{n} choice waits for you.", "{n} choices wait for you.", waiting)
        if waiting
        else _("Nothing to decide."),
    )


def _status_line(handover: Handover, *, coordinator: bool, unsent: int) -> str:
    """Return what of this laptop is where; a coordinator's is the coordination itself."""
    if not handover.complete:
        return told.missing_words(handover.missing) + "."
    if not coordinator:
        return _("Everything is with the coordination.")
    if not unsent:
        return _("This laptop is one of the coordination, and all it recorded is in a file.")
    return ngettext_(
        "This laptop is one of the coordination: {n} change it recorded is in no full file yet.",
        "This laptop is one of the coordination: {n} changes it recorded are in no full file yet.",
        unsent,
    )


@click.command(help=N_("Print the whole state, one record a line, personal data in clear."))
@click.pass_obj
def dump(surroundings: Surroundings) -> None:
    """Print the canonical dump."""
    with surroundings.opened() as store:
        for line in store.dump():
            click.echo(line)


@click.command(help=N_("Check that the store is sound and says what its journal says."))
@as_json
@click.pass_obj
@click.pass_context
def verify(context: click.Context, surroundings: Surroundings, *, as_json: bool) -> None:
    """Check the store."""
    with surroundings.opened() as store:
        found = store.verify()
    answer(
        as_json,
        {
            "ok": found.ok,
            "problems": found.problems,
            "missing": found.missing,
            "records": found.records,
            "operations": found.operations,
        },
        _(
            "{records} records from {operations} changes.",
            records=current().number(found.records),
            operations=current().number(found.operations),
        ),
        *found.problems,
        _("The store is sound.") if found.ok else _("The store is not sound."),
    )
    if not found.ok:
        context.exit(NOT_SOUND)


@click.command(help=N_("Play a whole meeting on five stores, then open the coordinator's."))
@click.argument("folder", required=False, type=ANY_PATH)
@click.option("--no-window", is_flag=True, help=N_("Do not open the window at the end."))
@click.pass_obj
@click.pass_context
def demo(
    context: click.Context, surroundings: Surroundings, *, folder: Path | None, no_window: bool
) -> None:
    """Play the demonstration."""
    from maillage.demo import day, laptops

    chosen = folder or platformdirs.user_data_path("maillage", appauthor=False) / "demo"
    played = day.play(chosen, click.echo)
    if not no_window and surroundings.has_screen():
        context.exit(surroundings.open_window(played.store, laptops.PASSPHRASE))


COMMANDS = (report, status, digest, dump, verify, demo)
