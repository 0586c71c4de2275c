"""The legal form of the structure that somebody comes from, on their card."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from maillage.domain.vocabulary import LegalForm
from maillage.language import _
from maillage.ui.widgets.combo import ComboBox
from maillage.ui.widgets.fields import LabelledField


class FormField(LabelledField):
    """A choice among legal forms; it is of the structure, hence of all who come from it."""

    chosen = Signal(object)
    """Somebody has chosen this form, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.combo = ComboBox()
        self.combo.add(_("Not said"), None)
        for form in LegalForm:
            self.combo.add(_(form.label), form)
        self.combo.setMaxVisibleItems(self.combo.count())
        super().__init__(_("Legal form of the organisation"), self.combo, parent=parent)
        self.combo.activated.connect(lambda _place: self.chosen.emit(self.form()))

    def know(self, organisation: str, form: LegalForm | None) -> None:
        """Show the form of a structure; without one there is nothing to choose."""
        self.combo.setEnabled(bool(organisation))
        # findData compares by Qt's own rules, which know nothing of our choices.
        self.combo.setCurrentIndex(0 if form is None else 1 + list(LegalForm).index(form))

    def form(self) -> LegalForm | None:
        """Return the form chosen; None while nobody has said it."""
        code = self.combo.code()
        return code if isinstance(code, LegalForm) else None
