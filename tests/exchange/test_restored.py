"""A store that was set back or copied is noticed, and goes on as a device of its own."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.exchange.forging import forge, line
from tests.stores import FIFTH, INVITATION_PASSPHRASE, PASSPHRASE, Laptop, Team, by_hand

from maillage import Store
from maillage.actions.list_takings import takings
from maillage.domain.errors import (
    CopiedDevice,
    NoLongerBelieved,
    NotAStore,
    RestoredDevice,
    RevokedDevice,
    StoreDamaged,
    StoreExists,
    StoreInUse,
    WrongPassphrase,
)
from maillage.domain.records import Device, Note, Person, TakenList
from maillage.domain.reopening import Choice
from maillage.exchange import restoring
from maillage.store import revoking, trust
from maillage.store.files import BACKUP

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def opened() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def restored(laptop: Laptop, backup: Path, to: Path, opened: ExitStack) -> Laptop:
    """Return the laptop that a backup becomes."""
    store = Store.restore_backup(backup, to / "store", passphrase=PASSPHRASE, clock=laptop.clock)
    opened.callback(store.close)
    return Laptop(laptop.name, store.device, store, laptop.clock, to)


def refused(laptop: Laptop, file: Path) -> CopiedDevice:
    """Return why a file is refused, once it is proved to be kept and to change nothing."""
    digest = laptop.store.digest()
    assert not (laptop.store.path / "quarantine").exists()
    laptop.store.plan([file])
    assert not (laptop.store.path / "quarantine").exists()
    (report,) = laptop.store.merge([file]).files
    assert isinstance(report.refused, CopiedDevice)
    (kept,) = (laptop.store.path / "quarantine").iterdir()
    assert kept.read_bytes() == file.read_bytes()
    assert laptop.store.digest() == digest
    return report.refused


def test_a_store_that_was_set_back_notices_its_own_later_work(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    first, accueil = team.four[:2]
    backup = accueil.store.backup(tmp_path / "backup")
    accueil.store.add(Note(text="après la sauvegarde"))
    first.reads(accueil)
    file = first.export()
    store = opened.enter_context(Store.open(by_hand(backup), passphrase=PASSPHRASE))
    why = refused(Laptop("", store.device, store, accueil.clock, tmp_path), file)
    assert isinstance(why, RestoredDevice)
    assert why.device == accueil.device
    assert accueil.store.merge([file]).refused == ()


def test_a_copy_that_went_its_own_way_is_told_by_both_and_by_the_coordination(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    first, accueil = team.four[:2]
    backup = accueil.store.backup(tmp_path / "backup")
    copy = opened.enter_context(Store.open(by_hand(backup), passphrase=PASSPHRASE))
    accueil.store.add(Note(text="ici"))
    copy.add(Note(text="là"))
    there = copy.export(tmp_path / "1.maillage", to="everyone").path
    first.reads(accueil)
    for laptop in (first, accueil):
        assert refused(laptop, there).device == accueil.device


def test_once_what_a_copy_wrote_is_erased_the_other_s_work_comes_in_and_stays(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    first, accueil = team.four[:2]
    backup = accueil.store.backup(tmp_path / "backup")
    copy = opened.enter_context(Store.open(by_hand(backup), passphrase=PASSPHRASE))
    ada = copy.add(Person(given_name="Ada"))
    note = accueil.store.add(Note(text="ici"))
    there = copy.export(tmp_path / "1.maillage", to="everyone").path
    here = accueil.export()
    assert first.store.merge([there]).refused == ()
    assert refused(first, here).device == accueil.device
    first.store.erase(ada.id)
    without = first.store.digest()
    assert first.store.merge([here]).new == 1
    # Found by a long history: the file of the copy accounts for its number, and never had it.
    first.store.undo_merge()
    assert first.store.digest() == without
    assert first.store.merge([here]).new == 1
    digest = first.store.digest()
    assert first.store.merge([there]).new == 0
    assert first.store.digest() == digest
    assert first.store.get(Note, note.id).text == "ici"


def test_a_copy_s_work_under_one_s_own_erased_number_goes_with_the_merge_that_brought_it(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    """Found by a long history: the model took it for the laptop's own, the store did not."""
    first, accueil = team.four[:2]
    backup = accueil.store.backup(tmp_path / "backup")
    copy = opened.enter_context(Store.open(by_hand(backup), passphrase=PASSPHRASE))
    ada = accueil.store.add(Person(given_name="Ada"))
    note = copy.add(Note(text="là"))
    first.reads_file(copy.export(tmp_path / "1.maillage", to="everyone").path)
    accueil.store.erase(ada.id)
    without = accueil.store.digest()
    accueil.reads(first)
    assert accueil.store.get(Note, note.id).text == "là"
    accueil.store.undo_merge()
    assert accueil.store.digest() == without
    assert accueil.store.verify().ok


def test_a_restored_backup_is_another_device_that_everybody_believes(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    first, accueil, tables = team.four[:3]
    backup = accueil.store.backup(tmp_path / "backup")
    accueil.store.add(Note(text="perdu avec l’ordinateur, mais exporté"))
    first.reads(accueil)
    again = restored(accueil, backup, tmp_path, opened)
    assert again.device != accueil.device
    assert again.store.me.formerly == accueil.device
    assert again.store.me.name == accueil.name
    again.store.add(Note(text="écrit depuis"))
    again.reads(first)  # and with it what the former one had written after the backup
    first.reads(again)
    tables.reads(first)
    assert first.store.digest() == again.store.digest() == tables.store.digest()
    assert len(again.store.all(Note)) == 3
    assert again.device in tables.store.known_devices()
    for laptop in (first, again, tables):
        assert laptop.store.verify().ok
        assert laptop.store.conflicts() == []


def test_two_stores_restored_from_one_backup_are_two_devices(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    first, accueil = team.four[:2]
    backup = accueil.store.backup(tmp_path / "backup")
    both = [restored(accueil, backup, tmp_path / str(n), opened) for n in (1, 2)]
    for laptop in both:
        laptop.store.add(Note(text=laptop.device))
    first.reads(*both)
    assert len({accueil.device, *(laptop.device for laptop in both)}) == 3
    assert len(first.store.all(Note)) == 3


def test_a_restored_store_reads_what_was_sealed_for_the_former_one(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    first, accueil = team.four[:2]
    backup = accueil.store.backup(tmp_path / "backup")
    first.store.add(Note(text="en chemin"))
    file = first.export()
    again = restored(accueil, backup, tmp_path, opened)
    assert again.store.merge([file]).new == 1


def test_the_founder_restored_still_invites_and_is_still_believed(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    first, accueil = team.four[:2]
    again = restored(first, first.store.backup(tmp_path / "backup"), tmp_path / "2", opened)
    third = restored(again, again.store.backup(tmp_path / "backup-2"), tmp_path / "3", opened)
    invitation = third.store.invite(tmp_path / "i", passphrase=INVITATION_PASSPHRASE)
    new = opened.enter_context(
        Store.join(
            invitation,
            tmp_path / "new",
            invitation_passphrase=INVITATION_PASSPHRASE,
            passphrase=PASSPHRASE,
            device="Vestiaire",
        )
    )
    hello = new.export(tmp_path / "hello.maillage", to="everyone").path
    assert accueil.store.merge([hello]).newcomers == (
        f"{first.name} (2)",
        f"{first.name} (3)",
        "Vestiaire",
    )
    assert third.store.is_coordinator
    assert third.store.handed_over().complete


def test_work_that_only_a_file_has_comes_back_with_it_whoever_was_restored_meanwhile(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    """Found by a long history: the file of a restored store that was set back once more."""
    first, accueil = team.four[:2]
    backup = accueil.store.backup(tmp_path / "backup")
    again = restored(accueil, backup, tmp_path / "2", opened)
    again.store.add(Note(text="entre deux sauvegardes"))
    only = again.export()
    third = restored(accueil, backup, tmp_path / "3", opened)
    third.store.add(Note(text="après"))
    files = [third.export(), only]
    assert first.store.merge(files).refused == ()
    assert team.archive.store.merge(files[::-1]).refused == ()
    assert third.store.merge([only]).refused == ()
    digests = {laptop.store.digest() for laptop in (first, team.archive, third)}
    assert len(digests) == 1
    assert {note.text for note in first.store.all(Note)} >= {"entre deux sauvegardes", "après"}


def test_nobody_becomes_a_device_that_does_not_vouch_for_them(team: Team) -> None:
    first, accueil = team.four[:2]
    programme, me = first.store.programme.id, accueil.store.me
    known = first.store.known_devices()

    def is_believed(signer: Laptop, **said: object) -> bool:
        fields = {
            "id": "018f0000-0000-7000-8000-00000000000b",
            "role": me.role,
            "sealing_key": me.sealing_key,
            "signing_key": me.signing_key,
            "formerly": me.id,
        }
        claimed = Device(**{**fields, **said})
        claim = trust.successor_claim(programme, claimed)
        proof = signer.store.identity.signing.sign(claim).hex()
        told = Device(**{**fields, **said, "proof": proof})
        return told.id in trust.believed(programme, [told], [], pinned=known)

    assert is_believed(accueil)
    assert not is_believed(first)
    assert not is_believed(accueil, role=first.store.me.role)
    assert not is_believed(accueil, role=None)
    assert not is_believed(accueil, formerly="018f0000-0000-7000-8000-00000000000c")


def test_what_was_not_handed_over_before_is_still_to_hand_over(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    first, accueil = team.four[:2]
    accueil.export()
    accueil.store.add(Note(text="un banc"))
    assert (accueil.store.unsent(), accueil.store.handed_over().missing) == (1, 1)
    again = restored(accueil, accueil.store.backup(tmp_path / "backup"), tmp_path, opened)
    # And that it is another device now.
    assert (again.store.unsent(), again.store.handed_over().missing) == (2, 2)
    first.reads(again)
    assert again.store.unsent() == 0
    again.reads(first)
    assert again.store.handed_over().complete


def test_a_merge_from_before_the_backup_is_undone_unless_work_rests_on_it(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    first, accueil = team.four[:2]
    before = accueil.store.digest()
    first.store.add(Note(text="un banc"))
    accueil.reads(first)
    again = restored(accueil, accueil.store.backup(tmp_path / "backup"), tmp_path, opened)
    (ada,) = again.store.all(Person)
    again.store.change(ada.id, phone="01")
    again.store.undo_merge()
    assert [note.text for note in again.store.all(Note)] == ["un café commun"]
    assert again.store.get(Person, ada.id).phone == "01"
    assert again.store.verify().ok
    gaps = [gap.device for gap in again.store.plan([]).gaps]
    assert accueil.device not in gaps
    assert accueil.store.digest() != before


def test_a_copy_is_noticed_in_one_batch_though_what_it_wrote_was_erased_half_way(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    """Found by a long history: lines known before an erasure were taken for known after it."""
    first, accueil, tables = team.four[:3]
    copied = by_hand(accueil.store.backup(tmp_path / "backup"))
    copy = opened.enter_context(Store.open(copied, passphrase=PASSPHRASE))
    ada = copy.add(Person(given_name="Ada"))
    there = copy.export(tmp_path / "1.maillage", to="everyone").path
    accueil.store.add(Note(text="ici"))
    first.reads_file(there)
    tables.reads_file(there)
    handed_on = tables.export()
    first.store.erase(ada.id)
    tables.store.add(Note(text="plus tard"))
    files = [there, handed_on, first.export(), accueil.export(), tables.export()]
    *welcome, last = team.archive.store.merge(files).files
    assert not any(file.refused for file in welcome)
    assert isinstance(last.refused, CopiedDevice)


def test_the_same_file_twice_in_a_batch_is_one_whatever_came_between(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    """Found by a random history: taken in first, it was refused as a copy's the second time."""
    first, accueil, tables = team.four[:3]
    copied = by_hand(accueil.store.backup(tmp_path / "backup"))
    copy = opened.enter_context(Store.open(copied, passphrase=PASSPHRASE))
    copy.add(Note(text="là"))
    there = copy.export(tmp_path / "1.maillage", to="everyone").path
    ada = accueil.store.add(Person(given_name="Ada"))
    here = accueil.export()
    tables.reads_file(here)
    tables.store.erase(ada.id)
    files = [here, tables.export(), there, here]
    assert not any(file.refused for file in first.store.merge(files).files)
    assert [note.text for note in first.store.all(Note)].count("là") == 1
    assert first.store.verify().ok


def test_a_backup_that_cannot_be_restored_leaves_nothing(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    accueil = team.four[1]
    backup, to = accueil.store.backup(tmp_path / "backup"), tmp_path / "to"

    def fails(source: Path, passphrase: str = PASSPHRASE) -> type[BaseException]:
        with pytest.raises(Exception) as caught:  # noqa: PT011 - the type is what is returned
            Store.restore_backup(source, to, passphrase=passphrase)
        return caught.type

    assert fails(tmp_path) is NotAStore
    assert fails(backup, "other words entirely") is WrongPassphrase
    assert fails(accueil.store.path) is StoreInUse
    damaged = bytearray((backup / BACKUP).read_bytes())
    damaged[-100] ^= 1
    (backup / BACKUP).write_bytes(damaged)
    assert fails(backup) is StoreDamaged
    assert not to.exists()
    to.mkdir()
    assert fails(backup) is StoreExists


def test_a_power_cut_half_way_leaves_no_store_that_bears_the_former_id(
    team: Team, tmp_path: Path, opened: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    accueil = team.four[1]
    backup = accueil.store.backup(tmp_path / "backup")
    to = tmp_path / "restored"
    with monkeypatch.context() as cut:
        cut.setattr(restoring.backup, "take_away", lambda _folder: None)  # nobody tidies up
        cut.setattr(restoring, "become_another", _power_cut)
        with pytest.raises(KeyboardInterrupt):
            Store.restore_backup(backup, to / "store", passphrase=PASSPHRASE)
    assert not (to / "store").exists()
    again = restored(accueil, backup, to, opened)
    assert again.store.device != accueil.store.device
    assert [one.name for one in to.iterdir()] == ["store"]


def copied(laptop: Laptop, to: Path, opened: ExitStack) -> Laptop:
    """Return a laptop that somebody made by copying another's folder."""
    inside = to / "copied"
    inside.mkdir()
    folder = by_hand(laptop.store.backup(inside / "store"))
    store = opened.enter_context(Store.open(folder, passphrase=PASSPHRASE, clock=laptop.clock))
    return Laptop(laptop.name, store.device, store, laptop.clock, inside)


def gone_on(laptop: Laptop, to: Path, opened: ExitStack) -> Laptop:
    """Return what a laptop is restored as, from a backup of today."""
    return restored(laptop, laptop.store.backup(to / "today"), to / "again", opened)


def texts(laptop: Laptop) -> set[str]:
    return {note.text for note in laptop.store.all(Note)}


@pytest.mark.parametrize("copy_first", [False, True])
def test_whoever_is_refused_goes_on_as_another_and_everything_arrives(
    team: Team, tmp_path: Path, opened: ExitStack, *, copy_first: bool
) -> None:
    first, accueil = team.four[:2]
    copy = copied(accueil, tmp_path, opened)
    for laptop, said in ((accueil, "ici"), (copy, "là")):
        laptop.store.add(Note(text=said))
        laptop.store.add(Note(text=f"{said} encore"))
    welcome, other = (copy, accueil) if copy_first else (accueil, copy)
    first.reads(welcome)
    assert isinstance(first.store.merge([other.export()]).files[0].refused, CopiedDevice)
    again = gone_on(other, tmp_path, opened)
    # It is with nobody yet, whatever was thought of those numbers.
    file = first.export()
    before = again.store.digest()
    again.store.plan([file])
    assert again.store.digest() == before
    assert again.store.merge([file]).new > 0
    assert (again.store.unsent(), again.store.handed_over().missing) == (3, 3)
    first.reads(again)
    again.reads(first)
    welcome.reads(first)
    assert again.store.handed_over().complete
    for laptop in (first, again, welcome):
        assert texts(laptop) >= {"ici", "ici encore", "là", "là encore"}
        assert laptop.store.digest() == first.store.digest()
        assert laptop.store.verify().ok
        assert laptop.store.conflicts() == []


def test_what_gave_way_is_what_its_laptop_would_have_written_under_its_own_name(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    first, accueil = team.four[:2]
    copy = copied(accueil, tmp_path, opened)
    other = restored(accueil, accueil.store.backup(tmp_path / "before"), tmp_path, opened)
    (ada,) = accueil.store.all(Person)
    accueil.store.change(ada.id, phone="01")
    for laptop in (copy, other):
        with laptop.store.action() as writer:
            note = writer.add(Note(id="018f0000-0000-7000-8000-00000000000e", text="là"))
            writer.change(note.id, {"text": "là-bas"})
            writer.change(ada.id, {"phone": "02"})
    first.reads(accueil)
    again = gone_on(copy, tmp_path, opened)
    file = first.export()
    for laptop in (again, other):
        assert not laptop.store.merge([file]).refused
        laptop.store.change(note.id, text="là-bas, donc")

    def dump(laptop: Laptop) -> list[str]:
        lines = [line.replace(laptop.device, "me") for line in laptop.store.dump()]
        return [line for line in lines if '"signing_key"' not in line and '"me:' not in line]

    assert dump(again) == dump(other)
    (conflict,) = again.store.conflicts()
    assert (conflict.record, conflict.field) == (ada.id, "phone")
    assert again.store.get(Note, note.id).text == "là-bas, donc"


def test_own_later_work_rests_on_what_gave_way_wherever_the_first_contested_number_is(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    first, accueil = team.four[:2]
    copy = copied(accueil, tmp_path, opened)
    note = copy.store.add(Note(text="le premier"))
    gone = copy.store.add(Person(given_name="Ada"))
    copy.store.change(note.id, text="le premier, corrigé")
    copy.store.erase(gone.id)
    kept = accueil.store.add(Person(given_name="Zoé"))
    accueil.store.erase(kept.id)  # so that nothing contests the first number
    accueil.store.add(Note(text="ici"))
    accueil.store.add(Note(text="ici encore"))
    first.reads(accueil)
    again = gone_on(copy, tmp_path, opened)
    again.store.change(note.id, text="le premier, corrigé depuis")
    # A file that tells of the restored laptop before it has given way changes nothing there.
    assert not again.store.merge([first.export()]).refused
    first.reads(again)
    for laptop in (first, again):
        assert laptop.store.get(Note, note.id).text == "le premier, corrigé depuis"
        assert laptop.store.conflicts() == []
        assert laptop.store.verify().ok
    assert first.store.digest() == again.store.digest()


def test_a_third_laptop_that_took_the_copy_s_file_takes_it_back_and_has_all(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    first, accueil, tables = team.four[:3]
    copy = copied(accueil, tmp_path, opened)
    accueil.store.add(Note(text="ici"))
    copy.store.add(Note(text="là"))
    old = copy.export()
    tables.reads_file(old)
    first.reads(accueil)
    again = gone_on(copy, tmp_path, opened)
    again.reads(first)
    first.reads(again)
    # The file of the former name stays refused where that name's other work is.
    assert isinstance(first.store.merge([old]).files[0].refused, CopiedDevice)
    assert isinstance(again.store.merge([old]).files[0].refused, CopiedDevice)
    file = first.export()
    assert isinstance(tables.store.merge([file]).files[0].refused, CopiedDevice)
    tables.store.undo_merge()
    tables.reads_file(file)
    assert texts(tables) >= {"ici", "là"}
    assert tables.store.digest() == first.store.digest()


def test_what_others_took_under_the_former_name_is_not_told_as_the_other_laptop_s(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    first, accueil, tables = team.four[:3]
    copy = copied(accueil, tmp_path, opened)
    accueil.store.add(Note(text="ici"))
    for said in ("là", "là encore"):
        copy.store.add(Note(text=said))
    tables.reads(copy)
    tables.store.add(Note(text="aux tables"))
    copy.reads(tables)  # its file accounts for one number more than the first laptop has written
    first.reads(accueil)
    again = gone_on(copy, tmp_path, opened)
    again.reads(first)
    accueil.reads(again)
    assert texts(accueil) >= {"ici", "là", "là encore", "aux tables"}
    again.store.undo_merge()
    accueil.store.add(Note(text="plus tard"))
    again.reads(accueil)
    assert again.store.digest() == accueil.store.digest()
    assert again.store.verify().ok


def test_merges_are_undone_before_and_after_own_work_gave_way(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    first, accueil, tables = team.four[:3]
    copy = copied(accueil, tmp_path, opened)
    tables.store.add(Note(text="un banc"))
    copy.reads(tables)
    copy.store.add(Note(text="là"))
    accueil.store.add(Note(text="ici"))
    first.reads(accueil)
    again = gone_on(copy, tmp_path, opened)
    digest, unsent = again.store.digest(), again.store.unsent()
    again.reads(first)
    assert again.store.unsent() == unsent  # counted once, under whatever name
    again.store.undo_merge()
    assert again.store.digest() == digest
    again.reads(first)
    for _ in range(2):
        again.store.undo_merge()
    assert texts(again) == {"un café commun", "là"}
    assert again.store.verify().ok
    again.reads(first)
    first.reads(again)
    assert texts(first) >= {"ici", "là"}
    assert again.store.digest() == first.store.digest()


def test_a_list_that_gave_way_is_still_known_by_the_numbers_of_what_it_wrote(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    first, accueil = team.four[:2]
    copy = copied(accueil, tmp_path, opened)
    with copy.store.action() as writer:
        at = writer.number()
        added = writer.add_all([Person(given_name="Ada"), Person(given_name="Zoé")])
        origin = f"{copy.device}:{at + 1}"
        taken = writer.add(TakenList(origin=origin, first=at + 1, last=at + 2))
        # A later version, of which nothing is left.
        (lou,) = writer.add_all([Person(given_name="Lou")])
        later = writer.add(TakenList(origin=origin, first=at + 4, last=at + 4))
        writer.erase(lou.id)
    copy.store.delete(taken.id)
    gone = accueil.store.add(Person(given_name="Lou"))
    accueil.store.erase(gone.id)
    accueil.store.add(Note(text="ici"))
    first.reads(accueil)
    again = gone_on(copy, tmp_path, opened)
    again.reads(first)
    now = again.store.get(TakenList, taken.id)
    assert now.first is not None
    assert now.last == now.first + 1
    assert now.origin == f"{again.device}:{now.first}"
    assert set(again.store.added_by([one.id for one in added]).values()) == {again.device}
    written, empty = [one for one in takings(again.store) if one.list == now.origin]
    assert (written.device, written.first, written.is_back) == (again.device, now.first, True)
    last = again.store.get(TakenList, later.id)
    assert (empty.device, empty.first, empty.last) == (again.device, last.first, last.first)
    assert last.first == now.last + 2


def test_a_question_that_was_put_again_gives_way_whole(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    first, accueil = team.four[:2]
    (ada,) = first.store.all(Person)
    for laptop, phone in ((first, "01"), (accueil, "02")):
        laptop.store.change(ada.id, phone=phone)
    accueil.reads(first)
    asked = accueil.store.conflicts()
    accueil.store.resolve(asked[0], "03")
    copy = copied(accueil, tmp_path, opened)
    (chosen,) = copy.store.heads(ada.id)["phone"]
    assert copy.store.reopen(Choice(ada.id, "phone", chosen.identity))
    kept = accueil.store.add(Person(given_name="Zoé"))
    accueil.store.erase(kept.id)  # so that nothing contests the number of its first value
    accueil.store.add(Note(text="ici"))
    first.reads(accueil)
    again = gone_on(copy, tmp_path, opened)
    again.reads(first)
    assert again.store.conflicts() == asked
    first.reads(again)
    assert first.store.conflicts() == asked


def test_who_was_revoked_under_the_former_name_stays_so(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    first, lost, taker = team.four[0], team.four[1], team.laptops[FIFTH]
    copy = copied(first, tmp_path, opened)
    first.store.add(Note(text="ici"))
    copy.store.revoke(lost.device)
    taker.reads(first)
    again = gone_on(copy, tmp_path, opened)
    again.reads(taker)
    taker.reads(again)
    lost.store.add(Note(text="volé"))
    file = lost.export()
    for laptop in (again, taker):
        assert isinstance(laptop.store.merge([file]).files[0].refused, RevokedDevice)
        assert laptop.store.verify().ok
    assert again.store.digest() == taker.store.digest()
    again.store.believe_again(lost.device)
    taker.reads(again)
    taker.reads_file(file)


def test_who_was_invited_under_the_former_name_stays_so(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    first, taker = team.four[0], team.laptops[FIFTH]
    copy = copied(first, tmp_path, opened)
    first.store.add(Note(text="ici"))
    copy.store.add(Note(text="là"))
    invitation = copy.store.invite(tmp_path / "invitation", passphrase=INVITATION_PASSPHRASE)
    (tmp_path / "new").mkdir()
    store = Store.join(
        invitation,
        tmp_path / "new" / "store",
        invitation_passphrase=INVITATION_PASSPHRASE,
        passphrase=PASSPHRASE,
        device="Nouvelle",
        clock=first.clock,
    )
    new = Laptop("Nouvelle", store.device, opened.enter_context(store), first.clock, tmp_path)
    copy.reads(new)
    taker.reads(first)
    again = gone_on(copy, tmp_path, opened)
    again.reads(taker)
    taker.reads(again)
    for laptop in (again, taker):
        assert new.device in laptop.store.known_devices()
    taker.reads(new)
    new.reads(taker)
    again.reads(taker)
    assert taker.store.digest() == again.store.digest()
    for laptop in (again, taker, new):
        assert laptop.store.verify().ok
        assert laptop.store.conflicts() == []


def test_what_is_ignored_of_a_revoked_former_name_gives_way_too_and_is_back_with_it(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    first, lost, tables = team.four[:3]
    copy = copied(lost, tmp_path, opened)
    lost.store.add(Note(text="ici"))
    copy.store.add(Note(text="là"))
    tables.reads(lost)
    again = gone_on(copy, tmp_path, opened)

    def heard_of_the_first(at: str) -> None:
        file = first.store.export(tmp_path / at, passphrase=PASSPHRASE).path
        assert not again.store.merge([file], passphrase=PASSPHRASE).refused

    first.store.revoke(lost.device)
    heard_of_the_first("1.maillage")
    assert texts(again) == {"un café commun"}
    again.reads(tables)
    assert texts(again) == {"un café commun"}
    assert again.store.verify().ok
    with again.store.reading() as connection:
        aside = {(of.device, of.record) for of, _ in revoking.ignored(connection)}
    assert {device for device, _ in aside} == {lost.device, again.device}
    assert len(aside) == 3
    first.store.believe_again(lost.device)
    heard_of_the_first("2.maillage")
    assert texts(again) == {"un café commun", "ici", "là"}
    first.reads(again)
    assert first.store.digest() == again.store.digest()
    assert first.store.verify().ok


def test_whoever_goes_on_from_a_laptop_that_knows_it_is_revoked_knows_at_once(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    first, lost = team.four[:2]
    first.store.revoke(lost.device)
    file = first.store.export(tmp_path / "1.maillage", passphrase=PASSPHRASE).path
    assert not lost.store.merge([file], passphrase=PASSPHRASE).refused
    again = gone_on(lost, tmp_path, opened)
    assert again.store.verify().ok
    with pytest.raises(NoLongerBelieved):
        again.store.add(Note(text="là"))
    again.export()


def test_only_what_was_recorded_here_under_a_former_name_gives_way(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    first, accueil, tables = team.four[:3]
    copy = copied(accueil, tmp_path, opened)
    early = accueil.store.backup(tmp_path / "early")
    accueil.store.add(Note(text="ici"))
    copy.store.add(Note(text="là"))
    first.reads(accueil)
    there = copy.export()
    # One that bears the name still may be the honest one; and one restored from before knows
    # the other's work from a file alone.
    again = restored(accueil, early, tmp_path, opened)
    again.reads(first)
    tables.reads(first)
    for laptop in (accueil, again, tables):
        digest = laptop.store.digest()
        assert isinstance(laptop.store.merge([there]).files[0].refused, CopiedDevice)
        assert laptop.store.digest() == digest


def test_nobody_s_introduction_gives_way(team: Team, tmp_path: Path, opened: ExitStack) -> None:
    accueil, tables = team.four[1:3]
    again = gone_on(accueil, tmp_path, opened)
    note = again.store.add(Note(text="là"))
    held = {accueil.device: ((1, 1),)}
    file = forge(tables, again, [line(accueil, n=1, given_name="Ada")], held=held)
    digest = again.store.digest()
    assert isinstance(again.store.merge([file]).files[0].refused, CopiedDevice)
    assert again.store.digest() == digest
    assert again.store.get(Note, note.id).text == "là"


def test_undoing_the_merge_of_a_forged_file_that_made_everything_give_way_is_enough(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    first, accueil, tables = team.four[:3]
    again = gone_on(first, tmp_path, opened)
    believed = {one.device.id for one in again.store.devices()}
    held = {first.device: ((1, 2),)}
    # What no honest laptop writes: the programme is under that number, the invitations follow.
    file = forge(tables, again, [line(first, n=2, given_name="Ada")], held=held)
    assert not again.store.merge([file]).refused
    again.store.undo_merge()
    again.reads(accueil)
    first.reads(again)
    assert first.store.digest() == again.store.digest()
    assert {one.device.id for one in first.store.devices()} == believed
    for laptop in (first, again):
        assert laptop.store.verify().ok
        assert laptop.store.conflicts() == []


@pytest.mark.parametrize("team", ["hub"], indirect=True)
def test_in_a_hub_nothing_gives_way_and_what_did_elsewhere_comes_in(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    hub, laptop = team.archive, team.four[2]
    copy = copied(laptop, tmp_path, opened)
    laptop.store.add(Note(text="ici"))
    copy.store.add(Note(text="là"))
    hub.reads(laptop)
    digest = hub.store.digest()
    assert isinstance(hub.store.merge([copy.export()]).files[0].refused, CopiedDevice)
    assert hub.store.digest() == digest
    again = gone_on(copy, tmp_path, opened)
    again.reads(hub)
    hub.reads(again)
    assert texts(hub) >= {"ici", "là"}
    assert hub.store.verify().ok
    assert hub.store.digest() == again.store.digest()


def _power_cut(_store: Store) -> None:
    raise KeyboardInterrupt
