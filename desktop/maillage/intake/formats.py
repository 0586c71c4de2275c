"""The lists that are recognised by themselves: by their header, whatever its case and accents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from maillage.domain.vocabulary import Source
from maillage.intake import vcard, wording
from maillage.intake.meaning import ColumnMap, Meaning, column_map
from maillage.intake.words import plain

Own = Mapping[str, Meaning | None]


class Format(Struct, frozen=True):
    """One kind of list: what tells it from others, and what its own columns mean."""

    source: Source
    signs: tuple[frozenset[str], ...]
    """Headers in plain words; all of any one set are there."""
    own: Own = field(default_factory=dict)
    """Its own headers in plain words; None is for those a meeting has no use for."""

    def recognises(self, headers: Sequence[str]) -> bool:
        """Tell whether a header line is of this kind."""
        found = {plain(header[: wording.LONGEST_HEADER]) for header in headers}
        return any(sign <= found for sign in self.signs)

    def columns(self, headers: Sequence[str]) -> ColumnMap:
        """Return what its columns mean; those that are not its own are questions."""
        own: dict[Meaning, int] = {}
        asked = []
        for column, header in enumerate(headers):
            words = plain(header[: wording.LONGEST_HEADER])
            asked.append("" if words in self.own else header)
            if meaning := self.own.get(words):
                own.setdefault(meaning, column)
        return column_map({**wording.headers(asked), **own}, headers)


def of(headers: Sequence[str]) -> Format | None:
    """Return the format that a header line is of, None for any other list."""
    return next((one for one in FORMATS if one.recognises(headers)), None)


_HELLOASSO = Format(
    Source.HELLOASSO,
    (
        frozenset({"numero de billet", "nom participant", "prenom participant"}),
        frozenset({"n de billet", "nom participant", "prenom participant"}),
        frozenset({"no de billet", "nom participant", "prenom participant"}),
    ),
    {
        "numero de billet": Meaning.TICKET,
        "n de billet": Meaning.TICKET,
        "no de billet": Meaning.TICKET,
        "statut de la commande": Meaning.STATUS,
        "nom participant": Meaning.FAMILY_NAME,
        "prenom participant": Meaning.GIVEN_NAME,
        # Whoever pays is not whoever comes, unless both bear one name.
        "nom payeur": Meaning.PAYER_FAMILY_NAME,
        "prenom payeur": Meaning.PAYER_GIVEN_NAME,
        "email payeur": Meaning.PAYER_EMAIL,
        "e mail payeur": Meaning.PAYER_EMAIL,
        "raison sociale": Meaning.PAYER_ORGANISATION,
        # Known, and of no use to a meeting; named so that none is taken for a question.
        "reference commande": None,
        "date de la commande": None,
        "moyen de paiement": None,
        "billet": None,
        "tarif": None,
        "montant tarif": None,
        "code promo": None,
        "montant code promo": None,
    },
)

_EVENTBRITE = Format(
    Source.EVENTBRITE,
    (
        frozenset({"order", "attendee"}),
        frozenset({"order no", "attendee no"}),
        frozenset({"order no", "attendee"}),
        frozenset({"n de commande", "n de participant"}),
        frozenset({"no de commande", "no de participant"}),
    ),
    {
        "attendee": Meaning.TICKET,
        "attendee no": Meaning.TICKET,
        "n de participant": Meaning.TICKET,
        "no de participant": Meaning.TICKET,
        "attendee status": Meaning.STATUS,
        "statut du participant": Meaning.STATUS,
        "first name": Meaning.GIVEN_NAME,
        "last name": Meaning.FAMILY_NAME,
        "surname": Meaning.FAMILY_NAME,
        "email": Meaning.EMAIL,
        "cell phone": Meaning.PHONE,
        "home phone": None,
        "work phone": None,
        "job title": Meaning.PROFESSION,
        "company": Meaning.ORGANISATION,
        "buyer email": Meaning.PAYER_EMAIL,
        "buyer first name": Meaning.PAYER_GIVEN_NAME,
        "buyer last name": Meaning.PAYER_FAMILY_NAME,
        "buyer surname": Meaning.PAYER_FAMILY_NAME,
        "order": None,
        "order no": None,
        "order date": None,
        "order type": None,
        "n de commande": None,
        "no de commande": None,
        "prefix": None,
        "suffix": None,
        "quantity": None,
        "event name": None,
        "event id": None,
        "venue name": None,
        "venue no": None,
        "ticket type": None,
        "date attending": None,
        "device name": None,
        "check in date": None,
        "checked in": None,
    },
)

_PRETIX = Format(
    Source.PRETIX,
    (
        frozenset({"order code", "attendee name"}),
        frozenset({"order code", "secret"}),
        frozenset({"code de commande", "nom du participant"}),
        frozenset({"code de commande", "secret"}),
        frozenset({"code de la commande", "nom du participant"}),
    ),
    {
        "secret": Meaning.TICKET,
        "code secret": Meaning.TICKET,
        "ticket secret": Meaning.TICKET,
        "attendee name": Meaning.FULL_NAME,
        "attendee name first name": Meaning.GIVEN_NAME,
        "attendee name given name": Meaning.GIVEN_NAME,
        "attendee name last name": Meaning.FAMILY_NAME,
        "attendee name family name": Meaning.FAMILY_NAME,
        "nom du participant": Meaning.FULL_NAME,
        "nom du participant prenom": Meaning.GIVEN_NAME,
        "nom du participant nom de famille": Meaning.FAMILY_NAME,
        "nom du participant nom": Meaning.FAMILY_NAME,
        "e mail": Meaning.EMAIL,
        "email": Meaning.EMAIL,
        "company": Meaning.ORGANISATION,
        "paid": Meaning.CONFIRMED,
        "paye": Meaning.CONFIRMED,
        # The code of an order is the same for everybody in it.
        "order code": None,
        "code de commande": None,
        "code de la commande": None,
        "attendee name title": None,
        "product": None,
        "price": None,
        "checked in": None,
        "checked out": None,
        "automatically checked in": None,
        "voucher code": None,
        "order date": None,
        "requires special attention": None,
        "comment": None,
        "seat id": None,
        "seat name": None,
        "seat zone": None,
        "seat row": None,
        "seat number": None,
    },
)

_LIMESURVEY = Format(
    Source.LIMESURVEY,
    (
        frozenset({"id de la reponse", "date de soumission"}),
        frozenset({"response id", "date submitted"}),
        frozenset({"id", "submitdate", "lastpage"}),
    ),
    {
        "id de la reponse": Meaning.TICKET,
        "response id": Meaning.TICKET,
        "id": Meaning.TICKET,
        # An answer that was begun and never sent has no such date.
        "date de soumission": Meaning.SENT,
        "date submitted": Meaning.SENT,
        "submitdate": Meaning.SENT,
        "derniere page": None,
        "last page": None,
        "lastpage": None,
        "langue de depart": None,
        "start language": None,
        "startlanguage": None,
        "tete de serie": None,
        "seed": None,
        "date de lancement": None,
        "date de la derniere action": None,
        "date started": None,
        "date last action": None,
        "startdate": None,
        "datestamp": None,
        "adresse ip": None,
        "ip address": None,
        "ipaddr": None,
        "url de reference": None,
        "referrer url": None,
        "refurl": None,
    },
)

_YESWIKI = Format(
    Source.YESWIKI,
    (
        frozenset({"datetime create", "datetime latest"}),
        frozenset({"id fiche"}),
        frozenset({"bf titre", "bf mail"}),
        frozenset({"bf nom", "bf prenom"}),
    ),
    {
        "id fiche": Meaning.TICKET,
        "bf nom": Meaning.FAMILY_NAME,
        "bf prenom": Meaning.GIVEN_NAME,
        "bf mail": Meaning.EMAIL,
        "bf telephone": Meaning.PHONE,
        "bf fonction": Meaning.PROFESSION,
        "bf structure": Meaning.ORGANISATION,
        "bf code postal": Meaning.POSTCODE,
        "bf ville": Meaning.COMMUNE,
        "datetime create": None,
        "datetime latest": None,
        "date creation fiche": None,
        "date maj fiche": None,
        "nomwiki": None,
        "mot de passe": None,
    },
)

_CARDS = Format(
    Source.VCARD,
    (frozenset(map(plain, vcard.HEADERS)),),
    {
        "identifiant de la fiche": Meaning.TICKET,
        "autre e mail": None,
        "autre telephone": None,
    },
)

FORMATS = (_HELLOASSO, _EVENTBRITE, _PRETIX, _LIMESURVEY, _CARDS, _YESWIKI)
"""In the order they are tried: the last is the least certain."""
