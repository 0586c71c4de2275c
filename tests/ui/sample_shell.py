"""What the sample pages stand in: side bar, header, and the counts they share."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from maillage.ui.look.style import set_look
from maillage.ui.widgets.header import Header
from maillage.ui.widgets.shape import CategoryCount
from maillage.ui.widgets.sidebar import NavItem, SideBar

EVENT = "Grande Rencontre du Beaujolais · jeudi 26 novembre 2026 · Villefranche-sur-Saône"
SHORT = "Grande Rencontre du Beaujolais · jeu. 26 nov. 2026"
COUNTS = (
    CategoryCount("social_work", "Travail social", 34, 58),
    CategoryCount("social_enterprise", "Entreprise sociale", 21, 33),
    CategoryCount("local_authority", "Collectivité", 19, 31),
    CategoryCount("other", "Habitants et autres", 13, 20),
)


class Shell(QWidget):
    """A side bar and a page, as the window has them."""

    def __init__(self, current: str, title: str, *, compact: bool) -> None:
        super().__init__()
        set_look(self, box="page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        day = [
            NavItem("accueil", "Accueil", "door-open"),
            NavItem("ateliers", "Ateliers", "notebook-pen"),
            NavItem("engagements", "Engagements", "handshake"),
        ]
        between = [
            NavItem("suivis", "Suivis", "calendar-clock"),
            NavItem("echanges", "Échanges", "arrow-left-right"),
            NavItem("bord", "Tableau de bord", "chart-column", "Tableau"),
        ]
        side = SideBar([("Le jour J", day), ("Entre deux", between)])
        side.set_foot("Porte nord · Amina B.", "Enregistré à 13 h 52")
        side.set_current(current)
        side.set_compact(compact)
        self.header = Header(title)
        self.header.set_event(EVENT, SHORT)
        self.header.set_compact(compact)
        self.page = QVBoxLayout()
        margin = 14 if compact else 24
        self.page.setContentsMargins(margin, 10 if compact else 16, margin, margin)
        self.page.setSpacing(10 if compact else 12)
        self.page.addWidget(self.header)
        self.body = QWidget()
        self.page.addWidget(self.body, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addLayout(self.page, 1)
        self.compact = compact
