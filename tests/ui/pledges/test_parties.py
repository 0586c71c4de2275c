"""Who takes part in a pledge, whether they may be called, and what is then shown of them."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt

from maillage.actions import consents, pledges
from maillage.actions.events import local_time
from maillage.actions.pledges import Gone
from maillage.domain.vocabulary import ConsentForm, ConsentPurpose
from maillage.language import current
from maillage.ui.pledges.adding import AddSomebodyDialog
from maillage.ui.pledges.parties import Parties

from .conftest import TODAY, addresses, party, plain, shown


def test_of_somebody_erased_no_agreement_is_told(qtbot):
    shown = Parties()
    qtbot.addWidget(shown)
    shown.show_parties([party("", gone=Gone.ERASED), party("Marie Delorme")])
    erased, marie = shown.lines
    assert erased._reach.isHidden()
    assert marie.box.isChecked()
    assert marie.box.accessibleName() == "Marie Delorme accepte un rappel"
    assert addresses(marie) == ["N’a laissé ni téléphone ni courriel."]


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
