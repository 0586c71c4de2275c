"""The pages of a PDF, one at a time, as they will be printed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from maillage.actions import paper
from maillage.actions.paper import Picture
from maillage.language import _
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_M, SPACE_S
from maillage.ui.paper.page_canvas import NEARER, PageCanvas
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


class Preview(QWidget):
    """One page of a PDF and the way to the others. `shown` once a page is on the screen."""

    shown = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pdf = b""
        self._sizes: list[tuple[float, float]] = []
        self._page = 0
        self._seen = -1
        set_look(self, box="inset")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.canvas = PageCanvas()
        self.canvas.turned.connect(self.turn)
        self.canvas.zoomed.connect(self._zoomed)
        self.before = icon_button("chevron-left", _("Previous page"))
        self.after = icon_button("chevron-right", _("Next page"))
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        self.farther = icon_button("zoom-out", _("Smaller"))
        self.nearer = icon_button("zoom-in", _("Larger"))
        self.farther.clicked.connect(lambda: self.canvas.zoom(-1))
        self.nearer.clicked.connect(lambda: self.canvas.zoom(1))
        self.words = Text("", "sub", "muted")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        foot.addStretch(1)
        for widget in (self.before, self.words, self.after):
            foot.addWidget(widget)
        foot.addStretch(1)
        foot.addWidget(self.farther)
        foot.addWidget(self.nearer)
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
        self.farther.setEnabled(self.pages > 0 and self.canvas.nearer > NEARER[0])
        self.nearer.setEnabled(self.pages > 0 and self.canvas.nearer < NEARER[-1])

    def _zoomed(self) -> None:
        self._say()
        self._draw()

    def _draw(self) -> None:
        if not self._sizes:
            self.canvas.show_image(QImage())
            return
        pdf, page = self._pdf, self._page
        wide, high = self._sizes[page]
        ratio = self.canvas.devicePixelRatioF()
        scale = min(self.canvas.width() / wide, self.canvas.height() / high) * ratio
        scale *= self.canvas.nearer
        dots = max(10.0, min(MOST_DOTS, scale * POINTS))
        self._session.read(
            lambda: paper.picture(pdf, page, dots_per_inch=dots),
            done=partial(self._show, pdf, page),
        )

    def _show(self, pdf: bytes, page: int, picture: Picture) -> None:
        if pdf is self._pdf and page == self._page:
            self.canvas.show_image(image_of(picture), top=page != self._seen)
            self._seen = page
            self.shown.emit()
