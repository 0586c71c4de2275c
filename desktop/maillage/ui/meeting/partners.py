"""The organisations of a meeting, one per line with what it does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from maillage.actions.events import Partnership
from maillage.domain.vocabulary import PartnerRole
from maillage.language import _
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_S
from maillage.ui.widgets.buttons import Button, icon_button
from maillage.ui.widgets.combo import ComboBox
from maillage.ui.widgets.completion import complete


class _Line(QWidget):
    """One organisation, its role, and a way to take it off."""

    def __init__(self, name: str, role: PartnerRole, structures: Sequence[str]) -> None:
        super().__init__()
        self.name = QLineEdit(name)
        self.name.setCursorPosition(0)  # the beginning of a long name shows
        self.name.setPlaceholderText(_("Organisation"))
        self.name.setAccessibleName(_("Organisation"))
        complete(self.name, structures)
        self.role = ComboBox()
        self.role.setAccessibleName(_("Role"))
        for one in PartnerRole:
            self.role.add(_(one.label), one)
        self.role.setCurrentIndex(list(PartnerRole).index(role))
        self.off = icon_button("x", _("Take this partner off"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self.name, 3)
        row.addWidget(self.role, 2)
        row.addWidget(self.off)


class PartnersField(QWidget):
    """As many lines as there are partners, and a button for one more."""

    grew = Signal()
    """There is one line more, or fewer."""
    changed = Signal()
    """Another organisation, or another role, stands there."""
    edited = Signal()
    """Somebody types the name of a partner."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._structures: Sequence[str] = ()
        self.lines: list[_Line] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.add = Button(_("Add a partner"), "quiet", "plus")
        self.add.clicked.connect(self._add_empty)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_S)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        self._column.addLayout(row)
        self.setFocusProxy(self.add)

    def use(self, structures: Sequence[str]) -> None:
        """Propose these names."""
        self._structures = structures
        for line in self.lines:
            complete(line.name, structures)

    def set_partners(self, partners: Sequence[Partnership]) -> None:
        """Show the partners that were recorded."""
        for line in list(self.lines):
            self._take_off(line)
        for name, role in partners:
            self._add(name, role)

    def partners(self) -> tuple[Partnership, ...]:
        """Return the partners as they stand there; lines without a name are none."""
        found = []
        for line in self.lines:
            role, name = line.role.code(), " ".join(line.name.text().split())
            if name and isinstance(role, PartnerRole):
                found.append((name, role))
        return tuple(found)

    def set_wrong(self, name: str) -> QWidget:
        """Mark the line of this partner as what is to be repaired; return what is typed into."""
        wrong = next(line for line in self.lines if " ".join(line.name.text().split()) == name)
        set_look(wrong.name, invalid=True)
        return wrong.name

    def _set_right(self, line: _Line, _name: str) -> None:
        set_look(line.name, invalid=False)
        self.edited.emit()

    def _add_empty(self) -> None:
        self._add("", PartnerRole.PARTNER).name.setFocus()

    def _add(self, name: str, role: PartnerRole) -> _Line:
        line = _Line(name, role, self._structures)
        line.off.clicked.connect(partial(self._remove, line))
        line.name.textEdited.connect(partial(self._set_right, line))
        line.name.textChanged.connect(self.changed)
        line.role.currentIndexChanged.connect(self.changed)
        self._column.insertWidget(len(self.lines), line)
        self.lines.append(line)
        self.grew.emit()
        return line

    def _remove(self, line: _Line) -> None:
        self._take_off(line)
        self.changed.emit()
        self.add.setFocus()

    def _take_off(self, line: _Line) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.grew.emit()
