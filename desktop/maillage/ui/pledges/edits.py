"""What is typed over the fields of a pledge comes back, until one leaves them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import structs
from PySide6.QtCore import QObject

from maillage.domain.records import Pledge
from maillage.ui.changed_since import ChangedSince
from maillage.ui.drafts import PLEDGE_EDIT, Drafts
from maillage.ui.pledges.inline import InlineEdit
from maillage.ui.typed_over import TypedOver, TypedOvers
from maillage.ui.widgets.caret import go_on


class PledgeEdits(QObject):
    """Keeps what stands in the fields of the pledge shown and is not recorded yet.

    They record themselves as one leaves them. Before that they keep a draft rather than record
    after a pause, too: half a sentence in the journal would travel, be undone by itself, and
    stand against what another laptop wrote.
    """

    def __init__(
        self,
        drafts: Drafts,
        editors: Mapping[str, InlineEdit],
        changed_since: ChangedSince,
        parent: QObject,
    ) -> None:
        """``editors`` by the field of the pledge that each shows."""
        super().__init__(parent)
        self._kept = TypedOvers(drafts, PLEDGE_EDIT)
        self._editors, self._changed_since = editors, changed_since
        self._event = self._pledge = ""
        for editor in editors.values():
            editor.typing.connect(self.keep)
        changed_since.taken.connect(self._take_back)

    def turn_to(self, pledge: Pledge) -> None:
        """Show what was typed over another pledge, once that is shown as it is stored."""
        self._event, self._pledge = pledge.event, pledge.id
        self._changed_since.clear()
        back = self._kept.back(pledge.event, pledge.id, structs.asdict(pledge))
        if back is None:
            return
        for name, text in back.typed.items():
            if name in self._editors and str(text) != self._editors[name].loaded:
                self._editors[name].refused(str(text))  # sent again as one leaves the pledge
        if back.offered:
            self._changed_since.tell(back.offered)

    def take_up(self, pledge: Pledge) -> None:
        """Show what somebody else has written since, and offer what was being typed over it."""
        stored = {name: str(getattr(pledge, name)) for name in self._editors}
        late = {
            name: editor.value()
            for name, editor in self._editors.items()
            if editor.covers(stored[name])
        }
        for name in late:
            self._editors[name].reset(stored[name])
        if late:
            self._changed_since.tell({**self._changed_since.offered, **late})
            self._changed_since.bring_into_view()

    def go_on(self) -> bool:
        """Give the keyboard to a field that came back; False if none did."""
        for editor in self._editors.values():
            if editor.is_typed:
                go_on(editor)
                return True
        return False

    def recorded(self, pledge: Pledge) -> None:
        """Keep no longer what is recorded of a pledge, or was left."""
        if pledge.id == self._pledge:
            self._changed_since.clear()  # whoever records something has decided
            self.keep()
        else:
            self._kept.drop(pledge.event, pledge.id)

    def keep(self) -> None:
        """Keep what stands there now."""
        open_ = {
            name: editor
            for name, editor in self._editors.items()
            if self._pledge and editor.is_typed
        }
        typed = {name: editor.value() for name, editor in open_.items()}
        was = {name: editor.loaded for name, editor in open_.items()}
        one = TypedOver(self._pledge, typed, was, self._changed_since.offered)
        self._kept.keep(self._event, one)

    def _take_back(self, texts: dict[str, str]) -> None:
        for name, text in texts.items():
            if name in self._editors:
                self._editors[name].setPlainText(text)
                go_on(self._editors[name])
        self.keep()
