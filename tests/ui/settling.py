"""Waiting until pages are drawn, and what they read is there."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QTimer


def settle(milliseconds: int = 450) -> None:
    """Let jobs answer and layouts happen; QTest.qWait would keep the other thread from running."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def rest(busy: list[bool]) -> None:
    """Wait for what is still read: the pages of a paper come after the paper."""
    settle()
    while busy and busy[-1]:
        settle(milliseconds=100)
