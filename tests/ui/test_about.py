"""Whose work Maillage stands on is said in the language that is spoken."""

from __future__ import annotations

import pytest

from maillage import language
from maillage.assets import resource
from maillage.ui.about import AboutDialog

LISTED = resource("licences", "THIRD-PARTY.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", ["fr", "en"])
def test_every_library_is_named_with_its_licence(qtbot, code: str) -> None:
    language.use(code)
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    shown = dialog.notices.toPlainText()
    names = [line.split(" | ")[0].removeprefix("| ") for line in LISTED.splitlines() if "|" in line]
    libraries = {name for name in names if name not in ("Library", "---")}
    assert "Licence Ouverte" in shown
    assert len(libraries) > 30
    assert all(name in shown for name in libraries)


def test_no_english_sentence_is_shown_to_whoever_reads_french(qtbot) -> None:
    language.use("fr")
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    shown = dialog.notices.toPlainText()
    assert "Whose work" not in shown
    assert "Library" not in shown
