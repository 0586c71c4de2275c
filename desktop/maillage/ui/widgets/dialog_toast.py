"""A toast in front of whoever works in a dialog: the window behind it cannot even be tapped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QDialog

from maillage.ui.widgets.dialogs import FRAME, stay_on_screen
from maillage.ui.widgets.toast import Toast
from maillage.ui.widgets.toast_place import MARGIN, Spot

if TYPE_CHECKING:
    from collections.abc import Callable


class DialogToast(Toast):
    """Stands below the buttons of a dialog, which grows for it, or scrolls on a low screen.

    ``left`` if the dialog goes first: what was told, and what undoes it, is for the window then.
    """

    left = Signal(str, str, object, str)

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._grown = 0
        self._fresh: tuple[str, str, Callable[[], None] | None, str] | None = None
        if layout := dialog.layout():
            layout.addWidget(self.foot)

    def say(
        self,
        fact: str,
        action: str = "",
        on_action: Callable[[], None] | None = None,
        *,
        icon_name: str = "check",
    ) -> None:
        """Show a fact, and a button when there is something to do about it."""
        self._fresh = (fact, action, on_action, icon_name)
        super().say(fact, action, on_action, icon_name=icon_name)

    def dismiss(self) -> None:
        """Take the toast away."""
        self._fresh = None
        super().dismiss()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand over what was told once the dialog goes."""
        gone = event.type() == QEvent.Type.Hide and watched is self.__dict__.get("_dialog")
        if gone and (fresh := self._fresh):
            self.dismiss()
            self.left.emit(*fresh)
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self._fact.setText(self._said)
        size = self._measure(self._dialog.width() - 2 * MARGIN)
        self._give(size.height() + MARGIN)
        self._place_anew()

    def _place_anew(self) -> None:
        """Stay at the foot of the dialog, whatever its size becomes."""
        if self.foot.isHidden():
            return
        within = QSize(self._dialog.width() - 2 * MARGIN, self.foot.height() - MARGIN)
        size = self._measure(within.width()).boundedTo(within)
        corner = QPoint(self._dialog.width() - MARGIN, self._dialog.height() - MARGIN)
        box = QRect(corner - QPoint(size.width(), size.height()), size)
        self._spot = Spot(box, foot=self.foot.height())
        self.setGeometry(box)

    def _make_room(self, height: int, share: float = 1) -> bool:
        """Take back what the dialog gave."""
        if not height:
            self._give(0)
        return super()._make_room(height, share)

    def _give(self, height: int) -> None:
        """Let the dialog be higher by the foot, as far as the screen allows."""
        dialog, screen = self._dialog, self._dialog.screen().availableGeometry()
        before = dialog.height() - self._grown  # first: Qt lets it grow for the foot at once
        self.foot.setFixedHeight(height)
        self.foot.setVisible(height > 0)
        if layout := dialog.layout():
            layout.activate()  # how low it can be from now on
        self._grown = max(0, min(height, screen.height() - FRAME - before))
        dialog.resize(dialog.width(), before + self._grown)
        if height:
            stay_on_screen(dialog)


def in_front() -> QDialog | None:
    """Return the dialog that one has to answer first; None if there is none of ours."""
    found = QApplication.activeModalWidget()
    if not isinstance(found, QDialog) or not found.isVisible():
        return None
    layout = found.layout()
    down = isinstance(layout, QBoxLayout) and layout.direction() is QBoxLayout.Direction.TopToBottom
    return found if down else None  # what Qt lays out is none of ours
