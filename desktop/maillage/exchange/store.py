"""The public face: a device's store that also travels. ``from maillage import Store``.

Each way of travelling is imported when it is taken: a door opens without them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from maillage.domain.progress import unheard
from maillage.domain.vocabulary import DeviceRole
from maillage.store import address as addresses
from maillage.store.local import LocalStore, system_clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from maillage.domain.outcome import Handover, Merged, MergePlan, MergeReport, Undone
    from maillage.domain.records import Device
    from maillage.exchange.exporting import Exported, Readers
    from maillage.exchange.revoking import Known, Withdrawn


class Store(LocalStore):
    """Records, conflicts and search of one device, and the files it exchanges."""

    @classmethod
    def join(
        cls,
        invitation: str | Path,
        path: str | Path,
        *,
        invitation_passphrase: str,
        passphrase: str,
        device: str,
        clock: Callable[[], datetime] = system_clock,
    ) -> Self:
        """Return the new store of a device that joins a programme by an invitation.

        Raises PackageError (damaged, other words, not an invitation) or StoreError;
        nothing is left behind then.
        """
        from maillage.exchange import inviting

        return inviting.join(
            cls,
            Path(invitation),
            Path(path),
            invitation_passphrase=invitation_passphrase,
            passphrase=passphrase,
            device=device,
            clock=clock,
        )

    @classmethod
    def restore_backup(
        cls,
        backup: str | Path,
        path: str | Path,
        *,
        passphrase: str,
        clock: Callable[[], datetime] = system_clock,
        progress: Callable[[int, int, str], None] = unheard,
    ) -> Self:
        """Return a new store at ``path`` with all that a backup holds, as another device.

        Nothing it writes can be taken for what the first one wrote since the backup; its
        former device vouches for it. ``progress`` is told bytes done and in all, and may
        raise to stop. Raises StoreError; nothing is left behind then.
        """
        from maillage.exchange import restoring

        return restoring.restore(
            cls, Path(backup), Path(path), passphrase=passphrase, clock=clock, progress=progress
        )

    @classmethod
    def join_hub(
        cls,
        invitation: str | Path,
        hub: str,
        path: str | Path,
        *,
        invitation_passphrase: str,
        passphrase: str,
        device: str,
        password: str = "",
        clock: Callable[[], datetime] = system_clock,
    ) -> Self:
        """Return the hub at an address, joined by a coordinator's invitation.

        ``path`` is where this computer keeps its place there: ``Store.open`` opens it like any
        store. The database's password may be in the address. Raises PackageError, HubError or
        StoreError; nothing is left behind then.
        """
        from maillage.exchange import entering

        address, typed = addresses.parse(hub)
        return entering.join(
            cls,
            Path(invitation),
            address,
            Path(path),
            password=password or typed,
            invitation_passphrase=invitation_passphrase,
            passphrase=passphrase,
            device=device,
            clock=clock,
        )

    @classmethod
    def read_hub(
        cls,
        hub: str,
        path: str | Path,
        *,
        passphrase: str,
        password: str = "",
        clock: Callable[[], datetime] = system_clock,
    ) -> Self:
        """Return the hub at an address for somebody who only reads it; ``path`` as above."""
        from maillage.exchange import entering

        address, typed = addresses.parse(hub)
        return entering.read_only(
            cls,
            address,
            Path(path),
            password=password or typed,
            passphrase=passphrase,
            clock=clock,
        )

    def enter_hub(
        self,
        hub: str,
        path: str | Path,
        *,
        passphrase: str,
        device: str,
        password: str = "",
        progress: Callable[[int, int, str], None] = unheard,
    ) -> tuple[Self, MergeReport]:
        """Bring all that this coordinator's store holds into a hub; return the hub, open.

        The store stays as it is. ``progress`` is told steps done and steps in all, and may raise
        to stop. Raises NotCoordinator, HubError or StoreError; nothing was brought then.
        """
        from maillage.exchange import entering

        address, typed = addresses.parse(hub)
        return entering.enter(
            self,
            address,
            Path(path),
            password=password or typed,
            passphrase=passphrase,
            device=device,
            progress=progress,
        )

    def invite(
        self, path: str | Path, *, passphrase: str, role: DeviceRole = DeviceRole.FIELD
    ) -> Path:
        """Write an invitation for new devices, sealed with words to tell by telephone."""
        from maillage.exchange import inviting

        return inviting.invite(self, Path(path), passphrase=passphrase, role=role)

    def export(
        self,
        path: str | Path,
        *,
        to: Readers = "coordinators",
        passphrase: str | None = None,
    ) -> Exported:
        """Write all this device knows, sealed for readers or words; return what and for whom."""
        from maillage.exchange import exporting

        return exporting.export(self, Path(path), to=to, passphrase=passphrase)

    def export_pack(
        self,
        path: str | Path,
        *,
        event: str,
        to: Readers = "everyone",
        passphrase: str | None = None,
    ) -> Exported:
        """Write what the other laptops need of one event, and nothing of the others."""
        from maillage.exchange import exporting

        return exporting.export_pack(self, Path(path), event=event, to=to, passphrase=passphrase)

    def merge(
        self,
        paths: Sequence[str | Path],
        *,
        passphrase: str | None = None,
        progress: Callable[[int, int, str], None] = unheard,
    ) -> MergeReport:
        """Merge received files in one transaction; a bad file never stops the good ones."""
        from maillage.exchange import merging

        files = [Path(path) for path in paths]
        return merging.merge(self, files, passphrase=passphrase, progress=progress)

    def plan(
        self,
        paths: Sequence[str | Path],
        *,
        passphrase: str | None = None,
        progress: Callable[[int, int, str], None] = unheard,
    ) -> MergePlan:
        """Return what merging these files would do, to the last conflict; nothing is changed."""
        from maillage.exchange import merging

        files = [Path(path) for path in paths]
        return merging.plan(self, files, passphrase=passphrase, progress=progress)

    def merges(self) -> list[Merged]:
        """Return the merges done here, the latest first."""
        from maillage.store import undoing

        with self.reading() as connection:
            return undoing.merges(connection)

    def undo_merge(self, number: int | None = None) -> Undone:
        """Take a whole merge back, the last one by default, to the state before it.

        What it erased stays erased. Raises NoMerge, and MergeBuiltOn if that would lose
        later work; nothing is changed then.
        """
        from maillage.exchange import merging

        return merging.undo(self, number)

    def devices(self) -> list[Known]:
        """Return the devices of the programme by name, revoked ones too, and their files here."""
        from maillage.exchange import revoking

        return revoking.devices(self)

    def revoke(self, device: str, *, last: int | None = None) -> int:
        """Believe nothing of a device after its ``last`` number, everywhere this arrives.

        By default all that is here of it stays believed. Return how many changes that are known
        here count no more. Raises NotCoordinator or NotRevocable.
        """
        from maillage.exchange import revoking

        return revoking.revoke(self, device, last=last)

    def foresee_revoking(self, device: str, lasts: Iterable[int]) -> dict[int, int | None]:
        """Return how many changes ``revoke`` would ignore with each last number; nothing changes.

        None with a number that it would refuse, for the device ended this one before it.
        """
        from maillage.exchange import revoking

        return revoking.foresee(self, device, lasts)

    def believe_again(self, device: str) -> Withdrawn:
        """Withdraw what this device said against another; return what came of it.

        Raises StillBelieved, NothingToWithdraw if it has said nothing against it, and EndedByIt
        if this device would be ended by that.
        """
        from maillage.exchange import revoking

        return revoking.believe_again(self, device)

    def known_devices(self) -> dict[str, Device]:
        """Return the devices that a coordinator's invitation leads to, by id."""
        from maillage.exchange import circle

        return circle.known_devices(self)

    def handed_over(self) -> Handover:
        """Return whether the coordination's files say that it has all of this device's work."""
        from maillage.exchange import receipts

        return receipts.handed_over(self)

    def unsent(self) -> int:
        """Return how many changes were made here since the last export."""
        from maillage.exchange import exporting

        return exporting.unsent(self)
