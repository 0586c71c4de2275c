"""One list of HelloAsso with the lines that a test needs, taken in or looked at."""

from __future__ import annotations

from pathlib import Path

from maillage.actions import lists
from maillage.domain.records import Person
from maillage.intake.flags import Why

from .conftest import Meeting

HEADERS = (
    "Numéro de billet;Statut de la commande;Nom participant;Prénom participant;"
    "E-mail du participant;Téléphone;Vous êtes;Profession;Votre structure;"
    "Numéro SIRET;Commune;Acceptez-vous d’être photographié·e ?"
)
ADA = {
    "ticket": "901",
    "status": "Validé",
    "family": "LEFÈVRE",
    "given": "ada",
    "email": "ada@pont.example.org",
    "phone": "06 39 98 20 14",
    "category": "Travailleuse sociale",
    "profession": "Éducatrice",
    "structure": "Le Cèdre",
    "siret": "73282932000074",
    "commune": "Malakoff",
    "image": "Non",
}


def written(meeting: Meeting, *people: dict[str, str]) -> Path:
    """Write a list: each line is Ada's but for what it says otherwise; return the file."""
    path = meeting.folder / "liste.csv"
    lines = [HEADERS, *(";".join({**ADA, **one}.values()) for one in people)]
    path.write_text("\r\n".join(lines), "utf-8-sig")
    return path


def take_in(meeting: Meeting, *people: dict[str, str]) -> tuple[int, int, int, int]:
    """Take such a list in; how many were added, changed, unchanged and refused."""
    found = lists.preview(meeting.store, written(meeting, *people), event=meeting.event)
    done = lists.take_in(meeting.store, found, event=meeting.event)
    return (done.added, done.changed, done.unchanged, done.refused)


def asked(meeting: Meeting, *people: dict[str, str]) -> list[tuple[str, object, object]]:
    """What a list would ask a person to decide, and nothing else."""
    plan = lists.preview(meeting.store, written(meeting, *people), event=meeting.event).plan
    assert not plan.new
    assert not plan.changed
    return [(one.field, one.stored, one.listed) for of in plan.differing for one in of.fields]


def person(meeting: Meeting) -> Person:
    """Return the one person there is."""
    (found,) = meeting.store.all(Person)
    return found


def remarks(meeting: Meeting, *people: dict[str, str]) -> list[tuple[str, str, Why, str]]:
    """What a list would have a person look at, beside what it says itself."""
    plan = lists.preview(meeting.store, written(meeting, *people), event=meeting.event).plan
    said = [(flag.field, flag.value, flag.why, flag.here) for _, flag in plan.remarks]
    return sorted(said, key=lambda one: one[2] is not Why.UNKNOWN_COMMUNE)
