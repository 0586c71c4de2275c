"""A command line that runs in this process, on stores whose words are cheap to check."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from maillage import cli
from maillage.store import keys
from maillage.store.keys import Effort

PASSPHRASE = "merle lanterne vallon cuivre otarie"
WORDS = "tilleul semaine barque violon ardoise"


@dataclass
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def data(self):
        return json.loads(self.out)


@pytest.fixture
def maillage(monkeypatch, capsys):
    """Return a function that runs a command and what it says."""
    monkeypatch.setattr(keys, "EFFORT", Effort(memory_kib=64, passes=1))
    monkeypatch.setenv("MAILLAGE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("MAILLAGE_NEW_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("MAILLAGE_INVITATION_PASSPHRASE", WORDS)
    opened = []

    def run(*arguments):
        capsys.readouterr()
        code = cli.main(
            [str(argument) for argument in arguments],
            open_window=lambda store, words: opened.append((store, words)) or 0,
            has_screen=lambda: True,
            check=lambda: 0,
        )
        told = capsys.readouterr()
        return Said(code, told.out, told.err)

    run.windows = opened
    return run


@pytest.fixture
def programme(maillage, tmp_path):
    """Return the store of a coordinator with one meeting, and that of a laptop that joined."""
    first, second = tmp_path / "coordination", tmp_path / "accueil"
    assert maillage("init", first, "--programme", "Essai", "--device", "Coordination").code == 0
    created = maillage(
        "--store", first, "meeting", "Grande Rencontre", "--starts", "2021-12-13T14:00", "--json"
    )
    assert created.code == 0
    invitation = tmp_path / "invitation.maillage"
    assert maillage("--store", first, "invite", invitation).code == 0
    assert maillage("join", invitation, second, "--device", "Accueil").code == 0
    return first, second
