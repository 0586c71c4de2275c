"""What covers a page while files that it takes are held over it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from maillage.ui.look.tokens import RADIUS_CARD, SPACE_M
from maillage.ui.widgets.dashed import DashedFrame
from maillage.ui.widgets.drop import local_files
from maillage.ui.widgets.text import IconLabel, Text

MARGIN = 12


class DropVeil(DashedFrame):
    """Lets files of some suffixes be dropped on a page. ``dropped(paths)`` with at least one.

    The files that are not of these are in ``left(paths)``. With ``others``, those that came
    along with some that are taken are in ``dropped``: for whoever says of each file why it is
    not taken.
    """

    dropped = Signal(list)
    left = Signal(list)

    def __init__(
        self,
        page: QWidget,
        title: str,
        words: str,
        suffixes: Sequence[str],
        *,
        others: bool = False,
    ) -> None:
        super().__init__(RADIUS_CARD, "raised", page)
        self._others = others
        self._page, self._suffixes = page, tuple(suffixes)
        self.set_lit(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(SPACE_M)
        column.addStretch(1)
        column.addWidget(IconLabel("file-input", "accent", 44), 0, centre)
        column.addWidget(Text(title, "section"), 0, centre)
        column.addWidget(Text(words, "sub"), 0, centre)
        column.addStretch(1)
        self.hide()
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the page for such files, uncover it when they go elsewhere or are dropped."""
        if isinstance(event, QDragEnterEvent):
            if local_files(event.mimeData()):
                # Others too: where they may not be dropped at all, nothing could be said of them.
                event.acceptProposedAction()
            if local_files(event.mimeData(), self._suffixes):
                self._cover()
            return True
        if event.type() == QEvent.Type.DragLeave:
            self.hide()
            return True
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self.hide()
            every, paths = (local_files(event.mimeData(), of) for of in ((), self._suffixes))
            if every:
                event.acceptProposedAction()
            if paths and self._others:
                self.dropped.emit(every)
                return True
            if paths:
                self.dropped.emit(paths)
            if left := [path for path in every if path not in paths]:
                self.left.emit(left)
            return True
        return super().eventFilter(watched, event)

    def _cover(self) -> None:
        self.setGeometry(self._page.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN))
        self.show()
        self.raise_()
