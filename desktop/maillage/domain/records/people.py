"""Who takes part: the programme, its laptops, places, structures and people."""

from __future__ import annotations

from maillage.domain import vocabulary
from maillage.domain.fields import choice, reference, text, whole
from maillage.domain.records.base import CONTACT, MEETING, Record
from maillage.domain.words import N_


class Programme(Record, frozen=True, kw_only=True):
    """The programme whose meetings, people and devices a store holds."""

    kind = "programme"
    label = N_("Programme")
    name: str = text(N_("Name"))
    founder: str = reference(N_("First device"), "device")
    privacy_contact: str = text(N_("Whom to ask about personal data"))


class Device(Record, frozen=True, kw_only=True):
    """A laptop that records; its public keys say who may read and who is believed."""

    kind = "device"
    label = N_("Device")
    name: str = text(N_("Name"))
    role: vocabulary.DeviceRole | None = choice(N_("Role"), vocabulary.DeviceRole)
    sealing_key: str = text(N_("Sealing key"))
    signing_key: str = text(N_("Signing key"))
    invitation: str = reference(N_("Invitation"), "invitation")
    proof: str = text(N_("Proof of the invitation"))
    formerly: str = reference(N_("Restored from a backup of"), "device")


class Invitation(Record, frozen=True, kw_only=True):
    """What lets new devices prove that a coordinator invited them."""

    kind = "invitation"
    label = N_("Invitation")
    key: str = text(N_("Enrolment key"))
    role: vocabulary.DeviceRole | None = choice(N_("Role"), vocabulary.DeviceRole)
    device: str = reference(N_("Invited by"), "device", technical=True)
    signature: str = text(N_("Signature"), technical=True)


class Revocation(Record, frozen=True, kw_only=True):
    """A coordinator's signed word that a device is not believed after one of its numbers."""

    kind = "revocation"
    label = N_("Laptop no longer believed")
    device: str = reference(N_("Device"), "device", technical=True)
    last: int | None = whole(N_("Last believed number"), technical=True)
    signature: str = text(N_("Signature"), technical=True)


class Territory(Record, frozen=True, kw_only=True):
    """A place the programme works in, by its INSEE code (text: zeros and 2A count)."""

    kind = "territory"
    label = N_("Territory")
    name: str = text(N_("Name"), search=True)
    level: vocabulary.TerritoryLevel | None = choice(N_("Level"), vocabulary.TerritoryLevel)
    insee: str = text(N_("INSEE code"), limit=9)


class Organisation(Record, frozen=True, kw_only=True):
    """A structure that people come from."""

    kind = "organisation"
    label = N_("Organisation")
    name: str = text(N_("Name"), search=True)
    legal_form: vocabulary.LegalForm | None = choice(N_("Legal form"), vocabulary.LegalForm)
    siret: str = text(N_("SIRET number"), limit=20)
    commune: str = text(N_("Commune"))
    insee: str = text(N_("INSEE code of the commune"), limit=9)
    postcode: str = text(N_("Postcode"), limit=20)


class Person(Record, frozen=True, kw_only=True):
    """Somebody who takes part."""

    kind = "person"
    label = N_("Person")
    given_name: str = text(N_("First name"), search=True, **MEETING)
    family_name: str = text(N_("Last name"), search=True, **MEETING)
    email: str = text(N_("E-mail"), **CONTACT)
    phone: str = text(N_("Phone"), limit=40, **CONTACT)
    category: vocabulary.Category | None = choice(N_("Category"), vocabulary.Category, **MEETING)
    profession: str = text(N_("Profession"), **MEETING)
    territory: str = reference(N_("Territory"), "territory", **MEETING)
    postcode: str = text(N_("Postcode"), limit=20, **MEETING)

    @property
    def name(self) -> str:
        """First and last name as one reads them on a badge."""
        return f"{self.given_name} {self.family_name}".strip()


class Membership(Record, frozen=True, kw_only=True):
    """One person in one organisation."""

    kind = "membership"
    label = N_("Membership")
    person: str = reference(N_("Person"), "person", owner=True, **MEETING)
    organisation: str = reference(N_("Organisation"), "organisation", **MEETING)
    position: str = text(N_("Position"), **MEETING)


class DuplicateDecision(Record, frozen=True, kw_only=True):
    """What somebody decided about two records of people: one person, or two of them.

    Of one person, ``person`` is the record that is shown and ``other`` stays behind it as it
    was. ``filled`` names the fields that were empty in ``person`` and took the other's value, or
    says that there were none. Laptops that agree about the verdict have nothing left to decide.
    """

    kind = "duplicate_decision"
    label = N_("Decision about a duplicate")
    person: str = reference(N_("Record that is shown"), "person", technical=True, **MEETING)
    other: str = reference(N_("The other record"), "person", technical=True, **MEETING)
    verdict: vocabulary.OnePerson | None = choice(N_("Decision"), vocabulary.OnePerson)
    filled: str = text(N_("Taken over from the other record"), technical=True)
