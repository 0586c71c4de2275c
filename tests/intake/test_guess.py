"""What the columns of an unknown list mean, and what a person once said of them."""

from __future__ import annotations

from itertools import zip_longest

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.test_helloasso import HOSTILE, STORED

from maillage.domain.records import fields_of
from maillage.domain.values import to_stored
from maillage.domain.vocabulary import Category
from maillage.intake.cells import clean
from maillage.intake.flags import Why
from maillage.intake.lists import Origin, opened, read, suggested, understood
from maillage.intake.meaning import ColumnMap, Meaning
from maillage.intake.remembered import Remembered, recall, signature
from maillage.intake.status import status
from maillage.intake.table import Row, Table
from maillage.intake.wording import by_words

M = Meaning


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("NOM *", M.FAMILY_NAME),
        ("Nom de famille", M.FAMILY_NAME),
        ("Surname", M.FAMILY_NAME),
        ("Nom adhérent", M.FAMILY_NAME),
        ("Nom de la structure", M.ORGANISATION),
        ("Prénom", M.GIVEN_NAME),
        ("First name", M.GIVEN_NAME),
        ("Nom et prénom", M.LAST_FIRST),
        ("NOM Prénom", M.LAST_FIRST),
        ("Nom de famille, prénom", M.LAST_FIRST),
        ("Participant (NOM Prénom)", M.LAST_FIRST),
        ("Last and first name", M.LAST_FIRST),
        ("Prénom Nom", M.FULL_NAME),
        ("Adresse e-mail", M.EMAIL),
        ("Courriel", M.EMAIL),
        ("Tél. portable", M.PHONE),
        ("N° de téléphone", M.PHONE),
        ("Vous êtes :", M.CATEGORY),
        ("Fonction", M.PROFESSION),
        ("Structure / employeur", M.ORGANISATION),
        ("N° SIRET de la structure", M.SIRET),
        ("CP", M.POSTCODE),
        ("Code postal et ville", M.COMMUNE),
        ("Ville", M.COMMUNE),
        ("Statut", M.STATUS),
        ("Statut juridique", None),
        ("N° d’inscription", M.TICKET),
        ("N°", None),
        ("J’accepte d’être photographié·e", M.IMAGE),
        ("Je souhaite être recontacté", M.RECONTACT),
        ("Vous êtes… (plusieurs réponses)", M.CATEGORY),
        ("Nom (de la structure)", M.ORGANISATION),
        ("Adresse de messagerie", M.EMAIL),
        ("E-mail acheteur", M.PAYER_EMAIL),
        ("Régime alimentaire", None),
        ("14/12/2021", None),
    ],
)
def test_a_header_says_what_its_column_means(header, meaning):
    assert by_words(header) is meaning


def fields(text):
    return read(text.encode()).columns.fields


def test_what_headers_do_not_say_cells_do():
    text = (
        "A;B;C;D;E;F\n"
        "MOREL;Eva;eva@pont.example;06 39 98 00 02;75011;73282932000074\n"
        "ROY;Ali;ali@pont.example;0639980003;1000;73282932000074\n"
        "LE GOFF;Zoé;pas d’adresse;06.39.98.00.04;69003;\n"
    )
    assert fields(text) == (
        M.FAMILY_NAME,
        M.GIVEN_NAME,
        M.EMAIL,
        M.PHONE,
        M.POSTCODE,
        M.SIRET,
    )


def test_names_whose_capitals_say_which_is_which_are_told_apart_in_either_order():
    text = "A;B\nEva;MOREL\nAli;ROY\nZoé;LE GOFF\n"
    assert fields(text) == (M.GIVEN_NAME, M.FAMILY_NAME)


def test_a_lone_name_column_may_hold_both_names():
    assert fields("Nom;Ville\nEva Morel;Lyon\nROY Ali;Lyon\n")[0] is M.FULL_NAME
    assert fields("Nom;Ville\nMorel;Lyon\nRoy;Lyon\n")[0] is M.FAMILY_NAME


def test_a_person_may_say_that_a_column_has_the_last_name_first_or_the_first_name():
    text = "Nom prénom\nKœnig Jean-Luc\nKŒNIG Jean-Luc\n"
    table = opened(text.encode(), "liste.csv")
    names = {}
    for meaning in (M.LAST_FIRST, M.FULL_NAME):
        heard = understood(table, ColumnMap((meaning,)), Origin.CORRECTED)
        names[meaning] = [(one.given_name, one.family_name) for one in heard.entrants]
    assert names[M.LAST_FIRST] == [("Jean-Luc", "Kœnig")] * 2
    assert names[M.FULL_NAME] == [("Kœnig", "Jean-Luc"), ("Jean-Luc", "Kœnig")]


LAST_FIRST = ("Kœnig Nadège", "Petit Anne-Sophie", "Martin Paul", "Le Goff Yann", "Roy Ali")
FIRST_FIRST = ("Nadège Kœnig", "Anne-Sophie Petit", "Paul Martin", "Yann Le Goff", "Ali Roy")
MAILS = (
    *("nadege.koenig@a.example", "annesophie.petit@b.example", "p.martin@c.example"),
    *("contact@d.example", "aroy@e.example"),
)


def order(names, mails=(), header="Nom et prénom"):
    """Return what the column of names means in a list of these."""
    rows = [f"{name};{mail}\n" for name, mail in zip_longest(names, mails, fillvalue="")]
    return fields(f"{header};E-mail\n{''.join(rows)}")[0]


@pytest.mark.parametrize("header", ["Nom et prénom", "NOM Prénom", "Last and first name"])
def test_a_column_that_asks_for_the_last_name_first_is_read_as_most_have_filled_it_in(header):
    assert order(LAST_FIRST, MAILS, header) is M.LAST_FIRST
    assert order(FIRST_FIRST, MAILS, header) is M.FULL_NAME
    # What they typed is all there is: without addresses or capitals the header counts.
    assert order(FIRST_FIRST, header=header) is M.LAST_FIRST
    # Four to one is no clear lead.
    assert order([*FIRST_FIRST, "Morel Eva"], [*MAILS, "eva.morel@f.example"]) is M.LAST_FIRST


def test_capitals_say_how_a_column_was_filled_in_too():
    loud = ["Eva MOREL", "Ali ROY", "Zoé LE GOFF", "Paul MARTIN"]
    assert order([*loud, "Nadège Kœnig"]) is M.FULL_NAME
    assert order(loud[:3]) is M.LAST_FIRST
    assert order([*loud, "DIALLO Awa"]) is M.LAST_FIRST
    heard = read("\n".join(["Nom et prénom", *loud, "Nadège Kœnig"]).encode())
    assert (heard.entrants[4].given_name, heard.entrants[4].family_name) == ("Nadège", "Kœnig")


def test_the_addresses_of_one_organisation_follow_one_rule_and_have_one_vote():
    mails = [f"{name.lower().replace(' ', '.')}@mairie.example" for name in LAST_FIRST]
    assert order(LAST_FIRST, mails) is M.LAST_FIRST


def test_of_two_columns_of_one_name_the_one_that_says_something_is_taken():
    assert fields("Nom;E-mail;E-mail\nEva;;eva@pont.example\n")[1:] == (None, M.EMAIL)


def test_of_two_numbers_the_mobile_is_taken_and_an_address_that_nobody_gave_is_none():
    text = "Nom;Tél fixe;Tél mobile;Adresse de messagerie;Mail\n"
    text += "Eva;0321000000;0639980002;anonymous;e@x.example\n"
    assert fields(text)[1:] == (None, M.PHONE, None, M.EMAIL)


def test_of_two_numbers_the_one_that_no_other_form_gives_is_taken():
    text = "Numéro de série;SID;Nom;Prénom\n1;5501;Roy;Ali\n2;5502;Morel;Eva\n"
    assert fields(text)[:2] == (None, M.TICKET)
    assert fields(text.replace("SID", "Page"))[0] == M.TICKET


def test_a_column_of_replies_says_who_comes_and_one_of_times_does_not():
    text = "Nom;Prénom;Réponse\nRoy;Ali;Oui\nMorel;Eva;Excusée\nNoir;Zoé;\n"
    assert [one.status.value for one in read(text.encode()).entrants] == [
        *("confirmed", "cancelled", "confirmed"),
    ]
    assert fields(text.replace("Oui", "matin").replace("Excusée", "14 h"))[2] is None


def test_a_list_that_names_nobody_is_known_to_name_nobody():
    assert not read(b"Produit;Prix\nPain;2,50\nLait;1,10\n").columns.names_somebody


def test_where_no_column_says_a_category_the_profession_does_and_is_flagged():
    text = "Nom;Fonction\nEva;Éducatrice spécialisée\nAli;Directeur\nZoé;Autre\n"
    eva, ali, zoe = read(text.encode()).entrants
    assert (eva.category, ali.category, zoe.category) == (Category.SOCIAL_WORKER, None, None)
    assert Why.FROM_PROFESSION in {flag.why for flag in eva.flags}
    assert Why.FROM_PROFESSION not in {flag.why for flag in ali.flags}


def test_one_meaning_stands_in_one_column():
    columns = ColumnMap((M.EMAIL, None, M.PHONE))
    assert columns.with_field(1, M.EMAIL).fields == (None, M.EMAIL, M.PHONE)
    assert columns.with_field(0, None).fields == (None, None, M.PHONE)


def test_what_a_person_said_is_found_again_for_the_next_list_like_it():
    found = opened(b"Nom;Chose;Machin\nEva;Le Pont;Morel\n")
    said = Remembered(signature(found.headers), (M.GIVEN_NAME, M.ORGANISATION, M.FAMILY_NAME))
    columns, origin = suggested(found, [said])
    assert origin is Origin.REMEMBERED
    (eva,) = understood(found, columns, origin).entrants
    assert (eva.name, eva.organisation) == ("Eva Morel", "Le Pont")
    # Columns that moved, and one that is new.
    moved = ("MACHIN *", "Nom", "chose", "Régime")
    assert recall(moved, [said]).fields == (M.FAMILY_NAME, M.GIVEN_NAME, M.ORGANISATION, None)
    assert recall(("Nom", "Ville"), [said]) is None
    assert recall(("", "", ""), [Remembered(("", "", ""), (None, None, None))]) is None


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("Confirmé", "confirmed"),
        ("Non confirmé", "pending"),
        ("Sur liste d’attente", "pending"),
        ("Not Attending", "cancelled"),
        ("Checked In", "confirmed"),
        ("Désistement", "cancelled"),
        ("Payée", "confirmed"),
        ("Non", "cancelled"),
        ("Excusée", "cancelled"),
        ("Viendra", "confirmed"),
    ],
)
def test_a_status_is_read_in_the_words_of_whoever_keeps_the_list(word, said):
    assert status(word).value == said


@given(st.data(), st.permutations(list(Meaning)))
def test_whatever_any_column_is_said_to_mean_the_store_accepts_what_is_read(data, meanings):
    cells = tuple(clean(data.draw(HOSTILE | st.text(max_size=30)))[0] for _ in meanings)
    headers = tuple(f"q{n}" for n in range(len(cells)))
    table = Table(headers, (Row(2, cells), Row(3, cells)))
    read_ = understood(table, ColumnMap(tuple(meanings)), Origin.CORRECTED, event="e")
    for entrant in read_.entrants:
        for kind, names in {
            **STORED,
            "person": {**STORED["person"], "postcode": "postcode"},
        }.items():
            for name, field in names.items():
                to_stored(fields_of(kind)[field], getattr(entrant, name))


def test_a_status_nobody_knows_is_not_guessed():
    assert status("Processing") is None


@pytest.mark.parametrize(
    ("line", "two"),
    [
        ("Martin;Paul et Claire", True),
        ("Koné / Diallo;", True),
        (";Awa & Binta Koné", True),
        ("de La Tour;Étienne", False),
        ("Ortega y Gasset;Jeannette", False),
    ],
)
def test_a_line_that_may_be_two_people_is_to_be_looked_at(line, two):
    (one,) = read(f"Nom;Prénom\n{line}\n".encode()).entrants
    assert (Why.TWO_NAMES in {flag.why for flag in one.flags}) == two
