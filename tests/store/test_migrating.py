"""Coming from an older version is all or nothing; a later version is refused."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from tests.stores import PASSPHRASE, by_hand

from maillage import Store, assets
from maillage.domain.errors import Erased, StoreDamaged, StoreTooNew
from maillage.domain.records import Consent, Person
from maillage.store import fts5, migrating, numbers, tables
from maillage.store.files import BACKUP, KEYS

VERSIONS = assets.migrations() / "versions"
NEXT = f"{int(migrating.HEAD) + 1:04d}"
ADDS_A_COLUMN = f"""
import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{migrating.HEAD}"


def upgrade():
    with op.batch_alter_table("person") as table:
        table.add_column(sa.Column("of_later", sa.Text()))
    op.create_table("later", sa.Column("id", sa.Text(), primary_key=True))
"""
FAILS_HALF_WAY = ADDS_A_COLUMN + "    raise RuntimeError('half-way')\n"


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch):
    """Become a version with one more migration, written by the test."""

    def become(migration: str) -> None:
        folder = tmp_path / "migrations %s"  # Alembic's settings give % a meaning
        if not folder.exists():
            shutil.copytree(assets.migrations(), folder)
        (folder / "versions" / f"{NEXT}_later.py").write_text(migration)
        monkeypatch.setattr(assets, "migrations", lambda: folder)
        monkeypatch.setattr(migrating, "HEAD", NEXT)

    return become


def columns(store: Store) -> list[str]:
    with store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT name FROM pragma_table_info('person')")
        return list(rows.scalars())


def test_the_last_migration_is_the_one_this_version_works_with() -> None:
    names = sorted(path.name for path in VERSIONS.glob("*.py"))
    assert all(re.fullmatch(r"\d{4}_[a-z0-9_]+\.py", name) for name in names)
    assert names[-1].split("_")[0] == migrating.HEAD
    assert migrating.known_revisions() == {name.split("_")[0] for name in names}


def test_a_migrated_store_has_the_tables_the_code_speaks_of(kept: Store) -> None:
    with kept.reading() as connection:
        ours = {*tables.metadata.tables}

        def include(_object: object, name: str | None, type_: str, *_more: object) -> bool:
            # The index of the search and its own tables are SQLite's.
            return type_ != "table" or name in ours

        options = {"include_object": include, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, tables.metadata) == []
        others = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        )
        strange = {name for name in others.scalars() if not name.startswith("search")} - ours
        assert strange == {"alembic_version"}
        strict = connection.exec_driver_sql(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict"
        )
        assert set(strict.scalars()) == ours


def test_an_older_store_is_brought_up_after_a_backup_that_opens(folder: Path, next_version) -> None:
    with Store.open(folder, passphrase=PASSPHRASE) as store:
        digest = store.digest()
    next_version(ADDS_A_COLUMN)
    with Store.open(folder, passphrase=PASSPHRASE) as store:
        assert "of_later" in columns(store)
        assert store.digest() == digest
        assert store.add(Person(given_name="Zoé")).id
    with Store.open(folder, passphrase=PASSPHRASE):
        pass
    (backup,) = (folder / "backups").iterdir()
    assert {file.name for file in backup.iterdir()} == {BACKUP, KEYS}


def test_what_was_kept_for_a_later_version_is_shown_once_it_is_there(
    folder: Path, next_version
) -> None:
    """As for a field, and for a kind that describes somebody, which the old version ignored."""
    with Store.open(folder, passphrase=PASSPHRASE) as store:
        kept, gone = (store.add(Person(given_name=name)) for name in ("Zoé", "Inès"))
        consent = store.add(Consent(person=gone.id))
        found = store.add(Person(given_name="Xiuhtecuhtli"))
        with store.action() as writer:
            number = numbers.of_records(writer.connection, [gone.id])[gone.id]
            for unknown in (
                f"UPDATE person SET given_name = NULL WHERE id = '{kept.id}'",
                f"DELETE FROM consent WHERE id = '{consent.id}'",
                f"DELETE FROM person WHERE id = '{gone.id}'",
                f"DELETE FROM journal WHERE subject = {number}",
                f"DELETE FROM subject WHERE no = {number}",
                f"INSERT INTO erased VALUES ('{gone.id}'), ('{found.id}')",
            ):
                writer.connection.exec_driver_sql(unknown)
        assert not store.verify().ok
    next_version(ADDS_A_COLUMN)
    with Store.open(folder, passphrase=PASSPHRASE) as store:
        assert store.get(Person, kept.id) == kept
        with pytest.raises(Erased):
            store.get(Consent, consent.id)
        assert consent.id in "\n".join(store.dump())
        assert store.verify().ok
        with store.reading() as connection:
            blocks = connection.exec_driver_sql("SELECT block FROM search_data").scalars()
            assert b"uhtecuhtli" not in b"".join(blocks), "no word of whom it erases stays"


def test_an_index_made_before_ligatures_were_spelled_out_is_made_anew(folder: Path) -> None:
    with Store.open(folder, passphrase=PASSPHRASE) as store:
        person = store.add(Person(given_name="Zoé", family_name="Œuvrard")).id
        with store.action() as writer:
            number = numbers.of_records(writer.connection, [person])[person]
            fts5.take(writer.connection, [(number, "Zoé OEuvrard")])
            fts5.put(writer.connection, [(number, "Zoé Œuvrard")])
            for older in (
                f"UPDATE subject SET text = 'Zoé Œuvrard' WHERE no = {number}",
                "UPDATE alembic_version SET version_num = '0006'",
                *(f"DROP TABLE {later}" for later in ("revocation", "revoked", "ignored")),
                "DROP INDEX journal_judging",
            ):
                writer.connection.exec_driver_sql(older)
        assert store.find(Person, "oeuvrard") == []
    with Store.open(folder, passphrase=PASSPHRASE) as store:
        assert store.find(Person, "oeuvrard") == store.find(Person, "œuvrard") == [person]
        assert store.verify().ok


def test_a_migration_that_fails_half_way_leaves_the_old_store(
    folder: Path, next_version, monkeypatch
) -> None:
    with Store.open(folder, passphrase=PASSPHRASE) as store:
        digest, before = store.digest(), columns(store)
    with monkeypatch.context() as later:
        for _attempt in range(2):
            next_version(FAILS_HALF_WAY)
            with pytest.raises(RuntimeError, match="half-way"):
                Store.open(folder, passphrase=PASSPHRASE)
        # The same version, mended, has nothing in its way.
        next_version(ADDS_A_COLUMN)
        shutil.copytree(folder, folder.with_name("copy"))
        with Store.open(folder.with_name("copy"), passphrase=PASSPHRASE) as store:
            assert "of_later" in columns(store)
        later.undo()
    monkeypatch.undo()
    with Store.open(folder, passphrase=PASSPHRASE) as store:
        assert (store.digest(), columns(store)) == (digest, before)
        assert store.verify().ok
    for backup in (folder / "backups").iterdir():
        with Store.open(by_hand(backup), passphrase=PASSPHRASE) as store:
            assert store.digest() == digest


def test_a_store_of_a_later_version_is_refused_and_left_as_it_is(
    folder: Path, next_version, monkeypatch
) -> None:
    next_version(ADDS_A_COLUMN)
    with Store.open(folder, passphrase=PASSPHRASE) as store:
        digest = store.digest()
    monkeypatch.undo()
    for _attempt in range(2):
        with pytest.raises(StoreTooNew):
            Store.open(folder, passphrase=PASSPHRASE)
    next_version(ADDS_A_COLUMN)
    with Store.open(folder, passphrase=PASSPHRASE) as store:
        assert store.digest() == digest


def test_a_store_that_has_lost_its_version_is_damaged(folder: Path) -> None:
    with Store.open(folder, passphrase=PASSPHRASE) as store, store.action() as writer:
        writer.connection.exec_driver_sql("DROP TABLE alembic_version")
    with pytest.raises(StoreDamaged):
        Store.open(folder, passphrase=PASSPHRASE)
