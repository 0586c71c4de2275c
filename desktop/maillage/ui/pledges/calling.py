"""Who agrees to be called back about a pledge: everybody answers for themselves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from maillage.actions.pledges import Choosable
from maillage.language import _
from maillage.ui.look.tokens import SPACE_XS
from maillage.ui.widgets.checkbox import CheckBox
from maillage.ui.widgets.focus import in_turn
from maillage.ui.widgets.text import Text


class CallConsents(QWidget):
    """A box to tick for each person of a pledge; nobody has agreed before it is ticked.

    `answered` when one was ticked, or not any more.
    """

    answered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, CheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_XS)
        self._column.addWidget(
            Text(
                _("Agrees to be called back about this pledge, by phone or e-mail"),
                "label",
                wrap=True,
            )
        )
        self.hide()

    def show_people(self, people: Sequence[Choosable]) -> None:
        """Ask these people, in their order; who answered already is not asked again."""
        known = {one.person for one in people}
        for gone in self.boxes.keys() - known:
            box = self.boxes.pop(gone)
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()
        for place, one in enumerate(people, 1):
            if one.person not in self.boxes:
                box = self.boxes[one.person] = CheckBox(one.name)
                # Read alone, a name asks nothing.
                box.setAccessibleName(_("{name} agrees to be called back", name=one.name))
                box.toggled.connect(self.answered)
            self._column.insertWidget(place, self.boxes[one.person])
        in_turn(self, [self.boxes[one.person] for one in people])
        self.setVisible(bool(people))

    def agreed(self) -> frozenset[str]:
        """Return who agreed."""
        return frozenset(person for person, box in self.boxes.items() if box.isChecked())
