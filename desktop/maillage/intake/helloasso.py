"""HelloAsso's list of participants: one line per ticket, the payer apart from the participant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from maillage.domain.vocabulary import RegistrationStatus, Source
from maillage.intake.entrant import Entrant, entrant
from maillage.intake.questions import questions
from maillage.intake.table import Row, Table
from maillage.intake.words import plain

SOURCE = Source.HELLOASSO

_OWN = {
    "numero de billet": "ticket",
    "n de billet": "ticket",
    "no de billet": "ticket",
    "statut de la commande": "status",
    "nom participant": "family_name",
    "prenom participant": "given_name",
    "nom payeur": "payer_family_name",
    "prenom payeur": "payer_given_name",
    "email payeur": "payer_email",
    "e mail payeur": "payer_email",
    "raison sociale": "payer_organisation",
    # Known, and of no use to a meeting; named so that none is taken for a question.
    "reference commande": "",
    "date de la commande": "",
    "moyen de paiement": "",
    "billet": "",
    "tarif": "",
    "montant tarif": "",
    "code promo": "",
    "montant code promo": "",
}
_NEEDED = {"ticket", "family_name", "given_name"}
_STATUSES = {
    "valide": RegistrationStatus.CONFIRMED,
    "en attente": RegistrationStatus.PENDING,
    "annule": RegistrationStatus.CANCELLED,
    "annulee": RegistrationStatus.CANCELLED,
    "rembourse": RegistrationStatus.CANCELLED,
    "remboursee": RegistrationStatus.CANCELLED,
    "refuse": RegistrationStatus.CANCELLED,
    "refusee": RegistrationStatus.CANCELLED,
}


def recognises(headers: Sequence[str]) -> bool:
    """Tell whether a header line is HelloAsso's; accents, case and spaces do not count."""
    return _NEEDED.issubset(_OWN.get(plain(header)) for header in headers)


def entrants(table: Table) -> tuple[Entrant, ...]:
    """Return the entrant of every row, in the order of the list."""
    own: dict[str, int] = {}
    for column, header in enumerate(table.headers):
        if name := _OWN.get(plain(header)):
            own.setdefault(name, column)
    asked = questions(["" if plain(header) in _OWN else header for header in table.headers])
    return tuple(_entrant(row, {**asked, **own}) for row in table.rows)


def _entrant(row: Row, columns: Mapping[str, int]) -> Entrant:
    said = {name: row.cells[column] for name, column in columns.items()}
    if _paid_for_themselves(said):
        # Only then do address and structure of the payer say anything of the participant.
        said["email"] = said.get("email", "").strip() or said.get("payer_email", "")
        organisation = said.get("organisation", "").strip()
        said["organisation"] = organisation or said.get("payer_organisation", "")
    status = _STATUSES.get(plain(said["status"])) if "status" in said else _NOT_SAID
    return entrant(row, said, status)


_NOT_SAID = RegistrationStatus.CONFIRMED
"""A list without the column holds only whoever is registered."""


def _paid_for_themselves(said: Mapping[str, str]) -> bool:
    """Tell whether payer and participant bear the same name, in whichever order."""

    def bearer(prefix: str) -> list[str]:
        names = (said.get(f"{prefix}given_name", ""), said.get(f"{prefix}family_name", ""))
        return sorted(plain(" ".join(names)).split())

    return bool(bearer("")) and bearer("") == bearer("payer_")
