"""A new pledge: what, who, the first small step, until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct, field
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from maillage.domain.records import Note
from maillage.domain.vocabulary import PledgeOrigin
from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_L, SPACE_M, WIDE_FROM
from maillage.ui.pledges.calling import CallConsents
from maillage.ui.pledges.drafting import PledgeDraft
from maillage.ui.pledges.due import DueField
from maillage.ui.pledges.people import PeoplePicker
from maillage.ui.pledges.rows import quick_dates
from maillage.ui.session import Session
from maillage.ui.widgets.chips import ChipBar, ChipItem
from maillage.ui.widgets.combo import ComboBox
from maillage.ui.widgets.dialogs import FRAME, ConfirmDialog, PlainDialog
from maillage.ui.widgets.fields import LabelledField
from maillage.ui.widgets.text import set_tooltip

ORIGINS = {origin.value: origin for origin in PledgeOrigin}


class Draft(Struct, frozen=True):
    """A pledge as it was filled in."""

    what: str
    due: date
    origin: PledgeOrigin
    people: list[str] = field(default_factory=list)
    next_step: str = ""
    help_needed: str = ""
    note: str = ""
    may_call: frozenset[str] = frozenset()
    """Those who agree to be called back."""


class NewPledgeDialog(PlainDialog):
    """`made(Draft)` once it says what and who.

    It then waits, with all that was written, until it is accepted or ``refused``.
    """

    made = Signal(object)

    def __init__(
        self,
        session: Session,
        today: date,
        ideas: Sequence[Note],
        parent: QWidget | None = None,
        *,
        idea: str = "",
    ) -> None:
        super().__init__(
            _("New pledge"), _("What people promise each other to do together."), parent
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._ideas = {note.id: note for note in ideas}
        self._proposed = ""
        self.what = QPlainTextEdit()
        self.what.setTabChangesFocus(True)
        self.what.setFixedHeight(theme.px(90))
        self.people = PeoplePicker(session)
        self.next_step = QLineEdit()
        self.help_needed = QLineEdit()
        self.due = DueField(today, quick_dates(today)["15d"])
        self.origin = ChipBar(
            [ChipItem(code, _(one.label)) for code, one in ORIGINS.items()], name=_("Origin")
        )
        self.origin.set_code(PledgeOrigin.SPONTANEOUS.value)
        self.idea = ComboBox()
        self.idea.setSizeAdjustPolicy(
            ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.idea.add(_("No idea in particular"), "")
        for note in ideas:
            self.idea.add(note.text, note.id)
        self.may_call = CallConsents()
        self._what = LabelledField(_("What they will do"), self.what)
        self._people = LabelledField(
            _("Who"), self.people, _("The first one leads. Click a name to have it lead.")
        )
        self._form = self._make_form()
        self.body.insertWidget(2, self._form)
        self.add_button(_("Not now")).clicked.connect(self.reject)
        self.make = self.add_button(_("Record the pledge"), "primary")
        self.make.clicked.connect(self._make)
        self.make.setDefault(True)
        set_tooltip(self.make, _("Ctrl + Enter"))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.make.click)
        self.idea.currentIndexChanged.connect(self._take_idea)
        self.what.textChanged.connect(lambda: self._what.set_error(""))
        self.people.changed.connect(lambda: self._people.set_error(""))
        self.people.changed.connect(lambda: self.may_call.show_people(self.people.chosen()))
        # What was begun before all: it would be lost for the idea, not the idea for it.
        said = _("You had begun this pledge. Go on with it.")
        if PledgeDraft(session, self).bring_back(said):
            return
        if idea in self._ideas:
            self.idea.set_code(idea)
            self.people.setFocus()
        else:
            self.what.setFocus()

    def draft(self) -> Draft:
        """The pledge as it is filled in now."""
        return Draft(
            what=" ".join(self.what.toPlainText().split()),
            people=self.people.people(),
            next_step=self.next_step.text(),
            help_needed=self.help_needed.text(),
            due=self.due.due(),
            origin=ORIGINS[self.origin.code()],
            note=str(self.idea.code() or ""),
            may_call=self.may_call.agreed(),
        )

    def reject(self) -> None:
        """Leave; ask first when something was written or somebody chosen."""
        if not self.make.isEnabled():  # its answer is on the way
            return
        if not self.is_written() or ConfirmDialog.ask(
            _("Leave this pledge unrecorded?"),
            _("What you wrote here would be lost."),
            safe=_("Go on writing"),
            danger=_("Leave it"),
            parent=self,
        ):
            super().reject()

    def is_written(self) -> bool:
        """Tell whether something was written, or somebody chosen or looked for."""
        draft = self.draft()
        proposed = " ".join(self._proposed.split())
        said = (draft.next_step, draft.help_needed, draft.people, self.people.search.text().strip())
        return draft.what != proposed or any(said)

    @property
    def proposed(self) -> str:
        """The words that stand for those of an idea: another idea may still replace them."""
        return self._proposed

    def take_proposal(self, words: str, idea: str) -> None:
        """Be the pledge of an idea, or of none, of which these words were proposed."""
        with QSignalBlocker(self.idea):
            self.idea.set_code(idea if idea in self._ideas else "")
        self._proposed = words

    def showEvent(self, event: QShowEvent) -> None:
        """As wide as two columns need, never more than the window it belongs to."""
        parent = self.parentWidget()
        room = parent.window().width() if parent else WIDE_FROM
        self.resize(min(theme.px(860), room - FRAME), self.height())
        super().showEvent(event)

    def _make_form(self) -> QWidget:
        form = QWidget()
        grid = QGridLayout(form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_L)
        grid.setVerticalSpacing(SPACE_M)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(SPACE_M)
        for widget in (self._what, self._people, self.may_call):
            left.addWidget(widget)
        left.addStretch(1)
        for widget in (
            LabelledField(_("First small step"), self.next_step),
            LabelledField(_("Help needed"), self.help_needed),
            LabelledField(_("Due date"), self.due),
            LabelledField(_("From which idea"), self.idea),
            LabelledField(_("Origin"), self.origin),
        ):
            right.addWidget(widget)
        right.addStretch(1)
        grid.addLayout(left, 0, 0)
        grid.addLayout(right, 0, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return form

    def _take_idea(self) -> None:
        """Propose the words of the idea, unless others were written meanwhile."""
        note = self._ideas.get(str(self.idea.code() or ""))
        if self.what.toPlainText() == self._proposed:
            self._proposed = note.text if note else ""
            self.what.setPlainText(self._proposed)
        if note:
            self.origin.set_code(PledgeOrigin.PLANNED.value)

    def _make(self) -> None:
        draft = self.draft()
        if not draft.people:
            self._people.set_error(_("Add at least one person, the one who leads."))
            self.people.setFocus()
        if not draft.what:
            self._what.set_error(_("Say in a few words what they will do."))
            self.what.setFocus()
        if draft.what and draft.people:
            self.make.setEnabled(False)
            self.made.emit(draft)

    def refused(self) -> None:
        """Let it be sent again: it could not be saved."""
        self.make.setEnabled(True)
