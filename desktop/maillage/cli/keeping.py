"""Commands for backups: make one, and go on from one."""

from __future__ import annotations

import os
from pathlib import Path

import click

from maillage import settings
from maillage.actions import backups, copies
from maillage.cli.common import ANY_PATH, PASSPHRASE, Surroundings, answer, as_json, ask, bar
from maillage.domain.words import N_
from maillage.language import _


@click.command(help=N_("Copy the store into a new folder, and check the copy."))
@click.argument("folder", type=ANY_PATH)
@as_json
@click.pass_obj
def backup(surroundings: Surroundings, *, folder: Path, as_json: bool) -> None:
    """Make a backup."""
    with surroundings.opened() as store, bar() as progress:
        made = backups.back_up(store, folder, progress=progress)
    answer(
        as_json,
        {"path": str(folder), "size": made.size},
        *backups.made_lines(made),
        _("To go on from it one day, restore it into a new folder."),
    )


@click.command(help=N_("Make a new store of a backup; it becomes a laptop of its own."))
@click.argument("backup", type=ANY_PATH)
@click.argument("folder", type=ANY_PATH)
@as_json
def restore(*, backup: Path, folder: Path, as_json: bool) -> None:
    """Restore a backup into a new folder."""
    words = os.environ.get(PASSPHRASE) or ask(_("Passphrase"))
    with backups.restore(backup, folder, passphrase=words).store as store:
        device, coordinator = store.device, store.is_coordinator
    settings.save(settings.load().with_store(folder.absolute()))
    answer(
        as_json,
        {"store": str(folder), "device": device},
        _("The store is made: {path}", path=folder),
        backups.restored_line(coordinator=coordinator),
    )


@click.command(
    "another-laptop",
    help=N_("Go on as another laptop, where this store is a copy or an old backup."),
)
@as_json
@click.pass_obj
def another_laptop(surroundings: Surroundings, *, as_json: bool) -> None:
    """Go on as another laptop; all that is here stays."""
    with surroundings.opened() as store:
        copies.go_on_as_another(store)
        device = store.device
    answer(as_json, {"device": device}, copies.another_line())


COMMANDS = (backup, restore, another_laptop)
