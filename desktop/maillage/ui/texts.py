"""Erasing for ever what was written, or putting a corrected text in its place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from maillage.actions import texts
from maillage.actions.explain import is_expected, sentence
from maillage.actions.texts import Carried, Mention
from maillage.domain.records import Note
from maillage.language import _, ngettext_
from maillage.ui.drafts import CORRECTION, FOLLOW_UP, PLEDGE_EDIT
from maillage.ui.look import theme
from maillage.ui.session import Session
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.dialogs import ConfirmDialog, PlainDialog
from maillage.ui.widgets.fields import LabelledField
from maillage.ui.widgets.line_edit import LineEdit

_TITLES = {
    "note": lambda: _("Erase this note for ever?"),
    "pledge": lambda: _("Erase this pledge for ever?"),
    "attachment": lambda: _("Erase this photo for ever?"),
    "follow_up": lambda: _("Erase this follow-up for ever?"),
}


class TextErasing(QObject):
    """Asks, then erases a text or replaces it; `done(Mention)` is called once it is gone."""

    def __init__(
        self, session: Session, parent: QWidget, done: Callable[[Mention], object]
    ) -> None:
        super().__init__(parent)
        self._session, self._parent, self._done = session, parent, done
        self.dialog: PlainDialog | None = None
        """The question that is open, for whoever looks at it."""

    def ask(self, mention: Mention) -> None:
        """Say what goes and what stays; erase if confirmed. Of a note the other way is offered."""
        self._weigh(mention, self._ask)

    def replace(self, mention: Mention) -> None:
        """Ask for the text that takes the place of a note."""
        self._weigh(mention, self._ask_for_text)

    def _weigh(self, mention: Mention, then: Callable[[Mention, Carried], None]) -> None:
        weigh = partial(texts.carried, self._session.store, text=mention.id)
        self._session.read(weigh, done=partial(then, mention))

    def _ask(self, mention: Mention, carried: Carried) -> None:
        question = EraseDialog(mention, carried, self._parent)
        question.instead.connect(lambda: self._ask_for_text(mention, carried))
        erase = partial(texts.erase, self._session.store, text=mention.id)
        told = partial(self._gone, mention, _("Erased for ever: all versions of this text"))
        question.accepted.connect(lambda: self._session.write(erase, done=told))
        self._open(question)

    def _ask_for_text(self, mention: Mention, carried: Carried) -> None:
        dialog = ReplaceDialog(mention, carried, self._parent)
        store = self._session.store

        def write(text: str) -> None:
            job = partial(texts.replace_note, store, note=mention.id, text=text)
            self._session.write(job, done=done, failed=failed)

        def done(_new: Note) -> None:
            dialog.accept()
            self._gone(mention, _("Replaced: the former text is erased for ever"))

        def failed(error: BaseException) -> None:
            dialog.refused(sentence(error))
            if not is_expected(error):
                self._session.failed.emit(error)

        dialog.wanted = write
        self._open(dialog)

    def _gone(self, mention: Mention, fact: str, _result: object = None) -> None:
        # What is half typed over it has its former words, too.
        for what in (CORRECTION, FOLLOW_UP, PLEDGE_EDIT):
            self._session.drafts.drop(what, mention.event, mention.id)
        self._session.tell(fact)
        self._done(mention)

    def _open(self, dialog: PlainDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


class EraseDialog(ConfirmDialog):
    """Asks before a text is erased; of a note that is shown it offers another text ``instead``."""

    instead = Signal()

    def __init__(self, mention: Mention, carried: Carried, parent: QWidget | None = None) -> None:
        super().__init__(
            _TITLES[mention.kind](),
            erasing_words(mention, carried),
            safe=_("Keep the text"),
            danger=_("Erase for ever"),
            parent=parent,
        )
        self.other = Button(_("Replace it by a corrected text…"))
        self.other.setVisible(may_be_replaced(mention))
        self.other.clicked.connect(self._go_on)
        self.body.insertWidget(self.body.count() - 1, self.other, 0, Qt.AlignmentFlag.AlignLeft)

    def _go_on(self) -> None:
        self.reject()
        self.instead.emit()


class ReplaceDialog(PlainDialog):
    """The corrected text of a note; that it takes the former one's place is confirmed here."""

    def __init__(self, mention: Mention, carried: Carried, parent: QWidget | None = None) -> None:
        super().__init__(_("Replace by a corrected text"), replacing_words(carried), parent)
        self.setMinimumWidth(theme.px(560))
        self.wanted: Callable[[str], object] = lambda _text: None
        # Where only a former version has the name, the text as it stands is to be kept.
        self._former = "" if mention.earlier else " ".join(mention.text.split())
        self.text = LineEdit()
        self.text.setFixedHeight(theme.px(96))
        self.text.setPlainText(mention.now or mention.text)
        self.field = LabelledField(_("The corrected text"), self.text)
        self.body.insertWidget(self.body.count() - 1, self.field)
        self.safe = self.add_button(_("Keep the former text"))
        self.danger = self.add_button(_("Replace, and erase the former text"), "danger")
        self.safe.clicked.connect(self.reject)
        self.danger.clicked.connect(self._go)
        self.safe.setDefault(True)
        self.text.escaped.connect(self.reject)
        self.text.entered.connect(self.danger.setFocus)
        self.text.setFocus()
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)

    def refused(self, why: str) -> None:
        """Say why nothing was replaced; the words stay."""
        self.danger.setEnabled(True)
        self.field.set_error(why)
        self.reveal(self.field)
        self.text.setFocus()

    def _go(self) -> None:
        words = " ".join(self.text.toPlainText().split())
        if not words:
            self.refused(_("Write at least one word, or keep the former text."))
        elif words == self._former:
            self.refused(_("This is still the former text: take out what is not to stay."))
        else:
            self.danger.setEnabled(False)
            self.wanted(words)


def may_be_replaced(mention: Mention) -> bool:
    """Tell whether a corrected text may take the place: of a note that is shown."""
    return mention.kind == Note.kind and not mention.deleted


def erasing_words(mention: Mention, carried: Carried) -> str:
    """Return what goes with a text, and what stays."""
    goes = [_("“{text}”", text=mention.text), _("It goes with all its versions.")]
    stays = []
    if carried.votes:
        votes = ngettext_("So does its one vote.", "So do its {n} votes.", carried.votes)
        goes.append(votes)
    if mention.kind == "pledge":
        goes.append(_("So does who promised it."))
    if mention.kind == "attachment":
        goes.append(_("So does the picture that it is the caption of."))
    if carried.follow_ups:
        follow_ups = ngettext_(
            "So does its one follow-up.", "So do its {n} follow-ups.", carried.follow_ups
        )
        goes.append(follow_ups)
    if carried.pledges:
        pledges = ngettext_(
            "The pledge made from it stays, in its own words.",
            "The {n} pledges made from it stay, in their own words.",
            carried.pledges,
        )
        stays.append(pledges)
    if carried.merged:
        merged = ngettext_(
            "The idea merged into it stays, and stands for itself again.",
            "The {n} ideas merged into it stay, and stand for themselves again.",
            carried.merged,
        )
        stays.append(merged)
    if mention.kind == "follow_up":
        stays.append(_("The pledge stays."))
    stays.append(
        _(
            "The others lose it as soon as they take your file in."
            " Nobody can bring it back. A backup made before still has it."
        )
    )
    return "\n\n".join((goes[0], " ".join(goes[1:]), " ".join(stays)))


def replacing_words(carried: Carried) -> str:
    """Return what passes to the corrected text, and what does not."""
    passing = [_("A new note takes its place: same workshop, table, kind, theme and speaker.")]
    if carried.votes:
        passing.append(
            ngettext_("Its vote passes to it.", "Its {n} votes pass to it.", carried.votes)
        )
    if carried.pledges:
        pledges = ngettext_(
            "So does the pledge made from it, whose own words stay as they are.",
            "So do the {n} pledges made from it, whose own words stay as they are.",
            carried.pledges,
        )
        passing.append(pledges)
    lost = _(
        "The former text is erased for ever with all its versions, here and on the laptops that"
        " take your file in: this cannot be undone. What another laptop has recorded about it and"
        " you have not taken in yet, a vote or a correction, goes with it."
    )
    return " ".join(passing) + "\n\n" + lost
