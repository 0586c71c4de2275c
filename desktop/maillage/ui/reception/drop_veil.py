"""What covers the page while a list is held over it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from maillage.language import _
from maillage.ui.look.tokens import RADIUS_CARD, SPACE_M
from maillage.ui.reception.list_opening import SUFFIXES
from maillage.ui.reception.scanner import PICTURES
from maillage.ui.widgets.dashed import DashedFrame
from maillage.ui.widgets.drop import local_files
from maillage.ui.widgets.text import IconLabel, Text

MARGIN = 12
TAKEN = (*SUFFIXES, *PICTURES)


class DropVeil(DashedFrame):
    """Lets lists or the pictures of badges be dropped on a page. ``dropped(path)`` for each."""

    dropped = Signal(str)

    def __init__(self, page: QWidget) -> None:
        super().__init__(RADIUS_CARD, "raised", page)
        self._page = page
        self.set_lit(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(SPACE_M)
        column.addStretch(1)
        column.addWidget(IconLabel("file-input", "accent", 44), 0, centre)
        column.addWidget(
            Text(_("Drop the list, or the photo of a badge, here"), "section"), 0, centre
        )
        words = Text(_("Of a list you will see what it changes before anything is written."), "sub")
        column.addWidget(words, 0, centre)
        column.addStretch(1)
        self.hide()
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the page for a list, uncover it when that goes elsewhere or is dropped."""
        if isinstance(event, QDragEnterEvent):
            if local_files(event.mimeData(), TAKEN):
                event.acceptProposedAction()
                self._cover()
            return True
        if event.type() == QEvent.Type.DragLeave:
            self.hide()
            return True
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self.hide()
            for path in local_files(event.mimeData(), TAKEN):
                event.acceptProposedAction()
                self.dropped.emit(path)
            return True
        return super().eventFilter(watched, event)

    def _cover(self) -> None:
        self.setGeometry(self._page.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN))
        self.show()
        self.raise_()
