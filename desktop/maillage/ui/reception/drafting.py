"""Somebody half welcomed comes back as far as one had come, after a closed lid or a power cut."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit

from maillage.domain.vocabulary import Category
from maillage.language import _
from maillage.ui.drafts import WALK_IN
from maillage.ui.session import Session
from maillage.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from maillage.ui.reception.walk_in import WalkInDialog

_CATEGORIES = {one.value: one for one in Category}


class WalkInDraft(QObject):
    """Keeps what stands in the five fields until the person is welcomed, or is not."""

    def __init__(self, form: WalkInDialog, session: Session, event: str) -> None:
        super().__init__(form)
        self._drafts, self._form, self._event = session.drafts, form, event
        self._lines = {
            name: field.editor
            for name, field in form.fields.items()
            if isinstance(field.editor, QLineEdit)
        }
        for line in self._lines.values():
            line.textChanged.connect(self._keep)
        form.category.currentIndexChanged.connect(self._keep)
        form.finished.connect(self._drop)

    def bring_back(self) -> bool:
        """Fill the fields in as they were left; False if nobody was being welcomed."""
        found = self._drafts.of(WALK_IN, self._event)
        if not found:
            return False
        for name, line in self._lines.items():
            line.setText(str(found.get(name, "")))
        self._form.category.set_category(_CATEGORIES.get(str(found.get("category"))))
        body = self._form.body
        body.insertWidget(2, Banner("info", _("You had begun to welcome this person. Go on.")))
        last = [line for line in self._lines.values() if line.text()][-1:]
        for line in last:
            line.setFocus()
            # A dialog that opens selects what is there: the next letter would replace it.
            QTimer.singleShot(0, line, partial(line.end, False))
        return True

    def _keep(self) -> None:
        if not self._form.is_filled():
            self._drop()
            return
        category = self._form.category.category()
        values = {name: line.text() for name, line in self._lines.items()}
        values["category"] = category.value if category else ""
        self._drafts.keep(WALK_IN, self._event, values)

    def _drop(self) -> None:
        self._drafts.drop(WALK_IN, self._event)
