"""The fields of a meeting, and what stands in them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from maillage.actions.territories import Named
from maillage.domain.records import Event
from maillage.domain.vocabulary import EventKind, TerritoryLevel
from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_L, SPACE_M
from maillage.ui.meeting.declared_row import DeclaredRow
from maillage.ui.meeting.partners import PartnersField
from maillage.ui.meeting.place_field import PlaceField
from maillage.ui.meeting.typed import Typed
from maillage.ui.meeting.when_row import WhenRow
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.combo import ComboBox
from maillage.ui.widgets.fields import LabelledField
from maillage.ui.widgets.stepper import Stepper


class MeetingForm(QDialog):
    """Title, kind, when, where, with whom, tables, votes: in ``content``, which may scroll."""

    def __init__(self, event: Event | None, parent: QWidget | None = None) -> None:
        """``event`` is the one corrected; a new one has workshops in the place of figures."""
        super().__init__(parent)
        self._event = event
        self._build_editors()
        self.content = QWidget()
        self._fields = QVBoxLayout(self.content)
        self._fields.setContentsMargins(0, 0, SPACE_M, 0)
        self._fields.setSpacing(SPACE_M)
        self._place()

    def _build_editors(self) -> None:
        self.title, self.venue = QLineEdit(), QLineEdit()
        self.commune = PlaceField(_("Commune"), (TerritoryLevel.COMMUNE,))
        self.territory = PlaceField(_("Territory"), tuple(TerritoryLevel))
        self.partners = PartnersField()
        self.title.setPlaceholderText(_("Grande Rencontre du Beaujolais"))
        self.kind = ComboBox()
        for kind in EventKind:
            self.kind.add(_(kind.label), kind)
        self.when = WhenRow()
        self.tables = Stepper(most=99, about=_("Tables"))
        self.dots = Stepper(most=20, about=_("Votes per person"))
        self.table_dots = Stepper(most=99, about=_("Votes per table"))
        self.declared = DeclaredRow()
        self.workshops = QPlainTextEdit()
        self.workshops.setTabChangesFocus(True)
        self.workshops.setFixedHeight(theme.px(104))
        self.workshops.setPlaceholderText("\n".join((_("Housing"), _("Work"), _("Mobility"))))

    def _place(self) -> None:
        self.titled = LabelledField(_("Title"), self.title)
        venue = LabelledField(_("Venue"), self.venue)
        partners = LabelledField(_("Partners"), self.partners)
        workshops = LabelledField(
            _("Workshops"), self.workshops, _("One per line. More can be added on the day.")
        )
        self._places = {
            "title": self.titled,
            "last": self.when.lasting,
            "ends": self.when.ended,
            "venue": venue,
            "commune": self.commune,
            "territory": self.territory,
            "partners": partners,
            "workshops": workshops,
            "declared_source": self.declared.sourced,
        }
        self.partners.edited.connect(partial(partners.set_error, ""))
        self.workshops.textChanged.connect(partial(workshops.set_error, ""))
        for field, edit in ((self.titled, self.title), (venue, self.venue)):
            edit.textChanged.connect(partial(_set_right, field))
        self._row((self.titled, 3), (LabelledField(_("Kind"), self.kind), 2))
        self._fields.addWidget(self.when)
        self._row((venue, 3), (self.commune, 2))
        self._fields.addWidget(self.territory)
        self._row(
            (LabelledField(_("Number of tables"), self.tables), 1),
            (LabelledField(_("Votes per person"), self.dots), 1),
            (LabelledField(_("Votes per table"), self.table_dots, _("0: no limit")), 1),
        )
        self._fields.addWidget(partners)
        self._fields.addWidget(workshops)
        self._fields.addWidget(self.declared)
        workshops.setVisible(self._event is None)
        self.declared.setVisible(self._event is not None)
        self._fields.addStretch(1)

    def _row(self, *fields: tuple[LabelledField, int]) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE_L)
        for field, stretch in fields:
            row.addWidget(field, stretch, Qt.AlignmentFlag.AlignTop)
        self._fields.addLayout(row)

    def say_first(self, banner: Banner) -> None:
        """Say something above the fields."""
        self._fields.insertWidget(0, banner)

    def retype(self, typed_: Typed) -> None:
        """Show what somebody had typed, in the place of what is recorded."""
        self._fill(typed_)
        self.when.retype(typed_)
        self.territory.set_named(typed_.territory)
        self.partners.set_partners(typed_.partners)

    def _show(self, known: Typed) -> None:
        self._fill(known)
        self.when.show_typed(known)

    def _fill(self, known: Typed) -> None:
        self.title.setText(known.title)
        self.title.setSelection(len(known.title), -len(known.title))  # its beginning shows
        self.kind.set_code(known.kind)
        self.venue.setText(known.venue)
        self.venue.setCursorPosition(0)
        level = TerritoryLevel.COMMUNE if known.insee else None
        self.commune.set_named(Named(known.commune, level, known.insee))
        self.tables.set_value(known.tables)
        self.dots.set_value(known.dots)
        self.table_dots.set_value(known.table_dots)
        self.declared.show_typed(known)

    def typed(self) -> Typed:
        """What the fields say."""
        kind, commune = self.kind.code(), self.commune.named()
        (day, last), (begins, ends) = self.when.days(), self.when.hours()
        return Typed(
            title=self.title.text(),
            kind=kind if isinstance(kind, EventKind) else EventKind.OTHER,
            day=day,
            last=last,
            endless=self._event is not None and self._event.ends is None,
            begins=begins,
            ends=ends,
            venue=self.venue.text(),
            commune=commune.name,
            insee=commune.code,
            territory=self.territory.named(),
            partners=self.partners.partners(),
            tables=self.tables.value(),
            dots=self.dots.value(),
            table_dots=self.table_dots.value(),
            declared=self.declared.declared(),
            declared_source=self.declared.source.text(),
        )


def _set_right(field: LabelledField, _text: str) -> None:
    if field.error():
        field.set_error("")
