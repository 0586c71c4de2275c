"""The sentences about laptops at work twice: copied folders, and backups opened in their place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from maillage.domain import errors
from maillage.language import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from maillage.domain.errors import MaillageError


def _copied(error: errors.CopiedDevice) -> str:
    return _(
        "“{file}” is refused: two laptops work under the name of “{device}”, for its folder was"
        " copied or a backup opened, and what the other recorded is merged already. Nothing changed"
        " here and nothing is lost: the file is kept, set aside, and no merge has to be taken back."
        " Prepare a file for all known laptops here, and merge it on the laptop that wrote"
        " “{file}”: it will offer to go on as another laptop, and all its work arrives with its"
        " next file.",
        file=_name(error),
        device=error.name or _("unknown laptop"),
    )


def _of_this(error: errors.CopyOfThis) -> str:
    return _(
        "“{file}” is refused: it comes from another laptop at work under the name of this one, for"
        " a folder was copied or a backup opened. Nothing changed here and nothing is lost: the"
        " file is kept, set aside, and no merge has to be taken back. Merge the latest file of the"
        " coordination on both laptops: one of them will offer to go on as another laptop, and all"
        " its work arrives with its next file.",
        file=_name(error),
    )


def _in_between(error: errors.CopyInBetween) -> str:
    return _(
        "“{file}” is refused: two laptops work under the name of “{device}”, for its folder was"
        " copied or a backup opened. The work of one is here, that of the other with “{writer}”."
        " Nothing changed here and nothing is lost: the file is kept, set aside. Agree with"
        " “{writer}” which of the two stays “{device}”. Whoever has merged the file of the other"
        " takes that one merge back, and your files can be merged again; the other laptop merges"
        " one of them, and goes on as another with all its work.",
        file=_name(error),
        device=error.name or _("unknown laptop"),
        writer=error.writer,
    )


def _restored(error: errors.RestoredDevice) -> str:
    return _(
        "“{file}” is refused for now: it holds work done elsewhere under the name of this laptop,"
        " whose folder was copied or is an old backup. Nothing changed here and nothing is lost:"
        " the file is kept, set aside. On this laptop, go on as another laptop, then merge the"
        " file again: what was recorded here stays.",
        file=_name(error),
    )


def _name(error: errors.PackageError) -> str:
    return Path(error.path).name or error.path


SENTENCES: dict[type[MaillageError], Callable[[MaillageError], str]] = {
    errors.CopiedDevice: cast("Callable[[MaillageError], str]", _copied),
    errors.CopyOfThis: cast("Callable[[MaillageError], str]", _of_this),
    errors.CopyInBetween: cast("Callable[[MaillageError], str]", _in_between),
    errors.RestoredDevice: cast("Callable[[MaillageError], str]", _restored),
}
