"""Adding somebody to a pledge that is made: one name, and it is done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from maillage.actions.pledges import Promise
from maillage.language import _
from maillage.ui.pledges.people import PeoplePicker
from maillage.ui.session import Session
from maillage.ui.widgets.dialogs import PlainDialog


class AddSomebodyDialog(PlainDialog):
    """Asks who else takes part. `chosen(person)` as soon as a name is taken from the list."""

    chosen = Signal(object)

    def __init__(self, session: Session, promise: Promise, parent: QWidget) -> None:
        super().__init__(
            _("Who else takes part?"), promise.pledge.what, parent, icon_name="user-plus"
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.people = PeoplePicker(session, there=[one.person for one in promise.parties])
        self.people.changed.connect(self._choose)
        self.body.insertWidget(2, self.people)
        cancel = self.add_button(_("Not now"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.people.setFocus()

    def _choose(self) -> None:
        self.people.changed.disconnect(self._choose)  # a second click adds nobody else
        (somebody,) = self.people.chosen()
        self.accept()
        self.chosen.emit(somebody)
