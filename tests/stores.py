"""Five laptops and one that only merges, joined once per session and copied per test.

Joining costs passphrase work on purpose; copying their folders costs milliseconds.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.hubs import COORDINATORS, Cluster

from maillage import Store
from maillage.domain.records import Device, Note, Organisation, Person, Record, fields_of
from maillage.domain.values import from_stored
from maillage.domain.vocabulary import DeviceRole
from maillage.store import keys
from maillage.store.files import BACKUP, DATA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maillage.domain.journal import Head
    from maillage.store.reading import Conflict

PASSPHRASE = "merle lanterne vallon cuivre otarie"
INVITATION_PASSPHRASE = "tilleul semaine barque violon ardoise"
THAT_DAY = datetime(2021, 12, 13, 13, 0, tzinfo=UTC)
DAY_BEFORE = THAT_DAY - timedelta(days=1)
"""When everybody joined and the common records were made."""

ADA = Person(given_name="Ada", family_name="Lefèvre", phone="086")
CAFE = Note(text="un café commun", table=86)
CEDRE = Organisation(name="Le Cèdre")

COORDINATION, DOOR = "Coordination", "Accueil"
LAPTOPS = (COORDINATION, DOOR, "Tables 1 à 5", "Tables 6 à 10")
"""Those that record; the first is the coordinator's, and the last another coordinator's."""
FIFTH = "Tables 11 à 15"
"""One more that records, where histories need many: a third coordinator's."""
COORDINATING = (COORDINATION, LAPTOPS[-1], FIFTH)
ARCHIVE = "Archives"
"""One that only ever merges, in its own order."""
IN_HUBS = {DOOR: "door", ARCHIVE: "archive"}
"""Those that work in a hub where a test asks for it, each in one of its own."""
on_both_engines = pytest.mark.parametrize("team", ["file", "hub"], indirect=True)
"""For a test of the team that PostgreSQL must pass as well."""


def by_hand(backup: Path) -> Path:
    """Have a backup look like a store, as somebody does who knows the files and not better."""
    return (backup / BACKUP).rename(backup / DATA).parent


@dataclass
class Clock:
    """What a laptop believes the time is; it moves when a test says so."""

    now: datetime = THAT_DAY

    def __call__(self) -> datetime:
        """Return what the laptop would read."""
        return self.now

    def pass_(self, seconds: int = 1) -> None:
        """Let some seconds go by."""
        self.now += timedelta(seconds=seconds)


@dataclass
class Laptop:
    """One open store with its clock, and the folder it writes packages to."""

    name: str
    device: str
    store: Store
    clock: Clock
    folder: Path
    written: int = field(default=0, init=False)

    def export(self) -> Path:
        """Write all that is known, readable by everyone, and return the file."""
        self.written += 1
        path = self.folder / f"{self.written}.maillage"
        self.store.export(path, to="everyone")
        return path

    def forget(self, template: Template) -> None:
        """Put the template's data under the open store: opening it costs much more."""
        self.store._engine.dispose()
        if self.store.hub:
            assert template.cluster
            template.cluster.reset(self.store.hub.database, IN_HUBS[self.name])
        else:
            for file in self.folder.glob(f"store/{DATA}*"):
                file.unlink()
            shutil.copyfile(template.folder / self.name / "store" / DATA, self.store.path / DATA)
        for file in self.folder.glob("*.maillage"):
            file.unlink()
        shutil.rmtree(self.store.path / "quarantine", ignore_errors=True)
        self.written = 0
        self.clock.now = THAT_DAY

    def reads(self, *others: Laptop) -> None:
        """Merge what others know at this moment; every file must be welcome."""
        report = self.store.merge([other.export() for other in others])
        assert not report.refused

    def reads_file(self, file: Path) -> None:
        """Merge one file, which must be welcome."""
        assert not self.store.merge([file]).refused

    def find(self, record: Record) -> Record:
        """Return the record as this laptop shows it."""
        return self.store.get(type(record), record.id)


@dataclass
class Team:
    """The laptops by name, and the packages that are their common past."""

    laptops: dict[str, Laptop]
    template: Template

    @property
    def past(self) -> Path:
        """Return the package that is their common past."""
        return self.template.past

    @property
    def four(self) -> list[Laptop]:
        """Return the laptops that record, the coordinator's first."""
        return [self.laptops[name] for name in LAPTOPS]

    @property
    def five(self) -> list[Laptop]:
        """Return these four and one more."""
        return [*self.four, self.laptops[FIFTH]]

    @property
    def archive(self) -> Laptop:
        """Return the laptop that only merges."""
        return self.laptops[ARCHIVE]

    def forget(self) -> None:
        """Take every laptop back to when it had just joined, without opening it again."""
        for laptop in self.laptops.values():
            laptop.forget(self.template)

    def meet(self) -> None:
        """Let everybody who records learn all that the others know."""
        files = [laptop.export() for laptop in self.four]
        for laptop in self.four:
            laptop.store.merge(files)


@dataclass(frozen=True)
class Template:
    """Joined laptops at rest in a folder, ready to be copied."""

    folder: Path
    devices: dict[str, str]
    past: Path
    cluster: Cluster | None = None
    """Where the hubs are, if some laptops work in hubs."""

    def copied(self, into: Path, stack: ExitStack) -> Team:
        """Return the laptops copied into a folder and opened until the stack closes."""
        laptops = {}
        for name, device in self.devices.items():
            shutil.copytree(self.folder / name, into / name)
            if self.cluster and name in IN_HUBS:
                database = stack.enter_context(self.cluster.copied(IN_HUBS[name]))
                self.cluster.move(into / name / "store", database, passphrase=PASSPHRASE)
            clock = Clock()
            store = Store.open(into / name / "store", passphrase=PASSPHRASE, clock=clock)
            stack.callback(store.close)
            laptops[name] = Laptop(name, device, store, clock, into / name)
        return Team(laptops, self)


def build_template(folder: Path, cluster: Cluster | None = None) -> Template:
    """Return laptops that all know each other and three records."""
    with cheap_words(), ExitStack() as stack:
        stores = {name: stack.enter_context(store) for name, store in _joined(folder, cluster)}
        first = stores[COORDINATION]
        for record in (ADA, CAFE, CEDRE):
            first.add(record)
        proofs = [_exported(folder, name, store) for name, store in stores.items()]
        assert not first.merge(proofs).refused
        past = _exported(folder, COORDINATION, first, "past")
        for store in stores.values():
            assert not store.merge([past]).refused
        devices = {device.name: device.id for device in first.all(Device)}
    return Template(folder, {name: devices[name] for name in stores}, past, cluster)


def _joined(folder: Path, cluster: Cluster | None) -> Iterator[tuple[str, Store]]:
    clock = Clock(DAY_BEFORE)
    for name in (*LAPTOPS, FIFTH, ARCHIVE):
        (folder / name).mkdir(parents=True)
    first = Store.create(
        folder / COORDINATION / "store",
        passphrase=PASSPHRASE,
        device=COORDINATION,
        programme="Grandes Rencontres",
        clock=clock,
    )
    yield COORDINATION, first
    invitation = first.invite(folder / "invitation", passphrase=INVITATION_PASSPHRASE)
    others = [*LAPTOPS[1:], FIFTH, ARCHIVE]
    to_coordinators = first.invite(
        folder / "to-coordinators", passphrase=INVITATION_PASSPHRASE, role=DeviceRole.COORDINATOR
    )
    if cluster:
        for name, database in IN_HUBS.items():
            others.remove(name)
            cluster.run(f"CREATE DATABASE {database} TEMPLATE maillage")
            store = Store.join_hub(
                to_coordinators,
                cluster.at(database),
                folder / name / "store",
                invitation_passphrase=INVITATION_PASSPHRASE,
                passphrase=PASSPHRASE,
                device=name,
                password=cluster.passwords[COORDINATORS[0]],
                clock=clock,
            )
            yield name, store
    for name in others:
        store = Store.join(
            to_coordinators if name in COORDINATING else invitation,
            folder / name / "store",
            invitation_passphrase=INVITATION_PASSPHRASE,
            passphrase=PASSPHRASE,
            device=name,
            clock=clock,
        )
        yield name, store


@contextmanager
def cheap_words() -> Iterator[None]:
    """Make each guess of a passphrase cost little: what is sealed meanwhile opens quickly."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "EFFORT", keys.Effort(memory_kib=64, passes=1))
        yield


def _exported(folder: Path, name: str, store: Store, called: str = "joined") -> Path:
    path = folder / name / f"{called}.maillage"
    store.export(path, to="everyone")
    return path


def values(conflict: Conflict) -> list[Any]:
    """Return what a conflict lets people choose among, as a record holds it."""
    field = fields_of(conflict.kind).get(conflict.field)
    return [
        from_stored(field, head.value) if field else bool(head.value) for head in conflict.choices
    ]


def moment(head: Head) -> datetime:
    """Return when a value was written, by the clock of whoever wrote it."""
    return datetime.fromtimestamp(head.time / 1000, UTC)


def fast_folder() -> Path:
    """Return a new folder, in memory where the system has such a place: tests write a lot."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="maillage-", dir=memory if memory.is_dir() else None))
