"""All that is held about one person, for whoever asks what is known of them.

Other people are in it by nothing but their name, and only where they share a pledge: in texts
their names and contacts are left out. Deleted records are in it as well, as the journal has them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from maillage import language
from maillage.actions import events, held_sections, held_work
from maillage.actions.device_names import device_names, own_name
from maillage.actions.held_about import About
from maillage.domain.records import Person
from maillage.language import _
from maillage.reports import held as reports
from maillage.reports.held import Held

if TYPE_CHECKING:
    from pathlib import Path

    from maillage.exchange.store import Store

__all__ = ["Held"]

FORMAT = "maillage-person"
"""What the file for a machine says it is."""


def held(store: Store, *, person: str) -> Held:
    """Return all that this store holds about a person, under each of their records.

    Raises NotFound or Erased.
    """
    about = About(store, store.get(Person, person))
    made = [make(about) for make in held_sections.SECTIONS]
    made.append(held_work.laptops(about, device_names(store), own_name(store)))
    return Held(
        name=about.person.name or _("Person without a name"),
        programme=store.programme.name,
        device=own_name(store),
        at=events.local_time(store.clock()),
        rights=rights_words(store),
        sections=tuple(made),
    )


def rights_words(store: Store) -> str:
    """Return what somebody may ask for, and whom."""
    contact = store.programme.privacy_contact or _("ask whoever receives you")
    return _(
        "These are the data that concern you. You may have them corrected or erased, withdraw what"
        " you agreed to, or ask for this file for a machine: {contact}. You may also complain to"
        " the CNIL.",
        contact=contact,
    )


def pdf(found: Held) -> bytes:
    """Return it as a PDF to hand over."""
    return reports.paper(found, language=language.current())


def for_machines(found: Held) -> bytes:
    """Return it as JSON: by section a list of records, each field under a name that stays."""
    sections = {
        section.key: [{line.key: line.said for line in entry.lines} for entry in section.entries]
        for section in found.sections
    }
    said = {
        "format": FORMAT,
        "version": 1,
        "made_at": found.at.isoformat(),
        "programme": found.programme,
        "name": found.name,
        "rights": found.rights,
        **sections,
    }
    return msgspec.json.format(msgspec.json.encode(said), indent=2) + b"\n"


def save_for_machines(store: Store, found: Held, path: Path) -> Path:
    """Write the JSON into a file; raises CannotWrite, DiskFull. Return its path."""
    from maillage.store.files import hand_out

    hand_out(for_machines(found), path, store=store.path)
    return path
