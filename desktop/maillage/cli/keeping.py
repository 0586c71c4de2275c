"""Commands for backups: make one, and go on from one."""

from __future__ import annotations

import os
from pathlib import Path

import click

from maillage import settings
from maillage.actions import backups
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
        device = store.device
    settings.save(settings.load().with_store(folder.absolute()))
    answer(
        as_json,
        {"store": str(folder), "device": device},
        _("The store is made: {path}", path=folder),
        backups.restored_line(),
    )


COMMANDS = (backup, restore)
