"""Header: where one is, which event, and what one can do here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from maillage.language import _
from maillage.ui.look.icons import icon
from maillage.ui.look.tokens import SPACE_M, SPACE_S
from maillage.ui.widgets.buttons import ActionButton, Button
from maillage.ui.widgets.focus import in_turn
from maillage.ui.widgets.popup import Menu
from maillage.ui.widgets.text import IconLabel, Text


def action(text: str, icon_name: str = "", parent: QWidget | None = None) -> QAction:
    """A QAction for a header or menu; remembers the name of its icon for the button."""
    result = QAction(text, parent)
    if icon_name:
        result.setIcon(icon(icon_name))
        result.setProperty("icon_name", icon_name)
    return result


class Header(QWidget):
    """Title, event line, secondary actions and at most one primary action.

    When compact, it is one line and the secondary actions fold into a menu; they fold too where
    words are so large that the buttons would be cut.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._compact = self._tight = False
        self._event = self._event_short = ""
        self._secondary: list[ActionButton] = []
        self._asides: list[QWidget] = []
        self._primary: ActionButton | None = None
        self._main: QAction | None = None
        self.title = Text(title, "title")
        self._line = Text("", "sub", "muted", elide=True)
        self._line.installEventFilter(self)
        self._words: QBoxLayout = QVBoxLayout()
        self._words.setSpacing(0)
        self._words.addWidget(self.title)
        self._words.addWidget(self._line, 1)
        self._menu = Menu(self)
        self._more = Button(_("More"), "secondary", "ellipsis")
        self._more.setMenu(self._menu)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(SPACE_S)
        self._actions.addWidget(self._more)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_M)
        row.addLayout(self._words, 1)
        row.addLayout(self._actions)
        row.setAlignment(self._actions, Qt.AlignmentFlag.AlignVCenter)
        self._refresh()

    def set_title(self, title: str) -> None:
        """Name the screen."""
        self.title.setText(title)

    def set_event(self, line: str, short: str = "") -> None:
        """Say which event this is about; `short` is used in the compact line."""
        self._event, self._event_short = line, short or line
        self._refresh()

    def set_primary(self, primary: QAction | None) -> None:
        """The one thing this screen is for, or nothing."""
        primary = primary if primary is not None and primary.isVisible() else None
        if primary is self._main:
            return  # the button stays, and the keyboard on it
        self._main = primary
        if self._primary is not None:
            self._primary.hide()
            self._primary.deleteLater()
            self._primary = None
        if primary is not None:
            self._primary = ActionButton(primary, "primary", primary.property("icon_name") or "")
            self._actions.addWidget(self._primary)
        self._take_turns()

    def set_secondary(self, actions: Sequence[QAction]) -> None:
        """The other things one can do here: buttons when wide, a menu when compact."""
        actions = [one for one in actions if one.isVisible()]
        if actions == self._menu.actions():
            return
        for button in self._secondary:
            button.hide()
            button.deleteLater()
        self._menu.clear()
        self._menu.addActions(actions)
        self._secondary = [
            ActionButton(one, "secondary", one.property("icon_name") or "") for one in actions
        ]
        for place, button in enumerate(self._secondary):
            self._actions.insertWidget(place, button)
        self._take_turns()
        self._refresh()

    def _take_turns(self) -> None:
        made = [*self._secondary, *([self._primary] if self._primary else [])]
        in_turn(self._more, made)

    def set_aside(self, words: str, icon_name: str) -> None:
        """Say quietly, before the buttons, what holds for the whole screen."""
        aside = QWidget()
        line = QHBoxLayout(aside)
        line.setContentsMargins(0, 0, SPACE_S, 0)
        line.setSpacing(SPACE_S)
        line.addWidget(IconLabel(icon_name, "muted", 18))
        line.addWidget(Text(words, "label", "muted"))
        self.add_widget(aside)

    def words_widths(self) -> tuple[int, int]:
        """How wide title and event line may be, and how wide they are, from the left."""
        ends = [
            one.x() + min(one.width(), one.fontMetrics().horizontalAdvance(one.text()))
            for one in (self.title, self._line)
            if one.isVisible()
        ]
        room = self._words.geometry().right() + 1
        return room, min(room, max(ends, default=0))

    def add_widget(self, widget: QWidget) -> None:
        """Put another control (a choice of event, say) before the buttons."""
        self._actions.insertWidget(0, widget)
        if widget not in self._asides:
            self._asides.append(widget)

    def set_compact(self, compact: bool) -> None:
        """One line and a menu when true."""
        self._compact = compact
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the actions if they do not fit."""
        super().resizeEvent(event)
        self._fit_actions()

    def event(self, event: QEvent) -> bool:
        """Fold the actions if what came to stand beside them leaves too little room."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_actions()
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say less of the event rather than cut what is said of it."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show) and watched is self.__dict__.get(
            "_line"
        ):
            self._fit_line()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        """What it takes with its actions folded."""
        folded = [one for one in self._beside() if one not in self._secondary]
        needed = self._width_of([*folded, *([self._more] if self._secondary else [])])
        return QSize(min(needed, super().minimumSizeHint().width()), self.sizeHint().height())

    def _fit_actions(self) -> None:
        tight = self._width_of(self._beside()) > self.width()
        if tight != self._tight:
            self._tight = tight
            self._refresh()

    def _beside(self) -> list[QWidget]:
        """Return what stands beside the title as long as nothing is folded."""
        # Not asked of the layout: what PySide makes of its items outlives them, and crashes later.
        others = [*self._asides, *([self._primary] if self._primary else [])]
        return [*self._secondary, *(one for one in others if not one.isHidden())]

    def _width_of(self, beside: Sequence[QWidget]) -> int:
        wide = sum(one.sizeHint().width() + SPACE_S for one in beside)
        return self.title.sizeHint().width() + SPACE_M + wide

    def _fit_line(self) -> None:
        wide = self._line.fontMetrics().horizontalAdvance(self._event)
        short = self._compact or (self._line.isVisible() and wide > self._line.width())
        self._line.setText(self._event_short if short else self._event)
        # Whoever is there knows the meeting's name; its day is what one looks for.
        name, dot, day = self._event_short.rpartition(" · ")
        self._line.keep(dot + day if short and name else "")

    def _refresh(self) -> None:
        direction = QBoxLayout.Direction
        self._words.setDirection(direction.LeftToRight if self._compact else direction.TopToBottom)
        self._words.setSpacing(SPACE_M if self._compact else 0)
        self._fit_line()
        self._line.setVisible(bool(self._event))
        folded = self._compact or self._tight
        for button in self._secondary:
            button.setVisible(not folded)
        self._more.setVisible(folded and bool(self._secondary))
