"""Who comes late or not at all: what it costs is read before anybody loses a seat."""

from __future__ import annotations

from PySide6.QtCore import Qt

from maillage.actions import latecomers, reception, seating, seating_quality
from maillage.domain.vocabulary import Source
from maillage.ui.seating import late_words, rows
from maillage.ui.seating.late_dialog import LateDialog

from .conftest import dialog, welcome


def test_latecomers_are_seated_only_after_their_moves_were_read(qtbot, planned, session, meeting):
    (late,) = welcome(session.store, meeting, ["Zoé"], start=9)
    planned.refresh()
    qtbot.waitUntil(lambda: late in planned._seen.people)
    assert planned.grid.cards[0].number == rows.NOWHERE
    planned.seat_late()
    asked = dialog(qtbot, LateDialog)
    said = [row.title for row in asked.list.rows.rows()]
    assert said == ["Tour 1", "Zoé Durand", "Tour 2", "Zoé Durand"]
    assert asked.windowTitle() == "Placer les retardataires"
    assert asked.says.text() == "Sur 2 tours\N{NO-BREAK SPACE}: 1 retardataire prend place"
    assert late not in planned.tour.sitting
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: late in planned.tour.sitting)
    assert planned.grid.cards[0].number == 1


def test_moves_that_came_too_late_are_told_and_looked_at_again(qtbot, planned, session, meeting):
    (late,) = welcome(session.store, meeting, ["Zoé"], start=9)
    planned.refresh()
    qtbot.waitUntil(lambda: late in planned._seen.people)
    planned.seat_late()
    asked = dialog(qtbot, LateDialog)
    (where, *_others) = {move.to for change in asked.changes for move in change.moves}
    seating.move(
        session.store,
        event=meeting.id,
        tour=planned.tour.id,
        registration=late,
        table=where % planned._seen.tables() + 1,
    )
    with qtbot.waitSignal(session.told) as told:
        qtbot.keyClick(asked, Qt.Key.Key_Return)
    assert told.args[0].endswith("Personne n’a été déplacé.")
    told.args[2]()
    assert dialog(qtbot, LateDialog) is not asked


def test_absentees_alone_are_told_as_such_each_once_with_what_it_costs(session, meeting, people):
    store, event = session.store, meeting.id
    plan = seating.propose(seating.hall(store, event=event), seats=3, rounds=3)
    seating.save(store, event=event, sittings=plan.sittings)
    for one in people[:2]:
        store.change(one, source=Source.HELLOASSO, arrived=None)
    hall = seating.hall(store, event=event)
    changes = latecomers.late_and_missing(hall)
    assert late_words.people_moved(changes)[2] == 2
    assert late_words.moves_words(changes).startswith("Sur 3 tours\N{NO-BREAK SPACE}: ")
    assert late_words.moves_words(changes).endswith("2 absents libèrent leur place")
    assert late_words.title(late=False, missing=True) == "Libérer les places des absents"
    assert late_words.done_words(changes) == "Les places des absents sont libérées"
    before = hall.quality
    after = seating_quality.after(hall, changes)
    latecomers.apply(store, event=event, changes=changes)
    assert seating.hall(store, event=event).quality == after != before
    said = late_words.cost_words(before, after)
    assert f"{after.again} paires réunies plusieurs fois ({before.again} avant)" in said
    assert late_words.cost_words(after, after) == "Le plan reste aussi bon."


def test_while_people_still_arrive_nobody_loses_a_seat_by_enter(qtbot, planned, session):
    store, event, people = session.store, session.meeting.id, list(planned._seen.people)
    for one in people:
        store.change(one, source=Source.HELLOASSO)
        reception.undo_check_in(store, registration=one)
    offered = []
    for arrived in (people[:2], people[2:7]):
        for one in arrived:
            reception.check_in(store, registration=one)
        late = LateDialog(seating.hall(store, event=event))
        qtbot.addWidget(late)
        offered.append((late.missing.code(), late.go_on.isEnabled()))
    assert offered == [("keep", False), ("free", True)]
