"""Somebody half welcomed comes back as far as one had come, after a closed lid or a power cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from maillage.actions.drafts import Values
from maillage.domain.vocabulary import Category
from maillage.ui.drafts import WALK_IN
from maillage.ui.form_draft import FormDraft
from maillage.ui.session import Session

if TYPE_CHECKING:
    from maillage.ui.reception.walk_in import WalkInDialog

_CATEGORIES = {one.value: one for one in Category}


class WalkInDraft(FormDraft):
    """Keeps what stands in the five fields until the person is welcomed, or is not."""

    def __init__(self, form: WalkInDialog, session: Session, event: str) -> None:
        lines = {
            name: field.editor
            for name, field in form.fields.items()
            if isinstance(field.editor, QLineEdit)
        }
        super().__init__(form, session.drafts, WALK_IN, event, lines)
        self._fields = form
        form.category.currentIndexChanged.connect(self.keep)

    def is_begun(self) -> bool:
        """Tell whether more stands there than what had been searched."""
        return self._fields.is_filled()

    def more(self) -> Values:
        """Return the category, if one was chosen."""
        category = self._fields.category.category()
        return {"category": category.value if category else ""}

    def take(self, found: Values) -> None:
        """Choose the category again."""
        self._fields.category.set_category(_CATEGORIES.get(str(found.get("category"))))
