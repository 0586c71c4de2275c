"""Timeline: what happened, newest first, strung on the saffron thread."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from maillage.ui.look import theme
from maillage.ui.look.icons import paint_icon
from maillage.ui.look.tokens import SPACE_L, SPACE_M, SPACE_S
from maillage.ui.widgets.buttons import icon_button
from maillage.ui.widgets.text import Text


class Moment(Struct, frozen=True):
    """One entry: when (written out), who, what, and an icon for its kind."""

    when: str
    who: str
    what: str
    icon: str = "message-square"
    key: str = ""
    """Names it where it can be opened."""
    opens: str = ""
    """What opening it is called; nothing where that is not offered."""


class _Thread(QWidget):
    """The ring of one moment, and the thread down to the next."""

    def __init__(self, icon_name: str, *, last: bool) -> None:
        super().__init__()
        self._icon, self._last = icon_name, last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(30), theme.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(28)
        left = (self.width() - side) / 2
        if not self._last:
            middle = round(self.width() / 2) - 1
            top = side + 4
            painter.fillRect(middle, top, 2, self.height() - top - 2, theme.color("saffron"))
        painter.setPen(QPen(theme.color("accent"), 1.5))
        painter.drawEllipse(QRectF(left, 0, side, side).adjusted(1, 1, -1, -1))
        icon = theme.px(15)
        box = QRectF(left + (side - icon) / 2, (side - icon) / 2, icon, icon)
        paint_icon(painter, box, self._icon, "accent")


class Timeline(QWidget):
    """Moments in the order given. Long ones wrap; put it in a ScrollPane where it may grow."""

    opened = Signal(str)
    """One of them is to be opened, by its key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def set_moments(
        self, moments: Sequence[Moment], opened: str = "", editor: QWidget | None = None
    ) -> None:
        """Show these, in this order; in the place of the one ``opened`` an ``editor``, if any.

        It stays who it is, with the keyboard: only what stands around it is made anew.
        """
        there = [moment.key == opened for moment in moments] if opened and editor else []
        if editor is not None:
            editor.setVisible(any(there))
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None and old is not editor:
                old.hide()
                old.deleteLater()
        for place, moment in enumerate(moments):
            stands_in = editor if there and there[place] else None
            last = place == len(moments) - 1
            self._column.addWidget(stands_in or self._moment(moment, last=last))
        self._column.addStretch(1)

    def _moment(self, moment: Moment, *, last: bool) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_M)
        row.addWidget(_Thread(moment.icon, last=last))
        words = QVBoxLayout()
        words.setContentsMargins(0, 3, 0, 0 if last else SPACE_L)
        words.setSpacing(0)
        line = QHBoxLayout()
        line.setSpacing(SPACE_S)
        line.addWidget(Text(moment.when, "label"))
        line.addWidget(Text(moment.who, "caption", "muted", elide=True), 1)
        words.addLayout(line)
        what = Text(moment.what, wrap=True)
        what.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(what)
        row.addLayout(words, 1)
        if moment.opens:
            row.addWidget(self._opener(moment), 0, Qt.AlignmentFlag.AlignTop)
        box.setAccessibleName(", ".join(filter(None, (moment.when, moment.who, moment.what))))
        return box

    def _opener(self, moment: Moment) -> QWidget:
        opener = icon_button("pencil", moment.opens)
        opener.setAccessibleDescription(moment.what)
        opener.setFixedSize(theme.px(28), theme.px(28))
        opener.clicked.connect(lambda: self.opened.emit(moment.key))
        return opener
