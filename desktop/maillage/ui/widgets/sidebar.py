"""Side bar: the screens in sections; a rail with words under icons when the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from maillage.ui.look import theme
from maillage.ui.look.icons import icon
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SIDE_RAIL, SIDE_WIDE, SPACE_M, SPACE_S, SPACE_XS, TOUCH
from maillage.ui.widgets.text import IconLabel, MarkLabel, Text, no_mnemonic, set_tooltip

RAIL, RAIL_LOW, RAIL_LEAST = 52, 43, 34
"""Heights of an entry of the rail: usual, the lowest that holds a word, the icon alone."""


MOST = 99
"""The largest number of a badge; more is more."""


class NavItem(Struct, frozen=True):
    """One screen: its code, its word, its icon and a shorter word for the rail."""

    code: str
    label: str
    icon: str
    short: str = ""


class _NavButton(QToolButton):
    """A checkable entry, icon before its word or above it."""

    def __init__(self, item: NavItem) -> None:
        super().__init__()
        self.item = item
        self.setCheckable(True)
        self.setIcon(icon(item.icon, "side_text", on="saffron"))
        self.setAccessibleName(item.label)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._badge, self._said = "", ""
        self.set_compact(compact=False)

    def set_compact(self, *, compact: bool) -> None:
        style = Qt.ToolButtonStyle
        side = theme.px(22)
        self.setToolButtonStyle(
            style.ToolButtonTextUnderIcon if compact else style.ToolButtonTextBesideIcon
        )
        self.setText(
            no_mnemonic(self.item.short or self.item.label if compact else self.item.label)
        )
        self.setIconSize(QSize(side, side) if compact else QSize(side + SPACE_S - 2, side))
        self.setFixedHeight(theme.px(RAIL) if compact else max(TOUCH, theme.px(43)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_tooltip(self, self.item.label if compact and self.item.short else "")
        set_look(self, kind="rail" if compact else "nav")

    def set_room(self, high: int) -> None:
        """In the rail, be as high as there is room; too low for a word, show the icon alone."""
        worded = high >= theme.px(RAIL_LOW)
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(
            style.ToolButtonTextUnderIcon if worded else style.ToolButtonIconOnly
        )
        side = theme.px(22 if high >= theme.px(RAIL) else 20)
        self.setIconSize(QSize(side, side))
        self.setFixedHeight(high)
        set_look(self, low=worded and high < theme.px(RAIL))
        set_tooltip(self, "" if worded and not self.item.short else self.item.label)

    def set_badge(self, badge: str, said: str) -> None:
        """Show something short, a number as a rule, and say for whoever hears it what it counts."""
        if (badge, said) != (self._badge, self._said):
            self._badge, self._said = badge, said
            self.setAccessibleName(", ".join(filter(None, (self.item.label, said))))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badge over the entry: at its end, in the rail beside the icon."""
        super().paintEvent(event)
        if self._badge:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(theme.font("label"))
            box = self.badge_box()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("saffron"))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
            painter.setPen(theme.color("side"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._badge)

    def badge_box(self) -> QRectF:
        """Return where the badge is; none for no badge."""
        if not self._badge:
            return QRectF()
        metrics = QFontMetricsF(theme.font("label"))
        high = metrics.height() + 2
        wide = max(high, metrics.horizontalAdvance(self._badge) + 2 * SPACE_XS + 4)
        beside = self.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        if beside:
            return QRectF(self.width() - SPACE_M - wide, (self.height() - high) / 2, wide, high)
        left = min(self.width() / 2 + theme.px(8), self.width() - wide - 2)
        return QRectF(left, 2, wide, high)


class _FootLine(QWidget):
    """An icon and a few muted words at the foot of the side bar."""

    def __init__(self, icon_name: str) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_S)
        self.words = Text("", "caption", "side_muted", elide=True)
        self.icon = IconLabel(icon_name, "side_muted", 16)
        line.addWidget(self.icon)
        line.addWidget(self.words, 1)

    def set_words(self, words: str) -> None:
        self.words.setText(words)
        self.setVisible(bool(words))


class SideBar(QWidget):
    """The screens of the app. `chosen(code)` when a person picks one."""

    chosen = Signal(str)

    def __init__(
        self,
        sections: Sequence[tuple[str, Sequence[NavItem]]],
        name: str = "Maillage",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_look(self, box="side")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._compact = False
        self._buttons: dict[str, _NavButton] = {}
        self._heads: list[QWidget] = []
        self._gaps: list[QWidget] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._column = QVBoxLayout(self)
        self._brand = self._build_brand(name)
        self._column.addWidget(self._brand)
        for title, items in sections:
            self._add_section(title, items)
        self._column.addStretch(1)
        self._place, self._saved = _FootLine("laptop"), _FootLine("check")
        self._column.addWidget(self._place)
        self._column.addWidget(self._saved)
        self.set_foot()
        theme.current().changed.connect(self._lay_out)
        self._lay_out()

    def _build_brand(self, name: str) -> QWidget:
        brand = QWidget()
        line = QHBoxLayout(brand)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_S)
        self._mark = MarkLabel(36)
        self._name = Text(name, "brand", "side_text")
        line.addWidget(self._mark)
        line.addWidget(self._name, 1)
        return brand

    def _add_section(self, title: str, items: Sequence[NavItem]) -> None:
        head = Text(title, "caption", "side_muted")
        head.setContentsMargins(10, SPACE_M, 0, SPACE_XS)
        self._heads.append(head)
        self._column.addWidget(head)
        if self._gaps or self._buttons:
            gap = QWidget()
            gap.setFixedHeight(SPACE_S)
            self._gaps.append(gap)
            self._column.addWidget(gap)
        for item in items:
            button = _NavButton(item)
            button.clicked.connect(lambda _checked, code=item.code: self.chosen.emit(code))
            self._group.addButton(button)
            self._buttons[item.code] = button
            self._column.addWidget(button)

    def set_current(self, code: str) -> None:
        """Show which screen is in front; emits nothing. KeyError for an unknown code."""
        self._buttons[code].setChecked(True)

    def set_badge(self, code: str, n: int, said: str = "") -> None:
        """Show beside a screen how much waits there, nothing for none; ``said`` in words.

        Nothing happens for a screen that is not here.
        """
        if code in self._buttons:
            badge = f"{n}" if n <= MOST else f"{MOST}+"
            self._buttons[code].set_badge(badge if n else "", said if n else "")

    def set_compact(self, compact: bool) -> None:
        """The rail when true, the wide bar otherwise."""
        if compact != self._compact:
            self._compact = compact
            self._lay_out()

    def set_foot(self, place: str = "", saved: str = "", *, away: bool = False) -> None:
        """Say where one works (« Porte nord · Amina B. ») and when it was last saved.

        ``away`` marks what is said there as a fault rather than as done.
        """
        self._saved.icon.set_icon("circle-alert" if away else "check", "side_muted")
        self._place.set_words(place)
        self._saved.set_words(saved)
        set_tooltip(self._mark, "\n".join(filter(None, (place, saved))))
        self._fit_foot()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give up what decorates when the window is too low for it."""
        super().resizeEvent(event)
        self._fit_foot()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the room there is, which only counts once it is seen."""
        super().showEvent(event)
        self._fit_foot()

    def _lay_out(self) -> None:
        compact = self._compact
        side = SPACE_S if compact else SPACE_M
        self._column.setContentsMargins(side, SPACE_M, side, SPACE_M)
        self._column.setSpacing(2 if compact else SPACE_XS)
        self.setFixedWidth(theme.px(SIDE_RAIL if compact else SIDE_WIDE))
        self._name.setVisible(not compact)
        for head in self._heads:
            head.setVisible(not compact)
        for gap in self._gaps:
            gap.setVisible(compact)
        for button in self._buttons.values():
            button.set_compact(compact=compact)
        layout = self._brand.layout()
        if isinstance(layout, QHBoxLayout):
            centred = Qt.AlignmentFlag.AlignHCenter if compact else Qt.AlignmentFlag.AlignLeft
            layout.setAlignment(self._mark, centred)
        self._fit_foot()

    def minimumSizeHint(self) -> QSize:
        """The screens alone: the mark, then their words give way when the window is too low."""
        bare = self._bare_height()
        if self._compact:
            shown = sum(button.height() for button in self._buttons.values())
            bare += len(self._buttons) * theme.px(RAIL_LEAST) - shown
        return QSize(self.width(), bare)

    def _brand_height(self) -> int:
        return self._brand.sizeHint().height() + self._column.spacing()

    def _bare_height(self) -> int:
        shown = 0 if self._brand.isHidden() else self._brand_height()
        return self._column.minimumSize().height() - shown

    def _fit_foot(self) -> None:
        """In the rail the foot is left out; in a low window the mark makes room too."""
        for line in (self._place, self._saved):
            line.setVisible(not self._compact and bool(line.words.text()))
        if self._compact and self._buttons:
            self._fit_rail()
        room = self.height() - self._bare_height()
        self._brand.setVisible(not self.isVisible() or room >= self._brand_height())

    def _fit_rail(self) -> None:
        """Share the height there is between the entries."""
        count = len(self._buttons)
        shown = sum(button.height() for button in self._buttons.values())
        room = (self.height() - (self._bare_height() - shown)) // count
        least, usual = theme.px(RAIL_LEAST), theme.px(RAIL)
        high = usual if not self.isVisible() else max(least, min(usual, room))
        for button in self._buttons.values():
            button.set_room(high)
