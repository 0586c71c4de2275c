"""A sample page with every component of the kit that the others do not show."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from sample_shell import COUNTS, Shell

from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.card import Card
from maillage.ui.widgets.checkbox import CheckBox
from maillage.ui.widgets.chips import ChipBar, ChipItem
from maillage.ui.widgets.combo import ComboBox
from maillage.ui.widgets.empty import EmptyState
from maillage.ui.widgets.fields import LabelledField, RevealEdit
from maillage.ui.widgets.figure import Figure
from maillage.ui.widgets.flow import FlowLayout
from maillage.ui.widgets.header import action
from maillage.ui.widgets.scroll import ScrollPane
from maillage.ui.widgets.stepper import Stepper


def buttons_card() -> tuple[Card, Button]:
    """Every kind of button and chip, and the first of them."""
    buttons = Card("Boutons")
    flow = FlowLayout()
    first = Button("Enregistrer", "primary")
    off = Button("Désactivé")
    off.setEnabled(False)
    for button in (
        first, Button("Reporter…"), Button("Supprimer", "danger"), Button("Plus tard", "quiet"),
        Button("Fusionner", "primary", "merge"), off,
        Button("Parcourir…", "secondary", "file-input"),
        Stepper(18, about="Un référent logement par commune"),
    ):  # fmt: skip
        flow.addWidget(button)
    buttons.add_layout(flow)
    kinds = [
        ChipItem("c", "Constat", "c", "message-square"), ChipItem("f", "Frein", "f", "ban"),
        ChipItem("i", "Idée", "i", "lightbulb"), ChipItem("l", "Levier", "l", "trending-up"),
    ]  # fmt: skip
    buttons.add(ChipBar(kinds, name="Type de note")).set_code("i")
    return buttons, first


def form_card() -> tuple[Card, ComboBox]:
    """Every kind of field, and the combo box among them."""
    form = Card("Formulaire")
    name = QLineEdit("Amina Belkacem")
    form.add(LabelledField("Nom et prénom", name, "Comme sur le badge."))
    mail = LabelledField("Courriel", QLineEdit("amina.b@"), "Pour envoyer le compte-rendu.")
    mail.set_error("Il manque la fin de l’adresse, par exemple « ccas-belleville.fr ».")
    form.add(mail)
    combo = ComboBox()
    for count in COUNTS:
        combo.add(count.label, count.category)
    form.add(LabelledField("Catégorie", combo))
    secret = RevealEdit()
    secret.setText("sept mots")
    form.add(LabelledField("Phrase secrète", secret))
    form.add(CheckBox("Accepte d’être photographiée pendant la rencontre")).setChecked(True)
    form.add(CheckBox("Accepte d’être recontactée après la rencontre par l’une des structures"))
    return form, combo


def telling() -> QVBoxLayout:
    """Banners, figures and an empty state."""
    right = QVBoxLayout()
    right.setSpacing(12)
    right.addWidget(Banner("warning", "La clé USB est presque pleine : 12 Mo libres."))
    right.addWidget(Banner("danger", "Ce fichier est abîmé. Rien n’a été modifié."))
    right.addWidget(Banner("positive", "Fusion terminée : 43 fiches à jour."))
    right.addWidget(Banner("info", "3 personnes portent ce nom.", "Les comparer", "users"))
    figures = QHBoxLayout()
    figures.setSpacing(12)
    figures.addWidget(Figure("9 sur 13", "tenus à trois mois", "juin 2026, 2 sans réponse"))
    figures.addWidget(Figure("31", "structures présentes", "11 pour la première fois"))
    right.addLayout(figures)
    empty = Card()
    empty.add(
        EmptyState("handshake", "Aucun engagement pour l’instant",
                   "Une idée votée peut devenir un engagement : ouvrez Ateliers, "
                   "puis «\u202fEn faire un engagement\u202f».", "Nouvel engagement", "plus")
    )  # fmt: skip
    right.addWidget(empty)
    right.addStretch(1)
    return right


def components(*, compact: bool) -> QWidget:
    """Everything that the other pages do not show."""
    shell = Shell("bord", "Composants", compact=compact)
    shell.header.set_secondary([action("Projeter", "share-2", shell), QAction("Clore", shell)])
    content = QWidget()
    columns = QHBoxLayout(content)
    columns.setContentsMargins(0, 0, 0, 0)
    columns.setSpacing(16)
    left = QVBoxLayout()
    left.setSpacing(14)
    buttons, shell.first = buttons_card()
    form, shell.combo = form_card()
    left.addWidget(buttons)
    left.addWidget(form)
    left.addStretch(1)
    columns.addLayout(left, 1)
    columns.addLayout(telling(), 1)
    outer = QVBoxLayout(shell.body)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(ScrollPane(content))
    return shell
