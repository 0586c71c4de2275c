"""Not one bit of a file may change: it is refused whole, by type, and nothing is changed."""

from __future__ import annotations

import gc
import tracemalloc
import zlib
from contextlib import suppress
from random import Random

import pytest
from tests.exchange import forging
from tests.stores import COORDINATING, PASSPHRASE, Team, cheap_words
from tests.stores import INVITATION_PASSPHRASE as WORDS_TOLD

from maillage import Store
from maillage.domain.errors import (
    CannotRead,
    EmptyPackage,
    MaillageError,
    NotAnInvitation,
    NotAPackage,
    NotAStore,
    PackageDamaged,
    PackageError,
    PackageForOthers,
    PackageNeedsPassphrase,
    PackageTooLarge,
)
from maillage.domain.records import Note
from maillage.exchange import inviting, limits, package, sealing
from maillage.exchange.receiving import read_content

WORDS = "tilleul semaine barque"


def refusal(store: Store, path, **how) -> MaillageError:
    before = store.digest()
    report = store.merge([path], **how)
    assert store.digest() == before
    (file,) = report.files
    assert file.refused
    assert (report.new, report.known, report.conflicts) == (0, 0, 0)
    return file.refused


@pytest.fixture
def sealed(team: Team) -> bytes:
    """A small package that the coordinator can open."""
    accueil = team.four[1]
    accueil.store.add(Note(text="un café commun"))
    content = accueil.export().read_bytes()
    assert len(content) < 8_000
    return content


def test_every_truncation_is_refused(team: Team, sealed: bytes) -> None:
    key = team.four[0].store.identity.sealing
    for length in range(len(sealed)):
        with pytest.raises(PackageError):
            sealing.open_sealed(sealed[:length], identity=key, passphrase=None, path="x")


def test_every_truncation_of_what_was_sealed_is_refused(team: Team, sealed: bytes) -> None:
    key = team.four[0].store.identity.sealing
    packed = sealing.open_sealed(sealed, identity=key, passphrase=None, path="x")
    for length in range(len(packed)):
        with pytest.raises(PackageDamaged):
            package.unpack(packed[:length], path="x")


def test_two_thousand_flipped_bits_are_refused(team: Team, sealed: bytes) -> None:
    key = team.four[0].store.identity.sealing
    random = Random(2021)
    header = range(sealed.index(b"---") + 60)
    for at in [*header, *random.choices(range(len(sealed)), k=2_000 - len(header))]:
        flipped = bytearray(sealed)
        flipped[at] ^= 1 << random.randrange(8)
        with pytest.raises(PackageError):
            sealing.open_sealed(bytes(flipped), identity=key, passphrase=None, path="x")


def test_two_thousand_flipped_bits_inside_the_seal_are_refused(team: Team, sealed: bytes) -> None:
    """Whoever can seal can write anything: the parser must hold as well."""
    key = team.four[0].store.identity.sealing
    packed = sealing.open_sealed(sealed, identity=key, passphrase=None, path="x")
    sound, text = package.unpack(packed, path="x"), zlib.decompress(packed)
    random = Random(2021)
    for _ in range(1_000):
        for source, wrap in ((packed, bytes), (text, zlib.compress)):
            flipped = bytearray(source)
            flipped[random.randrange(len(source))] ^= 1 << random.randrange(8)
            with suppress(PackageError):
                # Compressing leaves a few bits that mean nothing; all others are noticed.
                assert package.unpack(wrap(bytes(flipped)), path="x") == sound
                assert wrap is bytes


def test_what_is_sealed_with_words_is_held_to_its_bits_too() -> None:
    random = Random(2021)
    with cheap_words():
        sealed = sealing.seal_with(b"content", WORDS)
        for at in range(len(sealed)):
            flipped = bytearray(sealed)
            flipped[at] ^= 1 << random.randrange(8)
            with pytest.raises(PackageError):
                sealing.open_sealed(bytes(flipped), identity=None, passphrase=WORDS, path="x")
            with pytest.raises(PackageError):
                sealing.open_sealed(sealed[:at], identity=None, passphrase=WORDS, path="x")
        opened = sealing.open_sealed(sealed, identity=None, passphrase=f" {WORDS}\n", path="x")
        assert opened == b"content"


@pytest.mark.parametrize(
    "content",
    [
        b"maillage-words/v1\n",
        b"maillage-words/v1\n" + b"[" * 1_900 + b"\n",
        b"maillage-words/v1\n" + b'{"x":' * 390 + b"\n",
        b"maillage-words/v1\n" + b'{"salt":"","nonce":"","sealed":""}\nage',
        b"maillage-words/v1\n" + b"x" * 100_000,
    ],
)
def test_words_around_nothing_are_refused(content: bytes) -> None:
    with pytest.raises(PackageDamaged):
        sealing.open_sealed(content, identity=None, passphrase=WORDS, path="x")


def test_junk_at_the_end_and_two_files_in_one_are_refused(team: Team, sealed: bytes) -> None:
    first = team.four[0]
    path = first.folder / "joined.maillage"
    packed = read_packed(team, sealed)
    for content in (sealed + b"\0", sealed + sealed, b"\0" + sealed):
        path.write_bytes(content)
        assert isinstance(refusal(first.store, path), PackageError)
    for inside in (packed + b"\0", packed + packed):
        assert isinstance(refusal(first.store, forging.seal(inside, first, path)), PackageDamaged)


def read_packed(team: Team, sealed: bytes) -> bytes:
    key = team.four[0].store.identity.sealing
    return sealing.open_sealed(sealed, identity=key, passphrase=None, path="x")


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\3\4", b"SQLite format 3\0", b"\0" * 5_000, b"age-encryption.org/v2\n-> X25519 a\n"],
)
def test_what_is_no_package_is_told(team: Team, content: bytes) -> None:
    first = team.four[0]
    path = first.folder / "other.maillage"
    path.write_bytes(content)
    assert isinstance(refusal(first.store, path), NotAPackage)


def test_a_file_that_is_not_there_or_no_file_is_told(team: Team) -> None:
    store = team.four[0].store
    assert isinstance(refusal(store, team.four[0].folder / "nowhere"), CannotRead)
    assert isinstance(refusal(store, team.four[0].folder), NotAPackage)
    assert isinstance(refusal(store, team.four[0].folder / ("x" * 300)), CannotRead)


def test_bad_files_never_stop_the_good_ones(team: Team, sealed: bytes) -> None:
    first, accueil = team.four[:2]
    bad = first.folder / "bad.maillage"
    bad.write_bytes(sealed[:-1])
    report = first.store.merge([bad, accueil.export(), first.folder / "nowhere", bad])
    assert [bool(file.refused) for file in report.files] == [True, False, True, True]
    assert report.new == 1
    assert "un café commun" in [note.text for note in first.store.all(Note)]
    assert first.store.verify().ok


def test_a_file_for_somebody_else_is_told(team: Team) -> None:
    _first, accueil, tables = team.four[:3]
    path = accueil.folder / "for-the-coordination.maillage"
    written = accueil.store.export(path)
    assert set(written.readers) == {"Accueil", *COORDINATING}
    assert isinstance(refusal(tables.store, path), PackageForOthers)
    with pytest.raises(PackageForOthers):
        read_content(path, store=None, passphrase=None)


def test_a_file_sealed_with_words_opens_with_them_alone(team: Team) -> None:
    first, accueil = team.four[:2]
    accueil.store.add(Note(text="sous le sceau des mots"))
    path = accueil.folder / "words.maillage"
    with cheap_words():
        assert accueil.store.export(path, passphrase=WORDS).readers == ()
        assert isinstance(refusal(first.store, path), PackageNeedsPassphrase)
        assert isinstance(refusal(first.store, path, passphrase="d'autres"), PackageForOthers)
        assert first.store.merge([path], passphrase=WORDS).new == 1


# Bombs --------------------------------------------------------------------------------


def deflated(block: bytes, times: int) -> bytes:
    """Return a stream that unfolds to a block so many times, without unfolding it here."""
    pressing = zlib.compressobj(9)
    begin = pressing.flush(zlib.Z_FULL_FLUSH)
    first = pressing.compress(block) + pressing.flush(zlib.Z_FULL_FLUSH)
    again = pressing.compress(block) + pressing.flush(zlib.Z_FULL_FLUSH)
    return begin + first + again * (times - 1)


def peak_of_refusing(packed: bytes) -> tuple[PackageError, int]:
    """Return the error and how many bytes were held at most while refusing."""
    tracemalloc.start()
    try:
        with pytest.raises(PackageError) as refused:
            package.unpack(packed, path="x")
        return refused.value, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("letter", [b"\0", b" ", b"["])
def test_two_gigabytes_on_one_line_are_refused_in_little_room(letter: bytes) -> None:
    bomb = deflated(letter * 2**20, 2**11)
    error, peak = peak_of_refusing(bomb)
    assert isinstance(error, PackageTooLarge)
    assert peak < 20 * 2**20


def test_lines_without_end_are_refused_in_little_room(team: Team) -> None:
    """Behind an honest manifest; each line says the same, so the second is one too many."""
    accueil = team.four[1]
    first = forging.signed(forging.manifest_of(accueil, []), accueil.store.identity.signing)
    for block in (b"\n", forging.line(accueil, given_name="Ada") + b"\n"):
        pressing = zlib.compressobj(9)
        honest = pressing.compress(first + b"\n") + pressing.flush(zlib.Z_FULL_FLUSH)
        rest = pressing.compress(block * 2_000) + pressing.flush(zlib.Z_FULL_FLUSH)
        error, peak = peak_of_refusing(honest + rest * 1_000)
        assert isinstance(error, (PackageDamaged, PackageTooLarge))
        assert peak < 20 * 2**20


def test_a_file_may_unfold_to_so_much_of_its_size_and_no_more(team: Team, monkeypatch) -> None:
    accueil = team.four[1]
    lines = [forging.line(accueil, n, given_name="a" * 300) for n in range(1, 3_000)]
    first = forging.signed(forging.manifest_of(accueil, lines), accueil.store.identity.signing)
    packed = forging.content(first, lines)
    assert len(package.unpack(packed, path="x").operations) == len(lines)
    monkeypatch.setattr(limits, "MOST_RATIO", 2)
    with pytest.raises(PackageTooLarge):
        package.unpack(packed, path="x")


def test_a_file_larger_than_any_is_not_even_read(team: Team, monkeypatch) -> None:
    first, accueil = team.four[:2]
    path = accueil.export()
    monkeypatch.setattr(limits, "MOST_SEALED", path.stat().st_size - 1)
    assert isinstance(refusal(first.store, path), PackageTooLarge)
    monkeypatch.setattr(limits, "MOST_SEALED", path.stat().st_size)
    assert not first.store.merge([path]).refused


@pytest.mark.parametrize("room", [0, limits.MOST_AT_HAND])
def test_a_file_that_changes_while_it_is_merged_counts_as_it_was_checked(
    team: Team, monkeypatch, room: int
) -> None:
    """With room its lines wait in memory; without, it is read again, and known to be another."""
    first, accueil = team.four[:2]
    accueil.store.add(Note(text="un autre café"))
    path = accueil.export()
    monkeypatch.setattr(limits, "MOST_AT_HAND", room)

    def spoil(done: int, _all: int, _name: str) -> None:
        if done == 1:  # it was looked into
            path.write_bytes(path.read_bytes()[:-1])

    report = first.store.merge([path], progress=spoil)

    wanted = [] if room else [PackageDamaged]
    assert [type(file.refused) for file in report.refused] == wanted
    assert ("un autre café" in [note.text for note in first.store.all(Note)]) == bool(room)


def test_files_there_is_no_room_for_are_merged_the_same(team: Team, monkeypatch) -> None:
    first, accueil, table, other = team.four
    for laptop in (accueil, table):
        laptop.store.add(Note(text=f"une idée de {laptop.store.device}"))
    files = [accueil.export(), table.export()]
    first.store.merge(files)
    monkeypatch.setattr(limits, "MOST_AT_HAND", 0)
    other.store.merge(files)
    assert first.store.digest() == other.store.digest()


def test_a_merge_that_stops_midway_leaves_python_as_it_was(team: Team) -> None:
    first, accueil = team.four[:2]
    assert gc.isenabled()

    def stop(done: int, _all: int, _name: str) -> None:
        assert not gc.isenabled()
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        first.store.merge([accueil.export()], progress=stop)
    assert gc.isenabled()


# Invitations --------------------------------------------------------------------------


def test_joining_with_a_bad_file_or_other_words_leaves_nothing(team: Team) -> None:
    first = team.four[0]
    place = first.folder / "new"
    with cheap_words():
        sound = first.store.invite(first.folder / "invitation", passphrase=WORDS)
        cut = first.folder / "cut"
        cut.write_bytes(sound.read_bytes()[:-20])
        for file, words, error in (
            (sound, "d'autres mots", PackageForOthers),
            (cut, WORDS, PackageDamaged),
            (first.folder / "nowhere", WORDS, CannotRead),
            (first.folder / "store" / "store.db", WORDS, NotAPackage),
        ):
            with pytest.raises(error):
                Store.join(
                    file,
                    place,
                    invitation_passphrase=words,
                    passphrase=PASSPHRASE,
                    device="Nouveau",
                )
            assert not place.exists()
            with pytest.raises(NotAStore):
                Store.open(place, passphrase=PASSPHRASE)


def test_what_is_certainly_no_invitation_is_known_without_its_words(team: Team, tmp_path) -> None:
    first = team.four[0]
    good = first.store.invite(tmp_path / "i.maillage", passphrase=WORDS_TOLD)
    inviting.look_at(good)
    sealed = good.read_bytes()
    refused: dict[type[Exception], bytes] = {
        EmptyPackage: b"",
        NotAPackage: b"\x89PNG\r\n",
        NotAnInvitation: first.export().read_bytes(),
    }
    for error, content in refused.items():
        good.write_bytes(content)
        with pytest.raises(error) as raised:
            inviting.look_at(good)
        assert type(raised.value) is error
    header = sealed.index(b"\n--- ")
    for cut in (5, 18, 60, header - 40, header):
        good.write_bytes(sealed[:cut])
        with pytest.raises(PackageDamaged):
            inviting.look_at(good)
    with pytest.raises(NotAPackage):
        inviting.look_at(tmp_path)
