"""The first run: what stands at the left, and the step one is at."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from maillage.ui.background import Worker
from maillage.ui.look.style import set_look
from maillage.ui.start.brand import BrandPanel
from maillage.ui.start.choices import CREATE, HUB, REOPEN, RESTORE, Choices
from maillage.ui.start.jobs import Ready

if TYPE_CHECKING:
    from maillage.ui.start.form import StartForm
    from maillage.ui.start.reopen import OpenForm


class Step(Protocol):
    """What the page asks of a step, which is also a QWidget."""

    def set_compact(self, compact: bool) -> None:
        """Less air when true."""


class StartPage(QWidget):
    """Everything before a store is open. ``opened(Ready)`` when one is, its key noted."""

    opened = Signal(object)
    settings_wanted = Signal()

    def __init__(self, worker: Worker, recent: Callable[[], tuple[str, ...]]) -> None:
        """``recent()`` returns the paths of stores opened lately."""
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_look(self, box="page")
        self._worker, self._recent = worker, recent
        self._compact = False
        self.pending: Ready | None = None
        """A new store whose recovery key nobody has noted yet."""
        self.brand = BrandPanel()
        self.steps = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.brand)
        row.addWidget(self.steps, 1)

    @cached_property
    def choices(self) -> Choices:
        """The ways to begin: who comes back to a store need never see them."""
        choices = Choices()
        choices.chosen.connect(self.choose)
        choices.settings_wanted.connect(self.settings_wanted)
        return choices

    def show_choices(self) -> None:
        """Show the ways to begin, the keyboard on the first."""
        self._show(self.choices)
        self.choices.focus_first()

    def choose(self, code: str) -> StartForm:
        """Show the form of a choice, empty; return it."""
        if code == REOPEN:
            return self.offer()
        if code == RESTORE:
            return self.restore()
        form = self._form(code)
        form.ready.connect(self.show_key)
        return self._begin(form)

    def _form(self, code: str) -> StartForm:
        # Forms are imported when one is wanted: the first paint shows the choices alone.
        if code == CREATE:
            from maillage.ui.start.create import CreateForm

            return CreateForm(self._worker)
        if code == HUB:
            from maillage.ui.start.hub import HubForm

            return HubForm(self._worker)
        from maillage.ui.start.join import JoinForm

        return JoinForm(self._worker)

    def offer(self, wanted: Path | None = None) -> OpenForm:
        """Show the form that opens a store of this computer, this one if it is wanted."""
        from maillage.ui.start.reopen import OpenForm

        form = OpenForm(self._worker, self._recent, wanted)
        form.ready.connect(self.opened)
        form.backup_found.connect(self.restore)
        self._begin(form)
        return form

    def restore(self, backup: Path | None = None) -> StartForm:
        """Offer to make a store of a backup, of this one if it was found already."""
        from maillage.ui.start.restore import RestoreForm

        form = RestoreForm(self._worker, backup)
        form.ready.connect(self.opened)
        return self._begin(form)

    def _begin(self, form: StartForm) -> StartForm:
        form.left.connect(self.show_choices)
        self._show(form)
        form.begin()
        return form

    def reopen(self, path: Path) -> None:
        """Offer a store; open it at once if the system keeps its words."""
        self.offer(path).open_remembered(path)

    def say_opening(self, path: Path) -> None:
        """Say that a store is being opened, for whoever waits for it."""
        from maillage.ui.start.opening import OpeningStep

        self._show(OpeningStep(path))

    @property
    def chooses(self) -> bool:
        """Whether the ways to begin are in front."""
        return isinstance(self.step(), Choices)

    def step(self) -> QWidget | None:
        """What is in front; None before the first."""
        return self.steps.currentWidget()

    def set_compact(self, compact: bool) -> None:
        """A rail at the left and less air when true."""
        self._compact = compact
        self.brand.set_compact(compact)
        if (step := self.step()) is not None:
            self._fit(step)

    def show_key(self, ready: Ready, told: str = "") -> None:
        """Have the recovery key of a new store noted; ``told`` says before what was done."""
        from maillage.ui.start.recovery import RecoveryPage

        self.pending = ready
        page = RecoveryPage(self._worker, ready, told)
        page.confirmed.connect(self._confirmed)
        self._show(page)
        page.focus_first()

    def _confirmed(self, ready: Ready) -> None:
        self.pending = None
        self.opened.emit(ready)

    def _show(self, step: QWidget) -> None:
        before = self.step()
        self._fit(step)
        if self.steps.indexOf(step) < 0:
            self.steps.addWidget(step)
        self.steps.setCurrentWidget(step)
        # One comes back to the choices; any other step is over.
        if before is not None and before is not step and not isinstance(before, Choices):
            self.steps.removeWidget(before)
            before.deleteLater()

    def _fit(self, step: QWidget) -> None:
        cast("Step", step).set_compact(self._compact)
