"""What is recorded in an open store, each thing in one transaction, saved when it returns."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from maillage.domain.journal import Head
from maillage.domain.records import Record, fields_of
from maillage.domain.values import from_stored
from maillage.store import attachments, taking_back
from maillage.store.transacting import Transacting

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from maillage.domain.records import Attachment
    from maillage.domain.reopening import Choice
    from maillage.domain.since import Known
    from maillage.store.reading import Conflict
    from maillage.store.taking_back import Span

R = TypeVar("R", bound=Record)


class Recording(Transacting):
    """Adds, changes, deletes, erases and decides; ``action()`` makes several of it one."""

    def add(self, record: R) -> R:
        """Record something new; return it with its id."""
        with self.action() as writer:
            return writer.add(record)

    def add_all(self, records: Iterable[R]) -> list[R]:
        """Record many new things at once, as ``add`` does each; return them in their order."""
        with self.action() as writer:
            return writer.add_all(list(records))

    def attach(self, record: Attachment, content: bytes) -> Attachment:
        """Record an attachment with what it holds; return it with its id.

        Raises AttachmentTooLarge.
        """
        kept = attachments.attached(content)
        with self.action() as writer:
            attachments.keep(writer.connection, [kept])
            return writer.add(replace(record, sha256=kept.sha256, size=len(content)))

    def supply(self, content: bytes) -> None:
        """Keep what an attachment holds that is recorded already, should it not have arrived.

        Raises AttachmentTooLarge.
        """
        kept = attachments.attached(content)
        with self.action() as writer:
            attachments.keep(writer.connection, [kept])

    def change(self, id_: str, **values: object) -> Record:
        """Change fields of a record; return it as it is now."""
        with self.action() as writer:
            return writer.change(id_, values)

    def delete(self, id_: str) -> Record:
        """Delete a record; ``restore`` brings it back."""
        with self.action() as writer:
            return writer.delete(id_)

    def restore(self, id_: str) -> Record:
        """Bring a deleted record back, as it was."""
        with self.action() as writer:
            return writer.restore(id_)

    def take_back(
        self,
        span: Span,
        *,
        spared: Collection[str] = (),
        emptied: Collection[str] = (),
        seen: Known | None = None,
    ) -> int:
        """Take back what one action wrote, by ``taking_back.take_back``; raises UsedSince."""
        with self.action() as writer:
            return taking_back.take_back(writer, span, spared=spared, emptied=emptied, seen=seen)

    def erase(self, id_: str) -> set[str]:
        """Erase a record for ever, everywhere; return the ids that went with it."""
        with self.action() as writer:
            return writer.erase(id_)

    def resolve(self, conflict: Conflict, value: object) -> Record:
        """Decide a conflict by one of its choices, or by any value of the field's own type.

        Return the record. Raises NoConflict, WrongValue or TooLong.
        """
        if isinstance(value, Head):
            field = fields_of(conflict.kind).get(conflict.field)
            value = from_stored(field, value.value) if field else value.value
        with self.action() as writer:
            return writer.resolve(conflict.record, conflict.field, value)

    def reopen(self, choice: Choice) -> bool:
        """Undo a choice: its question waits for a person again, wherever this arrives.

        Return False, and write nothing, once it is not the one last word on its field.
        """
        with self.action() as writer:
            return writer.reopen(choice)
