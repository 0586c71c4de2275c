"""The shape of the repository holds; import-linter holds the layers themselves."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CODE = ROOT / "desktop" / "maillage"
TOP = {
    "LICENSE",
    "README.md",
    "desktop",
    "migrations",
    "packaging",
    "pyproject.toml",
    "resources",
    "tests",
}
LONGEST_FILE = 400
TEXT = {"", ".cfg", ".json", ".md", ".po", ".py", ".qss", ".spec", ".svg", ".toml", ".txt", ".yml"}

# Written so that this file does not name what it looks for.
NEVER_NAMED = (
    r"/(root|home/\w+)/",
    r"pypi\.(org|python)",
    r"pythonhosted",
    r"npmjs\.(org|com)",
    r"registry\.\w+\.\w+",
    r"deb\.debian\.org",
)


@cache
def tracked() -> list[Path]:
    """Every file of the repository, or of the source archive when there is no git."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "-C", ROOT, "ls-files", "-z"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        files = [ROOT / name for name in listed.split("\0") if name]
        return [file for file in files if file.is_file()]
    return [file for name in TOP for file in [ROOT / name, *(ROOT / name).rglob("*")]]


def python_files() -> list[Path]:
    return sorted(CODE.rglob("*.py"))


def test_the_top_of_the_repository_holds_nothing_else():
    there = {file.relative_to(ROOT).parts[0] for file in tracked()}
    assert {name for name in there if not name.startswith(".")} <= TOP


def test_no_file_is_too_long_to_be_read_in_one_sitting():
    lengths = {file: len(file.read_text("utf-8").splitlines()) for file in python_files()}
    assert [file for file, length in lengths.items() if length > LONGEST_FILE] == []


def test_every_module_says_in_a_line_what_it_holds():
    silent = [
        file
        for file in python_files()
        if not (said := ast.get_docstring(ast.parse(file.read_text("utf-8"))))
        or not said.splitlines()[0].endswith((".", "!", "?"))
    ]
    assert silent == []


def test_no_file_names_a_machine_or_a_registry():
    pattern = re.compile("|".join(NEVER_NAMED))
    own = Path(__file__).resolve()
    found = [
        f"{file.relative_to(ROOT)}: {match[0]}"
        for file in tracked()
        if file.is_file() and file.suffix in TEXT and file != own
        for match in pattern.finditer(file.read_text("utf-8", errors="replace"))
    ]
    assert found == []


def test_what_is_recorded_or_compiled_is_never_committed():
    kinds = {".maillage", ".mo", ".pyc", ".sqlite", ".db"}
    allowed = ROOT / "tests" / "golden"
    assert [f for f in tracked() if f.suffix in kinds and allowed not in f.parents] == []


def test_packaging_never_hides_the_library_of_that_name():
    assert not (ROOT / "packaging" / "__init__.py").exists()


@pytest.mark.parametrize("folder", ["desktop", "migrations"])
def test_every_library_imported_is_declared_and_every_declared_one_is_imported(folder):
    """A library that only comes along with another would vanish with it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {normal(re.split(r"[<>=\[; ]", one)[0]) for one in project["dependencies"]}
    providers = importlib.metadata.packages_distributions()
    imported = {
        normal(provider)
        for file in (ROOT / folder).rglob("*.py")
        for module in imports_of(file)
        if module not in sys.stdlib_module_names and module != "maillage"
        for provider in providers.get(module, [f"unknown {module}"])
    }
    assert imported - declared <= {"shiboken6"}  # the lower half of PySide6
    if folder == "desktop":
        assert declared - imported - {"alembic"} == set()


def imports_of(file: Path) -> set[str]:
    """The top-level names that a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {one.name.split(".")[0] for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
