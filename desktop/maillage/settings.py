"""What a person chose for this computer: one small file, never anything recorded."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final, Literal

import platformdirs

RECENT_STORES_KEPT: Final = 8

log = logging.getLogger(__name__)


def _one_of(*choices: object) -> Callable[[object], bool]:
    # True == 1 in Python: compare types as well.
    return lambda value: any(value == one and type(value) is type(one) for one in choices)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _setting(default: Any, valid: Callable[[object], bool]) -> Any:  # noqa: ANN401
    return field(default=default, metadata={"valid": valid})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The choices of one person on one computer."""

    language: Literal["auto", "fr", "en"] = _setting("auto", _one_of("auto", "fr", "en"))
    scheme: Literal["auto", "light", "dark"] = _setting("auto", _one_of("auto", "light", "dark"))
    text_size: Literal[100, 115, 130] = _setting(100, _one_of(100, 115, 130))
    """Percent of the usual size of every text."""
    last_store: str = _setting("", _is_text)
    """Path of the store to offer first; empty when there was none."""
    recent_stores: tuple[str, ...] = _setting((), _is_texts)
    """Paths, the latest first."""
    folder: str = _setting("", _is_text)
    """Where the latest file was chosen or written; empty when none ever was."""
    window: str = _setting("", _is_text)
    """Place and size of the main window, as the window itself wrote it down."""
    others: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """What another version of Maillage wrote and this one does not know: kept."""

    def with_store(self, path: Path | str) -> Settings:
        """Return these settings with `path` as the last store and first of the recent ones."""
        # «--store base» means another folder tomorrow.
        last = str(path.absolute() if isinstance(path, Path) else path)
        recent = (last, *(one for one in self.recent_stores if one != last))
        return replace(self, last_store=last, recent_stores=recent[:RECENT_STORES_KEPT])


def path() -> Path:
    """Return where this person's settings are kept; the file may not exist."""
    return platformdirs.user_config_path("maillage", appauthor=False) / "settings.json"


def load(file: Path | None = None) -> Settings:
    """Return the settings in `file` (default: `path()`), defaults for what is not there.

    Never fails: a damaged file is put aside under another name, a value that makes no sense
    gives its default, a file that cannot be read gives defaults.
    """
    file = file or path()
    try:
        content = file.read_bytes()
    except OSError:
        return Settings()
    try:
        known = json.loads(content)
    except (ValueError, RecursionError):
        known = None
    if not isinstance(known, dict):
        _put_aside(file)
        return Settings()
    values: dict[str, Any] = {}
    for one in fields(Settings):
        if one.name == "others" or one.name not in known:
            continue
        value = known.pop(one.name)
        if one.metadata["valid"](value):
            values[one.name] = tuple(value) if isinstance(value, list) else value
    return Settings(**values, others=known)


def save(settings: Settings, file: Path | None = None) -> None:
    """Write the settings to `file` (default: `path()`), wholly or not at all.

    Raises OSError when the folder cannot be written.
    """
    file = file or path()
    mine = {one.name: getattr(settings, one.name) for one in fields(settings)}
    text = json.dumps({**mine.pop("others"), **mine}, ensure_ascii=False, indent=2) + "\n"
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f"{file.name}.{os.getpid()}.new")
    try:
        with new.open("w", encoding="utf-8") as writing:
            writing.write(text)
            writing.flush()
            os.fsync(writing.fileno())
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)


def _put_aside(file: Path) -> None:
    """Rename a damaged file so that the next save does not overwrite it."""
    number = 1
    while (aside := file.with_name(f"{file.name}.damaged-{number}")).exists():
        number += 1
    try:
        file.rename(aside)
    except OSError:
        log.warning("damaged settings could not be put aside: %s", file)
    else:
        log.warning("damaged settings put aside: %s", aside)
