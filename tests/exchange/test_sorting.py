"""First writes are taken all at once: the same is read as one by one, or it is left for care."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from maillage.domain.errors import PackageDamaged
from maillage.domain.fields import FieldType
from maillage.domain.first_writes import FirstWrites
from maillage.domain.journal import Operation
from maillage.domain.records import RECORDS, fields_of
from maillage.domain.values import LARGEST, LONGEST, canonical
from maillage.exchange import package
from maillage.exchange.sorting import sort_out

DEVICE = "018f0000-0000-7000-8000-00000000000d"
SAMPLES = {
    FieldType.TEXT: 'Lefèvre "\\ \n \u2028 🙂 \x7f',
    FieldType.CHOICE: "tomorrow",
    FieldType.REFERENCE: "018f0000-0000-7000-8000-00000000000b",
    FieldType.WHOLE: -LARGEST,
    FieldType.FLAG: False,
    FieldType.DAY: "2024-02-29",
    FieldType.MOMENT: "2023-12-31T23:59:59Z",
}


def line(n: int, kind: str, change: dict[str, Any], *, time: int = 0, schema: int = 2) -> bytes:
    record = f"018f0000-0000-7000-8000-{n:012x}"
    return canonical([DEVICE, n, time, record, kind, schema, change]).encode()


def carefully(lines: list[bytes]) -> list[Any]:
    """Return what reading line by line makes of some lines."""
    return list(package._sound(lines, "here"))


def operations(writes: list[FirstWrites]) -> list[Operation]:
    return [of for some in writes for of in some.apart(some.records)[1]]


def test_first_writes_of_every_kind_with_every_field_are_taken_at_once_and_read_the_same() -> None:
    lines = [
        line(n, kind, {name: SAMPLES[field.holds] for name, field in fields_of(kind).items()})
        for n, kind in enumerate(RECORDS, 1)
    ]
    lines += [line(n + 100, kind, {}) for n, kind in enumerate(RECORDS, 1)]
    lines += [line(n + 200, kind, {"deleted": True}) for n, kind in enumerate(RECORDS, 1)]

    taken, left = sort_out(lines)

    assert not left
    assert sorted(operations(taken), key=lambda of: of.n) == carefully(lines)
    texts = [text for some in taken for text in some.texts]
    assert sorted(texts) == sorted(canonical(of.change) for of in carefully(lines))


FINE = line(1, "person", {"given_name": "Ada"})


@pytest.mark.parametrize(
    "doubtful",
    [
        line(2, "person", {"given_name": ["Ada", f"{DEVICE}:1"]}),
        line(2, "person", {"given_name": None}),
        line(2, "person", {"deleted": False}),
        line(2, "person", {"from_a_later_version": 1}),
        line(2, "kind_of_a_later_version", {"given_name": "Ada"}),
        line(2, "person", {"given_name": "\0"}),
        line(2, "person", {"given_name": "a" * (LONGEST + 1)}),
        line(2, "person", {"given_name": 5}),
        line(2, "event", {"tables": LARGEST + 1}),
        line(2, "event", {"tables": True}),
        line(2, "event", {"tables": 1.5}),
        line(2, "event", {"starts": ""}),
        line(2, "event", {"starts": "2023-02-29T10:00:00Z"}),
        line(2, "event", {"starts": "0001-01-01T10:00:00Z"}),
        line(2, "event", {"starts": "9999-01-01T10:00:00Z"}),
        line(2, "event", {"starts": "2023-02-20T24:00:00Z"}),
        line(2, "event", {"starts": "\uff12\uff10\uff12\uff13-02-20T20:00:00Z"}),
        line(2, "pledge", {"due": "2023-02-30"}),
        line(-1, "person", {}),
        line(2, "person", {}, time=2**62),
        line(2, "person", {}, schema=0),
        line(2, "person", {"given_name": "é"}).replace("é".encode(), b"\\u00e9"),
        line(2, "person", {"given_name": "Ada"}).replace(b":", b": "),
        line(2, "event", {"tables": 10}).replace(b"10", b"1e1"),
        line(2, "event", {"dots": 1, "tables": 2}).replace(b'"dots":1,', b"")[:-2] + b',"dots":1}]',
        line(2, "person", {"given_name": "Ada"})[:-2] + b',"given_name":"Ada"}]',
        line(2, "person", {})[:-1] + b",1]",
        line(2, "person", {}).replace(b"018f", b"018F"),
        b'{"erased":"018f0000-0000-7000-8000-00000000000a"}',
        b'["',
        b"[" * 5_000,
        b"",
    ],
    ids=lambda said: said[98:140].decode("utf-8", "replace"),
)
def test_what_is_not_sound_beyond_doubt_is_read_with_care(doubtful: bytes) -> None:
    taken, left = sort_out([FINE, doubtful])

    assert doubtful in left
    said = [*operations(taken), *left]
    assert len(said) == len([FINE, doubtful])


@pytest.mark.parametrize("between", [b"", b" ", b"\r"])
def test_two_on_one_line_are_left_for_care_which_refuses_them(between: bytes) -> None:
    both = FINE + between + line(2, "person", {})
    assert sort_out([both]) == ([], [both])
    with pytest.raises(PackageDamaged):
        carefully([both])


def test_careful_reading_refuses_what_no_maillage_writes() -> None:
    broken = line(2, "event", {"starts": "2023-02-29T10:00:00Z"})
    with pytest.raises(PackageDamaged):
        carefully(sort_out([FINE, broken])[1])


def test_lines_of_a_device_that_writes_no_id_stay_lines() -> None:
    odd = msgspec.json.encode(["x", 1, 0, "018f0000-0000-7000-8000-00000000000a", "person", 1, {}])
    taken, left = sort_out([odd])
    assert operations(taken) + left == carefully([odd])
