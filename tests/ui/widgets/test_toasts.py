"""A toast is read and acted on once, covers no control, and goes by itself."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget
from tests.ui.shown import column, show

from maillage.ui.shell import Shell
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.dialog_toast import DialogToast
from maillage.ui.widgets.dialogs import MessageDialog
from maillage.ui.widgets.header import Header, action
from maillage.ui.widgets.toast import Toast
from maillage.ui.widgets.toast_place import Room, spot_for, taken_by

PAGE = QRect(100, 0, 900, 600)
HEADING = QRect(110, 10, 500, 44)
FOOT = QRect(100, 540, 900, 40)
"""Buttons all along the foot of a page."""


def small(_width: int) -> QSize:
    """A toast of few words."""
    return QSize(200, 52)


def test_a_toast_takes_the_bottom_right_when_that_is_free():
    spot = spot_for(small, Room(PAGE, [QRect(100, 0, 400, 600)], HEADING))
    assert spot.box == QRect(790, 538, 200, 52)


def test_a_toast_goes_elsewhere_along_the_bottom_rather_than_cover_a_control():
    button = QRect(850, 550, 120, 40)
    spot = spot_for(small, Room(PAGE, [button], HEADING))
    assert spot.box.top() == 538
    assert not spot.box.intersects(button)


def test_a_toast_stands_on_the_heading_and_hides_all_of_it_where_the_foot_is_taken():
    words = QRect(110, 12, 340, 30)
    spot = spot_for(small, Room(PAGE, [FOOT, words], HEADING, said=340, spare=200))
    assert spot.covers == HEADING
    assert spot.box == QRect(110, 6, 340, 52)


def test_the_page_gives_way_where_a_toast_would_cover_something_beside_the_heading():
    below = QRect(110, 55, 300, 44)
    spot = spot_for(small, Room(PAGE, [FOOT, below], HEADING, spare=200))
    assert spot.foot == 62
    assert spot.box == QRect(790, 538, 200, 52)


def test_a_toast_of_many_words_takes_lines_at_the_foot_rather_than_lose_one():
    def lines(width: int) -> QSize:
        return QSize(min(width, 3000), -(-3000 // width) * 26 + 8)

    spot = spot_for(lines, Room(PAGE, [FOOT], HEADING, spare=200))
    assert spot.box.size() == lines(880)
    assert spot.foot == spot.box.height() + 10


def test_a_page_without_room_to_give_shows_the_beginning_of_the_words_on_its_heading():
    spot = spot_for(lambda _width: QSize(490, 200), Room(PAGE, [FOOT], HEADING, spare=20))
    assert not spot.foot
    assert spot.box == QRect(110, 2, 490, 60)


def test_a_toast_covers_no_button_of_its_window(qtbot):
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.addStretch(1)
    foot = QHBoxLayout()
    foot.addStretch(1)
    save = Button("Enregistrer", "primary")
    foot.addWidget(save)
    layout.addLayout(foot)
    show(qtbot, window, 900, 500)
    toast = Toast(window)
    toast.say("Karim Benali est arrivé", "Annuler")
    qtbot.waitUntil(lambda: not toast.geometry().intersects(save.geometry()))
    qtbot.waitUntil(lambda: save.geometry() in taken_by(window, toast))


def test_a_toast_moves_away_from_a_button_that_comes_up_under_it(qtbot):
    window = QWidget()
    show(qtbot, window, 900, 500)
    toast = Toast(window)
    toast.say("Une photo est ajoutée", "Annuler")
    remove = Button("Retirer", "secondary", parent=window)
    remove.setGeometry(toast.geometry())
    remove.show()
    qtbot.waitUntil(lambda: not toast.geometry().intersects(remove.geometry()))


def test_a_toast_on_the_heading_moves_away_from_buttons_that_join_it(qtbot):
    header = Header("Échanges")
    header.setFixedHeight(60)
    window, toast, _page = crowded(qtbot, header, height=400)
    toast.say("124 nouveautés", "Annuler")
    qtbot.waitUntil(lambda: toast.geometry().intersects(header.geometry()))
    header.set_secondary([action("Doublons (4)…"), action("Choix faits…")])
    qtbot.waitUntil(lambda: sum(one.isVisible() for one in header.findChildren(Button)) > 1)
    qtbot.waitUntil(
        lambda: all(
            not toast.geometry().intersects(QRect(one.mapTo(window, QPoint()), one.size()))
            for one in header.findChildren(Button)
            if one.isVisible()
        )
    )


def crowded(qtbot, *above: QWidget, height: int) -> tuple[QWidget, Toast, QWidget]:
    """Return a window full of a page of 200 pixels at least, its toast, and the page."""
    window, pages = QWidget(), QStackedWidget()
    page = column(*above, QPlainTextEdit())
    page.setMinimumHeight(200)
    pages.addWidget(page)
    toast = Toast(window)
    toast.keep_to(pages)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(pages, 1)
    layout.addWidget(toast.foot)
    show(qtbot, window, 500, height)
    return window, toast, page


def test_a_page_that_gives_way_takes_its_room_back_once_the_toast_is_gone(qtbot):
    window, toast, page = crowded(qtbot, height=400)
    toast.say("L’engagement est reporté", "Annuler")
    qtbot.waitUntil(lambda: page.height() == 400 - toast.height() - 10)
    qtbot.waitUntil(
        lambda: toast.geometry().top() >= page.mapTo(window, page.rect().bottomLeft()).y()
    )
    toast.dismiss()
    qtbot.waitUntil(lambda: (window.height(), page.height()) == (400, 400))


def test_a_window_does_not_grow_for_a_toast(qtbot):
    window, toast, page = crowded(qtbot, Header("Échanges"), height=230)
    fact = "Ce fichier est écrit et relu, la clé peut être retirée. " * 6
    toast.say(fact, "Annuler")
    qtbot.waitUntil(toast.isVisible)
    qtbot.waitUntil(lambda: (window.height(), page.height()) == (230, 230))
    qtbot.waitUntil(lambda: window.rect().contains(toast.geometry()))
    qtbot.waitUntil(lambda: toast._fact.text().endswith("…"))
    assert "la clé peut être retirée" in toast._fact.toolTip()
    assert toast.accessibleName() == fact


def test_a_page_that_cannot_be_lower_is_cut_rather_than_the_words_and_their_button(qtbot):
    window, toast, page = crowded(qtbot, Header("Échanges"), height=250)
    page.setMinimumHeight(0)
    page.findChild(QPlainTextEdit).setMinimumHeight(160)
    fact = "Note supprimée : « Un guichet commun du premier accueil, une fois par semaine »"
    toast.say(fact, "Annuler")
    qtbot.waitUntil(
        lambda: page.height() == 250 - toast.height() - 10 < page.minimumSizeHint().height()
    )
    assert toast._fact.text() == fact
    qtbot.waitUntil(lambda: toast.rect().contains(toast._button.geometry()))
    assert window.height() == 250
    toast.dismiss()
    qtbot.waitUntil(lambda: page.height() == 250)


def test_what_is_told_in_a_dialog_stands_below_its_buttons_and_outlives_it(qtbot, session):
    shell = show(qtbot, Shell(session), 1100, 700)
    dialog = MessageDialog("Accords", "Chaque réponse est enregistrée aussitôt.", parent=shell)
    with qtbot.waitActive(dialog):
        dialog.open()
    before, undone = dialog.height(), []
    session.tell("Accord donné", undo="Annuler", on_undo=lambda: undone.append(1))
    qtbot.waitUntil(lambda: dialog.findChild(DialogToast) is not None)
    toast = dialog.findChild(DialogToast)
    qtbot.waitUntil(lambda: dialog.height() == before + toast.foot.height())
    qtbot.waitUntil(lambda: toast.isVisible() and shell.toast.isHidden())
    qtbot.waitUntil(
        lambda: not any(one.intersects(toast.geometry()) for one in taken_by(dialog, toast))
    )
    toast._button.click()
    assert undone == [1]
    qtbot.waitUntil(lambda: dialog.height() == before)
    session.tell("Accord retiré", undo="Annuler", on_undo=lambda: undone.append(2))
    qtbot.waitUntil(toast.isVisible)
    dialog.accept()
    qtbot.waitUntil(shell.toast.isVisible)
    shell.toast._button.click()
    assert (shell.toast._said, undone) == ("Accord retiré", [1, 2])


def test_what_was_told_in_a_dialog_asked_from_another_goes_on_in_that_one(qtbot, session):
    shell = show(qtbot, Shell(session), 1100, 700)
    card = MessageDialog("Fiche", "Une personne.", parent=shell)
    with qtbot.waitActive(card):
        card.open()
    asked = MessageDialog("Accords", "Chaque réponse est enregistrée.", parent=card)
    with qtbot.waitActive(asked):
        asked.open()
    undone = []
    session.tell("Accord donné", undo="Annuler", on_undo=lambda: undone.append(1))
    qtbot.waitUntil(lambda: asked.findChild(DialogToast) is not None)
    asked.accept()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in card.findChildren(DialogToast)))
    (toast,) = (one for one in card.findChildren(DialogToast) if one.isVisible())
    assert toast.parent() is card
    assert toast._said == "Accord donné"
    toast._button.click()
    assert undone == [1]


def test_a_long_fact_is_told_whole_on_several_lines(qtbot):
    _window, toast, _page = crowded(qtbot, height=400)
    fact = "Le serveur ne répond pas. Rien n’est perdu ; ce qui se voit date peut-être."
    toast.say(fact)
    assert toast._fact.text() == fact
    qtbot.waitUntil(lambda: toast._fact.height() >= toast._fact.heightForWidth(toast._fact.width()))
    assert toast._fact.width() < toast._fact.fontMetrics().horizontalAdvance(fact)


def test_a_toast_leaves_by_itself_and_stays_while_it_has_the_focus(qtbot):
    window = QWidget()
    show(qtbot, window, 900, 500)
    toast = Toast(window, seconds=0.05)
    with qtbot.waitSignal(toast.gone):
        toast.say("Enregistré")
    assert toast.isHidden()
    toast.say("Karim est arrivé", "Annuler", lambda: None)
    toast._button.setFocus()
    qtbot.waitUntil(toast._button.hasFocus)
    assert not toast.timer.isActive()
    window.setFocus()
    qtbot.waitUntil(lambda: toast.timer.isActive() or toast.isHidden())


def test_the_action_of_a_toast_runs_once_and_takes_it_away(qtbot):
    window = QWidget()
    show(qtbot, window, 900, 500)
    toast = Toast(window)
    undone: list[str] = []
    toast.say("Karim est arrivé", "Annuler", lambda: undone.append("Karim"))
    toast._button.click()
    toast._button.click()
    assert undone == ["Karim"]
    assert toast.isHidden()
