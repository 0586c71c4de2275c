"""A whole merge is taken back to the digest before it, or refused when work rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.exchange.forging import forge, line
from tests.stores import Laptop, Team

from maillage.domain.errors import MergeBuiltOn, NoMerge
from maillage.domain.records import Note, Person, Pledge, Record, Vote
from maillage.store import journal, tables

if TYPE_CHECKING:
    from maillage import Store


def only(laptop: Laptop, kind: type[Record] = Person) -> Any:
    (record,) = laptop.store.all(kind)
    return record


def whole(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but the list of merges itself, and the digest."""
    with store.reading() as connection:
        rows = {
            name: sorted(map(tuple, connection.execute(table.select())), key=repr)
            for name, table in tables.metadata.tables.items()
            if name not in ("merge", "search_text")
        }
    return {**rows, "digest": [(store.digest(),)], "conflicts": [(store.conflicts(),)]}


def refused(laptop: Laptop, number: int | None = None) -> MergeBuiltOn:
    """Return why a merge is not undone, once it is proved that nothing changed."""
    before = whole(laptop.store)
    with pytest.raises(MergeBuiltOn) as caught:
        laptop.store.undo_merge(number)
    assert whole(laptop.store) == before
    return caught.value


def test_undo_goes_back_to_every_row_as_it_was_and_merging_again_comes_to_the_same(
    team: Team,
) -> None:
    first, accueil, tables_1, _ = team.four
    ada = only(first)
    first.store.change(ada.id, phone="01")
    accueil.store.change(ada.id, phone="02")
    note = tables_1.store.add(Note(text="un banc"))
    files = [accueil.export(), tables_1.export()]
    before = whole(first.store)
    done = first.store.merge(files)
    assert first.store.conflicts()
    after = first.store.digest()
    undone = first.store.undo_merge(done.merge)
    assert (undone.number, undone.operations, undone.kept, undone.erased) == (done.merge, 2, 0, 0)
    assert whole(first.store) == before
    assert first.store.verify().ok
    assert first.store.find(Note, "banc") == []
    again = first.store.merge(files)
    assert (again.new, again.conflicts) == (done.new, done.conflicts)
    assert first.store.digest() == after
    assert first.store.get(Note, note.id).text == "un banc"


def test_the_last_merge_is_undone_by_default_then_the_one_before(team: Team) -> None:
    first, accueil, tables_1, _ = team.four
    states = [whole(first.store)]
    for laptop in (accueil, tables_1):
        laptop.store.add(Note(text=laptop.name))
        first.reads(laptop)
        states.append(whole(first.store))
    for state in states[1::-1]:
        first.store.undo_merge()
        assert whole(first.store) == state
    listed = [one for one in first.store.merges() if not one.undone]
    for _one in listed:
        first.store.undo_merge()
    with pytest.raises(NoMerge):
        first.store.undo_merge()
    assert first.store.verify().ok


def test_a_merge_that_took_no_file_in_is_none(team: Team) -> None:
    first, accueil = team.four[:2]
    file = accueil.export()
    number = first.store.merge([file]).merge
    assert first.store.merge([file]).merge is None
    first.store.undo_merge(number)
    with pytest.raises(NoMerge):
        first.store.undo_merge(number)


def test_what_a_later_file_holds_too_stays(team: Team) -> None:
    first, accueil = team.four[:2]
    one = accueil.store.add(Note(text="un"))
    early = first.store.merge([accueil.export()])
    two = accueil.store.add(Note(text="deux"))
    late = first.store.merge([accueil.export()])
    digest = first.store.digest()
    undone = first.store.undo_merge(early.merge)
    assert (undone.operations, undone.kept) == (0, 1)
    assert first.store.digest() == digest
    undone = first.store.undo_merge(late.merge)
    assert (undone.operations, undone.kept) == (2, 0)
    assert {note.id for note in first.store.all(Note)} & {one.id, two.id} == set()
    assert first.store.verify().ok


def test_a_change_made_here_since_on_what_it_brought_holds_it(team: Team) -> None:
    first, accueil = team.four[:2]
    ada = only(first)
    accueil.store.change(ada.id, phone="02")
    first.reads(accueil)
    first.store.change(ada.id, phone="03")
    first.store.change(ada.id, phone="04")
    why = refused(first)
    assert why.records == ((Person.kind, ada.id),)
    assert why.devices == (first.name,)
    assert why.values == ((ada.id, "phone", "04", first.name),)


def test_a_change_of_another_field_does_not_hold_it(team: Team) -> None:
    first, accueil = team.four[:2]
    ada = only(first)
    accueil.store.change(ada.id, phone="02")
    first.reads(accueil)
    first.store.change(ada.id, profession="architecte")
    first.store.undo_merge()
    assert (only(first).phone, only(first).profession) == ("086", "architecte")


def test_a_decision_made_since_holds_it(team: Team) -> None:
    first, accueil = team.four[:2]
    ada = only(first)
    first.store.change(ada.id, phone="01")
    accueil.store.change(ada.id, phone="02")
    first.reads(accueil)
    (conflict,) = first.store.conflicts()
    first.store.resolve(conflict, "01")
    assert refused(first).records == ((Person.kind, ada.id),)


def test_work_on_a_record_that_it_created_holds_it(team: Team) -> None:
    first, accueil = team.four[:2]
    note = accueil.store.add(Note(text="un banc"))
    first.reads(accueil)
    first.store.change(note.id, table=3)  # an empty field: it replaces nothing
    assert refused(first).records == ((Note.kind, note.id),)


@pytest.mark.parametrize("kind", [Vote, Pledge])
def test_a_record_that_names_one_it_created_holds_it(team: Team, kind: type[Any]) -> None:
    first, accueil = team.four[:2]
    note = accueil.store.add(Note(text="un banc"))
    first.reads(accueil)
    mine = first.store.add(kind(note=note.id))
    assert refused(first).records == ((kind.kind, mine.id),)


def test_what_another_laptop_built_on_it_holds_it_and_is_named(team: Team) -> None:
    first, accueil, tables_1, _ = team.four
    note = accueil.store.add(Note(text="un banc"))
    early = first.store.merge([accueil.export()])
    # A file that holds what was built, and not what it was built on.
    built = line(tables_1, 500, table=[3])
    built = built.replace(
        b'"018f0000-0000-7000-8000-00000000000a","person"', (f'"{note.id}","note"'.encode())
    )
    late = forge(tables_1, first, [built], held={tables_1.device: ((500, 500),)}, number=9)
    assert first.store.merge([late]).new == 1
    why = refused(first, early.merge)
    assert why.records == ((Note.kind, note.id),)
    assert why.devices == (tables_1.name,)
    first.store.undo_merge()
    first.store.undo_merge(early.merge)


def test_what_it_erased_stays_erased(team: Team) -> None:
    first, accueil = team.four[:2]
    ada = only(first)
    accueil.store.add(Note(text="un banc"))
    accueil.store.erase(ada.id)
    first.reads(accueil)
    undone = first.store.undo_merge()
    assert (undone.operations, undone.erased) == (1, 1)
    assert first.store.all(Person, deleted=True) == []
    assert [note.text for note in first.store.all(Note)] == ["un café commun"]
    assert first.store.verify().ok


def test_numbers_that_only_it_accounted_for_are_a_gap_again(team: Team) -> None:
    first, accueil = team.four[:2]
    with first.store.reading() as connection:
        held = journal.held_by_device(connection)
    accueil.store.add(Note(text="un banc"))
    first.reads(accueil)
    first.store.undo_merge()
    with first.store.reading() as connection:
        assert journal.held_by_device(connection) == held


def test_the_merges_are_listed_the_latest_first(team: Team) -> None:
    first, accueil, tables_1, _ = team.four
    accueil.store.add(Note(text="un banc"))
    files = [accueil.export(), tables_1.export()]
    number = first.store.merge(files).merge
    latest = first.store.merges()[0]
    assert (latest.number, latest.operations, latest.undone) == (number, 1, False)
    assert latest.files == tuple(file.name for file in files)
    assert latest.devices == tuple(sorted([accueil.name, tables_1.name]))
    first.store.undo_merge()
    assert first.store.merges()[0].undone
