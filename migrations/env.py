"""Alembic runs inside the transaction that the store has begun, on its connection."""

from __future__ import annotations

from alembic import context

from maillage.store import tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.metadata,
    render_as_batch=True,
    transactional_ddl=False,  # the store's own transaction holds all of it
)
context.run_migrations()
