"""Starting: a new programme, an invitation, or the store of yesterday."""

from __future__ import annotations

import re
import unicodedata
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from maillage import language
from maillage.actions import passphrases
from maillage.actions.events import local_time
from maillage.domain.errors import (
    MissingValue,
    NotAnInvitation,
    OtherInvitationWords,
    PackageForOthers,
)
from maillage.domain.vocabulary import DeviceRole
from maillage.exchange import inviting
from maillage.exchange.sealing import WORDS, is_for_words
from maillage.exchange.store import Store
from maillage.store import backup
from maillage.store.files import KEYS
from maillage.store.local import system_clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from maillage.store.keys import Unlocking


@dataclass(frozen=True, slots=True)
class Opened:
    """A store that is open, and the key to print if it is new."""

    store: Store
    recovery_key: str = field(default="", repr=False)


def stores_folder() -> Path:
    """Return where this system keeps the stores of this person."""
    return Path(platformdirs.user_data_dir("maillage", appauthor=False)) / "stores"


def stores_in(folder: Path) -> list[Path]:
    """Return a folder if it is a store, else the stores in it, by name; a backup is none.

    What cannot be read holds none.
    """

    def is_store(path: Path) -> bool:
        return (path / KEYS).is_file() and not backup.is_backup(path)

    with suppress(OSError):
        if is_store(folder):
            return [folder]
        return sorted(path for path in folder.iterdir() if is_store(path))
    return []


def free_folder(device: str, within: Path | None = None) -> Path:
    """Return a folder that does not exist yet, named after the device."""
    folder = within or stores_folder()
    ascii_name = unicodedata.normalize("NFKD", device).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-") or "maillage"
    path, number = folder / name, 2
    while path.exists():
        path, number = folder / f"{name}-{number}", number + 1
    return path


def start(
    path: Path,
    *,
    programme: str,
    device: str,
    passphrase: str,
    privacy_contact: str = "",
    clock: Callable[[], datetime] = system_clock,
) -> Opened:
    """Start a programme; return its first store, a coordinator's, and the recovery key.

    Raises MissingValue, WeakPassphrase or StoreError.
    """
    require(programme=programme, device=device)
    passphrases.require(passphrase)
    store = Store.create(
        path, passphrase=passphrase, device=device, programme=programme, clock=clock
    )
    with store.or_undone():
        store.change(store.programme.id, privacy_contact=privacy_contact)
    return Opened(store, store.recovery_key)


def join(
    path: Path,
    *,
    invitation: Path,
    invitation_passphrase: str,
    device: str,
    passphrase: str,
    clock: Callable[[], datetime] = system_clock,
) -> Opened:
    """Join a programme by a coordinator's invitation; return the new store.

    Raises MissingValue, WeakPassphrase, PackageError or StoreError.
    """
    require(device=device, invitation_passphrase=invitation_passphrase)
    passphrases.require(passphrase)
    with opening(invitation):
        store = Store.join(
            invitation,
            path,
            invitation_passphrase=invitation_passphrase,
            passphrase=passphrase,
            device=device,
            clock=clock,
        )
    return Opened(store, store.recovery_key)


def look_at(invitation: Path) -> None:
    """Raise PackageError if a file is certainly no invitation; its words are not needed for that.

    A picture, an empty file, one that was cut off, a pack for laptops that are known.
    """
    inviting.look_at(invitation)


@contextmanager
def opening(invitation: Path) -> Iterator[None]:
    """Tell an invitation whose words are not those given from a file sealed for a laptop.

    Raises OtherInvitationWords or NotAnInvitation where PackageForOthers is raised inside.
    """
    try:
        yield
    except PackageForOthers as error:
        with invitation.open("rb") as file:
            with_words = is_for_words(file.read(len(WORDS)))
        raise (OtherInvitationWords if with_words else NotAnInvitation)(error.path) from None


def open_store(
    path: Path, *, passphrase: str | Unlocking, clock: Callable[[], datetime] = system_clock
) -> Opened:
    """Open a store with its passphrase or recovery key, or what ``opening`` makes of them.

    Raises StoreError.
    """
    return Opened(Store.open(path, passphrase=passphrase, clock=clock))


def invite(
    store: Store, path: Path, *, passphrase: str, role: DeviceRole = DeviceRole.FIELD
) -> Path:
    """Write an invitation for new devices; the words are told by telephone.

    Raises MissingValue, WeakPassphrase, NotCoordinator or StoreError.
    """
    require(passphrase=passphrase)
    passphrases.require(passphrase)
    return store.invite(path, passphrase=passphrase, role=role)


def print_recovery_key(store: Store, path: Path, *, key: str) -> Path:
    """Write the page with the recovery key to keep on paper; return its path."""
    from maillage.reports import recovery
    from maillage.store.files import hand_out

    page = recovery.recovery_key(
        programme=store.programme.name,
        device=store.me.name,
        made_at=local_time(store.clock()),
        key=key,
        language=language.current(),
    )
    hand_out(page, path, store=store.path)
    return path


def require(**values: str) -> None:
    """Raise MissingValue for what is needed and was left empty."""
    for name, value in values.items():
        if not value.strip():
            raise MissingValue(name)
