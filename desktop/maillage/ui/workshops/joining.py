"""Merges an idea into another, and takes merged ones apart again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from maillage.actions.workshops import Line
from maillage.domain.matching import matches
from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.fields import LabelledField
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.rows import Row, State
from maillage.ui.workshops.rows import idea_where, short


class JoinDialog(PlainDialog):
    """``joined(into)`` when another idea was chosen, ``parted(notes)`` to take merged ones out."""

    joined = Signal(str)
    parted = Signal(list)

    def __init__(self, line: Line, others: Sequence[Line], parent: QWidget | None = None) -> None:
        """Offer ``others`` for ``line`` to be merged into."""
        super().__init__(
            _("Merge this idea into another"),
            _(
                "“{idea}” will stand under the other one, with its votes."
                " It can be taken out again.",
                idea=short(line.note.text, 160),
            ),
            parent,
            icon_name="merge",
        )
        self.setMinimumWidth(theme.px(560))
        self._others = others
        self.typed = QLineEdit()
        self.typed.setPlaceholderText(_("A word of the other idea"))
        self.list = RowList(_("Ideas"), lines=4)
        place = self.body.count() - 1
        self.body.insertWidget(place, LabelledField(_("Look for the other idea"), self.typed))
        self.body.insertWidget(place + 1, self.room(self.list, high=240, least=120))
        if line.merged:
            self.part = self.add_button(_("Take them apart"), "quiet", "undo-2")
            self.part.clicked.connect(lambda: self._part(line))
        later = self.add_button(_("Not now"))
        later.clicked.connect(self.reject)
        self.go_on = self.add_button(_("Merge the two"), "primary", "merge")
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(lambda: self._join(self.list.current_key()))
        self.list.activated_row.connect(self._join)
        self.list.current_row.connect(lambda _key: self.go_on.setEnabled(True))
        self.typed.textChanged.connect(self._look_for)
        self.typed.installEventFilter(self)
        self._look_for("")
        self.typed.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the field move in the list."""
        if (
            watched is self.typed
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        ):
            self.list.keyPressEvent(event)
            return True
        return False

    def _look_for(self, typed: str) -> None:
        found = [one for one in self._others if matches(one.note.text, typed)]
        self.list.set_rows([_row(one) for one in found])
        self.list.select_first()
        self.go_on.setEnabled(bool(found))

    def _join(self, into: str) -> None:
        if into:
            self.accept()
            self.joined.emit(into)

    def _part(self, line: Line) -> None:
        self.accept()
        self.parted.emit([note.id for note in line.merged])


def _row(line: Line) -> Row:
    votes = State(str(line.votes)) if line.votes else None
    return Row(line.note.id, line.note.text, idea_where(line), icon="lightbulb", state=votes)
