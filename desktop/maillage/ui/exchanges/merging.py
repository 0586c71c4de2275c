"""The files of this sitting: first what taking them in would do, then the merge itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from maillage.actions import copies, exchanges, outliving, stick, told
from maillage.actions.device_names import namesake_line
from maillage.actions.explain import is_expected
from maillage.domain.errors import RestoredDevice, RevokedDevice
from maillage.domain.outcome import MergePlan, MergeReport
from maillage.language import _
from maillage.ui.background import Cancelled, Progress, Task
from maillage.ui.exchanges.rows import ReceivedFile, Stage
from maillage.ui.session import Session

Report = Callable[[int, int, str], None]


class Fact(Struct, frozen=True):
    """Something to know beside the files, and whether somebody must act on it."""

    text: str
    worrying: bool = False
    outlived: bool = False
    """Whether it is of people erased who are here still: somebody decides, then it is past."""


class Outcome(Struct, frozen=True):
    """What became of some files: planned, or taken in."""

    files: tuple[ReceivedFile, ...]
    conflicts: int
    """Choices that they add."""
    facts: tuple[Fact, ...]
    """Laptops that become known, and files that have not arrived."""
    merge: int | None = None
    """The number of the merge, to take it back by."""


def planned(
    session: Session, files: Sequence[ReceivedFile], *, words: str, alone: bool, progress: Report
) -> Outcome:
    """Return what merging files would do; nothing is changed. Runs with the store.

    What has not arrived can only be told when no others are waiting (``alone``).
    """
    paths = [file.path for file in files]
    plan = exchanges.plan(session.store, paths, passphrase=words or None, progress=progress)
    copies.keep(session.store, plan)
    gaps = alone and session.store.is_coordinator
    return _outcome(files, plan, Stage.PLANNED, words=words, gaps=gaps)


def merged(
    session: Session, files: Sequence[ReceivedFile], *, words: str, progress: Report
) -> Outcome:
    """Merge files and return what became of each, in the same order; runs with the store."""
    paths = [file.path for file in files]
    report = exchanges.merge(session.store, paths, passphrase=words or None, progress=progress)
    done = _outcome(files, report, Stage.DONE, words=words, gaps=session.store.is_coordinator)
    left = told.outlived_lines(len(outliving.read(session.store)))
    return replace(
        done, facts=(*(Fact(line, worrying=True, outlived=True) for line in left), *done.facts)
    )


def _outcome(
    files: Sequence[ReceivedFile], plan: MergePlan, good: Stage, *, words: str, gaps: bool
) -> Outcome:
    """Return the files as a plan or a merge leaves them.

    ``gaps`` are for the coordination, which waits for everybody's files; a laptop of the day
    has its own work, and never needs all of the others'.
    """
    number = plan.merge if isinstance(plan, MergeReport) else None
    after = tuple(
        replace(
            file,
            stage=Stage.REFUSED if one.refused else good,
            device=one.device,
            new=one.new,
            known=one.known,
            conflicts=one.conflicts,
            refused=one.refused,
            words=words,
            merge=None if one.refused else number,
        )
        for file, one in zip(files, plan.files, strict=True)
    )
    erased = told.erased_lines(plan.people_erased, done=number is not None)
    ignored = told.ignored_lines(plan.ignored)
    facts = [Fact(line, worrying=True) for line in [*erased, *ignored]]
    facts += [Fact(_("New laptop: {device}", device=name)) for name in plan.newcomers]
    facts += [Fact(namesake_line(name), worrying=True) for name in plan.namesakes]
    if gaps:
        facts += [Fact(" ".join(told.gap_lines(gap)), gap.missing > 0) for gap in plan.gaps]
    return Outcome(after, plan.conflicts, tuple(facts), number)


class Merging(QObject):
    """Takes files, says what they would bring, merges those that somebody approves."""

    changed = Signal()
    """Some file is at another stage."""
    progressed = Signal(int, int)
    """Files read, files in all; equal once the store writes and nothing can stop it."""
    planned = Signal()
    """Files wait for somebody to approve them."""
    useless = Signal(object)
    """The outcome of looking at files none of which can be taken in."""
    merged = Signal(object)
    """The outcome of a merge that went through."""
    too_late = Signal()
    """Stopping was asked for after the last moment: the files are in."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.files: list[ReceivedFile] = []
        self.facts: tuple[Fact, ...] = ()
        """What the latest plan or merge said beside its files."""
        self._conflicts: dict[str, int] = {}
        """Choices that the files that wait for approval would add, by the words that open them."""
        self._session = session
        self._task: Task | None = None
        self._writing = False
        self._stopping = False
        self._locked: list[tuple[Path, str]] = []
        self._approved: list[Path] = []
        session.welcome.connect(self._look_again)

    @property
    def busy(self) -> bool:
        """Whether files are being read or merged."""
        return self._task is not None

    @property
    def conflicts(self) -> int:
        """Choices that the files would add that wait for approval."""
        return sum(self._conflicts.values())

    @property
    def ready(self) -> list[ReceivedFile]:
        """The files that wait for somebody to approve them."""
        return [file for file in self.files if file.stage is Stage.PLANNED]

    def take(self, paths: Iterable[str | Path]) -> None:
        """Look at these files too; one that was here before is looked at anew.

        They come first: below a long list nobody would see which files the button takes in.
        """
        read = {Stage.WAITING, Stage.READING, Stage.READ}
        on_the_way = {file.path for file in self.files if file.stage in read}
        wanted = stick.files_of(map(Path, paths))
        added = [ReceivedFile(path) for path in wanted if path not in on_the_way]
        paths_added = {file.path for file in added}
        self.files = added + [file for file in self.files if file.path not in paths_added]
        self.changed.emit()
        self._go_on()

    def approve(self) -> None:
        """Merge all files that were looked at."""
        self._approved = [file.path for file in self.ready]
        self._go_on()

    def leave(self) -> None:
        """Take the files that wait for approval off the list; nothing was written."""
        self.files = [file for file in self.files if file.stage is not Stage.PLANNED]
        self.facts, self._conflicts = (), {}
        self.changed.emit()

    def unlock(self, path: Path, words: str) -> None:
        """Try a file again with the words that may open it."""
        self._locked.append((path, words))
        self._go_on()

    def stop(self) -> None:
        """Stop before anything is written; too late, the files are merged after all."""
        if self._task is not None:
            self._stopping = True
            self._task.cancel()

    def resume(self) -> None:
        """Look again at what was stopped, or taken back."""
        self._put({Stage.STOPPED, Stage.TAKEN_BACK}, Stage.WAITING)
        self._go_on()

    def _look_again(self) -> None:
        """Look at what was refused for this laptop's former name, or of one believed again."""
        self._put_files(
            [
                ReceivedFile(file.path, words=file.words)
                for file in self.files
                if isinstance(file.refused, RestoredDevice | RevokedDevice)
            ]
        )
        self._go_on()

    def taken_back(self, merge: int) -> None:
        """Say so of the files of this list that this merge took in: they are no longer here."""
        self._put_files(
            [
                replace(file, stage=Stage.TAKEN_BACK)
                for file in self.files
                if file.merge == merge and file.stage is Stage.DONE
            ]
        )
        if not self.ready:
            self.facts = ()
        self.changed.emit()

    def decided(self) -> None:
        """Say no more of people erased who are here still: somebody has decided about each."""
        left = tuple(fact for fact in self.facts if not fact.outlived)
        if left != self.facts:
            self.facts = left
            self.changed.emit()

    def clear(self) -> None:
        """Forget the files of this list; what was merged stays merged."""
        if not self.busy:
            self.files, self.facts, self._conflicts = [], (), {}
            self.changed.emit()

    def _go_on(self) -> None:
        if self.busy:
            return
        if self._locked:
            path, words = self._locked.pop(0)
            self._start([file for file in self.files if file.path == path], words, write=False)
        elif any(file.stage is Stage.WAITING for file in self.files):
            self._start(self._uncounted(), "", write=False)
        elif approved := [file for file in self.ready if file.path in self._approved]:
            # Files that open with the same words go in together, in one transaction.
            words = approved[0].words
            self._start([file for file in approved if file.words == words], words, write=True)
        elif self.ready:
            self.planned.emit()

    def _uncounted(self) -> list[ReceivedFile]:
        """The files to look at together: what is in two of them is new once, and one choice.

        Those that wait for approval are among them, but for what is sealed with words.
        """
        return [
            file
            for file in self.files
            if file.stage is Stage.WAITING
            or (file.stage is Stage.PLANNED and not file.words and file.path not in self._approved)
        ]

    def _start(self, batch: list[ReceivedFile], words: str, *, write: bool) -> None:
        if not batch:
            return
        session = self._session
        self._stopping, self._writing = False, write
        self._put_files([replace(file, stage=Stage.WAITING, refused=None) for file in batch])
        alone = not self.ready
        submit = session.write_long if write else session.read_long

        def job(progress: Progress) -> Outcome:
            if write:
                return merged(session, batch, words=words, progress=progress.report)
            return planned(session, batch, words=words, alone=alone, progress=progress.report)

        if not words:
            self._conflicts.pop("", None)
        self._task = submit(
            job,
            done=partial(self._done, words),
            failed=lambda error: self._failed(error, batch),
            progress=lambda done, total, _name: self._progress(batch, done, total),
        )
        self.progressed.emit(0, 2 * len(batch))
        self.changed.emit()

    def _progress(self, batch: list[ReceivedFile], done: int, total: int) -> None:
        stages = [Stage.READ] * done + [Stage.READING] + [Stage.WAITING] * total
        self._put_files(
            [replace(file, stage=stage) for file, stage in zip(batch, stages, strict=False)]
        )
        self.progressed.emit(done, total)
        self.changed.emit()

    def _done(self, words: str, outcome: Outcome) -> None:
        self._task = None
        self._put_files(outcome.files)
        if not (self._writing or words):
            self._put_ready_first({file.path for file in outcome.files})
        self.facts = outcome.facts
        self._count(words, outcome)
        self.changed.emit()
        if not self._writing:
            if any(isinstance(file.refused, RestoredDevice) for file in outcome.files):
                self._session.changed.emit()  # this laptop has a copy: it is said on every screen
            if not any(file.stage is Stage.PLANNED for file in outcome.files):
                self.useless.emit(outcome)
        else:
            if self._stopping:
                self.too_late.emit()
            self.merged.emit(outcome)
        self._go_on()

    def _put_ready_first(self, looked_at: set[Path]) -> None:
        """Of these, put last what asks for words: in high rows it would hide what is ready.

        Where it is then it stays, or it would run away from whoever has just given its words.
        """
        here = [file for file in self.files if file.path in looked_at]
        ordered = iter(sorted(here, key=lambda file: file.needs_words))
        self.files = [next(ordered) if file.path in looked_at else file for file in self.files]

    def _count(self, words: str, outcome: Outcome) -> None:
        if self._writing:
            # Approved once, not for ever: a file taken back is looked at before it comes again.
            merged_now = {file.path for file in outcome.files}
            self._approved = [path for path in self._approved if path not in merged_now]
            self._conflicts = {}
        else:
            self._conflicts[words] = self._conflicts.get(words, 0) + outcome.conflicts

    def _failed(self, error: BaseException, batch: list[ReceivedFile]) -> None:
        self._task = None
        self._locked, self._approved = [], []
        reason = None if isinstance(error, Cancelled) else error
        self._put_files([replace(file, stage=Stage.STOPPED, refused=reason) for file in batch])
        self._put({Stage.WAITING}, Stage.STOPPED)
        if not self.ready:
            self.facts, self._conflicts = (), {}  # nothing of it came, or is about to
        self.changed.emit()
        if reason is not None and not is_expected(reason):
            self._session.failed.emit(reason)

    def _put(self, before: set[Stage], after: Stage) -> None:
        self.files = [
            replace(file, stage=after, refused=None) if file.stage in before else file
            for file in self.files
        ]

    def _put_files(self, changed: Sequence[ReceivedFile]) -> None:
        by_path = {file.path: file for file in changed}
        self.files = [by_path.get(file.path, file) for file in self.files]
