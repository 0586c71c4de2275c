"""«Prepare the papers»: choices at the left, the pages at the right, then the printer."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from maillage.actions import paper
from maillage.actions.paper import Guest, Paper, Unprintable
from maillage.domain.records import Event
from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.paper.names import PAPERS, file_name, unprintable_words
from maillage.ui.paper.options import Options
from maillage.ui.paper.pdf_dialog import PdfDialog
from maillage.ui.session import Session
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.empty import EmptyState
from maillage.ui.widgets.scroll import ScrollPane

COLUMN = 372


class PaperDialog(PdfDialog):
    """Badges, attendance sheet, tents, labels and cards of one meeting."""

    def __init__(
        self,
        session: Session,
        event: Event,
        parent: QWidget | None = None,
        *,
        wanted: Paper = Paper.BADGES,
        people: frozenset[str] = frozenset(),
    ) -> None:
        """Begin with a paper; with ``people`` (registrations), for them alone."""
        super().__init__(session, _("Prepare the papers"), "", parent=parent)
        self._event = event
        self.options = Options(event)
        self.options.choose(wanted)
        pane = ScrollPane(self.options)
        pane.setFixedWidth(theme.px(COLUMN))
        self.middle.insertWidget(0, pane)
        self.nobody = EmptyState(
            "users", _("Nobody is chosen yet"), _("Choose at the left for whom the papers are.")
        )
        self.nobody.hide()
        self.middle.addWidget(self.nobody, 1)
        self.options.changed.connect(self._remake)
        self.unprintable = Banner("warning")
        self.unprintable.hide()
        self.under_title(self.unprintable)
        self._warning = ""
        store = session.store
        session.read(lambda: paper.guests(store, event=event.id), done=partial(self._know, people))

    def _know(self, people: frozenset[str], guests: list[Guest]) -> None:
        self.options.set_guests(guests, people)
        if not guests:
            self.nobody.say(
                _("Nobody is registered yet"),
                _("Take in a list, or welcome somebody: the papers are for those registered."),
            )
        self._remake()
        self._session.read(lambda: paper.unprintable(guests), done=self._warn)

    def _warn(self, of: Unprintable) -> None:
        self._warning = unprintable_words(of)
        self.unprintable.say("warning", self._warning)
        self._show_warning()

    def _show_warning(self) -> None:
        named = self.options.order().paper not in {Paper.TABLES, Paper.PLEDGES}
        self.unprintable.setVisible(bool(self._warning) and named)

    def _remake(self) -> None:
        nobody = self.options.is_for_nobody()
        self.nobody.setVisible(nobody)
        self.preview.setVisible(not nobody)
        if nobody:
            self.set_ready(ready=False)
            return
        self._show_warning()
        store, order = self._session.store, self.options.order()
        self.file_name = file_name(_(PAPERS[order.paper]), self._event)
        self.remake(lambda: paper.make(store, order))
