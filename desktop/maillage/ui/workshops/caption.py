"""The caption being typed under a photo comes back with it, until it is recorded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from maillage.domain.records import Attachment
from maillage.ui.changed_since import ChangedSince
from maillage.ui.drafts import CAPTION, Drafts
from maillage.ui.typed_over import TypedOver, TypedOvers
from maillage.ui.widgets.caret import go_on


class CaptionDraft(QObject):
    """Keeps what stands in the line under the photo shown and is not recorded yet."""

    def __init__(
        self, drafts: Drafts, line: QLineEdit, changed_since: ChangedSince, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._kept = TypedOvers(drafts, CAPTION)
        self._line, self._changed_since = line, changed_since
        self._photo = Attachment()
        """As it was when one began to type."""
        line.textChanged.connect(self._keep)
        changed_since.taken.connect(self._take_back)

    def latest(self, event: str, photos: Sequence[Attachment]) -> Attachment | None:
        """Return the photo whose caption was begun last; that of a photo gone is dropped."""
        there = {photo.id: photo for photo in photos}
        while (begun := self._kept.latest(event)) and begun not in there:
            self._kept.drop(event, begun)
        return there.get(begun)

    def show_caption(self, photo: Attachment) -> None:
        """Show the caption of a photo, or what is being typed over it."""
        other = photo.id != self._photo.id
        if not other and self._line.isModified():
            typed = self._line.text().strip()
            if photo.caption in (self._photo.caption, typed):
                return  # what is being typed stays
            self._changed_since.tell({"caption": typed})  # over words that are others now
        self._photo = photo
        self._put(photo.caption, typed=False)
        if other:
            self._changed_since.clear()
            self._bring_back()
        else:
            self._keep()

    def recorded(self, was: Attachment, now: Attachment) -> None:
        """Keep no longer a caption that is recorded now, or was left as it had been."""
        if now.id != self._photo.id:
            self._kept.drop(now.event, now.id)
            return
        if now.caption != was.caption:
            self._changed_since.clear()  # whoever records another one has decided
        self._photo = now
        self._keep()

    def refused(self, photo: Attachment, caption: str) -> None:
        """Have a caption that could not be recorded stay, to be sent again on leaving."""
        if photo.id == self._photo.id and self._line.text().strip() == caption != photo.caption:
            self._line.setModified(True)

    def _bring_back(self) -> None:
        photo = self._photo
        back = self._kept.back(photo.event, photo.id, {"caption": photo.caption})
        if back is None:
            return
        if back.offered:
            self._changed_since.tell(back.offered)
        if typed := back.typed.get("caption"):
            self._put(str(typed), typed=True)
        self._keep()

    def _put(self, text: str, *, typed: bool) -> None:
        """Have a text stand there; one that was typed is recorded as one leaves it."""
        photo, self._photo = self._photo, Attachment()  # half of this is not to be kept
        self._line.setText(text)
        self._line.setModified(typed)
        self._photo = photo

    def _take_back(self, texts: dict[str, str]) -> None:
        self._put(texts["caption"], typed=True)
        self._keep()
        go_on(self._line)

    def _keep(self) -> None:
        photo, text = self._photo, self._line.text()
        if not photo.id:
            return
        is_new = self._line.isModified() and text.strip() != photo.caption
        typed = {"caption": text} if is_new else {}
        was = {"caption": photo.caption}
        one = TypedOver(photo.id, typed, was, self._changed_since.offered)
        self._kept.keep(photo.event, one)
