"""Asking one person what they agree to: the notice, then one answer per purpose."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from maillage.actions import consents
from maillage.actions.consents import Asked, Standing
from maillage.domain.records import Consent, Notice, Person
from maillage.domain.vocabulary import ConsentForm, ConsentPurpose
from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XS
from maillage.ui.reception import consent_rows
from maillage.ui.reception.answers_back import AnswersBack
from maillage.ui.reception.notice import NoticeDialog
from maillage.ui.session import Session
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.chips import ChipBar, ChipItem
from maillage.ui.widgets.combo import ComboBox
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.fields import LabelledField
from maillage.ui.widgets.scroll import ScrollPane
from maillage.ui.widgets.text import Text

YES, NO = "yes", "no"
LOW = 620
"""Logical pixels of a screen below which notice and answers stand side by side."""
WIDE = 860
"""Logical pixels of the dialog then."""
HIGH, LEAST = 340, 120
"""Logical pixels that both have then, and at least; more of them scrolls."""


class PurposeLine(QWidget):
    """One purpose: what was answered, and the two answers side by side, as easy one as other."""

    answered = Signal(bool)

    def __init__(self, purpose: ConsentPurpose) -> None:
        super().__init__()
        self.state = Text(role="caption", tone="muted", wrap=True)
        self.chips = ChipBar(
            [ChipItem(YES, _("Agrees")), ChipItem(NO, _("Does not agree"))],
            name=_(purpose.label),
        )
        self.chips.chosen.connect(lambda code: self.answered.emit(code == YES))
        self.chips.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_L)
        grid.setVerticalSpacing(SPACE_XS)
        grid.setColumnStretch(0, 1)
        grid.addWidget(Text(_(purpose.label), "strong", wrap=True), 0, 0)
        self.set_narrow(narrow=False)

    def set_narrow(self, *, narrow: bool) -> None:
        """Say what was answered below the two answers, or beside them."""
        for widget in (self.state, self.chips):
            self._grid.removeWidget(widget)
        self._grid.addWidget(self.state, 1, 0, 1, 2 if narrow else 1)
        self._grid.addWidget(self.chips, 0, 1, 1 if narrow else 2, 1)

    def show_standing(self, standing: Standing) -> None:
        """Show the latest answer."""
        self.state.setText(consent_rows.told(standing))
        if standing.last:
            self.chips.set_code(YES if standing.last.given else NO)
        else:
            self.chips.clear()


class ConsentsDialog(PlainDialog):
    """The notice in force and four purposes. Each answer is saved at once, and can be undone."""

    def __init__(
        self, session: Session, person: Person, event: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("What {name} agrees to", name=person.name),
            _("Read the notice out or turn the screen round. Each answer is saved at once."),
            parent,
            icon_name="shield-check",
        )
        self._session, self._person, self._event = session, person, event
        self.notice = QPlainTextEdit()
        self.notice.setReadOnly(True)
        self.notice.setTabChangesFocus(True)
        self.noticed = LabelledField(_("Information notice"), self.notice, "…")
        self.edit = Button(_("Change the notice…"), "quiet", "pencil")
        self.edit.clicked.connect(self._edit_notice)
        self.edit.hide()
        self._back = AnswersBack(session, self._taken_back)
        self.undo = Button(_("Undo the last answer"), "quiet", "undo-2")
        self.undo.setEnabled(False)
        self.undo.setToolTip(_("Ctrl + Z"))
        self.undo.clicked.connect(self.undo_last)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.undo_last)
        self.form = ComboBox()
        for form in consent_rows.FORMS:
            self.form.add(_(form.label), form)
        self.lines = {purpose: PurposeLine(purpose) for purpose in ConsentPurpose}
        self._notice = Notice()
        self._lay_out()
        self.lines[ConsentPurpose.PARTICIPATION].chips.focus_first()
        self._read()

    def undo_last(self) -> None:
        """Take back what was answered last in this dialog; the answer before counts again."""
        self._back.undo_last()

    def _lay_out(self) -> None:
        place = self.body.count() - 1
        if _screen().height() < theme.px(LOW):
            both = self.room(self._side_by_side(), high=HIGH, least=LEAST)
            self.body.insertWidget(place, both, 1)
        else:
            self.body.insertWidget(place, self._below_each_other())
        self.buttons.insertWidget(0, self.undo)
        self.buttons.insertWidget(1, self.edit)
        done = self.add_button(_("Close"), "primary")
        done.clicked.connect(self.accept)

    def _below_each_other(self) -> QWidget:
        """Return notice and answers, which scroll together where there is too little room."""
        self.setMinimumWidth(theme.px(640))
        self.notice.setFixedHeight(theme.px(148))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, SPACE_M, 0)
        column.setSpacing(SPACE_L)
        column.addWidget(self.noticed)
        column.addLayout(self._form_row())
        self._add_lines(column)
        pane = ScrollPane(content)
        room = _screen().height() - theme.px(230)
        pane.setFixedHeight(min(content.sizeHint().height() + theme.px(60), room))
        return pane

    def _side_by_side(self) -> QWidget:
        """Return the notice at the left and the answers at the right: a low screen is wide."""
        self.setMinimumWidth(min(theme.px(WIDE), _screen().width() - 2 * SPACE_XL))
        answers, both = QWidget(), QWidget()
        column = QVBoxLayout(answers)
        column.setContentsMargins(0, 0, SPACE_M, 0)
        column.setSpacing(SPACE_M)
        self._add_lines(column)
        for line in self.lines.values():
            line.set_narrow(narrow=True)
        column.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(SPACE_S)
        left.addWidget(self.noticed, 1)
        left.addLayout(self._form_row())
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_L)
        row.addLayout(left, 2)
        row.addWidget(ScrollPane(answers), 3)
        return both

    def _add_lines(self, column: QVBoxLayout) -> None:
        for purpose, line in self.lines.items():
            line.answered.connect(partial(self._answer, purpose))
            column.addWidget(line)

    def _form_row(self) -> QHBoxLayout:
        label = Text(_("How the answer is given"), "label")
        label.setBuddy(self.form)
        self.form.setAccessibleName(label.text())
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        row.addWidget(label)
        row.addWidget(self.form, 1)
        return row

    def _read(self) -> None:
        job = partial(consents.asked, self._session.store, person=self._person.id)
        self._session.read(job, done=self._show)

    def _show(self, asked: Asked) -> None:
        self._notice = asked.notice
        self.notice.setPlainText(asked.notice.text)
        self.noticed.set_help(_("Version {version}", version=asked.notice.version))
        self.edit.setVisible(asked.may_edit)
        for standing in asked.standings:
            self.lines[standing.purpose].show_standing(standing)

    def _answer(self, purpose: ConsentPurpose, given: bool) -> None:
        form = self.form.code()
        self._session.write(
            partial(
                consents.answer,
                self._session.store,
                person=self._person.id,
                event=self._event,
                purpose=purpose,
                given=given,
                form=form if isinstance(form, ConsentForm) else ConsentForm.SPOKEN,
            ),
            done=self._answered,
            failed=self._failed,
        )

    def _answered(self, saved: Consent) -> None:
        label = _(saved.purpose.label) if saved.purpose else ""
        fact = (
            _("{name} agrees: {purpose}", name=self._person.name, purpose=label)
            if saved.given
            else _("{name} does not agree: {purpose}", name=self._person.name, purpose=label)
        )
        self._back.add(saved)
        self.undo.setEnabled(True)
        self._session.tell(fact, undo=_("Undo"), on_undo=partial(self._back.take_back, saved))
        self._read()

    def _taken_back(self, said: Consent) -> None:
        if not self._back:
            if said.purpose and self.undo.hasFocus():
                self.lines[said.purpose].chips.focus_first()
            self.undo.setEnabled(False)
        self._read()

    def _failed(self, error: BaseException) -> None:
        self._read()
        self._session.failed.emit(error)

    def _edit_notice(self) -> None:
        dialog = NoticeDialog(self._session, self._notice, self)
        dialog.accepted.connect(self._read)
        dialog.open()


def _screen() -> QSize:
    """Return the size of this screen without its bars, in logical pixels."""
    return QGuiApplication.primaryScreen().availableSize()
