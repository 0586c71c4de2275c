"""Which field of a form an error is about."""

from __future__ import annotations

from maillage.domain import errors
from maillage.domain.errors import hub as hub_errors

_BY_TYPE: dict[type[BaseException], str] = {
    errors.WeakPassphrase: "passphrase",
    errors.WrongPassphrase: "passphrase",
    errors.OtherInvitationWords: "words",
    errors.PackageError: "invitation",
    errors.NotAStore: "store",
    errors.BackupAsStore: "store",
    errors.NotCoordinator: "invitation",
    hub_errors.HubRefused: "password",
    hub_errors.HubOfAnother: "invitation",
    hub_errors.HubError: "address",
    errors.StoreError: "",
}
_BY_FIELD = {"invitation_passphrase": "words"}


def field_of(error: BaseException) -> str:
    """Return the name of the field to mend; empty if the error is about none."""
    named = getattr(error, "field", "")
    if named:
        return _BY_FIELD.get(named, named)
    return next((_BY_TYPE[one] for one in type(error).__mro__ if one in _BY_TYPE), "")
