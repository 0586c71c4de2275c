"""The dialog of a list in the states one should look at: an update, an unknown list, refusals."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from maillage import assets
from maillage.actions import lists
from maillage.ui.session import Session

if TYPE_CHECKING:
    from maillage.ui.reception.list_dialog import ListDialog

sys.path.append(str(Path(__file__).parents[2]))
from tests.intake.workbooks import xlsx

HELLOASSO = assets.resource("demo", "inscriptions-helloasso.csv")
UNKNOWN: list[list[object]] = [
    ["Inscriptions – Grande Rencontre du 14 décembre"],
    [],
    ["N°", "NOM *", "Prénom *", "Mél", "Portable", "Vous venez comme", "Lieu d’exercice", "CP", ""],
    [1.0, "BELKACEM", "Nadia", "nadia.belkacem@cedre.example", 639982014.0, "assistante sociale",
     "CCAS de Malakoff", 92240.0, "végétarien"],
    [2.0, "LE GOFF", "Yann", "yann@habitat.example", 639982015.0, "entrepreneur social",
     "Habitat & Humanisme Bretagne", 1000.0, ""],
    [3.0, "da Silva", "Inês", "pas d’adresse", 639982016.0, "élue", "Ville de Bourg-en-Bresse",
     1000.0, "arrive à 15 h"],
    [4.0, "N’DIAYE", "Fatou", "fatou@pont.example", 639982017.0, "éducatrice spécialisée",
     "Le Pont", 69003.0, ""],
]  # fmt: skip
PARTNER: list[list[object]] = [
    ["Prénom", "Nom", "E-mail", "Portable", "Employeur", "Ville"],
    ["Leïla", "Bouzid", "leila.bouzid@habitonsautrement.example", "06 39 98 20 98",
     "Coopérative Habitons autrement et solidaires", "Montrouge"],
    ["Caroline", "Ferrand", "caroline.ferrand@example.org", "06 39 98 40 77", "Impact France",
     "Paris 9e"],
    ["Hugo", "Blanc", "hugo.blanc@reseau.example", "06 39 98 40 78", "CCAS de Valbourg",
     "Saint-Maur-des-Fossés"],
    ["Zoé", "Roux", "zoe.roux@reseau.example", "", "Régie des Trois Ponts", "Valbourg-les-Ponts"],
]  # fmt: skip
STRANGE: list[list[object]] = [
    ["Chose", "Machin", "Truc"],
    ["12", "Pain", "2,50"],
    ["14", "Lait", "1,10"],
]


def updated(session: Session) -> QWidget:
    """Return the dialog of HelloAsso's list, exported again after some changes."""
    text = HELLOASSO.read_text("utf-8-sig").replace("06-39-98-20-14", "06 39 98 20 99")
    lines = text.replace("Mécanicien et gérant", "Gérant").splitlines(keepends=True)
    first, second = lines[1].split(";"), lines[1].split(";")
    first[3:5], first[7], first[11] = ["Kowalski", "Ève"], "eve@atelier.example", "4999"
    second[2:5], second[7] = ["En attente", "Nguyen", "Minh"], "minh@pont.example"
    second[11] = "5000"
    content = "".join([*lines, ";".join(first), ";".join(second)])
    return _dialog(session, "inscriptions-helloasso.csv", content.encode())


def partner(session: Session) -> ListDialog:
    """Return the dialog of a partner's list, which says otherwise of some who are there."""
    dialog = _dialog(session, "Participants du réseau (partenaire).xlsx", xlsx(PARTNER))
    dialog.show_group("differing")
    return dialog


def communes(session: Session) -> QWidget:
    """Return the dialog of a partner's list, at the communes that a person should look at."""
    dialog = partner(session)
    dialog.show_group("flagged")
    dialog.fold()
    return dialog


def unknown(session: Session) -> QWidget:
    """Return the dialog of a workbook nobody knows, with what was guessed of it."""
    return _dialog(session, "Liste des participants (version finale 3).xlsx", xlsx(UNKNOWN))


def guessed(session: Session) -> QWidget:
    """Return the dialog of a list in which nothing says a name."""
    return _dialog(session, "commandes.xlsx", xlsx(STRANGE, UNKNOWN))


def refused(session: Session) -> QWidget:
    """Return the dialog of a list with lines that are refused, each with its reason."""
    rows = [*UNKNOWN, UNKNOWN[3], [5.0, "", "", "sans.nom@pont.example"], UNKNOWN[4]]
    dialog = _dialog(session, "participants.xlsx", xlsx(rows))
    dialog.show_group("refused")
    dialog.fold()
    return dialog


def _dialog(session: Session, name: str, content: bytes) -> ListDialog:
    from maillage.ui.reception.list_dialog import ListDialog

    assert session.meeting is not None
    path = Path(session.store.path).parent / name
    path.write_bytes(content)
    event = session.meeting.id
    preview = session._worker._executor.submit(
        partial(lists.preview, session.store, path, event=event)
    ).result()
    return ListDialog(session, preview, path=path, event=event)
