"""The command that hands somebody what is held about them."""

from __future__ import annotations

from pathlib import Path

import click

from maillage.actions import held, paper
from maillage.cli.called import somebody_called
from maillage.cli.common import ANY_PATH, Surroundings, answer, as_json
from maillage.domain.words import N_
from maillage.language import _


@click.command(
    help=N_("Write all that is held about a person: a PDF, or with .json a file for a machine.")
)
@click.argument("person")
@click.argument("file", type=ANY_PATH)
@as_json
@click.pass_obj
def extract(surroundings: Surroundings, *, person: str, file: Path, as_json: bool) -> None:
    """Answer somebody who asks what is known of them."""
    with surroundings.opened() as store:
        found = held.held(store, person=somebody_called(store, person).id)
        if file.suffix.lower() == ".json":
            held.save_for_machines(store, found, file)
        else:
            paper.save(store, held.pdf(found), file)
    answer(
        as_json,
        {"path": str(file)},
        _("{path} is written, for {name} alone.", path=file, name=found.name),
        _(
            "Other people are left out of the texts as far as Maillage knows their names: read it"
            " before you hand it over."
        ),
    )


COMMANDS = (extract,)
