"""What is typed over a record, or about one, is there again, and nowhere else."""

from __future__ import annotations

import pytest
from PIL import Image
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from tests.ui.shown import show

from maillage.actions import (
    consents,
    drafts,
    forgetting,
    organisations,
    photos,
    pledges,
    reception,
    workshops,
)
from maillage.domain.records import Attachment, FollowUp, Person, Pledge
from maillage.domain.vocabulary import Channel
from maillage.ui.changed_since import ChangedSince
from maillage.ui.drafts import CAPTION, CARD, FOLLOW_UP, NOTICE, PLEDGE_EDIT
from maillage.ui.pledges.page import PledgesPage
from maillage.ui.reception.notice import NoticeDialog
from maillage.ui.reception.page import ReceptionPage
from maillage.ui.widgets.caret import go_on
from maillage.ui.widgets.scroll import ScrollPane
from maillage.ui.workshops.page import WorkshopsPage


def kept(session, what):
    """The drafts of one kind by the record each is about."""
    found = drafts.drafts(session.store)
    return {place.split()[-1]: one for place, one in found.items() if place.split()[0] == what}


def typed(session, what):
    return [one["typed"] for one in kept(session, what).values()]


@pytest.fixture
def shown_page(qtbot):
    """Opens a page of a session."""

    def start(kind, session):
        page = show(qtbot, kind(session), 1100, 700)
        session.changed.connect(page.refresh)
        page.refresh()
        qtbot.waitUntil(lambda: page._seen is not None and session._worker._open == 0)
        return page

    return start


def choose(combo, code):
    """Choose an option by hand."""
    combo.set_code(code)
    combo.activated.emit(combo.currentIndex())


def kill(page):
    """Have a window do nothing more: it would record what stands in a field as it loses focus."""
    for widget in page.findChildren(QObject):
        widget.blockSignals(True)


# Pledges ---------------------------------------------------------------------------------


@pytest.fixture
def promised(session, meeting):
    """Three pledges of one person."""
    ada = reception.welcome(session.store, event=meeting.id, given_name="Ada", family_name="Lovel")
    return [
        pledges.make(session.store, event=meeting.id, what=what, people=[ada.person])
        for what in ("Ouvrir un guichet", "Appeler le bailleur", "Trouver une salle")
    ]


def test_the_line_begun_about_each_pledge_is_there_again_with_its_channel(
    qtbot, session, promised, again, shown_page
):
    first, second, third = promised
    page = shown_page(PledgesPage, session)
    line = page.detail.follow_up
    page.select(first.id)
    choose(line.channel, Channel.MEETING)
    qtbot.keyClicks(line.field, "vu au cafe")
    page.select(third.id)
    qtbot.keyClicks(line.field, "de trop")
    page.select(second.id)
    choose(line.channel, Channel.MAIL)
    qtbot.keyClicks(line.field, "a recrire mard")
    qtbot.waitUntil(lambda: set(kept(session, FOLLOW_UP)) == {one.id for one in promised})
    qtbot.waitUntil(lambda: kept(session, FOLLOW_UP)[second.id]["text"] == "a recrire mard")
    session.store.delete(third.id)
    later = shown_page(PledgesPage, again())
    back = later.detail.follow_up
    assert later.detail.pledge() == second.id, "the last one typed into"
    assert (back.field.text(), back.channel.code()) == ("a recrire mard", Channel.MAIL)
    assert back.field.hasFocus()
    assert not back.field.selectedText()
    assert back.field.cursorPosition() == len("a recrire mard")
    later.select(first.id)
    assert (back.field.text(), back.channel.code()) == ("vu au cafe", Channel.MEETING)
    qtbot.waitUntil(lambda: third.id not in kept(session, FOLLOW_UP))
    qtbot.keyClick(back.field, Qt.Key.Key_Return)
    later.select(second.id)
    qtbot.waitUntil(lambda: set(kept(session, FOLLOW_UP)) == {second.id})
    (noted,) = session.store.all(FollowUp)
    assert (noted.pledge, noted.text, noted.channel) == (first.id, "vu au cafe", Channel.MEETING)
    back.field.clear()
    qtbot.waitUntil(lambda: not kept(session, FOLLOW_UP))


def test_a_field_of_a_pledge_is_there_again_before_one_has_left_it_and_writes_nothing(
    qtbot, session, promised, again, shown_page
):
    digest = session.store.digest()
    page = shown_page(PledgesPage, session)
    page.select(promised[1].id)
    page.detail.next_step.setFocus()
    qtbot.keyClicks(page.detail.next_step, "lui ecr")
    qtbot.waitUntil(lambda: typed(session, PLEDGE_EDIT) == [{"next_step": "lui ecr"}])
    assert session.store.digest() == digest
    kill(page)
    later = shown_page(PledgesPage, again())
    field = later.detail.next_step
    assert later.detail.pledge() == promised[1].id
    assert field.value() == "lui ecr"
    assert field.hasFocus()
    qtbot.keyClicks(field, "ire")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not kept(session, PLEDGE_EDIT))
    assert session.store.get(Pledge, promised[1].id).next_step == "lui ecrire"
    go_on(field)
    qtbot.keyClicks(field, " demain")
    qtbot.waitUntil(lambda: typed(session, PLEDGE_EDIT) == [{"next_step": "lui ecrire demain"}])
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not kept(session, PLEDGE_EDIT))


def test_what_is_typed_over_a_pledge_never_covers_what_somebody_else_wrote_since(
    qtbot, session, promised, again, shown_page
):
    page = shown_page(PledgesPage, session)
    pledge = promised[0].id
    page.select(pledge)
    page.detail.help_needed.setFocus()
    qtbot.keyClicks(page.detail.help_needed, "une sal")
    qtbot.waitUntil(lambda: typed(session, PLEDGE_EDIT) == [{"help_needed": "une sal"}])
    kill(page)
    pledges.change(session.store, pledge=pledge, help_needed="un bus")
    offered = {"help_needed": "une sal"}
    for _start in range(2):
        later = shown_page(PledgesPage, again())
        later.select(pledge)
        assert later.detail.help_needed.value() == "un bus"
        assert "une sal" in later.detail.changed_since.accessibleName()
        qtbot.waitUntil(lambda: kept(session, PLEDGE_EDIT)[pledge]["offered"] == offered)
    later.detail.changed_since.acted.emit()
    assert later.detail.help_needed.value() == "une sal"
    assert not later.detail.changed_since.isVisible()
    later.select(promised[1].id)
    assert not later.detail.help_needed.value(), "nothing comes back to another pledge"
    qtbot.waitUntil(lambda: not kept(session, PLEDGE_EDIT))
    assert session.store.get(Pledge, pledge).help_needed == "une sal"


def test_what_somebody_else_writes_while_one_types_is_shown_and_ones_own_words_are_offered(
    qtbot, session, promised, shown_page
):
    page = shown_page(PledgesPage, session)
    pledge = promised[0].id
    page.select(pledge)
    page.detail.help_needed.setFocus()
    qtbot.keyClicks(page.detail.help_needed, "une sal")
    pledges.change(session.store, pledge=pledge, help_needed="un bus", next_step="se voir")
    page.refresh()
    qtbot.waitUntil(page.detail.changed_since.isVisible)
    assert "une sal" in page.detail.changed_since.accessibleName()
    assert page.detail.help_needed.value() == "un bus"
    assert page.detail.next_step.value() == "se voir"
    page.detail.help_needed.leave()
    qtbot.waitUntil(lambda: session._worker._open == 0)
    assert session.store.get(Pledge, pledge).help_needed == "un bus"
    page.detail.changed_since.acted.emit()
    assert page.detail.help_needed.value() == "une sal"
    page.detail.help_needed.leave()
    qtbot.waitUntil(lambda: session.store.get(Pledge, pledge).help_needed == "une sal")
    qtbot.waitUntil(lambda: not page.detail.changed_since.isVisible())


def test_what_is_said_above_is_scrolled_to(qtbot):
    content = QWidget()
    column = QVBoxLayout(content)
    said = ChangedSince("Cette fiche a été modifiée.")
    column.addWidget(said)
    column.addSpacing(2000)
    pane = show(qtbot, ScrollPane(content), 400, 300)
    bar = pane.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    said.tell({"phone": "06 39"})
    assert said.visibleRegion().isEmpty()
    said.bring_into_view()
    qtbot.waitUntil(lambda: said.visibleRegion().boundingRect() == said.rect())


# Captions of photos ----------------------------------------------------------------------


@pytest.fixture
def boards(session, meeting, tmp_path):
    """Two photos of the second workshop."""
    workshop = workshops.workshops(session.store, event=meeting.id)[1].id
    taken = []
    for colour in ("white", "yellow"):
        Image.new("RGB", (64, 48), colour).save(tmp_path / f"{colour}.png")
        path = tmp_path / f"{colour}.png"
        taken.append(photos.add(session.store, path, event=meeting.id, workshop=workshop).photo)
    return taken


@pytest.fixture
def half_captioned(qtbot, session, boards, shown_page):
    """The first photo with a caption half typed in a window that was killed."""
    page = shown_page(WorkshopsPage, session)
    page._choose_workshop(boards[0].workshop)
    page.show_photos()
    page.photos.list.choose(boards[0].id)
    page.photos.caption.setFocus()
    qtbot.keyClicks(page.photos.caption, "Le mur des")
    qtbot.waitUntil(lambda: typed(session, CAPTION) == [{"caption": "Le mur des"}])
    kill(page)
    return boards[0].id


def test_a_caption_that_comes_while_another_is_typed_is_shown_and_not_covered(
    qtbot, session, boards, shown_page
):
    page = shown_page(WorkshopsPage, session)
    page._choose_workshop(boards[0].workshop)
    page.show_photos()
    card = page.photos
    card.list.choose(boards[0].id)
    card.caption.setFocus()
    qtbot.keyClicks(card.caption, "Le mur des")
    session.store.change(boards[0].id, caption="Les idees")
    page.refresh()
    qtbot.waitUntil(card.changed_since.isVisible)
    assert card.caption.text() == "Les idees"
    assert "Le mur des" in card.changed_since.accessibleName()
    card.list.setFocus()
    qtbot.waitUntil(lambda: session._worker._open == 0)
    assert session.store.get(Attachment, boards[0].id).caption == "Les idees"
    card.changed_since.acted.emit()
    assert card.caption.text() == "Le mur des"


def test_a_caption_half_typed_is_there_again_under_its_photo_and_no_other(
    qtbot, session, boards, half_captioned, again, shown_page
):
    later = shown_page(WorkshopsPage, again())
    card = later.photos
    assert card.list.current() == half_captioned
    assert card.caption.text() == "Le mur des"
    qtbot.waitUntil(card.caption.hasFocus)
    assert not card.caption.selectedText()
    assert card.caption.cursorPosition() == len("Le mur des")
    qtbot.keyClicks(card.caption, " idees")
    card.list.choose(boards[1].id)
    assert not card.caption.text()
    qtbot.waitUntil(lambda: not kept(session, CAPTION))
    said = [session.store.get(Attachment, one.id).caption for one in boards]
    assert said == ["Le mur des idees", ""]


def test_a_caption_never_covers_what_somebody_else_wrote_since(
    qtbot, session, half_captioned, again, shown_page
):
    photos.change(session.store, photo=half_captioned, caption="Table 3")
    later = shown_page(WorkshopsPage, again())
    card = later.photos
    card.leave()
    later.show_photos()
    assert card.caption.text() == "Table 3"
    assert "Le mur des" in card.changed_since.accessibleName(), "whoever looks decides nothing"
    card.changed_since.acted.emit()
    assert card.caption.text() == "Le mur des"
    assert not card.changed_since.isVisible()
    card.leave()
    qtbot.waitUntil(lambda: not kept(session, CAPTION))
    assert session.store.get(Attachment, half_captioned).caption == "Le mur des"


def test_the_caption_of_a_photo_taken_away_is_dropped(
    qtbot, session, half_captioned, again, shown_page
):
    photos.delete(session.store, photos=[half_captioned])
    later = shown_page(WorkshopsPage, again())
    qtbot.waitUntil(lambda: not kept(session, CAPTION))
    assert later.notes.isVisible()


# Cards, and what people are told ---------------------------------------------------------


@pytest.fixture
def at_the_door(qtbot):
    """Opens the reception of a session and waits until all it reads is read."""

    def start(session):
        page = show(qtbot, ReceptionPage(session), 1100, 700)
        session.changed.connect(page.refresh)
        page.refresh()
        qtbot.waitUntil(lambda: page.door is not None and session._worker._open == 0)
        return page

    return start


@pytest.fixture
def half_filled(qtbot, session, meeting, at_the_door):
    """Somebody whose card had half a number in it, in a window that was killed."""
    ada = reception.welcome(session.store, event=meeting.id, given_name="Ada", family_name="Lovel")
    page = at_the_door(session)
    page.acting.open_card(ada.id)
    qtbot.waitUntil(lambda: page.opening.dialog is not None and session._worker._open == 0)
    line = page.opening.dialog.lines["phone"]
    line.edit.setFocus()
    qtbot.keyClicks(line.edit, "06 39")
    qtbot.waitUntil(lambda: typed(session, CARD) == [{"phone": "06 39"}])
    assert not line.error(), "nobody is told that half a number is wrong"
    kill(page)
    return ada


def test_a_card_half_filled_is_open_again_and_saves_itself_as_one_leaves_it(
    qtbot, session, half_filled, again, at_the_door
):
    digest = session.store.digest()
    later = at_the_door(again())
    qtbot.waitUntil(lambda: later.opening.dialog is not None)
    card = later.opening.dialog
    phone = card.lines["phone"].edit
    qtbot.waitUntil(lambda: phone.text() == "06 39" and phone.hasFocus())
    assert phone.cursorPosition() == len("06 39")
    assert session.store.digest() == digest
    qtbot.keyClicks(phone, " 98 00 00")
    qtbot.keyClicks(card.commune.edit, "Arnas")
    qtbot.waitUntil(lambda: "Arnas" in str(typed(session, CARD)))
    card.reject()
    qtbot.waitUntil(lambda: not kept(session, CARD))
    assert session.store.get(Person, half_filled.person).phone == "+33 6 39 98 00 00"


def test_a_number_half_typed_never_covers_what_somebody_else_wrote_since(
    qtbot, session, half_filled, again, at_the_door
):
    session.store.change(half_filled.person, phone="06 39 98 11 11")
    later = at_the_door(again())
    qtbot.waitUntil(lambda: later.opening.dialog is not None)
    card = later.opening.dialog
    qtbot.waitUntil(card.changed_since.isVisible)
    assert card.lines["phone"].text == "06 39 98 11 11"
    card.changed_since.acted.emit()
    assert card.lines["phone"].text == "06 39"
    card.lines["phone"].edit.setText("06 39 98 11 11")
    card.reject()
    qtbot.waitUntil(lambda: not kept(session, CARD))


def test_an_organisation_never_covers_another_that_came_while_the_card_was_open(
    qtbot, session, meeting, at_the_door
):
    ada = reception.welcome(
        session.store, event=meeting.id, given_name="Ada", family_name="Lovel", organisation="UDAF"
    )
    page = at_the_door(session)
    page.acting.open_card(ada.id)
    qtbot.waitUntil(lambda: page.opening.dialog is not None and session._worker._open == 0)
    card = page.opening.dialog
    line = card.lines["organisation"]
    qtbot.waitUntil(lambda: line.text == "UDAF")
    line.edit.setText("Le Pont")
    organisations.change_organisation(session.store, person=ada.person, organisation="La Halle")
    line.leave()
    qtbot.waitUntil(card.changed_since.isVisible)
    assert line.text == "La Halle"
    card.changed_since.acted.emit()
    card.reject()
    qtbot.waitUntil(lambda: page.opening.dialog is None)
    assert organisations.belonging(session.store, person=ada.person)[0] == "Le Pont"


def test_a_number_never_covers_what_somebody_else_wrote_while_the_card_was_open(
    qtbot, session, meeting, at_the_door
):
    ada = reception.welcome(session.store, event=meeting.id, given_name="Ada", family_name="Lovel")
    page = at_the_door(session)
    page.acting.open_card(ada.id)
    qtbot.waitUntil(lambda: page.opening.dialog is not None and session._worker._open == 0)
    card = page.opening.dialog
    line = card.lines["phone"]
    line.edit.setText("06 39 98 00 00")
    session.store.change(ada.person, phone="+33 6 39 98 11 11")
    card.reject()
    qtbot.waitUntil(card.changed_since.isVisible)
    assert card.isVisible()
    assert line.text == "+33 6 39 98 11 11"
    assert "06 39 98 00 00" in card.changed_since.accessibleName()
    card.changed_since.acted.emit()
    card.reject()
    qtbot.waitUntil(lambda: page.opening.dialog is None)
    assert session.store.get(Person, ada.person).phone == "+33 6 39 98 00 00"
    qtbot.waitUntil(lambda: not kept(session, CARD))


def test_whoever_is_erased_takes_what_was_half_typed_on_their_card_along(
    session, half_filled, again, at_the_door
):
    forgetting.erase(session.store, person=half_filled.person)
    assert not kept(session, CARD)
    later = at_the_door(again())
    assert later.opening.dialog is None


def test_the_notice_half_changed_is_open_again_until_it_is_left(
    qtbot, session, meeting, again, at_the_door
):
    consents.write_notice(session.store, text="Vos données restent ici.")
    before = show(qtbot, NoticeDialog(session, consents.notice_in_force(session.store)), 640, 500)
    before.text.setPlainText("Vos données rest")
    qtbot.waitUntil(lambda: typed(session, NOTICE) == [{"text": "Vos données rest"}])
    kill(before)
    later = at_the_door(again())
    qtbot.waitUntil(lambda: later.opening.dialog is not None)
    back = later.opening.dialog
    assert back.text.toPlainText() == "Vos données rest"
    assert back.text.textCursor().atEnd()
    qtbot.keyClick(back, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not kept(session, NOTICE))
