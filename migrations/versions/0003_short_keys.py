"""Short numbers as the journal's keys, rows in the order they come, one list of records.

Keys of 36 random characters made every file of a merge touch every page of the journal and
of the tables. Tables and search are made again from the journal after this.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""In the order of its bytes on either engine: the dump rests on it."""
COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEPT = {"erased", "held", "conflict", "package", "merge", "own", "alembic_version"}
"""Tables that are no fold of the journal's, or small."""
NUMBER_AUTHORS = """
    INSERT INTO author (no, device)
    SELECT row_number() OVER (ORDER BY device), device
    FROM (SELECT DISTINCT device FROM old) AS devices
"""
NUMBER_SUBJECTS = """
    INSERT INTO subject (no, record, kind, text)
    SELECT row_number() OVER (ORDER BY record), record, min(kind), '' FROM old GROUP BY record
"""
CARRY_OVER = """
    INSERT INTO journal (author, n, time, subject, kind, schema, change, package)
    SELECT author.no, old.n, old.time, subject.no, old.kind, old.schema, old.change, old.package
    FROM old JOIN author ON author.device = old.device JOIN subject ON subject.record = old.record
    ORDER BY subject.no, author.no, old.n
"""
SEARCH = (
    "DROP TABLE search",
    """
    CREATE VIRTUAL TABLE search USING fts5(
        text, content='subject', content_rowid='no', columnsize=0,
        tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'
    )
    """,
    # What is erased must leave no trace in the index either.
    "INSERT INTO search(search, rank) VALUES('secure-delete', 1)",
)
SEARCH_OF_HUB = (
    "CREATE TABLE search (no integer PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX search_words ON search USING gin (words)",
)


def upgrade() -> None:
    """Carry the journal over; leave the tables of records empty, for it to fill them."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    op.drop_index("journal_record", "journal")
    op.rename_table("journal", "old")
    _make("author", sa.Column("device", TEXT, nullable=False, unique=True))
    _make(
        "subject",
        sa.Column("record", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
    )
    op.create_index("subject_record", "subject", ["record"], unique=True)
    op.create_table(
        "journal",
        sa.Column("author", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("n", COUNT, primary_key=True),
        sa.Column("time", COUNT, nullable=False),
        sa.Column("subject", sa.Integer(), nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("change", TEXT, nullable=False),
        sa.Column("package", sa.Integer()),
        sqlite_strict=True,
    )
    for statement in (NUMBER_AUTHORS, NUMBER_SUBJECTS, CARRY_OVER):
        op.execute(statement)
    op.create_index("journal_subject", "journal", ["subject"])
    op.drop_table("old")
    if on_sqlite:
        for statement in SEARCH:
            op.execute(statement)
        _make_again()
    else:
        for statement in SEARCH_OF_HUB:
            op.execute(statement)
    op.drop_table("search_text")


def _make(name: str, *columns: sa.Column[object]) -> None:
    number = sa.Column("no", sa.Integer(), primary_key=True)
    op.create_table(name, number, *columns, sqlite_strict=True)


def _make_again() -> None:
    """Make the tables of records again, empty, with rows in the order they come."""
    run = op.get_bind().exec_driver_sql
    wanted = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%WITHOUT ROWID%'"
    )
    indexes = "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql > ''"
    for name, sql in run(wanted).all():
        if name in KEPT or "deleted INTEGER" not in sql:
            continue
        made = run(indexes, (name,)).scalars().all()
        run(f'DROP TABLE "{name}"')
        for statement in (_with_rowid(sql), *made):
            run(statement)


def _with_rowid(sql: str) -> str:
    head, end, options = sql.rpartition(")")
    return f"{head}{end} STRICT" if "WITHOUT ROWID" in options else sql
