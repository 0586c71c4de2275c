"""What a copied laptop wrote under its former name gives way, and is written anew under its own."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.exchange.copying import copied, gone_on, restored, texts
from tests.exchange.forging import forge, line
from tests.stores import FIFTH, INVITATION_PASSPHRASE, PASSPHRASE, Laptop, Team

from maillage import Store
from maillage.actions.list_takings import takings
from maillage.domain.errors import CopiedDevice, NoLongerBelieved, RevokedDevice
from maillage.domain.records import Note, Person, TakenList
from maillage.domain.reopening import Choice
from maillage.store import revoking


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
