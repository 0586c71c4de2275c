"""Erasing a person: what goes and what stays, then where the name still stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from maillage.actions import forgetting
from maillage.actions.forgetting import Forgotten, Mention
from maillage.domain.records import RECORDS, Person
from maillage.language import _, ngettext_
from maillage.ui.look import theme
from maillage.ui.session import Session
from maillage.ui.widgets.dialogs import ConfirmDialog, PlainDialog
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.rows import Row

_ICONS = {"note": "notebook-pen", "pledge": "handshake", "follow_up": "phone"}


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
    """The texts that still name somebody erased: people decide what becomes of them."""

    def __init__(self, mentions: Sequence[Mention], parent: QWidget | None = None) -> None:
        super().__init__(
            ngettext_(
                "The name still stands in one text",
                "The name still stands in {n} texts",
                len(mentions),
            ),
            _("Maillage does not change what others wrote. Read these, and correct them there."),
            parent,
            icon_name="triangle-alert",
            icon_token="warning",  # noqa: S106 - the name of a colour
        )
        self.setMinimumWidth(theme.px(560))
        self.list = RowList(_("Texts with the name"), passive=True, fit=True, lines=4)
        self.list.set_rows(
            [
                Row(f"{place}", one.text, _kind(one), icon=_ICONS.get(one.kind, "file-text"))
                for place, one in enumerate(mentions)
            ]
        )
        self.list.setMaximumHeight(theme.px(320))
        self.body.insertWidget(self.body.count() - 1, self.list)
        read = self.add_button(_("I have read them"), "primary")
        read.clicked.connect(self.accept)
        read.setDefault(True)


def _kind(mention: Mention) -> str:
    record = RECORDS.get(mention.kind)
    return _(record.label) if record else ""
