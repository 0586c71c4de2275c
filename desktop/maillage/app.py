"""The composition root: settings and language first, then the window or the command line."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from maillage import language, settings
from maillage.language import _


def main(argv: Sequence[str]) -> int:
    """Do what the arguments ask, or show the window without any; return the exit code."""
    language.use(settings.load().language)
    if not argv:
        return run_window(None, passphrase=None)
    # Late: a window needs nothing of the command line, and starts sooner without.
    from maillage import checkup, cli

    return cli.main(
        list(argv),
        open_window=lambda store, words: run_window(store, passphrase=words),
        has_screen=has_screen,
        check=checkup.check,
    )


def run_window(store: Path | None, *, passphrase: str | None) -> int:
    """Show the window, on a store if one is given, until it is closed; return the exit code."""
    if not has_screen():
        sentence = _("There is no screen here. “maillage --help” lists the commands.")
        sys.stderr.write(f"{sentence}\n")
        return 1
    # Looking for rubbish among all that starting makes would take a tenth of it; `run` does it
    # later.
    gc.disable()
    from maillage.ui.run import run

    return run(as_spoken(settings.load()), store, passphrase=passphrase)


def as_spoken(chosen: settings.Settings) -> settings.Settings:
    """Return the settings in the language asked for on the command line, if one was."""
    spoken = language.current().code
    usual = language.system_code() if chosen.language == "auto" else chosen.language
    return chosen if spoken == usual else replace(chosen, language="en" if spoken == "en" else "fr")


def has_screen() -> bool:
    """Return whether a window can be shown; only Linux may have none."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
