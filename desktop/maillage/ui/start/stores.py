"""The stores of this computer as rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from maillage import language
from maillage.language import _
from maillage.ui.start.jobs import Known
from maillage.ui.widgets.rows import Row, State


def rows(known: Iterable[Known], home: Path) -> list[Row]:
    """Return one row per store: folder, where it or its hub is, when it last served.

    That is told in the time of the meetings, as everywhere.
    """
    from maillage.actions.events import local_time  # the first paint has no store to tell of

    def served(moment: datetime) -> State:
        return State(language.current().moment(local_time(moment)))

    return [
        Row(
            str(one.path),
            one.path.name,
            _("Hub {hub}", hub=one.hub) if one.hub else _shortened(one.path.parent, home),
            icon="share-2" if one.hub else "laptop",
            state=served(one.used) if one.used else None,
        )
        for one in known
    ]


def added(known: list[Known], path: Path) -> list[Known]:
    """Return the stores with one a person looked for, first."""
    others = [one for one in known if one.path != path]
    mine = next((one for one in known if one.path == path), Known(path, None))
    return [mine, *others]


def _shortened(folder: Path, home: Path) -> str:
    if not folder.is_relative_to(home):
        return str(folder)
    below = folder.relative_to(home)
    return _("Home folder") if below == Path() else str(Path("~") / below)
