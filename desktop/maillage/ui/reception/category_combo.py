"""A combo box of categories, each beside the shape of its world."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from maillage.domain.vocabulary import Category, World
from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.icons import GAP
from maillage.ui.look.shapes import paint_shape
from maillage.ui.look.tokens import CHIP, TOUCH, category_token, shape_of
from maillage.ui.widgets.combo import ComboBox

_SIDE = 16


class _ShapeEngine(QIconEngine):
    """Paints the shape of a world in the colour of the moment."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = world

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw at the left of ``rect``: a wider box leaves a gap before the word."""
        side = min(rect.width(), rect.height())
        centre = QPointF(rect.left() + side / 2, rect.center().y() + 1)
        colour = theme.color(category_token(self._world.value))
        paint_shape(painter, shape_of(self._world.value), centre, side * 0.85, colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The shape on a transparent ground, ``size`` in device pixels."""
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        """The same shape again."""
        return _ShapeEngine(self._world)


class _CategoryDelegate(QStyledItemDelegate):
    """One category: its shape, its name, rounded when pointed at."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As high as the other combos' options."""
        return QSize(
            super().sizeHint(option, index).width() + theme.px(40), max(TOUCH, theme.px(CHIP))
        )

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one option."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft"))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 6, 6)
        side = theme.px(_SIDE)
        category = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(category, Category):
            world = category.world.value
            centre = QPointF(rect.left() + 10 + side / 2, rect.center().y() + 1)
            colour = theme.color(category_token(world))
            paint_shape(painter, shape_of(world), centre, side * 0.85, colour)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        room = rect.adjusted(side + 10 + GAP, 0, -10, 0)
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
        painter.restore()


class CategoryCombo(ComboBox):
    """What somebody comes as; first of all, that nobody has said it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add(_("Not said"), None)
        for category in Category:
            self.addItem(QIcon(_ShapeEngine(category.world)), _(category.label), category)
        self.setMaxVisibleItems(len(Category) + 1)
        self.setItemDelegate(_CategoryDelegate(self))
        self._size_icons()
        theme.current().changed.connect(self._size_icons)

    def category(self) -> Category | None:
        """The category chosen, None while nobody has said it."""
        chosen = self.code()
        return chosen if isinstance(chosen, Category) else None

    def set_category(self, category: Category | None) -> None:
        """Choose a category."""
        # findData compares by Qt's own rules, which know nothing of our choices.
        self.setCurrentIndex(0 if category is None else 1 + list(Category).index(category))

    def _size_icons(self) -> None:
        side = theme.px(_SIDE)
        self.setIconSize(QSize(side + GAP, side))
