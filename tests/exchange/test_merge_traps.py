"""The traps of merging, each by name: once met, never again."""

from __future__ import annotations

import itertools
import shutil
from collections import Counter
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event
from tests.stores import (
    PASSPHRASE,
    THAT_DAY,
    Laptop,
    Team,
    Template,
    moment,
    on_both_engines,
    values,
)

from maillage import Store
from maillage.domain.errors import CopiedDevice, Deleted, Erased, NoConflict, NotErasable
from maillage.domain.records import (
    Consent,
    Membership,
    Note,
    Organisation,
    Person,
    Pledge,
    PledgeParty,
    Record,
    Registration,
    Vote,
)
from maillage.domain.vocabulary import BarrierCause, Category, NoteKind
from maillage.store import journal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

OLD = datetime(1970, 1, 1, tzinfo=UTC)
FAR = datetime(2099, 12, 31, 23, 59, 59, tzinfo=UTC)


def only(laptop: Laptop, kind: type[Record]) -> Any:
    (record,) = laptop.store.all(kind, deleted=True)
    return record


def ada(laptop: Laptop) -> Any:
    return only(laptop, Person)


def choices(laptop: Laptop) -> dict[tuple[str, str], list[Any]]:
    """The disputed values by kind and field, in an order of no meaning."""
    return {
        (conflict.kind, conflict.field): sorted(
            (value or None for value in values(conflict)), key=str
        )
        for conflict in laptop.store.conflicts()
    }


def disagree(team: Team, values: Sequence[str], field: str = "phone") -> None:
    """Let each laptop say something else about Ada, and everybody hear of it."""
    for laptop, value in zip(team.four, values, strict=False):
        laptop.store.change(ada(laptop).id, **{field: value})
    team.meet()


# One batch ---------------------------------------------------------------------------


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


# Disputes ----------------------------------------------------------------------------


@on_both_engines
def test_deciding_among_three_values_leaves_no_dispute_behind(team: Team) -> None:
    disagree(team, ["", "01", "02", "03"])
    asked = team.archive
    asked.reads(*team.four)
    (conflict,) = asked.store.conflicts()
    assert sorted(values(conflict)) == ["", "01", "02", "03"]
    asked.store.resolve(conflict, "02")
    assert asked.store.conflicts() == []
    for laptop in team.four:
        laptop.reads(asked)
        assert laptop.store.conflicts() == []
        assert ada(laptop).phone == "02"
    asked.reads(*team.four)
    assert asked.store.conflicts() == []
    assert asked.store.verify().ok


def test_a_decision_may_be_a_value_that_nobody_wrote(team: Team) -> None:
    disagree(team, ["01", "02"])
    first = team.four[0]
    (conflict,) = first.store.conflicts()
    first.store.resolve(conflict, "01 et 02")
    team.meet()
    assert {ada(laptop).phone for laptop in team.four} == {"01 et 02"}


@on_both_engines
def test_a_decision_travels_and_nobody_is_asked_again(team: Team) -> None:
    first, accueil, tables, late = team.four
    first.store.change(ada(first).id, phone="01")
    accueil.store.change(ada(accueil).id, phone="02")
    old = [first.export(), accueil.export()]
    tables.store.merge(old)
    (conflict,) = tables.store.conflicts()
    tables.store.resolve(conflict, "01")
    decided = tables.export()
    for order in ([decided, *old], [*old, decided]):
        late.store.merge(order)
        assert late.store.conflicts() == []
        assert ada(late).phone == "01"
    for laptop in (first, accueil):
        report = laptop.store.merge([decided, *old])
        assert report.conflicts == 0
        assert laptop.store.conflicts() == []


def test_a_dispute_decided_in_two_ways_is_a_dispute_again_among_the_decisions(
    team: Team,
) -> None:
    disagree(team, ["01", "02"])
    for laptop, value in zip(team.four[:2], ["01", "03"], strict=True):
        (conflict,) = laptop.store.conflicts()
        laptop.store.resolve(conflict, value)
    team.meet()
    for laptop in team.four:
        assert choices(laptop) == {("person", "phone"): ["01", "03"]}


def test_a_dispute_decided_alike_by_two_people_is_over(team: Team) -> None:
    disagree(team, ["01", "02"])
    for laptop in team.four[:2]:
        (conflict,) = laptop.store.conflicts()
        laptop.store.resolve(conflict, "02")
    team.meet()
    assert all(laptop.store.conflicts() == [] for laptop in team.four)
    assert {ada(laptop).phone for laptop in team.four} == {"02"}


def test_a_dispute_that_somebody_already_decided_cannot_be_decided_from_an_old_screen(
    team: Team,
) -> None:
    disagree(team, ["01", "02"])
    first, accueil = team.four[:2]
    (conflict,) = first.store.conflicts()
    accueil.store.resolve(accueil.store.conflicts()[0], "01")
    first.reads(accueil)
    with pytest.raises(NoConflict):
        first.store.resolve(conflict, "02")
    assert ada(first).phone == "01"


def test_writing_the_value_shown_decides_a_dispute_and_otherwise_says_nothing(
    team: Team,
) -> None:
    disagree(team, ["01", "02"])
    first = team.four[0]
    first.store.change(ada(first).id, phone=ada(first).phone)
    assert first.store.conflicts() == []
    decided = first.export()
    first.store.change(ada(first).id, phone=ada(first).phone, family_name="Lefèvre")
    team.archive.store.merge([decided])
    assert team.archive.store.merge([first.export()]).new == 0


def test_a_disputed_value_stays_visible_dated_and_attributed(team: Team) -> None:
    first, accueil = team.four[:2]
    first.clock.now, accueil.clock.now = THAT_DAY, THAT_DAY + timedelta(minutes=5)
    disagree(team, ["01", "02"])
    (conflict,) = team.four[3].store.conflicts()
    told = {(head.value, head.device, moment(head)) for head in conflict.choices}
    assert told == {
        ("01", first.device, THAT_DAY),
        ("02", accueil.device, THAT_DAY + timedelta(minutes=5)),
    }
    assert conflict.record == ada(first).id
    assert conflict.base
    assert conflict.base.value == "086"


def test_the_same_edit_made_twice_is_no_dispute(team: Team) -> None:
    disagree(team, ["01", "01", "01"])
    for laptop in team.four:
        assert laptop.store.conflicts() == []
        assert ada(laptop).phone == "01"


def test_two_equal_edits_against_a_third_are_one_dispute(team: Team) -> None:
    disagree(team, ["01", "01", "02"])
    for laptop in team.four:
        (conflict,) = laptop.store.conflicts()
        assert {head.value for head in conflict.choices} == {"01", "02"}


def test_edits_of_different_fields_are_both_kept_without_a_dispute(team: Team) -> None:
    first, accueil = team.four[:2]
    first.store.change(ada(first).id, phone="01")
    accueil.store.change(ada(accueil).id, email="ada@example.org")
    team.meet()
    for laptop in team.four:
        assert (ada(laptop).phone, ada(laptop).email) == ("01", "ada@example.org")
        assert laptop.store.conflicts() == []


def test_a_later_edit_that_saw_the_earlier_is_no_dispute(team: Team) -> None:
    first, accueil = team.four[:2]
    first.store.change(ada(first).id, phone="01")
    accueil.reads(first)
    accueil.store.change(ada(accueil).id, phone="02")
    team.meet()
    assert {ada(laptop).phone for laptop in team.four} == {"02"}
    assert all(laptop.store.conflicts() == [] for laptop in team.four)


@pytest.mark.parametrize(("kind", "field", "value"), [(Person, "phone", "01"), (Note, "table", 7)])
def test_a_cleared_value_against_an_edited_one_is_a_dispute(
    team: Team, kind: type[Record], field: str, value: object
) -> None:
    first, accueil = team.four[:2]
    first.store.change(only(first, kind).id, **{field: None})
    accueil.store.change(only(accueil, kind).id, **{field: value})
    team.meet()
    for laptop in team.four:
        assert set(choices(laptop)[kind.kind, field]) == {None, value}
    (conflict,) = first.store.conflicts()
    first.store.resolve(conflict, None)
    team.meet()
    assert not any(getattr(only(laptop, kind), field) for laptop in team.four)
    assert all(laptop.store.conflicts() == [] for laptop in team.four)


@pytest.mark.parametrize(
    ("kind", "field", "written"),
    [
        (Person, "email", ("ada@example.org", "lefevre@example.org")),
        (Person, "category", (Category.NETWORK, Category.FOUNDATION)),
        (Note, "cause", (BarrierCause.DISTRUST, BarrierCause.UNFAMILIARITY)),
        (Organisation, "insee", ("01001", "1001")),
    ],
)
@on_both_engines
def test_two_first_fills_of_an_empty_field_are_a_dispute(
    team: Team, kind: type[Record], field: str, written: tuple[object, object]
) -> None:
    for laptop, value in zip(team.four, written, strict=False):
        laptop.store.change(only(laptop, kind).id, **{field: value})
    team.meet()
    for laptop in team.four:
        (conflict,) = laptop.store.conflicts()
        assert (conflict.kind, conflict.field) == (kind.kind, field)
        assert set(values(conflict)) == set(written)
        assert conflict.base is None or not conflict.base.value


def test_a_technical_field_never_makes_a_dispute(team: Team) -> None:
    expected = team.four[0].store.add(Registration(category=Category.NETWORK))
    team.meet()
    times = [THAT_DAY, THAT_DAY + timedelta(minutes=2)]
    for laptop, moment_ in zip(team.four[:2], times, strict=True):
        laptop.clock.now = moment_
        laptop.store.change(expected.id, arrived=moment_)
    team.meet()
    for laptop in team.four:
        assert laptop.store.conflicts() == []
        assert laptop.store.get(Registration, expected.id).arrived == times[1]
    team.archive.reads(team.four[0])
    team.four[0].store.change(expected.id, arrived=times[1])
    assert team.archive.store.merge([team.four[0].export()]).new == 0


def test_a_check_in_undone_here_hides_no_arrival_there(team: Team) -> None:
    expected = team.four[0].store.add(Registration(category=Category.NETWORK))
    team.meet()
    first, accueil = team.four[:2]
    for laptop, minute in ((first, 1), (accueil, 2)):
        laptop.clock.now = THAT_DAY + timedelta(minutes=minute)
        laptop.store.change(expected.id, arrived=laptop.clock.now)
    first.clock.now = THAT_DAY + timedelta(minutes=9)
    first.store.change(expected.id, arrived=None)
    assert first.store.conflicts() == []
    team.meet()
    for laptop in team.four:
        (conflict,) = laptop.store.conflicts()
        assert conflict.field == "arrived"
        assert {head.value for head in conflict.choices} == {None, "2021-12-13T13:02:00Z"}
    first.store.resolve(conflict, THAT_DAY + timedelta(minutes=2))
    team.meet()
    assert all(laptop.store.conflicts() == [] for laptop in team.four)


def test_deleting_restates_the_latest_of_several_technical_values(team: Team) -> None:
    arrived = team.four[0].store.add(Registration(category=Category.NETWORK))
    team.meet()
    first, accueil, past, _ = team.four
    past.clock.now = OLD
    for laptop, minute in ((first, 1), (accueil, 2)):
        laptop.clock.now = THAT_DAY + timedelta(minutes=minute)
        laptop.store.change(arrived.id, arrived=laptop.clock.now)
    team.meet()
    past.store.change(arrived.id, arrived=THAT_DAY + timedelta(minutes=3))
    first.store.delete(arrived.id)
    team.meet()
    for laptop in team.four:
        found = laptop.store.get(Registration, arrived.id)
        assert found.arrived == THAT_DAY + timedelta(minutes=2)
        assert laptop.store.conflicts() == []


# Numbers and text --------------------------------------------------------------------


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


def test_texts_that_are_the_same_number_are_a_dispute(team: Team) -> None:
    disagree(team, ["86", "0086"])
    for laptop in team.four:
        assert choices(laptop) == {("person", "phone"): ["0086", "86"]}


# Clocks ------------------------------------------------------------------------------


def test_a_clock_of_2099_wins_nothing_but_the_provisional_choice(team: Team) -> None:
    first, future = team.four[:2]
    future.clock.now = FAR
    disagree(team, ["01", "02"])
    assert {ada(laptop).phone for laptop in team.four} == {"02"}
    (conflict,) = first.store.conflicts()
    first.store.resolve(conflict, "01")
    team.meet()
    assert {ada(laptop).phone for laptop in team.four} == {"01"}
    first.store.change(ada(first).id, phone="03")
    team.meet()
    assert {ada(laptop).phone for laptop in team.four} == {"03"}
    assert all(laptop.store.conflicts() == [] for laptop in team.four)


def test_a_clock_of_1970_loses_nothing_but_the_provisional_choice(team: Team) -> None:
    first, past = team.four[:2]
    past.clock.now = OLD
    disagree(team, ["01", "02"])
    assert {ada(laptop).phone for laptop in team.four} == {"01"}
    assert choices(first) == {("person", "phone"): ["01", "02"]}
    past.store.change(ada(past).id, phone="04")
    team.meet()
    assert {ada(laptop).phone for laptop in team.four} == {"04"}


def test_a_clock_that_jumps_back_does_not_undo_what_came_after(team: Team) -> None:
    first = team.four[0]
    first.clock.now = FAR
    first.store.change(ada(first).id, phone="01")
    first.clock.now = OLD
    first.store.change(ada(first).id, phone="02")
    team.meet()
    assert {ada(laptop).phone for laptop in team.four} == {"02"}


def test_two_edits_of_the_same_second_show_the_same_everywhere(team: Team) -> None:
    disagree(team, ["01", "02", "03"])
    assert len({ada(laptop).phone for laptop in team.four}) == 1
    winner = max(laptop.device for laptop in team.four[:3])
    (conflict,) = team.four[3].store.conflicts()
    shown = next(head.value for head in conflict.choices if head.device == winner)
    assert ada(team.four[3]).phone == shown


# Deleting ----------------------------------------------------------------------------


@on_both_engines
def test_an_edit_made_while_another_deleted_surfaces(team: Team) -> None:
    first, accueil = team.four[:2]
    first.store.delete(ada(first).id)
    accueil.store.change(ada(accueil).id, phone="01")
    team.meet()
    for laptop in team.four:
        assert ada(laptop).deleted
        assert laptop.store.all(Person) == []
        (conflict,) = laptop.store.conflicts()
        assert (conflict.field, conflict.deleted) == ("phone", True)
        assert (conflict.deletion.device, conflict.deletion.value) == (first.store.device, True)
        assert {head.value for head in conflict.choices} == {"01", "086"}


def test_a_first_fill_made_while_another_deleted_surfaces(team: Team) -> None:
    first, accueil = team.four[:2]
    first.store.delete(ada(first).id)
    accueil.store.change(ada(accueil).id, email="ada@example.org")
    team.meet()
    for laptop in team.four:
        assert choices(laptop) == {("person", "email"): sorted([None, "ada@example.org"], key=str)}


def test_a_record_brought_back_keeps_the_dispute_and_one_may_still_decide(team: Team) -> None:
    first, accueil, third = team.four[:3]
    first.store.delete(ada(first).id)
    accueil.store.change(ada(accueil).id, phone="01")
    team.meet()
    third.store.restore(ada(third).id)
    assert choices(third) == {("person", "phone"): ["01", "086"]}
    (conflict,) = third.store.conflicts()
    assert not conflict.deleted
    third.store.resolve(conflict, "01")
    team.meet()
    for laptop in team.four:
        assert (ada(laptop).deleted, ada(laptop).phone) == (False, "01")
        assert laptop.store.conflicts() == []


def test_a_dispute_on_a_deleted_record_can_be_decided_without_bringing_it_back(
    team: Team,
) -> None:
    first, accueil = team.four[:2]
    first.store.delete(ada(first).id)
    accueil.store.change(ada(accueil).id, phone="01")
    team.meet()
    (conflict,) = first.store.conflicts()
    first.store.resolve(conflict, "01")
    team.meet()
    for laptop in team.four:
        assert (ada(laptop).deleted, ada(laptop).phone) == (True, "01")
        assert laptop.store.conflicts() == []


def test_two_deletions_are_no_dispute(team: Team) -> None:
    for laptop in team.four[:2]:
        laptop.store.delete(ada(laptop).id)
    team.meet()
    for laptop in team.four:
        assert ada(laptop).deleted
        assert laptop.store.conflicts() == []


def test_a_deletion_against_a_deletion_taken_back_is_a_dispute(team: Team) -> None:
    first, accueil = team.four[:2]
    first.store.delete(ada(first).id)
    accueil.store.delete(ada(accueil).id)
    accueil.store.restore(ada(accueil).id)
    team.meet()
    for laptop in team.four:
        (conflict,) = laptop.store.conflicts()
        assert conflict.field == "deleted"
        assert {head.value for head in conflict.choices} == {False, True}
    first.store.resolve(first.store.conflicts()[0], value=False)
    team.meet()
    assert not any(ada(laptop).deleted for laptop in team.four)
    assert all(laptop.store.conflicts() == [] for laptop in team.four)


def test_deciding_that_a_record_is_deleted_surfaces_an_edit_made_meanwhile(team: Team) -> None:
    first, accueil, third = team.four[:3]
    first.store.delete(ada(first).id)
    accueil.store.delete(ada(accueil).id)
    accueil.clock.pass_()
    accueil.store.restore(ada(accueil).id)
    team.meet()
    (deleted,) = first.store.conflicts()
    assert not ada(third).deleted
    first.store.resolve(deleted, value=True)
    third.store.change(ada(third).id, phone="02")
    team.meet()
    for laptop in team.four:
        assert ada(laptop).deleted
        assert choices(laptop) == {("person", "phone"): ["02", "086"]}


def test_deleting_does_not_decide_what_was_in_dispute(team: Team) -> None:
    disagree(team, ["01", "02"])
    first = team.four[0]
    first.store.delete(ada(first).id)
    team.meet()
    for laptop in team.four:
        assert ada(laptop).deleted
        assert choices(laptop) == {("person", "phone"): ["01", "02"]}


def test_a_deleted_record_cannot_be_changed_before_it_is_restored(team: Team) -> None:
    first = team.four[0]
    first.store.delete(ada(first).id)
    with pytest.raises(Deleted):
        first.store.change(ada(first).id, phone="01")
    first.store.restore(ada(first).id)
    assert first.store.change(ada(first).id, phone="01").phone == "01"


# Erasing -----------------------------------------------------------------------------


@on_both_engines
def test_erasing_beats_edits_disputes_decisions_and_restoring(team: Team) -> None:
    disagree(team, ["01", "02"])
    first, accueil, tables, other = team.four
    id_ = ada(first).id
    old = [laptop.export() for laptop in team.four]
    accueil.store.resolve(accueil.store.conflicts()[0], "01")
    tables.store.delete(id_)
    tables.store.restore(id_)
    other.store.change(id_, phone="05", family_name="Autre")
    first.store.erase(id_)
    late = [accueil.export(), tables.export(), other.export()]
    team.meet()
    for laptop in team.four:
        for _ in range(2):
            assert laptop.store.all(Person, deleted=True) == []
            assert laptop.store.conflicts() == []
            assert "Lefèvre" not in "\n".join(laptop.store.dump())
            with pytest.raises(Erased):
                laptop.store.change(id_, phone="06")
            report = laptop.store.merge([*late, *old, team.past])
            assert (report.new, report.conflicts, report.refused) == (0, 0, ())
        assert laptop.store.verify().ok


def test_a_restored_backup_learns_again_what_was_erased(team: Team) -> None:
    first, accueil = team.four[:2]
    id_ = ada(first).id
    accueil.store.close()
    shutil.copytree(accueil.folder / "store", accueil.folder / "backup")
    first.store.erase(id_)
    backup = Store.open(accueil.folder / "backup", passphrase=PASSPHRASE, clock=accueil.clock)
    with backup:
        assert backup.get(Person, id_).family_name == "Lefèvre"
        backup.merge([first.export()])
        assert backup.all(Person, deleted=True) == []
        backup.export(accueil.folder / "back.maillage", to="everyone")
    assert first.store.merge([accueil.folder / "back.maillage"]).new == 0
    assert first.store.all(Person, deleted=True) == []


@on_both_engines
def test_erasing_a_person_takes_what_describes_only_them_and_leaves_the_rest(
    team: Team,
) -> None:
    first, accueil = team.four[:2]
    id_ = ada(first).id
    pledge = first.store.add(Pledge(what="Ouvrir un atelier partagé"))
    gone = [
        first.store.add(Membership(person=id_, position="bénévole")),
        first.store.add(Consent(person=id_, given=True)),
    ]
    kept = [
        first.store.add(Registration(person=id_, category=Category.NETWORK)),
        first.store.add(PledgeParty(pledge=pledge.id, person=id_)),
        pledge,
    ]
    team.meet()
    accueil.store.erase(id_)
    team.meet()
    for laptop in team.four:
        assert laptop.store.all(Membership, deleted=True) == []
        assert laptop.store.all(Consent, deleted=True) == []
        for record in kept:
            assert laptop.find(record).id == record.id
        assert laptop.store.get(Registration, kept[0].id).category is Category.NETWORK
        for record in gone:
            with pytest.raises(Erased):
                laptop.store.change(record.id, position="")


def test_a_vote_for_an_erased_note_is_erased_when_it_arrives_later(team: Team) -> None:
    first, late = team.four[:2]
    note = only(first, Note)
    vote = late.store.add(Vote(note=note.id, table=3))
    first.store.erase(note.id)
    first.reads(late)
    assert first.store.all(Vote, deleted=True) == []
    first.store.merge([late.export()])
    team.meet()
    for laptop in team.four:
        assert laptop.store.all(Vote, deleted=True) == []
        with pytest.raises(Erased):
            laptop.store.change(vote.id, table=4)
    assert len({laptop.store.digest() for laptop in team.four}) == 1


def test_erasing_goes_along_a_chain_of_owners_in_any_order_of_arrival(team: Team) -> None:
    first, accueil, tables, last = team.four
    note = only(first, Note)
    link = accueil.store.add(Vote(note=note.id))
    tables.reads(accueil)
    end = tables.store.add(Vote(note=link.id))
    tables.store.delete(end.id)
    first.store.erase(note.id)
    last.store.merge([tables.export()])
    last.store.merge([first.export()])
    first.store.merge([tables.export()])
    for laptop in (first, last):
        assert laptop.store.all(Vote, deleted=True) == []
    team.meet()
    assert len({laptop.store.digest() for laptop in team.four}) == 1


def test_a_deleted_vote_still_goes_with_its_note(team: Team) -> None:
    first, accueil = team.four[:2]
    note = only(first, Note)
    vote = accueil.store.add(Vote(note=note.id))
    accueil.store.delete(vote.id)
    first.store.erase(note.id)
    team.meet()
    for laptop in team.four:
        assert laptop.store.all(Vote, deleted=True) == []


def test_two_laptops_that_erase_the_same_person_agree(team: Team) -> None:
    for laptop in team.four[:2]:
        laptop.store.erase(ada(laptop).id)
    team.meet()
    assert len({laptop.store.digest() for laptop in team.four}) == 1


def test_nothing_new_can_be_said_about_what_was_erased(team: Team) -> None:
    first = team.four[0]
    note = only(first, Note)
    first.store.erase(note.id)
    digest = first.store.digest()
    with pytest.raises(Erased):
        first.store.add(Vote(note=note.id))
    assert first.store.digest() == digest


# References --------------------------------------------------------------------------


def test_what_points_to_something_erased_or_not_arrived_is_merged_all_the_same(
    team: Team,
) -> None:
    first, accueil = team.four[:2]
    registered = accueil.store.add(Registration(person=ada(accueil).id))
    nowhere = accueil.store.add(Registration(person="018f0000-0000-7000-8000-000000000000"))
    first.store.erase(ada(first).id)
    first.reads(accueil)
    assert {record.id for record in first.store.all(Registration)} == {registered.id, nowhere.id}
    assert first.store.get(Registration, nowhere.id).person == nowhere.person


# Laptops -----------------------------------------------------------------------------


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


def test_what_everybody_needs_to_read_and_believe_files_is_never_erased(team: Team) -> None:
    store = team.four[0].store
    for id_ in (store.device, store.programme.id):
        with pytest.raises(NotErasable):
            store.erase(id_)
    assert store.verify().ok


def test_a_conflict_is_decided_by_one_of_its_choices_as_it_stands(team: Team) -> None:
    first, second = team.four[:2]
    person = first.store.add(Person(given_name="Inès"))
    second.reads(first)
    first.store.change(person.id, category=Category.NETWORK)
    second.store.change(person.id, category=Category.FOUNDATION)
    first.reads(second)
    (conflict,) = [one for one in first.store.conflicts() if one.record == person.id]
    chosen = next(choice for choice in conflict.choices if choice.value == "foundation")
    assert first.store.resolve(conflict, chosen).category is Category.FOUNDATION
