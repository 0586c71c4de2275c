"""Where a toast covers nothing that one could use: at the foot, over the heading, or below."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from maillage.ui.widgets.header import Header
from maillage.ui.widgets.row_list import RowList

MARGIN = 10
AIR = 2
"""Logical pixels that stay free around a toast."""
OVERHANG = 16
"""By how much a toast may be higher than the heading it stands on, above and below together."""

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)
KINDS = (*CONTROLS, QAbstractSlider, QLabel, RowList)

Measure = Callable[[int], QSize]
"""The size of a toast with all its words within a width; wider than that if one word is."""


class Room(Struct, frozen=True):
    """What a toast finds, in the window's coordinates."""

    area: QRect
    """The page, and the foot below it if the page has given way already."""
    taken: Sequence[QRect]
    """Whatever there is to use or to read."""
    heading: QRect = QRect()
    """Where the page says its name and its meeting; empty if it does not."""
    said: int = 0
    """How much of the heading's width its words take: none of them stick out beside a toast."""
    spare: int = 0
    """By how much the page can become lower."""
    given: bool = False
    """Whether it has."""


class Spot(Struct, frozen=True):
    """Where a toast goes."""

    box: QRect
    whole: bool = True
    """Whether all its words have room there."""
    foot: int = 0
    """How much lower the page becomes."""
    covers: QRect = QRect()
    """The heading, if the toast stands on it."""


def spot_for(measure: Measure, room: Room) -> Spot:
    """Return where a toast covers nothing, nothing but the heading, or what the page gives way.

    It is lower than its words need, and hides the last of them, if there is none of the three.
    """
    size = measure(room.area.width() - 2 * MARGIN)
    fits = size.width() <= room.area.width() - 2 * MARGIN
    free = _along_the_bottom(size, room) if fits and not room.given else None
    if free is not None:
        return Spot(free)
    most = QSize(room.heading.width(), room.heading.height() + OVERHANG)
    wanted = measure(most.width()).expandedTo(QSize(room.said, 0))
    above = _over(room.heading, wanted)
    beside = [one for one in room.taken if not room.heading.contains(one)]
    if wanted.boundedTo(most) == wanted and is_free(above, beside):
        return Spot(above, covers=room.heading)
    if fits and size.height() + MARGIN <= room.spare:
        return Spot(_bottom_right(size, room.area), foot=size.height() + MARGIN)
    if room.heading.isValid():
        box = _over(room.heading, wanted.boundedTo(most))
        return Spot(box, whole=False, covers=room.heading)
    return Spot(_bottom_right(size.boundedTo(room.area.size()), room.area), whole=False)


def is_free(box: QRect, taken: Sequence[QRect]) -> bool:
    """Return whether a toast there covers none of these."""
    wanted = box.adjusted(-AIR, -AIR, AIR, AIR)
    return not any(wanted.intersects(one) for one in taken)


def _along_the_bottom(size: QSize, room: Room) -> QRect | None:
    """Return the first free place, from the right, where people look for it, to the left."""
    right = _bottom_right(size, room.area)
    left = room.area.left() + MARGIN
    places = (right.translated(step * (left - right.left()) // 2, 0) for step in range(3))
    return next((box for box in places if is_free(box, room.taken)), None)


def _bottom_right(size: QSize, area: QRect) -> QRect:
    corner = QPoint(area.right() - MARGIN + 1, area.bottom() - MARGIN + 1)
    return QRect(corner - QPoint(size.width(), size.height()), size)


def _over(heading: QRect, size: QSize) -> QRect:
    """Return the place where a heading begins, at its middle height."""
    top = heading.top() + (heading.height() - size.height()) // 2
    return QRect(QPoint(heading.left(), top), size)


def heading_of(page: QWidget, window: QWidget) -> tuple[QRect, int]:
    """Return where a page says its name and its meeting, and how wide that is said.

    The first is as high as the page's whole header.
    """
    header = next((one for one in page.findChildren(Header) if one.isVisible()), None)
    if header is None:
        return QRect(), 0
    room, said = header.words_widths()
    return QRect(header.mapTo(window, QPoint(0, 0)), QSize(room, header.height())), said


def taken_by(window: QWidget, apart: QWidget) -> list[QRect]:
    """Return where the window shows something to use or to read, in its own coordinates."""
    boxes: list[QRect] = []
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, KINDS) or not widget.isVisible() or apart.isAncestorOf(widget):
            continue
        if isinstance(widget, QLabel) and not widget.text():
            continue
        seen = widget.visibleRegion().boundingRect()
        if isinstance(widget, RowList):
            seen.setHeight(min(seen.height(), widget.rows_height()))
        if seen.isValid():
            boxes.append(QRect(widget.mapTo(window, seen.topLeft()), seen.size()))
    return boxes


def usable(page: QWidget, share: float = 1) -> int:
    """Return how many controls of a page show that share of their height, all of it at 1."""
    return sum(
        isinstance(one, CONTROLS)
        and one.isVisible()
        and _seen(one).width() == one.width()
        and _seen(one).height() >= share * one.height()
        and not _scrolls(one, page)
        for one in page.findChildren(QWidget)
    )


def _seen(widget: QWidget) -> QSize:
    return widget.visibleRegion().boundingRect().size()


def _scrolls(widget: QWidget, page: QWidget) -> bool:
    """Return whether a widget can be brought into sight where an edge cuts it off."""
    while (above := widget.parentWidget()) is not None and above is not page:
        if isinstance(above, QAbstractScrollArea):
            return True
        widget = above
    return False
