"""The photos of the boards of one workshop, in the place of its notes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from maillage.actions import photos
from maillage.actions.explain import sentence
from maillage.domain.records import Attachment, Workshop
from maillage.language import _
from maillage.ui import folders
from maillage.ui.changed_since import ChangedSince
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_M, SPACE_S
from maillage.ui.session import Session
from maillage.ui.ways_back import WaysBack
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.card import Card
from maillage.ui.widgets.caret import go_on
from maillage.ui.widgets.combo import ComboBox
from maillage.ui.widgets.dialogs import ConfirmDialog
from maillage.ui.widgets.empty import EmptyState
from maillage.ui.widgets.fields import LabelledField
from maillage.ui.widgets.flow import FlowLayout
from maillage.ui.widgets.front_stack import FrontStack
from maillage.ui.widgets.progress import ProgressRow
from maillage.ui.widgets.scroll import ScrollPane
from maillage.ui.widgets.text import set_tooltip
from maillage.ui.workshops.caption import CaptionDraft
from maillage.ui.workshops.photo_list import HEIGHT, WIDTH, PhotoList, words
from maillage.ui.workshops.photo_view import PhotoView
from maillage.ui.workshops.photo_work import PhotoWork
from maillage.ui.writers import for_writers, only_shown

PURPOSE = "photos"
PAUSE = 120
"""Milliseconds of stillness before a photo is drawn at another size."""


class PhotosCard(Card):
    """`picked` when somebody chose files, `left` when they go back to the notes."""

    picked = Signal(list)
    left = Signal()

    def __init__(
        self, session: Session, ways_back: WaysBack, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Photos of the board"), parent=parent)
        self._session = session
        self._event = self._workshop = ""
        self._photos: dict[str, Attachment] = {}
        self._shown = ""
        self._wanted = ""
        self.work = PhotoWork(session, ways_back, self)
        self._build()
        self._connect()

    # What the page calls ---------------------------------------------------------------

    def show_photos(
        self, workshop: Workshop, found: Sequence[Attachment], tables: Sequence[int]
    ) -> None:
        """Show the photos of a workshop."""
        if workshop.id != self._workshop:
            self._keep_words()
            self.banner.hide()  # it spoke of files for another one
        self._event, self._workshop = workshop.event, workshop.id
        self._photos = {photo.id: photo for photo in found}
        if [self.table.itemData(at) for at in range(self.table.count())] != [None, *tables]:
            self.table.clear()
            self.table.add(_("Not said"), None)
            for number in tables:
                self.table.add(str(number), number)
        self.states.setCurrentWidget(self._body if found else self._none)
        self.more.setVisible(bool(found))
        self.list.show_photos(found)
        if self._wanted in self._photos:
            self.list.choose(self._wanted)
            self.caption.setFocus(Qt.FocusReason.OtherFocusReason)  # what it shows comes next
            self._wanted = ""
        self._show(self.list.current())
        self._show_small()

    def set_compact(self, *, compact: bool) -> None:
        """Leave more of a small window to the photo."""
        margin = SPACE_M if compact else 16
        self.body.setContentsMargins(margin, margin, margin, margin)
        for field in (self._caption_field, self._table_field):
            field.set_label_shown(shown=not compact)

    def focus_first(self) -> None:
        """Start with the photos, or with the one thing there is to do."""
        if self.caption.isModified():  # what is being typed comes first
            go_on(self.caption)
            return
        first = self.list if self._photos else self.nobody.action
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def begun(self, event: str, found: Sequence[Attachment]) -> Attachment | None:
        """Return the photo of a meeting whose caption was being typed, to be shown next."""
        photo = self.draft.latest(event, found)
        self._wanted = photo.id if photo else ""
        return photo

    def choose(self) -> None:
        """Ask which photos to take in."""
        start = str(folders.current().start(PURPOSE))
        suffixes = " ".join(f"*{suffix}" for suffix in photos.SUFFIXES)
        kinds = _("Pictures") + f" ({suffixes})"
        paths, _kind = QFileDialog.getOpenFileNames(self, _("Add photos"), start, kinds)
        if paths:
            folders.current().remember(PURPOSE, Path(paths[0]))
            self.picked.emit(paths)

    def take(self, paths: Sequence[Path], table: int | None = None) -> None:
        """Take the photos in some files in."""
        if self._workshop:
            self.more.setEnabled(False)
            self.banner.hide()
            self.progress.allow_stop()
            self.progress.show()
            self.work.take(paths, event=self._event, workshop=self._workshop, table=table)

    # Building --------------------------------------------------------------------------

    def _build(self) -> None:
        self.back = self.add_to_head(Button(_("Back to the notes"), "quiet", "chevron-left"))
        set_tooltip(self.back, _("Escape"))
        self.more = self.add_to_head(Button(_("Add photos…"), "primary", "plus"))
        self.banner = self.add(Banner("warning"))
        self.banner.hide()
        self.progress = self.add(ProgressRow(_("Taking the photos in"), "camera"))
        self.progress.hide()
        self.nobody = EmptyState(
            "camera",
            _("No photo of this workshop yet"),
            _(
                "Drop photos of the boards here. They are kept in the encrypted store, without"
                " the place or the telephone they were taken with."
            ),
            _("Add photos…"),
            "plus",
        )
        self.list = PhotoList()
        self.view = PhotoView()
        self.caption = QLineEdit()
        self.caption.setPlaceholderText(_("What it shows, for the minutes"))
        self.table = ComboBox()
        self.table.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        self.changed_since = ChangedSince(
            _("This caption was changed meanwhile, and stands here as it is now.")
        )
        self.draft = CaptionDraft(self._session.drafts, self.caption, self.changed_since, self)
        self._caption_field = LabelledField(_("Caption"), self.caption)
        self._table_field = LabelledField(_("Table"), self.table)
        self._facts = QHBoxLayout()
        self._facts.setSpacing(SPACE_M)
        self._facts.addWidget(self._caption_field, 1)
        self._facts.addWidget(self._table_field)
        self.save = Button(_("Save a copy…"), "secondary", "file-down")
        self.delete = Button(_("Take away"), "quiet", "trash-2")
        set_tooltip(self.delete, _("Delete"))
        self.erase = Button(_("Erase for ever…"), "quiet")
        foot = QWidget()
        line = FlowLayout(foot, SPACE_S)
        for button in (self.save, self.delete, self.erase):
            line.addWidget(button)
        large = QVBoxLayout()
        large.setSpacing(SPACE_M)
        large.addWidget(self.view, 1)
        large.addWidget(self.changed_since)
        large.addLayout(self._facts)
        large.addWidget(foot)
        self._body = QWidget()
        row = QHBoxLayout(self._body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_M)
        row.addWidget(self.list)
        row.addLayout(large, 1)
        self.states = FrontStack()
        self._none = ScrollPane(self.nobody)  # rather than have a small window grow
        self.states.addWidget(self._none)
        self.states.addWidget(self._body)
        self.add(self.states, 1)
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(PAUSE)

    def _connect(self) -> None:
        self.back.clicked.connect(self.leave)
        self.more.clicked.connect(self.choose)
        self.nobody.acted.connect(self.choose)
        self.list.chosen.connect(self._choose)
        self.view.resized.connect(self._still.start)
        self._still.timeout.connect(self._draw)
        self.caption.editingFinished.connect(self._keep_words)
        self.table.activated.connect(lambda _at: self._keep_words())
        self.save.clicked.connect(self._save)
        self.delete.clicked.connect(self._delete)
        self.erase.clicked.connect(self._erase)
        self.progress.stopped.connect(self.work.stop)
        self.work.progress.connect(self._tell_progress)
        self.work.refused.connect(self._tell_refused)
        self.work.ended.connect(self._ended)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.leave, context=inside)
        of_list = Qt.ShortcutContext.WidgetShortcut
        away = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list, self._delete, context=of_list)
        session = self._session
        for_writers(session, away, self.more, self.nobody.action, self.delete, self.erase)
        only_shown(session, self.caption, self.table)

    def leave(self) -> None:
        """Go back to the notes; what was typed is kept."""
        self._keep_words()
        self.left.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was refused was read by then; whoever comes back starts anew."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.banner.hide()

    # Showing ---------------------------------------------------------------------------

    def _choose(self, photo: str) -> None:
        self._keep_words()
        self._show(photo)

    def _show(self, photo: str) -> None:
        about = self._photos.get(photo)
        self._shown = photo if about else ""
        if about is None:
            self.view.show_image(QImage(), "")
            return
        self.draft.show_caption(about)
        self.table.set_code(about.table)
        self._draw()

    def _draw(self) -> None:
        about = self._photos.get(self._shown)
        if about is None or self.isHidden():
            return
        store, side = self._session.store, self.view.wanted()
        number = list(self._photos).index(about.id) + 1

        def done(content: bytes) -> None:
            if about.id == self._shown:
                self.view.show_image(_image(content), words(about, number))

        def failed(error: BaseException) -> None:
            if about.id == self._shown:
                self.view.show_image(QImage(), sentence(error))

        self._session.read(
            lambda: photos.shown(store, photo=about.id, side=side), done=done, failed=failed
        )

    def _show_small(self) -> None:
        store = self._session.store
        side = int(theme.px(max(WIDTH, HEIGHT)) * self.devicePixelRatioF())
        for photo in self.list.missing():
            self._session.read(
                partial(photos.shown, store, photo=photo, side=side),
                done=partial(self._show_one_small, photo),
                failed=lambda _error: None,  # said where it is shown large
            )

    def _show_one_small(self, photo: str, content: bytes) -> None:
        self.list.show_image(photo, _image(content))

    def _tell_progress(self, done: int, total: int, name: str) -> None:
        words = _("Photo {n} of {total}: {file}", n=done + 1, total=total, file=name)
        self.progress.set_progress(done, total, words)

    def _tell_refused(self, sentences: str) -> None:
        self.banner.say("warning", sentences)
        self.banner.setVisible(bool(sentences))

    def _ended(self, taken: list[str]) -> None:
        self.progress.hide()
        self.more.setEnabled(True)
        self._wanted = taken[-1] if taken else ""

    # Doing -----------------------------------------------------------------------------

    def _keep_words(self) -> None:
        about = self._photos.get(self._shown)
        if about is not None:
            table = self.table.code()
            typed = self.caption.text().strip() if self.caption.isModified() else about.caption
            self.caption.setModified(False)
            self.work.describe(
                about,
                caption=typed,
                table=table if isinstance(table, int) else None,
                done=partial(self.draft.recorded, about),
                refused=partial(self.draft.refused, about, typed),
            )

    def _save(self) -> None:
        about = self._photos.get(self._shown)
        if about is None:
            return
        number = list(self._photos).index(about.id) + 1
        name = "".join(c if c.isalnum() or c in " -_" else "_" for c in words(about, number))[:80]
        offered = folders.current().start(PURPOSE) / f"{name.strip()}{photos.SUFFIX}"
        path, _kind = QFileDialog.getSaveFileName(
            self, _("Save a copy"), str(offered), _("Pictures") + f" (*{photos.SUFFIX})"
        )
        if path:
            chosen = Path(path)
            folders.current().remember(PURPOSE, chosen)
            if chosen.suffix.lower() not in photos.SUFFIXES:
                chosen = chosen.with_name(chosen.name + photos.SUFFIX)
            self.work.save(about.id, chosen)

    def _delete(self) -> None:
        if self._shown:
            self.work.delete([self._shown])

    def _erase(self) -> None:
        photo = self._shown
        if photo and ConfirmDialog.ask(
            _("Erase this photo for ever?"),
            _("It goes from this laptop, and from the others as soon as they take your file in."),
            safe=_("Keep the photo"),
            danger=_("Erase for ever"),
            parent=self.window(),
        ):
            self.work.erase(photo)


def _image(content: bytes) -> QImage:
    image = QImage()
    image.loadFromData(content, "JPEG")
    return image
