"""Words are shown as people wrote them: never markup, never out of their place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from tests.ui.shown import CANARY

from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.card import Card
from maillage.ui.widgets.chips import ChipBar, ChipItem
from maillage.ui.widgets.conflict import BaseCard, ConflictCard
from maillage.ui.widgets.dialogs import ConfirmDialog, MessageDialog
from maillage.ui.widgets.drop import DropZone
from maillage.ui.widgets.empty import EmptyState
from maillage.ui.widgets.fields import LabelledField
from maillage.ui.widgets.figure import Figure
from maillage.ui.widgets.progress import ProgressRow
from maillage.ui.widgets.text import Text, set_tooltip
from maillage.ui.widgets.timeline import Moment, Timeline


def test_words_from_people_are_never_markup(qtbot):
    card = Card(CANARY)
    for widget in (
        Text(CANARY), Banner("info", CANARY, CANARY), Figure("1", CANARY, CANARY),
        EmptyState("users", CANARY, CANARY, CANARY), BaseCard(CANARY, CANARY, CANARY),
        ConflictCard(CANARY, CANARY, CANARY, CANARY), LabelledField(CANARY, QLineEdit(), CANARY),
        ProgressRow(CANARY), DropZone(CANARY, CANARY, CANARY),
    ):  # fmt: skip
        card.add(widget)
    timeline = Timeline()
    timeline.set_moments([Moment(CANARY, CANARY, CANARY)])
    card.add(timeline)
    qtbot.addWidget(card)
    for dialog in (
        ConfirmDialog(CANARY, CANARY, safe=CANARY, danger=CANARY),
        MessageDialog(CANARY, CANARY, CANARY),
    ):
        qtbot.addWidget(dialog)
        assert all(
            label.textFormat() == Qt.TextFormat.PlainText for label in dialog.findChildren(QLabel)
        )
    labels = card.findChildren(QLabel)
    assert len(labels) > 15
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_a_tooltip_shows_what_was_written_and_loads_nothing(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    set_tooltip(widget, CANARY)
    assert "<img" not in widget.toolTip()
    assert "&lt;img" in widget.toolTip()
    assert widget.accessibleDescription() == CANARY, "no mark-up is read aloud"
    widget.setAccessibleDescription("autre chose")
    set_tooltip(widget, "")
    assert widget.accessibleDescription() == "autre chose"


def test_an_ampersand_in_a_button_is_shown(qtbot):
    button = Button("Droits & logement")
    qtbot.addWidget(button)
    assert button.text() == "Droits && logement"
    button.set_text("A & B")
    assert button.text() == "A && B"


def test_no_mark_of_direction_moves_what_stands_beside_a_name(qtbot):
    name = "Log\u202eement"
    bar = ChipBar([ChipItem("a", name, "80"), ChipItem("b", "שרה", "12")])
    label, button = Text(f"{name} · שרה · 12"), Button(name)
    for one in (bar, label, button):
        qtbot.addWidget(one)
    chips = [one.text() for one in bar.findChildren(QAbstractButton)]

    assert chips == ["Logement\u200280", "\u2068שרה\u2069\u200212"]
    assert label.text() == "Logement · \u2068שרה\u2069 · 12"
    assert button.text() == "Logement"
