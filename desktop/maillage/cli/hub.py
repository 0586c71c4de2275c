"""Commands for the hub that coordinators share: make it, come into it, keep its password."""

from __future__ import annotations

import os
from pathlib import Path

import click

from maillage import settings
from maillage.actions import hubs, passphrases, programme
from maillage.actions.programme import Opened
from maillage.cli.common import (
    ANY_PATH,
    INVITATION_PASSPHRASE,
    NEW_PASSPHRASE,
    PASSPHRASE,
    Surroundings,
    answer,
    as_json,
    ask,
    ask_new,
)
from maillage.domain.words import N_
from maillage.language import _

HUB_PASSWORD = "MAILLAGE_HUB_PASSWORD"  # noqa: S105 - the name of a variable

address = click.argument("address")
folder = click.argument("folder", required=False, type=ANY_PATH)


@click.group(help=N_("The hub: a PostgreSQL that coordinators share when one laptop is too few."))
def hub() -> None:
    """Say what there is."""


@hub.command(
    help=N_(
        "Make a hub on a server, as somebody who may make databases there: database, roles,"
        " tables, people. Doing it again adds people and brings the tables to this version."
    )
)
@address
@click.option("--database", default="maillage", show_default=True, help=N_("Name of the database."))
@click.option("--owner", multiple=True, help=N_("Who may bring it to a new version."))
@click.option("--coordinator", multiple=True, help=N_("Who writes in it; may be repeated."))
@click.option("--reader", multiple=True, help=N_("Who only reads it; may be repeated."))
@as_json
def prepare(
    *,
    address: str,
    database: str,
    owner: tuple[str, ...],
    coordinator: tuple[str, ...],
    reader: tuple[str, ...],
    as_json: bool,
) -> None:
    """Make a hub."""
    made = hubs.prepare(
        address,
        database=database,
        people={
            **dict.fromkeys(owner, "owner"),
            **dict.fromkeys(coordinator, "coordinator"),
            **dict.fromkeys(reader, "reader"),
        },
        password=_password(address),
    )
    answer(
        as_json,
        {"addresses": dict(made.addresses), "passwords": dict(made.passwords)},
        _("The hub is ready: {hub}", hub=made.label),
        *(
            _("Address for {name}: {address}", name=name, address=own)
            for name, own in made.addresses.items()
        ),
        *(
            _("Password of {name}, shown only now: {password}", name=name, password=password)
            for name, password in made.passwords.items()
        ),
    )


@hub.command(help=N_("Bring a hub to this version, as one of its owners."))
@address
@as_json
def migrate(*, address: str, as_json: bool) -> None:
    """Migrate a hub."""
    hubs.migrate(address, password=_password(address))
    answer(as_json, {"ready": True}, _("The hub is ready for this version."))


@hub.command(help=N_("Bring all that this coordinator’s store holds into a hub."))
@address
@folder
@click.option("--device", required=True, help=N_("Name that others see there."))
@as_json
@click.pass_obj
def enter(
    surroundings: Surroundings, *, address: str, folder: Path | None, device: str, as_json: bool
) -> None:
    """Enter a hub with a store."""
    password = _password(address)
    with surroundings.opened() as store:
        to = folder or programme.free_folder(device)
        words = _new_passphrase()
        there = hubs.enter(store, address, to, device=device, passphrase=words, password=password)
        _told(there, to, as_json=as_json)


@hub.command(help=N_("Join a hub with a coordinator’s invitation for coordinators."))
@click.argument("invitation", type=ANY_PATH)
@address
@folder
@click.option("--device", required=True, help=N_("Name that others see there."))
@as_json
def join(
    *, invitation: Path, address: str, folder: Path | None, device: str, as_json: bool
) -> None:
    """Join a hub."""
    password = _password(address)
    words = os.environ.get(INVITATION_PASSPHRASE) or ask(_("Words of the invitation"))
    to = folder or programme.free_folder(device)
    there = hubs.join(
        address,
        to,
        invitation=invitation,
        invitation_passphrase=words,
        device=device,
        passphrase=_new_passphrase(),
        password=password,
    )
    _told(there, to, as_json=as_json)


@hub.command(help=N_("Keep a place in a hub for somebody who only reads it."))
@address
@folder
@as_json
def read(*, address: str, folder: Path | None, as_json: bool) -> None:
    """Keep a place of a reader."""
    password = _password(address)
    to = folder or programme.free_folder("lecture")
    there = hubs.read(address, to, passphrase=_new_passphrase(), password=password)
    _told(there, to, as_json=as_json)


@hub.command(help=N_("Keep another password of the database in this place, sealed."))
@as_json
@click.pass_obj
def password(surroundings: Surroundings, *, as_json: bool) -> None:
    """Change the password that a place keeps."""
    path = surroundings.path()
    words = os.environ.get(PASSPHRASE) or passphrases.recall(str(path.absolute()))
    hubs.change_password(
        path,
        passphrase=words if words is not None else ask(_("Passphrase")),
        password=os.environ.get(HUB_PASSWORD) or ask(_("Password of the database")),
    )
    answer(as_json, {"kept": True}, _("The password is kept here, sealed by your passphrase."))


def _password(address: str) -> str:
    """Return the database's password; empty where the address or libpq knows it."""
    given = os.environ.get(HUB_PASSWORD)
    if given is not None:
        return given
    return ask(_("Password of the database")) if hubs.wants_password(address) else ""


def _new_passphrase() -> str:
    words = ask_new(
        _("New passphrase, for instance {words}", words=passphrases.suggest()), NEW_PASSPHRASE
    )
    passphrases.require(words)
    return words


def _told(opened: Opened, folder: Path, *, as_json: bool) -> None:
    with opened.store as store:
        # First of all: the key is shown only now, and what follows may fail.
        answer(
            as_json,
            {"store": str(folder), "device": store.device, "recovery_key": opened.recovery_key},
            _("Your place in the hub is made: {path}", path=folder),
            _("Write this recovery key down and keep it apart: {key}", key=opened.recovery_key),
        )
    settings.save(settings.load().with_store(folder.absolute()))


COMMANDS = (hub,)
