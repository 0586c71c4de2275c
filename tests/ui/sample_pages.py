"""Sample pages composed of the kit, with invented contents."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from sample_shell import COUNTS, Shell

from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.card import Card
from maillage.ui.widgets.chips import ChipBar, ChipItem
from maillage.ui.widgets.conflict import BaseCard, ConflictCard
from maillage.ui.widgets.differences import differing
from maillage.ui.widgets.drop import DropZone
from maillage.ui.widgets.fields import SearchField
from maillage.ui.widgets.figure import Figure
from maillage.ui.widgets.flow import FlowLayout
from maillage.ui.widgets.header import action
from maillage.ui.widgets.progress import ProgressRow
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.rows import Row, RowKind, State, head
from maillage.ui.widgets.scroll import ScrollPane
from maillage.ui.widgets.shape import CategoryCounts, ShapeWidget, WeaveBar
from maillage.ui.widgets.text import Text
from maillage.ui.widgets.timeline import Moment, Timeline
from maillage.ui.widgets.toast import Toast


def accueil(*, compact: bool) -> QWidget:
    """The page at the door."""
    shell = Shell("accueil", "Accueil", compact=compact)
    shell.header.set_secondary(
        [action("Liste papier", "file-down", shell), action("Émargement", "printer", shell)]
    )
    columns = QHBoxLayout(shell.body)
    columns.setContentsMargins(0, 0, 0, 0)
    columns.setSpacing(14 if compact else 16)
    card = Card()
    search = SearchField("Chercher quelqu’un")
    search.setText("mar")
    card.add(search)
    if not compact:
        card.add(
            Text(
                "Tapez trois lettres, ↑ ↓ pour choisir, Entrée pour pointer l’arrivée. "
                "Au doigt : touchez la ligne.",
                "caption",
                "muted",
                wrap=True,
            )
        )
    people = RowList("Personnes trouvées", single_click=True)
    enter = State("Entrée pour pointer", "corner-down-left", "accent")
    people.set_rows(
        [
            Row("1", "Marie Delorme", "Assistante sociale · CCAS de Belleville", "social_work",
                "Travail social", marks=[(0, 3)], hint=enter),
            Row("2", "Marc Fontanel", "Gérant · La Remise, ressourcerie", "social_enterprise",
                "Entreprise sociale", marks=[(0, 3)],
                state=State("Arrivé à 13 h 41", "check", "positive")),
            Row("3", "Martine Oudot", "Élue aux solidarités · Ville de Tarare", "local_authority",
                "Collectivité", marks=[(0, 3)]),
            Row("4", "Inès Martinez", "Éducatrice spécialisée · Maison des adolescents",
                "social_work", "Travail social", marks=[(5, 3)]),
            Row("5", "Samuel Okoro", "Chargé de projet · Coopérative du Marché",
                "social_enterprise", "Entreprise sociale", sub_marks=[(34, 3)]),
            Row("+", "Accueillir quelqu’un sans inscription", icon="user-plus",
                kind=RowKind.ACTION, state=State("Ctrl + N")),
        ]
    )  # fmt: skip
    people.set_current("1")
    search.drive(people)
    card.add(people, 1)
    columns.addWidget(card, 1)
    right = QVBoxLayout()
    right.setSpacing(14 if compact else 16)
    counts = Card()
    counts.add(Figure("87", "personnes dans la salle", "142 attendues"))
    bar, lines = WeaveBar(), CategoryCounts()
    bar.set_counts(COUNTS)
    lines.set_counts(COUNTS)
    counts.add(bar)
    counts.add(lines)
    right.addWidget(counts)
    if not compact:
        last = Card("Dernières arrivées")
        arrived = RowList("Dernières arrivées", passive=True, fit=True)
        arrived.set_rows(
            [
                Row("k", "Karim Benali", "Département du Rhône", "local_authority",
                    state=State("13 h 52")),
                Row("l", "Lucie Arnoux", "Les Jardins de Brouilly", "social_enterprise",
                    state=State("13 h 50")),
                Row("y", "Yvette Combe", "Habitante · sans inscription", "other",
                    state=State("13 h 49")),
            ]
        )  # fmt: skip
        last.add(arrived)
        right.addWidget(last)
    right.addStretch(1)
    holder = QWidget()
    holder.setLayout(right)
    right.setContentsMargins(0, 0, 0, 0)
    holder.setFixedWidth(264 if compact else 340)
    columns.addWidget(holder)
    search.setFocus()
    shell.toast = Toast(shell)
    shell.shown = lambda: shell.toast.say("Karim Benali est arrivé", "Annuler")
    return shell


def engagements(*, compact: bool) -> QWidget:
    """Pledges: a list and one of them."""
    shell = Shell("engagements", "Engagements", compact=compact)
    shell.header.set_primary(action("Nouvel engagement", "plus", shell))
    columns = QHBoxLayout(shell.body)
    columns.setContentsMargins(0, 0, 0, 0)
    columns.setSpacing(14 if compact else 16)
    left = Card()
    left.add(SearchField("Chercher un engagement", tall=False))
    chips = [
        ChipItem("all", "Tous", "15"), ChipItem("mine", "Les miens", "6"),
        ChipItem("late", "En retard", "2"),
    ]  # fmt: skip
    bar = left.add(ChipBar(chips, name="Filtre"))
    bar.set_code("all")
    rows = left.add(RowList("Engagements"), 1)
    late = ("circle-alert", "danger")
    soon = ("clock", "warning")
    rows.set_rows(
        [
            head("En retard", 2),
            Row("1", "Réunir les bailleurs du canton", "Marie Delorme → Ville de Tarare",
                "social_work", state=State("12 nov.", *late)),
            Row("2", "Prêter deux vélos cargo", "La Remise → CCAS de Belleville",
                "social_enterprise", state=State("20 nov.", *late)),
            head("Cette semaine", 2),
            Row("3", "Ouvrir une salle le jeudi", "Ville de Tarare → Maison des ados",
                "local_authority", state=State("27 nov.", *soon)),
            Row("4", "Tenir la permanence du marché", "Yvette Combe → Les Jardins", "other",
                state=State("28 nov.", *soon)),
            head("Plus tard", 11),
            Row("5", "Former six gardiens d’immeuble", "CCAS de Belleville → OPAC", "social_work",
                state=State("15 déc.", "clock")),
            Row("6", "Embaucher en insertion", "Les Jardins → Mission locale", "social_enterprise",
                state=State("8 janv.", "clock")),
        ]
    )  # fmt: skip
    rows.set_current("1")
    columns.addWidget(left, 2)
    right = Card(margin=16 if compact else 24)
    top = QHBoxLayout()
    top.addWidget(Text("Réunir les bailleurs du canton", "heading", wrap=True), 1)
    top.addWidget(Button("Marquer tenu", "secondary", "circle-check"))
    right.add_layout(top)
    who = FlowLayout()
    for widget in (
        ShapeWidget("social_work", "Travail social"), Text("Marie Delorme", "strong"),
        Text("avec", tone="muted"), ShapeWidget("local_authority", "Collectivité"),
        Text("Ville de Tarare", "strong"),
    ):  # fmt: skip
        who.addWidget(widget)
    right.add_layout(who)
    right.add(Banner("danger", "Attendu le 12 novembre, il y a 14 jours.", "Reporter…"))
    right.add(Text("Suivis", "section"))
    line = QHBoxLayout()
    note = QLineEdit()
    note.setPlaceholderText("Noter un suivi : appel, rencontre, décision…")
    line.addWidget(note, 1)
    line.addWidget(Button("Ajouter"))
    right.add_layout(line)
    timeline = Timeline()
    timeline.set_moments(
        [
            Moment("9 nov.", "Amina B., facilitatrice",
                   "Appel à la mairie : salle possible à partir de janvier.", "phone"),
            Moment("28 oct.", "Marie Delorme",
                   "Courrier envoyé à trois bailleurs, un accord oral.", "mail"),
            Moment("2 oct.", "Grande Rencontre de Tarare",
                   "Engagement pris à l’atelier « Logement et droits ».", "handshake"),
        ]
    )  # fmt: skip
    right.add(ScrollPane(timeline), 1)
    foot = QHBoxLayout()
    foot.addWidget(Button("Abandonner cet engagement…", "quiet"))
    foot.addWidget(
        Text("Créé le 2 octobre par Sofia L. · modifié le 9 novembre", "caption", "muted",
             elide=True), 1, Qt.AlignmentFlag.AlignRight,
    )  # fmt: skip
    right.add_layout(foot)
    columns.addWidget(right, 3)
    return shell


def echanges(*, compact: bool) -> QWidget:
    """Files and choices."""
    shell = Shell("echanges", "Échanges", compact=compact)
    shell.header.set_primary(action("Fusionner 1 fichier prêt", "merge", shell))
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(14)
    top = QHBoxLayout()
    top.setSpacing(16)
    top.addWidget(
        Banner("warning", "12 changements de ce poste ne sont pas encore chez la coordination",
               "Préparer le fichier", "file-down"), 1,
    )  # fmt: skip
    top.addWidget(
        DropZone("Déposez ici les fichiers reçus", "Clé USB, courriel ou dossier partagé",
                 "Parcourir…"), 1,
    )  # fmt: skip
    column.addLayout(top)
    files = Card("3 fichiers reçus")
    rows = RowList("Fichiers reçus", passive=True, fit=True)
    rows.set_rows(
        [
            Row("a", "porte-sud.maillage",
                "Lucie A. · 12 fiches nouvelles, 31 mises à jour, aucun choix à faire",
                icon="circle-check", icon_tone="positive", state=State("Prêt", tone="positive")),
            Row("b", "atelier-mobilite.maillage",
                "Karim B. · 8 notes nouvelles, 4 fiches mises à jour", icon="triangle-alert",
                icon_tone="warning", state=State("3 choix", "", "warning")),
        ]
    )  # fmt: skip
    files.add(rows)
    progress = ProgressRow("table-3.maillage", "file-input")
    progress.set_progress(148, 240, "Lecture : 148 fiches sur 240")
    files.add(progress)
    column.addWidget(files)
    choice = Card("Téléphone de Marie Delorme")
    choice.add_to_head(Text("Choix 1 sur 3", "sub", "muted"))
    values = QHBoxLayout()
    values.setSpacing(10)
    base, mine, theirs = "06 12 44 80 17", "06 12 44 80 71", "07 68 03 15 22"
    values.addWidget(BaseCard("Avant", base, "import du 2 octobre"), 3)
    values.addWidget(
        ConflictCard("Sur ce poste", mine, "Amina B., aujourd’hui, 13 h 20", "Garder ce numéro",
                     differing(base, mine)), 4,
    )  # fmt: skip
    values.addWidget(
        ConflictCard("Dans le fichier reçu", theirs, "Karim B., aujourd’hui, 13 h 47",
                     "Prendre celui-ci", differing(base, theirs)), 4,
    )  # fmt: skip
    choice.add_layout(values)
    foot = QHBoxLayout()
    foot.addWidget(Button("Écrire une autre valeur…", "quiet"))
    foot.addWidget(Button("Décider plus tard", "quiet"))
    foot.addStretch(1)
    if not compact:
        foot.addWidget(
            Text(
                "Rien n’est perdu : l’autre valeur reste dans les choix faits.", "caption", "muted"
            )
        )
    choice.add_layout(foot)
    column.addWidget(choice)
    column.addStretch(1)
    outer = QVBoxLayout(shell.body)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(ScrollPane(content))
    return shell
