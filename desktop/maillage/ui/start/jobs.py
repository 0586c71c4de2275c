"""What the first run does off the main thread. The heavy libraries are imported here, late."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage import Store
    from maillage.actions.opening import Unlocking
    from maillage.actions.passphrases import Strength
    from maillage.actions.programme import Opened
    from maillage.domain.records import Event
    from maillage.ui.background import Progress


class Ready(Struct, frozen=True):
    """An open store and its folder."""

    opened: Opened
    path: Path
    told: str = ""
    """What to do first, to say once its screens are shown."""
    latest: Event | None = None
    """The meeting to show, if it was looked for: its screens are built sooner."""


class Known(Struct, frozen=True):
    """A store of this computer, closed: only its folder says anything of it."""

    path: Path
    used: datetime | None
    """When something was last written in it, local time; None if the folder is gone."""
    hub: str = ""
    """What people call the hub that the folder leads to; empty for a store of its own."""


class Invited(Struct, frozen=True):
    """An invitation, the words that open it, and how the others will know this device."""

    file: Path
    words: str
    device: str


def start(
    *, programme: str, device: str, privacy_contact: str, passphrase: str, remember: bool
) -> Ready:
    """Start a programme in a free folder; raises MissingValue, WeakPassphrase or StoreError."""
    from maillage.actions import programme as actions

    path = actions.free_folder(device)
    opened = actions.start(
        path,
        programme=programme,
        device=device,
        passphrase=passphrase,
        privacy_contact=privacy_contact,
    )
    _keep(path, passphrase, remember=remember)
    return Ready(opened, path)


def look_at(invitation: Path) -> None:
    """Raise PackageError if a file is certainly no invitation."""
    from maillage.actions import programme

    programme.look_at(invitation)


def join(*, invitation: Path, words: str, device: str, passphrase: str, remember: bool) -> Ready:
    """Join by an invitation, in a free folder; raises what ``programme.join`` raises."""
    from maillage.actions import device_names, programme

    path = programme.free_folder(device)
    opened = programme.join(
        path,
        invitation=invitation,
        invitation_passphrase=words,
        device=device,
        passphrase=passphrase,
    )
    _keep(path, passphrase, remember=remember)
    return Ready(opened, path, device_names.own_namesake_line(opened.store))


def open_hub(
    address: str,
    *,
    password: str,
    passphrase: str,
    remember: bool,
    invited: Invited | None = None,
) -> Ready:
    """Make this computer's place in a hub; raises what ``hubs.join`` and ``hubs.read`` raise."""
    from maillage.actions import device_names, hubs, programme

    path = programme.free_folder(invited.device if invited else _("hub"))
    if invited is None:
        opened = hubs.read(address, path, passphrase=passphrase, password=password)
    else:
        opened = hubs.join(
            address,
            path,
            invitation=invited.file,
            invitation_passphrase=invited.words,
            device=invited.device,
            passphrase=passphrase,
            password=password,
        )
    _keep(path, passphrase, remember=remember)
    return Ready(opened, path, device_names.own_namesake_line(opened.store))


def enter_hub(
    store: Store,
    address: str,
    progress: Progress,
    *,
    device: str,
    password: str,
    passphrase: str,
    remember: bool,
) -> Ready:
    """Bring all that a store holds into a hub; raises what ``hubs.enter`` raises."""
    from maillage.actions import hubs, programme

    path = programme.free_folder(device)
    opened = hubs.enter(
        store,
        address,
        path,
        device=device,
        passphrase=passphrase,
        password=password,
        progress=progress.report,
    )
    _keep(path, passphrase, remember=remember)
    return Ready(opened, path)


def reopen(path: Path, *, passphrase: str, remember: bool, password: str = "") -> Ready:
    """Open a store with its passphrase or recovery key; raises MissingValue or StoreError.

    With an empty passphrase, the one the system keeps serves, if it keeps one. A ``password``
    is what a hub's server wants from now on; it is kept once the server has accepted it.
    """
    from maillage.domain.errors import MissingValue

    if password:
        from maillage.actions import hubs, passphrases

        known = passphrase.strip() or passphrases.recall(key_of(path))
        if not known:
            raise MissingValue("passphrase")
        hubs.change_password(path, passphrase=known, password=password)
    if not passphrase.strip():
        remembered = reopen_remembered(path)
        if remembered is None:
            raise MissingValue("passphrase")
        return remembered
    opened = _open(path, passphrase)
    _keep(path, passphrase, remember=remember)
    return _ready(opened, path)


def open_given(path: Path, passphrase: str | Unlocking) -> Ready:
    """Open a store with what was given when Maillage was started; raises StoreError."""
    return _ready(_open(path, passphrase), path)


def restore(backup: Path, *, passphrase: str, remember: bool, progress: Progress) -> Ready:
    """Make a new store of a backup; raises MissingValue or StoreError, or Cancelled."""
    from maillage.actions import backups, programme

    programme.require(passphrase=passphrase)
    opened = backups.restore(backup, passphrase=passphrase, progress=progress.report)
    _keep(opened.store.path, passphrase, remember=remember)
    told = backups.restored_line(coordinator=opened.store.is_coordinator)
    return Ready(opened, opened.store.path, told)


def backups(places: Iterable[Path]) -> list[Known]:
    """Return the backups in some folders, the latest first."""
    from maillage.actions import backups as actions

    return [Known(path, _used(path)) for path in actions.found(places)]


def stores_in(folder: Path) -> list[Known]:
    """Return the store that a folder is, else those in it: one may have pointed at what has it."""
    from maillage.actions import hubs, programme

    return [Known(path, _used(path), hubs.label_of(path)) for path in programme.stores_in(folder)]


def no_store_line(folder: Path) -> str:
    """Return that a folder neither is a store nor holds one."""
    from maillage.actions import explain
    from maillage.domain.errors import NotAStore

    return explain.sentence(NotAStore(str(folder)))


def is_backup(path: Path) -> bool:
    """Tell a backup from a store one works in."""
    from maillage.actions import backups

    return backups.is_backup(path)


def reopen_remembered(path: Path) -> Ready | None:
    """Open a store with what the system's keyring holds; None if that does not open it."""
    from maillage.actions import passphrases
    from maillage.domain.errors import WrongPassphrase

    kept = passphrases.recall(key_of(path))
    if not kept:
        return None
    try:
        return _ready(_open(path, kept), path)
    except WrongPassphrase:
        return None


def known_stores(recent: tuple[str, ...]) -> list[Known]:
    """Return the stores opened lately, then the others in the usual folder."""
    from maillage.actions import hubs, programme

    folder = programme.stores_folder()
    usual = sorted(one for one in folder.iterdir() if one.is_dir()) if folder.is_dir() else []
    paths = dict.fromkeys([*(Path(one) for one in recent), *usual])
    return [Known(path, _used(path), hubs.label_of(path)) for path in paths if path.is_dir()]


def strength(passphrase: str) -> Strength:
    """Return how hard a passphrase is to guess."""
    from maillage.actions import passphrases

    return passphrases.strength(passphrase)


def suggestion() -> str:
    """Return seven words."""
    from maillage.actions import passphrases

    return passphrases.suggest()


def can_remember() -> bool:
    """Return whether this system can keep a passphrase."""
    from maillage.actions import passphrases

    return passphrases.can_remember()


def key_of(path: Path) -> str:
    """Return the name under which the system keeps a store's passphrase."""
    from maillage.actions import passphrases

    return passphrases.name_of(path)


def _open(path: Path, passphrase: str | Unlocking) -> Opened:
    from maillage.actions import opening

    key = passphrase
    if isinstance(passphrase, str):
        key = opening.begin(path, passphrase=passphrase)
    from maillage.actions import programme  # loading takes about as long as the key does

    return programme.open_store(path, passphrase=key)


def _ready(opened: Opened, path: Path) -> Ready:
    from maillage.actions import events
    from maillage.domain.errors import MaillageError

    latest = None
    # What keeps it from being found is told when it is looked for again.
    with suppress(MaillageError), opened.store.moment():
        latest = events.latest_event(opened.store)
    return Ready(opened, path, latest=latest)


def _keep(path: Path, passphrase: str, *, remember: bool) -> None:
    from maillage.actions import passphrases

    if remember:
        passphrases.remember(key_of(path), passphrase)


def _used(path: Path) -> datetime | None:
    try:
        newest = max(one.stat().st_mtime for one in (path, *path.iterdir()))
    except OSError:
        return None
    return datetime.fromtimestamp(newest).astimezone()
