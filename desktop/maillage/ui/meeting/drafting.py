"""A meeting half typed comes back as it was, after a closed lid or a power cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from PySide6.QtCore import QObject

from maillage.actions.drafts import Values
from maillage.language import N_, _
from maillage.ui.drafts import MEETING, Drafts
from maillage.ui.meeting import telling
from maillage.ui.meeting.typed import Typed
from maillage.ui.typed_over import too_late
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.caret import Line, go_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from maillage.ui.meeting.dialog import MeetingDialog


class _Begun(Struct, frozen=True):
    """What stands in the dialog, and what was recorded when one began."""

    typed: Typed
    was: Typed
    workshops: str
    last: str
    """The line somebody typed into last."""
    late: Values
    """What was typed over something that somebody else has changed since."""


class MeetingDraft(QObject):
    """Keeps what stands in the dialog until that is saved or left: of one meeting, or a new one."""

    def __init__(self, drafts: Drafts, form: MeetingDialog, event: str) -> None:
        """``event`` is empty for a new meeting: it has no id yet, and there is one of them."""
        super().__init__(form)
        self._drafts, self._form, self._event = drafts, form, event
        self._late: Values = {}
        self._last = ""
        self._over = False
        self._lines: dict[str, Line] = {
            "title": form.title,
            "venue": form.venue,
            "commune": form.commune.edit,
            "territory": form.territory.edit,
            "workshops": form.workshops,
            "declared": form.declared.count,
            "declared_source": form.declared.source,
        }

    def begin(self) -> None:
        """Bring back what was begun, then keep what is typed; what is recorded is shown by now."""
        self._bring_back(self._drafts.of(MEETING, self._event))
        form = self._form
        for line in self._lines.values():
            line.textChanged.connect(self.keep)
        for changed in (
            form.kind.currentIndexChanged,
            form.when.day.dateChanged,
            form.when.last.dateChanged,
            form.when.begins.timeChanged,
            form.when.ends.timeChanged,
            form.commune.changed,
            form.territory.changed,
            form.partners.changed,
            form.tables.changed,
            form.dots.changed,
            form.table_dots.changed,
        ):
            changed.connect(self.keep)
        form.finished.connect(self._end)
        if form.is_changed():  # somebody types before all is read
            self.keep()

    def keep(self) -> None:
        """Keep what stands there now."""
        form = self._form
        if self._over:  # the map arrives in a dialog that was left
            return
        if not (form.is_changed() or self._late):
            self.drop()
            return
        typing = (name for name, line in self._lines.items() if line is form.focusWidget())
        self._last = next(typing, self._last)
        workshops = form.workshops.toPlainText()
        begun = _Begun(form.typed(), form.recorded, workshops, self._last, self._late)
        self._drafts.keep(MEETING, self._event, msgspec.to_builtins(begun))

    def take_up(self, show: Callable[[], None]) -> None:
        """Have the dialog ``show`` what is recorded by now, and type what still holds over it."""
        self.keep()
        found = self._drafts.of(MEETING, self._event)
        self._over = True  # what is shown is not typed
        show()
        self._over = False
        self._bring_back(found)
        self.keep()

    def _bring_back(self, found: Values) -> None:
        """Show what was begun, but not over what somebody else has changed since."""
        if not found:
            return
        try:
            begun = msgspec.convert(found, _Begun)
        except msgspec.ValidationError:
            return
        now = _fields(self._form.recorded)
        was, typed = _fields(begun.was), _fields(begun.typed)
        changed = {name: value for name, value in typed.items() if value != was[name]}
        if self._event:
            before = {name: value for name, value in begun.late.items() if name not in changed}
            late = {**before, **too_late(changed, was, now)}
            self._late = {name: value for name, value in late.items() if value != now.get(name)}
        kept = {name: value for name, value in changed.items() if name not in self._late}
        self._form.retype(_typed({**now, **kept}))
        self._form.workshops.setPlainText(begun.workshops)
        self._last = begun.last
        if self._late:
            self._tell_late(now)
            go_on(self._form.title)  # beside what is told
        elif self._form.is_changed():
            self._form.say_first(Banner("info", _(_said(self._event))))
            line = self._lines.get(self._last, self._form.title)
            go_on(line)
            self._form.bring_into_view(line)
        else:
            self.drop()  # somebody else has said just the same

    def _tell_late(self, now: Values) -> None:
        typed = telling.of(_typed({**now, **self._late}), self._late)
        banner = Banner(
            "warning",
            _(
                "Somebody else has changed this meeting since you began, and what they wrote is"
                " shown. You had written: {typed}",
                typed=typed,
            ),
            _("Take back what I wrote"),
        )
        banner.acted.connect(lambda: self._take_back(banner))
        self._form.say_first(banner)

    def _take_back(self, banner: Banner) -> None:
        late, self._late = self._late, {}
        banner.hide()
        self._form.retype(_typed({**_fields(self._form.typed()), **late}))
        self._form.title.setFocus()
        self.keep()

    def _end(self) -> None:
        self._over = True
        self.drop()

    def drop(self) -> None:
        """Keep nothing: it is saved, or was left."""
        self._drafts.drop(MEETING, self._event)


def _said(event: str) -> str:
    if event:
        return N_("You had begun to correct this meeting. Go on.")
    return N_("You had begun this meeting. Go on with it.")


def _fields(typed: Typed) -> Values:
    """Return what is typed by what people take for one field: a commune is its code as well."""
    found: Values = msgspec.to_builtins(typed)
    del found["endless"]  # it is told from what is recorded, not typed
    found["commune"] = [found["commune"], found.pop("insee")]
    return found


def _typed(fields: Values) -> Typed:
    commune, insee = fields["commune"]
    return msgspec.convert({**fields, "commune": commune, "insee": insee}, Typed)
