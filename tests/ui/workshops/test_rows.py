"""What the page says of notes, ideas, votes and tables, decided without a window."""

from __future__ import annotations

from datetime import UTC, datetime

from maillage.actions.workshops import Budget, Line
from maillage.domain.records import Note
from maillage.domain.vocabulary import BarrierCause, Category, NoteKind
from maillage.ui.widgets.rows import RowKind
from maillage.ui.workshops import rows

from .conftest import plainly

WRITTEN = datetime(2021, 12, 13, 13, 22, tzinfo=UTC)


def line(id_, kind=NoteKind.IDEA, votes=0, **values):
    return Line(Note(id=id_, note_kind=kind, text=f"texte {id_}", **values), votes)


def test_notes_stand_under_counted_heads_and_the_newest_comes_first():
    older = line("a", NoteKind.BARRIER, written=WRITTEN)
    newer = line("b", NoteKind.BARRIER, written=WRITTEN.replace(hour=14))
    found = rows.note_rows([older, newer, line("c", NoteKind.QUOTE)])
    assert [(row.kind, row.title, row.count) for row in found] == [
        (RowKind.HEAD, "Freins", 2),
        (RowKind.THING, "texte b", None),
        (RowKind.THING, "texte a", None),
        (RowKind.HEAD, "Verbatims", 1),
        (RowKind.THING, "texte c", None),
    ]


def test_the_second_line_says_table_time_and_who():
    note = Note(table=3, written=WRITTEN, said_by=Category.SOCIAL_WORKER)
    said = rows.where_and_when(note).replace("\N{NO-BREAK SPACE}", " ")
    assert said == "Table 3 · 14 h 22 · Travailleur social"


def test_a_barrier_says_its_cause_or_asks_for_it():
    tagged, untagged = rows.note_rows(
        [
            line("a", NoteKind.BARRIER, cause=BarrierCause.DISTRUST, written=WRITTEN),
            line("b", NoteKind.BARRIER),
        ]
    )[1:]
    assert tagged.state.word == "Défiance"
    assert untagged.state.word.startswith("Cause")


def test_a_disputed_note_says_that_it_waits_for_a_decision():
    row = rows.note_rows([line("a")], disputed={"a"})[1]
    assert (row.state.word, row.state.tone) == ("À décider", "warning")


def test_ideas_are_ordered_by_votes_once_nobody_holds_the_list():
    found = [line("a", votes=1), line("b", votes=3), line("c", votes=2)]
    order = rows.idea_order(found, ["a", "b", "c"], held=False)
    assert [one.note.id for one in order] == ["b", "c", "a"]


def test_ideas_keep_their_places_under_the_finger_and_new_ones_come_last():
    found = [line("new", votes=9), line("a", votes=1), line("b", votes=3)]
    order = rows.idea_order(found, ["a", "b"], held=True)
    assert [one.note.id for one in order] == ["a", "b", "new"]


def test_the_votes_given_are_said_with_whose_they_are():
    found = Budget(45, 180, present=60, each=3)
    assert plainly(rows.budget_words(found)) == (
        "45 voix données sur 180, tous ateliers : 60 personnes présentes, 3 voix chacune"
    )
    said = "45 voix données sur 180 (60 personnes)"
    assert plainly(rows.budget_words(found, short=True)) == said
    assert rows.budget_words(Budget(45, None, present=60)) == "45 voix données, tous ateliers"
    assert "personne n’est encore arrivé" in rows.budget_words(Budget(5, 0, each=3))
    assert rows.is_over(Budget(181, 180))
    assert not rows.is_over(Budget(181, None))


def test_a_table_is_told_what_it_has_left_and_what_is_too_much():
    found = Budget(14, None, 5, {3: 3, 4: 7, 5: 5})
    said = [rows.table_words(found, one) for one in (3, 4, 5)]
    assert [plainly(one) for one in said] == [
        "Table 3 : encore 2 voix sur 5",
        "Table 4 : 2 voix de plus que ses 5",
        "Table 5 : les 5 voix sont données",
    ]
    most = "Au plus 5 voix par table"
    assert plainly(rows.table_words(found, None, short=True)) == most
    tells = plainly(rows.table_words(found, None))
    assert tells == f"{most}. Choisissez une table pour voir ce qu’il lui reste."
    assert rows.table_words(Budget(9, None), 3) == ""


def test_the_letter_of_a_kind_is_taken_off_and_other_colons_stay():
    assert rows.without_kind(" f: trop long") == "trop long"
    assert rows.without_kind("horaires: trop courts") == "horaires: trop courts"


def test_tables_are_those_of_the_meeting_and_any_that_a_note_names():
    assert rows.table_numbers(3) == [1, 2, 3]
    assert rows.table_numbers(3, [line("a", table=5)])[-1] == 5
    assert len(rows.table_numbers(None)) == rows.PLAUSIBLE_TABLES
