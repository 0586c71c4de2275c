"""A meeting as they are: many hands, long words, other scripts; and one where nobody came."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from maillage.domain.vocabulary import (
    BarrierCause,
    Category,
    EventKind,
    LegalForm,
    NoteKind,
    PartnerRole,
    PartyRole,
    PledgeOrigin,
)
from maillage.reports.data import Headcount, Minutes, Note, Partner, Party, Pledge, Workshop

PARIS = timezone(timedelta(hours=1))

IDEAS = {
    "Logement et accès aux droits": (
        "Ouvrir un guichet commun CCAS et ressourcerie le samedi matin",
        "Un bail glissant porté par une foncière solidaire avec l'accompagnement du Département",
        "Former les bailleurs sociaux aux métiers de l’insertion : une demi-journée par trimestre",
        "Réserver trois logements passerelles aux salariés en insertion",
        "Permanence d’un écrivain public dans l’épicerie solidaire",
        "Une caravane des droits qui passe chez les entreprises d’insertion",
        "Partager une liste à jour des hébergements d’urgence entre structures",
        "Un fonds de dépannage commun pour les cautions, décidé en quarante-huit heures",
        "Des visites croisées : chaque travailleur social passe une journée en SCIC",
        "Faire entrer une coopérative d’habitants au conseil du CCAS",
    ),
    "Mobilité": (
        "Auto-école sociale itinérante partagée par quatre communes",
        "Prêter les véhicules du Département le week-end aux associations",
        "Un atelier vélo tenu par des jeunes de la protection de l’enfance 🚲",
        "Covoiturage domicile-travail pour les horaires décalés de l’aide à domicile",
        "Transport à la demande géré par une régie de quartier",
        "Carte unique pour les minibus des centres sociaux",
        "Un garage solidaire qui accueille les stages des écoles de travail social",
        "Cartographier les trajets impossibles avec les habitants",
        "Un abonnement à prix libre pour les aidants",
        "Mutualiser l’entretien des flottes des ESAT et de l’intercommunalité",
    ),
    "Jeunes et protection de l’enfance": (
        "Parrainage de jeunes majeurs par des entrepreneurs sociaux",
        "Premier emploi garanti à la sortie de l’aide sociale à l’enfance",
        "Une école de cuisine dans le foyer, clientèle du quartier",
        "Un contrat d’engagement qui reconnaît le bénévolat",
        "Chantiers d’été communs : mission locale, recyclerie, prévention spécialisée",
        "Une bourse aux compétences entre éducateurs et designers",
        "Invention d’un « droit à l’essai » d’une semaine chez un employeur solidaire",
        "Studio de radio tenu par les jeunes, antenne chez le bailleur",
        "Un tiers-lieu où l’éducateur a son bureau",
        "Faire juger les appels à projets par un jury de jeunes",
    ),
    "Alimentation": (
        "Cuisine centrale partagée entre l’EHPAD et la cantine associative",
        "Jardins d’insertion sur les terrains des établissements médico-sociaux",
        "Un marché à double tarif devant la maison du Département",
        "Chèques alimentaires utilisables chez les producteurs en circuit court",
        "Transformer les invendus avec un ESAT",
        "Une caisse locale de l’alimentation tirée au sort parmi les habitants",
        "Repas partagés une fois par mois entre équipes",
        "Livraison à vélo des paniers aux personnes isolées",
        "Groupement d’achat des épiceries solidaires",
        "Des ateliers cuisine dans les lieux d’accueil de jour",
    ),
    "Travailler ensemble autrement": (
        "Un annuaire choisi, où chacun dit ce qu’il cherche et ce qu’il offre",
        "Échanger son poste une semaine par an",
        "Un comité d’investissement ouvert aux travailleurs sociaux",
        "Des marchés publics réservés aux structures de l’insertion, écrits ensemble",
        "Une formation commune : CESF, éducateurs et gérants de SCOP",
        "Analyse de la pratique ouverte aux dirigeants d’entreprises sociales",
        "Un référent « coopération » dans chaque maison du Département",
        "Anticonstitutionnellement-interdépartementalisation-des-contractualisations-pluriannuelles",
        "Prendre un café par mois, sans ordre du jour",
        "Un rapport d’activité commun aux deux mondes",
    ),
}


def _workshops() -> tuple[Workshop, ...]:
    workshops = []
    for place, (title, ideas) in enumerate(IDEAS.items()):
        notes = [
            Note(
                kind=NoteKind.IDEA,
                text=text,
                table=(place * 2 + n % 2 + 1) if n != 4 else None,
                votes=(n * 7 + place * 3) % 13,
            )
            for n, text in enumerate(ideas)
        ]
        workshops.append(Workshop(title, (*notes, *_others(place))))
    workshops.append(Workshop("", (Note(kind=NoteKind.QUESTION, text="Et après ?"),)))
    return tuple(workshops)


def _others(place: int) -> list[Note]:
    causes = [
        BarrierCause.UNFAMILIARITY,
        BarrierCause.UNFAMILIARITY,
        BarrierCause.DISTRUST,
        None,
        BarrierCause.OTHER,
    ]
    worker, entrepreneur = Category.SOCIAL_WORKER, Category.SOCIAL_ENTREPRENEUR
    notes = [
        Note(
            kind=NoteKind.BARRIER,
            text=text,
            cause=causes[(n + place) % 5],
            said_by=(worker, entrepreneur, Category.ELECTED_OFFICIAL)[n],
            table=place + 1,
        )
        for n, text in enumerate(
            (
                "On ne sait pas qui fait quoi : chacun a son annuaire, aucun n'est à jour",
                "Le mot « entreprise » ferme la porte avant qu’on ait parlé",
                "Les calendriers budgétaires ne tombent jamais en même temps",
            )
        )
    ]
    notes += [
        Note(kind=NoteKind.LEVER, text=text, table=place + 1)
        for text in (
            "Se voir travailler : une journée d’immersion vaut dix réunions",
            "Un élu qui porte le sujet et tient la porte ouverte",
        )
    ]
    notes += [
        Note(
            kind=NoteKind.PERCEPTION,
            text="Ils pensent d’abord au modèle économique, ensuite aux gens",
            said_by=worker,
        ),
        Note(
            kind=NoteKind.PERCEPTION,
            text="Ils ont toutes les procédures et plus de temps pour les personnes",
            said_by=entrepreneur,
        ),
        Note(
            kind=NoteKind.QUOTE,
            text=(
                "« On croyait se méfier les uns des autres. En fait, on ne se connaissait pas. »",
                "Je fais le même métier que vous, mais je facture.",
                "Personne ne m’avait jamais demandé ce que je savais faire.",
                "Quand la discussion commence, les synergies viennent toutes seules.",
                "قال: نحن لا نعرف بعضنا البعض، mais on va apprendre.",
            )[place],
            said_by=(worker, entrepreneur, Category.INHABITANT, Category.ELECTED_OFFICIAL, None)[
                place
            ],
        ),
        Note(
            kind=NoteKind.MEETING_PLACE,
            text=("La cour de la ressourcerie", "Le marché du jeudi", "La salle des mariages",
                  "La cuisine du foyer", "Le train de 7 h 12")[place],
        ),
        Note(kind=NoteKind.PROPOSAL, text="Financer le temps passé à se rencontrer", votes=3),
        Note(kind=NoteKind.QUESTION, text="Qui paie les déplacements des habitants ?"),
    ]  # fmt: skip
    return notes


def _pledges(workshops: tuple[Workshop, ...]) -> tuple[Pledge, ...]:
    people = (
        Party(name="Marie Delorme", organisation="CCAS de Belleville",
              category=Category.SOCIAL_WORKER, role=PartyRole.LEAD,
              legal_form=LegalForm.SOCIAL_ACTION_CENTRE),
        Party(name="Marc Fontanel", organisation="La Remise, ressourcerie",
              category=Category.SOCIAL_ENTREPRENEUR, role=PartyRole.PARTNER,
              legal_form=LegalForm.COOPERATIVE),
        Party(name="Martine Oudot", organisation="Ville de Tarare",
              category=Category.ELECTED_OFFICIAL, role=PartyRole.PARTNER,
              legal_form=LegalForm.MUNICIPALITY),
        Party(organisation="Fondation du Beaujolais", category=Category.FOUNDATION,
              legal_form=LegalForm.FOUNDATION),
        Party(name="Yvette Combe", category=Category.INHABITANT),
    )  # fmt: skip
    sets = ((0, 1), (0, 1, 2), (1, 2), (0, 3), (4, 1), (0, 2), (0, 1))
    promises = (
        "Ouvrir ensemble le guichet du samedi pendant six mois",
        "Monter l’auto-école itinérante et la présenter aux quatre communes",
        "Écrire à deux le prochain marché de restauration",
        "Déposer un dossier commun pour les logements passerelles",
        "Faire visiter l’atelier aux personnes suivies par le centre",
        "Organiser la première journée d’immersion",
        "Tenir un café mensuel, le premier mardi",
    )
    ideas = [note for workshop in workshops for note in workshop.notes]
    return tuple(
        Pledge(
            what=promises[n % 7],
            next_step="Se téléphoner lundi et fixer une date" if n % 3 else "",
            help_needed="" if n % 3 else "Une salle le samedi et un véhicule",
            due=date(2022, 1, 15) + timedelta(days=20 * n) if n % 4 else None,
            origin=(PledgeOrigin.SPONTANEOUS, PledgeOrigin.PLANNED)[n % 2],
            parties=tuple(people[who] for who in sets[n % 7]),
            idea=ideas[n] if n % 2 else None,
        )
        for n in range(14)
    )


@pytest.fixture(scope="session")
def sample() -> Minutes:
    return meeting()


def meeting() -> Minutes:
    """Return the minutes of a meeting of sixty."""
    workshops = _workshops()
    return Minutes(
        title="Grande Rencontre des travailleurs et des entrepreneurs sociaux",
        kind=EventKind.GRANDE_RENCONTRE,
        starts=datetime(2021, 12, 1, 14, 0, tzinfo=PARIS),
        ends=datetime(2021, 12, 1, 18, 0, tzinfo=PARIS),
        venue="CEDIAS-Musée social",
        commune="Paris",
        tables=10,
        partners=(
            Partner("Direction générale de la cohésion sociale", PartnerRole.PARTNER),
            Partner("CEDIAS-Musée social", PartnerRole.HOST),
            Partner("Fondation Crédit Coopératif", PartnerRole.FUNDER),
            Partner("Impact France", PartnerRole.PARTNER),
            Partner("GNIAC", PartnerRole.ORGANISER),
            Partner("Compagnie Générale des Autres", PartnerRole.ORGANISER),
            Partner("Ouishare", PartnerRole.PARTNER),
        ),
        attendance={
            Category.SOCIAL_WORKER: Headcount(31, 25, 2),
            Category.SOCIAL_ENTREPRENEUR: Headcount(19, 17, 1),
            Category.LOCAL_OFFICER: Headcount(8, 7, 0),
            Category.ELECTED_OFFICIAL: Headcount(3, 2, 0),
            Category.STATE_OFFICER: Headcount(4, 4, 0),
            Category.FOUNDATION: Headcount(2, 2, 0),
            Category.INHABITANT: Headcount(0, 3, 3),
            None: Headcount(1, 0, 0),
        },
        declared=100,
        declared_source="dossier de presse du ministère des Solidarités et de la Santé",
        workshops=workshops,
        pledges=_pledges(workshops),
        open_conflicts=2,
        made_at=datetime(2021, 12, 1, 18, 20, tzinfo=PARIS),
        device="Accueil",
        privacy_contact="donnees@exemple.fr",
    )


@pytest.fixture
def nothing() -> Minutes:
    return Minutes(title="", attendance={}, made_at=datetime(2021, 12, 1, 18, 20, tzinfo=PARIS))
