"""What the door says of people and lists, decided without a window."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from maillage import assets, language
from maillage.actions import contact_faults, events, lists, programme, reception
from maillage.actions.calling import CallList
from maillage.actions.reception import Arrival, Room, WorldCount
from maillage.domain.records import Person
from maillage.domain.vocabulary import Category, EventKind, RegistrationStatus, World
from maillage.intake.flags import ORDINARY
from maillage.reports.calling import CallSheet, Line
from maillage.ui.reception import calling, list_preview, rows, typed
from maillage.ui.widgets.rows import RowKind

AT = datetime(2021, 12, 13, 12, 41, tzinfo=UTC)
LIST = assets.resource("demo", "inscriptions-helloasso.csv")


def arrival(name: str, detail: str = "", **values) -> Arrival:
    defaults = {
        "registration": name,
        "person": f"person of {name}",
        "category": Category.SOCIAL_WORKER,
        "arrived": None,
        "walk_in": False,
        "status": RegistrationStatus.CONFIRMED,
    }
    return Arrival(name=name, detail=detail, **(defaults | values))


def test_the_letters_typed_are_marked_in_name_and_detail_whatever_the_accents():
    found = rows.rows([arrival("Hélène Marchand", "Chargée de projet · Le Marché")], "mar hel")
    assert found[0].marks == ((0, 3), (7, 3))
    assert found[0].sub_marks == ((23, 3),)


def test_who_has_not_arrived_comes_before_who_has():
    there = arrival("Marc Fontanel", arrived=AT)
    found = rows.rows([there, arrival("Martine Oudot")], "mar")
    assert [row.title for row in found] == ["Martine Oudot", "Marc Fontanel"]


def test_somebody_expected_is_checked_in_by_enter():
    row = rows.rows([arrival("Marie Delorme")], "")[0]
    assert row.state is None
    assert row.hint is not None
    assert row.hint.word == "Entrée pour pointer"
    assert row.category == "social_work"


def test_somebody_arrived_shows_the_time_of_the_meeting_place_and_no_hint():
    row = rows.rows([arrival("Marc Fontanel", arrived=AT)], "")[0]
    assert row.state is not None
    assert row.state.word == "Arrivée à 13\u00a0h\u00a041"
    assert (row.state.icon, row.hint) == ("check", None)


def test_those_without_a_category_can_be_looked_through_while_there_are_any():
    people = [arrival("Marie Delorme"), arrival("Marc Fontanel", category=None)]
    parts = rows.parts(people, rows.Which.EVERYBODY)
    assert {item.label: n for item, n in parts.items()}["Sans catégorie"] == 1
    found = rows.rows(people, "", rows.Which.UNSAID)
    assert [row.title for row in found] == ["Marc Fontanel"]
    shown = [item.code for item in rows.parts(people[:1], rows.Which.EVERYBODY)]
    assert rows.Which.UNSAID.value not in shown
    assert rows.Which.UNSAID.value in [
        item.code for item in rows.parts(people[:1], rows.Which.UNSAID)
    ]


def test_what_the_counts_leave_unsaid_stands_beside_them():
    room = Room(2, 2, {}, (), unsaid=WorldCount(1, 2))
    assert rows.beside_the_counts(room) == (
        "Dont, parmi les autres, sans catégorie\u00a0: 1\u202f/\u202f2."
    )
    assert rows.beside_the_counts(Room(2, 2, {}, ())) == ""


def test_somebody_unannounced_is_said_to_be_so():
    here = rows.rows([arrival("Yvette Combe", "Habitante", walk_in=True, arrived=AT)], "")[0]
    gone = rows.rows([arrival("Yvette Combe", "Habitante", walk_in=True)], "")[0]
    assert here.sub == "Habitante · sans inscription"
    assert gone.state is not None
    assert gone.state.word == "Sans inscription"


def test_a_registration_that_waits_says_so():
    row = rows.rows([arrival("Inès Martinez", status=RegistrationStatus.PENDING)], "")[0]
    assert row.state is not None
    assert row.state.word == "En attente"


def test_a_disputed_record_is_pointed_out_before_and_after_the_arrival():
    before = rows.rows([arrival("Leïla Bouzid", disputed=True)], "")[0]
    after = rows.rows([arrival("Leïla Bouzid", disputed=True, arrived=AT)], "")[0]
    assert before.state is not None
    assert (before.state.word, before.state.tone) == ("À départager", "warning")
    assert after.sub == "deux versions à départager"


def test_the_last_row_takes_up_a_name_that_nobody_bears():
    row = rows.welcome_row("zoé le gall", found=False)
    assert row.kind is RowKind.ACTION
    assert "zoé le gall" in row.title
    assert row.sub == "Personne ne porte ce nom."
    assert rows.welcome_row("mar", found=True).title == "Accueillir quelqu’un sans inscription"


def test_the_last_arrivals_show_where_they_come_from():
    last = arrival("Karim Benali", "Éducateur · Le Cèdre", structure="Le Cèdre", arrived=AT)
    row = rows.latest_rows([last])[0]
    assert (row.title, row.sub) == ("Karim Benali", "Le Cèdre")


def test_the_counts_name_the_four_worlds_in_their_order():
    worlds = dict.fromkeys(World, WorldCount(2, 5))
    found = rows.counts(Room(8, 20, worlds, ()))
    assert [one.category for one in found] == [world.value for world in World]
    assert {(one.count, one.total) for one in found} == {(2, 5)}


@pytest.mark.parametrize(
    ("searched", "given", "family"),
    [
        ("", "", ""),
        ("dupont", "", "Dupont"),
        ("zoé le gall", "Zoé", "Le Gall"),
        ("bénédicte de la roche", "Bénédicte", "de la Roche"),
        ("jean-luc d'arc", "Jean-Luc", "D'Arc"),
        ("Ada McAdam", "Ada", "McAdam"),
        ("perrin, hélène", "Hélène", "Perrin"),
    ],
)
def test_a_name_searched_in_vain_becomes_first_and_last_name(searched, given, family):
    assert typed.name_from(searched) == (given, family)


@pytest.mark.parametrize(
    ("contact", "reaches"),
    [
        ("", True),
        ("donnees@gniac.example", True),
        ("01 23 45 67 89", True),
        ("12 rue des Lilas, 69400 Villefranche", True),
        ("toto", False),
        ("Mme Durand", False),
        ("69400", False),
    ],
)
def test_whom_to_ask_about_data_is_somebody_who_can_be_reached(contact, reaches):
    assert (contact_faults.remark_on_privacy_contact(contact) == "") is reaches


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("Ada Lefèvre", False),
        ("", False),
        ("42", False),
        ("06 22 22 22 22", True),
        ("a@b.fr", True),
    ],
)
def test_a_name_that_is_a_number_or_an_address_is_odd(name, odd):
    assert bool(contact_faults.remark_on_name(name)) is odd


@pytest.mark.parametrize("contact", ["", " ", "06 12 34 56 78", "+33 6.12.34.56.78", "a@b.fr"])
def test_a_plausible_contact_is_taken(contact):
    assert contact_faults.fault_of_contact(contact) == ""


@pytest.mark.parametrize(
    ("contact", "word"),
    [
        ("marie@ccas", "fin de l’adresse"),
        ("marie dupont@ccas.fr", "espace"),
        ("06 12", "chiffres"),
        ("demander à l'accueil", "téléphone"),
    ],
)
def test_a_contact_that_nobody_could_use_says_how_to_repair_it(contact, word):
    assert word in contact_faults.fault_of_contact(contact)


def test_a_card_tells_a_phone_number_from_an_address():
    assert "@" in contact_faults.fault_of_email("marie.ccas.fr")
    assert "06 12 34 56 78" in contact_faults.fault_of_phone("marie@ccas.fr")


@pytest.fixture
def prepared(opened: programme.Opened):
    """A store with a meeting that nobody is registered for."""
    event = events.create_event(
        opened.store, title="Rencontre", event_kind=EventKind.GRANDE_RENCONTRE, starts=AT
    )
    yield opened.store, event.id
    opened.store.close()


def test_a_first_list_is_all_new_and_says_what_to_look_at(prepared):
    store, event = prepared
    preview = lists.preview(store, LIST, event=event)
    groups = {group.code: group for group in list_preview.groups(preview)}
    assert len(groups["new"].rows) == 60
    assert not groups["changed"].rows
    assert not groups["unchanged"].rows
    assert list_preview.verb(preview) == "Ajouter 60 personnes"
    assert list_preview.start_with(list(groups.values())) == "new"
    remarks = [row.sub for row in groups["flagged"].rows]
    assert any("numéro de téléphone" in remark and "06 39 98 47" in remark for remark in remarks)
    assert groups["alike"].rows[0].sub == (
        "Même nom que sur une autre ligne de la liste\u00a0: Claire Martin"
    )


def test_somebody_known_has_one_shape_in_every_group_whatever_the_list_leaves_unsaid(
    prepared, tmp_path
):
    store, event = prepared
    reception.welcome(
        store, event=event, given_name="Ada", family_name="Lefèvre", contact="ada@example.org",
        category=Category.SOCIAL_WORKER,
    )  # fmt: skip
    path = tmp_path / "liste.csv"
    path.write_text(
        "Prénom;Nom;E-mail;Téléphone;Profession\n"
        "Bea;Durand;bea@example.org;;Assistante sociale\n"
        "Ada;Lefèvre;ada@example.org;12;\n"
    )
    preview = lists.preview(store, path, event=event)
    shapes = {
        row.category
        for group in list_preview.groups(preview)
        for row in group.rows
        if row.title == "Ada Lefèvre"
    }
    assert shapes == {World.SOCIAL_WORK.value}
    ordinary = [flag.why in ORDINARY for _one, flag in preview.flags]
    assert ordinary == sorted(ordinary), "trouble comes first"
    assert set(ordinary) == {True, False}


def test_the_same_list_again_adds_nobody(prepared):
    store, event = prepared
    done = lists.take_in(store, lists.preview(store, LIST, event=event), event=event)
    again = lists.preview(store, LIST, event=event)
    groups = {group.code: group for group in list_preview.groups(again)}
    assert list_preview.outcome(done) == "60 personnes ajoutées"
    assert len(groups["unchanged"].rows) == 60
    assert list_preview.verb(again) == ""
    assert list_preview.start_with(list(groups.values())) != "new"


def test_a_list_that_differs_shows_both_values_and_one_that_confirms_is_followed(
    prepared, tmp_path: Path
):
    store, event = prepared
    text = LIST.read_text("utf-8-sig")
    first = tmp_path / "first.csv"
    lines = text.splitlines()
    head, line = lines[0], lines[1]
    first.write_text("\n".join([head, line.replace("Validé", "En attente")]), "utf-8")
    lists.take_in(store, lists.preview(store, first, event=event), event=event)
    (person,) = store.all(Person)
    store.change(person.id, profession="Urbaniste")
    second = tmp_path / "second.csv"
    second.write_text("\n".join([head, line.replace("Architecte", "Paysagiste")]), "utf-8")
    found = lists.preview(store, second, event=event)
    groups = {group.code: group for group in list_preview.groups(found)}
    assert groups["changed"].rows[0].sub.endswith("En attente → Confirmée")
    assert "ici Urbaniste" in groups["differing"].rows[0].sub
    assert list_preview.verb(found) == "Corriger 1 personne"


def test_everything_is_said_in_english_too():
    language.use("en")
    row = rows.rows([arrival("Marc Fontanel", arrived=AT)], "")[0]
    assert row.state is not None
    assert row.state.word == "Arrived at 13:41"


def test_the_first_territories_are_told_and_the_others_counted_together():
    from maillage.actions.whence import TerritoryCount
    from maillage.ui.reception.whence import lines

    counts = [TerritoryCount(name, 1, 2) for name in ("Rhône", "Ain", "Isère", "Loire", "Jura")]
    told = lines([*counts, TerritoryCount("", 3, 4)])
    labels = [label.replace("\N{NO-BREAK SPACE}", " ") for label, _here, _of in told]
    assert labels == ["Rhône", "Ain", "Isère", "2 autres", "Non précisé"]
    assert [here for _label, here, _of in told] == ["1", "1", "1", "2", "3"]
    assert [expected[2:] for _label, _here, expected in told] == ["2", "2", "2", "4", "4"]
    assert lines([TerritoryCount("", 3, 4)]) == []


def test_whoever_has_other_numbers_on_another_record_is_listed_with_them():
    line = Line("Ada", "CCAS", World.SOCIAL_WORK, "06 39 98 20 14", others=("06 1", "06 2"))
    sheet = CallSheet(title="", at=AT, over=False, lines=(line,))
    (row,) = calling.rows(CallList(sheet, without_number=0, not_to_call=0))
    assert row.sub == "ou 06 1 ou 06 2 · CCAS"
