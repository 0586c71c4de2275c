"""Decides many choices by one rule: shows what it would decide, then does all of it at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from maillage import language
from maillage.actions import settling
from maillage.actions.exchanges import Decision, disputed_field
from maillage.actions.settling import Preview, Ruled, Settlement
from maillage.domain.settling import Rule, Why
from maillage.language import _, ngettext_
from maillage.ui.exchanges.choices import ChoiceView, shortened
from maillage.ui.exchanges.values import shown
from maillage.ui.look import theme
from maillage.ui.session import Session
from maillage.ui.widgets.combo import ComboBox
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.fields import LabelledField
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.rows import Row, State, head
from maillage.ui.widgets.text import Text

ROOM, LEAST = 260, 76
"""Logical pixels for the preview, and in a low window; more rows scroll."""
LINES, LONG = 6, 400
"""Lines and letters of a text that show what a rule decides of it."""
LOST = 120
"""Letters of a value that a rule does not keep."""


class RuleDialog(PlainDialog):
    """``decided(ruled)`` once the choices are made; the dialog is closed then."""

    decided = Signal(object)

    def __init__(
        self, session: Session, choice: ChoiceView, among: list[ChoiceView], parent: QWidget
    ) -> None:
        """Offer the rules for all that waits, ``choice`` being the one in front."""
        super().__init__(
            _("Decide by a rule"),
            _("Look at what the rule would decide: nothing is written before you say so."),
            parent,
            icon_name="list",
        )
        self.setMinimumWidth(theme.px(620))
        self._session, self._among = session, {one.decision: one for one in among}
        self._record = choice.decision.conflict.record
        self._preview: Preview | None = None
        self._asked = 0
        self.rule = ComboBox()
        for rule in Rule:
            if rule is not Rule.LAPTOP:
                self.rule.addItem(_(rule.label), (rule, ""))
        for id_, name in settling.laptops(one.decision for one in among).items():
            laptop = name or _("a laptop not known here yet")
            self.rule.addItem(_("Keep what “{name}” says", name=laptop), (Rule.LAPTOP, id_))
        self.scope = ComboBox()
        self.scope.addItem(_("All choices that wait"), "")
        self.scope.addItem(_("Only “{record}”", record=choice.subject), self._record)
        self.count = Text("", "label", "muted")
        self.list = RowList(_("What the rule decides"), passive=True, lines=LINES)
        place = self.body.count() - 1
        for at, widget in enumerate(
            (
                LabelledField(_("Rule"), self.rule),
                LabelledField(_("For"), self.scope),
                self.count,
                self.room(self.list, high=ROOM, least=LEAST),
            )
        ):
            self.body.insertWidget(place + at, widget)
        self.later = self.add_button(_("Not now"))
        self.later.clicked.connect(self.reject)
        self.go_on = self.add_button("…", "primary", "check")
        self.go_on.clicked.connect(self._decide)
        self.go_on.setDefault(True)
        for combo in (self.rule, self.scope):
            combo.currentIndexChanged.connect(self._ask)
        self._begin()

    def _begin(self) -> None:
        """Open on the first rule that decides something, where there is one."""
        rules = [self.rule.itemData(at) for at in range(self.rule.count())]
        store, among, asked = self._session.store, list(self._among), self._asked
        self.go_on.setEnabled(False)

        def first() -> int:
            decides = (
                at
                for at, (rule, laptop) in enumerate(rules)
                if settling.preview(store, rule, laptop=laptop, of=among).settled
            )
            return next(decides, 0)

        def done(at: int) -> None:
            if asked != self._asked:
                return  # somebody was quicker, and has chosen one
            if at != self.rule.currentIndex():
                self.rule.setCurrentIndex(at)
            else:
                self._ask()

        self._session.read(first, done=done)

    def _ask(self) -> None:
        rule, laptop = self.rule.currentData()
        record, store = self.scope.currentData(), self._session.store
        among = [one for one in self._among if not record or one.conflict.record == record]
        self._asked += 1
        asked = self._asked
        self.go_on.setEnabled(False)

        def done(found: Preview) -> None:
            if asked == self._asked:
                self._show(found)

        self._session.read(
            lambda: settling.preview(store, rule, laptop=laptop, of=among), done=done
        )

    def _show(self, found: Preview) -> None:
        self._preview = found
        n = len(found.settled)
        rows = [self._row(one) for one in found.settled]
        if found.waiting:
            rows += [head(_("Left to you"), found.left), *map(self._left_row, found.waiting)]
        self.list.set_rows(rows)
        left = ngettext_("{n} choice is left to you", "{n} choices are left to you", found.left)
        made = ngettext_("The rule makes {n} choice", "The rule makes {n} choices", n)
        if not n:
            made = _("This rule decides none of them: try another")
        self.count.setText(f"{made} · {left}" if found.left else made)
        self.go_on.set_text(ngettext_("Make {n} choice", "Make {n} choices", n))
        self.go_on.setEnabled(n > 0)

    def _row(self, one: Settlement) -> Row:
        view = self._among[one.decision]
        if one.version is None:
            value, who = str(one.value), _("both texts together")
        else:
            place = one.decision.versions.index(one.version)
            value = view.versions[place].value
            wrote = (one.version, *one.version.also)
            who = language.current().list(
                _("this laptop") if each.here else each.device for each in wrote
            )
        field = disputed_field(one.decision.conflict)
        value = value or shown(field, one.value, {})
        # Whole: what a rule makes of two long texts differs from them in the middle, say.
        lost = language.current().list(
            [
                _("“{name}”", name=shortened(view.versions[place].value, LOST))
                for place, version in enumerate(one.decision.versions)
                if version in one.losing
            ]
        )
        instead = _("instead of {value}", value=lost) if lost else ""
        about = " · ".join(filter(None, (view.title, instead)))
        return Row(view.key, shortened(value, LONG), about, icon=view.icon, state=State(who))

    def _left_row(self, left: tuple[Decision, Why]) -> Row:
        decision, why = left
        view = self._among[decision]
        # Of a note the title says only what it is: here its text does not stand below.
        title = view.title if view.subject in view.title else f"{view.title} · {view.subject}"
        return Row(view.key, title, _(why.value), icon="hourglass", icon_tone="muted")

    def _decide(self) -> None:
        if self._preview is None:
            return
        settled, store = self._preview.settled, self._session.store
        self.go_on.setEnabled(False)
        self._session.write(
            lambda: settling.decide(store, settled), done=self._done, failed=self._failed
        )

    def _done(self, ruled: Ruled) -> None:
        self.accept()
        self.decided.emit(ruled)

    def _failed(self, error: BaseException) -> None:
        self.reject()
        self._session.failed.emit(error)
