"""Photos and other contents travel with the records that name them, and go with them."""

from __future__ import annotations

import base64
import hashlib
from datetime import timedelta

import pytest
from tests.exchange import forging
from tests.stores import Laptop, Team, on_both_engines

from maillage.domain.errors import AttachmentTooLarge, PackageDamaged, PackageTooLarge
from maillage.domain.records import Attachment, Person
from maillage.domain.values import canonical
from maillage.domain.vocabulary import AttachmentRole
from maillage.exchange import limits, package
from maillage.store import attachments
from maillage.store.attachments import MOST_BYTES

BOARD = b"\xff\xd8 what the board of table 3 looked like \x00\n\xff\xd9"
OTHER = b"another picture"


def photo(laptop: Laptop, content: bytes = BOARD, **said: object) -> Attachment:
    """Attach a content on a laptop; return its record."""
    about = Attachment(role=AttachmentRole.BOARD, added=laptop.clock(), **said)  # type: ignore[arg-type]
    return laptop.store.attach(about, content)


def test_a_record_names_its_content_by_fingerprint_and_size(team: Team) -> None:
    first = team.four[0]
    saved = photo(first, caption="Table 3")
    assert saved.sha256 == hashlib.sha256(BOARD).hexdigest()
    assert saved.size == len(BOARD)
    assert first.store.content(saved.sha256) == BOARD
    assert first.store.content("0" * 64) is None
    assert first.store.verify().ok


def test_what_is_too_large_for_a_line_is_refused_and_nothing_is_recorded(team: Team) -> None:
    first = team.four[0]
    before = first.store.digest()
    with pytest.raises(AttachmentTooLarge):
        photo(first, b"x" * (MOST_BYTES + 1))
    assert first.store.digest() == before


@on_both_engines
def test_the_largest_content_travels_and_arrives_byte_by_byte(team: Team) -> None:
    door, archive = team.laptops["Accueil"], team.archive
    large = bytes(range(256)) * (MOST_BYTES // 256)
    records = [photo(door), photo(door, large)]
    archive.reads(door)
    for record, content in zip(records, (BOARD, large), strict=True):
        assert archive.find(record) == record
        assert archive.store.content(record.sha256) == content
    assert archive.store.verify().ok


@on_both_engines
def test_undoing_the_merge_that_brought_a_photo_takes_its_content_away(team: Team) -> None:
    door, archive = team.laptops["Accueil"], team.archive
    record = photo(door)
    before = archive.store.digest()
    archive.reads(door)
    archive.store.undo_merge()
    assert archive.store.digest() == before
    assert archive.store.content(record.sha256) is None


def test_a_content_that_another_record_names_stays(team: Team) -> None:
    first, accueil = team.four[:2]
    mine = photo(first)
    photo(accueil)
    first.reads(accueil)
    first.store.undo_merge()
    assert first.store.content(mine.sha256) == BOARD


@on_both_engines
def test_erasing_somebody_erases_their_signature_everywhere(team: Team) -> None:
    door, archive = team.laptops["Accueil"], team.archive
    ada = door.store.add(Person(given_name="Ada"))
    signed = photo(door, person=ada.id)
    kept = photo(door, OTHER)
    archive.reads(door)
    door.store.erase(ada.id)
    assert door.store.content(signed.sha256) is None
    archive.reads(door)
    assert archive.store.content(signed.sha256) is None
    assert archive.store.content(kept.sha256) == OTHER


def test_a_content_of_nobody_s_record_is_not_kept(team: Team) -> None:
    first, accueil = team.four[:2]
    first.reads_file(forging.forge(accueil, first, [line(OTHER)], operations=0, attached=1))
    assert first.store.content(hashlib.sha256(OTHER).hexdigest()) is None


@on_both_engines
def test_a_photo_whose_edit_comes_a_part_before_it_outlives_an_erasure_of_its_file(
    team: Team, monkeypatch
) -> None:
    """Journals go by device within a record, so that an edit may stand before the first write."""
    monkeypatch.setattr(limits, "STEP", 1)  # a part for each line
    door, archive = team.laptops["Accueil"], team.archive
    gone = door.store.add(Person(given_name="Eva"))
    archive.reads(door)
    named = {"sha256": hashlib.sha256(BOARD).hexdigest(), "role": "board"}
    said: list[tuple[int, dict[str, object]]] = [
        (9_001, {"caption": ["Table 3", f"{door.device}:9000"]}),
        (9_000, {"caption": "Table 2", **named}),
    ]
    lines = [
        canonical([door.device, n, 0, forging.RECORD, "attachment", 2, change]).encode()
        for n, change in said
    ]
    lines += [canonical({"erased": gone.id}).encode(), line(BOARD)]
    archive.reads_file(forging.forge(door, archive, lines, operations=2, erased=1, attached=1))
    kept = archive.store.get(Attachment, forging.RECORD)
    assert (kept.caption, archive.store.content(kept.sha256)) == ("Table 3", BOARD)


def test_a_dispute_about_one_photo_keeps_no_signature_of_somebody_erased(team: Team) -> None:
    first, accueil = team.four[:2]
    ada = first.store.add(Person(given_name="Ada"))
    signed, disputed = photo(first, person=ada.id), photo(first, OTHER)
    accueil.reads(first)
    first.store.change(disputed.id, sha256="1" * 64)
    accueil.store.change(disputed.id, sha256="2" * 64)
    first.reads(accueil)
    assert [one.field for one in first.store.conflicts()] == ["sha256"]
    mine = photo(first, b"third")
    first.store.change(mine.id, sha256="1" * 64)
    first.store.erase(ada.id)
    assert first.store.content(signed.sha256) is None
    assert first.store.content(mine.sha256) is None


def test_a_content_that_a_dispute_may_choose_stays(team: Team) -> None:
    first, accueil = team.four[:2]
    one, other = photo(first), photo(accueil, OTHER)
    accueil.reads(first)
    first.store.change(one.id, sha256="1" * 64)
    first.store.change(one.id, sha256=one.sha256)
    accueil.clock.pass_()
    accueil.store.change(one.id, sha256=other.sha256)
    first.reads(accueil)
    assert first.find(one).sha256 == other.sha256  # type: ignore[attr-defined]
    assert first.store.content(one.sha256) == BOARD


def test_a_deleted_photo_stays_here_and_travels_no_more(team: Team) -> None:
    first, accueil = team.four[:2]
    record = photo(first)
    first.store.delete(record.id)
    accueil.reads(first)
    assert accueil.store.content(record.sha256) is None
    first.store.restore(record.id)
    accueil.reads(first)
    assert accueil.store.content(record.sha256) == BOARD


def test_what_has_no_room_stays_behind_and_is_told(team: Team, monkeypatch) -> None:
    first, accueil = team.four[:2]
    theirs = photo(accueil, b"3" * 100)
    accueil.clock.now += timedelta(hours=1)
    first.reads(accueil)
    mine = [photo(first, b"1" * 100)]
    first.clock.now += timedelta(hours=1)
    mine.append(photo(first, b"2" * 100))
    monkeypatch.setattr(limits, "MOST_ATTACHED", 250)
    exported = first.store.export(first.folder / "x.maillage", to="everyone")
    assert exported.left_behind == 1
    archive = team.archive
    archive.reads_file(exported.path)
    assert [archive.store.content(one.sha256) for one in mine] == [b"1" * 100, b"2" * 100]
    assert archive.store.content(theirs.sha256) is None
    assert first.store.unsent() == 1
    archive.reads_file(first.store.export(first.folder / "y.maillage", to="everyone").path)
    assert first.store.unsent() == 0  # the next file has taken it
    assert archive.store.content(theirs.sha256) == b"3" * 100


def line(of: bytes, /, **said: str) -> bytes:
    """Return the line of a content, honest but for what is ``said``."""
    honest = {
        "attachment": hashlib.sha256(of).hexdigest(),
        "content": base64.b64encode(of).decode(),
    }
    return canonical({**honest, **said}).encode()


@pytest.mark.parametrize(
    "bent",
    [
        line(BOARD, attachment="0" * 64),
        line(BOARD, attachment="../../x"),
        line(BOARD, content="???"),
        line(b"a", content="YQ"),
        line(b"a", content="YR=="),  # the same byte, spelt otherwise
        line(b"a", content="YQ==\n"),
        line(b"x" * (MOST_BYTES + 1)),
        line(BOARD, erased=forging.RECORD),
        line(BOARD) + b"\n" + line(BOARD, content="YQ=="),
    ],
)
def test_a_line_that_is_no_content_refuses_the_whole_file(team: Team, bent: bytes) -> None:
    first, accueil = team.four[:2]
    lines = bent.split(b"\n")
    file = forging.forge(accueil, first, lines, operations=0, attached=len(lines))
    before = first.store.digest()
    (report,) = first.store.merge([file]).files
    assert isinstance(report.refused, PackageDamaged)
    assert first.store.digest() == before


def test_more_contents_than_any_honest_file_has_are_not_even_read(team: Team, monkeypatch) -> None:
    first, accueil = team.four[:2]
    for module in (package, attachments):
        monkeypatch.setattr(module, "MOST_CONTENTS", 3)
    for n in range(4):
        photo(accueil, bytes([n]))
    assert accueil.store.export(accueil.folder / "x.maillage", to="everyone").left_behind == 1
    first.reads(accueil)
    lines = [line(bytes([n])) for n in range(4)]
    file = forging.forge(accueil, first, lines, operations=0, attached=4)
    (report,) = first.store.merge([file]).files
    assert isinstance(report.refused, PackageTooLarge)


def test_a_count_of_contents_that_is_wrong_refuses_the_file(team: Team) -> None:
    first, accueil = team.four[:2]
    for said in ({"attached": 0}, {"attached": 2}, {"operations": 1, "attached": 0}):
        file = forging.forge(accueil, first, [line(BOARD)], **{"operations": 0, **said})
        (report,) = first.store.merge([file]).files
        assert isinstance(report.refused, PackageDamaged)
