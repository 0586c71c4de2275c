"""What the forms of the first run share: fields, a way back, work and its failure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from maillage.language import _
from maillage.ui.background import Worker
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_L, SPACE_M, SPACE_S
from maillage.ui.start.column import Column
from maillage.ui.start.invitation import InvitationField
from maillage.ui.start.jobs import Ready
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.card import Card
from maillage.ui.widgets.fields import LabelledField
from maillage.ui.widgets.focus import as_seen
from maillage.ui.widgets.progress import ProgressRow
from maillage.ui.widgets.scroll import FittingPane
from maillage.ui.widgets.text import Text


class StartForm(QWidget):
    """A form that opens a store. ``ready(Ready)`` when it did, ``left`` when one goes back."""

    ready = Signal(object)
    left = Signal()
    stoppable = False
    """Whether its work shows how far it is and can be stopped."""

    def __init__(
        self, worker: Worker, *, title: str, sentence: str, submit: str, busy: str
    ) -> None:
        super().__init__()
        self.worker = worker
        self.working = False
        self._busy_words = busy
        self.fields: dict[str, LabelledField] = {}
        self.back = Button(_("Back"), "quiet", "undo-2")
        self.back.clicked.connect(self.left)
        self.card = Card()
        self.fault = Banner("danger", "…")
        self.fault.hide()
        self.progress = ProgressRow(stop=self.stoppable)
        self.progress.hide()
        self.submit = Button(submit, "primary", tall=True)
        self.submit.clicked.connect(self.send)
        self._sentence = Text(sentence, "sub", "muted", wrap=True)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, SPACE_S, 0)
        inside.setSpacing(SPACE_M)
        inside.addWidget(self._sentence)
        inside.addWidget(self.card)
        self._pane = FittingPane(content)
        self._head = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._head.setSpacing(SPACE_S)
        self._head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._head.addWidget(Text(title, "title", wrap=True), 1)
        self._column = Column(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self._pane)
        self._column.addWidget(self.fault)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, SPACE_S, SPACE_S, 0)
        foot.setSpacing(SPACE_L)
        foot.addWidget(self.progress, 1)
        foot.addStretch(0)
        foot.addWidget(self.submit, 0, Qt.AlignmentFlag.AlignRight)
        self._column.addLayout(foot)
        self._column.addStretch(1)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.setWhatsThis(_("Back"))
        escape.activated.connect(self._leave)
        self.set_compact(False)

    def add(self, name: str, label: str, editor: QWidget, help_text: str = "") -> LabelledField:
        """Make a field; its error comes to it by its name."""
        field = LabelledField(label, editor, help_text)
        self.fields[name] = field
        if isinstance(editor, QLineEdit):
            editor.textChanged.connect(lambda: field.set_error(""))
        return field

    def pair(self, *fields: LabelledField) -> None:
        """Put fields side by side in the card."""
        self.card.add_layout(self.side_by_side(*fields))

    @staticmethod
    def side_by_side(*fields: LabelledField, shares: Sequence[int] = ()) -> QHBoxLayout:
        """Return a row of fields, of the same width unless they get shares of it."""
        row = QHBoxLayout()
        row.setSpacing(SPACE_L)
        for field, share in zip(fields, shares or [1] * len(fields), strict=True):
            row.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
        return row

    def set_compact(self, compact: bool) -> None:
        """Less air in a small window: the way back beside the title, no sentence."""
        self._column.set_compact(compact)
        direction = QBoxLayout.Direction
        self._head.setDirection(direction.LeftToRight if compact else direction.TopToBottom)
        self._sentence.setVisible(not compact)
        set_look(self.submit, tall=not compact)

    def showEvent(self, event: QShowEvent) -> None:
        """Have Tab come last to the button below the fields, which was made first."""
        super().showEvent(event)
        as_seen(self)

    def begin(self) -> None:
        """Get ready to be seen; called each time the form comes to the front."""
        self.fault.hide()
        self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard where one starts."""
        next(iter(self.fields.values())).editor.setFocus()

    def send(self) -> None:
        """Do what the form is for, unless it is being done or something is missing."""
        if self.working:
            return
        for field in self.fields.values():
            field.set_error("")
        self.fault.hide()
        job = self.job()
        if job is None:
            return
        self.set_working(True)
        self.run(job)

    def run(self, job: Callable[..., Ready]) -> None:
        """Run the form's job off the main thread."""
        self.worker.submit(job, done=self.done, failed=self.fail)

    def job(self) -> Callable[..., Ready] | None:
        """Return what ``run`` is to run; None if a field has said what is missing."""
        raise NotImplementedError

    def set_working(self, working: bool) -> None:
        """Show that it takes a moment; what was typed stays."""
        self.working = working
        self.card.setEnabled(not working)
        self.back.setEnabled(not working)
        self.submit.setEnabled(not working)
        self.progress.setVisible(working)
        self.progress.set_progress(0, 0, self._busy_words)

    def fail(self, error: BaseException) -> None:
        """Say what went wrong at the field it is about, or below the fields."""
        # Late: errors are known once something was tried, which is after the first paint.
        from maillage.actions import explain
        from maillage.ui.start import faults

        self.set_working(False)
        sentence = explain.sentence(error)
        field = self.fields.get(faults.field_of(error))
        if field is None:
            self.fault.say("danger", sentence)
            self.fault.show()
            return
        field.set_error(sentence)
        if isinstance(field.editor, InvitationField):
            field.editor.clear_mark()
        field.editor.setFocus()
        self.reveal(field)

    def reveal(self, widget: QWidget) -> None:
        """Scroll to a widget that has just grown."""
        self._pane.reveal(widget)

    def done(self, ready: Ready) -> None:
        """Hand over what was opened."""
        self.set_working(False)
        self.ready.emit(ready)

    def _leave(self) -> None:
        if not self.working:
            self.left.emit()
