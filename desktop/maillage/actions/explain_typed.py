"""The sentences for what somebody typed, or left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from maillage import language
from maillage.domain import errors
from maillage.domain.records import RECORDS, fields_of
from maillage.domain.vocabulary import ConsentPurpose
from maillage.language import _, ngettext_

if TYPE_CHECKING:
    from collections.abc import Callable

    from maillage.domain.errors import MaillageError


def field_label(name: str) -> str:
    """Return what people call a field, wherever it is declared, or the purpose of a consent."""
    labels = {
        "passphrase": _("Passphrase"),
        "invitation_passphrase": _("Words of the invitation"),
        "programme": _("Name of the programme"),
        "device": _("Name of this device"),
        # What the screens call them: the short labels are for columns.
        "what": _("What they will do"),
        "text": _("Note"),
    }
    for kind in RECORDS:
        if name in fields_of(kind):
            labels.setdefault(name, _(fields_of(kind)[name].label))
    for purpose in ConsentPurpose:
        labels.setdefault(purpose.value, _(purpose.label))
    return labels.get(name, name)


def _too_long(error: errors.TooLong) -> str:
    return _(
        "“{field}” has {length} characters; it can hold {limit}. Shorten it, then save again.",
        field=field_label(error.field),
        length=language.current().number(error.length),
        limit=language.current().number(error.limit),
    )


def _wrong_value(error: errors.WrongValue) -> str:
    if "\0" in error.value:  # it came by pasting: nobody can type it, nor see it
        return _(
            "“{field}” holds an invisible sign that cannot be kept. Type it instead of pasting it.",
            field=field_label(error.field),
        )
    return _(
        "“{value}” does not fit “{field}”. Nothing was changed.",
        value=error.value,
        field=field_label(error.field),
    )


def _missing(error: errors.MissingValue) -> str:
    return _("“{field}” is empty. Fill it in to go on.", field=field_label(error.field))


def _too_many_days(error: errors.TooManyDays) -> str:
    return _("A meeting lasts at most {n} days: check its dates.", n=error.most)


def _no_dots(error: errors.NoDotsLeft) -> str:
    return ngettext_(
        "Table {table} has given its only vote. Take it back from another idea first.",
        "Table {table} has given its {n} votes. Take one back from another idea first.",
        error.total,
        table=error.table,
    )


def _no_dot_of(error: errors.NoDotOfTable) -> str:
    return _(
        "Table {table} has given this idea no vote that it could take back: choose the table that"
        " has, or no table.",
        table=error.table,
    )


def _weak(_error: errors.WeakPassphrase) -> str:
    return _("This passphrase is too easy to guess. Take several words that do not go together.")


def _ends_too_soon(_error: errors.EndsTooSoon) -> str:
    return _("The end comes before the beginning.")


SENTENCES: dict[type[MaillageError], Callable[[MaillageError], str]] = {
    errors.TooLong: cast("Callable[[MaillageError], str]", _too_long),
    errors.WrongValue: cast("Callable[[MaillageError], str]", _wrong_value),
    errors.MissingValue: cast("Callable[[MaillageError], str]", _missing),
    errors.TooManyDays: cast("Callable[[MaillageError], str]", _too_many_days),
    errors.NoDotsLeft: cast("Callable[[MaillageError], str]", _no_dots),
    errors.NoDotOfTable: cast("Callable[[MaillageError], str]", _no_dot_of),
    errors.WeakPassphrase: cast("Callable[[MaillageError], str]", _weak),
    errors.EndsTooSoon: cast("Callable[[MaillageError], str]", _ends_too_soon),
}
