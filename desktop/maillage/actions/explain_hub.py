"""What goes wrong with a hub as sentences: what happened, that the data are safe, what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from maillage.domain.errors import MaillageError
from maillage.domain.errors import hub as hub_errors
from maillage.domain.errors.hub import HubError
from maillage.language import _


def _unreachable(error: HubError) -> str:
    return _(
        "The hub “{hub}” does not answer. What was saved before is safe; check the network, then"
        " do it again.",
        hub=error.path,
    )


def _refused(error: HubError) -> str:
    if cast("hub_errors.HubRefused", error).asked:
        return _(
            "The hub “{hub}” wants a password, and none is kept here. Type it where the hub is"
            " opened, or give it with “maillage hub password”.",
            hub=error.path,
        )
    return _(
        "The hub “{hub}” does not accept this name, password or database. Ask whoever looks after"
        " it; a new password is typed where the hub is opened, or given with “maillage hub"
        " password”. Nothing was changed.",
        hub=error.path,
    )


def _too_old(error: HubError) -> str:
    told = cast("hub_errors.HubTooOld", error)
    return _(
        "The server of the hub “{hub}” is PostgreSQL {version}; Maillage needs {least} or later."
        " Nothing was changed. Ask whoever looks after it to upgrade it.",
        hub=error.path,
        version=told.version or "< 12",
        least=told.least,
    )


def technical(error: BaseException) -> str:
    """Return what the network said, for whoever looks after it; empty for other errors."""
    return error.detail if isinstance(error, hub_errors.HubUnreachable) else ""


_BY_TYPE: dict[type[HubError], Callable[[HubError], str]] = {
    hub_errors.NotAHub: lambda error: _(
        "“{address}” is not the address of a hub. One is written"
        " postgresql+psycopg://name@server/database?sslmode=verify-full, and says nothing else.",
        address=error.path,
    ),
    hub_errors.HubNotSecure: lambda error: _(
        "The hub “{hub}” is on another computer, and the address asks for no encryption. Add"
        " {option} to it, and sslrootcert= with the server’s certificate if need be. Nothing was"
        " sent.",
        hub=error.path,
        option="?sslmode=verify-full",
    ),
    hub_errors.HubUnreachable: _unreachable,
    hub_errors.HubUntrusted: lambda error: _(
        "The certificate of the hub “{hub}” cannot be verified. Add {option} to its address, with"
        " the certificate that whoever looks after it gives you, and check the server’s name."
        " Nothing was sent.",
        hub=error.path,
        option="sslrootcert=…",
    ),
    hub_errors.HubUncertain: lambda error: _(
        "The hub “{hub}” broke off just as this was being saved: all of it is there, or nothing."
        " Look for it once the hub answers again, and do it again only if it is missing.",
        hub=error.path,
    ),
    hub_errors.HubRefused: _refused,
    hub_errors.HubTooOld: _too_old,
    hub_errors.HubReadOnly: lambda error: _(
        "Under this name one may not do this in the hub “{hub}”. Nothing was changed. Ask whoever"
        " looks after it.",
        hub=error.path,
    ),
    hub_errors.HubOnlyRead: lambda error: _(
        "You only read the hub “{hub}”: from here no file is merged into it, and none is written."
        " Nothing was changed. Ask the coordination to do it.",
        hub=error.path,
    ),
    hub_errors.HubBusy: lambda error: _(
        "Another coordinator has been writing in the hub “{hub}” for ten minutes. Nothing was"
        " changed; do it again later.",
        hub=error.path,
    ),
    hub_errors.HubOutdated: lambda error: _(
        "The hub “{hub}” is not ready for this version of Maillage. Its owner makes it ready with"
        " “maillage hub migrate”. Nothing was changed.",
        hub=error.path,
    ),
    hub_errors.HubNotJoined: lambda error: _(
        "The hub “{hub}” does not know this computer yet. Bring your store into it from the menu"
        " of its window, or with “maillage hub enter”; or join it by an invitation, from the first"
        " screen, or with “maillage hub join”.",
        hub=error.path,
    ),
    hub_errors.HubOfAnother: lambda error: _(
        "The hub “{hub}” belongs to another programme. Nothing was changed.", hub=error.path
    ),
    hub_errors.HubSetBack: lambda error: _(
        "The hub “{hub}” has less than this computer wrote in it: a backup of it was restored."
        " Nothing was changed. Enter or join it again with a new folder, then merge the latest"
        " files there.",
        hub=error.path,
    ),
    hub_errors.HubHasNoFile: lambda error: _(
        "The hub “{hub}” is no file that could be copied. Its server makes the backup, with"
        " pg_dump; or write all of it into a sealed file with “export”.",
        hub=error.path,
    ),
}

SENTENCES: dict[type[MaillageError], Callable[[MaillageError], str]] = {
    type_: cast("Callable[[MaillageError], str]", say) for type_, say in _BY_TYPE.items()
}
