"""The traps of merging, each by name: once met, never again."""

from __future__ import annotations

import itertools
import shutil
from collections import Counter
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event
from tests.exchange.disagreeing import ada, only
from tests.stores import PASSPHRASE, THAT_DAY, Laptop, Team, Template, on_both_engines

from maillage import Store
from maillage.domain.errors import CopiedDevice
from maillage.domain.records import Note, Organisation, Person, Vote
from maillage.domain.vocabulary import BarrierCause, Category, NoteKind
from maillage.store import journal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_what_one_file_of_a_batch_erases_no_other_file_of_it_brings_back(
    team: Team, order: tuple[int, ...]
) -> None:
    touching, erasing, bringing, _ = team.four
    id_ = ada(touching).id
    touching.store.change(id_, phone="01")
    erasing.store.erase(id_)
    bringing.store.change(id_, phone="03")
    files = [touching.export(), erasing.export(), bringing.export()]
    report = team.archive.store.merge([files[place] for place in order])
    assert not report.refused
    assert team.archive.store.all(Person, deleted=True) == []
    assert team.archive.store.conflicts() == []
    assert team.archive.store.merge(files).new == 0
    assert team.archive.store.verify().ok


def test_what_one_file_of_a_batch_brings_goes_with_an_owner_that_another_erases(
    team: Team,
) -> None:
    first, accueil = team.four[:2]
    note = only(first, Note)
    accueil.store.add(Vote(note=note.id))
    first.store.erase(note.id)
    report = team.archive.store.merge([accueil.export(), first.export()])
    assert not report.refused
    assert team.archive.store.all(Vote, deleted=True) == []
    assert team.archive.store.verify().ok
    first.reads(accueil)
    assert first.store.digest() == team.archive.store.digest()


@on_both_engines
def test_one_file_named_twice_in_a_batch_counts_once(team: Team) -> None:
    accueil = team.four[1]
    accueil.store.add(Note(text="un seul"))
    file = accueil.export()
    report = team.archive.store.merge([file, file])
    assert (report.new, len(report.files)) == (1, 2)
    assert team.archive.store.merge([file]).new == 0


def test_a_laptop_reads_its_own_file_without_a_word(team: Team) -> None:
    accueil = team.four[1]
    accueil.store.change(ada(accueil).id, phone="01")
    digest = accueil.store.digest()
    report = accueil.store.merge([accueil.export()])
    assert (report.new, report.refused) == (0, ())
    assert accueil.store.digest() == digest


def test_five_times_as_many_records_are_about_five_times_the_work_to_merge(
    template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Work is what SQLite itself does, counted: the same on a machine that is busy."""
    monkeypatch.setattr(journal, "CHUNK", 20)  # many look-ups, as in a large merge
    done = []
    for size in (200, 1000):
        with ExitStack() as stack:
            first, accueil = template.copied(tmp_path / str(size), stack).four[:2]
            with first.store.action() as writer:
                notes = [writer.add(Note(text=f"idée {place}")) for place in range(size)]
            accueil.reads(first)
            with first.store.action() as writer:
                for note in notes:
                    writer.change(note.id, {"table": 3})
            file = first.export()
            with counted_work(accueil) as work:
                assert accueil.store.merge([file]).new == size
            done.append(work.total())
    assert done[0] > 0
    assert done[1] < 8 * done[0]  # quadratic would be 25 times


@contextmanager
def counted_work(laptop: Laptop) -> Iterator[Counter[str]]:
    """Count what a laptop's store asks of SQLite meanwhile, in hundreds of its instructions."""
    work: Counter[str] = Counter()

    def tick() -> int:
        work["hundreds"] += 1
        return 0

    def watch(connection: Any, *_more: object) -> None:
        connection.set_progress_handler(tick, 100)

    def leave(connection: Any, *_more: object) -> None:
        connection.set_progress_handler(None, 100)

    engine = laptop.store._engine
    event.listen(engine, "checkout", watch)
    event.listen(engine, "checkin", leave)
    try:
        yield work
    finally:
        event.remove(engine, "checkout", watch)
        event.remove(engine, "checkin", leave)


@on_both_engines
def test_numbers_and_text_keep_their_type_on_every_laptop(team: Team) -> None:
    first = team.four[0]
    written = [
        Organisation(name="86", siret="00860000000086", insee="01001", commune="1e5"),
        Organisation(name="null", siret="0", insee="2A004", commune="true"),
        Organisation(name="-0", siret="9007199254740993", insee="1.0", commune="0x1F"),
        Note(text="086", table=86),
        Note(text="86.0", table=0),
        Note(text=" 86 ", table=2**53 - 1),
    ]
    saved = [first.store.add(record) for record in written]
    team.meet()
    for laptop in team.four:
        for record in saved:
            found = laptop.store.get(type(record), record.id)
            assert found == record
            assert repr(found) == repr(record)


@on_both_engines
def test_kinds_and_choices_survive_the_journey(team: Team) -> None:
    first = team.four[0]
    note = first.store.add(
        Note(
            text="« Manque de temps »\n\tet d’argent 🎈",
            note_kind=NoteKind.BARRIER,
            cause=BarrierCause.OTHER,
            said_by=Category.SOCIAL_WORKER,
            written=THAT_DAY,
        )
    )
    team.meet()
    for laptop in team.four:
        assert laptop.find(note) == note


def test_a_copied_laptop_is_noticed_and_its_file_refused(team: Team) -> None:
    first, accueil = team.four[:2]
    accueil.store.close()
    shutil.copytree(accueil.folder / "store", accueil.folder / "copy")
    copy = Store.open(accueil.folder / "copy", passphrase=PASSPHRASE, clock=accueil.clock)
    accueil.store = Store.open(accueil.folder / "store", passphrase=PASSPHRASE, clock=accueil.clock)
    with accueil.store, copy:
        accueil.store.add(Note(text="sur le vrai poste"))
        copy.add(Note(text="sur sa copie"))
        file = accueil.folder / "copy.maillage"
        copy.export(file, to="everyone")
        first.reads(accueil)
        digest = first.store.digest()
        for laptop in (first, accueil):
            (refused,) = [each.refused for each in laptop.store.merge([file]).files]
            assert isinstance(refused, CopiedDevice)
            assert refused.device == accueil.device
        assert first.store.digest() == digest
        report = team.archive.store.merge([accueil.export(), file, first.export()])
        assert [bool(each.refused) for each in report.files] == [False, True, False]
        assert team.archive.store.digest() == digest
