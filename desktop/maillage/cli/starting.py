"""Commands that begin: init, meeting, invite, join."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from maillage import language, settings
from maillage.actions import events, passphrases, places, programme
from maillage.cli.common import (
    ANY_PATH,
    INVITATION_PASSPHRASE,
    NEW_PASSPHRASE,
    Surroundings,
    answer,
    as_json,
    ask,
    ask_new,
    shortened,
)
from maillage.domain.errors import WrongValue
from maillage.domain.vocabulary import DeviceRole, EventKind
from maillage.domain.words import N_
from maillage.language import _

if TYPE_CHECKING:
    from maillage.domain.geography import Place

USUAL_HOURS = 4
"""How long a meeting is of which nobody says more."""


@click.command(help=N_("Start a programme: make its first store, a coordinator's."))
@click.argument("folder", type=ANY_PATH)
@click.option("--programme", "name", required=True, help=N_("Name of the programme."))
@click.option("--device", required=True, help=N_("Name of this laptop."))
@click.option("--contact", default="", help=N_("Whom to ask about personal data."))
@as_json
def init(*, folder: Path, name: str, device: str, contact: str, as_json: bool) -> None:
    """Make the first store of a programme."""
    opened = programme.start(
        folder,
        programme=name,
        device=device,
        privacy_contact=contact,
        passphrase=_new_passphrase(),
    )
    _told(opened, folder, as_json=as_json)


@click.command(help=N_("Join a programme with a coordinator's invitation."))
@click.argument("invitation", type=ANY_PATH)
@click.argument("folder", type=ANY_PATH)
@click.option("--device", required=True, help=N_("Name of this laptop."))
@as_json
def join(*, invitation: Path, folder: Path, device: str, as_json: bool) -> None:
    """Make the store of a laptop that was invited."""
    words = _words_of_invitation()
    opened = programme.join(
        folder,
        invitation=invitation,
        invitation_passphrase=words,
        device=device,
        passphrase=_new_passphrase(),
    )
    _told(opened, folder, as_json=as_json)


@click.command(help=N_("Create a meeting in the store."))
@click.argument("title")
@click.option(
    "--starts",
    type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d"]),
    required=True,
    help=N_("Begin, in the time of metropolitan France."),
)
@click.option(
    "--ends",
    type=click.DateTime(["%Y-%m-%dT%H:%M"]),
    help=N_("End, on the same day or, of a meeting of several days, on the last."),
)
@click.option(
    "--hours", type=float, help=N_("Length in hours, instead of an end; 4 if neither is said.")
)
@click.option("--venue", default="", help=N_("Place."))
@click.option(
    "--commune",
    default="",
    help=N_("Commune; of several of one name, with its department: “Saint-Denis (93)”."),
)
@click.option("--tables", type=click.IntRange(1, 500), help=N_("Number of tables."))
@click.option("--dots", type=click.IntRange(1, 50), help=N_("Votes per person."))
@click.option("--workshop", multiple=True, help=N_("Title of a workshop; may be repeated."))
@as_json
@click.pass_obj
def meeting(
    surroundings: Surroundings,
    *,
    title: str,
    starts: datetime,
    ends: datetime | None,
    hours: float | None,
    venue: str,
    commune: str,
    tables: int | None,
    dots: int | None,
    workshop: tuple[str, ...],
    as_json: bool,
) -> None:
    """Record a meeting with its workshops."""
    if ends is not None and hours is not None:
        raise click.UsageError(_("Say either the end or the length of the meeting, not both."))
    begins = starts.replace(tzinfo=events.ZONE)
    found = places.commune(commune) if commune.strip() else places.Meant()
    with surroundings.opened() as store:
        event = events.create_event(
            store,
            title=title,
            event_kind=EventKind.GRANDE_RENCONTRE,
            starts=begins,
            ends=ends.replace(tzinfo=events.ZONE) if ends else _end(begins, hours),
            venue=venue,
            commune=found.commune.name if found.commune else " ".join(commune.split()),
            insee=found.commune.code if found.commune else "",
            tables=tables,
            dots=dots,
            workshops=workshop,
        )
    answer(
        as_json,
        {
            "meeting": event.id,
            "starts": begins.isoformat(),
            "ends": event.ends and events.local_time(event.ends).isoformat(),
            "commune": event.commune,
            "insee": event.insee or None,
            "communes": [_told_apart(one) for one in found.several],
        },
        _("The meeting is created: {id}", id=event.id),
        events.told_when(event, language.current()),
        *(_commune_lines(event.commune, found) if event.commune else ()),
    )


@click.command(help=N_("Write an invitation for new laptops, sealed with words."))
@click.argument("file", type=ANY_PATH)
@click.option("--coordinator", is_flag=True, help=N_("Invite another coordinator."))
@as_json
@click.pass_obj
def invite(surroundings: Surroundings, *, file: Path, coordinator: bool, as_json: bool) -> None:
    """Write an invitation."""
    role = DeviceRole.COORDINATOR if coordinator else DeviceRole.FIELD
    with surroundings.opened() as store:
        words = ask_new(_("Words of the invitation"), INVITATION_PASSPHRASE)
        programme.invite(store, file, passphrase=words, role=role)
    answer(
        as_json,
        {"path": str(file), "role": role.value},
        _("The invitation is written: {path}", path=file),
        _("Tell its words by telephone, never in the same message as the file."),
    )


def _commune_lines(typed: str, found: places.Meant) -> list[str]:
    """Return which commune was found, or why none was: several of that name, or none at all."""
    if one := found.commune:
        return [_("Commune: {name}, INSEE code {code}", name=_told_apart(one), code=one.code)]
    if found.several:
        return [
            _(
                "Several communes are called “{name}”: kept as you wrote it, without an INSEE code."
                " Say which one: {names}",
                name=shortened(typed),
                names=", ".join(map(_told_apart, found.several)),
            )
        ]
    return [
        _(
            "No commune of France is called “{name}”: kept as you wrote it, without an INSEE code.",
            name=shortened(typed),
        )
    ]


def _told_apart(place: Place) -> str:
    """Return a commune as the option takes it, with its department."""
    return f"{place.name} ({place.department})"


def _end(begins: datetime, hours: float | None) -> datetime:
    """Return when a meeting ends; raises WrongValue for a length no calendar has room for."""
    hours = USUAL_HOURS if hours is None else hours
    try:
        return begins + timedelta(hours=hours)
    except (OverflowError, ValueError):
        raise WrongValue("ends", f"{hours:g}") from None


def _new_passphrase() -> str:
    words = ask_new(
        _("New passphrase, for instance {words}", words=passphrases.suggest()), NEW_PASSPHRASE
    )
    passphrases.require(words)
    return words


def _words_of_invitation() -> str:
    return os.environ.get(INVITATION_PASSPHRASE) or ask(_("Words of the invitation"))


def _told(opened: programme.Opened, folder: Path, *, as_json: bool) -> None:
    with opened.store as store:
        # First of all: the key is shown only now, and what follows may fail.
        answer(
            as_json,
            {"store": str(folder), "device": store.device, "recovery_key": opened.recovery_key},
            _("The store is made: {path}", path=folder),
            _("Write this recovery key down and keep it apart: {key}", key=opened.recovery_key),
        )
    settings.save(settings.load().with_store(folder.absolute()))


COMMANDS = (init, meeting, invite, join)
