"""The Maillage files of a stick: whoever names a folder means what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def files_of(paths: Iterable[Path]) -> list[Path]:
    """Return these files, each once; a folder stands for the Maillage files in it, if it has any.

    Whoever drops the stick itself means what is on it, and in its folders: one a laptop, maybe.
    A file beside the folders must not hide what is in them: nobody would miss it on the plan.
    """
    found: list[Path] = []
    for path in paths:
        inside = [*_inside(path, ""), *_inside(path, "*/")] if path.is_dir() else []
        found += inside or [path]
    return list(dict.fromkeys(found))


def _inside(folder: Path, under: str) -> list[Path]:
    """Return the Maillage files of a folder, neither what a Mac puts beside each nor its bin."""
    found = sorted(folder.glob(f"{under}*.maillage"))
    return [
        one
        for one in found
        if not any(part.startswith(".") for part in one.relative_to(folder).parts)
    ]
