"""What attached files hold, kept under the SHA-256 that their records name.

A content is here as long as a record names it: erasing the record, or taking back the merge
that brought it, takes its content away too.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, bindparam, delete, func, select

from maillage.domain.errors import AttachmentTooLarge
from maillage.domain.journal import value_of
from maillage.domain.records import Attachment
from maillage.store import journal, tables
from maillage.store.dialects import upsert

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

MOST_BYTES = 750_000
"""Of one content: a photo of two thousand pixels, and less than a line of a package in base64."""
MOST_CONTENTS = 100_000
"""In one file: how many are read before they are found to be no record's must be bounded."""

_here, _record = tables.attachment_content.c, tables.records[Attachment.kind].c
_named = select(_record.sha256).where(_record.sha256 == _here.sha256).exists()


class Attached(Struct, frozen=True):
    """A content and the SHA-256 in hexadecimal that records name it by."""

    sha256: str
    content: bytes


def attached(content: bytes) -> Attached:
    """Return a content with its name; raises AttachmentTooLarge."""
    if len(content) > MOST_BYTES:
        raise AttachmentTooLarge(len(content), MOST_BYTES)
    return Attached(hashlib.sha256(content).hexdigest(), content)


def keep(connection: Connection, contents: Iterable[Attached]) -> None:
    """Keep contents; one that is here already stays as it is."""
    rows = [{"sha256": one.sha256, "content": one.content} for one in contents]
    if rows:
        insert = upsert(connection, tables.attachment_content)
        connection.execute(insert.on_conflict_do_nothing(), rows)


def content_of(connection: Connection, sha256: str) -> bytes | None:
    """Return a content; None if it has not arrived, or is erased."""
    wanted = select(_here.content).where(_here.sha256 == sha256)
    found = connection.execute(wanted).scalar_one_or_none()
    return None if found is None else bytes(found)


def travelling(
    connection: Connection, *, first: str, most: int, carried: Collection[str] = ()
) -> tuple[list[str], int]:
    """Return which contents a file takes along, and how many no file has taken yet.

    Those of records that are not deleted, as many as ``most`` bytes allow: what files have
    not ``carried`` before what they have, what the device ``first`` recorded before what
    others did, the latest before the earlier.
    """
    mine = select(tables.subject.c.record).select_from(journal.EVERYTHING)
    mine = mine.where(tables.author.c.device == first, tables.journal.c.kind == Attachment.kind)
    wanted = select(_here.sha256, func.length(_here.content), _record.id.in_(mine), _record.added)
    wanted = wanted.join(tables.records[Attachment.kind], _record.sha256 == _here.sha256)
    rows = sorted(
        connection.execute(wanted.where(_record.deleted == 0)),
        key=lambda row: (row[0] not in carried, bool(row[2]), row[3] or "", row[0]),
        reverse=True,
    )
    taken, left, room = set[str](), set[str](), most
    least = most // MOST_CONTENTS
    for sha256, size, *_ in rows:
        if sha256 in taken or sha256 in left:
            continue
        cost = max(size, least)
        (taken if cost <= room else left).add(sha256)
        room -= cost if cost <= room else 0
    return sorted(taken), len(left.difference(carried))


def names(connection: Connection) -> set[str]:
    """Return the names of all contents that are here."""
    return set(connection.execute(select(_here.sha256)).scalars())


def contents(connection: Connection, names: Iterable[str]) -> Iterator[Attached]:
    """Yield contents that are here, one at a time."""
    for sha256 in names:
        content = content_of(connection, sha256)
        if content is not None:
            yield Attached(sha256, content)


def forget_unnamed(connection: Connection) -> None:
    """Take away the contents that no record names, nor might name once a dispute is settled."""
    going = set(connection.execute(select(_here.sha256).where(~_named)).scalars())
    if going := going and going - _in_dispute(connection) - _aside(connection):
        unnamed = delete(tables.attachment_content).where(_here.sha256 == bindparam("gone"))
        connection.execute(unnamed, [{"gone": sha256} for sha256 in sorted(going)])


def _in_dispute(connection: Connection) -> set[str]:
    """Return what records would name if people decided otherwise than is shown."""
    of = tables.conflict.c
    wanted = select(of.record).where(of.kind == Attachment.kind, of.field == "sha256")
    disputed = connection.execute(wanted.order_by(of.record)).scalars().all()
    found: set[str] = set()
    for at in range(0, len(disputed), journal.CHUNK):
        history = journal.operations_of(connection, disputed[at : at + journal.CHUNK])
        for _, state in journal.states(history):
            found |= {str(head.value) for head in state.heads["sha256"]}
    return found


def _aside(connection: Connection) -> set[str]:
    """Return what records would name if all that is known were believed."""
    of = tables.ignored.c
    changes = connection.execute(select(of.change).where(of.kind == Attachment.kind)).scalars()
    entries = (msgspec.json.decode(change).get("sha256") for change in changes)
    return {str(value_of(entry)) for entry in entries if entry}


def faults(connection: Connection) -> Iterator[str]:
    """Yield which contents are not what their name says."""
    for sha256 in connection.execute(select(_here.sha256)).scalars().all():
        content = content_of(connection, sha256)
        if content is not None and hashlib.sha256(content).hexdigest() != sha256:
            yield f"content differs from its fingerprint: {sha256}"
