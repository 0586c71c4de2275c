"""Choices on the screen: what was decided is found again, and whole questions are settled."""

from __future__ import annotations

import pytest
from tests.stores import COORDINATION, LAPTOPS
from tests.ui.shown import show

from maillage.actions.programme import Opened
from maillage.domain.records import Person
from maillage.ui.background import Worker
from maillage.ui.exchanges.made_dialog import MadeDialog
from maillage.ui.exchanges.page import ExchangesPage
from maillage.ui.session import Session

DOOR, LOW, _HIGH = LAPTOPS[1:]


@pytest.fixture
def store(team):
    """The coordinator's store."""
    return team.laptops[COORDINATION].store


@pytest.fixture
def told():
    """The facts that the toast would show."""
    return []


@pytest.fixture
def page(qtbot, store, told):
    """The coordinator's screen, read anew after every change."""
    session = Session(Opened(store), Worker())
    session.told.connect(lambda fact, undo, act: told.append((fact, undo, act)))
    found = show(qtbot, ExchangesPage(session), 1100, 700)
    session.changed.connect(found.refresh)
    qtbot.waitUntil(lambda: found._seen is not None)
    yield found
    session.close()


def read(qtbot, page, team, choices):
    """Take in what two laptops wrote."""
    team.laptops[COORDINATION].reads(team.laptops[DOOR], team.laptops[LOW])
    page.refresh()
    qtbot.waitUntil(lambda: len(page._seen.choices) == choices)


def opened(qtbot, page, kind):
    """Return the dialog of a kind that opens."""
    found = []

    def there():
        found[:] = [one for one in page.findChildren(kind) if one.isVisible()]
        return bool(found)

    qtbot.waitUntil(there)
    return found[0]


def test_a_choice_made_is_found_again_and_made_otherwise(qtbot, page, store, team, told):
    ada = store.all(Person)[0].id
    for name, phone in ((DOOR, "06 12 44 80 71"), (LOW, "07 68 03 15 22")):
        team.laptops[name].clock.pass_()
        team.laptops[name].store.change(ada, phone=phone)
    read(qtbot, page, team, 1)
    kept, lost = (one.value for one in page._seen.choices[0].versions)
    page.choices.card.take(0)
    qtbot.waitUntil(lambda: not page._seen.choices)
    page.choosing_again.show_made()
    dialog = opened(qtbot, page, MadeDialog)
    looked_at = MadeDialog(list(dialog._made.values()), takes=False)
    qtbot.addWidget(looked_at)
    assert [card.button for card in looked_at.cards] == [None] * len(dialog.cards)
    assert dialog.count.text() == "1 choix fait"
    assert kept in dialog.list.rows.rows()[0].sub
    # The one shown today is not offered again; Enter in the list leads to the other.
    assert dialog.cards[0].button is None
    assert (
        "affichée actuellement"
        in dialog._made[dialog.list.current_key()].choice.versions[0].caption
    )
    dialog.focus_first()
    assert dialog.cards[1].button.hasFocus()
    dialog.cards[1].button.click()
    qtbot.waitUntil(lambda: bool(told) and told[-1][1] == "Annuler")
    assert store.get(Person, ada).phone == lost
    told[-1][2]()
    qtbot.waitUntil(lambda: store.get(Person, ada).phone == kept)
    page.choosing_again.show_made()
    again = opened(qtbot, page, MadeDialog)
    assert again.list.rows.rows()[0].state is None
    assert again.undo is None, "what chose it is not the last word on the phone any more"
    again.cards[1].button.click()
    qtbot.waitUntil(lambda: store.get(Person, ada).phone == lost)
    qtbot.waitUntil(lambda: told[-1][1] == "Annuler")
    page.deciding.ways_back.undo_last()  # Ctrl+Z undoes the latest, wherever it was chosen
    qtbot.waitUntil(lambda: store.get(Person, ada).phone == kept)


def test_a_choice_made_is_put_back_among_those_to_make(qtbot, page, store, team, told):
    ada = store.all(Person)[0].id
    for name, phone in ((DOOR, "06 12 44 80 71"), (LOW, "07 68 03 15 22")):
        team.laptops[name].clock.pass_()
        team.laptops[name].store.change(ada, phone=phone)
    read(qtbot, page, team, 1)
    page.choices.card.take(1)
    qtbot.waitUntil(lambda: not page._seen.choices)
    page.choosing_again.show_made()
    dialog = opened(qtbot, page, MadeDialog)
    looked_at = MadeDialog(list(dialog._made.values()), takes=False)
    qtbot.addWidget(looked_at)
    assert looked_at.undo is None
    dialog.undo.click()
    qtbot.waitUntil(lambda: len(page._seen.choices) == 1)
    assert told[-1][0].endswith("le choix est de nouveau à faire")
    failed = []
    page._session.failed.connect(failed.append)
    said = len(told)
    page.deciding.ways_back.undo_last()  # Ctrl+Z does not try to put it back once more
    page.choosing_again.show_made()
    qtbot.waitUntil(lambda: opened(qtbot, page, MadeDialog).count.text().startswith("Aucun"))
    assert (failed, len(told)) == ([], said)
    opened(qtbot, page, MadeDialog).reject()


def test_a_choice_put_back_is_the_one_in_front(qtbot, page, store, team):
    ada = store.all(Person)[0].id
    for at, name in enumerate((DOOR, LOW)):
        team.laptops[name].clock.pass_()
        team.laptops[name].store.change(ada, phone=f"06 39 98 10 0{at}", email=f"a{at}@x.org")
    read(qtbot, page, team, 2)
    first, other = (one.key for one in page._seen.choices)
    page.choices.card.take(0)
    qtbot.waitUntil(lambda: page.choices.key() == other)
    page.choosing_again.show_made()
    opened(qtbot, page, MadeDialog).undo.click()
    qtbot.waitUntil(lambda: len(page._seen.choices) == 2)
    qtbot.waitUntil(lambda: page.choices.key() == first)
    assert page.choices.list.current_key() == first


def test_of_a_third_value_both_others_are_said_to_stay(qtbot, page, store, team, told):
    ada = store.all(Person)[0].id
    for name, phone in ((DOOR, "06 12 44 80 71"), (LOW, "07 68 03 15 22")):
        team.laptops[name].clock.pass_()
        team.laptops[name].store.change(ada, phone=phone)
    read(qtbot, page, team, 1)
    page.deciding.write(page._seen.choices[0], "06 39 98 77 77")
    qtbot.waitUntil(lambda: bool(told))
    assert told[-1][0].endswith("Les autres valeurs restent dans les choix faits.")
