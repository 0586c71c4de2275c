"""Receiving somebody who is not registered: five fields, Enter from one to the next."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import (
    QEvent,
    QObject,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QLineEdit,
    QWidget,
)

from maillage.actions import acquaintances, deeds, reception
from maillage.actions.acquaintances import NOBODY, Acquaintance, Acquaintances
from maillage.actions.contact_faults import fault_of_contact, remark_on_name
from maillage.actions.deeds import WayBack
from maillage.actions.explain import is_expected, sentence
from maillage.domain.errors import MissingValue, TooLong, WrongValue
from maillage.domain.records import Registration
from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_L, SPACE_M
from maillage.ui.reception.category_combo import CategoryCombo
from maillage.ui.reception.door import Door
from maillage.ui.reception.drafting import WalkInDraft
from maillage.ui.reception.likely import Likely
from maillage.ui.reception.typed import as_name, name_from
from maillage.ui.session import Session
from maillage.ui.widgets.completion import complete
from maillage.ui.widgets.dialogs import ConfirmDialog, PlainDialog
from maillage.ui.widgets.fields import LabelledField

_AT_A_FIELD = (TooLong, MissingValue, WrongValue)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WalkInDialog(PlainDialog):
    """Asks five things, and names who may be the same person."""

    welcomed = Signal(str, str, object)
    """Registration, name, and the way back."""
    recognised = Signal(str)
    """Registration of somebody already on the list: nothing is saved then."""
    known = Signal(str, str, object)
    """The same of somebody whom another meeting made known."""

    def __init__(
        self, session: Session, door: Door, typed: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("Welcome somebody without a registration"),
            _("The name is enough; the rest can wait."),
            parent,
            icon_name="user-plus",
        )
        self._session, self._door = session, door
        self._everybody = NOBODY
        self._saving = False
        given, family = name_from(typed)
        self.given_name, self.family_name = QLineEdit(given), QLineEdit(family)
        self.organisation, self.contact = QLineEdit(), QLineEdit()
        self.category = CategoryCombo()
        self.fields = {
            "given_name": LabelledField(_("First name"), self.given_name),
            "family_name": LabelledField(_("Last name"), self.family_name),
            "organisation": LabelledField(_("Organisation"), self.organisation),
            "category": LabelledField(_("Category"), self.category),
            "contact": LabelledField(_("Phone or e-mail"), self.contact),
        }
        complete(self.organisation, door.structures)
        self.likely = Likely()
        self._lay_out()
        self._found = self._filled()
        self._connect()
        self._remark()
        said = _("You had begun to welcome this person. Go on.")
        if not WalkInDraft(self, session, door.event).bring_back(said):
            (self.given_name if not given else self.organisation).setFocus()
        job = partial(_known, session, door.event, self._typed())
        session.read(job, done=partial(self._know, self._typed()))

    def save(self) -> None:
        """Record the person as arrived, unless a field needs repair."""
        if self._saving:
            return
        fault = fault_of_contact(self.contact.text())
        self.fields["contact"].set_error(fault)
        if fault:
            self._fit_to(self.contact)
            return
        self._set_saving(True)
        act = partial(
            reception.welcome,
            self._session.store,
            event=self._door.event,
            given_name=as_name(self.given_name.text()),
            family_name=as_name(self.family_name.text()),
            organisation=self.organisation.text(),
            category=self.category.category(),
            contact=self.contact.text(),
        )
        job = partial(deeds.done, self._session.store, act)
        self._session.write(job, done=self._done, failed=self._failed)

    def reject(self) -> None:
        """Leave; ask first when more was filled in than what had been searched."""
        if self._saving:  # its answer is on the way
            return
        if not self.is_filled() or ConfirmDialog.ask(
            _("Leave without welcoming this person?"),
            _("What you wrote here would be lost."),
            safe=_("Go on writing"),
            danger=_("Close without welcoming"),
            parent=self,
        ):
            super().reject()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the combo box goes on to the next field."""
        if (
            watched is self.category
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in _ENTER
        ):
            self.contact.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self.setMinimumWidth(theme.px(600))
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_L)
        grid.setVerticalSpacing(SPACE_M)
        places = ((0, 0, 1), (0, 1, 1), (2, 0, 1), (2, 1, 1), (3, 0, 2))
        for field, (line, column, span) in zip(self.fields.values(), places, strict=True):
            grid.addWidget(field, line, column, 1, span, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.likely, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.insertLayout(self.body.count() - 1, grid)
        self.cancel = self.add_button(_("Close without welcoming"))
        self.ok = self.add_button(_("Welcome"), "primary", "check")
        self.ok.setToolTip(_("Ctrl + Enter"))

    def _connect(self) -> None:
        self.cancel.clicked.connect(self.reject)
        self.ok.clicked.connect(self.save)
        self.likely.chosen.connect(self._recognise)
        following = (self.family_name, self.organisation, self.category)
        lines = (self.given_name, self.family_name, self.organisation)
        for line, after in zip(lines, following, strict=True):
            line.returnPressed.connect(partial(after.setFocus, Qt.FocusReason.TabFocusReason))
        self.contact.returnPressed.connect(self.save)
        self.category.installEventFilter(self)
        for line in (self.given_name, self.family_name):
            line.editingFinished.connect(partial(_capitalise, line))
            line.editingFinished.connect(self._remark)
        for line in (self.given_name, self.family_name, self.contact):
            line.textChanged.connect(self._look_for_the_same)
        for name, field in self.fields.items():
            if isinstance(field.editor, QLineEdit):
                field.editor.textEdited.connect(partial(self._forgive, name))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)

    def _remark(self) -> None:
        """Say what is odd about the name, once it is typed; it is not refused."""
        names = (self.given_name.text(), self.family_name.text())
        # A number that was searched is parted over both.
        said = next(filter(None, map(remark_on_name, (*names, " ".join(names)))), "")
        field = self.fields["given_name"]
        if said != field.help() and not field.error():
            field.set_help(said)
            self._fit_to(None)

    def is_filled(self) -> bool:
        """Tell whether more stands here than what had been searched."""
        return self._filled() != self._found

    def _typed(self) -> tuple[str, str, str]:
        return self.given_name.text(), self.family_name.text(), self.contact.text()

    def _filled(self) -> tuple[object, ...]:
        lines = (self.given_name, self.family_name, self.organisation, self.contact)
        return (*(line.text().strip() for line in lines), self.category.category())

    def _know(
        self,
        typed: tuple[str, str, str],
        found: tuple[Acquaintances, list[Acquaintance]],
    ) -> None:
        self._everybody, likely = found
        if typed == self._typed():
            self._show_likely(typed, likely)
        else:
            self._look_for_the_same()

    def _look_for_the_same(self) -> None:
        """Compare what is typed with everybody; not here, for there may be very many."""
        typed = self._typed()
        job = partial(self._everybody.like, *typed)
        self._session.read(job, done=partial(self._show_likely, typed))

    def _show_likely(self, typed: tuple[str, str, str], found: list[Acquaintance]) -> None:
        if typed == self._typed() and self.likely.show_those(
            found, last=self.ok, field=self.contact
        ):
            self._fit_to(None)

    def _recognise(self, one: Acquaintance) -> None:
        """Take somebody known instead of recording them a second time."""
        if self._saving:
            return
        if one.registration:
            self.recognised.emit(one.registration)
            self.accept()
            return
        self._set_saving(True)
        act = partial(
            acquaintances.receive_known,
            self._session.store,
            event=self._door.event,
            person=one.person,
        )
        job = partial(deeds.done, self._session.store, act)
        self._session.write(job, done=partial(self._received, one), failed=self._failed)

    def _received(self, one: Acquaintance, saved: tuple[Registration, WayBack]) -> None:
        registration, way = saved
        self.known.emit(registration.id, one.name, way)
        self.accept()

    def _forgive(self, name: str, _text: str) -> None:
        if self.fields[name].error():
            self.fields[name].set_error("")

    def _done(self, saved: tuple[Registration, WayBack]) -> None:
        registration, way = saved
        name = f"{self.given_name.text().strip()} {self.family_name.text().strip()}".strip()
        self.welcomed.emit(registration.id, name, way)
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self._set_saving(False)
        place = {"email": "contact", "phone": "contact", "name": "organisation"}
        named = error.field if isinstance(error, _AT_A_FIELD) else ""
        field = self.fields.get(place.get(named, named))
        if field and is_expected(error):
            field.set_error(sentence(error))
            self._fit_to(field.editor)
        else:
            self._session.failed.emit(error)

    def _set_saving(self, saving: bool) -> None:
        self._saving = saving
        self.ok.setEnabled(not saving)

    def _fit_to(self, editor: QWidget | None) -> None:
        if editor:
            editor.setFocus()
        if self.isVisible() and (typed_in := self.focusWidget()):
            self.reveal(typed_in)  # what appears must not push it out of sight


def _capitalise(line: QLineEdit) -> None:
    """Write a name as a badge shall show it, once it is typed."""
    if (name := as_name(line.text())) != line.text():
        line.setText(name)


def _known(
    session: Session, event: str, typed: tuple[str, str, str]
) -> tuple[Acquaintances, list[Acquaintance]]:
    """Return everybody the store knows, and who of them is like what is typed already."""
    everybody = acquaintances.everybody(session.store, event=event)
    return everybody, everybody.like(*typed)
