"""Widgets on the virtual screen, for the tests of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

CANARY = '<img src="file:///etc/passwd"> & <b>x</b>'
"""What a person may write and no widget may take for markup."""

LONG = "Centre communal d’action sociale et coopérative d’habitants de Saint-Étienne-des-Oullières"


def show(qtbot, widget: QWidget, width: int = 400, height: int = 300) -> QWidget:
    """The widget on the screen at a size, in front."""
    qtbot.addWidget(widget)
    vars(qtbot).setdefault("kept", []).append(widget)  # it keeps only weak references
    widget.resize(width, height)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    lay_out()
    return widget


def lay_out() -> None:
    """Give every widget its place now: a window may be in front before its layouts have run."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def column(*widgets: QWidget) -> QWidget:
    """Widgets one below the other."""
    box = QWidget()
    layout = QVBoxLayout(box)
    for widget in widgets:
        layout.addWidget(widget)
    return box
