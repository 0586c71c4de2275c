"""Who is asked about, and how what is held of them is put into words."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from maillage.actions import same_people
from maillage.actions.events import local_time
from maillage.actions.texts import ever_called
from maillage.domain.contacts import parted, reached
from maillage.domain.errors import Erased, NotFound
from maillage.domain.masking import Names, forms, masked, name_words
from maillage.domain.records import Event, Organisation, Person, Record, Registration, Territory
from maillage.domain.vocabulary import Choice
from maillage.language import _, current
from maillage.reports.held import Line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from maillage.domain.fields import Field
    from maillage.exchange.store import Store
    from maillage.reports.held import Said

R = TypeVar("R", bound=Record)


class About:
    """One person in one store: their records, and what other records say of them."""

    def __init__(self, store: Store, person: Person) -> None:
        """Read who they are, under however many records, and how others are called."""
        self.store, self.person = store, person
        same = same_people.read(store)
        self.ids = frozenset({person.id, *same.records(person.id)})
        self.people = {one.id: one for one in store.all(Person, deleted=True)}
        self.records = sorted(
            (self.people[id_] for id_ in self.ids if id_ in self.people),
            key=lambda one: (one.id != person.id, one.id),
        )
        self.events = {one.id: one for one in store.all(Event, deleted=True)}
        self.registrations = self.of(Registration, "person")
        self.written: set[str] = {one.id for one in self.records}
        """The records that are about them."""
        contacts = (
            contact
            for one in self.records
            for contact in (one.email, one.phone, parted(one.phone)[0])
        )
        self._called: dict[str, list[Person]] = {}
        """Everybody with every name they had; read once a text is looked through."""
        self._begins: dict[str, set[str]] = {}
        self._own = {found for one in contacts if (found := reached(one))}

    def of(self, type_: type[R], field: str, values: Collection[str] | None = None) -> list[R]:
        """Return the records that name them, deleted ones too, and remember them."""
        found = self.store.among(type_, field, self.ids if values is None else values, deleted=True)
        if hasattr(self, "written"):
            self.written |= {one.id for one in found}
        return found

    def masked(self, text: str, known: Iterable[str] = ()) -> str:
        """Return a text without other people's names, save those known by their ids."""
        own = self.ids.union(known)
        begins = self._everybody()
        others = {id_ for word in set(name_words(text)) for id_ in begins.get(word, ())}
        names = Names.of(self._ever_named(sorted(others - own)), self._ever_named(own))
        return masked(text, names, _("[somebody else]"), own=self._own)

    def _everybody(self) -> dict[str, set[str]]:
        """Return by the first word of any of their names who may be meant by it."""
        if not self._begins:
            self._called = ever_called(self.store, self.people.values())
            self._begins = defaultdict(set)
            for id_ in self._called:
                for given, last in self._ever_named([id_]):
                    for name in forms(last or given):
                        self._begins[name[0]].add(id_)
        return self._begins

    def _ever_named(self, ids: Iterable[str]) -> list[tuple[str, str]]:
        called = (one for id_ in ids for one in self._called.get(id_, ()))
        return [(one.given_name, one.family_name) for one in called]

    def meeting(self, event: str) -> str:
        """Return the title and day of a meeting; nothing if it is not known here."""
        found = self.events.get(event)
        if found is None:
            return ""
        day = current().date(local_time(found.starts).date()) if found.starts else ""
        return ", ".join(filter(None, (found.title, day)))

    def name_of(self, type_: type[Organisation | Territory], id_: str) -> str:
        """Return the name of a structure or a place; nothing if it is not known here."""
        try:
            return self.store.get(type_, id_).name if id_ else ""
        except (NotFound, Erased):
            return ""


def field_line(field: Field, value: object) -> Line:
    """Return a declared field of a record as a line."""
    return Line(field.name, _(field.label), words_of(value), stored(value))


def words_of(value: object) -> str:
    """Return any value of a field in words; nothing for none."""
    if isinstance(value, bool):
        return yes_words(value)
    if isinstance(value, datetime):
        return moment_words(value)
    if isinstance(value, date):
        return current().date(value)
    if isinstance(value, Choice):
        return choice_words(value)
    return "" if value is None else str(value)


def stored(value: object) -> Said:
    """Return any value of a field as a file for machines says it."""
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Choice):
        return str(value.value)
    return value if isinstance(value, (str, int)) or value is None else str(value)


def former_words(field: Field, said: str) -> str:
    """Return a value that a field had before, in words."""
    if field.choices:
        known = [one for one in field.choices if one.value == said]
        return choice_words(known[0]) if known else said
    return said


def choice_words(value: Choice | None) -> str:
    """Return the label of a choice; nothing for none."""
    return _(value.label) if value else ""


def moment_words(value: datetime | None) -> str:
    """Return day and hour, in the zone of the meetings; nothing for none."""
    return current().moment(local_time(value)) if value else ""


def yes_words(value: object) -> str:
    """Return yes or no."""
    return _("yes") if value else _("no")


def state_lines(record: Record) -> tuple[Line, ...]:
    """Return what is said of a record that is deleted; nothing of another."""
    if not record.deleted:
        return ()
    return (Line("deleted", _("State"), _("deleted: in the journal only"), True),)
