"""The lines one types into, and going on in one where the words end."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

Line = QLineEdit | QPlainTextEdit


def words_in(line: Line) -> str:
    """Return what stands in a line."""
    return line.text() if isinstance(line, QLineEdit) else line.toPlainText()


def write(line: Line, words: str) -> None:
    """Have these words stand in a line."""
    if isinstance(line, QLineEdit):
        line.setText(words)
    else:
        line.setPlainText(words)


def go_on(line: Line) -> None:
    """Give a line the keyboard, the caret where its words end."""
    line.setFocus()
    if isinstance(line, QLineEdit):
        line.end(False)
        # A dialog that opens selects what is there: the next letter would replace it.
        QTimer.singleShot(0, line, partial(line.end, False))
    else:
        line.moveCursor(QTextCursor.MoveOperation.End)
