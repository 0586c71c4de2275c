"""Lists of every program that is recognised, in the shape their exports have."""

from __future__ import annotations

import pytest
from tests.intake.workbooks import xlsx

from maillage.domain.vocabulary import Category, ConsentPurpose, RegistrationStatus, Source
from maillage.intake.lists import Origin, read
from maillage.intake.meaning import Meaning
from maillage.intake.table import table

PENDING, CONFIRMED, CANCELLED = (
    RegistrationStatus.PENDING,
    RegistrationStatus.CONFIRMED,
    RegistrationStatus.CANCELLED,
)

EVENTBRITE = (
    "Order #,Order Date,First Name,Last Name,Email,Quantity,Ticket Type,Attendee #,"
    "Attendee Status,Cell Phone,Job Title,Company,May we take pictures of you?\r\n"
    "7001,2021-11-15,ada,LEFÈVRE,ada@pont.example,1,Free,901,Attending,0639980001,"
    "Gérante,Le Pont,Yes\r\n"
    "7001,2021-11-15,Eva,Morel,ada@pont.example,1,Free,902,Not Attending,,,,No\r\n"
)
PRETIX = (
    '"Order code","Attendee name","Attendee name: Title","Attendee name: First name",'
    '"Attendee name: Last name","Product","Price","Checked in","Checked out",'
    '"Automatically checked in","Paid","Secret","E-mail","Company","Voucher code"\r\n'
    '"ABCDE","Ada Lefèvre","","Ada","Lefèvre","Entrée","0.00","","","No","Yes","s1",'
    '"ada@pont.example","Le Pont",""\r\n'
    '"ABCDE","Eva Morel","","Eva","Morel","Entrée","0.00","","","No","No","s2",'
    '"ada@pont.example","",""\r\n'
)
LIMESURVEY = (
    '"ID de la réponse";"Date de soumission";"Dernière page";"Langue de départ";"Tête de série";'
    '"Quel est votre nom ?";"Votre prénom :";"Votre adresse électronique";"Vous êtes";'
    '"Acceptez-vous de figurer dans l’annuaire ?"\n'
    '"7";"2021-11-15 10:00:00";"3";"fr";"12";"Lefèvre";"Ada";"ada@pont.example";"Élu·e";"Oui"\n'
    '"8";"";"1";"fr";"13";"Morel";"Eva";"";"";""\n'
)
YESWIKI = (
    "Fiches du formulaire Participants\n"
    'datetime_create,datetime_latest,Nom *,Prénom *,Mail,Structure,"Code\npostal",Ville,Nom *\n'
    '15/11/2021 10:00:00,15/11/2021 10:00:00,Lefèvre,Ada,ada@pont.example,"Le \\"Pont\\"\n'
    'et Cie",01000,Bourg,Lefèvre\n'
    'datetime_create,datetime_latest,Nom *,Prénom *,Mail,Structure,"Code\npostal",Ville,Nom *\n'
    "15/11/2021 10:00:00,15/11/2021 10:00:00,Morel,Eva,,,,,\n"
)


def people(content):
    found = read(content.encode() if isinstance(content, str) else content)
    return found, found.entrants


def test_a_list_of_eventbrite_is_recognised():
    found, (ada, eva) = people(EVENTBRITE)
    assert (found.source, found.origin) == (Source.EVENTBRITE, Origin.RECOGNISED)
    assert (ada.name, ada.email, ada.phone, ada.profession, ada.organisation) == (
        "Ada Lefèvre",
        "ada@pont.example",
        "+33 6 39 98 00 01",
        "Gérante",
        "Le Pont",
    )
    assert (ada.status, eva.status) == (CONFIRMED, CANCELLED)
    assert (ada.ticket, eva.ticket) == ("eventbrite:901", "eventbrite:902")
    assert ada.consents == {ConsentPurpose.IMAGE: True}


def test_a_list_of_eventbrite_from_britain_is_recognised():
    uk = EVENTBRITE.replace("Order #", "Order no.").replace("Last Name", "Surname")
    found, (ada, _) = people(uk)
    assert (found.source, ada.family_name) == (Source.EVENTBRITE, "Lefèvre")


def test_a_list_of_pretix_is_recognised_and_its_key_is_the_secret():
    found, (ada, eva) = people(PRETIX)
    assert found.source is Source.PRETIX
    assert (ada.given_name, ada.family_name, ada.organisation) == ("Ada", "Lefèvre", "Le Pont")
    assert (ada.ticket, eva.ticket) == ("pretix:s1", "pretix:s2")
    assert (ada.status, eva.status) == (CONFIRMED, PENDING)


def test_a_survey_of_limesurvey_is_recognised_and_an_answer_never_sent_waits():
    found, (ada, eva) = people(LIMESURVEY)
    assert found.source is Source.LIMESURVEY
    assert (ada.name, ada.email, ada.category) == (
        "Ada Lefèvre",
        "ada@pont.example",
        Category.ELECTED_OFFICIAL,
    )
    assert (ada.ticket, ada.status, eva.status) == ("limesurvey:7", CONFIRMED, PENDING)
    assert ada.consents == {ConsentPurpose.DIRECTORY: True}


def test_a_form_of_yeswiki_is_recognised_below_its_title_and_its_header_comes_once():
    found, (ada, eva) = people(YESWIKI)
    assert found.source is Source.YESWIKI
    assert found.table.headers[2:4] == ("Nom", "Prénom")
    assert found.table.titles == ("Fiches du formulaire Participants",)
    assert (ada.name, ada.postcode, ada.commune) == ("Ada Lefèvre", "01000", "Bourg")
    assert ada.organisation == 'Le "Pont" et Cie'
    assert eva.name == "Eva Morel"


@pytest.mark.parametrize("content", [EVENTBRITE, PRETIX, LIMESURVEY, YESWIKI])
def test_a_recognised_list_saved_again_as_a_workbook_is_still_recognised(content):
    found = read(content.encode())
    again = read(xlsx([list(found.table.headers), *(list(row.cells) for row in found.table.rows)]))
    assert again.source is found.source
    assert [one.name for one in again.entrants] == [one.name for one in found.entrants]
    assert [one.ticket for one in again.entrants] == [one.ticket for one in found.entrants]


@pytest.mark.parametrize(
    ("codec", "separator"),
    [("utf-8-sig", ";"), ("cp1252", "\t"), ("mac_roman", ","), ("utf-16", "|"), ("utf-16-le", ";")],
)
def test_any_encoding_and_separator_gives_the_same_list(codec, separator):
    text = "Nom;Prénom;Métier\r\nLefèvre;Zoé;Éducatrice spécialisée à l’école\r\n"
    content = text.replace("’", "'").replace(";", separator).encode(codec)
    (zoe,) = read(content).entrants
    assert (zoe.name, zoe.profession) == ("Zoé Lefèvre", "Éducatrice spécialisée à l'école")


def test_utf_8_in_which_a_few_letters_of_windows_were_pasted_is_mended():
    good = "Nom;Prénom\n" + "Lefèvre;Zoé\n" * 30
    (*_, last) = read(good.encode() + "Ménard;Éva\n".encode("cp1252")).entrants
    assert last.name == "Éva Ménard"


def test_a_list_of_mostly_empty_cells_is_text_all_the_same():
    content = "Nom;Prénom;;;;;;;;;;;;;;\n" + "Zoé;;;;;;;;;;;;;;;\n" * 9
    assert read(content.encode("cp1252")).entrants[0].family_name == "Zoé"


def test_a_list_without_any_header_keeps_its_first_line():
    found = table(b"Morel;Eva;eva@pont.example\nRoy;Ali;ali@pont.example\n", "")
    assert (found.headers, len(found.rows)) == (("", "", ""), 2)
    read_ = read(b"Morel;Eva;eva@pont.example\nRoy;Ali;ali@pont.example\n")
    assert [one.name for one in read_.entrants] == ["Eva Morel", "Ali Roy"]
    assert read_.columns.fields[2] is Meaning.EMAIL
