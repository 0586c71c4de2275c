"""All that is held about one person, and nothing of anybody else but a name in a pledge."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from maillage.actions import (
    consents,
    duplicates,
    follow_ups,
    held,
    organisations,
    pledge_parties,
    pledges,
    reception,
    signatures,
    workshops,
)
from maillage.actions.held import Held
from maillage.domain.errors import Erased
from maillage.domain.masking import Names, masked
from maillage.domain.records import (
    FollowUp,
    Person,
    Pledge,
    PledgeParty,
    Registration,
    Round,
    Seat,
    SeatingRule,
)
from maillage.domain.vocabulary import ConsentForm, ConsentPurpose, NoteKind, SeatingWish

from .conftest import Meeting

OTHERS = ("Nkemelu", "Villers", "06 98 76 54 32", "karim@", "0698765432")
"""What nobody else may read: of two who share no pledge with Ada."""


@pytest.fixture
def ada(meeting: Meeting) -> str:
    """Somebody of whom everything is held that can be."""
    store = meeting.store
    registration = reception.welcome(
        store, event=meeting.event, given_name="Ada", family_name="Lefèvre", organisation="Le Pont"
    )
    ada = registration.person
    reception.change_person(store, person=ada, phone="06 12 34 56 78")
    reception.change_person(store, person=ada, phone="+33 6 11 22 33 44", email="ada@pont.example")
    store.add(
        Person(given_name="Karim", family_name="Nkemelu", phone="0698765432", email="karim@x.fr")
    )
    eva = store.add(Person(given_name="Eva", family_name="Roy", phone="0655555555"))
    other = reception.welcome(
        store, event=meeting.event, given_name="Paul", family_name="Villers", organisation="CCAS"
    )
    consents.answer(
        store, person=ada, event=meeting.event, purpose=ConsentPurpose.IMAGE, given=True,
        form=ConsentForm.SPOKEN,
    )  # fmt: skip
    consents.answer(
        store, person=ada, event=meeting.event, purpose=ConsentPurpose.IMAGE, given=False,
        form=ConsentForm.ON_PAPER,
    )  # fmt: skip
    first = store.add(Round(event=meeting.event, number=1))
    store.add(Seat(round=first.id, registration=registration.id, table=4))
    store.add(
        SeatingRule(
            event=meeting.event, rule=SeatingWish.APART, registration=other.id,
            other=registration.id,
        )
    )  # fmt: skip
    pledge = pledges.make(
        store, event=meeting.event, what="Visiter la cuisine", people=[ada, eva.id],
        next_step="Eva Roy appelle Karim Nkemelu", may_call=[ada],
    )  # fmt: skip
    on = date(2022, 1, 3)
    pledges.follow_up(store, pledge=pledge.id, text="Vu avec M. Villers, 06 98 76 54 32", on=on)
    typed = "Lefèvre et Karim NKEMELU (karim@x.fr) prêtent un local, pas un petit banc"
    workshops.add_note(store, event=meeting.event, workshop="", typed=typed)
    quote = workshops.add_note(store, event=meeting.event, workshop="", typed="On y va ensemble")
    workshops.change_note(store, note=quote.id, note_kind=NoteKind.QUOTE, speaker=ada)
    signatures.sign(store, person=ada, event=meeting.event, png=PNG, width=1, height=1)
    return ada


EXPECTED = (
    "Prénom Ada", "Nom de famille Lefèvre", "+33 6 11 22 33 44", "ada@pont.example", "Le Pont",
    "Téléphone, avant +33 6 12 34 56 78", "Grande Rencontre de Paris", "Arrivée", "Table 4",
    "Jamais à la même table", "Photos et films", "à l’oral", "Accord donné", "Refus ou retrait",
    "Visiter la cuisine", "Avec Eva Roy", "3 janvier 2022", "On y va ensemble", "Signature",
    "Coordination",
)  # fmt: skip
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def plainly(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def words(found: Held) -> str:
    return plainly(
        " ".join(
            f"{line.label} {line.words}"
            for section in found.sections
            for entry in section.entries
            for line in entry.lines
        )
    )


def read(pdf: bytes, tmp_path: Path) -> str:
    path = tmp_path / "held.pdf"
    path.write_bytes(pdf)
    return plainly(" ".join(page.extract_text() for page in PdfReader(path).pages))


def test_all_that_is_held_about_somebody_is_said_in_plain_words(
    meeting: Meeting, ada: str, tmp_path: Path
) -> None:
    found = held.held(meeting.store, person=ada)
    said = words(found)
    for one in EXPECTED:
        assert one.casefold() in said.casefold(), one
    assert "donnees@gniac.example" in found.rights
    paper = read(held.pdf(found), tmp_path)
    for one in ("Lefèvre", "+33 6 11 22 33 44", "Le Pont", "donnees@gniac.example", "CNIL"):
        assert one in paper


def test_nobody_else_is_in_it_but_by_name_in_the_same_pledge(meeting: Meeting, ada: str) -> None:
    found = held.held(meeting.store, person=ada)
    said = words(found) + held.for_machines(found).decode()
    for one in (*OTHERS, "0655555555"):
        assert one.casefold() not in said.casefold(), one
    assert "Eva Roy appelle [quelqu’un d’autre]" in plainly(said)
    assert "pas un petit banc" in said


def test_a_machine_reads_the_same_under_names_that_stay(meeting: Meeting, ada: str) -> None:
    found = json.loads(held.for_machines(held.held(meeting.store, person=ada)))
    assert (found["format"], found["version"], found["name"]) == (
        "maillage-person", 1, "Ada Lefèvre",
    )  # fmt: skip
    assert found["card"][0]["phone"] == "+33 6 11 22 33 44"
    assert found["card"][0]["phone_before"] == "+33 6 12 34 56 78"
    answers = [(one["purpose"], one["given"], one["form"]) for one in found["consents"]]
    assert answers == [("image", True, "spoken"), ("image", False, "on_paper")]
    assert "Grandes Rencontres" in found["consents"][0]["notice_text"]
    assert found["seats"][0]["table"] == 4
    (pledge,) = found["pledges"]
    assert pledge["with"] == "Eva Roy"
    assert "follow_up_1" in pledge
    assert "follow_up_1_deleted" not in pledge
    follow_ups.delete(meeting.store, follow_up=meeting.store.all(FollowUp)[0].id)
    again = json.loads(held.for_machines(held.held(meeting.store, person=ada)))
    assert again["pledges"] == [pledge | {"follow_up_1_deleted": True}]
    assert found["registrations"][0]["arrived"].startswith("2021-12-13T13:00")


def test_whoever_is_recorded_twice_is_told_of_both(meeting: Meeting, ada: str) -> None:
    store = meeting.store
    twice = store.add(Person(given_name="Adèle", family_name="Lefebvre", phone="0477777777"))
    duplicates.join(store, shown=ada, other=twice.id)
    organisations.joins(store, person=twice.id, organisation="La Passerelle")
    store.add(Registration(event=meeting.event, person=twice.id, ticket="T-12"))
    said = words(held.held(store, person=ada))
    for one in ("Adèle", "0477777777", "La Passerelle", "T-12"):
        assert one in said


def test_what_was_taken_over_from_somebody_told_apart_since_is_not_in_it(
    meeting: Meeting, ada: str
) -> None:
    store = meeting.store
    reception.change_person(store, person=ada, phone="")
    other = store.add(Person(given_name="Ada", family_name="Lefebvre", phone="0477777777"))
    duplicates.join(store, shown=ada, other=other.id)
    assert "0477777777" in words(held.held(store, person=ada))
    duplicates.keep_apart(store, one=ada, other=other.id)

    def said() -> str:
        return words(held.held(store, person=ada))

    assert "0477777777" not in said()
    assert "+33 6 11 22 33 44" in said(), "what was theirs before is"
    store.erase(other.id)
    assert "0477777777" not in said()


def test_of_a_pledge_they_were_taken_out_of_no_more_is_said_than_that(
    meeting: Meeting, ada: str
) -> None:
    store = meeting.store
    paul = store.all(Person, family_name="Villers")[0].id
    pledge = pledges.make(store, event=meeting.event, what="Un secret", people=[paul])
    part = pledge_parties.add_party(store, pledge=pledge.id, person=ada)
    assert part is not None
    store.delete(part.id)
    for text in ("Un autre", "Vu Ada Lefèvre et Paul Villers"):
        pledges.follow_up(store, pledge=pledge.id, text=text, on=date(2022, 1, 3))
    found = held.held(store, person=ada)
    said = words(found) + held.for_machines(found).decode()
    for one in ("Villers", "secret", "Un autre"):
        assert one not in said
    assert "Vu Ada Lefèvre et [quelqu’un d’autre]" in plainly(said), "what names them is told"


def test_whether_they_may_be_called_back_is_said_after_all_they_have_said(
    meeting: Meeting, ada: str
) -> None:
    store = meeting.store

    def may_call() -> list[bool]:
        found = json.loads(held.for_machines(held.held(store, person=ada)))
        return [one["may_call"] for one in found["pledges"]]

    twin = store.add(Person(given_name="Ada", family_name="Lefebvre"))
    duplicates.join(store, shown=ada, other=twin.id)
    again = store.add(PledgeParty(pledge=store.all(Pledge)[0].id, person=twin.id))
    store.delete(again.id)
    assert may_call() == [True], "the part that stands is told"
    meeting.clock.pass_(60)
    consents.answer(
        store, person=ada, event="", purpose=ConsentPurpose.RECONTACT, given=False,
        form=ConsentForm.SPOKEN,
    )  # fmt: skip
    assert may_call() == [False]


def test_of_somebody_of_whom_little_is_held_that_is_said_too(meeting: Meeting) -> None:
    somebody = meeting.store.add(Person(given_name="Zoé"))
    found = held.held(meeting.store, person=somebody.id)
    assert {one.key for one in found.sections if not one.entries} == {
        "organisations", "registrations", "consents", "seats", "pledges", "texts", "signatures",
    }  # fmt: skip
    assert all(one.none for one in found.sections if not one.entries)
    assert held.pdf(found)
    meeting.store.erase(somebody.id)
    with pytest.raises(Erased):
        held.held(meeting.store, person=somebody.id)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Voir Paul Petit demain", "Voir * demain"),
        ("Voir PETIT Paul", "Voir *"),
        ("un petit banc", "un petit banc"),
        ("M. Le Goff et Mme Petit-Jean", "M. * et Mme *-Jean"),
        ("Ada Lefèvre", "Ada Lefèvre"),
        ("LEFÈVRE Jo, puis Mme Lefèvre", "*, puis Mme Lefèvre"),
        ("a@b.fr et ada@x.fr", "* et ada@x.fr"),
        ("06 12 34 56 78, 0699999999", "06 12 34 56 78, *"),
        ("06 12 34 56 78 12h, 06 99 99 99 99 2021", "06 12 34 56 78 12h, * 2021"),
        ("+33 (0)6 12 34 56 78, +33 (0)6 99 99 99 99", "+33 (0)6 12 34 56 78, *"),
        ("0041 79 123 45 67, +44 20 7946 0958", "*, *"),
        ("en 2021, 120 personnes", "en 2021, 120 personnes"),
        ("Anne de la Tour et M. d’Aubigné", "* et M. *"),
        ("Voir Martin Petit", "Voir *"),
        ("jo lefèvre et ada lefèvre, paul petit", "* et ada lefèvre, *"),
        ("Mme Diallo-Roy, Mme Diallo, M. Beethoven", "Mme *, Mme *, M. *"),
        ("vu محمد علي hier", "vu * hier"),
        ("Mme Le Go\u0302ff puis M. Me\u0301lo", "Mme * puis M. *"),
        ("Ève Martin a dit", "Ève Martin a dit"),
        ("", ""),
    ],
)
def test_names_and_contacts_of_others_are_left_out(text: str, expected: str) -> None:
    names = Names.of(
        [
            ("Paul", "Petit"), ("Yann", "Le Goff"), ("", ""), ("Jo", "Lefèvre"),
            ("Anne", "de la Tour"), ("Luc", "d'Aubigné"), ("Martin", "Petit"), ("Léa", "Martin"),
            ("Awa", "Diallo-Roy"), ("Ludwig", "van Beethoven"), ("محمد", "علي"), ("", "Mélo"),
            ("Ève", "Le Gôff"),
        ],
        keep=[("Ada", "Lefèvre"), ("Ève", "Martin")],
    )  # fmt: skip
    assert masked(text, names, "*", own={"ada@x.fr", "612345678"}) == expected
