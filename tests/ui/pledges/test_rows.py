"""What the page says of pledges, decided without a window."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from maillage.actions import pledges
from maillage.actions.pledges import Gone, Promise
from maillage.domain.records import FollowUp, Pledge
from maillage.domain.vocabulary import Channel, PledgeStatus
from maillage.ui.pledges import moments, rows
from maillage.ui.widgets.rows import RowKind

from .conftest import TODAY, party, plain


def promise(id_, due, *parties, status=PledgeStatus.MADE, what=""):
    pledge = Pledge(id=id_, what=what or f"engagement {id_}", due=due, status=status)
    return Promise(pledge, parties, pledges.nearness(pledge, TODAY))


def test_pledges_stand_under_late_this_week_later_and_closed():
    found = rows.pledge_rows(
        [
            promise("a", TODAY - timedelta(1)),
            promise("b", TODAY + timedelta(1)),
            promise("c", None),
            promise("d", TODAY, status=PledgeStatus.DONE),
            promise("e", TODAY, status=PledgeStatus.DROPPED),
        ],
        today=TODAY,
    )
    heads = [(row.title, row.count) for row in found if row.kind is RowKind.HEAD]
    assert heads == [
        ("En retard", 1),
        ("Cette semaine", 1),
        ("Plus tard", 1),
        ("Tenus et abandonnés", 2),
    ]
    states = [(row.state.word, row.state.tone) for row in found if row.state]
    assert states == [
        ("25 nov.", "danger"),
        ("27 nov.", "warning"),
        ("Sans date", "muted"),
        ("Tenu", "positive"),
        ("Abandonné", "muted"),
    ]


def test_a_date_of_another_year_says_its_year():
    (_, row) = rows.pledge_rows([promise("a", TODAY)], today=TODAY.replace(year=TODAY.year + 4))
    assert row.state.word == f"26 nov. {TODAY.year}"


def test_a_row_says_who_leads_with_whom_and_names_nobody_who_was_erased():
    parties = [party("Marie Delorme"), party("", gone=Gone.ERASED), party("Ali Ben")]
    assert rows.between(parties) == "Marie Delorme → Personne effacée, Ali Ben"
    assert rows.name_of(party("", person="", organisation="Ville de Tarare")) == "Ville de Tarare"


def test_only_of_somebody_erased_it_is_said_that_they_were():
    assert rows.name_of(party("", gone=Gone.ERASED)) == "Personne effacée"
    assert rows.name_of(party("", gone=Gone.DELETED)) == "Personne supprimée"
    assert rows.name_of(party("Ada", gone=Gone.UNDECIDED)) == "Ada"
    assert rows.name_of(party("", gone=Gone.UNKNOWN)) == "Personne pas encore reçue"


def test_a_disputed_pledge_says_that_it_waits_for_a_decision():
    row = rows.pledge_rows([promise("a", TODAY, party("Marie"))], disputed={"a"}, today=TODAY)[1]
    assert row.sub == "À décider · Marie"


def test_typed_words_find_people_and_what_they_do_and_are_marked():
    found = [
        promise("a", TODAY, party("Élise Roux"), what="Prêter deux vélos"),
        promise("b", TODAY, party("Marc"), what="Ouvrir une salle"),
    ]
    kept = rows.kept(found, rows.Filter.ALL, "elise velo")
    assert [one.pledge.id for one in kept] == ["a"]
    row = rows.pledge_rows(kept, typed="elise velo", today=TODAY)[1]
    assert row.marks == ((12, 4),)
    assert row.sub_marks == ((0, 5),)


def test_filters_count_what_they_show():
    found = [
        promise("a", TODAY - timedelta(3)),
        promise("b", TODAY),
        promise("c", None),
        promise("d", TODAY, status=PledgeStatus.DONE),
    ]
    assert [(chip.label, chip.trailing) for chip in rows.chips(found)] == [
        ("Tous", "4"),
        ("En retard", "1"),
        ("Cette semaine", "1"),
        ("Clos", "1"),
    ]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "jeudi 26 novembre 2026, aujourd’hui"),
        (1, "vendredi 27 novembre 2026, demain"),
        (5, "mardi 1er décembre 2026, dans 5 jours"),
        (-2, "mardi 24 novembre 2026"),
    ],
)
def test_the_due_date_says_how_far_it_is(days, words):
    pledge = Pledge(due=TODAY + timedelta(days), status=PledgeStatus.MADE)
    assert plain(rows.due_words(pledge, TODAY)) == words


def test_a_late_pledge_says_since_when():
    late = Pledge(due=TODAY - timedelta(14))
    assert plain(rows.late_words(late, TODAY)) == "Attendu le 12 novembre, il y a 14 jours."
    last_year = Pledge(due=date(2025, 12, 31))
    assert "31 décembre 2025" in rows.late_words(last_year, TODAY)
    assert rows.late_words(Pledge(due=TODAY), TODAY) == ""


def test_the_thread_goes_down_to_where_the_pledge_comes_from():
    found = moments.thread(
        Pledge(what="x"),
        [FollowUp(on=TODAY, channel=Channel.CALL, text="Appel")],
        today=TODAY,
        meeting="Grande Rencontre",
        idea="un guichet.",
        workshop="Logement",
    )
    assert [moment.icon for moment in found] == ["phone", "handshake"]
    said = plain(found[-1].what)
    assert said == "Engagement pris à l’atelier « Logement ». Il vient de l’idée « un guichet »."


def test_a_pledge_kept_says_since_when_among_its_contacts():
    contacts = [
        FollowUp(on=TODAY - timedelta(days), channel=Channel.CALL, text=f"{days}")
        for days in (1, 5, 9)
    ]
    found = moments.thread(
        Pledge(what="x", status=PledgeStatus.DONE),
        contacts,
        today=TODAY,
        since=TODAY - timedelta(5),
        meeting="",
    )
    assert [one.what for one in found] == ["1", "Engagement tenu.", "5", "9", "Engagement pris."]
    assert plain(found[1].when) == "21 nov."
    opened = moments.thread(Pledge(what="x"), contacts, today=TODAY, since=TODAY, meeting="")
    assert len(opened) == 4


def test_rows_of_several_meetings_say_which_and_how_many_others_are_late():
    found = promise("a", TODAY, party("Marie"))
    (_, row) = rows.pledge_rows([found], today=TODAY, meetings={"": "Rencontre de Lyon"})
    assert row.sub == "Marie · Rencontre de Lyon"
    assert rows.late_elsewhere_words(0) == ""
    said = plain(rows.late_elsewhere_words(2))
    assert said == "2 engagements en retard dans d’autres rencontres"


def test_months_later_keeps_the_day_or_takes_the_last_of_the_month():
    assert rows.months_later(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert rows.months_later(date(2026, 12, 15), 1) == date(2027, 1, 15)
