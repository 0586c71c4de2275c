"""The legal form of the structure that somebody comes from, on their card."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from maillage.domain.legal_forms import stated_form
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
        self._organisation = ""
        self.combo.activated.connect(self._choose)

    def know(self, organisation: str, form: LegalForm | None) -> None:
        """Show the form of a structure; without one there is nothing to choose."""
        self.combo.setEnabled(bool(organisation))
        # findData compares by Qt's own rules, which know nothing of our choices.
        self.combo.setCurrentIndex(0 if form is None else 1 + list(LegalForm).index(form))
        self._organisation = organisation
        self._say()

    def form(self) -> LegalForm | None:
        """Return the form chosen; None while nobody has said it."""
        code = self.combo.code()
        return code if isinstance(code, LegalForm) else None

    def _choose(self, _place: int) -> None:
        self._say()
        self.chosen.emit(self.form())

    def _say(self) -> None:
        """Say below what the name of the structure states, while nobody has said the form."""
        stated = None if self.form() else stated_form(self._organisation)
        self.set_help(_("By its name: {form}", form=_(stated.label)) if stated else "")
