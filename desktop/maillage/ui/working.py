"""A dialog that asks, works with its progress shown and a way to stop, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from maillage.actions import explain
from maillage.ui.background import Cancelled, Progress, Task
from maillage.ui.look import theme
from maillage.ui.session import Session
from maillage.ui.widgets.banner import Banner, BannerKind
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.progress import ProgressRow

T = TypeVar("T")
WIDTH = 640
"""Logical pixels: two fields side by side, or the path of a folder and its button."""


class WorkingDialog(PlainDialog):
    """What is asked, then how far it is, then the outcome. It closes only once nothing runs."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None,
        *,
        title: str,
        sentence: str,
        icon_name: str,
        stopped: str,
    ) -> None:
        """``stopped`` says what is left once somebody has stopped it."""
        super().__init__(title, sentence, parent, icon_name=icon_name)
        self.session, self._task, self._stopped = session, Task(), stopped
        self.working = False
        self.setMinimumWidth(theme.px(WIDTH))

    def ask(self, asked: QWidget, *, leave: str, act: str, icon_name: str = "") -> None:
        """Show what is asked, and the two buttons: leaving, and ``send``."""
        self.asked = asked
        self.progress = ProgressRow()
        self.progress.stopped.connect(self.reject)
        self.progress.hide()
        self.outcome = Banner("info", "…")
        self.outcome.hide()
        for widget in (asked, self.progress, self.outcome):
            self.body.insertWidget(self.body.count() - 1, widget)
        self.leave = self.add_button(leave)
        self.leave.clicked.connect(self.reject)
        self.act = self.add_button(act, "primary", icon_name)
        self.act.clicked.connect(self.send)
        self.act.setDefault(True)

    def send(self) -> None:
        """Do it, unless it is being done or something is missing."""
        raise NotImplementedError

    def show_progress(self, done: int, total: int, phase: str) -> None:
        """Say how far it is; nothing is known yet when ``total`` is 0."""
        raise NotImplementedError

    def run(self, job: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        """Run the job beside the window; ``done`` gets what it returns."""
        self.set_working(True)
        self._task = self.session.read_long(
            job,
            done=partial(self._finished, done),
            failed=self.failed,
            progress=self.show_progress,
        )

    def reject(self) -> None:
        """Close; what is being done is stopped first, and leaves nothing."""
        if self.working:
            self._task.cancel()
            return
        super().reject()

    def set_working(self, working: bool) -> None:
        """Show the progress in the place of the way out; what was asked stays to be read."""
        self.working = working
        self.asked.setEnabled(not working)
        self.act.setEnabled(not working)
        self.leave.setVisible(not working)
        self.outcome.hide()
        self.progress.setVisible(working)
        self.progress.allow_stop()
        self.show_progress(0, 0, "")
        self._fit()

    def failed(self, error: BaseException) -> None:
        """Say why nothing came of it."""
        self.set_working(False)
        if isinstance(error, Cancelled):
            self.say("info", self._stopped)
        elif explain.is_expected(error):
            self.say("danger", explain.sentence(error))
        else:
            self.session.failed.emit(error)

    def _finished(self, done: Callable[[T], None], result: T) -> None:
        self.set_working(False)
        done(result)

    def say(self, tone: BannerKind, sentence: str) -> None:
        """Show a sentence below what was asked, and the keyboard on trying again."""
        self.outcome.say(tone, sentence)
        self.outcome.show()
        self.act.setFocus()
        self._fit()
