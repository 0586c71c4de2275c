"""The pages of a PDF, one at a time, as they will be printed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from maillage.actions import paper
from maillage.actions.paper import Picture
from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_M, SPACE_S
from maillage.ui.session import Session
from maillage.ui.widgets.buttons import icon_button
from maillage.ui.widgets.text import Text

POINTS = 72
MOST_DOTS = 300
"""Dots per inch at most, however large the window."""
PAUSE = 120
"""Milliseconds of stillness before a page is drawn at another size."""


def image_of(picture: Picture) -> QImage:
    """Return a picture as Qt's own, with its own copy of the pixels."""
    return QImage(
        picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32
    ).copy()


class _Canvas(QWidget):
    """Paints one page in the middle. `turned(by)` for the keys and the wheel that turn pages."""

    turned = Signal(int)
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(theme.px(180), theme.px(140))

    def show_image(self, image: QImage) -> None:
        """Show another page, or none."""
        self.image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page, which is white on paper whatever the theme, and a line around it."""
        if self.image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        keep = Qt.AspectRatioMode.KeepAspectRatio
        side = QSizeF(self.image.size()).scaled(room.size(), keep)
        place = QRectF(QPointF(0, 0), side)
        place.moveCenter(room.center())
        painter.drawImage(place, self.image)
        painter.setPen(theme.color("accent" if self.hasFocus() else "edge"))
        painter.drawRect(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and page keys turn the pages."""
        by = {
            Qt.Key.Key_PageDown: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1,
        }.get(Qt.Key(event.key()))  # fmt: skip
        if by is None:
            super().keyPressEvent(event)
        else:
            self.turned.emit(by)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel turns pages too."""
        self.turned.emit(-1 if event.angleDelta().y() > 0 else 1)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size wants another picture."""
        super().resizeEvent(event)
        self.resized.emit()


class Preview(QWidget):
    """One page of a PDF and the way to the others. `shown` once a page is on the screen."""

    shown = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pdf = b""
        self._sizes: list[tuple[float, float]] = []
        self._page = 0
        set_look(self, box="inset")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.canvas = _Canvas()
        self.canvas.turned.connect(self.turn)
        self.before = icon_button("chevron-left", _("Previous page"))
        self.after = icon_button("chevron-right", _("Next page"))
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        self.words = Text("", "sub", "muted")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        foot.addStretch(1)
        for widget in (self.before, self.words, self.after):
            foot.addWidget(widget)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_S)
        column.setSpacing(SPACE_S)
        column.addWidget(self.canvas, 1)
        column.addLayout(foot)
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(PAUSE)
        self._still.timeout.connect(self._draw)
        self.canvas.resized.connect(self._still.start)
        self._say()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def page(self) -> int:
        """The page shown, from 0."""
        return self._page

    def show_pdf(self, pdf: bytes, sizes: list[tuple[float, float]]) -> None:
        """Show another PDF, the page with the same number first."""
        self._pdf, self._sizes = pdf, sizes
        self._page = min(self._page, max(0, len(sizes) - 1))
        self._say()
        self._draw()

    def turn(self, by: int) -> None:
        """Go some pages on or back."""
        wanted = max(0, min(self.pages - 1, self._page + by))
        if self.pages and wanted != self._page:
            self._page = wanted
            self._say()
            self._draw()

    def _say(self) -> None:
        self.words.setText(
            _("Page {page} of {pages}", page=self._page + 1, pages=self.pages) if self.pages else ""
        )
        self.canvas.setAccessibleName(self.words.text() or _("Preview"))
        self.before.setEnabled(self._page > 0)
        self.after.setEnabled(self._page + 1 < self.pages)
        for button in (self.before, self.after):
            button.setVisible(self.pages > 1)

    def _draw(self) -> None:
        if not self._sizes:
            self.canvas.show_image(QImage())
            return
        pdf, page = self._pdf, self._page
        wide, high = self._sizes[page]
        ratio = self.canvas.devicePixelRatioF()
        scale = min(self.canvas.width() / wide, self.canvas.height() / high) * ratio
        dots = max(10.0, min(MOST_DOTS, scale * POINTS))
        self._session.read(
            lambda: paper.picture(pdf, page, dots_per_inch=dots),
            done=partial(self._show, pdf, page),
        )

    def _show(self, pdf: bytes, page: int, picture: Picture) -> None:
        if pdf is self._pdf and page == self._page:
            self.canvas.show_image(image_of(picture))
            self.shown.emit()
