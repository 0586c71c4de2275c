"""What the README promises runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """An empty folder that has resources/, as the README's commands expect."""
    (tmp_path / "resources").symlink_to(ROOT / "resources")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_opens_with_the_two_commands():
    first = blocks("sh")[0].splitlines()
    assert [line.split("#")[0].strip() for line in first] == [
        "./packaging/run demo",
        "./packaging/test",
    ]


def test_its_python_runs(elsewhere):
    (python,) = blocks("python")
    compiled = compile(python, "README.md", "exec")
    exec(compiled, {})


def test_its_commands_run(elsewhere):
    (commands,) = [block for block in blocks("sh") if "MAILLAGE_PASSPHRASE" in block]
    script = commands.replace("./packaging/run", '"$PYTHON" -m maillage')
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        env=os.environ
        | {
            "PYTHON": sys.executable,
            "PYTHONPATH": str(ROOT / "desktop"),
            "XDG_CONFIG_HOME": str(elsewhere / "config"),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (elsewhere / "compte-rendu.pdf").read_bytes().startswith(b"%PDF-")


def test_every_file_it_names_is_there():
    for name in re.findall(r"`((?:domain|tests|resources)/[\w./]+)`", README):
        assert (ROOT / name).exists() or (ROOT / "desktop/maillage" / name).exists(), name
    for picture in re.findall(r"!\[[^]]*\]\(([^)]+)\)", README):
        assert (ROOT / picture).is_file(), picture
