"""The sentences about laptops that are believed no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from maillage.domain import errors
from maillage.language import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from maillage.domain.errors import MaillageError


def _no_longer_believed(_error: errors.NoLongerBelieved) -> str:
    return _(
        "The coordination believes this laptop no more: what is written here would count nowhere."
        " Nothing was saved. Ask the coordination for a new invitation, or to believe this laptop"
        " again."
    )


def _not_revocable(_error: errors.NotRevocable) -> str:
    return _("That laptop is none of this programme’s. Nothing was changed.")


def _founder(error: errors.FounderNotRevocable) -> str:
    return _(
        "“{name}” stays believed: the programme began on that laptop, and all trust with it."
        " Nothing was changed.",
        name=error.name,
    )


def _itself(error: errors.SelfNotRevocable) -> str:
    return _(
        "“{name}” is this very laptop: that it is believed no more is said on another laptop of"
        " the coordination. Nothing was changed.",
        name=error.name,
    )


def _so_late(error: errors.NothingSoLate) -> str:
    return _(
        "No file of “{name}” with that number was merged here. Merge it first, or name one that"
        " was. Nothing was changed.",
        name=error.name,
    )


def _ends_itself(error: errors.RevokesItself) -> str:
    return _(
        "Up to there “{name}” says to believe this laptop no more, and takes that back only later."
        " Choose a later file, or an earlier one. Nothing was changed.",
        name=error.name,
    )


def _ended_by_it(error: errors.EndedByIt) -> str:
    return _(
        "To believe “{name}” again would bring back a word that sets this laptop aside, its own or"
        " that of a laptop it invited. Nothing was changed.",
        name=error.name,
    )


def _still_believed(error: errors.StillBelieved) -> str:
    return _("“{name}” is believed: nobody has set it aside. Nothing was changed.", name=error.name)


def _nothing_to_withdraw(error: errors.NothingToWithdraw) -> str:
    return _(
        "This laptop has said nothing against “{name}”: whoever did can take it back. Nothing was"
        " changed.",
        name=error.name,
    )


SENTENCES: dict[type[MaillageError], Callable[[MaillageError], str]] = {
    errors.NoLongerBelieved: cast("Callable[[MaillageError], str]", _no_longer_believed),
    errors.NotRevocable: cast("Callable[[MaillageError], str]", _not_revocable),
    errors.FounderNotRevocable: cast("Callable[[MaillageError], str]", _founder),
    errors.SelfNotRevocable: cast("Callable[[MaillageError], str]", _itself),
    errors.NothingSoLate: cast("Callable[[MaillageError], str]", _so_late),
    errors.RevokesItself: cast("Callable[[MaillageError], str]", _ends_itself),
    errors.EndedByIt: cast("Callable[[MaillageError], str]", _ended_by_it),
    errors.StillBelieved: cast("Callable[[MaillageError], str]", _still_believed),
    errors.NothingToWithdraw: cast("Callable[[MaillageError], str]", _nothing_to_withdraw),
}
