"""The manifest of a file has one spelling and makes sense, or the file is damaged."""

from __future__ import annotations

from typing import Any

import pytest
from tests.exchange import forging
from tests.exchange.forging import OTHER, accepted, refusal

from maillage.domain.errors import ForgedPackage, PackageDamaged, PackageTooNew
from maillage.domain.records import Person
from maillage.exchange import package


def test_what_the_helper_writes_is_welcome_when_it_is_honest(first, accueil) -> None:
    accepted(first, forging.forge(accueil, first, [forging.line(accueil, given_name="Ada")]))
    assert first.store.get(Person, forging.RECORD).given_name == "Ada"


def test_a_later_minor_version_may_say_more_and_it_is_signed_too(first, accueil) -> None:
    lines = [forging.line(accueil, given_name="Ada")]
    said = {"minor": 7, "reactions": 3, "mood": {"sky": ["grey", 1.5, None]}}
    accepted(first, forging.forge(accueil, first, lines, **said))
    manifest = forging.manifest_of(accueil, lines, **said)
    line = forging.signed(manifest, accueil.store.identity.signing)
    bent = forging.content(line.replace(b'"grey"', b'"blue"'), lines)
    assert isinstance(refusal(first, forging.seal(bent, first, first.folder / "x")), ForgedPackage)


def test_a_later_major_version_is_refused_by_that_name(first, accueil) -> None:
    for said in ({"major": 2}, {"major": 2, "held": "elsewhere", "number": None}):
        assert isinstance(refusal(first, forging.forge(accueil, first, [], **said)), PackageTooNew)


@pytest.mark.parametrize(
    "said",
    [
        {"format": "other"},
        {"major": "1"},
        {"purpose": "chat"},
        {"programme": "../../etc/passwd"},
        {"device": "Accueil"},
        {"held": {OTHER: [[0, 3]]}},
        {"held": {OTHER: [[3, 1]]}},
        {"held": {"x": [[1, 3]]}},
        {"held": {OTHER: [[1]]}},
        {"number": None},
        {"made": "today"},
        {"sealed_for": "everybody"},
        {"operations": 7},
        {"erased": 1},
        {"sha256": "0" * 64},
        {"device_name": 3},
        {"device_name": "x" * 301},
        {"device_name": "Accueil\0"},
        {"number": 2**70},
        {"number": -1},
        {"previous": 2**70},
        {"made": 2**70},
        {"made": 2**53 - 1},
        {"held": {OTHER: [[1, 2**70]]}},
    ],
)
def test_a_manifest_that_makes_no_sense_is_damage(first, accueil, said: dict[str, Any]) -> None:
    # An operation outside the ranges said would be damage of its own.
    lines = [] if "held" in said else [forging.line(accueil, given_name="Ada")]
    assert isinstance(refusal(first, forging.forge(accueil, first, lines, **said)), PackageDamaged)


@pytest.mark.parametrize(
    "bend",
    [
        lambda line: line[:-1] + b',"number":2}',
        lambda line: line.replace(b'"minor":1', b'"minor":1.0'),
        lambda line: line.replace(b'"minor":1', b'"minor":NaN'),
        lambda line: line.replace(b'"minor":1', b'"minor": 1'),
        lambda line: line.replace(b'"Accueil"', b'"\\u0041ccueil"'),
        lambda line: line[:-1] + b',"z":"\\ud800"}',
        lambda line: line[:-1] + b',"z":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        lambda line: line[:-1] + b',"z":' + b'{"z":' * 50_000,
        lambda line: b"\xff" + line,
        lambda line: b"",
        lambda line: b"[]",
    ],
)
def test_a_manifest_has_one_spelling(first, accueil, bend: Any) -> None:
    line = forging.signed(forging.manifest_of(accueil, []), accueil.store.identity.signing)
    assert package.unpack(forging.content(line, []), path="x")
    with pytest.raises(PackageDamaged):
        package.unpack(forging.content(bend(line), []), path="x")
