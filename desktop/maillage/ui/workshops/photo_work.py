"""What is done with photos of boards on the store's thread, and how each is taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from maillage.actions import deeds, photos
from maillage.actions.deeds import WayBack
from maillage.actions.explain import is_expected, sentence
from maillage.actions.photos import Taken
from maillage.domain.records import Attachment
from maillage.language import _, ngettext_
from maillage.ui.background import Cancelled, Progress, Task
from maillage.ui.session import Session
from maillage.ui.ways_back import WaysBack


class PhotoWork(QObject):
    """Takes photos in, corrects, deletes and hands them out."""

    progress = Signal(int, int, str)
    """Photos done, photos in all, name of the next."""
    refused = Signal(str)
    """Why some files were not taken in, a sentence each; nothing if all were."""
    ended = Signal(list)
    """The ids of the photos that were taken in, last of all signals of one taking."""

    def __init__(
        self, session: Session, ways_back: WaysBack, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._ways_back = ways_back
        self._session, self._store = session, session.store
        self._task: Task | None = None

    def take(self, paths: Sequence[Path], *, event: str, workshop: str, table: int | None) -> None:
        """Take the photos in some files in; the good ones go on when one is refused."""
        store = self._store
        where: dict[str, Any] = {"event": event, "workshop": workshop, "table": table}

        def job(progress: Progress) -> tuple[list[tuple[Taken, WayBack]], list[BaseException]]:
            taken, refused = list[tuple[Taken, WayBack]](), list[BaseException]()
            for at, path in enumerate(paths):
                try:
                    progress.report(at, len(paths), path.name)
                    add = partial(photos.add, store, path, **where)
                    taken.append(deeds.done(store, add))
                except Cancelled:
                    break  # those that are in stay, and can be taken back
                except Exception as error:
                    if not is_expected(error):
                        raise
                    refused.append(error)
            return taken, refused

        self._task = self._session.write_long(
            job,
            done=lambda found: self._taken(*found),
            failed=self._failed,
            progress=self.progress.emit,
        )

    def stop(self) -> None:
        """Take no further photo in."""
        if self._task:
            self._task.cancel()

    def describe(
        self,
        photo: Attachment,
        *,
        caption: str,
        table: int | None,
        done: Callable[[Attachment], None],
        refused: Callable[[], None],
    ) -> None:
        """Say what a photo shows; what is as before may have changed elsewhere meanwhile."""
        said: dict[str, object] = {"caption": caption, "table": table}
        new = {name: value for name, value in said.items() if value != getattr(photo, name)}
        if not new:
            done(photo)
            return
        store = self._store

        def failed(error: BaseException) -> None:
            refused()
            self._session.failed.emit(error)

        self._session.write(
            lambda: photos.change(store, photo=photo.id, **new),
            done=done,
            failed=failed,
        )

    def delete(self, ids: Sequence[str]) -> None:
        """Take photos away, with a way back."""
        store = self._store
        n = len(ids)
        fact = ngettext_("{n} photo taken away", "{n} photos taken away", n)
        act = partial(photos.delete, store, photos=ids)

        def done(deleted: tuple[None, WayBack]) -> None:
            _nothing, way = deleted
            self._ways_back.tell(fact, "", way.undo, way.redo)

        self._session.write(lambda: deeds.done(store, act), done=done)

    def erase(self, photo: str) -> None:
        """Erase a photo for ever."""
        store = self._store
        self._session.write(
            lambda: photos.erase(store, photo=photo),
            done=lambda _nothing: self._session.tell(_("The photo is erased for ever")),
        )

    def save(self, photo: str, path: Path) -> None:
        """Write a copy of a photo, in clear."""
        store = self._store
        url = QUrl.fromLocalFile(str(path))

        def done(_nothing: None) -> None:
            self._session.tell(
                _("Saved: {file}", file=path.name),
                undo=_("Open"),
                on_undo=lambda: QDesktopServices.openUrl(url),
            )

        self._session.read(lambda: photos.save(store, path, photo=photo), done=done)

    def _taken(self, taken: list[tuple[Taken, WayBack]], refused: list[BaseException]) -> None:
        new = [way for one, way in taken if one.new]
        if new:
            fact = ngettext_("{n} photo taken in", "{n} photos taken in", len(new))
            back = partial(deeds.all_of, self._store, [way.undo for way in new])
            again = partial(deeds.all_of, self._store, [way.redo for way in new])
            self._ways_back.tell(fact, "", back, again)
        elif taken:
            fact = ngettext_(
                "This photo is here already", "These {n} photos are here already", len(taken)
            )
            self._session.tell(fact, icon="info")
        self.refused.emit("\n".join(sentence(error) for error in refused))
        self.ended.emit([one.photo.id for one, _way in taken])

    def _failed(self, error: BaseException) -> None:
        self.ended.emit([])
        if not isinstance(error, Cancelled):
            self._session.failed.emit(error)
