"""People recorded twice: found in the screen of files, decided by keyboard, undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from tests.stores import COORDINATION, DOOR
from tests.ui.shown import show

from maillage.actions import duplicate_review, duplicates, forgetting, outliving
from maillage.actions.duplicate_cards import Card
from maillage.actions.duplicate_counting import Counting
from maillage.actions.duplicate_review import Pair, Review
from maillage.actions.programme import Opened
from maillage.domain.duplicates import Likely, Shared
from maillage.domain.errors import DiskFull
from maillage.domain.records import DuplicateDecision, Event, Person, Registration
from maillage.domain.vocabulary import OnePerson
from maillage.ui import doubles
from maillage.ui.background import Progress, Worker
from maillage.ui.exchanges.duplicate_rows import lines
from maillage.ui.exchanges.duplicates_dialog import DuplicatesDialog
from maillage.ui.exchanges.page import ExchangesPage
from maillage.ui.pages import EXCHANGES
from maillage.ui.session import Session
from maillage.ui.shell import Shell
from maillage.ui.widgets.dialogs import ConfirmDialog


@pytest.fixture
def session(team):
    """The coordinator's session; Eva is recorded twice, and so is Paul."""
    store = team.laptops[COORDINATION].store
    for given, family, phone in (
        ("Eva", "Lemoine", "06 39 98 12 34"),
        ("Eva", "Lemoinne", "06 39 98 12 34"),
        ("Paul", "Noir", ""),
        ("Paul", "Noir", "06 39 98 56 78"),
    ):
        store.add(Person(given_name=given, family_name=family, phone=phone))
    found = Session(Opened(store), Worker())
    yield found
    found.close()


@pytest.fixture
def page(qtbot, session):
    """The screen of files, read anew after every change."""
    found = show(qtbot, ExchangesPage(session), 1100, 700)
    session.changed.connect(found.refresh)
    qtbot.waitUntil(found.twice.isVisible)
    return found


def opened(qtbot, page):
    """Return the dialog once it is open."""
    page.twice.button.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(DuplicatesDialog)))
    dialog = page.findChildren(DuplicatesDialog)[0]
    qtbot.waitUntil(dialog.isActiveWindow)  # else its keys are nobody's
    return dialog


def test_what_is_said_of_them_moves_nothing_that_one_is_about_to_press(page, qtbot) -> None:
    button = page.drop.button
    before = button.mapTo(page, button.rect().center())
    page.twice.hide()
    qtbot.waitUntil(lambda: not page.twice.isVisible())
    page.layout().activate()
    assert button.mapTo(page, button.rect().center()) == before


def test_the_screen_of_files_says_how_many_seem_to_be_recorded_twice(page) -> None:
    assert "2" in page.twice.accessibleName()
    assert page._twice.text() == "2 doublons…"


def test_two_keys_decide_about_two_pairs_and_a_third_undoes(qtbot, session, page) -> None:
    dialog = opened(qtbot, page)
    assert dialog.title.text() == "Eva Lemoine · Eva Lemoinne"
    assert dialog.undo.isHidden(), "nothing was decided yet"
    store = session.store
    assert "Touche 2" in dialog.keep_other.toolTip()
    assert "Touche 3" in dialog.two.toolTip()
    high = dialog.height()
    qtbot.keyClick(dialog, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: dialog.title.text() == "Paul Noir")
    qtbot.waitUntil(lambda: dialog.said.isVisible() and dialog.said.height() > 0)
    said = store.all(DuplicateDecision)
    assert [one.verdict for one in said] == [OnePerson.ONE]
    assert store.get(Person, said[0].person).family_name == "Lemoinne"
    qtbot.keyClick(dialog, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: len(store.all(DuplicateDecision)) == 2 and dialog.pair() is None)
    assert dialog.decided() is not None
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.pair() is not None)
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not store.all(DuplicateDecision))
    qtbot.waitUntil(lambda: not dialog.undo.isEnabled())
    assert duplicate_review.waiting(store) == 2
    assert dialog.height() == high, "what was said of each has moved no button"


def test_where_nobody_is_recorded_twice_nothing_else_is_said(qtbot, session) -> None:
    dialog = DuplicatesDialog(session, Review((), 0, (), ()))
    qtbot.addWidget(dialog)
    assert dialog.sentence.isHidden()
    assert dialog.title.text() == "Personne ne semble enregistré deux fois"


def test_a_decision_is_taken_back_from_the_list_and_the_banner_goes(qtbot, session, page) -> None:
    dialog = opened(qtbot, page)
    for left in (1, 0):
        dialog.keep_one.click()
        qtbot.waitUntil(lambda left=left: page.duplicating.waiting.pairs == left)
    qtbot.waitUntil(lambda: not page.twice.isVisible())
    qtbot.waitUntil(lambda: dialog.decided() is not None and dialog.again.isEnabled())
    assert "Paul Noir" not in dialog.why.text(), "a name that both have tells nothing apart"
    dialog.again.click()
    qtbot.waitUntil(lambda: dialog.pair() is not None)
    qtbot.waitUntil(page.twice.isVisible)
    assert len(session.store.all(DuplicateDecision)) == 1


def test_coming_back_to_a_decision_is_what_undo_undoes_first(qtbot, session, page) -> None:
    dialog, store = opened(qtbot, page), session.store
    for waiting in (1, 0):
        dialog.keep_one.click()
        qtbot.waitUntil(lambda n=waiting: page.duplicating.waiting.pairs == n)
    qtbot.waitUntil(lambda: dialog.decided() is not None and dialog.again.isEnabled())
    before = store.digest()
    for left in (2, 1, 0):
        if left == 2:
            dialog.again.click()
            qtbot.waitUntil(lambda: dialog.pair() is not None and dialog.undo.isEnabled())
            assert len(store.all(DuplicateDecision)) == 1
        dialog.undo.click()
        qtbot.waitUntil(lambda n=left: len(store.all(DuplicateDecision)) == n)
        qtbot.waitUntil(dialog.two.isEnabled)
        assert (store.digest() == before) is (left == 2)
    assert not dialog.undo.isEnabled()


@pytest.fixture
def left(session):
    """Eva was joined to a record that another laptop has erased since; her record's id."""
    store = session.store
    eva = store.all(Person)[-4]
    other = store.add(Person(given_name="Eva", family_name="Le Moine"))
    duplicates.join(store, shown=eva.id, other=other.id)
    # As it arrives from a laptop that knew this record only.
    store.erase(other.id)
    return eva.id


def test_whom_another_laptop_has_erased_under_another_record_comes_first_and_is_kept_by_a_key(
    qtbot, session, left, page
) -> None:
    assert "effacée" in page.twice.accessibleName()
    dialog = opened(qtbot, page)
    assert dialog.title.text() == "Eva Lemoine"
    assert not dialog.keep_one.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: dialog.pair() is not None)
    assert outliving.read(session.store) == []
    assert dialog.undo.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(outliving.read(session.store)) == 1)


def test_they_are_erased_as_well_once_that_is_confirmed(qtbot, session, left, page) -> None:
    dialog = opened(qtbot, page)
    for answer in ("safe", "danger"):
        qtbot.keyClick(dialog, Qt.Key.Key_1)
        qtbot.waitUntil(lambda: bool(dialog.findChildren(ConfirmDialog)))
        question = dialog.findChildren(ConfirmDialog)[-1]
        assert "Eva Lemoine" in question.windowTitle()
        assert session.store.get(Person, left)
        getattr(question, answer).click()
    qtbot.waitUntil(lambda: left in session.store.erased())
    qtbot.waitUntil(lambda: dialog.outlived() is None)


def test_undoing_that_fails_is_told_and_can_be_tried_again(
    qtbot, session, page, monkeypatch
) -> None:
    dialog, store = opened(qtbot, page), session.store
    failures = []
    session.failed.connect(failures.append)
    dialog.keep_one.click()
    qtbot.waitUntil(dialog.undo.isEnabled)
    with monkeypatch.context() as broken:
        broken.setattr(type(store), "delete", full)
        qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(dialog.refused.isVisible)
    said = dialog.refused.accessibleName()
    assert "Pas annulé" in said
    assert "Eva Lemoine" in said
    assert "plus de place" in said
    assert failures == [], "it is said once, where it happened"
    assert len(store.all(DuplicateDecision)) == 1
    assert dialog.undo.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not store.all(DuplicateDecision))
    qtbot.waitUntil(lambda: not dialog.refused.isVisible())


def full(*_args: object, **_fields: object) -> None:
    """Stand for a disk on which nothing can be written any more."""
    raise DiskFull(Path("accueil"))


def test_a_decision_is_undone_though_looking_again_had_failed(
    qtbot, session, page, monkeypatch
) -> None:
    dialog, store = opened(qtbot, page), session.store
    failures = []
    session.failed.connect(failures.append)
    with monkeypatch.context() as broken:
        broken.setattr(Counting, "review", full)
        dialog.keep_one.click()
        qtbot.waitUntil(lambda: len(failures) == 1)
    assert len(store.all(DuplicateDecision)) == 1
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not store.all(DuplicateDecision))


@pytest.fixture
def of_one_ticket(session, monkeypatch):
    """Thirty people whom two laptops took in from one list; the records of each."""
    monkeypatch.setattr(duplicates, "PART", 1)
    store = session.store
    event = store.add(Event(title="Rencontre")).id
    with store.action():
        for at in range(30):
            for _laptop in range(2):
                name = f"{chr(65 + at % 26)}{at}"
                person = store.add(Person(given_name="Ada", family_name=name))
                store.add(Registration(event=event, person=person.id, ticket=f"T{at}"))


def test_joining_many_shows_how_far_it_is_and_whoever_stops_undoes_what_was_joined(
    qtbot, session, of_one_ticket, page
) -> None:
    dialog, store = opened(qtbot, page), session.store
    dialog.all.click()
    qtbot.waitUntil(dialog.progress.isVisible)
    assert not dialog.keep_one.isEnabled()
    dialog.reject()
    assert dialog.isVisible(), "what is being written is stopped first"
    qtbot.waitUntil(lambda: not dialog.progress.isVisible())
    qtbot.waitUntil(dialog.undo.isEnabled)
    joined = len(store.all(DuplicateDecision))
    assert 0 < joined < 30
    assert f"{joined} personne" in dialog.said.text()
    dialog.undo.click()
    qtbot.waitUntil(lambda: not store.all(DuplicateDecision))
    qtbot.waitUntil(dialog.all.isEnabled)
    dialog.all.click()
    qtbot.waitUntil(lambda: len(store.all(DuplicateDecision)) == 30)


def test_the_side_bar_says_how_much_waits_once_it_is_counted(qtbot, session) -> None:
    shell = show(qtbot, Shell(session), 1366, 700)
    button = shell.sidebar._buttons[EXCHANGES]
    session.store.change(session.store.all(Person)[0].id, phone="1")
    assert button.accessibleName() == "Échanges", "nobody has counted yet"
    shell.show_page(EXCHANGES)
    qtbot.waitUntil(lambda: button._badge == "2")
    one, other = (session.store.all(Person)[at].id for at in (-1, -2))
    store = session.store
    session.write(lambda: duplicates.keep_apart(store, one=one, other=other))
    qtbot.waitUntil(lambda: button._badge == "1")
    assert button.accessibleName() == "Échanges, 1 décision à prendre"


def test_the_side_bar_says_it_though_nobody_opens_the_screen_of_files(
    qtbot, session, monkeypatch
) -> None:
    monkeypatch.setattr(doubles, "QUIET", 0)
    shell = show(qtbot, Shell(session), 1366, 700)
    button = shell.sidebar._buttons[EXCHANGES]
    qtbot.waitUntil(lambda: button._badge == "2")
    assert shell.current == ""
    one, other = (session.store.all(Person)[at].id for at in (-1, -2))
    store = session.store
    session.write(lambda: duplicates.keep_apart(store, one=one, other=other))
    qtbot.waitUntil(lambda: button._badge == "1")


def test_whoever_asks_for_something_need_not_wait_until_people_are_compared(qtbot, session) -> None:
    order: list[str] = []

    def compare(progress: Progress) -> None:
        while True:
            progress.report(0, 1)

    def stopped(error: BaseException) -> None:
        order.append(type(error).__name__)

    session.read_idle(compare, done=lambda _none: order.append("compared"), failed=stopped)
    session.read(lambda: None, done=lambda _none: order.append("read"))
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["Cancelled", "read"]


def test_nobody_is_compared_once_the_store_takes_no_more_jobs(session) -> None:
    ran: list[object] = []
    session._worker.shutdown()  # and three quiet seconds end after that
    session.read_idle(ran.append, done=ran.append, failed=ran.append)
    assert ran == []


def test_a_merge_tells_of_whom_it_erased_under_another_record(qtbot, team, session) -> None:
    coordination, door = team.laptops[COORDINATION], team.laptops[DOOR]
    door.reads(coordination)
    known, store = session.store.all(Person)[-1], session.store
    other = store.add(Person(given_name=known.given_name, family_name=known.family_name))
    duplicates.join(store, shown=other.id, other=known.id)
    forgetting.erase(door.store, person=known.id)
    page = show(qtbot, ExchangesPage(session), 1100, 700)
    session.changed.connect(page.refresh)
    page.take([str(door.export())])
    qtbot.waitUntil(lambda: bool(page.merging.ready))
    page.merging.approve()

    def told() -> list[str]:
        return [fact.text for fact in page.merging.facts if fact.worrying]

    said = "1 personne effacée est encore ici, sous une autre fiche."
    qtbot.waitUntil(lambda: said in told())
    qtbot.waitUntil(page.twice.isVisible)
    session.write(lambda: duplicates.keep_though_erased(store, person=other.id))
    qtbot.waitUntil(lambda: said not in told())


def test_a_number_written_in_two_ways_is_not_marked_as_different() -> None:
    card = Card("1", "Ada", "Roy", "a@x.fr", "06 39 98 12 34", None, "", "", "", ())
    other = replace(card, person="2", phone="+33 6 39 98 12 34", email="A@x.fr", given_name="Eva")
    like = Likely("1", "2", 92, (Shared.PHONE,))
    marked = {one.label: bool(one.one_marks) for one in lines(Pair(card, other, like))}
    assert (marked["Téléphone"], marked["E-mail"], marked["Prénom"]) == (False, False, True)
    other = replace(other, phone="+33 6 39 98 12 35")
    marked = {one.label: bool(one.one_marks) for one in lines(Pair(card, other, like))}
    assert marked["Téléphone"]
