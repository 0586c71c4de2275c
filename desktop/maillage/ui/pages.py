"""The screens of the side bar. Each is imported when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from maillage.language import N_

if TYPE_CHECKING:
    from maillage.ui.session import Session


class Page(Protocol):
    """What the window asks of a screen, which is also a QWidget."""

    def refresh(self) -> None:
        """Read again what is shown."""

    def set_compact(self, compact: bool) -> None:
        """Fit a small window when true."""

    def focus_first(self) -> None:
        """Put the keyboard where one starts."""


@dataclass(frozen=True, slots=True)  # the frame is painted before msgspec is loaded
class Entry:
    """One screen in the side bar: code, word, icon, section, and what builds it."""

    code: str
    label: str
    icon: str
    section: str
    build: Callable[[Session], QWidget]


def _preparing(session: Session) -> QWidget:
    from maillage.ui.preparing.page import PreparingPage

    return PreparingPage(session)


def _reception(session: Session) -> QWidget:
    from maillage.ui.reception.page import ReceptionPage

    return ReceptionPage(session)


def _seating(session: Session) -> QWidget:
    from maillage.ui.seating.page import SeatingPage

    return SeatingPage(session)


def _workshops(session: Session) -> QWidget:
    from maillage.ui.workshops.page import WorkshopsPage

    return WorkshopsPage(session)


def _pledges(session: Session) -> QWidget:
    from maillage.ui.pledges.page import PledgesPage

    return PledgesPage(session)


def _leaving(session: Session) -> QWidget:
    from maillage.ui.leaving.page import LeavingPage

    return LeavingPage(session)


def _exchanges(session: Session) -> QWidget:
    from maillage.ui.exchanges.page import ExchangesPage

    return ExchangesPage(session)


WORKSHOPS, PLEDGES, EXCHANGES = "workshops", "pledges", "exchanges"
START, BEFORE = "reception", "prepare"
"""Shown first: on the day, nobody has a click to spare; before anybody is registered, there is
nothing to receive."""
_BEFORE, _DAY, _BETWEEN = N_("Before"), N_("On the day"), N_("In between")

ENTRIES = (
    Entry("prepare", N_("Prepare"), "clipboard-list", _BEFORE, _preparing),
    Entry("reception", N_("Reception"), "door-open", _DAY, _reception),
    Entry("seating", N_("Tables"), "armchair", _DAY, _seating),
    Entry(WORKSHOPS, N_("Workshops"), "notebook-pen", _DAY, _workshops),
    Entry(PLEDGES, N_("Pledges"), "handshake", _DAY, _pledges),
    Entry("leaving", N_("Leaving"), "log-out", _DAY, _leaving),
    Entry(EXCHANGES, N_("Exchanges"), "arrow-left-right", _BETWEEN, _exchanges),
)
"""In the order of the side bar, and of Ctrl+1, Ctrl+2..."""
