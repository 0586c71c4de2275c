"""Address cards of every version, folded and encoded as telephones and web mail write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.domain.errors import ListError
from maillage.domain.vocabulary import Source
from maillage.intake.flags import Why
from maillage.intake.lists import read
from maillage.intake.table import table

OLD = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\n"
    "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4C=65=66=C3=A8=\r\n"
    "=76=72=65;Ada;;;\r\n"
    "TEL;WORK:01 99 00 12 34\r\nTEL;CELL:0639980001\r\nEMAIL;INTERNET:ada@pont.example\r\n"
    "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQ\r\n AASDFSDF==\r\n\r\nEND:VCARD\r\n"
)
THREE = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:urn:uuid:1\r\nFN:Zoé Martin\r\nN:Martin;Zoé;;;\r\n"
    "ORG:L’Atelier\\, le Pont;Pôle social\r\nitem1.TITLE:Assistante\r\n  sociale\r\n"
    "ADR;TYPE=WORK:;;1 rue;Bourg-en-Bresse;;01000;France\r\n"
    "item1.EMAIL;type=INTERNET;type=pref:zoe@pont.example\r\nEND:VCARD\r\n"
)
FOUR = (
    "BEGIN:VCARD\nVERSION:4.0\nFN:Anne LE GOFF\n"
    'TEL;VALUE=uri;TYPE="voice,cell":tel:+33-6-39-98-00-03\n'
    "EMAIL:a@le.example\nEMAIL;PREF=1:anne@le.example\nEND:VCARD\n"
)


def only(text):
    (one,) = read(text if isinstance(text, bytes) else text.encode()).entrants
    return one


def test_an_old_card_with_quoted_printable_and_a_picture_is_read():
    ada = only(OLD)
    assert (ada.name, ada.phone, ada.email) == (
        "Ada Lefèvre",
        "+33 6 39 98 00 01",
        "ada@pont.example",
    )
    assert read(OLD.encode()).source is Source.VCARD


def test_a_folded_card_with_groups_and_escapes_is_read():
    zoe = only(THREE)
    assert (zoe.name, zoe.organisation, zoe.profession) == (
        "Zoé Martin",
        "L’Atelier, le Pont, Pôle social",
        "Assistante sociale",
    )
    assert (zoe.commune, zoe.postcode, zoe.ticket) == (
        "Bourg-en-Bresse",
        "01000",
        "vcard:urn:uuid:1",
    )


def test_a_recent_card_without_parts_of_a_name_is_read():
    anne = only(FOUR)
    assert (anne.given_name, anne.family_name, anne.phone, anne.email) == (
        "Anne",
        "Le Goff",
        "+33 6 39 98 00 03",
        "anne@le.example",
    )


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
def test_cards_of_every_encoding_are_read(codec):
    assert only(THREE.replace("’", "'").encode(codec)).name == "Zoé Martin"


def test_many_cards_in_one_file_each_keep_their_line():
    found = table((OLD + THREE + FOUR).encode(), "")
    assert [row.line for row in found.rows] == [1, 12, 23]


def test_what_cannot_be_read_in_a_card_is_flagged_and_the_card_stays():
    odd = only("BEGIN:VCARD\nVERSION:3.0\nFN:Ada L\nnot a property\nEND:VCARD\n")
    assert (odd.name, [flag.why for flag in odd.flags]) == (
        "Ada L",
        [Why.UNREADABLE_LINE, Why.ONLY_A_NAME],
    )
    cut = only("BEGIN:VCARD\nVERSION:3.0\nFN:Ada L\nEMAIL:a@b.example\n")
    assert cut.flags[0].why is Why.CUT_CARD


@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_in_a_card_give_a_table_or_a_list_error(content, ends):
    card = b"BEGIN:VCARD\n" + content + (b"\nEND:VCARD\n" if ends else b"")
    try:
        read(card, "x")
    except ListError as error:
        assert error.path == "x"  # noqa: PT017 - either outcome is right
