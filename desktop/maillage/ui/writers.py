"""What is offered only to whoever may write. To somebody who only reads a hub it never shows.

A page names here, once, all that records something: it need not ask again wherever it shows,
hides, enables or disables one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

if TYPE_CHECKING:
    from maillage.ui.session import Session


class _Never(QObject):
    """Hides a widget again whenever something shows it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer before anything is painted."""
        if event.type() == QEvent.Type.ShowToParent and isinstance(watched, QWidget):
            watched.hide()
        return False


def for_writers(session: Session, *offers: QAction | QShortcut | QWidget) -> None:
    """Keep these from somebody who only reads: they stay hidden, and no key reaches them."""
    if not session.reads:
        return
    for offer in offers:
        if isinstance(offer, QAction):
            offer.setVisible(False)  # which disables it too, whatever it is told later
        elif isinstance(offer, QShortcut):
            offer.setEnabled(False)
        else:
            offer.installEventFilter(_Never(offer))
            offer.hide()


def only_shown(session: Session, *editors: QWidget) -> None:
    """Let somebody who only reads see what these hold, and copy a text, but not change it."""
    if not session.reads:
        return
    for editor in editors:
        if isinstance(editor, QLineEdit | QPlainTextEdit):
            editor.setReadOnly(True)
        else:
            editor.setEnabled(False)


def take_no_files(session: Session, page: QWidget) -> None:
    """Let nothing be dropped on a page of somebody who only reads."""
    if session.reads:
        page.setAcceptDrops(False)
