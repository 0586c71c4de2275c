"""The script that photographs every page: mypy reads what it names; here it takes two pictures."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from maillage.ui.look.tokens import SIDE_RAIL


@pytest.fixture
def script(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    import photograph

    return photograph


def test_a_screen_and_a_dialog_are_photographed_as_the_window_shows_them(script, session, meeting):
    busy: list[bool] = []
    session._worker.busy.connect(busy.append)
    compact = next(one for one in script.SHOTS if one.name == "compact")
    screen, dialog = (
        script.portray(session, script.PAGES[name], compact, busy).toImage()
        for name in ("workshops", "walk-in")
    )
    assert (screen.width(), screen.height()) == (compact.width - SIDE_RAIL, compact.height)
    assert dialog.height() <= compact.height
    for picture in (screen, dialog):
        places = product(range(0, picture.width(), 3), range(0, picture.height(), 3))
        assert len({picture.pixel(*at) for at in places}) > 20, "words are on it"
