"""The demonstration is a real day: played once here, in a folder with a space, and judged."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.stores import cheap_words, fast_folder

from maillage import Store, language
from maillage.actions import exchanges, minutes, pledges, reception, seating, workshops
from maillage.demo.day import Played, fresh, play
from maillage.demo.laptops import COORDINATION, DOOR, FIELD, LOW_TABLES, PASSPHRASE
from maillage.demo.script import load
from maillage.domain.errors import CannotWrite, StoreExists, StoreInUse
from maillage.domain.records import Device, Event, Person
from maillage.domain.vocabulary import NoteKind


class Judged(NamedTuple):
    """What was played, what was told meanwhile, and the coordinator's store."""

    played: Played
    told: list[str]
    store: Store


@pytest.fixture(scope="module")
def day() -> Iterator[Judged]:
    place = fast_folder()
    told: list[str] = []
    with cheap_words():
        language.use("fr")
        played = play(place / "une démonstration", told.append)
        # Whoever played has closed every store: the window opens them again.
        with Store.open(played.store, passphrase=PASSPHRASE) as store:
            yield Judged(played, told, store)
    shutil.rmtree(place)


def event_of(day: Judged) -> Event:
    (event,) = day.store.all(Event)
    return event


def test_everybody_who_came_has_a_seat_in_both_rounds_on_the_merged_store(day) -> None:
    hall = seating.hall(day.store, event=event_of(day).id)
    assert len(hall.rounds) == 2
    for sitting in hall.sittings:
        assert set(sitting) == set(hall.present)
        assert set(Counter(sitting.values()).values()) <= {5, 6}
    assert hall.quality.repeats == 0


def test_three_files_are_merged_with_one_conflict_and_a_second_merge_is_silent(day) -> None:
    played = day.played
    assert [file.device for file in played.merged.files] == list(FIELD)
    assert not played.merged.refused
    assert played.merged.new > 300
    assert (played.merged.conflicts, played.conflicts) == (1, 1)
    assert (played.merged_again.new, played.merged_again.conflicts) == (0, 0)
    assert played.merged_again.known == sum(file.new + file.known for file in played.merged.files)
    (decision,) = exchanges.decisions(day.store)
    assert decision.field_label == "Phone"
    assert {one.device for one in decision.versions} == {DOOR, LOW_TABLES}


def test_two_coordinators_who_merged_in_different_order_have_one_digest(day) -> None:
    one, other = day.played.digests
    assert one == other == day.store.digest()


def test_every_store_of_the_day_verifies(day) -> None:
    assert day.store.verify().ok
    assert day.store.verify().missing == 0
    stores = sorted(path.parent for path in day.played.folder.glob("*/store.db"))
    assert len(stores) == 5
    for path in stores:
        if path != day.played.store:
            with Store.open(path, passphrase=PASSPHRASE) as store:
                assert store.verify().ok
    assert {device.name for device in day.store.all(Device)} >= {COORDINATION, *FIELD}


def test_the_day_is_the_one_of_the_field_book(day) -> None:
    event, script = event_of(day), load()
    room = reception.room(day.store, event=event.id)
    assert room.expected == 60
    assert room.present == len(script.arrivals) + len(script.walk_ins)
    lines = workshops.lines(day.store, event=event.id)
    assert len(workshops.ideas(lines)) == 50
    kinds = {line.note.note_kind for line in lines}
    assert {NoteKind.BARRIER, NoteKind.LEVER} <= kinds
    assert sum(line.votes for line in lines) > 100
    promises = pledges.promises(day.store, today=script.event.starts.date())
    assert len(promises) == len(script.pledges)
    assert all(len(promise.parties) >= 2 for promise in promises)
    assert (event.declared, event.title) == (script.event.declared, script.event.title)


def test_the_compte_rendu_is_there_and_tells_of_the_open_conflict(day) -> None:
    assert day.played.minutes.read_bytes().startswith(b"%PDF-")
    assert day.played.minutes.stat().st_size > 20_000
    assert minutes.gather(day.store, event=event_of(day).id).open_conflicts == 1


def test_nobody_can_read_a_file_of_the_day(day) -> None:
    everybody = [person.family_name.encode() for person in day.store.all(Person)]
    names = [name for name in everybody if len(name) > 6]  # no chance finds in noise
    assert len(names) > 20
    for path in day.played.folder.rglob("*"):
        if path.is_file() and path != day.played.minutes:
            content = path.read_bytes()
            assert not any(name in content for name in names), path.name


def test_each_step_is_told_in_the_language_of_the_person_with_where_files_are(day) -> None:
    told = "\n".join(day.told)
    for path in (*day.played.packages, day.played.minutes, day.played.store):
        assert str(path) in told
        assert path.exists()
    assert PASSPHRASE in told
    assert day.played.digests[0] in told
    assert "engagements" in told
    assert len(day.told) > 10


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_text("years of work")
    with pytest.raises(StoreExists):
        fresh(tmp_path)
    assert (tmp_path / "thesis.odt").read_text() == "years of work"
    fresh(tmp_path / "new")
    (tmp_path / "new" / "old.maillage").touch()
    fresh(tmp_path / "new")
    assert not (tmp_path / "new" / "old.maillage").exists()


def test_a_demonstration_that_somebody_is_looking_at_is_not_made_anew(day) -> None:
    before = day.store.digest()
    with pytest.raises(StoreInUse):
        fresh(day.played.folder)
    assert day.store.digest() == before
    assert all(file.is_file() for file in day.played.packages)


def test_a_place_that_cannot_be_used_is_said_in_a_sentence(tmp_path):
    (tmp_path / "letter.txt").write_text("dear")
    for folder in (tmp_path, tmp_path / "letter.txt"):
        with pytest.raises(StoreExists):
            fresh(folder)
    with pytest.raises(CannotWrite):
        fresh(tmp_path / "letter.txt" / "demo")
    assert (tmp_path / "letter.txt").read_text() == "dear"
