"""Combo box whose popup belongs to the visual language: rounded, one row height, a check."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QWidget,
)

from maillage.ui.look import theme
from maillage.ui.look.icons import paint_icon
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import CHIP, SPACE_XS, TOUCH
from maillage.ui.widgets.popup import cut_corners, round_popup


class _OptionDelegate(QStyledItemDelegate):
    """One option: rounded when pointed at, a check before the chosen one."""

    def __init__(self, combo: QComboBox) -> None:
        super().__init__(combo)
        self._combo = combo

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + theme.px(56), max(TOUCH, theme.px(CHIP)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect
        lit = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
        if option.state & lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft"))
            painter.drawRoundedRect(QRectF(rect).adjusted(0, 1, 0, -1), 6, 6)
        side = theme.px(18)
        if index.row() == self._combo.currentIndex():
            top = rect.center().y() + 1 - side / 2
            paint_icon(painter, QRectF(rect.left() + 10, top, side, side), "check", "accent")
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        room = rect.adjusted(side + 18, 0, -10, 0)
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
        painter.restore()


class ComboBox(QComboBox):
    """A choice among a few. `add(text, code)`, `code()`, `set_code()`; Qt's signals otherwise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(9)
        options = QListView()
        set_look(options, box="options")
        options.setMouseTracking(True)
        options.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        options.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setView(options)
        self.setItemDelegate(_OptionDelegate(self))
        popup = options.window()
        if isinstance(popup, QFrame):
            popup.setFrameShape(QFrame.Shape.NoFrame)
        round_popup(popup)

    def add(self, text: str, code: object) -> None:
        """Offer one more choice."""
        self.addItem(text, code)

    def code(self) -> object:
        """The code of the choice made, None without one."""
        return self.currentData()

    def set_code(self, code: object) -> None:
        """Choose by code; an unknown one chooses nothing."""
        self.setCurrentIndex(self.findData(code))

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Say with an ellipsis that a choice is longer than the box."""
        super().initStyleOption(option)
        control, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, field, self).width()
        text = str(option.currentText)
        cut = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        option.currentText = cut

    def showPopup(self) -> None:
        """Open the popup a little apart from the field, on whichever side Qt found room."""
        super().showPopup()
        popup = self.view().window()
        cut_corners(popup)
        below = popup.y() >= self.mapToGlobal(self.rect().center()).y()
        popup.move(popup.x(), popup.y() + (SPACE_XS if below else -SPACE_XS))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box by the style sheet, then our own chevron."""
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme.px(18)
        box = QRectF(self.width() - side - 12, (self.height() - side) / 2, side, side)
        paint_icon(painter, box, "chevron-down", "text" if self.isEnabled() else "muted")
