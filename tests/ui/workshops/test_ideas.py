"""Ideas: voted for by key, merged, made pledges, and never moved under the finger."""

from __future__ import annotations

from PySide6.QtCore import Qt

from maillage.actions import events, pledges, reception, workshops
from maillage.domain.records import Person
from maillage.ui.look import theme
from maillage.ui.workshops.joining import JoinDialog

from .conftest import add, notes_of


def test_without_ideas_the_words_stay_together_at_the_top(qtbot, page):
    card = page.ideas
    assert card._none.isVisible()
    qtbot.waitUntil(lambda: 0 < card._none.geometry().bottom() < card.height() / 2)
    qtbot.waitUntil(lambda: card._none.y() - card.said.geometry().bottom() < 40)


def test_tab_goes_from_the_notes_to_the_ideas_and_only_then_to_what_becomes_of_one(
    qtbot, page, session
):
    add(qtbot, page, "i: un guichet unique")
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 1)
    page.notes.list.setFocus()
    qtbot.keyClick(page.notes.list, Qt.Key.Key_Tab)
    row = page.ideas.row(page.ideas.order()[0])
    assert page.window().focusWidget() is row
    qtbot.keyClick(row, Qt.Key.Key_Tab)
    assert page.window().focusWidget() is page.ideas.pledge


def test_votes_are_counted_by_key_and_nothing_moves_until_one_leaves(qtbot, page, session):
    for text in ("première", "seconde"):
        add(qtbot, page, text)
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 2)
    first, second = page.ideas.order()
    row = page.ideas.row(second)
    row.setFocus()
    for _ in range(2):
        qtbot.keyClick(row, Qt.Key.Key_Plus)
    assert row.votes() == 2
    qtbot.waitUntil(lambda: page._seen.budget.used == 2)
    assert page.ideas.order() == [first, second]
    page.focus_first()
    qtbot.waitUntil(lambda: page.ideas.order() == [second, first])
    assert page.ideas.current() == second


def test_ideas_have_room_for_their_words_once_these_are_made_larger(
    qtbot, qapp, page, session, meeting
):
    page.set_compact(True)
    page.resize(862, 500)
    add(qtbot, page, "un guichet mobile #logement @3")
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 1)
    (idea,) = page.ideas.order()
    ada = session.store.add(Person(given_name="Ada")).id
    pledges.make(session.store, event=meeting.id, what="un guichet", note=idea, people=[ada])
    page.refresh()
    theme.apply(qapp, "light", 130)
    pane, button = page.ideas._pane, page.ideas.pledge
    qtbot.waitUntil(lambda: idea in page._seen.pledged)
    qtbot.waitUntil(lambda: pane.widget().minimumSizeHint().width() <= pane.viewport().width())
    qtbot.waitUntil(lambda: button.minimumSizeHint().width() <= button.width())


def test_minus_never_goes_below_none(qtbot, page, session):
    add(qtbot, page, "une idée")
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 1)
    row = page.ideas.row(page.ideas.order()[0])
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Minus)
    assert row.votes() == 0
    qtbot.keyClick(row, Qt.Key.Key_Plus)
    qtbot.keyClick(row, Qt.Key.Key_Minus)
    assert row.votes() == 0
    qtbot.waitUntil(lambda: session._worker._open == 0)
    assert row.votes() == page._seen.budget.used == 0


def test_the_idea_that_has_the_keyboard_is_in_sight(qtbot, page, session, meeting):
    store, themes = session.store, workshops.workshops(session.store, event=meeting.id)
    for n in range(14):
        note = {"event": meeting.id, "workshop": themes[0].id, "typed": f"idea {n}"}
        workshops.add_note(store, **note)
    page.refresh()
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 14)
    *_others, before, last = page.ideas.order()

    def seen(note):
        row, room = page.ideas.row(note), page.ideas._pane.viewport()
        return room.rect().contains(row.mapTo(room, row.rect().center()))

    page.ideas.set_current(last)
    assert not seen(last)
    page.ideas.row(last).setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: seen(last))
    workshops.vote(store, note=before)
    workshops.merge_ideas(store, note=page.ideas.order()[0], into=last)
    page.refresh()
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 13 and seen(last))
    (merged,) = next(one.merged for one in page._seen.lines if one.note.id == last)
    page.ideas._pane.show_top()
    workshops.separate(store, notes=[merged.id])
    page.refresh()
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 14 and seen(last))


def test_a_vote_counts_at_once_and_once(qtbot, page, session):
    add(qtbot, page, "une idée")
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 1)
    row = page.ideas.row(page.ideas.order()[0])
    for _ in range(5):
        row.vote(1)
    assert row.votes() == 5
    qtbot.waitUntil(lambda: page._seen.budget.used == 5)
    assert row.votes() == 5


def test_a_vote_beyond_the_tables_dots_is_told_in_passing_and_not_counted(
    qtbot, page, session, meeting
):
    events.change_event(session.store, event=meeting.id, title=meeting.title, table_dots=2)
    page.choice.tables.setCurrentIndex(page.choice.tables.findData(3))
    page.choice.tables.activated.emit(page.choice.tables.currentIndex())
    add(qtbot, page, "une idée")
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 1)
    failures = []
    session.failed.connect(failures.append)
    row = page.ideas.row(page.ideas.order()[0])
    row.setFocus()
    with qtbot.waitSignal(session.told) as told:
        for _ in range(3):
            qtbot.keyClick(row, Qt.Key.Key_Plus)
    assert told.args[3] == "info"
    assert told.args[0].replace("\N{NO-BREAK SPACE}", " ").startswith("La table 3 a donné")
    qtbot.waitUntil(lambda: session._worker._open == 0 and page._seen.budget.used == 2)
    assert row.votes() == 2
    assert row.hasFocus()
    assert failures == []
    qtbot.keyClick(row, Qt.Key.Key_Minus)
    qtbot.waitUntil(lambda: page._seen.budget.used == 1)
    page.choice.set_table(4)
    with qtbot.waitSignal(session.told) as told:
        qtbot.keyClick(row, Qt.Key.Key_Minus)
    assert "La table 4 n’a donné" in told.args[0].replace("\N{NO-BREAK SPACE}", " ")
    qtbot.waitUntil(lambda: session._worker._open == 0 and row.votes() == 1)
    assert failures == []


def test_an_idea_can_become_a_pledge(qtbot, page, session, meeting):
    add(qtbot, page, "une idée")
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 1)
    with qtbot.waitSignal(page.wants_pledge) as wanted:
        page.ideas.pledge.click()
    (note,) = notes_of(session, meeting)
    assert wanted.args == [note.id]
    guest = reception.welcome(
        session.store, event=meeting.id, given_name="Ada", family_name="Lefèvre"
    )
    pledges.make(
        session.store, event=meeting.id, what="y aller", people=[guest.person], note=note.id
    )
    page.refresh()
    row = page.ideas.row(note.id)
    qtbot.waitUntil(lambda: "Engagement pris" in row._detail.text())


def test_two_ideas_are_merged_by_keyboard_undone_and_merged_again(qtbot, page, session, meeting):
    told = []
    session.told.connect(lambda *fact: told.append(fact))
    for typed in ("un banc", "un siege"):
        qtbot.keyClicks(page.notes.capture.field, typed)
        qtbot.keyClick(page.notes.capture.field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: page.notes.capture.field.text() == "")
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 2)
    bench = next(one.note.id for one in page._seen.lines if one.note.text == "un banc")
    qtbot.keyClick(page.ideas.row(bench), Qt.Key.Key_M)
    dialog = page.window().findChild(JoinDialog)
    qtbot.keyClicks(dialog.typed, "siege")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 1)
    (row,) = [page.ideas.row(note) for note in page.ideas.order()]
    assert "1 idée réunie" in row._detail.text()
    assert row.hasFocus()
    told[-1][2]()
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 2)
    workshops.merge_ideas(session.store, note=bench, into=row.note)
    page.refresh()
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 1)
    page.ideas.join.click()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in page.window().findChildren(JoinDialog)))
    again = next(one for one in page.window().findChildren(JoinDialog) if one.isVisible())
    again.part.click()
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 2)
