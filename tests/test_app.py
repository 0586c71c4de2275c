"""The composition root."""

from __future__ import annotations

from maillage import app, language
from maillage.settings import Settings


def test_the_window_speaks_the_language_asked_for_on_the_command_line():
    language.use("en")
    assert app.as_spoken(Settings(language="fr")).language == "en"


def test_the_window_keeps_the_language_of_the_settings_otherwise():
    language.use("fr")
    assert app.as_spoken(Settings(language="fr")) == Settings(language="fr")


def test_without_a_screen_a_sentence_says_so(monkeypatch, capsys):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert app.run_window(None, passphrase=None) == 1
    assert "--help" in capsys.readouterr().err
