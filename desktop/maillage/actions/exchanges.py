"""Files out, files in, and the decisions that several files leave to a person."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from maillage.actions import copies, duplicate_filling, passphrases, received
from maillage.actions.device_names import device_names
from maillage.actions.events import local_time
from maillage.actions.subjects import subjects_of
from maillage.domain.errors import DisputedAnew, MaillageError, NoConflict, PackageDamaged
from maillage.domain.errors.hub import HubOnlyRead
from maillage.domain.fields import Field, FieldType
from maillage.domain.journal import DELETED
from maillage.domain.outcome import Handover
from maillage.domain.progress import unheard
from maillage.domain.records import (
    RECORDS,
    Device,
    DuplicateDecision,
    Record,
    fields_of,
)
from maillage.domain.values import canonical, from_stored
from maillage.domain.vocabulary import OnePerson
from maillage.exchange.exporting import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from maillage.domain.journal import Head
    from maillage.domain.outcome import Merged, MergePlan, MergeReport, Undone
    from maillage.domain.values import Stored
    from maillage.exchange.exporting import Exported, Readers
    from maillage.exchange.store import Store
    from maillage.store.reading import Conflict


class Version(Struct, frozen=True):
    """One value of a disputed field: who wrote it, on which device, when."""

    value: Stored
    device: str
    """Name of the device; empty if its introduction has not arrived."""
    here: bool
    """Whether it was written on this device."""
    at: datetime
    """By that device's clock, in UTC."""
    written_by: str = ""
    """Id of the device."""
    also: tuple[Version, ...] = ()
    """The same value, as other laptops wrote it too."""


class Decision(Struct, frozen=True):
    """A conflict as a person reads it."""

    conflict: Conflict
    subject: str
    """Whose field it is: the name of a person, the text of a note."""
    kind_label: str
    """What kind of record, in English: the catalogue has the French."""
    field_label: str
    base: Version | None
    versions: tuple[Version, ...]
    deletion: Version | None
    """Who deleted the record, where and when; None if it is kept."""

    @property
    def deleted(self) -> bool:
        """Whether the record is shown as deleted."""
        return self.deletion is not None

    @property
    def of_deletion(self) -> bool:
        """Whether the question is if the record is kept at all."""
        return self.conflict.field == DELETED

    @property
    def may_stay_deleted(self) -> bool:
        """Whether the record can be left deleted, or brought back."""
        return self.deleted or self.of_deletion

    def is_of_deletion(self, version: Version) -> bool:
        """Tell the value that whoever deleted the record saw from one that somebody wrote."""
        seen = replace(version, value=True, also=())
        return self.deletion is not None and seen == self.deletion


def suggested_name(store: Store) -> str:
    """Return a file name for the next export."""
    return f"{stem(store)}{SUFFIX}"


def stem(store: Store) -> str:
    """Return what names a file of this device: device, day, hour."""
    ascii_name = unicodedata.normalize("NFKD", store.me.name).encode("ascii", "ignore").decode()
    name = re.sub(r"[^A-Za-z0-9]+", "-", ascii_name).strip("-").lower() or "poste"
    return f"{name}-{local_time(store.clock()):%Y-%m-%d-%Hh%M}"


def export(
    store: Store, path: Path, *, to: Readers = "coordinators", passphrase: str | None = None
) -> Exported:
    """Write all that this device knows to a file, sealed; return what and for whom.

    Raises WeakPassphrase, NobodyToReadIt or StoreError.
    """
    if passphrase is not None:
        passphrases.require(passphrase)
    return store.export(path, to=to, passphrase=passphrase)


def hand_over(
    store: Store,
    path: Path,
    *,
    to: Readers = "coordinators",
    passphrase: str | None = None,
    event: str | None = None,
) -> Exported:
    """Write a file and read it back from the disk; return what and for whom.

    When this returns the stick may be pulled out. With ``event``, only what the other laptops
    need of it is written. A file that says something else than what was written is taken away
    again, and counts as not sent. Raises as ``export`` does, PackageError, CannotRead, and
    NotFound for the event; HubOnlyRead for whoever only reads a hub.
    """
    _require_keys(store)
    with store.action():
        if event is None:
            exported = export(store, path, to=to, passphrase=passphrase)
        else:
            if passphrase is not None:
                passphrases.require(passphrase)
            exported = store.export_pack(path, event=event, to=to, passphrase=passphrase)
        try:
            held = read_back(store, path, passphrase=passphrase)
            if held != exported.operations:
                raise PackageDamaged(str(path), "read back")
        except MaillageError:
            with suppress(OSError):  # the stick may be gone
                path.unlink(missing_ok=True)
            raise
    return exported


def merge(
    store: Store,
    paths: Sequence[Path],
    *,
    passphrase: str | None = None,
    progress: Callable[[int, int, str], None] = unheard,
) -> MergeReport:
    """Merge received files; refused ones are in the report and changed nothing.

    Raises HubOnlyRead for whoever only reads a hub.
    """
    _require_keys(store)
    erasing = received.Erasing(store, progress)
    report = store.merge(paths, passphrase=passphrase, progress=erasing)
    report = received.told(copies.named(store, report), erasing)
    copies.note(store, report)
    return report


def plan(
    store: Store,
    paths: Sequence[Path],
    *,
    passphrase: str | None = None,
    progress: Callable[[int, int, str], None] = unheard,
) -> MergePlan:
    """Return what merging these files would do; nothing is changed. Raises HubOnlyRead."""
    _require_keys(store)
    erasing = received.Erasing(store, progress)
    report = store.plan(paths, passphrase=passphrase, progress=erasing)
    return received.told(copies.named(store, report), erasing)


def merges(store: Store) -> list[Merged]:
    """Return the merges done here, the latest first, those undone too."""
    return store.merges()


def undo_merge(store: Store, number: int | None = None) -> Undone:
    """Take a whole merge back, the last one by default; what it erased stays erased.

    Raises NoMerge, and MergeBuiltOn if later work would be lost; nothing is changed then.
    """
    return store.undo_merge(number)


def kept_aside(store: Store) -> tuple[Path, ...]:
    """Return the files of copied or set-back laptops that were refused and kept, sealed."""
    from maillage.exchange.restoring import QUARANTINE

    return tuple(sorted((store.path / QUARANTINE).glob(f"*{SUFFIX}")))


def read_back(store: Store, path: Path, *, passphrase: str | None = None) -> int:
    """Read a written file to its last byte; return how many operations it holds.

    Raises PackageError if it cannot be used, CannotRead if it is gone.
    """
    from maillage.exchange.receiving import read_content
    from maillage.store.files import forget_cached

    forget_cached(path)
    content, _sha256 = read_content(path, store=store, passphrase=passphrase)
    return len(content.operations)


def _require_keys(store: Store) -> None:
    """Raise HubOnlyRead before a file is opened that would seem to be sealed for somebody else."""
    if store.hub and not store.device:
        raise HubOnlyRead(store.hub.label)


def others(store: Store) -> int:
    """Return how many other laptops of the programme are known here."""
    return len(store.ids(Device) - {store.me.id})


def unsent(store: Store) -> int:
    """Return how many changes of this device are in no file yet."""
    return store.unsent()


def handover(store: Store) -> Handover:
    """Return whether the coordination has said that it has all that was recorded here.

    Whoever only reads a hub has recorded nothing.
    """
    if not store.device:
        return Handover(0, ())
    return store.handed_over()


def decisions(store: Store) -> list[Decision]:
    """Return what waits for a person, with names instead of ids."""
    devices = device_names(store)
    waiting = store.conflicts()
    subjects = subjects_of(store, {(one.kind, one.record) for one in waiting})
    return [described(store, one, devices, subjects[one.kind, one.record]) for one in waiting]


def resolve(store: Store, conflict: Conflict, value: object) -> Record:
    """Decide by any value a form gives; raises NoConflict if it was decided meanwhile.

    Or DisputedAnew if a value has come that is not among the conflict's. Two records that are two
    people after all keep nothing of each other.
    """
    with store.action():
        now = store.heads(conflict.record).get(conflict.field, ())
        record = store.resolve(conflict, value)
        seen = {canonical(head.value) for head in (*conflict.choices, *conflict.heads)}
        if any(canonical(head.value) not in seen for head in now):
            raise DisputedAnew(conflict.record, conflict.field)
        if isinstance(record, DuplicateDecision) and record.verdict is OnePerson.TWO:
            duplicate_filling.empty(store, record)
        return record


def resolve_by(store: Store, conflict: Conflict, version: Version) -> Record:
    """Decide by one of the versions."""
    return resolve(store, conflict, value_of(conflict, version))


def take_instead(store: Store, conflict: Conflict, *, decided: Version, other: Version) -> Record:
    """Take the other version than the one just decided for: an ordinary change.

    Raises NoConflict if the field was changed or disputed again meanwhile.
    """
    with store.action():
        record = store.get(RECORDS[conflict.kind], conflict.record)
        place = (conflict.record, conflict.field)
        disputed = any(place == (one.record, one.field) for one in store.conflicts())
        now = getattr(record, conflict.field)
        if disputed or record.deleted or now != value_of(conflict, decided):
            raise NoConflict(conflict.record, conflict.field)
        return store.change(record.id, **{conflict.field: value_of(conflict, other)})


def version_of(store: Store, head: Head, devices: Mapping[str, str]) -> Version:
    """Return a value with the name of the device that wrote it."""
    written = datetime.fromtimestamp(head.time / 1000, UTC)
    name, here = devices.get(head.device, ""), head.device == store.device
    return Version(head.value, name, here, written, head.device)


def value_of(conflict: Conflict, version: Version) -> object:
    """Return what a form or a record holds of a version."""
    field = disputed_field(conflict)
    return bool(version.value) if field is None else from_stored(field, version.value)


def disputed_field(conflict: Conflict) -> Field | None:
    """Return the field in dispute; None for the deletion itself."""
    return fields_of(conflict.kind).get(conflict.field)


def is_free_text(conflict: Conflict) -> bool:
    """Tell whether another value than those at hand can be typed."""
    field = disputed_field(conflict)
    return field is not None and field.holds is FieldType.TEXT


def described(
    store: Store, conflict: Conflict, devices: Mapping[str, str], subject: str
) -> Decision:
    """Return a conflict as a person reads it; ``devices`` has the names of the devices by id."""

    def version(head: Head) -> Version:
        return version_of(store, head, devices)

    def alike(one: Head, other: Head) -> bool:
        return canonical(one.value) == canonical(other.value)

    def among_all(head: Head) -> Version:
        same = (one for one in conflict.heads if one != head and alike(one, head))
        return replace(version(head), also=tuple(version(one) for one in same))

    field = disputed_field(conflict)
    record_type = RECORDS.get(conflict.kind)
    return Decision(
        conflict=conflict,
        subject=subject,
        kind_label=record_type.label if record_type else conflict.kind,
        field_label=field.label if field else DELETED,
        base=version(conflict.base) if conflict.base else None,
        versions=tuple(among_all(head) for head in conflict.choices),
        deletion=version(conflict.deletion) if conflict.deletion else None,
    )
