"""The choices people make on screen: stored values never change, labels may."""

from __future__ import annotations

from enum import Enum
from typing import Self

from maillage.domain.words import N_


class Choice(Enum):
    """A closed list of stored values, each with its English label."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """Return a member whose value is what the store keeps."""
        member = object.__new__(cls)
        member._value_ = value
        member.label = label
        return member


class World(Choice):
    """The four families a person sees as shape and colour."""

    SOCIAL_WORK = "social_work", N_("Social work")
    SOCIAL_ENTERPRISE = "social_enterprise", N_("Social enterprise")
    LOCAL_AUTHORITY = "local_authority", N_("Local authority")
    OTHER = "other", N_("Others")


class Category(Choice):
    """What somebody comes as; each belongs to one of the four worlds."""

    SOCIAL_WORKER = "social_worker", N_("Social worker")
    SOCIAL_ENTREPRENEUR = "social_entrepreneur", N_("Social entrepreneur")
    LOCAL_OFFICER = "local_officer", N_("Local officer")
    ELECTED_OFFICIAL = "elected_official", N_("Elected official")
    STATE_OFFICER = "state_officer", N_("State officer")
    TRAINING_SCHOOL = "training_school", N_("School of social work")
    NETWORK = "network", N_("Network")
    FOUNDATION = "foundation", N_("Foundation")
    INHABITANT = "inhabitant", N_("Inhabitant")
    OTHER = "other", N_("Other")

    @property
    def world(self) -> World:
        """The family this category is drawn as."""
        return _WORLDS.get(self, World.OTHER)


_WORLDS = {
    Category.SOCIAL_WORKER: World.SOCIAL_WORK,
    Category.SOCIAL_ENTREPRENEUR: World.SOCIAL_ENTERPRISE,
    Category.LOCAL_OFFICER: World.LOCAL_AUTHORITY,
    Category.ELECTED_OFFICIAL: World.LOCAL_AUTHORITY,
}


class TerritoryLevel(Choice):
    """Which level of the French map a territory is."""

    COMMUNE = "commune", N_("Commune")
    INTERCOMMUNAL = "epci", N_("Group of communes")
    DEPARTMENT = "department", N_("Department")
    REGION = "region", N_("Region")
    ABROAD = "abroad", N_("Abroad")


class LegalForm(Choice):
    """The legal form of a structure (ESUS is an approval, not a form)."""

    ASSOCIATION = "association", N_("Association")
    COOPERATIVE = "cooperative", N_("Cooperative")
    MUTUAL = "mutual", N_("Mutual society")
    FOUNDATION = "foundation", N_("Foundation (legal form)")
    COMPANY = "company", N_("Company")
    SOCIAL_ACTION_CENTRE = "ccas", N_("Municipal social action centre")
    MUNICIPALITY = "municipality", N_("Municipality")
    DEPARTMENT = "department", N_("Departmental council")
    INTERCOMMUNAL = "epci", N_("Intercommunal body")
    REGION = "region", N_("Regional council")
    STATE = "state", N_("State")
    OTHER = "other", N_("Other form")


class EventKind(Choice):
    """What kind of meeting an event is."""

    GRANDE_RENCONTRE = "grande_rencontre", N_("Grande Rencontre")
    CONFERENCE = "conference", N_("Conference")
    LEARNING_TRIP = "learning_trip", N_("Learning trip")
    DEBRIEF = "debrief", N_("Debrief")
    OTHER = "other", N_("Other meeting")


class PartnerRole(Choice):
    """What an organisation does for an event."""

    HOST = "host", N_("Host")
    ORGANISER = "organiser", N_("Organiser")
    FUNDER = "funder", N_("Funder")
    PARTNER = "partner", N_("Partner")


class RegistrationStatus(Choice):
    """Where a registration stands before the day."""

    CONFIRMED = "confirmed", N_("Confirmed")
    PENDING = "pending", N_("Pending")
    CANCELLED = "cancelled", N_("Cancelled")


class Source(Choice):
    """Where a registration comes from."""

    HELLOASSO = "helloasso", N_("HelloAsso list")
    EVENTBRITE = "eventbrite", N_("Eventbrite list")
    PRETIX = "pretix", N_("pretix list")
    LIMESURVEY = "limesurvey", N_("LimeSurvey answers")
    YESWIKI = "yeswiki", N_("YesWiki form")
    VCARD = "vcard", N_("vCards")
    LIST = "list", N_("Other list")
    DOOR = "door", N_("At the door")


class ConsentPurpose(Choice):
    """What somebody agrees to; each purpose is given and withdrawn alone."""

    PARTICIPATION = "participation", N_("Taking part")
    RECONTACT = "recontact", N_("Being contacted again")
    DIRECTORY = "directory", N_("Directory of participants")
    IMAGE = "image", N_("Photos and films")


class ConsentForm(Choice):
    """How a consent was expressed."""

    SPOKEN = "spoken", N_("Spoken")
    ON_SCREEN = "on_screen", N_("On screen")
    ON_PAPER = "on_paper", N_("On paper")
    IN_LIST = "in_list", N_("In the registration form")


class NoteKind(Choice):
    """What one line written at a table is."""

    IDEA = "idea", N_("Idea")
    BARRIER = "barrier", N_("Barrier")
    LEVER = "lever", N_("Lever")
    PERCEPTION = "perception", N_("Perception")
    QUOTE = "quote", N_("Quote")
    MEETING_PLACE = "meeting_place", N_("Meeting place")
    QUESTION = "question", N_("Question")
    PROPOSAL = "proposal", N_("Proposal")


class SeatingWish(Choice):
    """What a table plan is asked to keep."""

    TOGETHER = "together", N_("At the same table")
    APART = "apart", N_("Never at the same table")
    HOST = "host", N_("Hosts a table")


class AttachmentRole(Choice):
    """What an attached file shows."""

    BOARD = "board", N_("Photo of the board")
    SIGNATURE = "signature", N_("Signature")
    OTHER = "other", N_("Other file")


class BarrierCause(Choice):
    """Why a barrier stands: the foundation's question."""

    UNFAMILIARITY = "unfamiliarity", N_("Unfamiliarity")
    DISTRUST = "distrust", N_("Distrust")
    OTHER = "other", N_("Other cause")


class PledgeOrigin(Choice):
    """Whether a pledge was prepared or came by itself."""

    PLANNED = "planned", N_("Planned")
    SPONTANEOUS = "spontaneous", N_("Spontaneous")


class PledgeStatus(Choice):
    """How far a pledge has come."""

    MADE = "made", N_("Made")
    STARTED = "started", N_("Started")
    DONE = "done", N_("Kept")
    DROPPED = "dropped", N_("Dropped")


class PartyRole(Choice):
    """Which part somebody plays in a pledge."""

    LEAD = "lead", N_("Leads")
    PARTNER = "partner", N_("Joins")


class OnePerson(Choice):
    """Whether two records of people are about one person."""

    ONE = "one", N_("One person")
    TWO = "two", N_("Two people")


class Channel(Choice):
    """How a follow-up took place."""

    CALL = "call", N_("Call")
    MAIL = "mail", N_("E-mail")
    MEETING = "meeting", N_("Meeting")
    OTHER = "other", N_("Other channel")


class DeviceRole(Choice):
    """What a laptop may do."""

    COORDINATOR = "coordinator", N_("Coordination")
    FIELD = "field", N_("Field laptop")
