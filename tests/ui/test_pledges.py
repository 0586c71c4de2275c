"""The screen of pledges: rows without a window, then the page against a real store."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QDate, QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from tests.ui.shown import show

from maillage.actions import consents, events, forgetting, pledges, reception, workshops
from maillage.actions.events import local_time
from maillage.actions.pledges import Due, Gone, Party, Promise
from maillage.domain.errors import TooLong, UsedSince
from maillage.domain.records import FollowUp, Pledge
from maillage.domain.vocabulary import (
    Category,
    Channel,
    ConsentForm,
    ConsentPurpose,
    EventKind,
    PartyRole,
    PledgeOrigin,
    PledgeStatus,
)
from maillage.language import current
from maillage.ui.drafts import FOLLOW_UP_EDIT
from maillage.ui.paper.pdf_dialog import PdfDialog
from maillage.ui.pledges import moments, rows
from maillage.ui.pledges.adding import AddSomebodyDialog
from maillage.ui.pledges.call_list import CallListDialog
from maillage.ui.pledges.due import DueField, PostponeDialog
from maillage.ui.pledges.follow_up import Contact
from maillage.ui.pledges.inline import InlineEdit
from maillage.ui.pledges.list import EVERYWHERE
from maillage.ui.pledges.making import NewPledgeDialog
from maillage.ui.pledges.page import PledgesPage
from maillage.ui.pledges.papers_dialog import PapersDialog, free_name
from maillage.ui.pledges.parties import Parties
from maillage.ui.pledges.past_day import PastDay
from maillage.ui.texts import EraseDialog
from maillage.ui.typed_over import TypedOver, TypedOvers
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.dialogs import ConfirmDialog
from maillage.ui.widgets.rows import RowKind
from maillage.ui.widgets.text import Text

TODAY = date(2026, 11, 26)


def party(name, category=Category.SOCIAL_WORKER, *, person="p", organisation="", gone=None):
    lead, agrees = PartyRole.LEAD, not gone
    return Party(person, name, organisation, category, lead, may_call=agrees, gone=gone)


def promise(id_, due, *parties, status=PledgeStatus.MADE, what=""):
    pledge = Pledge(id=id_, what=what or f"engagement {id_}", due=due, status=status)
    return Promise(pledge, parties, pledges.nearness(pledge, TODAY))


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def whole(widget):
    """Whether nothing of a widget is hidden, nor cut by what scrolls."""
    return widget.visibleRegion().boundingRect() == widget.rect()


def addresses(line):
    return [text.text() for text in line._reach.findChildren(Text) if not text.isHidden()]


# Rows ------------------------------------------------------------------------------------


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


def test_of_somebody_erased_no_agreement_is_told(qtbot):
    shown = Parties()
    qtbot.addWidget(shown)
    shown.show_parties([party("", gone=Gone.ERASED), party("Marie Delorme")])
    erased, marie = shown.lines
    assert erased._reach.isHidden()
    assert marie.box.isChecked()
    assert marie.box.accessibleName() == "Marie Delorme accepte un rappel"
    assert addresses(marie) == ["N’a laissé ni téléphone ni courriel."]


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


# Fields ----------------------------------------------------------------------------------


def test_a_field_edited_in_place_sends_its_value_once_one_leaves_it(qtbot):
    edit = InlineEdit("Prochain pas", "")
    qtbot.addWidget(edit)
    edit.reset("avant")
    edit.setPlainText("après\nencore")
    with qtbot.waitSignal(edit.changed) as sent:
        edit.leave()
    assert sent.args == ["après encore"]


@pytest.mark.parametrize("stored", ["Voir\u00a0: demain", "deux  blancs", "deux\nlignes", " bord "])
def test_leaving_a_field_in_which_nobody_typed_corrects_nothing(qtbot, stored):
    edit = InlineEdit("Prochain pas", "")
    qtbot.addWidget(edit)
    sent = []
    edit.changed.connect(sent.append)
    edit.load(stored)
    edit.leave()
    assert sent == []
    edit.load("autre")
    assert edit.value() == "autre"
    edit.load(stored)
    edit.setPlainText("autre chose")
    edit.leave()
    assert sent == ["autre chose"]


def test_a_field_keeps_what_is_being_written_when_the_store_answers(qtbot):
    edit = InlineEdit("Prochain pas", "")
    qtbot.addWidget(edit)
    edit.reset("avant")
    edit.setPlainText("refusé")
    edit.leave()
    edit.refused("refusé")
    edit.load("avant")
    assert edit.value() == "refusé"
    edit.leave()
    edit.kept("refusé")
    edit.load("autre")
    assert edit.value() == "autre"


def test_escape_brings_the_stored_words_back(qtbot):
    edit = InlineEdit("Prochain pas", "")
    qtbot.addWidget(edit)
    edit.reset("avant")
    edit.setPlainText("après")
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.value() == "avant"


def test_a_usual_delay_sets_the_date_and_another_date_turns_the_chips_off(qtbot):
    field = DueField(TODAY, TODAY + timedelta(15))
    qtbot.addWidget(field)
    assert field.chips.code() == "15d"
    field.chips._chips["1m"].click()
    assert field.due() == date(2026, 12, 26)
    field.day.setDate(QDate(2026, 12, 24))
    assert field.chips.code() == ""
    assert field.due() == date(2026, 12, 24)


def test_a_day_that_is_past_is_pointed_out_and_taken(qtbot):
    field = DueField(TODAY, TODAY)
    qtbot.addWidget(field)
    assert field.past.isHidden()
    field.set_due(TODAY - timedelta(1))
    assert not field.past.isHidden()
    assert field.due() == TODAY - timedelta(1)
    field.chips._chips["15d"].click()
    assert field.past.isHidden()


# Page ------------------------------------------------------------------------------------


@pytest.fixture
def people(session, meeting):
    """Two people at the meeting, by first name."""
    store = session.store
    found = {}
    for given, family, category, contact in (
        ("Marie", "Delorme", Category.SOCIAL_WORKER, "06 39 98 10 03"),
        ("Marc", "Fontanel", Category.SOCIAL_ENTREPRENEUR, "marc@laremise.example"),
    ):
        found[given] = reception.welcome(
            store,
            event=meeting.id,
            given_name=given,
            family_name=family,
            category=category,
            contact=contact,
        ).person
    return found


@pytest.fixture
def today(session):
    return session.store.clock().astimezone().date()


@pytest.fixture
def page(qtbot, session, meeting):
    found = show(qtbot, PledgesPage(session), 1154, 700)
    session.changed.connect(found.refresh)
    session.meeting_changed.connect(found.refresh)
    found.refresh()
    qtbot.waitUntil(lambda: found._seen is not None)
    yield found
    session.changed.disconnect(found.refresh)
    session.meeting_changed.disconnect(found.refresh)
    qtbot.waitUntil(lambda: session._worker._open == 0)


@pytest.fixture
def made(session, meeting, people, today):
    """A pledge that is late, between two people who may be called."""
    return pledges.make(
        session.store,
        event=meeting.id,
        what="Réunir les bailleurs",
        people=list(people.values()),
        next_step="appeler la mairie",
        due=today - timedelta(days=14),
        may_call=list(people.values()),
    )


def second_click_of_a_double_one(button):
    """What Qt sends for it: a press that is told apart, then a release."""
    at = QPointF(button.rect().center())
    left = Qt.MouseButton.LeftButton
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        held = left if kind is QEvent.Type.MouseButtonDblClick else Qt.MouseButton.NoButton
        none = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(button, QMouseEvent(kind, at, at, left, held, none))


def stored(session, pledge):
    return next(
        one.pledge
        for one in pledges.promises(session.store, today=TODAY)
        if one.pledge.id == pledge.id
    )


def shown(qtbot, page, pledge):
    qtbot.waitUntil(lambda: page.detail.pledge() == pledge.id)


def test_the_first_pledge_is_shown_in_full_with_phone_and_mail(qtbot, made, page):
    shown(qtbot, page, made)
    words = [label.text() for label in page.detail.findChildren(type(page.detail._status))]
    assert page.detail.what.value() == "Réunir les bailleurs"
    assert page.detail.next_step.value() == "appeler la mairie"
    assert "Marie Delorme" in words
    assert "avec" in words
    assert "marc@laremise.example" in words
    assert page.detail.banner.isVisible()


def test_somebody_who_did_not_agree_shows_no_phone(qtbot, session, meeting, people, page):
    pledges.make(session.store, event=meeting.id, what="x", people=[people["Marie"]])
    page.refresh()
    qtbot.waitUntil(lambda: page.detail.pledge() != "")
    words = " ".join(one.text() for one in page.detail.findChildren(type(page.detail._status)))
    assert "39 98" not in words
    (line,) = page.detail.parties.lines
    assert not line.box.isChecked()


def test_an_answer_is_changed_on_the_pledge_and_the_toast_undoes_it(qtbot, session, made, page):
    shown(qtbot, page, made)
    marie, _marc = page.detail.parties.lines
    marie.box.setFocus()
    with qtbot.waitSignal(session.told) as told:
        qtbot.keyClick(marie.box, Qt.Key.Key_Space)
    assert told.args[0] == "Marie Delorme ne souhaite pas de rappel"

    def agreed():
        (found,) = pledges.promises(session.store, today=TODAY)
        return [one.may_call for one in found.parties]

    assert agreed() == [False, True], "each for themselves"
    qtbot.waitUntil(lambda: not addresses(marie))
    assert marie.box.hasFocus(), "what the keyboard stands on stays there"
    told.args[2]()
    qtbot.waitUntil(lambda: marie.box.isChecked() and not marie._reach.isHidden())
    assert agreed() == [True, True]


def test_a_refusal_to_be_contacted_again_reaches_the_pledge_and_a_new_yes_counts(
    qtbot, session, people, made, page
):
    shown(qtbot, page, made)
    store, marie = session.store, page.detail.parties.lines[0]
    recontact, spoken = ConsentPurpose.RECONTACT, ConsentForm.SPOKEN
    consents.answer(
        store, person=people["Marie"], event="", purpose=recontact, given=False, form=spoken
    )
    page.refresh()
    qtbot.waitUntil(lambda: not marie.box.isChecked())
    day = current().date(local_time(store.clock()).date())
    assert plain(marie.refused.text()) == f"A refusé tout rappel le {plain(day)}."
    assert marie._reach.isHidden()
    with qtbot.waitSignal(session.told) as told:
        marie.box.click()
    qtbot.waitUntil(lambda: marie.box.isChecked() and not marie._reach.isHidden())
    assert marie.refused.isHidden()
    told.args[2]()
    qtbot.waitUntil(lambda: not marie.refused.isHidden() and not marie.box.isChecked())


def test_an_answer_that_cannot_be_saved_is_not_shown_as_given(
    qtbot, session, made, page, monkeypatch
):
    shown(qtbot, page, made)
    marie, _marc = page.detail.parties.lines
    monkeypatch.setattr(marie, "party", replace(marie.party, id="nobody"))
    with qtbot.waitSignal(session.failed):
        marie.box.click()
    qtbot.waitUntil(marie.box.isChecked)


def test_somebody_is_added_by_keyboard_and_control_z_takes_them_off(
    qtbot, session, meeting, people, page
):
    pledge = pledges.make(session.store, event=meeting.id, what="x", people=[people["Marie"]])
    page.refresh()
    shown(qtbot, page, pledge)
    names = lambda: [line.party.name for line in page.detail.parties.lines]  # noqa: E731
    qtbot.keyClick(page.detail.add_somebody, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(page.findChildren(AddSomebodyDialog)) == 1)
    (dialog,) = page.findChildren(AddSomebodyDialog)
    picker = dialog.people
    qtbot.keyClicks(picker.search, "delorme")
    qtbot.waitUntil(picker.none.isVisible)
    assert picker.none.text() == "La personne qui porte ce nom participe déjà."
    picker.search.setText("fontanel")
    qtbot.waitUntil(lambda: picker.list.isVisible() and picker.list.current_key() != "")
    with qtbot.waitSignal(session.told) as told:
        qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert told.args[0] == "Marc Fontanel participe"
    qtbot.waitUntil(lambda: names() == ["Marie Delorme", "Marc Fontanel"])
    assert not page.detail.parties.lines[1].box.isChecked(), "nobody asked him"
    qtbot.waitUntil(lambda: not page.findChildren(AddSomebodyDialog))
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: names() == ["Marie Delorme"])


def test_the_line_of_follow_ups_shows_with_two_parties_without_scrolling(
    qtbot, session, made, page
):
    for told in ("rappeler lundi", "message laisse"):
        pledges.follow_up(session.store, pledge=made.id, text=told, on=TODAY)
    page.refresh()
    detail = page.detail
    # As much as a window of 1366 x 768 leaves beside its sidebar, then the smallest window.
    page.resize(1154, 768)
    contacts = lambda: [  # noqa: E731 - asked again until all is laid out
        one
        for one in detail.contacts.timeline.findChildren(Text)
        if one.text() in ("rappeler lundi", "message laisse") and whole(one)
    ]
    qtbot.waitUntil(lambda: len(contacts()) == 2 and whole(detail.follow_up.field))
    assert all(addresses(line) for line in detail.parties.lines)
    page.set_compact(compact=True)
    page.resize(960, 460)
    qtbot.waitUntil(lambda: page.size() == QSize(960, 460) and whole(detail.follow_up.field))
    page.set_compact(compact=False)
    page.resize(1154, 768)
    qtbot.waitUntil(lambda: len(contacts()) == 2 and whole(detail.follow_up.field))


def test_of_whom_laptops_say_different_things_no_phone_is_shown(qtbot):
    parties = Parties()
    qtbot.addWidget(parties)
    somebody = replace(party("Ada"), may_call=False, disputed=True, phone="06", id="1")
    parties.show_parties([somebody])
    (line,) = parties.lines
    assert not line._disputed.isHidden()
    assert addresses(line) == []
    parties.show_parties([replace(somebody, may_call=True, disputed=False)])
    assert parties.lines == [line]
    assert line._disputed.isHidden()
    assert addresses(line) == ["06"]


def test_an_erased_person_stays_as_a_place_without_a_name(qtbot, session, people, made, page):
    forgetting.erase(session.store, person=people["Marc"])
    page.refresh()
    qtbot.waitUntil(
        lambda: any("Personne effacée" in row.sub for row in page.list.list.rows.rows())
    )


def test_marking_as_kept_can_be_undone(qtbot, session, made, page):
    shown(qtbot, page, made)
    with qtbot.waitSignal(session.told) as told:
        page.detail.main.click()
    assert stored(session, made).status is PledgeStatus.DONE
    qtbot.waitUntil(lambda: page._seen.promise(made.id).due is Due.CLOSED)
    assert page.list.current() == made.id
    with qtbot.waitSignal(session.changed):
        told.args[2]()
    assert stored(session, made).status is PledgeStatus.MADE


def test_undoing_leaves_what_another_laptop_wrote_meanwhile(qtbot, session, made, page):
    shown(qtbot, page, made)
    with qtbot.waitSignal(session.told) as told:
        page.detail.main.click()
    pledges.change(session.store, pledge=made.id, status=PledgeStatus.DROPPED)  # a merge
    with qtbot.waitSignal(session.failed) as failed:
        told.args[2]()
    assert isinstance(failed.args[0], UsedSince)
    assert stored(session, made).status is PledgeStatus.DROPPED


@pytest.fixture
def three(session, meeting, people, made, today):
    """A late pledge, and two more after it."""
    everybody = list(people.values())
    more = [
        pledges.make(
            session.store,
            event=meeting.id,
            what=what,
            people=everybody,
            due=today + timedelta(days),
        )
        for what, days in (("Ouvrir une salle", 3), ("Compter les lits", 40))
    ]
    return made, *more


def test_among_all_pledges_the_next_open_one_is_chosen_after_one_is_kept(
    qtbot, session, three, page
):
    first, second, third = three
    page.refresh()
    qtbot.waitUntil(lambda: len(page._seen.promises) == 3)
    page.select(second.id)
    for kept, then in ((second, third), (third, first)):
        shown(qtbot, page, kept)
        page.detail.main.click()
        shown(qtbot, page, then)
        qtbot.waitUntil(lambda of=kept: page._seen.promise(of.id).due is Due.CLOSED)
        assert page.list.current() == then.id
    assert page.list.filters.code() == rows.Filter.ALL.value


def test_ctrl_z_undoes_the_latest_deeds_one_by_one(qtbot, session, three, page):
    first, second, _third = three
    page.refresh()
    qtbot.waitUntil(lambda: len(page._seen.promises) == 3)
    page.select(first.id)
    shown(qtbot, page, first)
    line = page.detail.follow_up.field
    line.setFocus()
    line.setText("appelee")
    with qtbot.waitSignal(session.told):
        qtbot.keyClick(line, Qt.Key.Key_Return)
    with qtbot.waitSignal(session.told) as told:
        page.detail.main.click()
    shown(qtbot, page, second)
    line.setFocus()
    line.setText("x")
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    line.clear()
    with qtbot.waitSignal(session.told) as undone:
        qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert plain(undone.args[0]) == "Annulé : Engagement tenu"
    assert stored(session, first).status is PledgeStatus.MADE
    shown(qtbot, page, first)
    assert len(pledges.follow_ups(session.store, pledge=first.id)) == 1, "letters are undone first"
    told.args[2]()  # from the toast, too late
    page.list.take_focus()
    with qtbot.waitSignal(session.told) as undone:
        qtbot.keyClick(page.list.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert plain(undone.args[0]) == "Annulé : Suivi noté"
    assert pledges.follow_ups(session.store, pledge=first.id) == []


def test_a_double_click_keeps_one_pledge_and_no_second_one(
    qtbot, session, meeting, people, made, page, today
):
    other = pledges.make(
        session.store,
        event=meeting.id,
        what="Prêter une salle",
        people=list(people.values()),
        due=today - timedelta(days=3),
    )
    page.list.filters.set_code(rows.Filter.LATE.value)
    page.refresh()
    shown(qtbot, page, made)
    qtbot.mouseClick(page.detail.main, Qt.MouseButton.LeftButton)
    # The next one takes its place between the two clicks of somebody who always clicks twice.
    shown(qtbot, page, other)
    second_click_of_a_double_one(page.detail.main)
    with qtbot.waitSignal(session.told):
        page.detail.follow_up.submitted.emit(Contact(other.id, "appelé", Channel.CALL, today))
    # What is written in turn is written: had the second click counted, it would be by now.
    assert stored(session, made).status is PledgeStatus.DONE
    assert stored(session, other).status is PledgeStatus.MADE
    assert page.list.list.hasFocus()
    assert not page.detail.main.focusPolicy() & Qt.FocusPolicy.ClickFocus


def test_a_closed_pledge_can_be_opened_again(qtbot, session, made, page):
    pledges.change(session.store, pledge=made.id, status=PledgeStatus.DROPPED)
    page.refresh()
    qtbot.waitUntil(lambda: page._seen.promise(made.id).due is Due.CLOSED)
    with qtbot.waitSignal(session.told):
        page.detail.main.click()
    assert stored(session, made).status is PledgeStatus.STARTED


def test_dropping_asks_first(qtbot, session, made, page, monkeypatch):
    shown(qtbot, page, made)
    answers = [False, True]
    monkeypatch.setattr(ConfirmDialog, "ask", lambda *_a, **_k: answers.pop(0))
    page.detail.drop_asked.emit(made.id)
    assert stored(session, made).status is PledgeStatus.MADE
    with qtbot.waitSignal(session.told):
        page.detail.drop_asked.emit(made.id)
    assert stored(session, made).status is PledgeStatus.DROPPED


def test_postponing_changes_the_date_and_can_be_undone(qtbot, session, made, page, today):
    shown(qtbot, page, made)
    page.detail.banner.acted.emit()
    dialog = page.findChild(PostponeDialog)
    assert dialog.field.due() == today + timedelta(days=15)
    dialog.field.chips._chips["1m"].click()
    with qtbot.waitSignal(session.told) as told:
        dialog.confirm.click()
    assert stored(session, made).due == rows.months_later(today, 1)
    # Neither a button that is gone nor the field that follows it in the tab order.
    assert page.list.list.hasFocus()
    with qtbot.waitSignal(session.changed):
        told.args[2]()
    assert stored(session, made).due == made.due


def test_a_field_is_saved_by_leaving_it_and_the_toast_undoes_it(qtbot, session, made, page):
    shown(qtbot, page, made)
    page.detail.next_step.setPlainText("écrire au préfet")
    with qtbot.waitSignal(session.told) as told:
        page.detail.next_step.leave()
    assert stored(session, made).next_step == "écrire au préfet"
    with qtbot.waitSignal(session.changed):
        told.args[2]()
    assert stored(session, made).next_step == "appeler la mairie"
    qtbot.waitUntil(lambda: page.detail.next_step.value() == "appeler la mairie")


def test_a_value_that_cannot_be_saved_stays_where_it_was_written(qtbot, session, made, page):
    shown(qtbot, page, made)
    long = "mot " * 30_000
    page.detail.next_step.setPlainText(long)
    with qtbot.waitSignal(session.failed) as failed:
        page.detail.next_step.leave()
    assert isinstance(failed.args[0], TooLong)
    page.refresh()
    with qtbot.waitSignal(session.changed):
        session.write(lambda: None)
    assert page.detail.next_step.value() == long.strip()


def test_a_pledge_is_never_left_without_words(qtbot, session, made, page):
    shown(qtbot, page, made)
    page.detail.what.setPlainText(" ")
    page.detail.what.leave()
    assert page.detail.what.value() == "Réunir les bailleurs"


def test_a_follow_up_is_noted_on_one_line_and_can_be_undone(qtbot, session, made, page, today):
    shown(qtbot, page, made)
    line = page.detail.follow_up
    line.channel.set_code(Channel.MAIL)
    line.field.setText("Un accord oral")
    with qtbot.waitSignal(session.told) as told:
        qtbot.keyClick(line.field, Qt.Key.Key_Return)
    (found,) = pledges.follow_ups(session.store, pledge=made.id)
    assert (found.text, found.channel, found.on) == ("Un accord oral", Channel.MAIL, today)
    assert line.field.text() == ""
    with qtbot.waitSignal(session.changed):
        told.args[2]()
    assert not pledges.follow_ups(session.store, pledge=made.id)


@pytest.mark.parametrize(("compact", "size"), [(False, (1154, 560)), (True, (890, 460))])
def test_what_was_just_noted_is_seen_in_a_low_window(qtbot, made, page, compact, size):
    page.set_compact(compact)
    page.resize(*size)
    shown(qtbot, page, made)
    detail = page.detail
    qtbot.waitUntil(detail.contacts.isVisible)
    detail.follow_up.field.setText("rappeler lundi")
    qtbot.keyClick(detail.follow_up.field, Qt.Key.Key_Return)

    def seen():
        texts = detail.contacts.timeline.findChildren(Text)
        return any(one.text() == "rappeler lundi" and whole(one) for one in texts)

    qtbot.waitUntil(seen)


def test_a_call_of_another_day_is_noted_with_its_day_and_none_of_a_day_to_come(
    qtbot, session, made, page, today
):
    shown(qtbot, page, made)
    line = page.detail.follow_up
    assert line.day.day() == today
    line.day.setFocus()
    qtbot.waitUntil(line.day.hasFocus)
    for _time in range(3):
        qtbot.keyClick(line.day, Qt.Key.Key_Down)
    assert line.day.day() == today - timedelta(3)
    qtbot.keyClick(line.day, Qt.Key.Key_Up)
    line.field.setText("appele mardi")
    with qtbot.waitSignal(session.told):
        qtbot.keyClick(line.field, Qt.Key.Key_Return)
    (found,) = pledges.follow_ups(session.store, pledge=made.id)
    assert found.on == today - timedelta(2)
    assert line.day.day() == today, "the next one is of today"
    line.day.set_day(today + timedelta(1))
    assert line.day.day() == today


def test_a_day_goes_back_over_the_first_of_a_month_and_on_with_the_next_day(qtbot):
    day = PastDay()
    qtbot.addWidget(day)
    day.set_today(date(2026, 3, 1))
    day.setCurrentSectionIndex(0)
    day.stepBy(-1)
    assert day.day() == date(2026, 2, 28)
    day.set_today(date(2026, 3, 2))
    assert day.day() == date(2026, 2, 28), "chosen by hand"
    day.stepBy(9)
    assert day.day() == date(2026, 3, 2)
    day.set_today(date(2026, 3, 3))
    assert day.day() == date(2026, 3, 3)


def test_the_line_has_room_for_a_sentence_in_any_window(qtbot, made, page):
    shown(qtbot, page, made)
    line = page.detail.follow_up
    page.set_compact(compact=True)
    page.resize(700, 460)
    qtbot.waitUntil(lambda: page.width() == 700 and line.day.y() > line.field.y())
    qtbot.waitUntil(lambda: line.field.width() == line.width() >= 300)
    page.set_compact(compact=False)
    page.resize(1154, 700)
    qtbot.waitUntil(lambda: line.day.y() < line.field.y() and line.field.width() >= 400)


@pytest.fixture
def noted(session, made, page, qtbot, today):
    """A contact of today about the pledge that is shown, and open in its thread."""
    found = pledges.follow_up(session.store, pledge=made.id, text="Jean Petit rappelle", on=today)
    page.refresh()
    qtbot.waitUntil(lambda: found.id in page.detail.contacts._found)
    (opener,) = page.detail.contacts.timeline.findChildren(Button)[-1:]
    assert opener.accessibleName() == "Corriger ce suivi"
    opener.click()
    assert page.detail.contacts.correcting == found.id
    return found


def test_a_follow_up_is_corrected_in_its_place_and_can_be_undone(
    qtbot, session, made, noted, page, today
):
    editor = page.detail.contacts.editor
    qtbot.waitUntil(lambda: editor.text.hasFocus() and whole(editor))
    editor.text.setPlainText("Elle rappelle lundi")
    editor.day.set_day(today - timedelta(3))
    editor.channel.set_code(Channel.MAIL)
    with qtbot.waitSignal(session.told) as told:
        qtbot.keyClick(editor.text, Qt.Key.Key_Return)
    (found,) = pledges.follow_ups(session.store, pledge=made.id)
    wanted = ("Elle rappelle lundi", Channel.MAIL, today - timedelta(3))
    assert (found.text, found.channel, found.on) == wanted
    qtbot.waitUntil(editor.isHidden)
    with qtbot.waitSignal(session.changed):
        told.args[2]()
    assert pledges.follow_ups(session.store, pledge=made.id) == [noted]


def test_a_follow_up_is_deleted_and_comes_back_or_is_erased_for_ever(
    qtbot, session, made, noted, page
):
    contacts = page.detail.contacts
    with qtbot.waitSignal(session.told) as told:
        contacts.editor.delete.click()
    assert pledges.follow_ups(session.store, pledge=made.id) == []
    assert not contacts.correcting
    told.args[2]()
    qtbot.waitUntil(lambda: noted.id in contacts._found)
    contacts.correct(noted.id)
    for agrees in (False, True):
        contacts.editor.erase.click()
        qtbot.waitUntil(lambda: bool(page.findChildren(EraseDialog)))
        (question,) = page.findChildren(EraseDialog)
        assert noted.id not in session.store.erased()
        (question.danger if agrees else question.safe).click()
        qtbot.waitUntil(lambda: not page.findChildren(EraseDialog))
    qtbot.waitUntil(lambda: noted.id in session.store.erased() and not contacts.correcting)


def test_words_typed_over_a_follow_up_wait_while_one_looks_away_and_nothing_is_lost(
    qtbot, session, made, noted, page
):
    contacts = page.detail.contacts
    editor = contacts.editor
    editor.text.setPlainText(" ")
    qtbot.keyClick(editor.text, Qt.Key.Key_Return)
    assert contacts.correcting, "a contact is never left without words"
    editor.text.setPlainText("Il rappelle")
    contacts.clear(made.event)
    assert editor.isHidden()
    contacts.show_contacts([], [noted], TODAY)
    assert (contacts.correcting, editor.text.toPlainText()) == (noted.id, "Il rappelle")
    contacts.show_contacts([], [replace(noted, text="Jean Petit viendra")], TODAY)
    assert editor.text.toPlainText() == "Jean Petit viendra"
    assert editor.changed_since.offered == {"text": "Il rappelle"}
    qtbot.keyClick(editor.text, Qt.Key.Key_Escape)
    contacts.clear(made.event)
    contacts.show_contacts([], [noted], TODAY)
    assert not contacts.correcting, "whoever leaves it has decided"


def test_whoever_only_reads_is_offered_no_correction(qtbot, session, noted, page):
    contacts = page.detail.contacts
    contacts.leave()
    offered = list(contacts._moments)
    assert offered[0].opens
    contacts.asks = False
    contacts.show_contacts(offered, [noted], TODAY)
    assert not any(one.opens for one in contacts._moments)
    contacts.correct(noted.id)
    assert not contacts.correcting


def test_a_follow_up_half_corrected_is_open_again_when_one_comes_back(
    qtbot, session, meeting, people, made, page, today
):
    other = pledges.make(
        session.store, event=meeting.id, what="Ouvrir", people=[people["Marc"]], due=today
    )
    contact = pledges.follow_up(session.store, pledge=other.id, text="appele", on=today)
    for record in (contact.id, "gone"):
        TypedOvers(session.drafts, FOLLOW_UP_EDIT).keep(
            meeting.id, TypedOver(record, {"text": "rappele"}, {"text": "appele"})
        )
    page._begun = ""
    page.refresh()
    contacts = page.detail.contacts
    qtbot.waitUntil(lambda: contacts.correcting == contact.id)
    assert contacts.editor.text.toPlainText() == "rappele"
    qtbot.waitUntil(lambda: whole(contacts.editor))
    assert session.drafts.about(FOLLOW_UP_EDIT, meeting.id) == [contact.id]


def test_a_line_begun_about_one_pledge_waits_while_one_looks_at_another(
    qtbot, session, meeting, people, made, page, today
):
    other = pledges.make(
        session.store,
        event=meeting.id,
        what="Prêter",
        people=[people["Marc"]],
        due=today + timedelta(2),
    )
    page.refresh()
    qtbot.waitUntil(lambda: len(page._seen.promises) == 2)
    page.list.list.set_current(made.id)
    page.detail.follow_up.field.setText("à moitié")
    page.list.list.set_current(other.id)
    assert page.detail.follow_up.field.text() == ""
    page.list.list.set_current(made.id)
    assert page.detail.follow_up.field.text() == "à moitié"


def test_search_and_filter_that_find_nothing_offer_all_again(qtbot, made, page):
    shown(qtbot, page, made)
    page.list.search.setText("zzz")
    assert page.list.nothing.isVisible()
    page.list._show_all()
    assert page.list.list.isVisible()
    assert page.list.current() == made.id


def open_form(qtbot, page, note=""):
    page.new_from(note)
    qtbot.waitUntil(lambda: page.findChild(NewPledgeDialog) is not None)
    return page.findChild(NewPledgeDialog)


def choose(qtbot, dialog, typed):
    picker = dialog.people
    before = len(picker.people())
    picker.search.setText(typed)
    qtbot.waitUntil(lambda: picker.list.current_key() != "")
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert len(picker.people()) == before + 1


def test_tab_asks_who_may_be_called_before_what_comes_next_and_control_enter_records(
    qtbot, session, meeting, people, page, today
):
    dialog = open_form(qtbot, page)
    dialog.what.setPlainText("Prêter deux vélos")
    choose(qtbot, dialog, "mari")
    box = dialog.may_call.boxes[people["Marie"]]
    assert box.accessibleName() == "Marie Delorme accepte un rappel"
    qtbot.waitUntil(lambda: box.isVisible() and dialog.focusWidget() is dialog.people.search)
    qtbot.keyClick(dialog.people.search, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is box
    qtbot.keyClick(box, Qt.Key.Key_Space)
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.next_step
    with qtbot.waitSignal(session.told):
        qtbot.keyClick(dialog.next_step, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (found,) = pledges.promises(session.store, today=today, event=meeting.id)
    assert [one.may_call for one in found.parties] == [True]


def test_the_pledges_of_all_meetings_are_listed_once_asked_and_worked_on_alike(
    qtbot, session, meeting, people, made, page, today
):
    store = session.store
    lyon = events.create_event(
        store,
        title="Rencontre de Lyon",
        event_kind=EventKind.GRANDE_RENCONTRE,
        starts=store.clock(),
    )
    other = pledges.make(
        store,
        event=lyon.id,
        what="Ouvrir un lieu",
        people=[people["Marc"]],
        due=today - timedelta(days=20),
    )
    page.refresh()
    qtbot.waitUntil(lambda: not page.list.scope.isHidden())
    assert plain(page.list.late_elsewhere.text()) == (
        "1 engagement en retard dans d’autres rencontres"
    )
    assert [one.pledge.id for one in page._seen.promises] == [made.id]
    page.list.scope.set_code(EVERYWHERE)
    page.list.scope.activated.emit(1)
    qtbot.waitUntil(lambda: len(page._seen.promises) == 2)
    assert page.list.late_elsewhere.isHidden()
    page.select(other.id)
    shown(qtbot, page, other)
    seen = lambda: [one.who for one in page.detail.contacts._moments]  # noqa: E731
    qtbot.waitUntil(lambda: seen() == ["Rencontre de Lyon"])
    page.detail.follow_up.field.setText("appele")
    with qtbot.waitSignal(session.told):
        qtbot.keyClick(page.detail.follow_up.field, Qt.Key.Key_Return)
    assert [one.text for one in pledges.follow_ups(store, pledge=other.id)] == ["appele"]
    assert page._everywhere, "remembered for the session"
    page.detail.main.click()
    qtbot.waitUntil(lambda: page._seen.promise(other.id).due is Due.CLOSED)
    page.select(other.id)
    shown(qtbot, page, other)
    qtbot.waitUntil(lambda: "Engagement tenu." in [m.what for m in page.detail.contacts._moments])


def test_enter_on_a_pledge_begins_a_follow_up(qtbot, made, page):
    shown(qtbot, page, made)
    page.list.take_focus()
    qtbot.keyClick(page.list.list, Qt.Key.Key_Return)
    qtbot.waitUntil(page.detail.follow_up.field.hasFocus)


def test_a_new_pledge_is_recorded_shown_and_can_be_undone(
    qtbot, session, meeting, people, page, today
):
    dialog = open_form(qtbot, page)
    dialog.what.setPlainText("Prêter deux vélos")
    choose(qtbot, dialog, "mari")
    dialog.people._found = dialog.people.chosen()
    dialog.people._add(people["Marie"])
    assert dialog.people.people() == [people["Marie"]], "nobody is in a pledge twice"
    choose(qtbot, dialog, "font")
    dialog.people._lead(people["Marc"])
    dialog.next_step.setText("se voir mardi")
    dialog.may_call.boxes[people["Marc"]].click()
    with qtbot.waitSignal(session.told) as told:
        dialog.make.click()
    (found,) = pledges.promises(session.store, today=today, event=meeting.id)
    assert found.pledge.what == "Prêter deux vélos"
    assert found.pledge.due == today + timedelta(days=15)
    assert found.pledge.origin is PledgeOrigin.SPONTANEOUS
    assert [one.name for one in found.parties] == ["Marc Fontanel", "Marie Delorme"]
    assert [one.may_call for one in found.parties] == [True, False], "each for themselves"
    qtbot.waitUntil(lambda: page.list.current() == found.pledge.id)
    qtbot.waitUntil(page.detail.fresh.isVisible)
    assert page.detail.fresh.button.text() == "Fiche et agenda…"
    told.args[2]()
    qtbot.waitUntil(lambda: not page._seen.promises)


def test_a_pledge_from_an_idea_has_its_words_and_its_origin(qtbot, session, meeting, page, people):
    (workshop, *_others) = workshops.workshops(session.store, event=meeting.id)
    note = workshops.add_note(
        session.store, event=meeting.id, workshop=workshop.id, typed="i: un guichet mobile"
    )
    dialog = open_form(qtbot, page, note.id)
    draft = dialog.draft()
    assert (draft.what, draft.note, draft.origin) == (
        "un guichet mobile",
        note.id,
        PledgeOrigin.PLANNED,
    )
    dialog.what.setPlainText("mes mots")
    dialog.idea.set_code("")
    assert dialog.draft().what == "mes mots"
    dialog.done(0)


def test_the_form_says_what_is_missing_and_stays_open(qtbot, page):
    dialog = open_form(qtbot, page)
    dialog.make.click()
    assert dialog.isVisible()
    assert dialog._what.error()
    assert dialog._people.error()
    dialog.what.setPlainText("quelque chose")
    assert not dialog._what.error()
    dialog.done(0)


def test_a_pledge_that_cannot_be_saved_stays_in_its_form(qtbot, session, people, page):
    dialog = open_form(qtbot, page)
    dialog.what.setPlainText("mot " * 30_000)
    choose(qtbot, dialog, "marie")
    with qtbot.waitSignal(session.failed):
        dialog.make.click()
    assert dialog.isVisible()
    assert dialog.make.isEnabled()
    assert not page._seen.promises
    dialog.done(0)


def test_a_form_with_something_in_it_is_not_left_without_asking(qtbot, page, monkeypatch):
    dialog = open_form(qtbot, page)
    answers = [False, True]
    monkeypatch.setattr(ConfirmDialog, "ask", lambda *_a, **_k: answers.pop(0))
    dialog.what.setPlainText("quelque chose")
    dialog.reject()
    assert dialog.isVisible()
    dialog.reject()
    assert not answers


def test_an_empty_form_is_left_at_once(qtbot, page):
    dialog = open_form(qtbot, page)
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_enter_in_the_search_adds_somebody_and_does_not_record(qtbot, people, page):
    dialog = open_form(qtbot, page)
    dialog.what.setPlainText("quelque chose")
    choose(qtbot, dialog, "marie")
    qtbot.keyClick(dialog.people.search, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.done(0)


def test_a_title_takes_the_lines_it_needs(qtbot):
    edit = InlineEdit("Quoi", "", "heading")
    show(qtbot, edit, 300, 40)
    edit.reset("court")
    one = edit.height()
    edit.reset("une promesse qui tient sur plusieurs lignes de ce titre étroit")
    qtbot.waitUntil(lambda: edit.height() > one * 1.5)
    several = edit.height()
    edit.resize(900, several)
    qtbot.waitUntil(lambda: edit.height() == one)
    edit.resize(300, one)
    qtbot.waitUntil(lambda: edit.height() == several)
    edit.set_role("section")
    edit.reset("court")
    qtbot.waitUntil(lambda: edit.height() < one)


def test_a_name_that_nobody_has_is_said(qtbot, people, page):
    dialog = open_form(qtbot, page)
    dialog.people.search.setText("zzz")
    qtbot.waitUntil(dialog.people.none.isVisible)
    dialog.people.search.clear()
    assert not dialog.people.none.isVisible()
    dialog.done(0)


def test_somebody_chosen_is_not_offered_again_and_can_be_taken_off(qtbot, people, page):
    dialog = open_form(qtbot, page)
    choose(qtbot, dialog, "marie")
    dialog.people.search.setText("mar")
    qtbot.waitUntil(lambda: bool(dialog.people.list.rows.rows()))
    assert [row.title for row in dialog.people.list.rows.rows()] == ["Marc Fontanel"]
    dialog.people._drop(people["Marie"])
    assert dialog.people.people() == []
    dialog.done(0)


def test_without_pledges_or_meeting_the_page_says_how_to_begin(qtbot, page):
    assert page._states.currentWidget() is page._no_pledge
    page._no_pledge.action.click()
    qtbot.waitUntil(lambda: page.findChild(NewPledgeDialog) is not None)
    page.findChild(NewPledgeDialog).reject()
    page._session.show_meeting(None)
    with qtbot.waitSignal(page.wants_meeting):
        page._states.currentWidget().action.click()


def test_control_n_opens_the_form(qtbot, made, page):
    page.activateWindow()
    page.focus_first()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.list.search)
    qtbot.keyClick(page.list.search, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.findChild(NewPledgeDialog) is not None)
    page.findChild(NewPledgeDialog).reject()


# What people take home ---------------------------------------------------------------


@pytest.mark.parametrize("compact", [False, True])
def test_tab_goes_down_a_pledge_as_it_is_seen(qtbot, made, page, compact):
    page.set_compact(compact)
    page.select(made.id)
    qtbot.waitUntil(lambda: page.detail.pledge() == made.id)
    detail, line = page.detail, page.detail.follow_up
    qtbot.waitUntil(lambda: detail.main.isVisible() and line.isVisible())
    detail.what.setFocus()
    reached = []
    while (now := page.focusWidget()) not in reached and detail.isAncestorOf(now):
        reached.append(now)
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    boxes = [one.box for one in detail.parties.lines]
    facts = [detail.banner.button, detail.next_step, detail.help_needed]
    foot = [detail.card, detail.add_somebody, detail._begin, detail._drop]
    how = [line.channel, line.day]
    last = [*foot, line.field, *how, line.add] if compact else [*how, line.field, line.sign, *foot]
    assert reached == [detail.what, detail.main, *boxes, *facts, *last]


def test_card_and_calendar_are_saved_at_once_and_replace_none_of_another_pledge(
    qtbot, session, made, page, monkeypatch, tmp_path
):
    page.select(made.id)
    qtbot.waitUntil(lambda: page.detail.pledge() == made.id)
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(page.window().findChildren(PapersDialog)))
    dialog = page.window().findChild(PapersDialog)
    qtbot.waitUntil(lambda: dialog.preview.pages == 1)
    other = tmp_path / "fiche.ics"
    other.write_text("celui d’un autre engagement")
    dialog.save_to(tmp_path / "fiche")
    qtbot.waitUntil(dialog.told.isVisible)
    assert plain(dialog.told.accessibleName()) == "Enregistrés : fiche.pdf et fiche-2.ics"
    assert (tmp_path / "fiche.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "fiche-2.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert other.read_text() == "celui d’un autre engagement"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(tmp_path / "seul"), ""))
    dialog.calendar.click()
    qtbot.waitUntil((tmp_path / "seul.ics").exists)
    dialog.reject()
    qtbot.waitUntil(lambda: session._worker._open == 0)


def test_the_calls_to_make_are_those_of_the_list_as_it_is_filtered(qtbot, session, made, page):
    def asked():
        page._call.trigger()
        qtbot.waitUntil(lambda: bool(page.window().findChildren(CallListDialog)))
        dialog = page.window().findChild(CallListDialog)
        qtbot.waitUntil(lambda: dialog.preview.pages == 1 or dialog.nobody.isVisible())
        return dialog

    shown = page.list.shown()
    assert made.id in shown
    dialog = asked()
    assert dialog.preview.pages == 1
    assert dialog.print.isEnabled()
    assert dialog.file_name.startswith("appels-sur-les-engagements")
    dialog.reject()
    qtbot.waitUntil(lambda: not page.window().findChildren(CallListDialog))
    page.list.filters.set_code(rows.Filter.CLOSED.value)
    page.list.filters.chosen.emit(rows.Filter.CLOSED.value)
    assert made.id not in page.list.shown()
    dialog = asked()
    assert dialog.nobody.isVisible()
    assert not dialog.print.isEnabled()
    dialog.reject()
    qtbot.waitUntil(lambda: session._worker._open == 0)


def test_a_name_is_offered_that_neither_a_card_nor_a_calendar_has(tmp_path):
    for taken in ("fiche.pdf", "fiche-2.ics"):
        (tmp_path / taken).touch()
    assert free_name(tmp_path, "fiche.pdf") == "fiche-3.pdf"
    assert free_name(tmp_path / "nowhere", "fiche.ics") == "fiche.ics"


def test_a_pledge_whose_dates_are_past_has_its_card_alone(qtbot, session, made, page, today):
    page.select(made.id)
    qtbot.waitUntil(lambda: page.detail.pledge() == made.id)
    page.detail.papers_asked.emit(made.id, False)
    qtbot.waitUntil(lambda: bool(page.window().findChildren(PdfDialog)))
    dialog = page.window().findChild(PdfDialog)
    assert not isinstance(dialog, PapersDialog)
    qtbot.waitUntil(lambda: dialog.preview.pages == 1)
    dialog.reject()
    qtbot.waitUntil(lambda: session._worker._open == 0)
