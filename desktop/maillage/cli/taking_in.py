"""The command that takes in a list of participants, with what its columns mean."""

from __future__ import annotations

from pathlib import Path

import click

from maillage.actions import lists
from maillage.actions.explain_typed import field_label
from maillage.actions.lists import Preview
from maillage.cli.common import (
    ANY_PATH,
    Surroundings,
    answer,
    as_json,
    for_meeting,
    meeting_id,
    shortened,
)
from maillage.domain.errors import UnknownList
from maillage.domain.vocabulary import Choice
from maillage.domain.words import N_
from maillage.language import _, ngettext_


@click.command(
    help=N_(
        "Take in a list of participants: CSV, Excel, LibreOffice or vCards. What its columns mean"
        " is recognised, remembered or guessed; --map corrects it, and is remembered."
    )
)
@click.argument("file", type=ANY_PATH)
@for_meeting
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="COLUMN=FIELD",
    help=N_("What a column means, by its header or number; empty for nothing. Repeat as needed."),
)
@click.option("--sheet", default="", help=N_("Sheet of a workbook; by default the fullest."))
@click.option("--dry-run", is_flag=True, help=N_("Only say what would change."))
@as_json
@click.pass_obj
def intake(
    surroundings: Surroundings,
    *,
    file: Path,
    meeting: str,
    maps: tuple[str, ...],
    sheet: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Say what a list changes, then do it."""
    with surroundings.opened() as store:
        event = meeting_id(store, meeting)
        found = lists.preview(store, file, event=event, sheet=sheet)
        if maps:
            columns = lists.mapped(found, dict(map(_pair, maps)))
            found = lists.corrected(store, found, columns, event=event)
        if not found.columns.names_somebody:
            raise UnknownList(str(file), headers=found.read.table.headers)
        if not dry_run:
            lists.take_in(store, found, event=event)
    answer(as_json, _data(found), *_lines(found), *([_("Nothing was written.")] if dry_run else []))


def _pair(given: str) -> tuple[str, str]:
    column, equals, meaning = given.rpartition("=")
    if not equals:
        raise click.BadParameter(_("“{given}” is no COLUMN=FIELD.", given=given))
    return column, meaning


def _data(found: Preview) -> dict[str, object]:
    return {
        **_counts(found),
        "source": found.read.source.value,
        "understood": found.read.origin.value,
        "sheet": found.read.table.sheet,
        "columns": [
            {"column": header, "field": meaning.value if meaning else None}
            for header, meaning in zip(found.read.table.headers, found.columns.fields, strict=True)
        ],
        "refused_lines": [
            {"line": one.entrant.line, "reason": one.reason.value} for one in found.plan.refused
        ],
        "remarks": [
            {
                "line": one.line,
                "field": flag.field,
                "value": flag.value,
                "why": flag.why.value,
                "here": flag.here,
            }
            for one, flag in found.flags
        ],
    }


def _counts(found: Preview) -> dict[str, int]:
    plan = found.plan
    return {
        "new": len(plan.new),
        "changed": len(plan.changed),
        "unchanged": len(plan.unchanged),
        "refused": len(plan.refused),
        "differing": len(plan.differing),
        "to_look_at": len(found.flags),
        "missing": len(plan.missing),
        "likely_same": len(plan.likely_same),
    }


def _lines(found: Preview) -> list[str]:
    return [
        _summary(_counts(found)),
        *_columns(found),
        *_changes(found),
        *(
            _(
                "Line {line}, {name}: {why}; added as another person.",
                line=one.entrant.line,
                name=shortened(one.entrant.name),
                why=_(one.label, name=shortened(one.like.name)),
            )
            for one in found.plan.likely_same
        ),
        *(
            _(
                "{name} is no longer in the list; nothing is changed about them.",
                name=shortened(
                    " ".join(
                        str(one.values.get(field) or "") for field in ("given_name", "family_name")
                    )
                ),
            )
            for one in found.plan.missing
        ),
        *(
            _("Line {line}: {why}", line=one.entrant.line, why=_(one.reason.label))
            for one in found.plan.refused
        ),
        *(_remark(one.line, flag.value, _(flag.why.label), flag.here) for one, flag in found.flags),
    ]


def _summary(counts: dict[str, int]) -> str:
    """Return how many lines fare how, the first two words of it always."""
    said = [
        ngettext_("{n} new line", "{n} new lines", counts["new"]),
        ngettext_("{n} changed", "{n} changed", counts["changed"]),
        ngettext_("{n} unchanged", "{n} unchanged", counts["unchanged"]),
        ngettext_("{n} refused", "{n} refused", counts["refused"]),
    ]
    return f"{', '.join(said)}."


def _columns(found: Preview) -> list[str]:
    """Return what each column means, then those without use."""
    headers = [
        shortened(header) or _("Column {n}", n=at)
        for at, header in enumerate(found.read.table.headers, start=1)
    ]
    fields = found.columns.fields
    used = [
        _("Column “{column}”: {meaning}", column=header, meaning=_(meaning.label))
        for header, meaning in zip(headers, fields, strict=True)
        if meaning
    ]
    unused = [header for header, meaning in zip(headers, fields, strict=True) if not meaning]
    quoted = ", ".join(_("“{text}”", text=header) for header in unused)
    told = ngettext_(
        "Column not used: {columns}", "Columns not used: {columns}", len(unused), columns=quoted
    )
    return [*used, told] if unused else used


_BECOMES = N_("Line {line}, {name}, {field}: “{stored}” becomes “{listed}”.")
_FILLS = N_("Line {line}, {name}, {field}: “{listed}” fills what was empty.")
_STAYS = N_(
    "Line {line}, {name}, {field}: “{stored}” here, “{listed}” in the list; what is here stays."
)


def _changes(found: Preview) -> list[str]:
    """Return what becomes of each field that the list says otherwise."""
    written = [
        (_BECOMES if one.stored else _FILLS, of.entrant, one)
        for of in found.plan.changed
        for one in of.fields
    ]
    asked = [(_STAYS, of.entrant, one) for of in found.plan.differing for one in of.fields]
    return [
        _(
            sentence,
            line=entrant.line,
            name=shortened(entrant.name),
            field=field_label(one.field),
            stored=_word(one.stored),
            listed=_word(one.listed),
        )
        for sentence, entrant, one in (*written, *asked)
    ]


def _remark(line: int, value: str, why: str, here: str) -> str:
    said = _("Line {line}, “{value}”: {why}", line=line, value=shortened(value), why=why)
    kept = _("here “{text}”", text=shortened(here))
    return f"{said} · {kept}" if here else said


def _word(value: str | Choice | None) -> str:
    return _(value.label) if isinstance(value, Choice) else shortened(value or "")


COMMANDS = (intake,)
