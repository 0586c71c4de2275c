"""Every error as a sentence: what happened, that the data are safe, what to do next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from maillage import language
from maillage.actions import explain_copies, explain_hub, explain_trust, explain_typed, explain_undo
from maillage.domain import errors
from maillage.domain.errors import MaillageError
from maillage.intake.separated import MOST_BYTES
from maillage.intake.table import MOST_COLUMNS, MOST_ROWS
from maillage.language import _, ngettext_

E = TypeVar("E", bound=MaillageError)
MOST_HEADERS = 12
"""Columns of a list that are named in a sentence; of more it says how many others there are."""

_SENTENCES: dict[type[MaillageError], Callable[[MaillageError], str]] = {
    **explain_copies.SENTENCES,
    **explain_hub.SENTENCES,
    **explain_trust.SENTENCES,
    **explain_typed.SENTENCES,
    **explain_undo.SENTENCES,
}


def sentence(error: BaseException) -> str:
    """Return what a person reads of an error, in their language."""
    for type_ in type(error).__mro__:
        if type_ in _SENTENCES and isinstance(error, MaillageError):
            return _SENTENCES[type_](error)
    return _("Something unexpected happened. What was saved before is safe.")


def is_expected(error: BaseException) -> bool:
    """Tell whether an error needs no technical detail: its sentence says all."""
    return isinstance(error, MaillageError)


def details(error: BaseException) -> str:
    """Return what to copy into a message to whoever looks after Maillage."""
    import platform
    import traceback

    from maillage import __version__

    system = f"Maillage {__version__}, Python {platform.python_version()}, {platform.platform()}"
    return system + "\n\n" + "".join(traceback.format_exception(error))


def _says(type_: type[E]) -> Callable[[Callable[[E], str]], Callable[[E], str]]:
    def keep(say: Callable[[E], str]) -> Callable[[E], str]:
        _SENTENCES[type_] = say  # type: ignore[assignment]
        return say

    return keep


def _plain(type_: type[MaillageError], say: Callable[[], str]) -> None:
    _SENTENCES[type_] = lambda _error: say()


def _name(path: str) -> str:
    return Path(path).name or path


@_says(errors.OtherProgramme)
def _other_programme(error: errors.OtherProgramme) -> str:
    return _("“{file}” belongs to another programme. Nothing was changed.", file=_name(error.path))


@_says(errors.UnknownDevice)
def _unknown_device(error: errors.UnknownDevice) -> str:
    return _(
        "“{file}” comes from “{device}”, which no coordinator of this programme has invited."
        " Nothing was changed. Ring its owner and compare these words: {words}. If they are the"
        " same, merge a file of whoever invited it first, or invite it anew.",
        file=_name(error.path),
        device=error.device,
        words=error.words,
    )


@_says(errors.ForgedPackage)
def _forged(error: errors.ForgedPackage) -> str:
    return _(
        "“{file}” is not signed by the device it names. Nothing was changed."
        " Ask for the file again, by another way.",
        file=_name(error.path),
    )


@_says(errors.RevokedDevice)
def _revoked(error: errors.RevokedDevice) -> str:
    return _(
        "“{file}” comes from “{device}”, which the coordination believes no more. Nothing was"
        " changed, and a copy of the file is kept. What was recorded there before is here by"
        " other files.",
        file=_name(error.path),
        device=error.device,
    )


@_says(errors.NoMerge)
def _no_merge(error: errors.NoMerge) -> str:
    if not error.number:
        return _("There is no merge to undo.")
    return _("There is no merge {number} to undo. Nothing was changed.", number=error.number)


@_says(errors.MergeBuiltOn)
def _built_on(error: errors.MergeBuiltOn) -> str:
    return ngettext_(
        "This merge stays: {n} record written since rests on it, by {devices}."
        " Nothing was changed.",
        "This merge stays: {n} records written since rest on it, by {devices}."
        " Nothing was changed.",
        len(error.records),
        devices=language.current().list(error.devices),
    )


@_says(errors.UnknownList)
def _unknown_list(error: errors.UnknownList) -> str:
    named = [_("“{text}”", text=header) for header in error.headers if header]
    more = len(named) - MOST_HEADERS
    if more > 0:
        others = ngettext_("{n} other column", "{n} other columns", more)
        named = [*named[:MOST_HEADERS], others]
    return _(
        "No column of “{file}” is known to say a name. Say which one does: {columns}."
        " Nothing was changed.",
        file=_name(error.path),
        columns=language.current().list(named) or _("its columns have no header"),
    )


@_says(errors.UnknownColumn)
def _unknown_column(error: errors.UnknownColumn) -> str:
    return _(
        "The list has no column “{column}”. It has: {columns}.",
        column=error.column,
        columns=language.current().list(
            [_("“{text}”", text=header) for header in error.headers if header]
        ),
    )


@_says(errors.UnknownMeaning)
def _unknown_meaning(error: errors.UnknownMeaning) -> str:
    return _(
        "A column cannot be taken for “{field}”. It can be: {known}.",
        field=error.field,
        known=language.current().list(list(error.known)),
    )


@_says(errors.ListTooLarge)
def _list_too_large(error: errors.ListTooLarge) -> str:
    return _(
        "“{file}” is larger than any meeting: at most {rows} lines, {columns} columns and {size}."
        " Delete what is not part of the list, then try again. Nothing was changed.",
        file=_name(error.path),
        rows=language.current().number(MOST_ROWS),
        columns=language.current().number(MOST_COLUMNS),
        size=language.current().size(MOST_BYTES),
    )


@_says(errors.PictureTooLarge)
def _picture_too_large(error: errors.PictureTooLarge) -> str:
    if error.most_bytes:
        return _(
            "“{file}” is too large: at most {size}. Make the picture smaller, or take it again.",
            file=_name(error.path),
            size=language.current().size(error.most_bytes),
        )
    return _(
        "“{file}” is too large: at most {n} million pixels. Make the picture smaller, or take it"
        " again.",
        file=_name(error.path),
        n=error.most_pixels // 1_000_000,
    )


@_says(errors.NotText)
def _not_text(error: errors.NotText) -> str:
    if error.zeros:
        return _(
            "“{file}” is full of zeros where there should be letters, as a copy that was cut off"
            " leaves them. Copy it or export it again. Nothing was changed.",
            file=_name(error.path),
        )
    return _(
        "“{file}” is not a list. Take one saved as CSV, Excel (.xlsx), LibreOffice (.ods) or"
        " vCards (.vcf). Nothing was changed.",
        file=_name(error.path),
    )


@_says(errors.ListDamaged)
def _list_damaged(error: errors.ListDamaged) -> str:
    if error.line:
        return _(
            "In “{file}”, a quotation mark that opens near line {line} is never closed."
            " Export the list again, then try again. Nothing was changed.",
            file=_name(error.path),
            line=error.line,
        )
    return _(
        "“{file}” is damaged and cannot be opened. Export the list again. Nothing was changed.",
        file=_name(error.path),
    )


_BY_PATH: dict[type[MaillageError], Callable[[str], str]] = {
    errors.BackupAsStore: lambda name: _(
        "“{file}” is a backup: nobody works in it, so that no two laptops bear one name. Restore"
        " it: a new store is made of it, and the backup stays as it is.",
        file=name,
    ),
    errors.NotAStore: lambda name: _("There is no Maillage store in “{file}”.", file=name),
    errors.WrongPassphrase: lambda _name: _(
        "This passphrase does not open the store. Check capitals and spaces, or use the recovery"
        " key that was printed. Your data are safe."
    ),
    errors.StoreExists: lambda name: _(
        "There is already something in “{file}”. Choose another folder; nothing is written over.",
        file=name,
    ),
    errors.StoreInUse: lambda _name: _(
        "Maillage already has this store open. Go back to that window, or close it first."
    ),
    errors.StoreTooNew: lambda _name: _(
        "A later version of Maillage wrote this store. Install that version to open it;"
        " nothing was changed."
    ),
    errors.StoreDamaged: lambda name: _(
        "The store “{file}” is damaged. Nothing was changed. Take the last backup, or merge the"
        " files that were exported.",
        file=name,
    ),
    errors.CannotWrite: lambda name: _(
        "Maillage may not write to “{file}”. Choose another folder; what was saved is safe.",
        file=name,
    ),
    errors.FolderGone: lambda name: _(
        "There is no folder “{file}”. Choose one that is there; what was saved is safe.",
        file=name,
    ),
    errors.DiskFull: lambda name: _(
        "There is no room left for “{file}”. Free some space, then do it again; what was saved"
        " before is safe.",
        file=name,
    ),
    errors.DiskFailing: lambda name: _(
        "The disk or stick of “{file}” does not answer. Check that it is plugged in, then do it"
        " again; what was saved before is safe.",
        file=name,
    ),
    errors.NotAPackage: lambda name: _(
        "“{file}” is not a Maillage file. Nothing was changed.", file=name
    ),
    errors.EmptyPackage: lambda name: _(
        "“{file}” is empty: its copy was cut off. Nothing was changed. Ask for it again.", file=name
    ),
    errors.PackageDamaged: lambda name: _(
        "“{file}” is damaged. Nothing was changed. Ask for it again.", file=name
    ),
    errors.PackageForOthers: lambda name: _(
        "“{file}” is sealed for somebody else, perhaps in another programme, or with other words."
        " Nothing was changed. If you gave words, check them; otherwise ask for one for"
        " everybody, or have it merged by whom it was written for.",
        file=name,
    ),
    errors.OtherInvitationWords: lambda name: _(
        "Check the words of the invitation with the coordination: these do not"
        " open “{file}”. If that file is the meeting pack, take the invitation instead: it is the"
        " other file. Nothing was changed.",
        file=name,
    ),
    errors.PackageNeedsPassphrase: lambda name: _(
        "“{file}” opens with words. Ask whoever wrote it for them.", file=name
    ),
    errors.PackageTooNew: lambda name: _(
        "A later version of Maillage wrote “{file}”. Install that version, then merge it again;"
        " nothing was changed.",
        file=name,
    ),
    errors.PackageTooLarge: lambda name: _(
        "“{file}” is larger than any Maillage file. Nothing was changed.", file=name
    ),
    errors.NotAnInvitation: lambda name: _(
        "“{file}” is a file of records, such as a meeting pack: the invitation is the other file."
        " Take the invitation here, and the pack under “Exchanges” once you have joined.",
        file=name,
    ),
    errors.InvitationAsPackage: lambda name: _(
        "“{file}” is an invitation: it serves to join with another laptop. Nothing was changed.",
        file=name,
    ),
    errors.PackageError: lambda name: _("“{file}” cannot be used. Nothing was changed.", file=name),
    errors.OldWorkbook: lambda name: _(
        "“{file}” is a workbook under a password, or of an old kind. Save it as .xlsx without a"
        " password, then try again. Nothing was changed.",
        file=name,
    ),
    errors.EmptyList: lambda name: _("“{file}” has no line to take in.", file=name),
    errors.ListError: lambda name: _(
        "“{file}” cannot be read as a list. Nothing was changed.", file=name
    ),
    errors.CannotRead: lambda name: _("“{file}” cannot be opened.", file=name),
    errors.NotAPicture: lambda name: _(
        "“{file}” cannot be read as a picture. Take the photo again, as JPEG or PNG.", file=name
    ),
    errors.NoBadgeInPicture: lambda name: _(
        "No badge can be read in “{file}”. Take it from nearer, without a reflection, or look for"
        " the name.",
        file=name,
    ),
}
for _type, _say in _BY_PATH.items():
    _SENTENCES[_type] = lambda error, say=_say: say(_name(error.path))  # type: ignore[misc]

_plain(errors.NotFound, lambda: _("This record is not on this device."))
_plain(errors.Erased, lambda: _("This record was erased for ever."))
_plain(errors.Deleted, lambda: _("This record is deleted. Restore it before changing it."))
_plain(
    errors.NotErasable,
    lambda: _("A programme, its laptops and its invitations cannot be erased."),
)
_plain(errors.NoConflict, lambda: _("Somebody has already decided this."))
_plain(
    errors.ChangedSince,
    lambda: _("This has been changed since. Nothing was undone."),
)
_plain(errors.NotCoordinator, lambda: _("Only a laptop of the coordination can do this."))
_plain(
    errors.NobodyToReadIt,
    lambda: _("No laptop of the coordination is known here: nobody could open this file."),
)
_plain(
    errors.AttachmentTooLarge,
    lambda: _("This file is too large to be kept with the meeting."),
)
_plain(
    errors.PhotoMissing,
    lambda: _("This photo has not arrived yet: it comes with the files of the laptop it is on."),
)
_plain(errors.NoEvent, lambda: _("There is no meeting yet. Create one to go on."))
_plain(
    errors.StoreUnencrypted,
    lambda: _("The database of this installation cannot encrypt. Install Maillage again."),
)
_plain(MaillageError, lambda: _("This could not be done. What was saved before is safe."))
