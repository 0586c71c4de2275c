"""What commands share: the store they work on, its passphrase, and how they answer."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from maillage import language, settings
from maillage.cli import words
from maillage.direction import parted
from maillage.domain.errors import MaillageError, NotAStore
from maillage.domain.words import N_
from maillage.language import _, ngettext_

if TYPE_CHECKING:
    from maillage import Store

PASSPHRASE = "MAILLAGE_PASSPHRASE"  # noqa: S105 - the name of a variable
NEW_PASSPHRASE = "MAILLAGE_NEW_PASSPHRASE"  # noqa: S105
LONGEST = 2_000
"""Characters of one line of an answer; a name of ten thousand would fill the terminal. What is
left out is counted."""
AT_A_GLANCE = 80
"""Characters of a value inside a line."""
INVITATION_PASSPHRASE = "MAILLAGE_INVITATION_PASSPHRASE"  # noqa: S105

YES = {"y", "yes", "o", "oui"}
"""What is a yes, whatever the language of the question."""

as_json = click.option(
    "--json", "as_json", is_flag=True, help=N_("Answer as JSON, for a script to read.")
)
for_meeting = click.option(
    "--meeting", default="", help=N_("Id of the meeting; by default the latest.")
)


ANY_PATH = click.Path(path_type=Path, readable=False)
"""Whether a path can be read is found out, and said, by whoever reads it: click knows no French."""


class StorePlace(click.Path):
    """The folder of a store, or the address of a hub in which this computer has a place."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, readable=False)

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        """Return the folder; raises HubError for an address that leads nowhere."""
        # Late, here and below: help is given before anything of a store is imported.
        from maillage.actions import hubs

        if isinstance(value, str) and hubs.is_address(value):
            return hubs.folder_of(value, settings.load().recent_stores)
        return Path(os.fsdecode(super().convert(value, param, ctx)))


@dataclass
class Surroundings:
    """What the command line was started with."""

    open_window: Callable[[Path | None, str | None], int]
    has_screen: Callable[[], bool]
    check: Callable[[], int]
    store: Path | None = None

    def speak(self, chosen: str | None, context: click.Context) -> None:
        """Use a language from here on: the one asked for, else the one of the settings."""
        language.use(chosen or settings.load().language)
        command = context.command
        if isinstance(command, click.Group):
            words.translate(command)

    def path(self) -> Path:
        """Return the folder of the store; raises NotAStore if none was ever used."""
        last = settings.load().last_store
        if self.store is None and not last:
            raise NotAStore("-")
        return self.store or Path(last)

    @contextmanager
    def opened(self) -> Iterator[Store]:
        """Open the store with the passphrase of the variable, the keyring or the prompt."""
        from maillage.actions import passphrases, programme

        path = self.path()
        known = os.environ.get(PASSPHRASE) or passphrases.recall(str(path.absolute()))
        if known is None and not (path / "keys.json").exists():
            raise NotAStore(str(path))  # before asking for words in vain
        words_ = known if known is not None else ask(_("Passphrase"))
        with programme.open_store(path, passphrase=words_).store as store:
            yield store


def ask(prompt: str) -> str:
    """Return words typed at a prompt that shows nothing."""
    typed: str = click.prompt(_said(prompt), prompt_suffix="", hide_input=True, err=True)
    return typed


def ask_new(prompt: str, variable: str) -> str:
    """Return new words, from a variable or typed twice."""
    given = os.environ.get(variable)
    if given is not None:
        return given
    typed: str = click.prompt(
        _said(prompt),
        prompt_suffix="",
        hide_input=True,
        confirmation_prompt=_said(_("Repeat for confirmation")),
        err=True,
    )
    return typed


def agree(question: str) -> None:
    """Ask before what cannot be undone; raises Abort unless the answer is yes, in any language."""
    asked = _("{question} [y/N]: ", question=question)
    typed: str = click.prompt(asked, default="", show_default=False, prompt_suffix="", err=True)
    if typed.strip().casefold() not in YES:
        raise click.Abort


def _said(prompt: str) -> str:
    """Return a prompt as the language ends it: French puts a space before the colon."""
    return _("{prompt}: ", prompt=prompt)


def answer(as_json: bool, data: dict[str, Any], *lines: str) -> None:
    """Print an answer: one JSON object, or lines for a person."""
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, default=str))
    else:
        for line in lines:
            click.echo(shown(line))


def shown(line: str) -> str:
    """Return a line that a terminal shows as it is, whatever names are in it, and not for ever.

    What is left out of it is counted.
    """
    kept = "".join(
        letter
        for letter in parted(line)
        if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs"}
    )
    more = len(kept) - LONGEST
    if more <= 0:
        return kept
    cut = ngettext_("… (cut: {n} more character)", "… (cut: {n} more characters)", more)
    return kept[:LONGEST] + cut


def shortened(value: str) -> str:
    """Return a value on one line, cut to what one reads at a glance."""
    said = " ".join(value.split())
    return said if len(said) <= AT_A_GLANCE else f"{said[:AT_A_GLANCE]}…"


def meeting_id(store: Store, given: str) -> str:
    """Return the meeting a command is about; raises NoEvent if there is none."""
    from maillage.actions import events

    return given or events.current_event(store).id


def fail(error: BaseException) -> int:
    """Say what went wrong on the error stream; return the exit code."""
    from maillage.actions import explain, explain_hub

    detail = explain_hub.technical(error)
    click.echo(shown(explain.sentence(error) + (f" [{detail}]" if detail else "")), err=True)
    if not explain.is_expected(error):
        click.echo(explain.details(error), err=True)
    return error.exit_code if isinstance(error, MaillageError) else 1


@contextmanager
def bar() -> Iterator[Callable[[int, int, str], None]]:
    """Show progress on the error stream where somebody looks at it."""
    unseen = not sys.stderr.isatty()
    with click.progressbar(length=1, file=sys.stderr, hidden=unseen) as shown:

        def progress(done: int, total: int, _name: str) -> None:
            shown.length = max(total, 1)
            shown.update(done - shown.pos)

        yield progress
