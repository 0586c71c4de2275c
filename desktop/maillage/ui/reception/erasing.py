"""Erasing a person: what goes and what stays, then where the name still stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from maillage.actions import forgetting
from maillage.actions.forgetting import Forgotten
from maillage.actions.texts import Mention
from maillage.domain.records import RECORDS, Person
from maillage.language import _, ngettext_
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_S
from maillage.ui.session import Session
from maillage.ui.texts import TextErasing, may_be_replaced
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.dialogs import ConfirmDialog, PlainDialog
from maillage.ui.widgets.flow import FlowLayout
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.rows import Row

_ICONS = {
    "note": "notebook-pen",
    "pledge": "handshake",
    "follow_up": "phone",
    "attachment": "camera",
}


def ask(
    session: Session, person: Person, parent: QWidget, *, done: Callable[[Forgotten], None]
) -> ConfirmDialog:
    """Ask, erase if confirmed, then call ``done``; return the question, already open."""
    erase = partial(forgetting.erase, session.store, person=person.id)
    return confirm(person, parent, then=lambda: session.write(erase, done=done))


def confirm(person: Person, parent: QWidget, *, then: Callable[[], object]) -> ConfirmDialog:
    """Ask, and call ``then`` if confirmed; return the question, already open."""
    question = ConfirmDialog(
        _("Erase {name} for ever?", name=person.name),
        _(
            "Name, phone, e-mail, profession, organisation and consents go from this laptop, and"
            " from every laptop that your files reach. Nobody can bring them back.\n\n"
            "What stays, without the name: one more in the counts of the meeting, and the pledges"
            " made with others."
        ),
        safe=_("Keep this person"),
        danger=_("Erase for ever"),
        parent=parent,
    )
    question.accepted.connect(then)
    question.open()
    return question


class MentionsDialog(PlainDialog):
    """The texts that still name somebody erased: people decide what becomes of each."""

    led = Signal()
    """Somebody goes to one of them."""

    def __init__(
        self, session: Session, mentions: Sequence[Mention], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _title(len(mentions)),
            _(
                "Maillage does not change what others wrote: decide of each text. A corrected one"
                " keeps its former words in the journal, which full exports carry; replaced or"
                " erased, they are gone."
            ),
            parent,
            icon_name="triangle-alert",
            icon_token="warning",  # noqa: S106 - the name of a colour
        )
        self.setMinimumWidth(theme.px(740))
        self._session, self._mentions = session, list(mentions)
        self.texts = TextErasing(session, self, self._gone)
        self.list = RowList(_("Texts with the name"), lines=4)
        self.replace = Button(_("Replace by a corrected text…"))
        self.correct = Button(_("Correct it there"))
        self.erase = Button(_("Erase this text for ever…"), "quiet")
        acts = QWidget()
        line = FlowLayout(acts, SPACE_S)
        for button in (self.replace, self.correct, self.erase):
            line.addWidget(button)
        for widget in (self.room(self.list, high=280, least=120), acts):
            self.body.insertWidget(self.body.count() - 1, widget)
        self.read = self.add_button(_("I have read them"), "primary")
        self.read.clicked.connect(self.accept)
        self.read.setDefault(True)
        self.list.current_row.connect(lambda _key: self._show_ways())
        self.replace.clicked.connect(lambda: self.texts.replace(self._current()))
        self.erase.clicked.connect(lambda: self.texts.ask(self._current()))
        self.correct.clicked.connect(self._go)
        self._show()

    def _show(self) -> None:
        self.list.set_rows(
            [
                Row(
                    f"{place}",
                    one.text,
                    _kind(one),
                    icon=_ICONS.get(one.kind, "file-text"),
                )
                for place, one in enumerate(self._mentions)
            ]
        )
        self.list.set_current("0")
        self._show_ways()

    def _current(self) -> Mention:
        return self._mentions[int(self.list.current_key())]

    def _show_ways(self) -> None:
        current = self._current() if self.list.current_key() else None
        self.replace.setVisible(current is not None and may_be_replaced(current))
        self.correct.setVisible(current is not None and _leads_somewhere(current))

    def _gone(self, mention: Mention) -> None:
        """Leave what is still to be decided; a text with the name in two fields went as one."""
        self._mentions = [one for one in self._mentions if one.id != mention.id]
        if self._mentions:
            self._show()
            self.list.setFocus()
        else:
            self.accept()

    def _go(self) -> None:
        mention = self._current()
        self.accept()
        self.led.emit()
        self._session.led.emit(mention)


def _leads_somewhere(mention: Mention) -> bool:
    """Tell whether a text is shown where it can be corrected: no deleted one, no caption."""
    return not (mention.deleted or mention.earlier or mention.kind == "attachment")


def _title(n: int) -> str:
    return ngettext_("The name still stands in one text", "The name still stands in {n} texts", n)


def _kind(mention: Mention) -> str:
    record = RECORDS.get(mention.kind)
    said = [_(record.label) if record else ""]
    if mention.kind == "attachment":
        said = [_("Caption of a photo")]
    if mention.deleted:
        said.append(_("deleted: in the journal only"))
    if mention.earlier:
        said.append(_("a former version: it was corrected since"))
    return " · ".join(said)
