"""What waits to be handed over is counted, and a package says what it holds."""

from __future__ import annotations

import zlib

from tests.stores import Team

from maillage.domain.records import Note


def test_what_was_not_handed_over_is_counted_erasures_too(team: Team) -> None:
    first, accueil = team.four[:2]
    accueil.export()
    assert accueil.store.unsent() == 0
    note = accueil.store.add(Note(text="à dire"))
    accueil.store.change(note.id, table=3)
    assert accueil.store.unsent() == 2
    accueil.export()
    assert accueil.store.unsent() == 0
    accueil.store.erase(note.id)
    assert accueil.store.unsent() == 1
    accueil.reads(first)
    assert accueil.store.unsent() == 1, "what others said is theirs to hand over"
    accueil.export()
    assert accueil.store.unsent() == 0


def test_a_package_says_what_it_holds(team: Team) -> None:
    first, accueil = team.four[:2]
    accueil.store.add(Note(text="à dire"))
    written = accueil.store.export(accueil.folder / "x", to="everyone")
    assert written.size == (accueil.folder / "x").stat().st_size
    assert set(written.readers) == set(team.laptops)
    report = first.store.merge([accueil.folder / "x"])
    assert report.new + report.known == written.operations
    assert zlib.crc32((accueil.folder / "x").read_bytes())
