"""One photo, as large as there is room for it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from maillage.ui.look import theme


class PhotoView(QWidget):
    """One photo as large as there is room. `resized` when it wants another picture."""

    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._sentence = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(theme.px(160), theme.px(72))

    def show_image(self, image: QImage, about: str) -> None:
        """Show a picture; ``about`` says what it is to whoever does not see it."""
        self._image, self._sentence = image, "" if not image.isNull() else about
        self.setAccessibleName(about)
        self.update()

    def wanted(self) -> int:
        """Return how long the longest side of the picture should be, in pixels of the screen."""
        return int(max(self.width(), self.height()) * self.devicePixelRatioF())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture in the middle, or say why there is none."""
        painter = QPainter(self)
        if self._image.isNull():
            painter.setFont(theme.font("sub"))
            painter.setPen(theme.color("muted"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), int(flags), self._sentence)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QRectF(self.rect())
        keep = Qt.AspectRatioMode.KeepAspectRatio
        place = QRectF(room.topLeft(), QRectF(self._image.rect()).size().scaled(room.size(), keep))
        place.moveCenter(room.center())
        painter.drawImage(place, self._image)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size wants another picture."""
        super().resizeEvent(event)
        self.resized.emit()
