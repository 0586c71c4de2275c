"""What builds, installs and translates Maillage does it for everybody."""

from __future__ import annotations

import gettext
import importlib.machinery
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from maillage import assets

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = ("postgres", "run", "setup", "test", "try_packages")
linux = pytest.mark.skipif(sys.platform != "linux", reason="these scripts are for Linux")


@pytest.fixture(scope="module")
def translations():
    """The script as a module."""
    loader = importlib.machinery.SourceFileLoader(
        "translations_script", str(ROOT / "packaging" / "translations")
    )
    spec = importlib.util.spec_from_loader(loader.name, loader)
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode, before = True, sys.dont_write_bytecode
    loader.exec_module(module)
    sys.dont_write_bytecode = before
    return module


@pytest.fixture
def catalogue(translations, tmp_path, monkeypatch):
    """Stand a small project with two messages in for Maillage; return its catalogue."""
    code = tmp_path / "code"
    code.mkdir()
    (code / "screen.py").write_text(
        '_("Keep {number}?", number=1)\nngettext_("One file", "{n} files", 2)\n', "utf-8"
    )
    file = tmp_path / "maillage.po"
    file.write_text(translations.HEADER, "utf-8")
    monkeypatch.setattr(translations, "CODE", code)
    monkeypatch.setattr(translations, "CATALOGUE", file)
    return file


def run(*words, **more):
    return subprocess.run(words, capture_output=True, text=True, check=False, **more)


def test_resources_and_migrations_are_found():
    assert assets.resource("translations", "fr").is_dir()
    assert (assets.migrations() / "env.py").is_file()


def test_a_copy_without_its_resources_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(assets, "__file__", str(tmp_path / "desktop/maillage/assets.py"))
    with pytest.raises(FileNotFoundError):
        assets._folder.__wrapped__("resources")


def test_every_library_has_its_licence_listed():
    listed = (ROOT / "resources/licences/THIRD-PARTY.md").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for requirement in map(Requirement, project["dependencies"]):
        assert f"| {requirement.name} | {requirement.specifier} |" in listed


def test_fonts_and_icons_have_their_licences_beside_them():
    for folder in ("fonts", "icons"):
        assert any(
            word in file.name.upper()
            for file in assets.resource(folder).glob("*.txt")
            for word in ("OFL", "LICEN")
        ), folder


def test_the_geography_says_whose_it_is_and_its_licence_is_there_whole():
    notice = assets.resource("geography", "NOTICE.md").read_text("utf-8")
    (named,) = re.findall(r"resources/licences/([\w.-]+)", notice)
    licence = assets.resource("licences", named).read_text("utf-8")
    assert "Version 2.0" in licence
    for part in ("RÉUTILISATION", "RESPONSABILITÉ", "DROIT APPLICABLE", "DÉFINITIONS"):
        assert part in licence, part


@pytest.mark.parametrize("script", SCRIPTS)
@linux
def test_every_script_is_sound_and_may_be_run(script):
    file = ROOT / "packaging" / script
    assert run("bash", "-n", file).returncode == 0
    assert os.access(file, os.X_OK)


@linux
def test_where_there_is_no_postgresql_the_tests_that_need_it_say_so():
    said = run(ROOT / "packaging/postgres", env={**os.environ, "POSTGRES": "/nowhere"})
    assert said.returncode == 1
    assert (said.stdout, "is not installed" in said.stderr) == ("", True)


@linux
def test_a_second_start_sets_nothing_up(tmp_path):
    """In a folder with a space, from another folder, with a Python that only says it ran."""
    checkout = tmp_path / "a copy" / "maillage"
    (checkout / "packaging").mkdir(parents=True)
    for name in ("packaging/run", "packaging/setup", "pyproject.toml"):
        shutil.copy(ROOT / name, checkout / name)
    python = checkout / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\nprintf "<%s>" "$@"\n', "utf-8")
    python.chmod(0o755)
    key = run(
        "bash",
        "-c",
        'cd "$0" && printf %s "$PWD" | cat - pyproject.toml packaging/setup | sha256sum',
        checkout,
    ).stdout
    (checkout / ".venv/ready-to-run").write_text(key, "utf-8")
    started = run(checkout / "packaging/run", "demo", "two words", cwd=tmp_path)
    assert started.stderr == ""
    assert started.stdout == "<-m><maillage><demo><two words>"


def test_new_messages_are_taken_up_in_order_and_untranslated(translations, catalogue, capsys):
    translations.write(
        translations.brought_up_to_date(translations.read(), translations.extracted())
    )
    text = catalogue.read_text("utf-8")
    assert text.index("Keep {number}?") < text.index("One file")
    assert "screen.py" not in text
    with pytest.raises(SystemExit):
        translations.check()
    assert "not translated: 'Keep {number}?'" in capsys.readouterr().err


def test_translations_are_filled_in_with_french_typography(translations, catalogue, tmp_path):
    (tmp_path / "new.tsv").write_text(
        "Keep {number}?\tGarder l'ancien « {number} » ?\n"
        "One file\t{n} files\tUn fichier\t{n} fichiers\n"
        "Never said\tJamais dit\n",
        "utf-8",
    )
    translations.merge(tmp_path)
    translations.check()
    once = catalogue.read_text("utf-8")
    assert "Garder l’ancien «\u00a0{number}\u00a0»\u202f?" in once
    assert "Jamais" not in once
    translations.merge(tmp_path)
    assert catalogue.read_text("utf-8") == once


@pytest.mark.parametrize(
    ("french", "fault"),
    [
        ("", "not translated"),
        ("Garder {nombre} ?", "other fields"),
        ("Garder ?", "other fields"),
        ("Garder {number", "other fields"),
        ("Garder {number} ?", "no-break space is wrong"),
        ("Garder l'autre {number}", "apostrophe"),
        ("Garder {number}?", "lacks the no-break space"),
    ],
)
def test_a_wrong_translation_is_found(translations, french, fault):
    assert fault in " ".join(translations.faults_of("Keep {number}?", french, set()))


def test_a_message_gone_from_the_code_is_found(translations, catalogue, capsys):
    catalogue.write_text(f'{translations.HEADER}msgid "Gone"\nmsgstr "Parti"\n', "utf-8")
    with pytest.raises(SystemExit):
        translations.check()
    assert "no longer said: 'Gone'" in capsys.readouterr().err


def test_the_compiled_catalogue_says_what_the_source_says(translations, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["translations", "compile", str(tmp_path)])
    translations.main()
    with (tmp_path / "fr/LC_MESSAGES/maillage.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in translations.messages(translations.read()):
        if isinstance(message.id, str) and message.string:
            assert compiled.gettext(message.id) == message.string
