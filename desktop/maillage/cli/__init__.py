"""The command line: what the window does, for scripts and for whoever prefers typing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from maillage import __version__
from maillage.cli import words
from maillage.cli.common import StorePlace, Surroundings, fail
from maillage.cli.late import LateGroup
from maillage.domain.words import N_
from maillage.language import _

OpenWindow = Callable[[Path | None, str | None], int]
"""Opens the window on a store, or on the first-run page; returns the exit code."""


@click.group(
    cls=LateGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=N_(
        "Maillage records meetings offline and merges what many laptops recorded."
        " Without a command it opens its window."
    ),
)
@click.option(
    "--store",
    type=StorePlace(),
    envvar="MAILLAGE_STORE",
    help=N_("Folder of the store, or address of a hub; by default the last one used."),
)
@click.option(
    "--language", type=click.Choice(["auto", "fr", "en"]), help=N_("Language of what is said.")
)
@click.option("--check", is_flag=True, help=N_("Prove that this installation is whole, and end."))
@click.option("--version", is_flag=True, help=N_("Show the version and end."))
@click.pass_context
def group(
    context: click.Context,
    *,
    store: Path | None,
    language: str | None,
    check: bool,
    version: bool,
) -> None:
    """Open the window, or run a command."""
    surroundings: Surroundings = context.obj
    surroundings.speak(language, context)
    surroundings.store = store
    if version:
        click.echo(f"Maillage {__version__}")
    elif check:
        context.exit(surroundings.check())
    elif context.invoked_subcommand is None:
        context.exit(surroundings.open_window(store, None))
    else:
        return
    context.exit(0)


def main(
    arguments: Sequence[str],
    *,
    open_window: OpenWindow,
    has_screen: Callable[[], bool],
    check: Callable[[], int],
) -> int:
    """Run the command line; return the exit code.

    0 done, 1 refused, 2 typed wrongly, 3 the store, 4 a received file, 5 a list,
    6 a check that failed, 130 stopped.
    """
    surroundings = Surroundings(open_window=open_window, has_screen=has_screen, check=check)
    words.use_asked(arguments)  # what is typed wrongly is said in that language too
    words.translate(group)
    try:
        result = group.main(
            list(arguments), prog_name="maillage", standalone_mode=False, obj=surroundings
        )
    except click.ClickException as error:
        error.show(sys.stderr)
        return error.exit_code
    except click.exceptions.Abort:
        click.echo(_("Stopped. Nothing was changed."), err=True)
        return 130
    except BrokenPipeError:
        sys.stderr.close()  # whoever was reading has seen enough
        return 0
    except Exception as error:  # noqa: BLE001 - a person reads a sentence, whatever it is
        return fail(error)
    return result if isinstance(result, int) else 0
