"""Received files as rows, and what the screen says of files that leave and arrive."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import Enum
from pathlib import Path

from msgspec import Struct

from maillage.actions.events import local_time
from maillage.actions.explain import sentence
from maillage.domain.errors import PackageForOthers, PackageNeedsPassphrase, UnknownDevice
from maillage.domain.records import Event
from maillage.language import _, current, ngettext_

FEW = 4
"""Names told one by one; more are counted."""


class Stage(Enum):
    """How far a received file is."""

    WAITING = "waiting"
    READING = "reading"
    READ = "read"
    PLANNED = "planned"
    """Read whole and checked: what it would bring is known, nothing is written yet."""
    DONE = "done"
    REFUSED = "refused"
    STOPPED = "stopped"
    TAKEN_BACK = "taken back"
    """It was in, until its merge was taken back."""


class ReceivedFile(Struct, frozen=True):
    """A file that somebody dropped here, and what became of it."""

    path: Path
    stage: Stage = Stage.WAITING
    device: str = ""
    new: int = 0
    known: int = 0
    conflicts: int = 0
    refused: BaseException | None = None
    words: str = ""
    """The words it was tried with."""
    merge: int | None = None
    """The number of the merge that took it in, if one did."""

    @property
    def needs_words(self) -> bool:
        """Whether it opens with words that are still to be given."""
        if self.stage is not Stage.REFUSED:
            return False
        wrong = bool(self.words) and isinstance(self.refused, PackageForOthers)
        return wrong or isinstance(self.refused, PackageNeedsPassphrase)


class FileLook(Struct, frozen=True):
    """How a file is shown."""

    icon: str
    tone: str
    sub: str
    state: str
    marks: tuple[tuple[int, int], ...] = ()
    error: str = ""
    """Below the field for words, when those given were not the right ones."""


def file_look(file: ReceivedFile) -> FileLook:
    """Return the icon, lines and state of a received file."""
    match file.stage:
        case Stage.WAITING:
            return FileLook("hourglass", "muted", "", _("Waiting"))
        case Stage.READING:
            return FileLook("file-input", "accent", "", _("Reading…"))
        case Stage.READ:
            return FileLook("file-input", "accent", "", _("Read"))
        case Stage.PLANNED:
            return _planned_look(file)
        case Stage.STOPPED:
            if file.refused:
                return FileLook("circle-x", "danger", _refusal(file), _("Not taken in"))
            said = _("Stopped before anything was taken in: nothing was changed.")
            return FileLook("ban", "muted", said, _("Not taken in"))
        case Stage.DONE:
            return _done_look(file)
        case Stage.TAKEN_BACK:
            said = _("Its merge was taken back. Look at it again to take it in.")
            return FileLook("undo-2", "muted", said, _("Taken back"))
    if file.needs_words:
        wrong = isinstance(file.refused, PackageForOthers)
        error = _("These words do not open it. Check them with whoever wrote it.") if wrong else ""
        said = _(
            "This file opens with words. Ask whoever wrote it for them. An invitation serves to"
            " join the programme, not to merge."
        )
        return FileLook("key-round", "warning", said, _("Words needed"), error=error)
    said = _refusal(file)
    return FileLook("circle-x", "danger", said, _("Refused"), _compared(file.refused, said))


def _refusal(file: ReceivedFile) -> str:
    """Return why a file was refused, without its name, which stands right above."""
    said = sentence(file.refused) if file.refused else ""
    named = _("“{name}”", name=file.path.name)
    if said.startswith(named):
        said = _("This file") + said[len(named) :]
    return said.replace(named, _("this file"))


def _planned_look(file: ReceivedFile) -> FileLook:
    if not file.new:
        # Nothing is taken in yet: a copy of a file beside it may be all there is.
        told = _("All of it is here, or in another of these files")
        return FileLook(
            "check", "muted", " · ".join(filter(None, (file.device, told))), _("No news")
        )
    said = " · ".join(filter(None, (file.device, _counts(file))))
    if file.conflicts:
        choices = ngettext_("{n} choice to make", "{n} choices to make", file.conflicts)
        return FileLook("file-input", "accent", f"{said}, {choices}", _("Ready"))
    return FileLook("file-input", "accent", said, _("Ready"))


def _counts(file: ReceivedFile) -> str:
    counts = ngettext_("{n} new change", "{n} new changes", file.new)
    if file.known:
        counts += ", " + ngettext_("{n} already known", "{n} already known", file.known)
    return counts


def _done_look(file: ReceivedFile) -> FileLook:
    if not file.new:
        said = " · ".join(filter(None, (file.device, _("Already taken in: nothing new"))))
        return FileLook("check", "muted", said, _("Already here"))
    said = " · ".join(filter(None, (file.device, _counts(file))))
    return FileLook("circle-check", "positive", said, _("Taken in"))


def _compared(error: BaseException | None, said: str) -> tuple[tuple[int, int], ...]:
    """Return where the words to compare by telephone stand in the sentence."""
    if isinstance(error, UnknownDevice) and error.words and error.words in said:
        return ((said.index(error.words), len(error.words)),)
    return ()


def files_title(files: Sequence[ReceivedFile]) -> str:
    """Return the heading over the received files."""
    if not files:
        return _("Received files")
    return ngettext_("{n} file received", "{n} files received", len(files))


def merged_fact(files: Iterable[ReceivedFile], conflicts: int) -> str:
    """Return what a merge brought, in one line."""
    done = list(files)
    new = sum(file.new for file in done)
    waiting = sum(file.needs_words for file in done)
    refused = refused_of(done)
    parts = []
    if waiting + refused < len(done):
        parts.append(
            ngettext_("{n} new change taken in", "{n} new changes taken in", new)
            if new
            else _("Nothing new in these files")
        )
    if refused:
        parts.append(ngettext_("{n} file refused", "{n} files refused", refused))
    if waiting:
        parts.append(
            ngettext_("{n} file waits for its words", "{n} files wait for their words", waiting)
        )
    if conflicts:
        parts.append(ngettext_("{n} choice to make", "{n} choices to make", conflicts))
    return ", ".join(parts)


def merged_icon(files: Sequence[ReceivedFile]) -> str:
    """Return the icon of that line: a tick only when every file is in."""
    if refused_of(files):
        return "circle-alert"
    return "key-round" if any(file.needs_words for file in files) else "check"


def planned_fact(files: Iterable[ReceivedFile], conflicts: int) -> str:
    """Return what taking the files in would do, in one line; two may add the same choice."""
    looked = list(files)
    new = sum(file.new for file in looked if file.stage is Stage.PLANNED)
    parts = [
        ngettext_("{n} new change", "{n} new changes", new)
        if new
        else _("Nothing new in these files")
    ]
    if conflicts:
        parts.append(ngettext_("{n} choice to make", "{n} choices to make", conflicts))
    # Below a long list nobody would see which.
    if refused := refused_of(looked):
        parts.append(ngettext_("{n} file refused", "{n} files refused", refused))
    return ", ".join(parts)


def take_in_words(files: int, *, brings: bool) -> str:
    """Return what the button does: take files in, or note that known ones have arrived."""
    if brings:
        return ngettext_("Take {n} file in", "Take {n} files in", files)
    return ngettext_("Note that {n} file has arrived", "Note that {n} files have arrived", files)


def refused_of(files: Iterable[ReceivedFile]) -> int:
    """Return how many files were refused; one that waits for its words is not."""
    return sum(file.stage is Stage.REFUSED and not file.needs_words for file in files)


def reading_words(done: int, total: int) -> str:
    """Return how far a merge is; each file is read, then taken in.

    Once all files are in, it can no longer be stopped.
    """
    files = total // 2
    if done >= total:
        return _("Taking in what is new…")
    if done >= files:
        return _("Taking in: file {at} of {total}", at=done - files + 1, total=files)
    return _("Reading: file {at} of {total}", at=done + 1, total=files)


def unsent_words(unsent: int) -> str:
    """Return how many changes of this laptop are in no file of all that it knows.

    A meeting pack is no such file: what it holds of them is nowhere else for good.
    """
    return ngettext_(
        "{n} change of this laptop is in no full file yet",
        "{n} changes of this laptop are in no full file yet",
        unsent,
    )


def pack_words() -> str:
    """Return what a pack just written does not do."""
    return _(
        "A pack holds only what the other laptops need of the meeting: the full file is still"
        " to be prepared."
    )


def handed_words(*, coordinator: bool) -> str:
    """Return what remains to do once all is in a file: nothing says yet that it arrived."""
    if coordinator:
        # What it has taken in since is in no file either, and is no work of this laptop.
        return _(
            "Nothing was recorded here since; what this laptop has taken in goes out with the next."
        )
    return _("Hand it to the coordination: nothing says yet that it has arrived.")


def written_words(name: str, size: int, readers: Sequence[str], *, own: str) -> str:
    """Return what was written, that it was read back, and for whom."""
    return _(
        "{file}, {size}, read back, {readers}",
        file=name,
        size=current().size(size),
        readers=_readers_words(readers, own),
    )


def left_behind_words(photos: int) -> str:
    """Return that photos stayed on this laptop, or nothing."""
    if not photos:
        return ""
    return ngettext_(
        "{n} photo had no room in this file: prepare another one for it.",
        "{n} photos had no room in this file: prepare another one for them.",
        photos,
    )


def _readers_words(readers: Sequence[str], own: str) -> str:
    if not readers:
        return _("for whoever has the words")
    others = sorted(set(readers) - {own})
    if not others:
        return _("for this laptop alone")
    if len(others) > FEW:
        return ngettext_("for {n} laptop", "for {n} laptops", len(others))
    quoted = [_("“{name}”", name=name) for name in others]
    return _("for {names}", names=current().list(quoted))


def minutes_name(event: Event, *, names: bool) -> str:
    """Return a file name for the compte-rendu: its day, commune, and whether it is internal."""
    day = f"{local_time(event.starts):%Y-%m-%d}" if event.starts else ""
    place = unicodedata.normalize("NFKD", event.commune or event.title)
    ascii_place = place.encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_place).strip("-")[:40]
    internal = "interne" if names else ""
    return "-".join(filter(None, ("compte-rendu", day, slug, internal))) + ".pdf"
