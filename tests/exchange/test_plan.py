"""A merge is first a plan: it says all that would happen, and nothing happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.exchange.forging import forge, line
from tests.stores import INVITATION_PASSPHRASE, PASSPHRASE, Laptop, Team

from maillage import Store
from maillage.actions import device_names
from maillage.domain.errors import NotAPackage, UnknownDevice
from maillage.domain.outcome import FileReport, MergePlan
from maillage.domain.records import Note, Person
from maillage.store import journal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def planned_then_done(laptop: Laptop, files: Sequence[Path]) -> MergePlan:
    """Return the plan, once it is proved to change nothing and to come true."""
    before, conflicts = laptop.store.digest(), laptop.store.conflicts()
    plan = laptop.store.plan(files)
    assert (laptop.store.digest(), laptop.store.conflicts()) == (before, conflicts)
    assert laptop.store.verify().ok
    done = laptop.store.merge(files)
    assert told(plan) == told(done)
    assert (plan.gaps, plan.newcomers) == (done.gaps, done.newcomers)
    assert len(laptop.store.conflicts()) == len(conflicts) + plan.conflicts
    return plan


def told(plan: MergePlan) -> tuple[int, list[tuple[object, ...]]]:
    return plan.conflicts, [
        (one.path, one.device, one.new, one.known, one.conflicts, repr(one.refused))
        for one in plan.files
    ]


def counts(one: FileReport) -> tuple[int, int]:
    return one.new, one.conflicts


def test_a_plan_tells_what_each_file_brings_disputes_and_why_one_is_refused(
    team: Team, tmp_path: Path
) -> None:
    first, accueil, tables, _ = team.four
    (ada,) = accueil.store.all(Person)
    first.store.change(ada.id, phone="01")
    accueil.store.change(ada.id, phone="02")
    tables.store.add(Note(text="un banc"))
    (tmp_path / "photo.jpg").write_bytes(b"no package")
    files = [accueil.export(), tmp_path / "photo.jpg", tables.export()]
    plan = planned_then_done(first, files)
    assert [counts(one) for one in plan.files] == [(1, 1), (0, 0), (1, 0)]
    assert plan.conflicts == 1
    assert [type(one.refused) for one in plan.refused] == [NotAPackage]
    again = first.store.plan(files)
    assert (again.new, again.conflicts) == (0, 0)


def test_a_dispute_between_two_new_files_is_told_of_both(team: Team) -> None:
    first, accueil, tables, _ = team.four
    (ada,) = first.store.all(Person)
    accueil.store.change(ada.id, phone="02")
    tables.store.change(ada.id, phone="03")
    plan = planned_then_done(first, [accueil.export(), tables.export()])
    assert [one.conflicts for one in plan.files] == [1, 1]
    assert plan.conflicts == 1


def test_a_dispute_that_one_file_brings_about_something_new_here_is_counted(team: Team) -> None:
    first, accueil = team.four[:2]
    note = accueil.store.add(Note(text="un banc"))
    first.reads(accueil)
    first.store.change(note.id, text="un banc public")
    accueil.store.change(note.id, text="deux bancs")
    first.reads(accueil)
    plan = planned_then_done(team.archive, [first.export()])
    assert plan.conflicts == 1
    assert [one.conflicts for one in plan.files] == [1]
    assert len(team.archive.store.conflicts()) == 1


def test_a_plan_inside_an_action_takes_back_its_own_steps_alone(team: Team) -> None:
    first, accueil = team.four[:2]
    accueil.store.add(Note(text="un banc"))
    file = accueil.export()
    with first.store.action() as writer:
        note = writer.add(Note(text="avant"))
        assert first.store.plan([file]).new == 1
    assert "avant" in {one.text for one in first.store.all(Note)}
    assert first.store.get(Note, note.id).text == "avant"
    assert first.store.merge([file]).new == 1


def test_a_file_that_did_not_arrive_is_named_and_nothing_is_missing_with_a_later_one(
    team: Team,
) -> None:
    archive, accueil = team.archive, team.four[1]
    for text in ("un", "deux", "trois"):
        accueil.store.add(Note(text=text))
        latest = accueil.export()
    plan = planned_then_done(archive, [latest])
    (gap,) = [one for one in plan.gaps if one.device == accueil.device]
    assert gap.name == accueil.name
    assert gap.exports == ((1, 3),)  # the first, when it joined, went to the coordination alone
    assert (gap.changes, gap.missing) == ((), 0)


def test_changes_that_came_in_no_file_are_counted_until_they_come(team: Team) -> None:
    first, archive = team.four[0], team.archive
    with archive.store.reading() as connection:
        last = journal.last_number(connection, first.device)
    held = {first.device: ((9_000, 9_000),)}
    later = forge(first, archive, [line(first, 9_000, phone="01")], held=held, number=4)
    plan = planned_then_done(archive, [later])
    (gap,) = [one for one in plan.gaps if one.device == first.device]
    assert gap.changes == ((last + 1, 8_999),)
    assert gap.missing == 8_999 - last


def test_a_laptop_that_a_file_introduces_is_named(team: Team, tmp_path: Path) -> None:
    first, archive = team.four[0], team.archive
    invitation = first.store.invite(tmp_path / "i", passphrase=INVITATION_PASSPHRASE)
    with Store.join(
        invitation,
        tmp_path / "new",
        invitation_passphrase=INVITATION_PASSPHRASE,
        passphrase=PASSPHRASE,
        device="Vestiaire",
        clock=first.clock,
    ) as new:
        new.export(tmp_path / "hello.maillage", to="everyone")
    hello = tmp_path / "hello.maillage"
    assert planned_then_done(first, [hello]).newcomers == ("Vestiaire",)
    assert planned_then_done(first, [hello]).newcomers == ()
    stranger = archive.store.plan([hello]).files[0].refused
    assert stranger is None or isinstance(stranger, UnknownDevice)


def test_a_laptop_that_takes_a_name_is_told_apart_wherever_both_are_known(
    team: Team, tmp_path: Path
) -> None:
    first = team.four[0]
    invitation = first.store.invite(tmp_path / "i", passphrase=INVITATION_PASSPHRASE)
    with Store.join(
        invitation,
        tmp_path / "new",
        invitation_passphrase=INVITATION_PASSPHRASE,
        passphrase=PASSPHRASE,
        device=first.name,
        clock=first.clock,
    ) as new:
        assert device_names.own_name(new) == f"{first.name} (2)"
        assert first.name in device_names.own_namesake_line(new)
        hello = new.export(tmp_path / "hello.maillage", to="everyone").path
    plan = planned_then_done(first, [hello])
    assert plan.newcomers == plan.namesakes == (f"{first.name} (2)",)
    assert first.store.merges()[0].devices == (f"{first.name} (2)",)
    again = planned_then_done(first, [hello])
    assert again.namesakes == ()
    assert [file.device for file in (*plan.files, *again.files)] == [f"{first.name} (2)"] * 2
    assert device_names.own_name(first.store) == first.name
    called = device_names.device_names(first.store)
    assert len(set(called.values())) == len(called)
