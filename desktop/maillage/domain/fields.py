"""How a field of a record is declared: once, with all that others need to know of it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from msgspec import Struct, StructMeta

from maillage.domain.vocabulary import Choice
from maillage.domain.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE = 300
"""Characters in a field written on one line."""
PARAGRAPH = 4_000
"""Characters in a field written on several lines."""


class FieldType(Enum):
    """How a value is stored in the journal and in the tables."""

    TEXT = "text"
    WHOLE = "whole"
    FLAG = "flag"
    DAY = "day"
    MOMENT = "moment"
    CHOICE = "choice"
    REFERENCE = "reference"


class Purpose(Choice):
    """Why personal data are kept (register of processing)."""

    MEETING = "meeting", N_("Holding the meeting")
    RECONTACT = "recontact", N_("Keeping in touch about pledges")
    REPORT = "report", N_("Reporting on the programme")
    SECURITY = "security", N_("Security and traceability")


class Keep(Choice):
    """How long personal data are kept (register of processing)."""

    YEAR_AFTER_EVENT = "year_after_event", N_("One year after the meeting")
    THREE_YEARS = "three_years", N_("Three years after the last contact")
    PROGRAMME = "programme", N_("As long as the programme lasts")


class Field(Struct, frozen=True):
    """All that is known of one field; the label is English, the catalogue has the French."""

    name: str
    label: str
    holds: FieldType
    limit: int = 0
    choices: type[Choice] | None = None
    refers: str = ""
    owner: bool = False
    """The record describes only whoever this refers to, and is erased with them."""
    personal: bool = False
    purpose: Purpose | None = None
    keep: Keep | None = None
    search: bool = False
    technical: bool = False
    """Two values never make a conflict: the later one is as good as the other. A value that
    one laptop cleared and another set does: somebody has arrived, or has not."""


def text(label: str, *, limit: int = LINE, **more: Any) -> Any:  # noqa: ANN401 - it stands for any value
    """Return a field of text, empty by default; ``limit`` counts characters."""
    return _declare("", label, FieldType.TEXT, limit=limit, **more)


def whole(label: str, **more: Any) -> Any:  # noqa: ANN401
    """Return a field holding a whole number or nothing."""
    return _declare(None, label, FieldType.WHOLE, **more)


def flag(label: str, **more: Any) -> Any:  # noqa: ANN401
    """Return a yes/no field, no by default."""
    return _declare(False, label, FieldType.FLAG, **more)


def day(label: str, **more: Any) -> Any:  # noqa: ANN401
    """Return a field holding a date or nothing."""
    return _declare(None, label, FieldType.DAY, **more)


def moment(label: str, **more: Any) -> Any:  # noqa: ANN401
    """Return a field holding an aware UTC time, to the second, or nothing."""
    return _declare(None, label, FieldType.MOMENT, **more)


def choice(label: str, choices: type[Choice], **more: Any) -> Any:  # noqa: ANN401
    """Return a field holding one member of a vocabulary or nothing."""
    return _declare(None, label, FieldType.CHOICE, choices=choices, **more)


def reference(label: str, refers: str, **more: Any) -> Any:  # noqa: ANN401
    """Return a field holding the id of a record of kind ``refers``, or empty text."""
    return _declare("", label, FieldType.REFERENCE, refers=refers, **more)


def personal(purpose: Purpose, keep: Keep) -> dict[str, Any]:
    """Return what marks a field as personal data, kept for a purpose and a time."""
    return {"personal": True, "purpose": purpose, "keep": keep}


def _declare(default: object, label: str, holds: FieldType, **more: Any) -> Any:  # noqa: ANN401
    return _Declared(default, {"label": label, "holds": holds, **more})


class _Declared(Struct, frozen=True):
    """What stands in a class until it is made: a field's default, and what it means."""

    default: object
    meaning: dict[str, Any]


class Declaring(StructMeta):
    """Makes the classes of records: their defaults stay in them, what fields mean is kept."""

    meanings: dict[str, dict[str, Any]]

    def __new__(
        cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **options: Any
    ) -> Declaring:
        """Return the class of a record."""
        said = {key: one for key, one in namespace.items() if isinstance(one, _Declared)}
        defaults = {key: one.default for key, one in said.items()}
        made = super().__new__(cls, name, bases, namespace | defaults, **options)
        made.meanings = {key: one.meaning for key, one in said.items()}
        return made


def declared(record_type: Declaring) -> Iterator[Field]:
    """Yield the fields that a record class declares, in their order."""
    for name, meaning in record_type.meanings.items():
        yield Field(name=name, **meaning)
