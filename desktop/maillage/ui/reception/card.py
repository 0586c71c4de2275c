"""One person's card: correct, undo an arrival, erase for ever. Each field saves itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from maillage.actions import organisations, reception, whence
from maillage.actions.contact_faults import fault_of_email, fault_of_phone
from maillage.actions.reception import Arrival
from maillage.actions.territories import Named
from maillage.domain import errors
from maillage.domain.records import Person
from maillage.domain.vocabulary import LegalForm
from maillage.language import _, current
from maillage.ui.changed_since import ChangedSince
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_L, SPACE_M
from maillage.ui.reception import card_facts, consent_rows, rows
from maillage.ui.reception.card_draft import CardDraft, Lines
from maillage.ui.reception.card_facts import Facts, Whence
from maillage.ui.reception.category_combo import CategoryCombo
from maillage.ui.reception.commune_line import CommuneLine
from maillage.ui.reception.form_field import FormField
from maillage.ui.reception.presence_row import PresenceRow
from maillage.ui.reception.saved_line import SavedLine
from maillage.ui.session import Session
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.completion import complete
from maillage.ui.widgets.dialogs import ConfirmDialog, PlainDialog
from maillage.ui.widgets.fields import LabelledField
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.text import Text
from maillage.ui.writers import for_writers, only_shown

MOST_QUOTED = 60
"""Characters of a text repeated in a question."""


class PersonCard(PlainDialog):
    """What is known of one person. It closes once all that was typed is saved."""

    wants_check_in = Signal(str)
    wants_undo = Signal(str)
    """Registrations whose arrival is to be recorded, or to be undone."""
    wants_departure = Signal(str)
    wants_erasing = Signal(object)
    """The person, as they are now."""

    def __init__(
        self, session: Session, arrival: Arrival, person: Person, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("Card of {name}", name=person.name),
            "" if session.reads else _("Each field is saved as you leave it."),
            parent,
            icon_name="user",
        )
        self._session, self._arrival, self._person = session, arrival, person
        self._closing = False
        self.lines: dict[str, SavedLine] = {}
        self._add_line("given_name", _("First name"), self._no_name)
        self._add_line("family_name", _("Last name"), self._no_name)
        self._add_line("phone", _("Phone"), fault_of_phone)
        self._add_line("email", _("E-mail"), fault_of_email)
        self._add_line("profession", _("Profession"))
        self._add_line("organisation", _("Organisation"))
        self._add_line("position", _("Position"))
        self.category = CategoryCombo()
        self.category.set_category(arrival.category)
        self.category.activated.connect(self._save_category)
        self.commune = CommuneLine(save=self._save_commune)
        self.commune.settled.connect(self._settled)
        self.commune.broken.connect(session.failed)
        self.commune.edit.returnPressed.connect(self._next)
        self.form = FormField()
        self.form.chosen.connect(self._save_form)
        self.saved = Text(role="label", tone="positive")
        # Its room is kept: a dialog that grows as one types is in the way.
        told = QFontMetrics(theme.font("label")).horizontalAdvance(_("Saved"))
        self.saved.setMinimumWidth(told + 2)
        self.changed_since = ChangedSince(
            _("This card was changed meanwhile, and stands here as it is now.")
        )
        self.presence = PresenceRow(arrival)
        self.presence.checked_in.connect(self.wants_check_in)
        self.presence.undone.connect(self.wants_undo)
        self.presence.left.connect(self.wants_departure)
        self.visits = RowList(_("Meetings"), passive=True, fit=True, lines=1)
        self._lay_out()
        edits = [line.edit for line in self._every_line()]
        only_shown(session, *edits, self.category, self.form)
        acts = (self.presence.change, self.presence.leave, self.sign, self.consents, self.erase)
        for_writers(session, *acts)
        self.lines["given_name"].edit.setFocus()
        event = session.meeting.id if session.meeting else ""
        every: Lines = {**self.lines, "commune": self.commune}
        self._draft = CardDraft(self, session.drafts, event, person.id, every, self.changed_since)
        self._read_facts()

    def reject(self) -> None:
        """Close, after what was typed is saved or given up knowingly."""
        self._closing = True
        for line in self._every_line():
            line.leave()
        self._close_when_saved()

    @property
    def registration(self) -> str:
        """The registration this card is about."""
        return self._arrival.registration

    def show_arrival(self, arrival: Arrival) -> None:
        """Show whether the person has come, as it is now."""
        self._arrival = arrival
        self.presence.show_arrival(arrival)

    def _read_facts(self) -> None:
        meeting = self._session.meeting
        event = meeting.id if meeting else ""
        self._session.read(
            partial(card_facts.read, self._session, self._person.id, event), done=self._know
        )
        if not self.commune.edit.isModified():
            job = partial(card_facts.read_whence, self._session, self.registration)
            self._session.read(job, done=self._know_whence)

    def _every_line(self) -> tuple[SavedLine | CommuneLine, ...]:
        return *self.lines.values(), self.commune

    def _add_line(
        self, name: str, label: str, fault: Callable[[str], str] = lambda _text: ""
    ) -> None:
        known = str(getattr(self._person, name, ""))
        line = SavedLine(label, known, save=partial(self._save, name), fault=fault)
        line.settled.connect(self._settled)
        line.broken.connect(self._session.failed)
        line.edit.returnPressed.connect(self._next)
        self.lines[name] = line

    def _lay_out(self) -> None:
        self.setMinimumWidth(theme.px(720))
        category = LabelledField(_("Category"), self.category)
        fields = [*self.lines.values(), self.form, category, self.commune]
        grid = QVBoxLayout()
        grid.setSpacing(SPACE_M)
        for place, (left, right) in enumerate(zip(fields[::2], fields[1::2], strict=True)):
            row = QHBoxLayout()
            row.setSpacing(SPACE_L)
            # An address is longer than a number.
            for field, share in zip((left, right), (4, 6) if place == 1 else (5, 5), strict=True):
                row.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(row)
        self.body.insertWidget(self.body.count() - 1, self.changed_since)
        at = self.body.count() - 1
        if self._arrival.disputed:
            sentence = _("Two laptops wrote something different here. Decide in Exchanges.")
            self.body.insertWidget(at, Banner("warning", sentence))
            at += 1
        self.body.insertWidget(at, self.presence)
        self.body.insertLayout(at + 1, grid)
        self.body.insertWidget(at + 2, self.visits)
        self.visits.hide()
        self.agreed = Text(role="caption", tone="muted", wrap=True)
        self.agreed.hide()
        self.body.insertWidget(at + 3, self.agreed)
        # Not in the foot, which is full: with large words the card would be wider than the screen.
        self.held = Button(_("Their data…"), "quiet", "file-text")
        self.held.clicked.connect(self._show_held)
        self.body.insertWidget(at + 4, self.held, 0, Qt.AlignmentFlag.AlignLeft)
        self._lay_out_foot()

    def _lay_out_foot(self) -> None:
        self.consents = Button(_("Consents…"), "quiet", "shield-check")
        self.consents.clicked.connect(self._ask_consents)
        self.sign = Button(_("Signature…"), "quiet", "signature")
        self.sign.clicked.connect(self._ask_to_sign)
        self.erase = Button(_("Erase for ever…"), "quiet", "trash-2")
        self.erase.clicked.connect(lambda: self.wants_erasing.emit(self._person))
        # In the order of Tab, so that erasing is never the first.
        self.buttons.insertWidget(0, self.consents)
        self.buttons.insertWidget(1, self.sign)
        self.buttons.insertWidget(2, self.erase)
        self.buttons.insertWidget(4, self.saved)
        self.close_button = self.add_button(_("Close the card"), "primary")
        self.close_button.clicked.connect(self.reject)

    def _save(
        self,
        name: str,
        typed: str,
        done: Callable[[str], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        def kept(person: Person) -> None:
            self._person = person
            self._say_saved()
            done(str(getattr(person, name, typed)))
            if name == "organisation":
                read = partial(card_facts.read_form, self._session, person.id)
                self._session.read(read, done=self._know_form)

        def refused(error: BaseException) -> None:
            if isinstance(error, errors.ChangedSince):
                look = partial(card_facts.value_of, self._session, self._person, name)
                self._session.read(look, done=partial(self._take_up, name, typed))
            else:
                failed(error)

        was = self.lines[name].kept
        change = card_facts.changing(self._session, self._person, name, typed, was)
        self._session.write(change, done=kept, failed=refused)

    def _take_up(self, name: str, typed: str, found: tuple[Person, str]) -> None:
        """Show what somebody else has written into a field since, and offer what was typed."""
        self._person, now = found
        self._closing = False
        self.lines[name].overtaken(now)
        self.changed_since.tell({**self.changed_since.offered, name: typed})
        self._fit()
        self.changed_since.bring_into_view()

    def _know_form(self, found: tuple[str, LegalForm | None]) -> None:
        """Show of which form the organisation is, and its name as others have written it."""
        line = self.lines["organisation"]
        if line.is_saved and line.text != found[0]:
            line.know(found[0])
        self.form.know(*found)

    def _know(self, facts: Facts) -> None:
        """Show what other records say of the person."""
        self.lines["organisation"].know(facts.organisation)
        self.lines["position"].know(facts.position)
        self.form.know(facts.organisation, facts.form)
        complete(self.lines["organisation"].edit, facts.structures)
        for name, others in (("phone", facts.others.phones), ("email", facts.others.emails)):
            if others:
                said = current().list(others)
                self._say_below(name, _("On their other record: {contact}", contact=said))
        self.presence.show_signed(facts.signed)
        self.visits.set_rows(rows.visit_rows(facts.visits))
        self.visits.setMaximumHeight(theme.px(130))
        self.visits.setVisible(len(facts.visits) > 1)
        self.agreed.setText(consent_rows.summary(facts.standings))
        self.agreed.setVisible(bool(self.agreed.text()))
        self._fit()

    def _know_whence(self, whence: Whence) -> None:
        self.commune.know(whence.said, whence.counted, whence.atlas)
        self._draft.begin()
        self._fit()

    def _say_below(self, name: str, said: str) -> None:
        line = self.lines[name]
        error = line.error()
        line.set_help(said)
        if error:
            line.set_error(f"{error} {said}")

    def _ask_consents(self) -> None:
        from maillage.ui.reception.consents import ConsentsDialog

        meeting = self._session.meeting
        event = meeting.id if meeting else ""
        dialog = ConsentsDialog(self._session, self._person, event, self)
        dialog.finished.connect(lambda _result: self._read_facts())
        dialog.open()

    def _show_held(self) -> None:
        # What draws pages is loaded by whoever looks at one.
        from maillage.ui.paper.pdf_dialog import open_over
        from maillage.ui.reception.held import HeldDialog

        open_over(HeldDialog(self._session, self._person, self))

    def _ask_to_sign(self) -> None:
        from maillage.ui.reception import signing

        if meeting := self._session.meeting:
            dialog = signing.ask(
                self._session,
                person=self._person.id,
                name=self._person.name,
                event=meeting,
                parent=self,
            )
            dialog.finished.connect(lambda _result: self._read_facts())
            if not self._arrival.arrived:  # whoever signs is there
                dialog.signed.connect(self._signed_in)

    def _signed_in(self) -> None:
        self.wants_check_in.emit(self._arrival.registration)

    def _save_category(self, _place: int) -> None:
        self._session.write(
            partial(
                reception.change_category,
                self._session.store,
                registration=self._arrival.registration,
                category=self.category.category(),
            ),
            done=self._keep_person,
        )

    def _save_commune(
        self,
        place: Named,
        done: Callable[[object], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        def kept(result: object) -> None:
            self._say_saved()
            done(result)

        say = partial(whence.say, self._session.store, registration=self.registration, place=place)
        self._session.write(say, done=kept, failed=failed)

    def _save_form(self, form: LegalForm | None) -> None:
        change = partial(
            organisations.change_legal_form, self._session.store, person=self._person.id, form=form
        )
        self._session.write(change, done=lambda _done: self._say_saved())

    def _keep_person(self, person: Person) -> None:
        self._person = person
        self._say_saved()

    def _no_name(self, typed: str) -> str:
        others = [line.text for name, line in self.lines.items() if name.endswith("_name")]
        return "" if typed or any(others) else _("A card needs a first or a last name.")

    def _next(self) -> None:
        self.focusNextChild()

    def _say_saved(self) -> None:
        self.saved.setText(_("Saved"))

    def _settled(self) -> None:
        self._fit()
        if self._closing:
            self._close_when_saved()

    def _close_when_saved(self) -> None:
        if any(line.is_saving for line in self._every_line()):
            return
        unsaved = [line for line in self._every_line() if not line.is_saved]
        self._closing = False
        if not unsaved:
            super().reject()
            return
        unsaved[0].edit.setFocus()
        self._fit()
        question = ConfirmDialog(
            _("Close without this change?"),
            _(
                "“{text}” could not be saved: {why}",
                text=_short(unsaved[0].text),
                why=unsaved[0].error(),
            ),
            safe=_("Go on correcting"),
            danger=_("Close without it"),
            parent=self,
        )
        question.accepted.connect(partial(self.done, QDialog.DialogCode.Rejected))
        question.open()


def _short(text: str) -> str:
    return text if len(text) <= MOST_QUOTED else text[:MOST_QUOTED].rstrip() + "…"
