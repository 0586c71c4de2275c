"""The commands by name: each is imported when it is asked for, so that help comes at once."""

from __future__ import annotations

from importlib import import_module

import click

from maillage import language
from maillage.cli import words
from maillage.domain.words import N_

COMMANDS = {
    "another-laptop": (
        "keeping",
        N_("Go on as another laptop, where this store is a copy or an old backup."),
    ),
    "backup": ("keeping", N_("Copy the store into a new folder, and check the copy.")),
    "believe-again": (
        "laptops",
        N_("Believe a laptop again that this one said to believe no more."),
    ),
    "conflicts": ("deciding", N_("List what waits for a decision.")),
    "demo": (
        "telling",
        N_("Play a whole meeting on five stores, then open the coordinator's."),
    ),
    "digest": ("telling", N_("Show the digest: equal on two laptops means the same state.")),
    "dump": ("telling", N_("Print the whole state, one record a line, personal data in clear.")),
    "erase": ("deciding", N_("Erase a person for ever, by name or id.")),
    "export": ("travelling", N_("Write all that this laptop knows into a sealed file.")),
    "extract": (
        "extracting",
        N_("Write all that is held about a person: a PDF, or with .json a file for a machine."),
    ),
    "hub": (
        "hub",
        N_("The hub: a PostgreSQL that coordinators share when one laptop is too few."),
    ),
    "init": ("starting", N_("Start a programme: make its first store, a coordinator's.")),
    "intake": (
        "taking_in",
        N_(
            "Take in a list of participants: CSV, Excel, LibreOffice or vCards. What its columns"
            " mean is recognised, remembered or guessed; --map corrects it, and is remembered."
        ),
    ),
    "invite": ("starting", N_("Write an invitation for new laptops, sealed with words.")),
    "join": ("starting", N_("Join a programme with a coordinator's invitation.")),
    "meeting": ("starting", N_("Create a meeting in the store.")),
    "laptops": (
        "laptops",
        N_(
            "List the laptops of the programme, the last file of each, and who is believed no more."
        ),
    ),
    "merge": ("travelling", N_("Merge received files; a bad one never stops the others.")),
    "merges": ("undoing", N_("List the merges done here, the latest first.")),
    "passphrase": (
        "opening_words",
        N_("Change the passphrase of the store, given the present one."),
    ),
    "recovery-key": (
        "opening_words",
        N_("Make a new recovery key and show it once; the former one is void."),
    ),
    "report": (
        "telling",
        N_("Write the minutes of a meeting: a PDF, or with .docx a text to go on with."),
    ),
    "resolve": ("deciding", N_("Decide a conflict by its number, or all of them by a rule.")),
    "restore": (
        "keeping",
        N_("Make a new store of a backup; it becomes a laptop of its own."),
    ),
    "status": ("telling", N_("Say what of this laptop the coordination has, and what waits.")),
    "stop-believing": (
        "laptops",
        N_(
            "Believe a laptop no more, by its name or its number in the list of laptops: what it"
            " wrote after its last believed file counts nowhere. It can be taken back with"
            " believe-again."
        ),
    ),
    "undo-merge": ("undoing", N_("Take a whole merge back, the last one by default.")),
    "verify": ("telling", N_("Check that the store is sound and says what its journal says.")),
}
"""Name to module and help; the command itself says the same help, which a test holds."""


class LateGroup(click.Group):
    """Knows the names of its commands and what each is for; imports the one that is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted({*COMMANDS, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, imported if it was not, in the language in use."""
        if cmd_name not in self.commands:
            # Of a name typed wrongly, click says which of those it has are like it.
            for name in [cmd_name] if cmd_name in COMMANDS else COMMANDS:
                for command in import_module(f"maillage.cli.{COMMANDS[name][0]}").COMMANDS:
                    self.add_command(command)
            words.translate(self)
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return a command; where there is none, suggest those that have its name as a word too."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            alike = getattr(error, "possibilities", None)  # by their letters
            if isinstance(alike, list):
                alike += set(_named_by(args[0])) - set(alike)
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List what each command is for, without importing it."""
        said = language.current().text
        known = [click.Command(name, help=said(help_)) for name, (_, help_) in COMMANDS.items()]
        click.Group(commands=known).format_commands(ctx, formatter)


def _named_by(typed: str) -> list[str]:
    """Return the commands that begin with what was typed, or have it as one of their words."""
    return [name for name in COMMANDS if typed and f"-{typed}" in f"-{name}"]
