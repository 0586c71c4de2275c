"""What is half typed: of this laptop alone, and gone with whoever is named in it."""

from __future__ import annotations

from datetime import timedelta

from tests.actions.conftest import PASSPHRASE

from maillage import Store
from maillage.actions import drafts, forgetting
from maillage.domain.records import Person


def test_a_draft_is_kept_in_the_closed_store_until_it_is_dropped_and_is_no_record(meeting):
    store = meeting.store
    before = store.digest()
    drafts.keep(store, {"note": {"text": "un guichet mob"}, "pledge": {"what": "ouvrir"}})
    drafts.keep(store, {"note": {"text": "un guichet mobile"}, "pledge": None})
    assert store.digest() == before
    store.close()
    with Store.open(store.path, passphrase=PASSPHRASE, clock=meeting.clock) as again:
        assert drafts.drafts(again) == {"note": {"text": "un guichet mobile"}}
        meeting.clock.now += timedelta(days=15)
        assert drafts.drafts(again) == {}
        meeting.clock.now -= timedelta(days=15)
        assert drafts.drafts(again) == {}, "it was dropped, not only left out"
        drafts.keep(again, {"note": {"text": "x" * drafts.MOST_BYTES}})
        assert drafts.drafts(again) == {}


def test_a_restored_backup_has_no_drafts(meeting, tmp_path):
    drafts.keep(meeting.store, {"note": {"text": "un guichet"}})
    copy = meeting.store.backup(tmp_path / "copy")
    with Store.restore_backup(copy, tmp_path / "new", passphrase=PASSPHRASE) as restored:
        assert drafts.drafts(restored) == {}


def test_who_is_erased_is_in_no_draft_any_more(meeting):
    store = meeting.store
    ada = store.add(Person(given_name="Ada", family_name="Lefèvre"))
    drafts.keep(
        store,
        {
            "note": {"text": "Mme Lefevre propose"},
            "pledge": {"people": [{"person": ada.id}]},
            "walk-in": {"family_name": "Lefevrier"},
        },
    )
    forgetting.erase(store, person=ada.id)
    assert set(drafts.drafts(store)) == {"walk-in"}
