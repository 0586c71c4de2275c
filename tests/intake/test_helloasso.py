"""HelloAsso's list of participants, with what organisers add to it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.domain.errors import CannotRead
from maillage.domain.records import fields_of
from maillage.domain.values import to_stored
from maillage.domain.vocabulary import Category, ConsentPurpose, RegistrationStatus, Source
from maillage.intake.flags import Why
from maillage.intake.lists import read

HEADER = [
    "Référence commande",
    "Date de la commande",
    "Statut de la commande",
    "Nom participant",
    "Prénom participant",
    "Nom payeur",
    "Prénom payeur",
    "Email payeur",
    "Raison sociale",
    "Moyen de paiement",
    "Billet",
    "Numéro de billet",
    "Tarif",
    "Montant tarif",
    "Code Promo",
    "Montant code promo",
    "Vous êtes",
    "Profession",
    "Votre structure / organisation",
    "E-mail du participant",
    "Téléphone",
    "Commune / code postal",
    "Acceptez-vous d’être pris·e en photo pour l’organisation ?",
    "Acceptez-vous d’être recontacté·e par e-mail ?",
]
ADA = {
    "Référence commande": "311",
    "Statut de la commande": "Validé",
    "Nom participant": "LEFÈVRE",
    "Prénom participant": "Ada",
    "Nom payeur": "Lefèvre",
    "Prénom payeur": "ADA",
    "Email payeur": "ada@pont.example",
    "Raison sociale": "Le Pont",
    "Numéro de billet": "901",
    "Vous êtes": "entrepreneuse sociale",
    "Téléphone": "06 39 98 00 01",
    "Commune / code postal": "01000 Bourg-en-Bresse",
}


def written(*people, headers=HEADER):
    out = io.StringIO(newline="")
    rows = csv.DictWriter(out, headers, delimiter=";", restval="")
    rows.writeheader()
    rows.writerows(people)
    return out.getvalue().encode("utf-8-sig")


def only(person, **more):
    (entrant,) = read(written({**person, **more})).entrants
    return entrant


def test_a_participant_is_read_whole():
    ada = only(ADA)
    assert read(written(ADA)).source is Source.HELLOASSO
    assert (ada.name, ada.ticket, ada.line) == ("Ada Lefèvre", "901", 2)
    assert (ada.phone, ada.commune, ada.postcode) == (
        "+33 6 39 98 00 01",
        "Bourg-en-Bresse",
        "01000",
    )
    assert (ada.category, ada.status) == (
        Category.SOCIAL_ENTREPRENEUR,
        RegistrationStatus.CONFIRMED,
    )
    assert not ada.flags


def test_the_payers_address_and_structure_are_those_of_a_participant_of_the_same_name():
    assert (only(ADA).email, only(ADA).organisation) == ("ada@pont.example", "Le Pont")
    other = {"Nom payeur": "Morel"}
    assert (only(ADA, **other).email, only(ADA, **other).organisation) == ("", "")


def test_names_that_were_typed_the_other_way_round_are_the_same_name():
    swapped = {"Nom payeur": "ada", "Prénom payeur": "lefevre"}
    assert only(ADA, **swapped).email == "ada@pont.example"


def test_the_participants_own_address_comes_first():
    assert only(ADA, **{"E-mail du participant": "a@le.example"}).email == "a@le.example"


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Validé", RegistrationStatus.CONFIRMED),
        ("VALIDE ", RegistrationStatus.CONFIRMED),
        ("En attente", RegistrationStatus.PENDING),
        ("Remboursé", RegistrationStatus.CANCELLED),
        ("Annulée", RegistrationStatus.CANCELLED),
    ],
)
def test_a_status_is_read(word, status):
    assert only(ADA, **{"Statut de la commande": word}).status is status


def test_a_status_nobody_knows_waits_for_a_person():
    ada = only(ADA, **{"Statut de la commande": "Processing"})
    assert ada.status is RegistrationStatus.PENDING
    assert [(flag.field, flag.value, flag.why) for flag in ada.flags] == [
        ("status", "Processing", Why.UNKNOWN_STATUS)
    ]


def test_consents_are_what_was_clearly_said():
    image, recontact = HEADER[-2:]
    ada = only(ADA, **{image: "Non, merci", recontact: "Oui"})
    assert ada.consents == {ConsentPurpose.IMAGE: False, ConsentPurpose.RECONTACT: True}
    unsure = only(ADA, **{image: "Oui, mais de loin"})
    assert unsure.consents == {}
    assert [flag.why for flag in unsure.flags] == [Why.UNCLEAR_CONSENT]


def test_what_does_not_parse_is_kept_as_typed_and_flagged():
    ada = only(ADA, **{"Téléphone": "06 39", "E-mail du participant": "ada@", "Vous êtes": "ES"})
    assert (ada.phone, ada.email, ada.category) == ("06 39", "ada@", None)
    assert {(flag.field, flag.why) for flag in ada.flags} == {
        ("phone", Why.NOT_A_PHONE),
        ("email", Why.NOT_AN_EMAIL),
        ("category", Why.AMBIGUOUS_CATEGORY),
    }


def test_headers_are_known_whatever_their_accents_case_and_spaces():
    loud = {name: name.upper().replace("É", "E").replace(" ", "  ") for name in HEADER}
    person = {loud[name]: value for name, value in ADA.items()}
    (ada,) = read(written(person, headers=list(loud.values()))).entrants
    assert (ada.name, ada.phone) == ("Ada Lefèvre", "+33 6 39 98 00 01")


def test_a_file_that_cannot_be_opened_is_said_so(tmp_path):
    with pytest.raises(CannotRead):
        read(tmp_path)
    path = tmp_path / "liste à moi.csv"
    path.write_bytes(written(ADA))
    assert len(read(path).entrants) == 1


STORED = {
    "person": {
        name: name
        for name in ("given_name", "family_name", "email", "phone", "category", "profession")
    },
    "organisation": {"organisation": "name", "siret": "siret", "commune": "commune"},
    "registration": {"ticket": "ticket", "status": "status", "category": "category"},
}
HOSTILE = st.sampled_from(
    [
        "=cmd|' /C calc'!A0",
        "<img src=file:///etc/passwd>",
        "👩🏽‍🔧 Zoé",
        "\u202eمريم\u202c",
        "n" * 10_000,
        "@SUM(1+1)",
        "\x1b[31mrouge",
        "deux\r\nlignes",
    ]
)


@given(st.lists(HOSTILE | st.text(max_size=40), min_size=len(HEADER), max_size=len(HEADER)))
def test_whatever_is_typed_is_plain_text_that_the_store_accepts(cells):
    out = io.StringIO(newline="")
    rows = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
    rows.writerow(HEADER)
    rows.writerow(["1", *cells[1:]])
    content = out.getvalue().encode("utf-8-sig", "ignore").replace(b"\0", b"")
    (entrant,) = read(content).entrants
    for kind, names in STORED.items():
        for name, field in names.items():
            to_stored(fields_of(kind)[field], getattr(entrant, name))


def test_a_name_of_ten_thousand_letters_is_cut_and_flagged_with_what_was_typed():
    ada = only(ADA, **{"Prénom participant": "Z" + "o" * 9_999})
    assert ada.given_name.endswith("…")
    assert ("given_name", 10_000, Why.TOO_LONG) in {
        (flag.field, len(flag.value), flag.why) for flag in ada.flags
    }
