"""One written form for what parses; the rest stays as typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.domain.vocabulary import Category
from maillage.intake import normalise
from maillage.intake.category import category
from maillage.intake.flags import Why
from maillage.intake.words import plain


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("MARTIN", "Martin"),
        ("dupont", "Dupont"),
        ("  LE   GOFF ", "Le Goff"),
        ("DE LA TOUR", "de La Tour"),
        ("D’ARTAGNAN", "d’Artagnan"),
        ("JEAN-PIERRE", "Jean-Pierre"),
        ("ÉLÉONORE", "Éléonore"),
        ("N’DIAYE", "N’Diaye"),
        ("J.-P.", "J.-P."),
        ("JP", "JP"),
        ("McDonald", "McDonald"),
        ("de Gaulle", "de Gaulle"),
        ("LeBris", "LeBris"),
        ("李明", "李明"),
        ("مريم", "مريم"),
    ],
)
def test_capitals_become_a_name_and_mixed_case_stays(typed, kept):
    assert normalise.name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("06 39 98 12 34", "+33 6 39 98 12 34"),
        ("0639981234", "+33 6 39 98 12 34"),
        ("06.39.98.12.34", "+33 6 39 98 12 34"),
        ("06-39-98-12-34", "+33 6 39 98 12 34"),
        ("+33 (0)6 39 98 12 34", "+33 6 39 98 12 34"),
        ("0033 6 39 98 12 34", "+33 6 39 98 12 34"),
        ("639981234", "+33 6 39 98 12 34"),
        ("01 99 00 12 34", "+33 1 99 00 12 34"),
        ("0692 12 34 56", "+262 692 12 34 56"),
        ("+1 418 555 0123", "+1 418-555-0123"),
        ("01 99 00 12 34 poste 5", "+33 1 99 00 12 34 poste 5"),
        ("+33 1 99 00 12 34 poste 5", "+33 1 99 00 12 34 poste 5"),
        ("+33 1 99 00 12 34 ext. 5", "+33 1 99 00 12 34 poste 5"),
        ("0199001234#12", "+33 1 99 00 12 34 poste 12"),
        ("+1 418 555 0123 x12", "+1 418-555-0123 poste 12"),
        ("", ""),
    ],
)
def test_phones_of_every_notation_have_one_form(typed, kept):
    assert normalise.phone(typed) == (kept, None)


@pytest.mark.parametrize(
    "typed",
    ["06 39 98 12", "00 00 00 00 00", "01 99 00 12 34 bureau 5", "1 99 poste 5", "oui", "+", "15"],
)
def test_a_phone_that_is_incomplete_stays_as_typed(typed):
    assert normalise.phone(typed) == (typed, Why.NOT_A_PHONE)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("639981234.0", "+33 6 39 98 12 34"),
        ("6,39981234E+08", "+33 6 39 98 12 34"),
        ("6.39981234e8", "+33 6 39 98 12 34"),
    ],
)
def test_a_phone_that_a_spreadsheet_took_for_a_number_is_repaired(typed, kept):
    assert normalise.phone(typed) == (kept, None)
    assert normalise.phone("6,4E+08") == ("6,4E+08", Why.CUT_NUMBER)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("75011.0", "75011"),
        ("1234.0", "01234"),
        ("1234", "01234"),
        ("01 234", "01234"),
        ("F-75011", "75011"),
        ("75680 CEDEX 14", "75680"),
        ("97400", "97400"),
        ("", ""),
    ],
)
def test_a_postcode_gets_back_what_a_spreadsheet_took(typed, kept):
    assert normalise.postcode(typed) == (kept, None)


@pytest.mark.parametrize("typed", ["00000", "123", "99999", "B-1000", "H2X 1Y4", "Paris"])
def test_a_postcode_of_elsewhere_is_kept_and_flagged(typed):
    assert normalise.postcode(typed) == (typed, Why.NOT_A_POSTCODE)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Ada Lefèvre", ("Ada", "Lefèvre")),
        ("LEFÈVRE Ada", ("Ada", "LEFÈVRE")),
        ("Jean DE LA TOUR", ("Jean", "DE LA TOUR")),
        ("Lefèvre, Ada", ("Ada", "Lefèvre")),
        ("Mme Marie de La Tour", ("Marie", "de La Tour")),
        ("M. et Mme Roger et Odile Tanguy", ("Roger et Odile", "Tanguy")),
        ("Paul & Claire", ("Paul & Claire", "")),
        ("Cher", ("", "Cher")),
        ("", ("", "")),
    ],
)
def test_a_full_name_is_told_apart_by_its_capitals_or_its_comma(typed, parts):
    assert normalise.told_apart(typed) == parts


def test_an_address_is_checked_without_a_network():
    assert normalise.email(" Ada.L@Ville.Example ") == ("Ada.L@ville.example", None)
    assert normalise.email("ada@ville") == ("ada@ville", Why.NOT_AN_EMAIL)


def test_a_siret_is_its_digits_or_stays_as_typed():
    assert normalise.siret("732 829 320 00074") == ("73282932000074", None)
    assert normalise.siret("356 000 000 49837") == ("35600000049837", None)
    assert normalise.siret("73282932000074.0") == ("73282932000074", None)
    assert normalise.siret("572078420013.0") == ("00572078420013", None)
    assert normalise.siret("18") == ("18", Why.NOT_A_SIRET)
    assert normalise.siret("732 829 320 00075") == ("732 829 320 00075", Why.NOT_A_SIRET)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("01000 Bourg-en-Bresse", ("Bourg-en-Bresse", "01000")),
        ("Montreuil (93 100)", ("Montreuil", "93100")),
        ("Paris", ("Paris", "")),
        ("2A004", ("", "2A004")),
    ],
)
def test_a_postcode_keeps_its_zero_and_leaves_the_commune(typed, place):
    assert normalise.place(typed) == place


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("Travailleur·euse social·e", Category.SOCIAL_WORKER),
        ("Travailleur social / travailleuse sociale", Category.SOCIAL_WORKER),
        ("assistante sociale", Category.SOCIAL_WORKER),
        ("ASSISTANTE DE SERVICE SOCIAL", Category.SOCIAL_WORKER),
        ("éducatrice spécialisée", Category.SOCIAL_WORKER),
        ("ES (éducateur spécialisé)", Category.SOCIAL_WORKER),
        ("CESF", Category.SOCIAL_WORKER),
        ("Entrepreneur social", Category.SOCIAL_ENTREPRENEUR),
        ("entrepreneuse sociale", Category.SOCIAL_ENTREPRENEUR),
        ("Dirigeante d’entreprise sociale", Category.SOCIAL_ENTREPRENEUR),
        ("Élu·e", Category.ELECTED_OFFICIAL),
        ("Conseillère municipale", Category.ELECTED_OFFICIAL),
        ("agent de la ville", Category.LOCAL_OFFICER),
        ("Agent de collectivité", Category.LOCAL_OFFICER),
        ("Collectivité territoriale", Category.LOCAL_OFFICER),
        ("Éducatrice spécialisée en collectivité", Category.SOCIAL_WORKER),
        ("Agent de l’État", Category.STATE_OFFICER),
        ("École de travail social", Category.TRAINING_SCHOOL),
        ("Réseau d’entrepreneurs sociaux", Category.NETWORK),
        ("Fondation", Category.FOUNDATION),
        ("Habitante", Category.INHABITANT),
        ("Autre", Category.OTHER),
    ],
)
def test_french_words_say_a_category(words, read):
    assert category(words) == (read, None)


@pytest.mark.parametrize(
    "words", ["ES", "E.S.", " es ", "Éducateur spécialisé et entrepreneur social"]
)
def test_words_with_two_readings_are_never_guessed(words):
    assert category(words) == (None, Why.AMBIGUOUS_CATEGORY)


@pytest.mark.parametrize("words", ["Directrice", "Bureau", "Éducateur", "=cmd|' /C calc'!A0"])
def test_words_that_say_no_category_are_flagged(words):
    assert category(words) == (None, Why.UNKNOWN_CATEGORY)


def test_wordings_compare_without_accents_signs_or_gendered_endings():
    assert plain("  N°  de  BILLET * ") == "n de billet"
    assert plain("Travailleur·euse·s social(e)s") == "travailleur social"
    assert plain("E-mail du participant") == "e mail du participant"


@given(st.text(max_size=60))
def test_a_second_pass_changes_nothing(text):
    name = normalise.name(text)
    assert normalise.name(name).casefold() == name.casefold()
    for form in (normalise.phone, normalise.email):
        kept, why = form(text)
        assert form(kept) == (kept, why)


def test_what_was_copied_from_a_telephone_or_from_our_own_screen_loses_its_marks() -> None:
    for begin, end in (("\u202d", "\u202c"), ("\u2066", "\u2069"), ("\u2068", "\u2069")):
        assert normalise.email(f"{begin}ada@x.example{end}") == ("ada@x.example", None)
        assert normalise.name(f"{begin}מרים{end}") == "מרים"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Garcia-Lopez María Elena", ("María Elena", "Garcia-Lopez")),
        ("de la Tour Jean", ("Jean", "de la Tour")),
        ("Anne LE GOFF", ("Anne", "LE GOFF")),
        ("M. et Mme Roger et Odile Tanguy", ("Roger et Odile", "Tanguy")),
        ("Tanguy Roger et Odile", ("Roger et Odile", "Tanguy")),
        ("Da Silva", ("", "Da Silva")),
        ("Cher", ("", "Cher")),
    ],
)
def test_a_column_that_asks_for_the_last_name_first_has_it_first(typed, kept):
    assert normalise.told_apart(typed, family_first=True) == kept


def test_a_cell_that_says_there_is_nothing_is_empty_and_a_short_word_is_not():
    assert [normalise.said(text) for text in ("-", " – ", "Néant.", "N/A", "?", "aucune")] == [
        ""
    ] * 6
    assert [normalise.said(text) for text in ("X", "Non", "3", "Sans Souci")] == [
        *("X", "Non", "3", "Sans Souci"),
    ]
