"""The coordination adapts what people are told; earlier versions stay with the answers."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from maillage.actions import consents
from maillage.actions.explain import is_expected, sentence
from maillage.domain.records import Notice
from maillage.language import _
from maillage.ui.changed_since import ChangedSince
from maillage.ui.drafts import NOTICE
from maillage.ui.look import theme
from maillage.ui.session import Session
from maillage.ui.typed_over import TypedOver, TypedOvers
from maillage.ui.widgets.caret import go_on
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.fields import LabelledField

_NOTICE = "in-force"
"""There is one notice; each version of it is a record of its own."""


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
        self.changed_since = ChangedSince(
            _("The notice was changed meanwhile, and stands here as it is now.")
        )
        self.body.insertWidget(2, self.changed_since)
        self.text.setFocus()
        self._event = session.meeting.id if session.meeting else ""
        self._notice, self._kept = notice, TypedOvers(session.drafts, NOTICE)
        self._bring_back()
        self.text.textChanged.connect(self._keep)
        self.changed_since.taken.connect(self._take_back)
        self.finished.connect(lambda _result: self._kept.drop(self._event, _NOTICE))

    def save(self) -> None:
        """Put the text in force; a text that cannot be saved stays here."""
        self.ok.setEnabled(False)
        job = partial(consents.write_notice, self._session.store, text=self.text.toPlainText())
        self._session.write(job, done=lambda _notice: self.accept(), failed=self._failed)

    def _bring_back(self) -> None:
        """Show the text as far as one had come, unless another is in force since."""
        back = self._kept.back(self._event, _NOTICE, {"text": self._notice.text})
        if back is None:
            return
        if typed := back.typed.get("text"):
            self.text.setPlainText(str(typed))
            go_on(self.text)
        if back.offered:
            self.changed_since.tell(back.offered)
        self._keep()

    def _keep(self) -> None:
        text, was = self.text.toPlainText(), self._notice.text
        typed = {"text": text} if text != was else {}
        one = TypedOver(_NOTICE, typed, {"text": was}, self.changed_since.offered)
        self._kept.keep(self._event, one)

    def _take_back(self, texts: dict[str, str]) -> None:
        self.text.setPlainText(texts["text"])
        go_on(self.text)
        self._keep()

    def _failed(self, error: BaseException) -> None:
        self.ok.setEnabled(True)
        if is_expected(error):
            self.field.set_error(sentence(error))
            self._fit()
        else:
            self._session.failed.emit(error)
