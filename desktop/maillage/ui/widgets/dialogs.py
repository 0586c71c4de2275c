"""Dialogs: confirm what cannot be taken back, and tell what happened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.tokens import RING, SPACE_M, SPACE_S, SPACE_XL
from maillage.ui.widgets.buttons import Button, Kind
from maillage.ui.widgets.focus import as_seen
from maillage.ui.widgets.scroll import Hairline, ScrollPane
from maillage.ui.widgets.text import IconLabel, Text

FRAME = 40
"""Logical pixels that a window system puts around a dialog, at most."""
WIDTH = 420
"""Logical pixels that a dialog has at least."""

_IN_FRONT = Qt.ApplicationState.ApplicationActive


class _Asks(QObject):
    """Calls back once the widget it watches asks for another size."""

    def __init__(self, answer: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._answer = answer

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait until the layouts know what they need."""
        if event.type() == QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self._answer)
        return super().eventFilter(watched, event)


class _Room(QWidget):
    """As high as it is told, whatever the words in it would ask for."""

    def __init__(self, scrolling: QWidget, high: int, least: int) -> None:
        super().__init__()
        self._high, self._least = high, least
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(scrolling)
        self.give(0)

    def give(self, up: int) -> None:
        """Give up so many pixels, down to the least."""
        self._up = up
        self.setMinimumHeight(max(theme.px(self._least), theme.px(self._high) - up))

    def give_more(self, up: int) -> None:
        """Give up so many pixels beside those given already."""
        self.give(self._up + up)

    def hasHeightForWidth(self) -> bool:
        """Never: its words would ask for more than a low window has."""
        return False

    def sizeHint(self) -> QSize:
        """As wide as what it holds."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


class PlainDialog(QDialog):
    """A question as heading, a sentence, and buttons at the right, in reach on any screen."""

    def __init__(
        self,
        title: str,
        sentence: str,
        parent: QWidget | None = None,
        *,
        icon_name: str = "",
        icon_token: str = "accent",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(WIDTH))
        content = QWidget()
        self.body = QVBoxLayout(content)
        # Below, room for the ring around what is last.
        self.body.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, RING)
        self.body.setSpacing(SPACE_M)
        top = QHBoxLayout()
        top.setSpacing(SPACE_M)
        if icon_name:
            top.addWidget(IconLabel(icon_name, icon_token, 26))
        top.addWidget(Text(title, "heading", wrap=True), 1)
        self.body.addLayout(top)
        self.sentence = Text(sentence, wrap=True)
        self.body.addWidget(self.sentence)
        self.body.addStretch(1)
        self._room: _Room | None = None
        self.keeps_height = False
        """Whether what is said once it is open takes its place from what scrolls."""
        self._fits_later = False
        self._content, self._pane = content, ScrollPane(content)
        content.installEventFilter(_Asks(self._grow, self))
        self.buttons = QHBoxLayout()
        self.buttons.setContentsMargins(SPACE_XL, SPACE_M - RING, SPACE_XL, SPACE_XL)
        self.buttons.setSpacing(SPACE_S)
        self.buttons.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._pane, 1)
        whole.addWidget(edge := Hairline())
        edge.follow(self._pane)
        whole.addLayout(self.buttons)
        self.setAccessibleDescription(sentence)
        theme.current().changed.connect(self._fit_later)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus; elsewhere, the default one."""
        if not press_focused(self, event):
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Close, and turn to the window below.

        Where a question and the dialog that asked it close together, some window managers are
        still about to give the keyboard to the second, and nobody has it.
        """
        parent = self.parentWidget()
        super().done(result)
        if parent is not None and QGuiApplication.applicationState() == _IN_FRONT:
            parent.window().activateWindow()

    def room(self, scrolling: QWidget, *, high: int, least: int) -> QWidget:
        """Return a place for what scrolls by itself, lower than ``high`` where the screen is low.

        So there is one bar to scroll, and never one within another. Both heights are logical
        pixels before the text size; a dialog has one such place.
        """
        self._room = _Room(scrolling, high, least)
        return self._room

    def showEvent(self, event: QShowEvent) -> None:
        """Take just the height that the wrapped words need."""
        if self._room is not None:
            self._room.give(0)
            self._room.give(max(self._wanted(self.width()) - self._most(), 0))
        super().showEvent(event)
        self.resize(self._needed())
        as_seen(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Take the height that was asked for while the window system was opening the dialog."""
        super().paintEvent(event)
        if self._fits_later:
            self._fits_later = False
            QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """Be as high as the words need, or as the screen allows: then what is above scrolls."""
        if not self._is_being_placed():
            self.resize(self._needed())
            stay_on_screen(self)

    def _grow(self) -> None:
        """Make room for what is said or asked once the dialog is open."""
        if self.isVisible() and not self._is_being_placed():
            if self.keeps_height and self._room is not None:
                self._room.give_more(max(self._needed().height() - self.height(), 0))
            self.resize(self._needed().expandedTo(self.size()))
            stay_on_screen(self)
            as_seen(self)

    def _is_being_placed(self) -> bool:
        """Tell whether the window system is at it: then the size asked for waits until it has.

        X11 puts what is resized meanwhile into the corner of the screen, its title out of sight.
        """
        window = self.windowHandle()
        self._fits_later = self.isVisible() and window is not None and not window.isExposed()
        return self._fits_later

    def scroll_by_keys(self) -> None:
        """Give the keyboard to what is to be read: arrows scroll, Enter still closes."""
        self._pane.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pane.setFocus()

    def reveal(self, widget: QWidget) -> None:
        """Make room for a widget that has just grown, and scroll to it where there is none."""
        self._fit()
        QTimer.singleShot(0, widget, partial(self._pane.ensureWidgetVisible, widget, 0, SPACE_M))

    def _needed(self) -> QSize:
        self.body.activate()
        self._pane.setMinimumWidth(self._content.minimumSizeHint().width())
        wide = max(self.width(), self.minimumSizeHint().width())
        return QSize(wide, min(self._wanted(wide), self._most()))

    def _wanted(self, wide: int) -> int:
        return self.body.totalHeightForWidth(wide) + 1 + self.buttons.sizeHint().height()

    def _most(self) -> int:
        return self.screen().availableSize().height() - FRAME

    def _fit_later(self) -> None:
        # Words of another size need other room, known once every widget has its new font.
        self.setMinimumWidth(max(self.minimumWidth(), theme.px(WIDTH)))
        QTimer.singleShot(0, self, self._fit)

    def add_button(self, text: str, kind: Kind = "secondary", icon_name: str = "") -> Button:
        """Put one more button at the right end."""
        button = Button(text, kind, icon_name)
        self.buttons.addWidget(button)
        return button


class ConfirmDialog(PlainDialog):
    """Asks before something that cannot be taken back. The safe choice is worded and default."""

    def __init__(
        self, title: str, sentence: str, *, safe: str, danger: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, sentence, parent)
        self.safe = self.add_button(safe)
        self.danger = self.add_button(danger, "danger")
        self.safe.clicked.connect(self.reject)
        self.danger.clicked.connect(self.accept)
        self.safe.setDefault(True)
        self.safe.setFocus()

    @staticmethod
    def ask(
        title: str, sentence: str, *, safe: str, danger: str, parent: QWidget | None = None
    ) -> bool:
        """True when the person chose the dangerous button; closing is the safe choice."""
        dialog = ConfirmDialog(title, sentence, safe=safe, danger=danger, parent=parent)
        return dialog.exec() == QDialog.DialogCode.Accepted


class MessageDialog(PlainDialog):
    """Says what happened; technical details stay folded and can be copied."""

    def __init__(
        self,
        title: str,
        sentence: str,
        details: str = "",
        *,
        close: str = "",
        icon_name: str = "circle-alert",
        icon_token: str = "danger",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, sentence, parent, icon_name=icon_name, icon_token=icon_token)
        self._details = QPlainTextEdit(details)
        self._details.setReadOnly(True)
        self._details.setFixedHeight(theme.px(160))
        self._details.setAccessibleName(_("Details"))
        self._details.hide()
        self.body.insertWidget(self.body.count() - 1, self._details)
        self._fold = Button(_("Details"), "quiet", "chevron-right")
        self._fold.clicked.connect(self._unfold)
        self.copy = Button(_("Copy the details"), "quiet", "copy")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        self._fold.setVisible(bool(details))
        self.copy.setVisible(bool(details))
        self.buttons.insertWidget(0, self._fold)
        self.buttons.insertWidget(1, self.copy)
        done = self.add_button(close or _("Close"), "primary")
        done.clicked.connect(self.accept)
        done.setDefault(True)
        done.setFocus()

    def _unfold(self) -> None:
        shown = self._details.isHidden()
        self._details.setVisible(shown)
        self._fold.set_icon("chevron-down" if shown else "chevron-right")
        self._fit()


def stay_on_screen(dialog: QDialog) -> None:
    """Move up what has grown beyond the foot of the screen, where its buttons are."""
    screen = dialog.screen().availableGeometry()
    below = dialog.geometry().bottom() - screen.bottom()
    if below > 0:
        dialog.move(dialog.x(), max(screen.top(), dialog.y() - below))


def press_focused(dialog: QDialog, event: QKeyEvent) -> bool:
    """Press the button that has the focus if the key is Enter; return whether there was one.

    Qt alone would press the default button of the dialog.
    """
    focus = dialog.focusWidget()
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    if not enter or not isinstance(focus, QPushButton):
        return False
    focus.click()
    return True
