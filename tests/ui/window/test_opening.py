"""Which store the window opens with, and what is told while that takes long or fails."""

from __future__ import annotations

import threading

from tests.ui.conftest import PASSPHRASE

from maillage import settings
from maillage.actions import events, passphrases, programme
from maillage.domain import errors
from maillage.ui.start import jobs
from maillage.ui.start.opening import OpeningStep
from maillage.ui.start.reopen import OpenForm
from maillage.ui.widgets.text import Text

from .conftest import SLOW


def test_the_store_is_the_first_to_be_offered_next_time(open_window, preferences, tmp_path):
    kept = settings.load(tmp_path / "settings.json")
    assert kept.last_store == str(tmp_path / "stores" / "accueil")


def test_another_programme_can_be_opened_after_this_one(qtbot, open_window, tmp_path):
    open_window.leave()
    assert open_window.session is None
    start = open_window.start
    assert start.step() is start.choices
    open_window.begin(tmp_path / "stores" / "accueil", PASSPHRASE)
    qtbot.waitUntil(lambda: open_window.session is not None, timeout=SLOW)
    qtbot.waitUntil(lambda: not open_window._busy, timeout=SLOW)


def test_the_store_of_yesterday_is_offered_when_the_window_begins(
    qtbot, window, preferences, tmp_path
):
    path = tmp_path / "hier"
    programme.start(path, programme="P", device="A", passphrase=PASSPHRASE).store.close()
    preferences.remember_store(path)
    window.begin()
    form = window.start.step()
    qtbot.waitUntil(lambda: form.list.current_key() == str(path), timeout=SLOW)
    assert window.session is None


def test_a_store_given_with_its_passphrase_opens_at_once(qtbot, window, tmp_path):
    path = tmp_path / "démo"
    programme.start(path, programme="P", device="A", passphrase=PASSPHRASE).store.close()
    window.begin(path, PASSPHRASE)
    qtbot.waitUntil(lambda: window.session is not None, timeout=SLOW)
    qtbot.waitUntil(lambda: not window._busy, timeout=SLOW)


def test_a_meeting_that_cannot_be_read_keeps_nobody_from_the_store(tmp_path, monkeypatch):
    def failing(_store):
        raise errors.DiskFailing(str(path))

    path = tmp_path / "démo"
    programme.start(path, programme="P", device="A", passphrase=PASSPHRASE).store.close()
    monkeypatch.setattr(events, "latest_event", failing)
    ready = jobs.open_given(path, PASSPHRASE)
    assert ready.latest is None
    assert ready.opened.store.verify().ok
    ready.opened.store.close()


def test_an_opening_that_takes_longer_than_a_blink_is_told(qtbot, window, tmp_path, monkeypatch):
    path = tmp_path / "démo"
    programme.start(path, programme="P", device="A", passphrase=PASSPHRASE).store.close()
    told, open_given = threading.Event(), jobs.open_given

    def slow(*args, **named):
        assert told.wait(SLOW / 1000)
        return open_given(*args, **named)

    monkeypatch.setattr("maillage.ui.window.SOON", 0)
    monkeypatch.setattr(jobs, "open_given", slow)
    window.begin(path, PASSPHRASE)
    qtbot.waitUntil(lambda: isinstance(window.start.step(), OpeningStep))
    said = [text.text() for text in window.start.step().findChildren(Text)]
    assert said == ["démo", "Ouverture de la base…"]
    told.set()
    qtbot.waitUntil(lambda: window.session is not None, timeout=SLOW)
    assert window.start is None
    qtbot.waitUntil(lambda: not window._busy, timeout=SLOW)


def test_other_words_given_for_a_store_are_asked_for_again(qtbot, window, tmp_path):
    path = tmp_path / "démo"
    programme.start(path, programme="P", device="A", passphrase=PASSPHRASE).store.close()
    window.begin(path, "d'autres mots")
    qtbot.waitUntil(lambda: isinstance(window.start.step(), OpenForm), timeout=SLOW)
    form = window.start.step()
    assert form.fields["passphrase"].error() != ""
    assert form.list.current_key() == str(path)
    assert window.session is None
    qtbot.waitUntil(lambda: not window._busy, timeout=SLOW)


def test_nothing_is_offered_the_very_first_time(qtbot, window):
    window.begin()
    assert window.start.step() is window.start.choices
    qtbot.waitUntil(lambda: not window._busy, timeout=SLOW)


def test_the_system_that_keeps_nothing_is_not_offered():
    assert not passphrases.can_remember()
