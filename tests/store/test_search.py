"""Search finds words as they are typed, and forgets what is erased to the last letter."""

from __future__ import annotations

import hashlib
import unicodedata
from itertools import count
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from maillage import Store
from maillage.domain.matching import plain
from maillage.domain.records import Note, Person
from maillage.store import search
from maillage.store.files import DATA

from .conftest import CANARY

PAGE = 4096
LETTERS = str.maketrans("0123456789", "ghijklmnop")
RESERVED = 80
"""Bytes at the end of each page: 16 of nonce, 64 of authentication."""
UNEVENLY = ((1, 1, 1), (50, 30, 2), (3, 30, 2), (50, 0, 2), (3, 1, 40), (50, 0, 2))
"""How many are added, renamed and erased, in turn."""


@pytest.fixture
def people(kept: Store) -> dict[str, str]:
    names = {
        "elodie": ("Élodie", "Le Goff"),
        "francois": ("François-Xavier", "O’Connor"),
        "zoe": ("Zoé", "Œuvrard"),
        "joris": ("Joris", "Cloetens"),
        "anna": ("Anna", "Strauß"),
    }
    return {
        key: kept.add(Person(given_name=given, family_name=family)).id
        for key, (given, family) in names.items()
    }


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("elo", "elodie"),
        ("ÉLODIE GOFF", "elodie"),
        ("goff elodie", "elodie"),
        (unicodedata.normalize("NFD", "Élodie"), "elodie"),
        ("xavier", "francois"),
        ("françois-x", "francois"),
        ("connor", "francois"),
        ("zoe œuv", "zoe"),
        ("OEUVRARD", "zoe"),
        ("clœtens", "joris"),
        ("strauss", "anna"),
    ],
)
def test_words_are_found_by_their_beginning(kept: Store, people, typed: str, key: str) -> None:
    assert kept.find(Person, typed) == [people[key]]


@pytest.mark.parametrize(
    "typed", ["", "  ", '"', '" OR "', "*", "elo*die", "NOT", "text:zoe", "(", "\0", "-", "goffe"]
)
def test_nothing_typed_is_more_than_words(kept: Store, people, typed: str) -> None:
    assert kept.find(Person, typed) == []


def test_only_records_of_the_kind_wanted_are_found(kept: Store, people) -> None:
    note = kept.add(Note(text="Élodie propose un café"))
    assert kept.find(Note, "elodie") == [note.id]
    assert kept.find(Person, "elodie") == [people["elodie"]]
    assert len(kept.find(Person, "e", limit=1)) <= 1


def test_search_follows_changes_deletions_and_returns(kept: Store, people) -> None:
    kept.change(people["zoe"], family_name="Petit")
    assert kept.find(Person, "œuvrard") == []
    assert kept.find(Person, "petit") == [people["zoe"]]
    kept.delete(people["zoe"])
    assert kept.find(Person, "petit") == []
    kept.restore(people["zoe"])
    assert kept.find(Person, "petit") == [people["zoe"]]
    assert kept.verify().ok


def test_whole_words_come_first_then_what_begins_as_typed_then_what_is_short(kept: Store) -> None:
    ids = [
        kept.add(Person(given_name=given, family_name=family)).id
        for given, family in (
            ("Maximilienne", "Lino"),
            ("Eva", "Lino"),
            ("Lionel", "Vauquelin"),
            ("Thi Mai", "Li"),
        )
    ]
    assert kept.find(Person, "li") == [ids[3], ids[2], ids[1], ids[0]]


def test_a_whole_word_is_found_behind_more_beginnings_than_are_ordered(
    kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "MOST", 2)
    for given in ("Lina", "Lise", "Lila", "Lilian"):
        kept.add(Person(given_name=given))
    li = kept.add(Person(given_name="Mai", family_name="Li")).id
    assert kept.find(Person, "li", limit=2)[0] == li


def everything(store: Store) -> str:
    """What every table says, those inside the search index too."""
    with store.reading() as connection:
        run = connection.exec_driver_sql
        names = run("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        rows = [repr(tuple(row)) for name in names for row in run(f'SELECT * FROM "{name}"')]
    return "\n".join(rows)


def words_of_the_index(store: Store) -> set[str]:
    with store.action() as writer:
        run = writer.connection.exec_driver_sql
        run("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, search, row)")
        words = set(run("SELECT term FROM temp.vocabulary").scalars())
        run("DROP TABLE temp.vocabulary")
    return words


def test_what_is_erased_leaves_no_trace_in_any_table_or_index(kept: Store) -> None:
    (person,) = kept.all(Person)
    (note,) = kept.all(Note)
    phone = "+33 6 39 98 08 60"  # no run of hexadecimal: keys and ids are full of those
    kept.change(person.id, family_name=f"{CANARY} Bis", phone=phone)
    before = everything(kept)
    assert CANARY in before
    assert phone in before
    assert "quetzalcoatl" in before, "as a word of the index"
    assert {"quetzalcoatl", "zephyrin", "bis"} <= words_of_the_index(kept)
    kept.erase(person.id)
    kept.erase(note.id)
    said = everything(kept)
    for part in (CANARY, phone, *CANARY.split("-"), "quetzalcoatl", "zephyrin"):
        assert part not in said
    assert not words_of_the_index(kept) & {"quetzalcoatl", "zephyrin", "bis", "cafe"}
    assert kept.find(Person, "zephyrin") == []
    assert person.id in said, "only the random id stays, so that it never comes back"
    assert kept.verify().ok


def decrypted(file: Path, key: bytes) -> bytes:
    """Every page of a SQLCipher file, unused ones too: AES-256-CBC, the nonce at its end."""
    content = file.read_bytes()
    pages = []
    for at in range(0, len(content), PAGE):
        page = content[at : at + PAGE]
        nonce = page[PAGE - RESERVED :][:16]
        begin = 16 if at == 0 else 0  # the first page begins with the salt
        opened = Cipher(AES(key), CBC(nonce)).decryptor()
        pages.append(opened.update(page[begin : PAGE - RESERVED]))
    return b"".join(pages)


def test_what_is_erased_leaves_no_trace_in_the_pages_either(folder: Path, kept: Store) -> None:
    """Freed pages and the write-ahead log, decrypted: deleted means overwritten."""
    (person,) = kept.all(Person)
    (note,) = kept.all(Note)
    kept.change(person.id, family_name="Ocelotl")  # the former name leaves its words behind
    kept.erase(person.id)
    kept.erase(note.id)
    kept.close()
    content = decrypted(folder / DATA, kept._key)
    assert b"CREATE TABLE person" in content
    assert person.id.encode() in content
    for part in (*CANARY.split("-"), "Ocelotl"):
        assert part.encode() not in content
        assert plain(part).encode() not in content


def test_an_index_that_has_grown_unevenly_forgets_all_the_same(kept: Store) -> None:
    """Optimised by FTS5, it kept words of nobody where parts had been moved together before."""
    said: dict[str, list[str]] = {}
    number = count()

    def name() -> str:
        return hashlib.sha256(str(next(number)).encode()).hexdigest()[:32].translate(LETTERS)

    gone: list[str] = []
    for added, renamed, erased in UNEVENLY:
        with kept.action():
            for _ in range(added):
                family = name()
                said[kept.add(Person(family_name=family)).id] = [family]
            for id_ in list(said)[-renamed:] if renamed else ():
                said[id_].append(name())
                kept.change(id_, family_name=said[id_][-1])
        with kept.action():
            for id_ in list(said)[-erased:]:
                gone += said.pop(id_)
                kept.erase(id_)
    with kept.reading() as connection:
        blocks = connection.exec_driver_sql("SELECT block FROM search_data").scalars()
        content = b"".join(blocks)
    # The letters that a word has in common with the one before it are not in a block again.
    assert all(words[-1][-20:].encode() in content for words in said.values())
    assert [word for word in gone if word[-20:].encode() in content] == []
    assert kept.verify().ok
