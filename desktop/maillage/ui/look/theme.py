"""The theme of the running application: which tokens, which text size, following the system.

Fonts and style sheet are imported when they are wanted: the first paint has colours alone.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication

from maillage.ui.look.palette import palette_for
from maillage.ui.look.tokens import DARK, LIGHT, Tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

Scheme = Literal["system", "light", "dark"]


class Theme(QObject):
    """Tokens and text size in force; `changed` after either changed, for what is painted."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens: Tokens = LIGHT
        self.text_size: int = 100
        self.scheme: Scheme = "system"
        self._app: QApplication | None = None

    def colour(self, app: QApplication, scheme: Scheme, text_size: int) -> None:
        """Put the colours and the size in force: enough for what is painted, not for words."""
        self.scheme, self.text_size = scheme, text_size
        hints = app.styleHints()
        # Telling Qt the scheme also turns the title bar, where the system lets us.
        wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(scheme)
        if wanted is None:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(wanted)
        self.tokens = self._wanted()
        app.setPalette(palette_for(self.tokens))

    def apply(self, app: QApplication, scheme: Scheme, text_size: int) -> None:
        """Dress the application; safe to call again, with anything, at any time."""
        from PySide6.QtWidgets import QStyleFactory

        from maillage.ui.look.fonts import load

        load()
        if self._app is not app:
            self._app = app
            app.setStyle(QStyleFactory.create("Fusion"))
            app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self.colour(app, scheme, text_size)
        self._dress()

    def _system_changed(self) -> None:
        if self._wanted() is not self.tokens:
            self._dress()

    def _wanted(self) -> Tokens:
        if self.scheme == "system":
            system = QGuiApplication.styleHints().colorScheme()
            return DARK if system == Qt.ColorScheme.Dark else LIGHT
        return DARK if self.scheme == "dark" else LIGHT

    def _dress(self) -> None:
        if self._app is None:
            return
        from maillage.ui.look.fonts import font_for
        from maillage.ui.look.style import stylesheet

        self.tokens = self._wanted()
        self._app.setPalette(palette_for(self.tokens))
        self._app.setFont(font_for("body", self.text_size))
        self._app.setStyleSheet(stylesheet(self.tokens, self.text_size))
        self.changed.emit()


@cache
def current() -> Theme:
    """The one theme of this process (a process has one application, so one palette)."""
    return Theme()


def apply(app: QApplication, scheme: Scheme = "system", text_size: int = 100) -> Theme:
    """Dress the application and return its theme."""
    theme = current()
    theme.apply(app, scheme, text_size)
    return theme


def color(token: str) -> QColor:
    """The colour of a token, now."""
    return QColor(getattr(current().tokens, token))


def font(role: str) -> QFont:
    """The font of a type role, at the text size in force."""
    from maillage.ui.look.fonts import font_for

    return font_for(role, current().text_size)


def px(value: float) -> int:
    """Logical pixels times the text size in force."""
    return round(value * current().text_size / 100)
