"""A laptop is stolen, or somebody has left: what it wrote from then on counts nowhere."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from tests.stores import (
    DOOR,
    FIFTH,
    INVITATION_PASSPHRASE,
    PASSPHRASE,
    Laptop,
    Team,
    cheap_words,
    on_both_engines,
)

from maillage import Store
from maillage.actions import explain, told
from maillage.domain.errors import (
    Erased,
    NoLongerBelieved,
    NotCoordinator,
    NotFound,
    NotRevocable,
    PackageForOthers,
    RevokedDevice,
)
from maillage.domain.records import Attachment, Device, Note, Person, Revocation
from maillage.domain.vocabulary import DeviceRole
from maillage.exchange.revoking import Known
from maillage.store import journal, revoking

if TYPE_CHECKING:
    from pathlib import Path


def known(laptop: Laptop, device: str) -> Known:
    return next(one for one in laptop.store.devices() if one.device.id == device)


def notes(laptop: Laptop) -> set[str]:
    return {one.text for one in laptop.store.all(Note)}


class Story:
    """The door hands over, is stolen, goes on writing; a table that does not know relays it."""

    def __init__(self, team: Team) -> None:
        self.first, self.door, self.table, other = team.four
        self.readers = [other, team.laptops[FIFTH], team.archive]
        self.kept = self.door.store.add(Note(text="avant le vol"))
        self.early = self.door.export()
        self.first.reads_file(self.early)
        self.stolen = self.door.store.add(Note(text="après le vol"))
        self.door.store.change(self.kept.id, text="changé par le voleur")
        self.late = self.door.export()
        self.table.reads_file(self.late)
        self.table.store.change(self.stolen.id, text="corrigé à la table")
        self.relayed = self.table.export()
        self.ignored = self.first.store.revoke(self.door.device)
        self.word = self.first.export()


@on_both_engines
def test_what_it_wrote_after_counts_nowhere_in_whatever_order_it_comes(team: Team) -> None:
    story = Story(team)
    assert story.ignored == 0
    orders = (
        [[story.late], [story.relayed], [story.word]],
        [[story.word], [story.relayed], [story.late]],
        [[story.relayed, story.late, story.early, story.word]],
    )
    for reader, batches in zip(story.readers, orders, strict=True):
        for files in batches:
            reader.store.merge(files)
        assert reader.store.verify().problems == ()
    story.first.reads_file(story.relayed)
    story.table.reads_file(story.word)
    everybody = [*story.readers, story.first, story.table]
    assert len({reader.store.digest() for reader in everybody}) == 1
    for reader in everybody:
        assert reader.store.get(Note, story.kept.id).text == "avant le vol"
        # What an honest laptop wrote about it is its own word, and stays.
        assert "corrigé à la table" in notes(reader)
        assert known(reader, story.door.device).ignored == 2


def test_no_file_of_it_is_taken_in_any_more_and_each_is_kept_and_explained(team: Team) -> None:
    story = Story(team)
    reader = team.archive
    reader.reads_file(story.word)
    digest = reader.store.digest()
    for file in (story.early, story.late):
        (report,) = reader.store.merge([file]).files
        assert isinstance(report.refused, RevokedDevice)
        assert DOOR in explain.sentence(report.refused)
    kept = {one.read_bytes() for one in (reader.store.path / "quarantine").iterdir()}
    assert kept == {story.early.read_bytes(), story.late.read_bytes()}
    assert reader.store.digest() == digest
    assert story.first.store.merge([story.early]).refused == ()  # it was taken in before
    assert not [gap for gap in reader.store.merge([story.word]).gaps if gap.name == DOOR]


def test_a_file_and_what_revokes_its_author_together_are_as_one_after_the_other(
    team: Team,
) -> None:
    story = Story(team)
    for files in ([story.late, story.word], [story.word, story.late]):
        plan = team.archive.store.plan(files)
        refused = {file.path: type(file.refused) for file in plan.files}
        assert refused == {story.late: RevokedDevice, story.word: type(None)}


def test_what_others_write_from_then_on_is_not_sealed_for_it(team: Team) -> None:
    story = Story(team)
    (report,) = story.door.store.merge([story.word]).files
    assert isinstance(report.refused, PackageForOthers)
    assert story.door.device not in story.first.store.known_devices()
    written = story.first.store.export(story.first.folder / "x.maillage", to="everyone")
    assert DOOR not in written.readers


def test_a_laptop_that_learns_it_by_words_says_so_and_writes_nothing_more(team: Team) -> None:
    story = Story(team)
    path = story.first.folder / "words.maillage"
    with cheap_words():
        story.first.store.export(path, passphrase=PASSPHRASE)
        assert story.door.store.merge([path], passphrase=PASSPHRASE).refused == ()
    story.first.reads_file(story.relayed)
    assert story.door.store.get(Note, story.kept.id).text == "avant le vol"
    digest = story.door.store.digest()
    with pytest.raises(NoLongerBelieved) as told:
        story.door.store.add(Note(text="encore"))
    assert explain.sentence(told.value)
    assert story.door.store.digest() == digest
    assert story.door.store.verify().ok


def test_taking_back_the_merge_that_brought_it_brings_all_of_it_back(team: Team) -> None:
    story = Story(team)
    table = story.table.store
    before = table.digest()
    table.merge([story.word])
    assert table.digest() != before
    assert known(story.table, story.door.device).ignored == 2
    undone = table.undo_merge()
    assert undone.ignored == -2
    assert "2 " in " ".join(told.undone_lines(undone))
    assert table.digest() == before
    assert known(story.table, story.door.device).ignored == 0
    assert table.verify().ok


def test_taking_back_the_merge_that_brought_the_only_word_leaves_nobody_revoked(
    team: Team,
) -> None:
    """Found by a random history: nothing stood aside, and so nobody was judged again."""
    first, door, table = team.four[:3]
    first.store.revoke(door.device)
    table.reads(first)
    assert known(table, door.device).believed is not None
    table.store.undo_merge()
    assert known(table, door.device).believed is None
    assert table.store.verify().problems == ()
    table.reads(door)


def test_taking_back_the_merge_that_brought_what_is_ignored_takes_it_away(team: Team) -> None:
    story = Story(team)
    reader = team.archive
    reader.reads_file(story.word)
    before = reader.store.digest()
    report = reader.store.merge([story.relayed])
    assert report.new == 3
    assert known(reader, story.door.device).ignored == 2
    assert reader.store.undo_merge().ignored == 0  # they are known no more
    assert (known(reader, story.door.device).ignored, reader.store.digest()) == (0, before)
    assert reader.store.verify().ok


def test_it_is_believed_again_everywhere_once_that_is_withdrawn(team: Team) -> None:
    story = Story(team)
    untouched = story.table.store.digest()
    story.table.reads_file(story.word)
    story.first.reads_file(story.relayed)
    assert story.first.store.believe_again(story.door.device).counting == 2
    with pytest.raises(NotRevocable):
        story.first.store.believe_again(story.door.device)
    story.table.reads(story.first)
    assert story.table.store.digest() == story.first.store.digest() != untouched
    assert story.table.store.get(Note, story.kept.id).text == "changé par le voleur"
    story.first.reads_file(story.late)
    assert story.first.store.verify().ok


def test_who_may_say_it_and_of_whom(team: Team) -> None:
    first, door, table, _other = team.four
    fifth = team.laptops[FIFTH]
    with pytest.raises(NotCoordinator):
        door.store.revoke(table.device)
    for device in (fifth.device, first.device, "01900000-0000-7000-8000-000000000000"):
        with pytest.raises(NotRevocable):
            fifth.store.revoke(device)
    with pytest.raises(NotRevocable):
        fifth.store.revoke(door.device, last=99)
    assert not fifth.store.all(Revocation)


def test_what_a_facilitator_s_laptop_writes_of_others_has_no_effect(team: Team) -> None:
    first, door, table, _other = team.four
    forged = Revocation(device=table.device, last=1, signature="00" * 64)
    door.store.add(forged)
    team.laptops[FIFTH].store.revoke(table.device)
    (real,) = team.laptops[FIFTH].store.all(Revocation)
    door.store.add(Revocation(device=table.device, last=1, signature=real.signature))
    first.reads(door)
    assert known(first, table.device).believed is None
    assert first.store.merge([table.export()]).refused == ()


def test_whoever_writes_over_an_invitation_takes_nobody_s_word_away(
    team: Team, opened: ExitStack
) -> None:
    first, door, table = team.four[:3]
    for text in "abcde":  # so that the door has lower numbers than the invitation
        first.store.add(Note(text=text))
    new = second(team, opened, first, "Coordination 2")
    first.reads(new)
    door.reads(first)
    offered = door.store.get(Device, new.device).invitation
    door.store.change(offered, device=door.device, key="00" * 32)
    new.store.revoke(table.device)
    first.reads(door)
    first.reads(new)
    assert new.device in first.store.known_devices()
    assert known(first, table.device).believed is not None
    first.store.revoke(door.device, last=1)
    door_s = first.store.export(first.folder / "all", passphrase=PASSPHRASE)
    assert not new.store.merge([door_s.path], passphrase=PASSPHRASE).refused
    assert new.store.digest() == first.store.digest()
    assert first.store.verify().ok


def test_two_coordinators_who_revoke_one_laptop_at_different_numbers(team: Team) -> None:
    story = Story(team)
    fifth = team.laptops[FIFTH]
    fifth.reads_file(story.late)
    assert fifth.store.revoke(story.door.device) == 0
    fifth.reads_file(story.word)
    assert known(fifth, story.door.device).ignored == 2
    story.first.reads(fifth)
    assert story.first.store.digest() == fifth.store.digest()
    assert story.first.store.believe_again(story.door.device).counting == 2
    assert known(story.first, story.door.device).believed is not None


def second(team: Team, opened: ExitStack, by: Laptop, name: str) -> Laptop:
    """Return a coordinator whom another invites."""
    folder = by.folder / name
    folder.mkdir()
    invitation = by.store.invite(
        folder / "invitation", passphrase=INVITATION_PASSPHRASE, role=DeviceRole.COORDINATOR
    )
    store = Store.join(
        invitation,
        folder / "store",
        invitation_passphrase=INVITATION_PASSPHRASE,
        passphrase=PASSPHRASE,
        device=name,
        clock=by.clock,
    )
    opened.callback(store.close)
    return Laptop(name, store.device, store, by.clock, folder)


def test_of_two_coordinators_who_revoke_each_other_the_senior_is_heard_everywhere(
    team: Team, opened: ExitStack
) -> None:
    fifth = team.laptops[FIFTH]
    junior = second(team, opened, fifth, "Adjointe")
    fifth.reads(junior)
    junior.store.add(Note(text="du cadet"))
    fifth.store.add(Note(text="de l’aîné"))
    fifth.reads(junior)
    junior.reads(fifth)
    junior_says, fifth_says = junior.store.revoke(fifth.device), fifth.store.revoke(junior.device)
    assert (junior_says, fifth_says) == (0, 0)
    files = [
        laptop.store.export(laptop.folder / "w", passphrase=PASSPHRASE).path
        for laptop in (junior, fifth)
    ]
    for reader, order in ((team.archive, files), (team.four[1], files[::-1])):
        for file in order:
            reader.store.merge([file], passphrase=PASSPHRASE)
        believed = {one.device.name: one.believed for one in reader.store.devices()}
        assert believed[FIFTH] is None
    # Whoever heard the junior first does as the others once the senior's word arrives.
    late, early = team.archive.store, team.four[1].store
    assert known(team.archive, junior.device).believed is not None
    assert early.merge([team.archive.export()]).refused == ()
    assert late.merge([team.four[1].export()]).refused == ()
    assert early.digest() == late.digest()
    assert early.verify().ok


def test_the_founder_overrules_a_stolen_coordinator_and_whoever_it_invited(
    team: Team, opened: ExitStack
) -> None:
    first, _door, table, other = team.four
    fifth = team.laptops[FIFTH]
    here = known(first, fifth.device).last
    thief = second(team, opened, fifth, "Complice")
    thief.store.add(Note(text="du complice"))
    fifth.store.revoke(table.device)
    fifth.reads(thief)
    table.store.add(Note(text="d’une table honnête"))
    other.reads(fifth)
    assert [type(f.refused) for f in other.store.merge([table.export()]).files] == [RevokedDevice]
    first.store.revoke(fifth.device, last=here)
    other.reads(first)
    assert "du complice" not in notes(other)
    assert [type(f.refused) for f in other.store.merge([thief.export()]).files] == [RevokedDevice]
    other.reads(table)
    assert "d’une table honnête" in notes(other)
    assert other.store.verify().ok


def test_a_restored_store_of_it_is_not_believed_unless_it_was_known_before(
    team: Team, opened: ExitStack, tmp_path: Path
) -> None:
    first, door = team.four[:2]
    backup = door.store.backup(tmp_path / "backup")
    heirs = []
    for name in ("connu", "inconnu"):
        (folder := tmp_path / name).mkdir()
        store = Store.restore_backup(backup, folder / "store", passphrase=PASSPHRASE)
        opened.callback(store.close)
        store.add(Note(text=name))
        heirs.append(Laptop(name, store.device, store, door.clock, folder))
    honest, thief = heirs
    first.reads(honest)
    first.store.revoke(door.device)
    honest.store.add(Note(text="toujours cru"))
    assert isinstance(first.store.merge([thief.export()]).files[0].refused, RevokedDevice)
    first.reads(honest)
    assert notes(first) >= {"connu", "toujours cru"}
    assert known(first, honest.device).believed is None
    honest.reads(first)


def test_who_is_erased_is_erased_of_what_is_ignored_too(team: Team) -> None:
    first, door, table, _other = team.four
    ada = first.store.add(Person(given_name="Ada"))
    door.reads(first)
    first.reads(door)
    door.store.change(ada.id, given_name="Zoé")
    table.reads(door)
    first.store.revoke(door.device)
    first.reads(table)
    assert first.store.get(Person, ada.id).given_name == "Ada"
    first.store.erase(ada.id)
    with pytest.raises(Erased):
        first.store.get(Person, ada.id)
    with first.store.reading() as connection:
        assert not [of for of, _ in revoking.ignored(connection) if of.record == ada.id]
    assert first.store.verify().ok
    table.reads(first)
    assert table.store.digest() == first.store.digest()


def test_a_photo_that_is_ignored_is_there_again_once_it_is_believed(team: Team) -> None:
    first, door = team.four[:2]
    photo = door.store.attach(Attachment(caption="salle", media_type="image/jpeg"), b"photo")
    first.reads(door)
    assert first.store.revoke(door.device, last=1) == 1
    with pytest.raises(NotFound):
        first.store.get(Attachment, photo.id)
    first.store.believe_again(door.device)
    assert first.store.content(photo.sha256) == b"photo"


def test_an_older_version_keeps_it_and_applies_it_once_upgraded(team: Team) -> None:
    story = Story(team)
    table = story.table.store
    table.merge([story.word])
    digest, path = table.digest(), table.path
    with table.action() as writer:
        # As it stood in the tables of a version that knows of no revocation.
        connection = writer.connection
        journal.materialise(connection, set(revoking.bring_back(connection).records.values()))
        for name in ("revocation", "revoked", "ignored"):
            connection.exec_driver_sql(f"DROP TABLE {name}")
        connection.exec_driver_sql("DROP INDEX journal_judging")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0007'")
    table.close()
    with Store.open(path, passphrase=PASSPHRASE) as upgraded:
        assert upgraded.digest() == digest
        assert upgraded.verify().ok


@on_both_engines
def test_what_would_be_ignored_is_foreseen_as_it_then_is(team: Team, tmp_path: Path) -> None:
    story, fifth = Story(team), team.laptops[FIFTH]
    first = story.first
    first.reads_file(story.relayed)
    fifth.reads(first)
    fifth.store.add(Note(text="avant"))
    fifth.store.revoke(story.door.device, last=1)
    fifth.store.add(Note(text="après"))
    first.reads(fifth)
    (tmp_path / "accomplice").mkdir()
    heir = Store.restore_backup(
        fifth.store.backup(tmp_path / "backup"),
        tmp_path / "accomplice" / "store",
        passphrase=PASSPHRASE,
    )
    with heir:
        heir.add(Note(text="restauré"))
        first.reads(Laptop(FIFTH, heir.device, heir, fifth.clock, tmp_path / "accomplice"))
    digest = first.store.digest()
    for device in (story.door.device, story.table.device, fifth.device, heir.device):
        here = known(first, device).last
        done: dict[int, int | None] = {}
        for last in range(1, here + 1):
            with first.store.rehearsal():
                done[last] = first.store.revoke(device, last=last)
        assert first.store.foresee_revoking(device, done) == done
    assert first.store.digest() == digest


def test_more_revoked_laptops_than_the_engine_takes_in_one_question(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = Story(team)
    story.first.reads_file(story.relayed)
    # A thief can vouch for as many heirs of a stolen laptop as it likes.
    judged = {f"01900000-0000-7000-8000-{at:012d}": 0 for at in range(1_200)}
    with story.first.store.reading() as connection:
        judged |= revoking.limits(connection)
    with story.first.store.action() as writer:
        monkeypatch.setattr(revoking, "_judged", lambda _connection: judged)
        revoking.judge(writer.connection)
    assert known(story.first, story.door.device).ignored == 2
    assert story.first.store.verify().problems == ()


def test_a_new_laptop_knows_it_from_its_invitation(team: Team, opened: ExitStack) -> None:
    story = Story(team)
    new = second(team, opened, story.first, "Nouvelle")
    assert known(new, story.door.device).believed is not None
    story.first.reads(new)
    new.reads(story.first)
    assert new.store.digest() == story.first.store.digest()


def test_nothing_stands_aside_where_nobody_is_revoked(team: Team) -> None:
    for laptop in team.laptops.values():
        with laptop.store.reading() as connection:
            assert revoking.count(connection) == 0
            assert revoking.limits(connection) == {}
