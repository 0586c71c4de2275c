"""The menu at the foot of the side bar: what is not done every minute."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.icons import icon
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_S, TOUCH
from maillage.ui.widgets.popup import Menu


class MenuButton(QToolButton):
    """Looks like an entry of the side bar; opens ``menu`` upwards."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.menu_shown = Menu(self)
        self.setIcon(icon("ellipsis", "side_text"))
        self.setAccessibleName(_("Menu"))
        self.setText(_("Menu"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open)
        self.menu_shown.aboutToHide.connect(self._look_left)
        theme.current().changed.connect(self._lay_out)
        self._compact = False
        self._lay_out()

    def set_compact(self, compact: bool) -> None:
        """The word under the icon when true."""
        self._compact = compact
        self._lay_out()

    def open(self) -> None:
        """Show the menu above the button."""
        height = self.menu_shown.sizeHint().height()
        self.menu_shown.popup(self.mapToGlobal(QPoint(0, -height)))

    def _look_left(self) -> None:
        """Stop to look pointed at: Qt tells of no leaving while a menu, then a dialog, is open."""
        if not self.rect().contains(self.mapFromGlobal(QCursor.pos())):
            self.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
            self.update()

    def _lay_out(self) -> None:
        style = Qt.ToolButtonStyle
        side = theme.px(22)
        self.setToolButtonStyle(
            style.ToolButtonTextUnderIcon if self._compact else style.ToolButtonTextBesideIcon
        )
        self.setIconSize(QSize(side, side) if self._compact else QSize(side + SPACE_S - 2, side))
        self.setFixedHeight(theme.px(52) if self._compact else max(TOUCH, theme.px(43)))
        set_look(self, kind="rail" if self._compact else "nav")
