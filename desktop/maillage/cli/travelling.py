"""Commands for sealed files that come and go: export, merge."""

from __future__ import annotations

import os
from pathlib import Path

import click

from maillage import language
from maillage.actions import exchanges, explain, outliving, stick, told
from maillage.actions.device_names import namesake_line
from maillage.cli.common import (
    ANY_PATH,
    Surroundings,
    answer,
    as_json,
    ask,
    ask_new,
    bar,
    for_meeting,
    meeting_id,
)
from maillage.domain.errors import PackageError
from maillage.domain.outcome import FileReport, Gap, MergePlan, MergeReport
from maillage.domain.words import N_
from maillage.language import _, ngettext_

WORDS = "MAILLAGE_FILE_PASSPHRASE"


@click.command(help=N_("Write all that this laptop knows into a sealed file."))
@click.argument("file", type=ANY_PATH)
@click.option("--everyone", is_flag=True, help=N_("For every known laptop, not only coordinators."))
@click.option("--words", is_flag=True, help=N_("For whoever has the words you choose."))
@click.option(
    "--pack",
    is_flag=True,
    help=N_(
        "Only what the other laptops need of the meeting, for all that are known; as long as none"
        " is, for the coordination alone."
    ),
)
@for_meeting
@as_json
@click.pass_obj
def export(
    surroundings: Surroundings,
    *,
    file: Path,
    everyone: bool,
    words: bool,
    pack: bool,
    meeting: str,
    as_json: bool,
) -> None:
    """Write a package, and read it back."""
    with surroundings.opened() as store:
        chosen = ask_new(_("Words that open the file"), WORDS) if words else None
        done = exchanges.hand_over(
            store,
            file,
            to="everyone" if everyone or pack else "coordinators",
            passphrase=chosen,
            event=meeting_id(store, meeting) if pack else None,
        )
        # A laptop of the day hands its file over; a coordinator's is awaited by all.
        for_few = store.is_coordinator and not (everyone or pack or words)
        shut_out = for_few and len(done.readers) <= exchanges.others(store)
    readers = language.current().list(done.readers) or _("whoever has the words")
    written = _(
        "{path} is written: {size}, to be read by {readers}.",
        path=done.path,
        size=language.current().size(done.size),
        readers=readers,
    )
    left = done.left_behind
    stays = ngettext_(
        "{n} photo had no room in this file: prepare another one for it.",
        "{n} photos had no room in this file: prepare another one for them.",
        left,
    )
    answer(
        as_json,
        {
            "path": str(done.path),
            "number": done.number,
            "operations": done.operations,
            "erased": done.erased,
            "size": done.size,
            "readers": done.readers,
            "left_behind": done.left_behind,
        },
        written,
        *([stays] if left else []),
        *([_for_everyone()] if shut_out else []),
    )


def _for_everyone() -> str:
    """Return how the other laptops get a file that they open."""
    return _(
        "The other laptops do not open it: {option} writes a file that they open, and that tells"
        " them what has arrived.",
        option="--everyone",
    )


@click.command(help=N_("Merge received files; a bad one never stops the others."))
@click.argument("files", nargs=-1, required=True, type=ANY_PATH)
@click.option("--words", is_flag=True, help=N_("Some files open with words."))
@click.option("--dry-run", is_flag=True, help=N_("Only say what would change."))
@as_json
@click.pass_obj
@click.pass_context
def merge(
    context: click.Context,
    surroundings: Surroundings,
    *,
    files: tuple[Path, ...],
    words: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Merge packages in one transaction and say what became of each."""
    with surroundings.opened() as store:
        chosen = (os.environ.get(WORDS) or ask(_("Words that open the file"))) if words else None
        run = exchanges.plan if dry_run else exchanges.merge
        with bar() as progress:
            report = run(store, stick.files_of(files), passphrase=chosen, progress=progress)
        waiting = len(exchanges.decisions(store)) + (report.conflicts if dry_run else 0)
        outlived = len(outliving.read(store))
        # A laptop of the day never needs all of the others' work.
        gaps = report.gaps if store.is_coordinator else ()
    answer(
        as_json,
        {
            "new": report.new,
            "known": report.known,
            "conflicts": report.conflicts,
            "waiting": waiting,
            "people_erased": report.people_erased,
            "ignored": report.ignored,
            "outlived": outlived,
            "dry_run": dry_run,
            "files": [_file_data(one) for one in report.files],
            "gaps": [_gap_data(one) for one in report.gaps],
            "newcomers": report.newcomers,
            "merge": report.merge if isinstance(report, MergeReport) else None,
        },
        *map(_file_line, report.files),
        *told.erased_lines(report.people_erased, done=not dry_run),
        *told.ignored_lines(report.ignored),
        *(_("New laptop: {device}", device=name) for name in report.newcomers),
        *map(namesake_line, report.namesakes),
        *(line for gap in gaps for line in told.gap_lines(gap)),
        *_waiting_lines(waiting, report),
        *told.outlived_lines(outlived),
        *([_("Nothing was written.")] if dry_run else []),
    )
    if report.refused:
        context.exit(PackageError.exit_code)


def _waiting_lines(waiting: int, report: MergePlan) -> list[str]:
    """Return what is to decide; nothing is said where every file was refused."""
    if waiting:
        return [ngettext_("{n} choice waits for you.", "{n} choices wait for you.", waiting)]
    return [] if len(report.refused) == len(report.files) else [_("Nothing to decide.")]


def _file_data(one: FileReport) -> dict[str, object]:
    return {
        "path": str(one.path),
        "device": one.device,
        "new": one.new,
        "known": one.known,
        "conflicts": one.conflicts,
        "refused": explain.sentence(one.refused) if one.refused else None,
    }


def _file_line(one: FileReport) -> str:
    if one.refused:
        return explain.sentence(one.refused)
    spoken = language.current()
    said = _(
        "{name} ({device}) · new: {new} · known: {known}.",
        name=one.path.name,
        device=one.device,
        new=spoken.number(one.new),
        known=spoken.number(one.known),
    )
    if not one.conflicts:
        return said
    differs = ngettext_("It differs in {n} place.", "It differs in {n} places.", one.conflicts)
    return f"{said} {differs}"


def _gap_data(gap: Gap) -> dict[str, object]:
    return {
        "device": gap.name,
        "exports": gap.exports,
        "changes": gap.changes,
        "missing": gap.missing,
    }


COMMANDS = (export, merge)
