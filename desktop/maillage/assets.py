"""Where the files that are no code are: resources/ and migrations/."""

from __future__ import annotations

from functools import cache
from pathlib import Path


def resource(*parts: str) -> Path:
    """Return the path on disk of one file or folder of resources/; it may not exist."""
    return _folder("resources").joinpath(*parts)


def migrations() -> Path:
    """Return the path on disk of the folder of the store's migrations."""
    return _folder("migrations")


@cache
def _folder(name: str) -> Path:
    """Return a data folder, inside the package (wheel, bundle) or beside desktop/ (checkout).

    Raises FileNotFoundError when this copy of Maillage came without it.
    """
    package = Path(__file__).parent  # importlib.resources takes 10 ms to say the same
    for candidate in (package / name, package.parents[1] / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(package / name)
