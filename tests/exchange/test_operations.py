"""Each line of a file is one that Maillage writes, or the file is damaged; the others go on."""

from __future__ import annotations

from typing import Any

import pytest
from tests.exchange import forging
from tests.exchange.forging import OTHER, accepted, refusal
from tests.stores import DOOR, Laptop, Team, on_both_engines

from maillage.domain.errors import PackageDamaged
from maillage.domain.records import Person
from maillage.domain.values import LARGEST, LONGEST, canonical


def spelt(accueil: Laptop, old: str, new: str) -> bytes:
    line = forging.line(accueil, given_name="Ada").decode()
    assert old in line
    return line.replace(old, new, 1).encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('{"given_name":"Ada"}', '{"given_name":"Ada","given_name":"Ada"}'),
        ('{"given_name":"Ada"}', '{"phone":"1","given_name":"Ada"}'),
        ('"Ada"', '"\\ud800"'),
        ('"Ada"', '"\ud800"'),
        ('"Ada"', '"\\u0041da"'),
        ('"Ada"', '"A\\u0000a"'),
        ('"Ada"', "NaN"),
        ('"Ada"', "1e400"),
        ('"Ada"', "1.5"),
        ('"Ada"', "3"),
        ('"Ada"', "true"),
        ('"Ada"', "[]"),
        ('"Ada"', '["Ada","nobody:1"]'),
        ('"Ada"', f'["Ada","{OTHER}:0"]'),
        ('"Ada"', f'["Ada","{OTHER}:1:1"]'),
        ('"Ada"', '["Ada",[1]]'),
        ('"Ada"', '{"a":1}'),
        ('"Ada"', "[" * 100_000 + "]" * 100_000),
        ('"Ada"', '"' + "a" * (LONGEST + 1) + '"'),
        ('"Ada"', ' "Ada"'),
        ('"given_name":"Ada"', '"deleted":"yes"'),
        ('"given_name":"Ada"', '"deleted":1'),
        ('"given_name"', '"Given name"'),
        ('"given_name"', '"' + "a" * 61 + '"'),
        ('"given_name":"Ada"', f'"colour":{LARGEST + 1}'),
        ('"given_name":"Ada"', f'"colour":{10**400}'),
        ('"given_name":"Ada"', '"colour":"nul\\u0000"'),
        ('"person"', '"Person"'),
        ('"person"', '"person; DROP TABLE person"'),
        ('"person"', '""'),
        (forging.RECORD, "../../../etc/passwd"),
        (forging.RECORD, forging.RECORD.upper()),
        (",9000,0,", ",0,0,"),
        (",9000,0,", ",-1,0,"),
        (",9000,0,", ",9000.0,0,"),
        (",9000,0,", ",20000,0,"),
        (",9000,0,", f",9000,{2**60},"),
        (",9000,0,", f",9000,{10**30},"),
        (",9000,0,", f",9000,{2**53 - 1},"),  # a moment that no calendar has
        (',"person",1,', ',"person",0,'),
        (',"person",1,', ',"person",true,'),
        ("[", "[["),
        ("]", ',"more"]'),
    ],
)
def test_a_line_that_no_maillage_writes_is_damage(first, accueil, old: str, new: str) -> None:
    path = forging.forge(accueil, first, [spelt(accueil, old, new)])
    assert isinstance(refusal(first, path), PackageDamaged)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"null",
        b"{}",
        b'"erased"',
        b'{"erased":"somebody"}',
        b'{"erased":["018f0000-0000-7000-8000-0000000000ff"]}',
        b'{"erased":"018f0000-0000-7000-8000-0000000000ff","more":"1"}',
        b'{"kept":"018f0000-0000-7000-8000-0000000000ff"}',
    ],
)
def test_an_erasure_that_names_no_record_is_damage(first, accueil, line: bytes) -> None:
    for said in ({}, {"operations": 0, "erased": 1}):
        path = forging.forge(accueil, first, [line], **said)
        assert isinstance(refusal(first, path), PackageDamaged)


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("note", {"table": "3"}),
        ("note", {"table": True}),
        ("consent", {"given": 1}),
        ("consent", {"given": "oui"}),
        ("consent", {"at": "hier"}),
        ("event", {"starts": "2021-12-13"}),
        ("pledge", {"due": "2021-W50-1"}),
        ("person", {"category": 3}),
    ],
)
def test_a_value_of_another_type_than_its_field_is_damage(
    first, accueil, kind: str, change: dict[str, Any]
) -> None:
    line = forging.line(accueil, **change).replace(b'"person"', f'"{kind}"'.encode())
    assert isinstance(refusal(first, forging.forge(accueil, first, [line])), PackageDamaged)


@on_both_engines
def test_a_device_that_no_database_can_hold_is_damage_and_the_other_files_go_on(
    team: Team,
) -> None:
    door, archive = team.laptops[DOOR], team.archive
    bent = forging.line(door).replace(door.device.encode(), b"\\u0000")
    ada = door.store.add(Person(given_name="Ada"))
    files = [forging.forge(door, archive, [bent]), door.export()]
    refused, fine = archive.store.merge(files).files
    assert isinstance(refused.refused, PackageDamaged)
    assert (fine.refused, archive.find(ada)) == (None, ada)


def test_the_same_operation_twice_is_damage_and_the_other_files_go_on(first, accueil) -> None:
    lines = [forging.line(accueil, given_name="Ada"), forging.line(accueil, given_name="Eva")]
    good = accueil.export()
    for twice in (lines, [lines[0], lines[0]]):
        bad = forging.forge(accueil, first, twice)
        report = first.store.merge([bad, good])
        assert isinstance(report.files[0].refused, PackageDamaged)
        assert not report.files[1].refused


def test_an_erasure_said_twice_is_damage(first, accueil) -> None:
    gone = b'{"erased":"018f0000-0000-7000-8000-0000000000ff"}'
    path = forging.forge(accueil, first, [gone, gone], operations=0, erased=2)
    assert isinstance(refusal(first, path), PackageDamaged)
    accepted(first, forging.forge(accueil, first, [gone], operations=0, erased=1))


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 2, 0), (2, 1, 0)])
def test_each_file_of_a_merge_accounts_for_its_own_lines(team: Team, order) -> None:
    """What is sound in one file is not welcome in another that does not say it holds it."""
    first, accueil, tables = team.four[:3]
    line = forging.line(accueil, given_name="Ada")
    sound = forging.forge(accueil, first, [line])
    relayed = forging.forge(tables, first, [line], held={accueil.device: [[8_999, 9_000]]})
    bad = forging.forge(tables, first, [line], held={accueil.device: [[1, 8_999]]})
    report = first.store.merge([(sound, bad, relayed)[at] for at in order])
    assert [file.path for file in report.refused] == [bad]
    assert isinstance(report.refused[0].refused, PackageDamaged)
    assert report.new == 1
    assert first.store.verify().ok


def test_what_a_later_version_disputes_asks_nobody_here(first, accueil) -> None:
    lines = [
        canonical([accueil.device, n, 0, id_, kind, 2, {"colour": colour}]).encode()
        for n, (id_, kind, colour) in enumerate(
            [
                (forging.RECORD, "person", "red"),
                (forging.RECORD, "person", "blue"),
                (OTHER, "sondage", "red"),
                (OTHER, "sondage", "blue"),
            ],
            9_000,
        )
    ]
    report = first.store.merge([forging.forge(accueil, first, lines)])
    assert (report.new, report.conflicts, first.store.conflicts()) == (4, 0, [])
    assert first.store.verify().ok
    assert "\n".join(first.store.dump()).count('"disputed":{"colour"') == 2


def test_what_a_later_version_records_is_kept_and_handed_on(team: Team) -> None:
    first, accueil, tables = team.four[:3]
    lines = [
        forging.line(accueil, 9_000, given_name="Ada", of_later="elle", category="astronaut"),
        forging.line(accueil, 9_001, mood=3, up=True, away=None).replace(b'"person"', b'"visit"'),
    ]
    lines[1] = lines[1].replace(forging.RECORD.encode(), OTHER.encode())
    accepted(first, forging.forge(accueil, first, lines, schema=99))
    assert first.store.get(Person, forging.RECORD).category is None
    tables.reads(first)
    for laptop in (first, tables):
        said = "\n".join(laptop.store.dump())
        for kept in ('"of_later":"elle"', '"category":"astronaut"', '"kind":"visit"', '"mood":3'):
            assert kept in said
    assert tables.store.digest() == first.store.digest()
