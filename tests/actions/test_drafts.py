"""What is half typed: of this laptop alone, and gone with whoever is named in it."""

from __future__ import annotations

from datetime import timedelta

from tests.actions.conftest import PASSPHRASE

from maillage import Store
from maillage.actions import drafts, exchanges, forgetting
from maillage.domain.records import Person
from maillage.store import half_typed, identity


def written(store):
    with store.reading() as connection:
        return identity.own(connection, half_typed.NAME)


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


def test_what_was_typed_last_stands_last(meeting):
    one, two = {"text": "un guichet"}, {"text": "un jardin"}
    drafts.keep(meeting.store, {"one": one})
    drafts.keep(meeting.store, {"two": two})
    drafts.keep(meeting.store, {"one": {"text": "un guichet mobile"}})
    assert list(drafts.drafts(meeting.store)) == ["two", "one"]


def test_a_restored_backup_has_no_drafts(meeting, tmp_path):
    drafts.keep(meeting.store, {"note": {"text": "un guichet"}})
    copy = meeting.store.backup(tmp_path / "copy")
    with Store.restore_backup(copy, tmp_path / "new", passphrase=PASSPHRASE) as restored:
        assert drafts.drafts(restored) == {}
        assert written(restored) == ""


def test_what_another_device_or_version_left_is_dropped_at_the_first_occasion(meeting):
    store = meeting.store
    drafts.keep(store, {"note": {"text": "un guichet"}})
    foreign = written(store).replace(store.device, "another")
    nobody = lambda _text: False  # noqa: E731
    for occasion in (drafts.drafts, lambda store: drafts.forget(store, nobody)):
        for left in (foreign, '{"of": "another version"}'):
            with store.action() as writer:
                identity.remember(writer.connection, half_typed.NAME, left)
            occasion(store)
            assert written(store) == ""


def test_a_draft_grown_too_large_leaves_the_former(meeting):
    drafts.keep(meeting.store, {"note": {"text": "un guichet"}})
    drafts.keep(meeting.store, {"note": {"text": "x" * drafts.MOST_BYTES}})
    assert drafts.drafts(meeting.store) == {"note": {"text": "un guichet"}}


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


def test_an_erasure_that_arrives_by_merge_takes_the_drafts_along_and_its_plan_does_not(team):
    there, here = team.four[:2]
    (ada,) = here.store.all(Person)
    half = {
        "walk-in": {"family_name": "lefevre", "contact": "06 39 98 00 00"},
        "pledge": {"people": [{"person": ada.id}]},
        "note": {"text": "un guichet"},
    }
    drafts.keep(here.store, half)
    forgetting.erase(there.store, person=ada.id)
    file = there.export()
    assert exchanges.plan(here.store, [file]).people_erased == 1
    assert drafts.drafts(here.store) == half
    assert exchanges.merge(here.store, [file]).people_erased == 1
    assert set(drafts.drafts(here.store)) == {"note"}
