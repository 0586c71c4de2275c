"""Makes click speak the person's language: its own words come from our catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import click
import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types

from maillage import language
from maillage.domain.words import N_, N_plural

CLICK_SAYS = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Positional arguments"),
    N_("Show this message and exit."),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("No such command {name!r}."),
    N_("No such option {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("Argument {name!r} takes {nargs} values."),
    N_("Missing command."),
    N_("Missing parameter"),
    N_("Missing parameter: {param_name}"),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("{name} {filename!r} does not exist."),
    N_("Repeat for confirmation"),
    N_("Error: The two entered values do not match."),
    N_("Error: invalid input"),
    N_("default: {default}"),
    N_("required"),
    N_("Choose from:\n\t{choices}"),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is not readable."),
    N_("{name} {filename!r} is not writable."),
    N_("{name!r}"),
    N_plural("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    N_plural(
        "Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."
    ),
    N_plural("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    N_plural("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    N_plural(
        "{value!r} does not match the format {format}.",
        "{value!r} does not match the formats {formats}.",
    ),
)
"""What click says, so that the catalogues have it."""

PLACEHOLDERS = (
    N_("ADDRESS"),
    N_("BACKUP"),
    N_("COLUMN=FIELD"),
    N_("COMMAND [ARGS]..."),
    N_("[COMMAND] [ARGS]..."),
    N_("FILE"),
    N_("FILES"),
    N_("FLOAT"),
    N_("FOLDER"),
    N_("INTEGER RANGE"),
    N_("INVITATION"),
    N_("LAPTOP"),
    N_("NUMBER"),
    N_("PATH"),
    N_("PERSON"),
    N_("TEXT"),
    N_("TITLE"),
)
"""What the help puts where one types something of one's own."""

_MODULES = (
    click.core,
    click.decorators,
    click.exceptions,
    click.formatting,
    click.parser,
    click.termui,
    click.types,
)


_QUOTING = (click.exceptions, click.types)
"""These put what they list between quotation marks: choices, and names like the one typed."""


def use_asked(arguments: Sequence[str]) -> None:
    """Speak the language that ``--language`` asks for, before anything else is read."""
    for option, value in zip(arguments, [*arguments[1:], ""], strict=True):
        name, _, glued = option.partition("=")
        asked = glued or value
        if name == "--language" and asked in ("auto", *language.CODES):
            language.use(asked)


def translate(group: click.Group) -> None:
    """Put every help text of a group, and click's own words, into the current language."""
    _lend_words()
    for command in group.commands.values():
        if isinstance(command, click.Group):
            translate(command)
    for command in (group, *group.commands.values()):
        command.help = _in_language(command, command.help)
        if isinstance(command, click.Group):
            optional = command.invoke_without_command
            rest = "[COMMAND] [ARGS]..." if optional else "COMMAND [ARGS]..."
            command.subcommand_metavar = language.current().text(rest)
        for parameter in command.params:
            _name_number(parameter.type)
            _name_placeholder(parameter)
            setattr(parameter, "get_error_hint", partial(_hint, parameter))  # noqa: B010 - too
            if isinstance(parameter, click.Option):
                parameter.help = _in_language(parameter, parameter.help)


def _quoted(thing: object) -> str:
    """Return a name between the quotation marks of the language, as click's sentences have them."""
    return language.current().unfilled("{name!r}").format(name=thing)


def _lend_words() -> None:
    """Have click look up its words in our catalogue, and quote as the language does."""
    for module in _MODULES:
        if hasattr(module, "_"):
            setattr(module, "_", language.current().unfilled)  # noqa: B010 - for click alone
        if hasattr(module, "ngettext"):
            setattr(module, "ngettext", language.current().unfilled_plural)  # noqa: B010 - too
    for module in _QUOTING:
        setattr(module, "repr", _quoted)  # noqa: B010 - too


def _hint(parameter: click.Parameter, _context: click.Context | None) -> str:
    """Return how a parameter is called where something is wrong with it."""
    if isinstance(parameter, click.Argument):
        return _quoted(parameter.metavar)
    return " / ".join(map(_quoted, parameter.opts))


def _name_number(of: click.ParamType[Any]) -> None:
    """Name a kind of number as the help does: click says it of what is none."""
    if isinstance(of, click.types.IntParamType | click.types.FloatParamType):
        first: str = of.__dict__.setdefault("maillage_name", of.name)
        of.name = language.current().text(first.upper()).lower()


def _name_placeholder(parameter: click.Parameter) -> None:
    """Say in the current language what is typed there, in the brackets that click uses."""
    if isinstance(parameter.type, click.Choice | click.DateTime):
        return  # it lists what may be typed, which is the same in every language
    argument = isinstance(parameter, click.Argument)
    kind = parameter.type
    own = (parameter.name or "") if argument else kind.__dict__.get("maillage_name", kind.name)
    said = language.current().text(
        parameter.__dict__.setdefault("maillage_metavar", parameter.metavar or own.upper())
    )
    if argument and not parameter.required:
        said = f"[{said}]"
    parameter.metavar = said + ("..." if argument and parameter.nargs != 1 else "")


def _in_language(thing: object, help_: str | None) -> str:
    """Return a help text translated from what it said first, however often this is called."""
    first: str = thing.__dict__.setdefault("maillage_help", help_ or "")
    return language.current().text(first) if first else ""
