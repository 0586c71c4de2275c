"""What can go wrong with a hub, the database that coordinators share; ``path`` says which."""

from __future__ import annotations

from maillage.domain.errors.base import telling
from maillage.domain.errors.store import StoreError


class HubError(StoreError):
    """The hub at ``path`` cannot be used as asked."""


class NotAHub(HubError):
    """The address is not that of a hub."""


class HubNotSecure(HubError):
    """Beyond this computer nothing may travel in clear: the address asks for no encryption."""


@telling
class HubUnreachable(HubError):
    """The server does not answer, or the connection broke off."""

    detail: str = ""


class HubUntrusted(HubError):
    """The server's certificate cannot be verified: nobody knows whose server it is."""


@telling
class HubTooOld(HubError):
    """The server is a PostgreSQL before the first that Maillage is tested with."""

    version: str = ""
    """Empty where the server did not even say."""
    least: int = 0


class HubUncertain(HubError):
    """The connection broke off at the very end: what was written may be saved, or not."""


@telling
class HubRefused(HubError):
    """The server does not accept this name, password or database."""

    asked: bool = False
    """Whether it asked for a password and was given none."""


class HubReadOnly(HubError):
    """This name may read the hub, and not do what was asked."""


class HubOnlyRead(HubReadOnly):
    """Whoever only reads the hub has no keys: no file is sealed for them, and none is theirs."""


class HubBusy(HubError):
    """Another coordinator has been writing for longer than anybody should wait."""


class HubOutdated(HubError):
    """The hub has no tables yet, or those of an earlier version; only its owner may change them."""


class HubNotJoined(HubError):
    """This computer has no place in the hub yet."""


class HubOfAnother(HubError):
    """The hub belongs to another programme."""


class HubSetBack(HubError):
    """The hub has less than this device wrote in it: a backup of it was restored."""


class HubHasNoFile(HubError):
    """The hub is no file: its server makes the backups."""
