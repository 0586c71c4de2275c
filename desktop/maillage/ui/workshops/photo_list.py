"""The photos of a workshop in small, one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from maillage.domain.records import Attachment
from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.tokens import RADIUS_CONTROL, SPACE_S

WIDTH, HEIGHT = 168, 118
"""Logical pixels of one photo in small."""
KEY, IMAGE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class _Small(QStyledItemDelegate):
    """One photo with its words below, and a frame around the one that is shown large."""

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        words = QFontMetrics(theme.font("caption")).height()
        return QSize(theme.px(WIDTH), theme.px(HEIGHT) + words + 3 * SPACE_S)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRectF(option.rect).adjusted(SPACE_S, SPACE_S, -SPACE_S, -SPACE_S)
        words = painter.fontMetrics().height()
        picture = QRectF(box.topLeft(), box.size()).adjusted(0, 0, 0, -words - SPACE_S)
        path = QPainterPath()
        path.addRoundedRect(picture, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.fillPath(path, theme.color("sunken"))
        image = index.data(IMAGE)
        if isinstance(image, QImage) and not image.isNull():
            painter.setClipPath(path)
            fill = Qt.AspectRatioMode.KeepAspectRatioByExpanding
            side = QRectF(image.rect()).size().scaled(picture.size(), fill)
            place = QRectF(picture.topLeft(), side)
            place.moveCenter(picture.center())
            painter.drawImage(place, image)
            painter.setClipping(False)
        painter.setPen(QPen(theme.color("accent" if chosen else "edge"), 2 if chosen else 1))
        painter.drawPath(path)
        painter.setFont(theme.font("label" if chosen else "caption"))
        painter.setPen(theme.color("text" if chosen else "muted"))
        room = QRectF(box.left(), picture.bottom() + SPACE_S / 2, box.width(), words + SPACE_S)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)
        painter.restore()


class PhotoList(QListWidget):
    """`chosen(photo)` when a person wants another photo shown large."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Photos of the board"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Small(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(theme.px(WIDTH) + SPACE_S)
        self.setStyleSheet("background: transparent")
        self.currentItemChanged.connect(self._changed)

    def show_photos(self, photos: Sequence[Attachment]) -> None:
        """Show these photos in this order; the chosen one stays so, else the last."""
        before = self.current()
        images = {self.item(at).data(KEY): self.item(at).data(IMAGE) for at in range(self.count())}
        self.blockSignals(True)
        self.clear()
        for number, photo in enumerate(photos, 1):
            item = QListWidgetItem(words(photo, number))
            item.setData(KEY, photo.id)
            item.setData(IMAGE, images.get(photo.id))
            self.addItem(item)
        if photos:
            known = [photo.id for photo in photos]
            self.choose(before if before in known else known[-1])
        self.blockSignals(False)

    def missing(self) -> list[str]:
        """Return the photos that wait for their picture."""
        items = [self.item(at) for at in range(self.count())]
        return [str(item.data(KEY)) for item in items if item.data(IMAGE) is None]

    def show_image(self, photo: str, image: QImage) -> None:
        """Show the picture of a photo."""
        for at in range(self.count()):
            if self.item(at).data(KEY) == photo:
                self.item(at).setData(IMAGE, image)

    def choose(self, photo: str) -> None:
        """Choose a photo."""
        for at in range(self.count()):
            if self.item(at).data(KEY) == photo:
                self.setCurrentRow(at)

    def current(self) -> str:
        """Return the chosen photo, or nothing."""
        item = self.currentItem()
        return str(item.data(KEY)) if item else ""

    def _changed(self) -> None:
        self.chosen.emit(self.current())


def words(photo: Attachment, number: int) -> str:
    """Return what is said below a photo: its caption, else its table, else its number."""
    if photo.caption:
        return photo.caption
    if photo.table is not None:
        return _("Table {n}", n=photo.table)
    return _("Photo {n}", n=number)
