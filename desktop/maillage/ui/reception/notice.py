"""The coordination adapts what people are told; earlier versions stay with the answers."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from maillage.actions import consents
from maillage.actions.explain import is_expected, sentence
from maillage.domain.records import Notice
from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.session import Session
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.fields import LabelledField


class NoticeDialog(PlainDialog):
    """The text in force, to be changed; saved, it is another version from today on."""

    def __init__(self, session: Session, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(
            _("What people are told"),
            _("Whoever answered before keeps the version they were given."),
            parent,
            icon_name="pencil",
        )
        self._session = session
        self.text = QPlainTextEdit(notice.text)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumSize(theme.px(560), theme.px(200))
        self.field = LabelledField(_("Information notice"), self.text)
        self.body.insertWidget(self.body.count() - 1, self.field)
        self.add_button(_("Keep the former text")).clicked.connect(self.reject)
        self.ok = self.add_button(_("Put this text in force"), "primary")
        self.ok.clicked.connect(self.save)
        self.text.setFocus()

    def save(self) -> None:
        """Put the text in force; a text that cannot be saved stays here."""
        self.ok.setEnabled(False)
        job = partial(consents.write_notice, self._session.store, text=self.text.toPlainText())
        self._session.write(job, done=lambda _notice: self.accept(), failed=self._failed)

    def _failed(self, error: BaseException) -> None:
        self.ok.setEnabled(True)
        if is_expected(error):
            self.field.set_error(sentence(error))
            self._fit()
        else:
            self._session.failed.emit(error)
