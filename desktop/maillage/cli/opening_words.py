"""Commands for what opens a store: another passphrase, another recovery key."""

from __future__ import annotations

import os

import click

from maillage.cli.common import (
    NEW_PASSPHRASE,
    PASSPHRASE,
    Surroundings,
    answer,
    as_json,
    ask,
    ask_new,
)
from maillage.domain.errors import NotAStore
from maillage.domain.words import N_
from maillage.language import _


@click.command(help=N_("Change the passphrase of the store, given the present one."))
@as_json
@click.pass_obj
def passphrase(surroundings: Surroundings, *, as_json: bool) -> None:
    """Let other words open the store, or this computer's place in a hub."""
    from maillage.actions import passphrases, store_keys

    present = _present(surroundings)
    suggested = passphrases.suggest()
    new = ask_new(_("New passphrase, for instance {words}", words=suggested), NEW_PASSPHRASE)
    store = surroundings.path()
    kept = store_keys.change_passphrase(store, present=present, passphrase=new)
    lines = [
        _("The passphrase is changed. The former one opens this store no more."),
        _("The recovery key stays the same. Backups already made open with the former words."),
    ]
    if not kept:
        lines.append(_("The system’s keyring did not take the new one: it will be asked for."))
    answer(as_json, {"store": str(store), "in_keyring": kept}, *lines)


@click.command(
    "recovery-key", help=N_("Make a new recovery key and show it once; the former one is void.")
)
@as_json
@click.pass_obj
def recovery_key(surroundings: Surroundings, *, as_json: bool) -> None:
    """Let another recovery key open the store."""
    from maillage.actions import store_keys

    store = surroundings.path()
    key = store_keys.renew_recovery_key(store, present=_present(surroundings))
    answer(
        as_json,
        {"store": str(store), "recovery_key": key},
        _("Write this recovery key down and keep it apart: {key}", key=key),
        _(
            "It is shown only now. The former one opens this store no more, but still the backups"
            " already made: keep it with them."
        ),
    )


def _present(surroundings: Surroundings) -> str:
    """Return what opens the store now; never from the keyring, which proves nothing of whom."""
    path = surroundings.path()
    if not (path / "keys.json").exists():
        raise NotAStore(str(path))  # before asking for words in vain
    given = os.environ.get(PASSPHRASE)
    return given if given is not None else ask(_("Present passphrase, or recovery key"))


COMMANDS = (passphrase, recovery_key)
