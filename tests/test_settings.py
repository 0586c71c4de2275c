"""Settings survive a restart, another version, and damage."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from maillage import settings
from maillage.settings import Settings


@pytest.fixture
def file(tmp_path):
    return tmp_path / "a folder" / "settings.json"


def test_what_is_saved_is_loaded(file):
    chosen = Settings(language="en", scheme="dark", text_size=130, window="AdnQ").with_store("/é")
    settings.save(chosen, file)
    assert settings.load(file) == chosen


def test_a_first_start_has_defaults(file):
    assert settings.load(file) == Settings()
    assert not file.parent.exists()


def test_the_usual_place_is_in_the_persons_own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    settings.save(Settings(text_size=115))
    assert settings.load().text_size == 115
    assert settings.path().name == "settings.json"


def test_what_another_version_wrote_is_kept(file):
    file.parent.mkdir()
    file.write_text('{"text_size": 115, "sound": {"on": true}}', encoding="utf-8")
    settings.save(settings.load(file), file)
    written = json.loads(file.read_text(encoding="utf-8"))
    assert written["sound"] == {"on": True}
    assert written["text_size"] == 115


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff\xfe", b"null", b"[" * 100_000, b'{"language": "en"']
)
def test_a_damaged_file_gives_defaults_and_is_kept_aside(file, content):
    file.parent.mkdir()
    for number in (1, 2):
        file.write_bytes(content)
        assert settings.load(file) == Settings()
        assert file.with_name(f"settings.json.damaged-{number}").read_bytes() == content
    settings.save(Settings(), file)
    assert settings.load(file) == Settings()


def test_a_value_that_makes_no_sense_gives_its_default_alone(file):
    file.parent.mkdir()
    file.write_text(
        '{"language": "de", "text_size": 117, "scheme": "dark", "recent_stores": ["a", 1],'
        ' "last_store": null, "window": 3}',
        encoding="utf-8",
    )
    assert settings.load(file) == Settings(scheme="dark")


def test_a_failed_save_leaves_the_old_settings(file, monkeypatch):
    settings.save(Settings(text_size=130), file)

    def full(_fd):
        raise OSError(28, "no space left")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        settings.save(Settings(), file)
    assert settings.load(file).text_size == 130
    assert [one.name for one in file.parent.iterdir()] == ["settings.json"]


def test_recent_stores_are_few_and_each_once():
    chosen = Settings()
    for name in [*"abcdefghij", "b"]:
        chosen = chosen.with_store(name)
    assert chosen.last_store == "b"
    assert chosen.recent_stores == tuple("bjihgfed")
    assert chosen.with_store(Path("b")).last_store == str(Path.cwd() / "b")
