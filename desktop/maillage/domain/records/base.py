"""What every record is, and for what purpose and how long personal data are kept."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from maillage.domain.fields import Declaring, Keep, Purpose, personal

CONTACT = personal(Purpose.RECONTACT, Keep.THREE_YEARS)
MEETING = personal(Purpose.MEETING, Keep.YEAR_AFTER_EVENT)
REPORT = personal(Purpose.REPORT, Keep.PROGRAMME)


class Record(Struct, frozen=True, kw_only=True, metaclass=Declaring):
    """Something that was recorded; ``id`` is random, empty until it is saved."""

    kind: ClassVar[str]
    label: ClassVar[str]
    id: str = ""
    deleted: bool = False
