"""The head of a page: its actions fold rather than being cut, and a meeting keeps its day."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget, QWidgetItem
from shiboken6 import Shiboken
from tests.ui.shown import LONG, column, show

from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.focus import as_seen
from maillage.ui.widgets.header import Header, action
from maillage.ui.widgets.text import Text


def test_secondary_actions_fold_into_a_menu_when_compact(qtbot):
    header = Header("Accueil")
    header.set_event("Grande Rencontre du Beaujolais", "Beaujolais")
    paper, close = action("Liste papier", "file-down", header), action("Clore", "", header)
    header.set_secondary([paper, close])
    header.set_primary(action("Nouvel engagement", "plus", header))
    show(qtbot, header, 900, 80)

    def words() -> set[str]:
        return {button.text() for button in header.findChildren(Button) if button.isVisible()}

    assert {"Liste papier", "Clore", "Nouvel engagement"} == words()
    header.set_compact(True)
    assert "Nouvel engagement" in words()
    assert not {"Liste papier", "Clore"} & words()
    assert header._menu.actions() == [paper, close]
    header.set_compact(False)
    assert {"Liste papier", "Clore", "Nouvel engagement"} == words()


def test_a_header_button_does_and_shows_what_its_action_says(qtbot):
    header = Header("Accueil")
    paper = action("Liste papier", "file-down", header)
    header.set_secondary([paper])
    show(qtbot, header, 700, 80)
    button = next(b for b in header.findChildren(Button) if b.text() == "Liste papier")
    with qtbot.waitSignal(paper.triggered):
        button.click()
    paper.setEnabled(False)
    assert not button.isEnabled()


def test_header_buttons_keep_the_keyboard_and_come_before_what_is_below(qtbot):
    page = QWidget()
    column = QVBoxLayout(page)
    header, below = Header("Tables"), Button("Tour 1")
    for widget in (header, below):
        column.addWidget(widget)
    wishes, plan = action("Souhaits…", "pin", header), action("Proposer un plan", "", header)
    header.set_secondary([wishes])
    header.set_primary(plan)
    show(qtbot, page, 700, 160)
    (first,) = [one for one in header.findChildren(Button) if one.text() == "Souhaits…"]
    first.setFocus()
    header.set_secondary([wishes])
    header.set_primary(plan)
    assert first.hasFocus(), "the same actions are shown again"
    reached = []
    for _step in range(2):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        reached.append(page.focusWidget().text())
    assert reached == ["Proposer un plan", "Tour 1"]


def test_a_header_cuts_the_name_of_a_meeting_never_its_day(qtbot):
    header = Header("Accueil")
    header.set_event(f"{LONG} · lundi 13 décembre 2021 · Paris", f"{LONG} · lun. 13 déc. 2021")
    header.set_secondary([action("Reprendre une liste", "file-input", header)])
    show(qtbot, header, 600, 80)
    line = next(text for text in header.findChildren(Text) if LONG[:4] in text.text())
    assert line.text().endswith("… · lun. 13 déc. 2021")
    assert line.fontMetrics().horizontalAdvance(line.text()) <= line.width()
    assert line.toolTip()


def test_actions_of_a_header_fold_into_a_menu_rather_than_being_cut(qtbot):
    header = Header("Échanges")
    header.set_event("Grande Rencontre · lun. 13 déc. 2021")
    header.set_secondary([action(f"Une longue action {n}") for n in range(4)])
    box = column(header)
    show(qtbot, box)
    box.resize(1400, 200)
    qtbot.waitUntil(lambda: all(one.isVisible() for one in header._secondary))
    assert not header._more.isVisible()
    box.resize(500, 200)
    qtbot.waitUntil(header._more.isVisible)
    assert not any(one.isVisible() for one in header._secondary)
    box.resize(1400, 200)
    qtbot.waitUntil(lambda: all(one.isVisible() for one in header._secondary))


def test_a_day_that_is_kept_stands_alone_where_the_name_before_it_has_no_room(qtbot):
    text = Text("Grande Rencontre · lun. 13 déc. 2021", "sub", elide=True)
    text.keep(" · lun. 13 déc. 2021")
    show(qtbot, text, 400, 40)
    text.resize(text.fontMetrics().horizontalAdvance(" · lun. 13 déc. 2021") + 4, 40)
    qtbot.waitUntil(lambda: text.text() == "lun. 13 déc. 2021")


def _items_kept() -> set[int]:
    """Which items of layouts PySide holds, of which it learns nothing when they go."""
    return {id(one) for one in Shiboken.getAllValidWrappers() if isinstance(one, QWidgetItem)}


def test_nothing_is_kept_of_layout_items_where_tab_is_ordered_or_a_header_fits_itself(qtbot):
    # What was kept outlived them; whatever came to stand at the same address crashed, once closed.
    header = Header("Échanges")
    before = _items_kept()
    header.set_secondary([action(f"Une action {n}") for n in range(3)])
    inner = column(QLineEdit(), Button("Un"), QLineEdit())
    box = column(header, inner)
    show(qtbot, box, 900)
    as_seen(box)
    box.resize(300, 300)
    qtbot.waitUntil(header._more.isVisible)
    assert not _items_kept() - before  # those of other tests may have gone meanwhile
